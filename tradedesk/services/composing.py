"""What the user does with a draft: have it written, fill what is missing, choose who gets it, attach files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tradedesk.domain import since_written, timeline
from tradedesk.domain import template as template_rules
from tradedesk.domain.address import Channel, Standing
from tradedesk.domain.asking import ASKING
from tradedesk.domain.draft import Draft, OwnText
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import DraftId, OrderId, PartyId, PointId
from tradedesk.domain.message import Attachment
from tradedesk.domain.order import Node, NodeCode
from tradedesk.domain.template import Template
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import drafts, messages, orders, parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.services import draft_text, shipment_told
from tradedesk.services import facts as fact_words
from tradedesk.services import templates as template_verbs
from tradedesk.services.about import about_of
from tradedesk.services.bench import Bench
from tradedesk.services.draft_text import say_proofread, set_second_language, set_tone
from tradedesk.services.draft_view import DraftView, view
from tradedesk.services.recipients import routed, set_recipient

__all__ = [
    "DraftView", "attach", "attach_again", "bring_back", "detach", "discard", "draft_update", "fill_fact",
    "keep_as_written", "let_own_texts_go", "look_again", "open_drafts", "reopen", "route_again", "save_text",
    "say_proofread", "set_purpose", "set_recipient", "set_second_language", "set_tone", "use_template", "view",
    "write_anew",
]  # fmt: skip

#: What is written when the user only says for whom, and nothing has to be asked first.
_PLAIN_LETTER = "letter"
#: Points at which there is no order yet.
_BEFORE_THE_ORDER = frozenset({NodeCode.INQUIRY, NodeCode.QUOTED})


def draft_update(
    bench: Bench,
    *,
    party_id: PartyId | None = None,
    order_id: OrderId | None = None,
    point_id: PointId | None = None,
    shipment_id: int | None = None,
    template: str = "",
    language: str = "",
    facts: tuple[tuple[str, str], ...] = (),
) -> DraftId:
    """Draft a message about a customer, an order or a point to confirm; returns the draft's number.

    Without a template: the follow-up of the order's node that is due (C2), the confirmation of the point (F2), at the
    first contact with a customer of several addresses the question which is for what (B3), else a plain letter. The
    language is the customer's when there is a text in it. A draft about the same that was begun already is gone on
    with, unless the ledger has other facts since or its text was retyped.
    ``facts`` are values that win over the ledger's. A draft that tells of something shipped tells of the shipment
    ``shipment_id``, without one of the shipment that is owed a word (D4).
    """
    read = bench.ledger.read
    point = messages.point(read, point_id) if point_id is not None else None
    if point is not None:
        party_id, order_id = party_id or point.party_id, order_id or point.order_id
    if order_id is not None:
        party_id = orders.order(read, order_id).party_id
    if party_id is None:
        raise RuleSaysNo("whom-to-write", "party")
    code = template or (_first_words(bench, party_id) if point is None else "confirm-point")
    if not template and point is None and order_id is not None:
        code = _due_template(orders.nodes(read, order_id))
    party = parties.party(read, party_id)
    chosen = template_verbs.choose(bench, code, language or (party.languages[0] if party.languages else "en"))
    fresh = Draft(0, party_id, order_id, chosen.code, chosen.language, chosen.purpose, "", "", point_id=point_id)
    fresh = replace(fresh, node_id=_node_id(bench, order_id, chosen), facts=facts)
    fresh = shipment_told.for_shipment(bench, fresh, chosen, shipment_id)
    about = (each for each in drafts.open_about_the_same(read, fresh) if shipment_told.same_shipment(each, fresh))
    begun = next(about, None)
    if begun is not None and _still_says(bench, begun, fresh, chosen):
        return begun.id
    written = _written(bench, fresh, chosen)
    with bench.ledger.write("draft-made") as writer:
        return drafts.add_draft(writer, written, bench.stamp())


def _first_words(bench: Bench, party_id: PartyId) -> str:
    """B3 asks at the first contact with a customer of several addresses; whoever was written to before was asked."""
    read = bench.ledger.read
    today = bench.today()
    mails = [each for each in address_rows.of_party(read, party_id) if each.channel is Channel.MAIL]
    unsure = any(each.usable_on(today) and each.standing is Standing.PRESUMED for each in mails)
    written = messages.was_written_to(read, party_id)
    return ASKING if len(mails) > 1 and unsure and not written else _PLAIN_LETTER


def open_drafts(bench: Bench) -> tuple[tuple[int, str, str, str], ...]:
    """(number, subject, customer, changed at) of the drafts not handed over."""
    return drafts.open_drafts(bench.ledger.read)


def save_text(bench: Bench, draft_id: DraftId, subject: str, body: str, rich: str = "") -> None:
    """Save subject and body as they were typed; a line break has no place in a subject.

    ``rich`` is the same body with its formatting, empty where plain text says it all. Typing is taken back by the
    editor: it is no step of its own, and what was done to the draft before it can be taken back as before.
    """
    if not template_rules.is_one_line(subject):
        raise RuleSaysNo("subject-one-line", "subject")
    draft = drafts.draft(bench.ledger.read, draft_id)
    if (draft.subject, draft.body, draft.rich) != (subject, body, rich):
        with bench.ledger.write("draft-changed", undoable=False) as writer:
            drafts.save_typed(writer, replace(draft, subject=subject, body=body, rich=rich), bench.stamp())


def use_template(bench: Bench, draft_id: DraftId, code: str, language: str) -> None:
    """Write the draft anew from another template or in another language; recipients follow its purpose (A1)."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    chosen = template_verbs.choose(bench, code, language)
    fresh = replace(draft, template=chosen.code, language=chosen.language, purpose=chosen.purpose)
    fresh = replace(fresh, node_id=_node_id(bench, draft.order_id, chosen))
    if fresh.second_language == fresh.language:
        fresh = replace(fresh, second_language="")
    fresh = shipment_told.for_shipment(bench, fresh, chosen)
    fresh = draft_text.text_replaced(bench, draft, _written(bench, fresh, chosen))
    _save(bench, "draft-rewritten", fresh)


