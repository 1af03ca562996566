"""A draft said by chat (A9): shortened, copied for the messenger, logged; what binds stays open until a mail says it.

A chat is for quick synchronisation only. What binds becomes a point to confirm, which the mail of the same draft
closes; anything else is done with the chat.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradedesk.domain import chat_text
from tradedesk.domain.address import Address, Channel
from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.ids import AddressId, DraftId, MessageId
from tradedesk.domain.message import Direction, Medium, Message, MessageState, Recipient
from tradedesk.domain.point import Point
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.routing import needs_mail_after_chat
from tradedesk.domain.template import unfilled
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import drafts, messages, orders, parties
from tradedesk.services import log
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradedesk.ledger.writer import Writer

#: The messengers a text can be made ready for, in the order in which they are offered.
MEDIA = (Medium.WHATSAPP, Medium.WECHAT, Medium.LINKEDIN)


@dataclass(frozen=True)
class ChatWay:
    """One chat: the messenger, whose it is, and the number, name or page there; both empty for a chat still to pick.

    ``limit`` is how many characters a message may have.
    """

    medium: Medium
    name: str
    value: str
    address_id: AddressId | None
    limit: int


@dataclass(frozen=True)
class ChatOffer:
    """What can be said by chat: the ways, the customer's own first; the text; what does not go along.

    ``missing`` are the facts still marked in the text, ``files`` the attachments that a chat leaves behind,
    ``languages`` those in which the text is written.
    ``needs_mail`` says why a mail must follow (A9), None where the chat is enough.
    """

    ways: tuple[ChatWay, ...]
    text: str
    missing: tuple[str, ...]
    files: tuple[str, ...]
    languages: tuple[str, ...]
    needs_mail: Reason | None


@dataclass(frozen=True)
class Copied:
    """What was logged, and the link that opens the chat (empty for none).

    ``carries_text``: whether the link brings the text along; it is on the clipboard in any case.
    """

    message_id: MessageId
    link: str
    carries_text: bool
    needs_mail: Reason | None


def offer(bench: Bench, draft_id: DraftId) -> ChatOffer:
    """The draft made ready for a chat; raises NotThere."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    order = orders.order(bench.ledger.read, draft.order_id) if draft.order_id is not None else None
    text = chat_text.shorten(
        draft.body,
        salutation=dict(draft.written_with).get("contact.salutation", ""),
        signature=_signature(bench),
        reference=order.number if order is not None else "",
        heading=dict(draft.written_with).get("party.name", ""),
    )
    return ChatOffer(
        ways=_ways(bench, draft),
        text=text,
        missing=unfilled(text),
        files=tuple(each.name for each in draft.attachments),
        languages=(draft.language, draft.second_language),
        needs_mail=_needs_mail(draft, Medium.WHATSAPP),
    )


def copy_out(bench: Bench, draft_id: DraftId, medium: Medium, value: str, text: str) -> Copied:
    """Log a draft as said by chat (F3); what became of it is asked like after a hand-over.

    What binds, or confirms a point, leaves the draft open for the mail that must follow, with a point to confirm that
    this mail closes (A9, F2); anything else is thereby handed over. Raises RuleSaysNo as ``chat_text.check`` and
    ``chat_text.whatsapp_link``, and "already-handed-over".
    """
    if drafts.handed_over_as(bench.ledger.read, draft_id) is not None:
        raise RuleSaysNo("already-handed-over", "draft")
    draft = drafts.draft(bench.ledger.read, draft_id)
    chat_text.check(text, medium)
    link, carries = _link(medium, value, text)
    needs = _needs_mail(draft, medium)
    entry = _entry(bench, draft, medium, value, text, tells_node=needs is None)
    with bench.ledger.write("chat-copied", undoable=False) as writer:
        number = messages.add_message(writer, entry)
        if needs is None:
            writer.update("drafts", draft.id, {**drafts.handed_over(bench.stamp()), "message_id": number})
            log.mark_consequences(writer, replace(entry, id=number), went_out=True)
        elif draft.point_id is None:
            _open_point(writer, draft, replace(entry, id=number))
    return Copied(number, link, carries, needs)


