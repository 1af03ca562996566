"""What the user does with the log: note a call or a chat, say what became of a hand-over, keep points open."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import MessageId, OrderId, PartyId, PointId
from tradedesk.domain.message import Direction, Medium, Message, MessageState, Recipient
from tradedesk.domain.point import Point
from tradedesk.domain.reason import Reason
from tradedesk.ledger import messages as message_rows
from tradedesk.ledger.queries import log as lists
from tradedesk.ledger.queries.log import HITS, LogQuery, LogRow
from tradedesk.services.address_labels import labels_of
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

__all__ = [
    "AFTERWARDS", "HITS", "LogOverview", "LogQuery", "LogRow", "LogSheet", "body", "ids", "interrupted", "make_point",
    "mark_consequences", "message", "note", "orders_of", "overview", "party_of", "rows", "say_what_became",
    "settle_point", "sheet",
]  # fmt: skip

#: What the user can say of a message that was handed over.
AFTERWARDS = (MessageState.SENT, MessageState.CHANGED, MessageState.NOT_SENT)

#: Characters of a text that are shown at once; a pasted chat or a mail can be very long.
SHOWN = 64 * 1024


@dataclass(frozen=True)
class LogSheet:
    """One entry with all that the page shows of it: its text cut at ``SHOWN`` characters of ``length``, the names of
    customer and order, the customer's zone (empty when unknown) beside the user's own, and the points made of it.
    ``labels``: by address what it is called now, for those on file that it went to or came from (B4);
    ``proofread_by`` is who has proofread it before it was handed over (C5), empty where nobody was named.
    """

    message: Message
    length: int
    party: str
    party_zone: str
    order_number: str
    own_zone: str
    points: tuple[Point, ...]
    labels: Mapping[str, Reason] = field(default_factory=dict)
    proofread_by: str = ""


@dataclass(frozen=True)
class LogOverview:
    """How many entries each filter shows, the customer's name and the order's number the list is narrowed to, the
    user's own zone and the present moment (UTC).
    """

    counts: dict[str, int]
    party: str
    order_number: str
    zone: str
    moment: datetime


def ids(bench: Bench, query: LogQuery) -> array[int]:
    """The numbers of the log's entries, newest first."""
    return lists.ids(bench.ledger.read, query)


def rows(bench: Bench, numbers: Sequence[int]) -> list[LogRow]:
    """The log's lines for these entries."""
    return lists.rows(bench.ledger.read, numbers)


def message(bench: Bench, message_id: MessageId) -> Message:
    """One entry, whole; raises NotThere."""
    return message_rows.message(bench.ledger.read, message_id)


def sheet(bench: Bench, message_id: MessageId) -> LogSheet:
    """One entry with what belongs to it; raises NotThere."""
    read = bench.ledger.read
    entry = message_rows.message(read, message_id)
    party, zone, number = lists.names(read, entry.party_id, entry.order_id)
    return LogSheet(
        message=replace(entry, body=entry.body[:SHOWN]),
        length=len(entry.body),
        party=party,
        party_zone=zone,
        order_number=number,
        own_zone=bench.own_zone(),
        points=message_rows.points_said_in(read, message_id),
        labels=labels_of(bench, (each.value for each in entry.recipients), entry.party_id),
        proofread_by=_proofread_by(bench, message_id) if entry.program else "",
    )


def _proofread_by(bench: Bench, message_id: MessageId) -> str:
    """Who has proofread what was handed over (C5); empty when nobody was named."""
    from tradedesk.ledger import drafts

    draft = drafts.of_message(bench.ledger.read, message_id)
    return dict(draft.facts).get("proofread.by", "") if draft is not None else ""


def body(bench: Bench, message_id: MessageId) -> str:
    """The whole text of an entry; raises NotThere."""
    return message_rows.message(bench.ledger.read, message_id).body


def overview(bench: Bench, query: LogQuery) -> LogOverview:
    """What stands around the list: its filters' counts and what it is narrowed to."""
    read = bench.ledger.read
    party, _, number = lists.names(read, query.party_id, query.order_id)
    return LogOverview(lists.chip_counts(read, query), party, number, bench.own_zone(), bench.now())


def orders_of(bench: Bench, party_id: PartyId) -> list[tuple[OrderId, str, str]]:
    """(number, order number, what it is about) of a customer's orders, the newest first."""
    return lists.orders_of_party(bench.ledger.read, party_id, 50)


def party_of(bench: Bench, order_id: OrderId) -> PartyId | None:
    """The customer of an order, None when there is no such order."""
    return lists.party_of(bench.ledger.read, order_id)