def bring_back(bench: Bench, draft_id: DraftId, own: OwnText) -> None:
    """Put a text changed by hand, that was written anew since, into its draft again; recipients follow its purpose.

    What was filled in since is filled in there too; what it takes the place of is kept where it was changed by hand.
    """
    draft = drafts.draft(bench.ledger.read, draft_id)
    rest = tuple(each for each in draft.own_texts if each != own)
    back = replace(
        draft, template=own.template, language=own.language, purpose=own.purpose, tone=own.tone,
        second_language=own.second_language, subject=own.subject, body=own.body, rich=own.rich,
        written_with=own.written_with, own_texts=rest,
    )  # fmt: skip
    for name in template_rules.unfilled(back.subject, back.body):
        if name in dict(draft.facts):
            back = draft_text.filled(back, name, dict(draft.facts)[name])
    if back.template != draft.template:
        known = [each for each in template_verbs.every(bench) if each.code == back.template]
        back = replace(back, node_id=_node_id(bench, back.order_id, known[0]) if known else None)
        back = replace(back, recipients=routed(bench, back).recipients)
    _save(bench, "own-text-back", draft_text.text_replaced(bench, draft, back))


def let_own_texts_go(bench: Bench, draft_id: DraftId) -> None:
    """Keep a draft's replaced texts no longer; undo brings them back."""
    _save(bench, "own-texts-let-go", replace(drafts.draft(bench.ledger.read, draft_id), own_texts=()))


def fill_fact(bench: Bench, draft_id: DraftId, name: str, value: str) -> None:
    """Put a missing fact in its place in the text; ``fact_keeping.keep`` also keeps it where it belongs."""
    if not value.strip():
        raise RuleSaysNo("fact-empty", name)
    draft = draft_text.filled(drafts.draft(bench.ledger.read, draft_id), name, value.strip())
    others = tuple((known, old) for known, old in draft.facts if known != name)
    _save(bench, "fact-filled", replace(draft, facts=(*others, (name, value.strip()))))


def write_anew(bench: Bench, draft_id: DraftId) -> None:
    """Write a draft anew from its own template with the facts of today; what was filled in by hand stays."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    use_template(bench, draft_id, draft.template, draft.language)


def keep_as_written(bench: Bench, draft_id: DraftId) -> None:
    """Leave a draft's text as it is although facts in it changed since: they are not brought up again."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    known = fact_words.facts_of(about_of(bench, draft), draft.language, bench.now())
    _save(bench, "draft-kept", replace(draft, written_with=since_written.kept(draft.written_with, known)))


def route_again(bench: Bench, draft_id: DraftId) -> None:
    """Let the rules choose the recipients anew (A1), say after an address was confirmed."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    _save(bench, "recipients-changed", replace(draft, recipients=routed(bench, draft).recipients))


def set_purpose(bench: Bench, draft_id: DraftId, code: str) -> None:
    """Say what a draft is about: its recipients follow (A1), its text stays. Raises NotThere for an unknown purpose."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    if draft.purpose != purpose_rows.by_code(bench.ledger.read, code).code:
        fresh = replace(draft, purpose=code)
        _save(bench, "purpose-chosen", replace(fresh, recipients=routed(bench, fresh).recipients))


