"""Pieces of text to put in and signatures, per language: read, save, remove, put into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tradedesk.domain import own_text, template_bold
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import DraftId
from tradedesk.domain.own_text import Snippet, SnippetKind
from tradedesk.ledger import drafts, texts
from tradedesk.services.bench import Bench


def every(bench: Bench) -> tuple[Snippet, ...]:
    """Every piece and signature, by language and place; the first signature of a language is its usual one."""
    return texts.snippets(bench.ledger.read)


def save(bench: Bench, snippet: Snippet) -> int:
    """Save a piece after checking it as ``sound`` does; number 0 is a new one. Returns its number."""
    kept = sound(bench, snippet)
    with bench.ledger.write(f"{kept.kind}-saved|name={kept.name}") as writer:
        return texts.save_snippet(writer, kept, bench.stamp())


def sound(bench: Bench, snippet: Snippet) -> Snippet:
    """The piece with a tidy name, checked.

    Raises RuleSaysNo naming the first fault and its line, or the field "name" without one or with one that is taken.
    """
    name = " ".join(snippet.name.split())
    if not name:
        raise RuleSaysNo("snippet-name-missing", "name")
    if len(name) > own_text.LONGEST_NAME:
        raise RuleSaysNo("template-name-long", "name", most=own_text.LONGEST_NAME)
    if not snippet.body.strip():
        raise RuleSaysNo("snippet-empty", "body")
    kept = replace(snippet, name=name)
    for each in texts.snippets(bench.ledger.read):
        same = (each.kind, each.language, each.name.casefold()) == (kept.kind, kept.language, name.casefold())
        if same and each.id != kept.id:
            raise RuleSaysNo("snippet-name-taken", "name", name=name)
    for fault in bench.renderer.check(own_text.as_template(kept)):
        raise RuleSaysNo(fault.code, fault.field, line=fault.line, **dict(fault.facts))
    return kept


def remove(bench: Bench, snippet_id: int) -> None:
    """Take a piece away; undo brings it back."""
    found = texts.snippet(bench.ledger.read, snippet_id)
    with bench.ledger.write(f"{found.kind}-removed|name={found.name}") as writer:
        writer.delete("snippets", snippet_id)


def make_usual(bench: Bench, snippet_id: int) -> None:
    """Let a signature sign every message in its language: it goes before the others."""
    chosen = texts.snippet(bench.ledger.read, snippet_id)
    others = [each for each in _alike(texts.snippets(bench.ledger.read), chosen) if each.id != chosen.id]
    with bench.ledger.write(f"signature-made-usual|name={chosen.name}") as writer:
        for place, each in enumerate((chosen, *others), start=1):
            writer.update("snippets", each.id, {"position": place})


def filled(bench: Bench, snippet_id: int, draft_id: DraftId) -> str:
    """A piece with the facts of a draft put in, marks where one is missing, to be read by ``from_template``.

    Nothing is written. Raises NotThere, and RuleSaysNo when the piece names what is no fact any more.
    """
    from tradedesk.services.about import about_of
    from tradedesk.services.facts import facts_of, merged

    draft = drafts.draft(bench.ledger.read, draft_id)
    found = texts.snippet(bench.ledger.read, snippet_id)
    known = facts_of(about_of(bench, draft), found.language, bench.now()) if draft.party_id is not None else {}
    facts = template_bold.guarded(merged(known, draft.facts))
    return bench.renderer.render(own_text.as_template(found), facts).body.strip("\n")


def usual(snippets: Sequence[Snippet]) -> frozenset[int]:
    """The signatures that sign without being asked, one a language."""
    first: dict[str, int] = {}
    for each in snippets:
        if each.kind is SnippetKind.SIGNATURE:
            first.setdefault(each.language, each.id)
    return frozenset(first.values())


def _alike(snippets: Sequence[Snippet], chosen: Snippet) -> list[Snippet]:
    return [each for each in snippets if (each.kind, each.language) == (chosen.kind, chosen.language)]
