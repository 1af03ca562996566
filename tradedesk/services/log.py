"""What the user does with the log: note a call or a chat, say what became of a hand-over, keep points open."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import MessageId, OrderId, PartyId, PointId
from tradedesk.domain.message import Direction, Medium, Message, MessageState, Recipient
from tradedesk.domain.point import Point
from tradedesk.ledger import messages as message_rows
from tradedesk.ledger.queries import log as lists
from tradedesk.ledger.queries.log import LogQuery, LogRow
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: What the user can say of a message that was handed over.
AFTERWARDS = (MessageState.SENT, MessageState.CHANGED, MessageState.NOT_SENT)


def ids(bench: Bench, query: LogQuery) -> array[int]:
    """The numbers of the log's entries, newest first."""
    return lists.ids(bench.ledger.read, query)


def rows(bench: Bench, numbers: Sequence[int]) -> list[LogRow]:
    """The log's lines for these entries."""
    return lists.rows(bench.ledger.read, numbers)


def message(bench: Bench, message_id: MessageId) -> Message:
    """One entry, whole; raises NotThere."""
    return message_rows.message(bench.ledger.read, message_id)


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
    to_confirm: str = "",
) -> MessageId:
    """Note something said or received (a call, a pasted chat, a mail).

    ``to_confirm`` makes a point to confirm of it: it stays open until a confirmation has gone out (F1, F2).
    Raises RuleSaysNo (field "text") when nothing was said.
    """
    if not text.strip():
        raise RuleSaysNo("nothing-said", "text")
    moment = at or bench.now()
    if order_id is not None and party_id is None:
        party_id = bench.ledger.read.value("select party_id from orders where id = ?", (order_id,))
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
    back.
    """
    if state not in AFTERWARDS:
        raise RuleSaysNo("state-not-possible", "state", state=state)
    entry = message_rows.message(bench.ledger.read, message_id)
    with bench.ledger.write("hand-over-answered") as writer:
        message_rows.set_state(writer, message_id, state)
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


def settle_point(bench: Bench, point_id: PointId, message_id: MessageId) -> None:
    """Say which logged mail confirmed a point (F2)."""
    with bench.ledger.write("point-confirmed") as writer:
        writer.update("points", point_id, {"confirmed_by": message_id})


def interrupted(bench: Bench) -> tuple[Message, ...]:
    """Hand-overs during which the program ended: did these mails go out?"""
    return message_rows.unfinished_hand_overs(bench.ledger.read)
