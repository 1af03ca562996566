"""The user's templates, snippets and signatures in a file: written out for others, looked at and taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from tradedesk.domain import own_text
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.own_text import Snippet
from tradedesk.domain.purpose import PurposeCode
from tradedesk.domain.template import Template
from tradedesk.ledger import texts
from tradedesk.services import snippets
from tradedesk.services import templates as template_verbs
from tradedesk.services.bench import Bench


class Arrival(StrEnum):
    """What taking a text in would do."""

    NEW = "new"
    SAME = "same"
    REPLACES_OWN = "replaces-own"
    REPLACES_SHIPPED = "replaces-shipped"
    FAULTY = "faulty"


@dataclass(frozen=True)
class Incoming:
    """A text of a file: as it would be taken in, what that does, and what is wrong with it (None: nothing).

    ``other_purpose`` is the code of a purpose that this ledger has not; the text goes by order progress then. Of a
    ``snippet`` or signature ``template`` is what the renderer takes.
    """

    template: Template
    arrival: Arrival
    fault: RuleSaysNo | None = None
    other_purpose: str = ""
    snippet: Snippet | None = None


def export(bench: Bench, path: Path, keys: Sequence[tuple[str, str]] = ()) -> int:
    """Write templates, by code and language, to a file; without keys all texts that are the user's own, also snippets
    and signatures. Returns how many.

    Raises RuleSaysNo templates-none-own, NotThere, and NeighbourFailed disk-full, file-not-writable.
    """
    from tradedesk.integrations.templates.template_file import Texts, write_texts

    known = {(each.code, each.language): each for each in template_verbs.every(bench)}
    if any(key not in known for key in keys):
        raise NotThere("template", next(key for key in keys if key not in known)[0])
    chosen = [known[key] for key in keys] if keys else [each for each in known.values() if not each.builtin]
    pieces = () if keys else snippets.every(bench)
    if not chosen and not pieces:
        raise RuleSaysNo("templates-none-own", "file")
    write_texts(path, Texts(tuple(chosen), pieces))
    return len(chosen) + len(pieces)


def read(bench: Bench, path: Path) -> tuple[Incoming, ...]:
    """What a file would bring; nothing is written. Raises NeighbourFailed and RuleSaysNo (field "file")."""
    from tradedesk.integrations.templates.template_file import read_texts

    found, pieces = read_texts(path)
    known = {(each.code, each.language): each for each in template_verbs.every(bench)}
    taken = {each.code for each in known.values()} | texts.codes(bench.ledger.read)
    codes: dict[str, str] = {}
    for each in found:
        if each.code not in codes:
            codes[each.code] = _code_here(each, tuple(known.values()), taken | set(codes.values()))
    purposes = {code for (code,) in bench.ledger.read.all("select code from purposes")}
    letters = [_incoming(bench, replace(each, code=codes[each.code]), known, purposes) for each in found]
    return (*letters, *(_incoming_piece(bench, each, pieces) for each in pieces))


def take_in(bench: Bench, chosen: Sequence[Incoming]) -> int:
    """Write texts that ``read`` gave, with one undo; returns how many.

    What a template of the user's said before is kept as a version. Raises RuleSaysNo for the first with a fault.
    """
    checked = tuple(template_verbs.sound(bench, each.template) for each in chosen if each.snippet is None)
    with bench.ledger.write(f"templates-taken-in|n={len(chosen)}") as writer:
        now = {(each.code, each.language): each for each in texts.templates(writer)}
        fresh = []
        for text in checked:
            own = now.get((text.code, text.language))
            numbered = {"id": own.id, "version": own.version} if own is not None else {"id": None, "version": 1}
            fresh.append(replace(text, **numbered))  # type: ignore[arg-type]
        template_verbs.put_all(bench, writer, tuple(fresh))
        for each in chosen:
            if each.snippet is not None and each.arrival is not Arrival.SAME:
                snippets.save(bench, each.snippet)
    return len(chosen)


def _code_here(template: Template, known: Sequence[Template], taken: set[str]) -> str:
    """The code it has here: its own, unless another text of this ledger goes by that one."""
    alike = [each for each in known if each.code == template.code]
    names = {each.name_en for each in alike} | {each.name_zh for each in alike}
    strange = not alike and not own_text.is_own_code(template.code)
    if strange or (
        own_text.is_own_code(template.code) and alike and names.isdisjoint({template.name_en, template.name_zh})
    ):
        return own_text.own_code(template.name_en or template.name_zh, taken)
    return template.code


def _incoming(bench: Bench, template: Template, known: dict[tuple[str, str], Template], purposes: set[str]) -> Incoming:
    other = template.purpose if template.purpose not in purposes else ""
    if other:
        template = replace(template, purpose=str(PurposeCode.PROGRESS))
    now = known.get((template.code, template.language))
    try:
        template = template_verbs.sound(bench, template)
    except RuleSaysNo as no:
        return Incoming(template, Arrival.FAULTY, no, other)
    if now is None:
        return Incoming(template, Arrival.NEW, None, other)
    if template == replace(now, builtin=False, id=None, version=1):
        return Incoming(template, Arrival.SAME, None, other)
    return Incoming(template, Arrival.REPLACES_SHIPPED if now.builtin else Arrival.REPLACES_OWN, None, other)


def _incoming_piece(bench: Bench, piece: Snippet, others: Sequence[Snippet]) -> Incoming:
    """A snippet or signature: in other words than one of the same name it comes in beside it, under a name of its own.

    Nothing of one's own is replaced: pieces have no versions to go back to.
    """
    alike = [each for each in snippets.every(bench) if (each.kind, each.language) == (piece.kind, piece.language)]
    same = any((each.name.casefold(), each.body) == (piece.name.casefold(), piece.body) for each in alike)
    taken = [each.name for each in (*alike, *others) if each is not piece]
    clash = any(each.name.casefold() == piece.name.casefold() for each in alike)
    fresh = replace(piece, name=own_text.free_name(piece.name, taken)) if clash and not same else piece
    try:
        fresh = fresh if same else snippets.sound(bench, fresh)
    except RuleSaysNo as no:
        return Incoming(own_text.as_template(fresh), Arrival.FAULTY, no, snippet=fresh)
    return Incoming(own_text.as_template(fresh), Arrival.SAME if same else Arrival.NEW, snippet=fresh)
