"""Versions of an order: rows to values and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import OrderId
from tradedesk.domain.order_change import Change, OrderVersion
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import day_text, json_text, maybe_day, utc, utc_text

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

_SELECT = """
select v.*, p.confirmed_by as confirmed_by from order_versions v left join points p on p.id = v.point_id
"""


def of_order(reader: Reader, order_id: OrderId) -> tuple[OrderVersion, ...]:
    """All versions of an order, the newest first."""
    sql = f"{_SELECT} where v.order_id = ? order by v.number desc, v.id desc"
    return tuple(_version(row) for row in reader.rows(sql, (order_id,)))


def one(reader: Reader, version_id: int) -> OrderVersion:
    """One version; raises NotThere."""
    for row in reader.rows(f"{_SELECT} where v.id = ?", (version_id,)):
        return _version(row)
    raise NotThere("order-version", version_id)


def newest(reader: Reader, order_id: OrderId) -> OrderVersion | None:
    """The newest version of an order, if it was ever changed."""
    sql = f"{_SELECT} where v.order_id = ? order by v.number desc, v.id desc limit 1"
    return next((_version(row) for row in reader.rows(sql, (order_id,))), None)


def add(writer: Writer, value: OrderVersion) -> int:
    """Add a version; returns its number in the table."""
    return writer.insert("order_versions", _row(value))


def save(writer: Writer, value: OrderVersion) -> None:
    """Save a changed version."""
    writer.update("order_versions", value.id, _row(value))


def _row(value: OrderVersion) -> dict[str, Any]:
    return {
        "order_id": value.order_id,
        "number": value.number,
        "at": utc_text(value.at),
        "changes": json_text([list(each) for each in value.changes]),
        "agreed_by": value.agreed_by,
        "agreed_by_medium": value.medium,
        "agreed_on": day_text(value.agreed_on),
        "message_id": value.message_id,
        "point_id": value.point_id,
    }


def _version(row: Row) -> OrderVersion:
    import json

    return OrderVersion(
        id=row["id"],
        order_id=row["order_id"],
        number=row["number"],
        at=utc(row["at"]),
        changes=tuple(Change(*each) for each in json.loads(row["changes"] or "[]")),
        agreed_by=row["agreed_by"],
        medium=row["agreed_by_medium"],
        agreed_on=maybe_day(row["agreed_on"]),
        message_id=row["message_id"],
        point_id=row["point_id"],
        confirmed_by=row["confirmed_by"],
        version=row["version"],
    )
