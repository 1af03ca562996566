"""The user's lists of nodes by type of order: rows to values and back; what is not kept is as shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradedesk.domain.node_list import ListedPoint, NodeList, merged, type_of
from tradedesk.domain.order import NodeCode
from tradedesk.ledger.reader import Reader

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def every(reader: Reader) -> tuple[NodeList, ...]:
    """All lists: the shipped ones as the user changed them, then the user's own."""
    return merged(own(reader))


def own(reader: Reader) -> list[NodeList]:
    """The lists that the user changed or added, in their order."""
    rows = reader.all(
        """
        select l.code, l.name_en, l.name_zh, n.code, n.lead_days, n.day_kind, n.template, n.role, n.name_en, n.name_zh
        from node_lists l left join node_list_nodes n on n.node_list_id = l.id
        order by l.position, l.id, n.position, n.id
        """
    )
    found: dict[str, NodeList] = {}
    for code, name_en, name_zh, *point in rows:
        listed = found.get(code) or NodeList(code, (), name_en, name_zh)
        points = listed.points
        if point[0] is not None:
            points = (*points, ListedPoint(NodeCode(point[0]), *point[1:]))
        found[code] = listed._replace(points=points)
    return list(found.values())


def of_type(reader: Reader, order_type: str, mode: str = "") -> NodeList:
    """The list of a type of order; one that is there no more is as by sea."""
    lists = {each.code: each for each in every(reader)}
    return lists.get(type_of(order_type, mode)) or lists["sea"]


def save(writer: Writer, value: NodeList) -> None:
    """Keep a list as it is given, whole."""
    number = _number(writer, value.code)
    names = {"name_en": value.name_en, "name_zh": value.name_zh}
    if number is None:
        last = int(writer.value("select coalesce(max(position), 0) from node_lists"))
        number = writer.insert("node_lists", {"code": value.code, "position": last + 1, **names})
    else:
        writer.update("node_lists", number, names)
        _forget_points(writer, number)
    for position, point in enumerate(value.points, start=1):
        writer.insert("node_list_nodes", _row(number, position, point))


def forget(writer: Writer, code: str) -> None:
    """Take a list away: a shipped one is as it came again."""
    number = _number(writer, code)
    if number is not None:
        _forget_points(writer, number)
        writer.delete("node_lists", number)


def in_use(reader: Reader, code: str) -> int:
    """How many orders say that they are of this type."""
    return int(reader.value("select count(*) from orders where order_type = ?", (code,)))


def _number(reader: Reader, code: str) -> int | None:
    found = reader.value("select id from node_lists where code = ?", (code,))
    return None if found is None else int(found)


def _forget_points(writer: Writer, number: int) -> None:
    for row in writer.all("select id from node_list_nodes where node_list_id = ?", (number,)):
        writer.delete("node_list_nodes", row[0])


def _row(number: int, position: int, point: ListedPoint) -> dict[str, object]:
    return {"node_list_id": number, "position": position, **point._asdict(), "code": str(point.code)}
