"""The log and its points to confirm: rows to values and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import MessageId, PartyId, PointId
from tradedesk.domain.message import Attachment, Direction, Medium, Message, MessageState, Recipient
from tradedesk.domain.point import Point
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import maybe_utc, utc, utc_text

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def message(reader: Reader, message_id: MessageId) -> Message:
    """One log entry with its recipients and attachments; raises NotThere."""
    row = reader.row("messages", message_id)
    if row is None:
        raise NotThere("message", message_id)
    return _message(reader, row)


def unfinished_hand_overs(reader: Reader) -> tuple[Message, ...]:
    """Hand-overs that were begun and never finished, one entry a mail: the program ended in between."""
    rows = reader.rows(
        """
        select * from messages where id in (select min(id) from messages where state = 'handing-over'
                                            group by case group_key when '' then id else group_key end) order by id
        """
    )
    return tuple(_message(reader, row) for row in rows)


def message_row(value: Message) -> dict[str, Any]:
    """A message's columns, without number and version."""
    return {
        "at": utc_text(value.at),
        "medium": str(value.medium),
        "direction": str(value.direction),
        "party_id": value.party_id,
        "order_id": value.order_id,
        "purpose": value.purpose,
        "subject": value.subject,
        "body": value.body,
        "state": str(value.state),
        "node_id": value.node_id,
        "template": value.template,
        "program": value.program,
        "fingerprint": value.fingerprint,
        "override_reason": value.override_reason,
        "rich": value.rich,
        "group_key": value.group_key,
        "sent_at": utc_text(value.sent_at) if value.sent_at else None,
        "sent_id": value.sent_id,
        "compared": value.compared,
    }


def add_message(writer: Writer, value: Message) -> MessageId:
    """Add a log entry with its recipients and attachments; returns its number."""
    message_id = writer.insert("messages", message_row(value))
    for recipient in value.recipients:
        writer.insert(
            "message_recipients",
            {
                "message_id": message_id,
                "role": recipient.role,
                "value": recipient.value,
                "name": recipient.name,
                "address_id": recipient.address_id,
            },
        )
    for attachment in value.attachments:
        writer.insert(
            "message_attachments",
            {
                "message_id": message_id,
                "name": attachment.name,
                "path": attachment.path,
                "size": attachment.size,
                "sha256": attachment.sha256,
            },
        )
    return message_id


def set_state(writer: Writer, message_id: MessageId, state: MessageState, **columns: Any) -> int:
    """Say what became of a message; returns the new version."""
    return writer.update("messages", message_id, {"state": str(state), **columns})


def point(reader: Reader, point_id: PointId) -> Point:
    """One point to confirm; raises NotThere."""
    row = reader.row("points", point_id)
    if row is None:
        raise NotThere("point", point_id)
    return point_of(row)


def points_of_order(reader: Reader, order_id: int) -> tuple[Point, ...]:
    """The points of an order, open ones first."""
    sql = "select * from points where order_id = ? order by confirmed_by is not null, id"
    return tuple(point_of(row) for row in reader.rows(sql, (order_id,)))


def points_said_in(reader: Reader, message_id: MessageId) -> tuple[Point, ...]:
    """The points that were made of a log entry, in the order they were made."""
    sql = "select * from points where said_in = ? order by id"
    return tuple(point_of(row) for row in reader.rows(sql, (message_id,)))


def open_points(reader: Reader) -> tuple[Point, ...]:
    """Everything said and not yet confirmed in writing, oldest first (F2)."""
    return tuple(point_of(row) for row in reader.rows("select * from points where confirmed_by is null order by id"))


def add_point(writer: Writer, value: Point) -> PointId:
    """Add a point to confirm; returns its number."""
    return writer.insert(
        "points",
        {
            "text": value.text,
            "said_at": utc_text(value.said_at),
            "medium": value.medium,
            "party_id": value.party_id,
            "order_id": value.order_id,
            "said_in": value.said_in,
            "confirmed_by": value.confirmed_by,
        },
    )


def point_of(row: Row) -> Point:
    """A row of ``points`` as a value."""
    return Point(
        id=row["id"],
        text=row["text"],
        said_at=utc(row["said_at"]),
        medium=row["medium"],
        party_id=row["party_id"],
        order_id=row["order_id"],
        said_in=row["said_in"],
        confirmed_by=row["confirmed_by"],
        version=row["version"],
    )


def _message(reader: Reader, row: Row) -> Message:
    own = (row["id"],)
    people = "select role, value, name, address_id from message_recipients where message_id = ? order by id"
    papers = "select name, path, size, sha256 from message_attachments where message_id = ? order by id"
    return Message(
        id=row["id"],
        at=utc(row["at"]),
        medium=Medium(row["medium"]),
        direction=Direction(row["direction"]),
        party_id=row["party_id"],
        order_id=row["order_id"],
        subject=row["subject"],
        body=row["body"],
        state=MessageState(row["state"]),
        purpose=row["purpose"],
        node_id=row["node_id"],
        template=row["template"],
        program=row["program"],
        fingerprint=row["fingerprint"],
        override_reason=row["override_reason"],
        recipients=tuple(Recipient(*each) for each in reader.all(people, own)),
        attachments=tuple(Attachment(*each) for each in reader.all(papers, own)),
        version=row["version"],
        rich=row["rich"],
        group_key=row["group_key"],
        sent_at=maybe_utc(row["sent_at"]),
        sent_id=row["sent_id"],
        compared=row["compared"],
    )


def was_written_to(reader: Reader, party_id: PartyId) -> bool:
    """Whether anything has gone out to a party; what was handed over and not sent does not count."""
    sql = "select 1 from messages where party_id = ? and direction = 'out' and state <> 'not-sent' limit 1"
    return reader.first(sql, (party_id,)) is not None