def attach(bench: Bench, draft_id: DraftId, path: Path) -> None:
    """Attach a file, with its size and fingerprint as it is now. Raises RuleSaysNo (field "attachments")."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    fresh = _as_it_is_now(Attachment(path.name, str(path.absolute())))
    if any(each.path == fresh.path for each in draft.attachments):
        raise RuleSaysNo("already-attached", "attachments", name=path.name)
    _save(bench, "attached", replace(draft, attachments=(*draft.attachments, fresh)))


def attach_again(bench: Bench, draft_id: DraftId, path: str) -> None:
    """Take an attached file as it is now, after it was changed. Raises RuleSaysNo (field "attachments")."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    files = tuple(_as_it_is_now(each) if each.path == path else each for each in draft.attachments)
    _save(bench, "attached-again", replace(draft, attachments=files))


def detach(bench: Bench, draft_id: DraftId, path: str) -> None:
    """Take an attachment off again; the file itself stays where it is."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    _save(bench, "detached", replace(draft, attachments=tuple(each for each in draft.attachments if each.path != path)))


def discard(bench: Bench, draft_id: DraftId) -> None:
    """Throw a draft away; it can be brought back by undo."""
    with bench.ledger.write("draft-discarded") as writer:
        writer.delete("drafts", draft_id)


def reopen(bench: Bench, draft_id: DraftId) -> None:
    """Go on with a draft that was handed over but not sent; the log entry of the hand-over stays."""
    with bench.ledger.write("draft-reopened") as writer:
        # A notice to many finds by it which of its mails went out.
        of_many = drafts.draft(writer, draft_id).group_parties
        writer.update("drafts", draft_id, {"handed_over_at": None, **({} if of_many else {"message_id": None})})


def look_again(bench: Bench, draft_id: DraftId) -> DraftView:
    """Look for mail programs once more, say after one was installed, and show the draft with what was found."""
    bench.look_for_mail_programs_again()
    return view(bench, draft_id)


def _as_it_is_now(file: Attachment) -> Attachment:
    from tradedesk.integrations.mail import attached

    bare = replace(file, size=0, sha256="")
    return replace(bare, size=attached.size_of(bare), sha256=attached.digest_of(bare))


def _save(bench: Bench, label: str, draft: Draft) -> None:
    with bench.ledger.write(label) as writer:
        drafts.save_draft(writer, draft, bench.stamp())


def _due_template(nodes: Sequence[Node]) -> str:
    """The template of the node that is due. What lies ahead cannot be told as done, but for D3's goods ready.

    Before there is an order there is nothing to follow up: the inquiry is answered, the quotation written (C1).
    """
    now = timeline.current_node(nodes)
    if now is not None and now.code in _BEFORE_THE_ORDER:
        return _PLAIN_LETTER if now.notice_message_id is not None else timeline.template_for(now.code)
    code = timeline.due_follow_up(nodes)
    node = next((each for each in nodes if each.code is code), None)
    ahead = node is not None and node.actual_on is None and code is not NodeCode.READY
    if code is None or ahead:
        return "production-progress"
    return timeline.template_for(code) or "production-progress"


def _node_id(bench: Bench, order_id: OrderId | None, template: Template) -> int | None:
    """The node that this template tells of (C2), so that the log entry becomes its notice."""
    if order_id is None or not template.node:
        return None
    nodes = orders.nodes(bench.ledger.read, order_id)
    for node in nodes:
        if node.code == template.node and not (template.code == "production-progress" and node.notice_message_id):
            return node.id
    # The progress of an order whose production was told already is about the point it has reached since.
    now = timeline.current_node(nodes) if template.code == "production-progress" else None
    return now.id if now is not None else None


def _written(bench: Bench, draft: Draft, template: Template) -> Draft:
    return replace(draft_text.written(bench, draft, template), recipients=routed(bench, draft).recipients)


def _still_says(bench: Bench, begun: Draft, fresh: Draft, template: Template) -> bool:
    """Whether writing it anew, with the facts filled into it by hand, would give the very text of a draft."""
    filled = tuple({**dict(begun.facts), **dict(fresh.facts)}.items())
    again = replace(fresh, facts=filled, tone=begun.tone, second_language=begun.second_language)
    again = draft_text.written(bench, again, template)
    return (again.subject, again.body, again.rich) == (begun.subject, begun.body, begun.rich)
