"""A list of points as lines that are edited, and the list that an edit makes of it."""

from __future__ import annotations

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.node_list import ListedPoint, NodeList, lead_of, usual_role
from tradedesk.domain.order import NodeCode
from tradedesk.domain.timeline import template_for
from tradedesk.services.node_lists import own_point
from tradedesk.ui.widgets.points_editor import PointRow
from tradedesk.ui.wording import errors, language
from tradedesk.ui.wording.told import term


def rows_of(found: NodeList) -> list[PointRow]:
    """The points as lines; the place in the list is the key."""
    return [_row(at, point, found.code) for at, point in enumerate(found.points)]


def changed(found: NodeList, key: int, field: str, text: str) -> NodeList | str:
    """The list after one edit, or the sentence that says why it is none."""
    points = list(found.points)
    try:
        if field == "add":
            points.append(own_point(text))
        elif field == "remove":
            del points[key]
        elif field == "move":
            points.insert(max(0, min(key + int(text), len(points) - 1)), points.pop(key))
        else:
            points[key] = _with(points[key], field, " ".join(text.split()))
    except RuleSaysNo as refused:
        return errors.sentence(refused)
    return found._replace(points=tuple(points))


def _with(point: ListedPoint, field: str, text: str) -> ListedPoint:
    if field == "name":
        if point.code is NodeCode.OWN:
            point = own_point(text)._replace(
                lead_days=point.lead_days, day_kind=point.day_kind, template=point.template, role=point.role
            )
        return point._replace(name_en=text, name_zh=text)
    if field == "lead_days":
        if text and not (text.isascii() and text.isdigit()):
            raise RuleSaysNo("not-a-whole-number", "lead_days", value=text)
        return point._replace(lead_days=int(text) if text else None)
    if field == "day_kind":
        return point._replace(day_kind=text)
    return point._replace(role=text) if field == "role" else point._replace(template=text)


def _row(at: int, point: ListedPoint, order_type: str) -> PointRow:
    lead = lead_of(point, order_type)
    own = (point.name_zh or point.name_en) if language() == "zh_CN" else (point.name_en or point.name_zh)
    usual = term("node", str(point.code))
    return PointRow(
        key=at,
        name=own,
        usual_name=usual[:1].upper() + usual[1:],
        days="" if point.lead_days is None else str(point.lead_days),
        usual=str(lead_of(point._replace(lead_days=None), order_type).days),
        kind=str(lead.kind),
        job=point.role or usual_role(point.code),
        template=point.template,
        usual_text=template_for(point.code),
        fixed=False,
    )