def note(
    bench: Bench,
    *,
    medium: Medium,
    direction: Direction,
    text: str,
    party_id: PartyId | None,
    order_id: OrderId | None = None,
    at: datetime | None = None,
    subject: str = "",
    who: str = "",
    purpose: str = "",
    to_confirm: str = "",
) -> MessageId:
    """Note something said or received (a call, a pasted chat, a mail); ``purpose`` is what it was about.

    ``to_confirm`` makes a point to confirm of it: it stays open until a confirmation has gone out (F1, F2).
    Raises RuleSaysNo (field "text") when nothing was said.
    """
    if not text.strip():
        raise RuleSaysNo("nothing-said", "text")
    moment = at or bench.now()
    if order_id is not None and party_id is None:
        party_id = lists.party_of(bench.ledger.read, order_id)
    first_line = text.strip().splitlines()[0]
    entry = Message(
        0,
        moment,
        medium,
        direction,
        party_id,
        order_id,
        subject.strip() or first_line[:120],
        text,
        MessageState.NOTED,
        purpose=purpose,
        recipients=(Recipient("from" if direction is Direction.IN else "to", who),) if who else (),
    )
    with bench.ledger.write("message-noted") as writer:
        number = message_rows.add_message(writer, entry)
        if to_confirm.strip():
            point = Point(0, to_confirm.strip(), moment, str(medium), party_id, order_id, number)
            message_rows.add_point(writer, point)
    return number


def say_what_became(bench: Bench, message_id: MessageId, state: MessageState) -> None:
    """Say of a handed-over message that it was sent, sent but changed, or not sent (F3).

    Sent or changed: it counts as the notice of its node and as the confirmation of its point; not sent takes both
    back. Of a mail to many customers it is said once for all of them (A6).
    """
    if state not in AFTERWARDS:
        raise RuleSaysNo("state-not-possible", "state", state=state)
    from tradedesk.services import group_mails

    entry = message_rows.message(bench.ledger.read, message_id)
    with bench.ledger.write("hand-over-answered") as writer:
        for each in group_mails.of_the_same_mail(bench, entry):
            message_rows.set_state(writer, each.id, state)
        group_mails.note_answer(writer, bench, entry)
        mark_consequences(writer, entry, went_out=state is not MessageState.NOT_SENT)


def mark_consequences(writer: Writer, entry: Message, *, went_out: bool) -> None:
    """Tie a message to the node it told of and the point it confirmed, or untie them when it never went out."""
    if entry.node_id is not None:
        told = writer.value("select notice_message_id from nodes where id = ?", (entry.node_id,))
        if went_out and told is None:
            writer.update("nodes", entry.node_id, {"notice_message_id": entry.id})
        elif not went_out and told == entry.id:
            writer.update("nodes", entry.node_id, {"notice_message_id": None})
    draft = writer.first("select point_id from drafts where message_id = ? and point_id is not null", (entry.id,))
    if draft is not None:
        writer.update("points", draft[0], {"confirmed_by": entry.id if went_out else None})
    if entry.direction is Direction.OUT and entry.medium is not Medium.MAIL and not went_out:
        _forget_points(writer, entry.id)


def _forget_points(writer: Writer, message_id: MessageId) -> None:
    """What was never said by chat needs no confirmation: the open points of our own message go with it (A9, F2)."""
    rows = writer.all("select id from points where said_in = ? and confirmed_by is null", (message_id,))
    for (point_id,) in rows:
        for (draft_id,) in writer.all("select id from drafts where point_id = ?", (point_id,)):
            writer.update("drafts", draft_id, {"point_id": None})
        writer.delete("points", point_id)


def make_point(bench: Bench, message_id: MessageId, text: str) -> PointId:
    """Make a point to confirm of an entry: it stays open until a confirmation has gone out (F1, F2).

    Raises RuleSaysNo (field "text") without words, NotThere.
    """
    if not text.strip():
        raise RuleSaysNo("point-empty", "text")
    entry = message_rows.message(bench.ledger.read, message_id)
    words = " ".join(text.split())
    fresh = Point(0, words, entry.at, str(entry.medium), entry.party_id, entry.order_id, message_id)
    with bench.ledger.write("point-made") as writer:
        return message_rows.add_point(writer, fresh)


def settle_point(bench: Bench, point_id: PointId, message_id: MessageId) -> None:
    """Say which logged mail confirmed a point (F2)."""
    with bench.ledger.write("point-confirmed") as writer:
        writer.update("points", point_id, {"confirmed_by": message_id})


def interrupted(bench: Bench) -> tuple[Message, ...]:
    """Hand-overs during which the program ended: did these mails go out?"""
    return message_rows.unfinished_hand_overs(bench.ledger.read)