def said_by_chat(bench: Bench, draft: Draft) -> Message | None:
    """The chat in which an open draft was said already, as far as it still waits for its mail (A9)."""
    if draft.point_id is None:
        return None
    try:
        point = messages.point(bench.ledger.read, draft.point_id)
        entry = messages.message(bench.ledger.read, point.said_in) if point.said_in is not None else None
    except NotThere:
        return None
    ours = entry is not None and entry.direction is Direction.OUT and entry.state is not MessageState.NOTED
    return entry if ours and entry is not None and entry.medium is not Medium.MAIL else None


def _needs_mail(draft: Draft, medium: Medium) -> Reason | None:
    """Why a mail must follow: the matter binds (A9), or a point is to be confirmed in writing (F1)."""
    binding = needs_mail_after_chat(draft.purpose, Channel(str(medium)))
    if binding is not None or draft.point_id is None:
        return binding
    return because("point-needs-mail", "F1", channel=str(medium))


def _ways(bench: Bench, draft: Draft) -> tuple[ChatWay, ...]:
    """The customer's own addresses first, the preferred channel before the others; then each messenger without one."""
    found: list[ChatWay] = []
    preferred = ""
    if draft.party_id is not None:
        read = bench.ledger.read
        preferred = parties.party(read, draft.party_id).preferred_channel
        names = {each.id: each.name for each in parties.people(read, draft.party_id)}
        today = bench.today()
        known = [each for each in address_rows.of_party(read, draft.party_id) if each.usable_on(today)]
        found = [_way(each, names.get(each.contact_id or 0, "")) for each in _by_medium(known, preferred)]
    bare = [ChatWay(medium, "", "", None, chat_text.LIMITS[medium]) for medium in MEDIA]
    return (*found, *bare)


def _by_medium(known: Sequence[Address], preferred: str) -> list[Address]:
    ours = [each for each in known if str(each.channel) in {str(medium) for medium in MEDIA}]
    order = [str(medium) for medium in MEDIA]
    return sorted(ours, key=lambda each: (str(each.channel) != preferred, order.index(str(each.channel)), each.id))


def _way(address: Address, name: str) -> ChatWay:
    medium = Medium(str(address.channel))
    return ChatWay(medium, name, address.value, address.id, chat_text.LIMITS[medium])


def _link(medium: Medium, value: str, text: str) -> tuple[str, bool]:
    if medium is Medium.WHATSAPP:
        return chat_text.whatsapp_link(value, text)
    return (chat_text.linkedin_link(value) if medium is Medium.LINKEDIN else "", False)


def _entry(bench: Bench, draft: Draft, medium: Medium, value: str, text: str, *, tells_node: bool) -> Message:
    way = next((each for each in _ways(bench, draft) if (each.medium, each.value) == (medium, value)), None)
    to = Recipient("to", value, way.name, way.address_id) if way is not None and value else Recipient("to", value)
    return Message(
        0,
        bench.now(),
        medium,
        Direction.OUT,
        draft.party_id,
        draft.order_id,
        draft.subject,
        text,
        MessageState.HANDED_OVER,
        purpose=draft.purpose,
        node_id=draft.node_id if tells_node else None,
        template=draft.template,
        recipients=(to,) if value else (),
    )


def _open_point(writer: Writer, draft: Draft, entry: Message) -> None:
    """What was said by chat and binds is open until the draft's mail confirms it."""
    words = " ".join((draft.subject or entry.body.splitlines()[0]).split())
    point = Point(0, words, entry.at, str(entry.medium), draft.party_id, draft.order_id, entry.id)
    writer.update("drafts", draft.id, {"point_id": messages.add_point(writer, point)})


def _signature(bench: Bench) -> tuple[str, ...]:
    """The lines that sign our letters: the person and the company."""
    own = bench.own()
    if own is None:
        return ()
    people = parties.contacts(bench.ledger.read, own.id)
    return (*(each.name for each in people), own.name, *([own.our_name] if own.our_name else []))
