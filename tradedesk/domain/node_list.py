"""Lists of nodes (节点表): the points an order of a type runs through, who sees to them and how long each takes (C2).

Shipped are the usual order by sea, the sample and the parcel by air or courier; users change them and add their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.order import NodeCode


class DayKind(StrEnum):
    """How the days of a point are counted: days worked in its country, or all days of the calendar."""

    WORKING = "working"
    CALENDAR = "calendar"


class Lead(NamedTuple):
    """How long after the point ahead of it a point is reached as a rule."""

    days: int
    kind: DayKind = DayKind.WORKING


class ListedPoint(NamedTuple):
    """One point of a list. None and "" mean as shipped: the usual days, the point's own text, whoever usually does it.

    ``role`` is a job of the supply chain (I1). The names are the user's own words in the two languages.
    """

    code: NodeCode
    lead_days: int | None = None
    day_kind: str = ""
    template: str = ""
    role: str = ""
    name_en: str = ""
    name_zh: str = ""


class NodeList(NamedTuple):
    """The points of a type of order; ``code`` is stable, the names are empty for the shipped ones."""

    code: str
    points: tuple[ListedPoint, ...]
    name_en: str = ""
    name_zh: str = ""


#: Days of a point that no list knows more exactly.
_USUAL = Lead(1)

_WORKED = DayKind.WORKING
_TRAVELLED = DayKind.CALENDAR

_LEADS: Mapping[NodeCode, Lead] = {
    NodeCode.CONFIRMED: Lead(0),
    NodeCode.DEPOSIT: Lead(2),
    NodeCode.PRODUCTION: Lead(1),
    NodeCode.READY: Lead(25),
    NodeCode.CUSTOMS: Lead(4),
    NodeCode.SHIPPED: Lead(2),
    NodeCode.DELIVERED: Lead(30, _TRAVELLED),
    NodeCode.FEEDBACK: Lead(5),
    NodeCode.BALANCE: Lead(7, _TRAVELLED),
    NodeCode.CLOSED: Lead(14, _TRAVELLED),
}

#: What differs by type of order.
_LEADS_OF_TYPE: Mapping[str, Mapping[NodeCode, Lead]] = {
    "sample": {NodeCode.READY: Lead(7), NodeCode.SHIPPED: Lead(1), NodeCode.DELIVERED: Lead(5, _TRAVELLED)},
    "air": {NodeCode.READY: Lead(15), NodeCode.SHIPPED: Lead(1), NodeCode.DELIVERED: Lead(6, _TRAVELLED)},
}

#: Days of the calendar under way, by mode of transport; the mode is said for the very order and wins.
_TRANSIT: Mapping[str, int] = {"sea": 30, "rail": 20, "road": 14, "truck": 14, "air": 6, "courier": 5, "express": 5}

#: Who usually sees to a point, as a job of the supply chain.
_ROLES: Mapping[NodeCode, str] = {
    NodeCode.INQUIRY: "sales",
    NodeCode.QUOTED: "sales",
    NodeCode.CONFIRMED: "sales",
    NodeCode.DEPOSIT: "sales",
    NodeCode.PRODUCTION: "factory",
    NodeCode.READY: "factory",
    NodeCode.CUSTOMS: "logistics",
    NodeCode.SHIPPED: "logistics",
    NodeCode.DELIVERED: "logistics",
    NodeCode.FEEDBACK: "sales",
    NodeCode.BALANCE: "sales",
    NodeCode.CLOSED: "sales",
}


def _listed(*codes: NodeCode) -> tuple[ListedPoint, ...]:
    return tuple(ListedPoint(code) for code in codes)


_BEGINNING = (NodeCode.INQUIRY, NodeCode.QUOTED, NodeCode.CONFIRMED, NodeCode.DEPOSIT, NodeCode.PRODUCTION)

#: The lists that come with the program, by type of order.
SHIPPED: Mapping[str, NodeList] = {
    "sea": NodeList(
        "sea",
        _listed(
            *_BEGINNING, NodeCode.READY, NodeCode.CUSTOMS, NodeCode.SHIPPED, NodeCode.DELIVERED, NodeCode.BALANCE,
            NodeCode.CLOSED,
        ),
    ),
    "sample": NodeList(
        "sample",
        _listed(
            *_BEGINNING, NodeCode.READY, NodeCode.SHIPPED, NodeCode.DELIVERED, NodeCode.FEEDBACK, NodeCode.CLOSED
        ),
    ),
    "air": NodeList(
        "air",
        _listed(
            *_BEGINNING, NodeCode.READY, NodeCode.SHIPPED, NodeCode.DELIVERED, NodeCode.BALANCE, NodeCode.CLOSED
        ),
    ),
}  # fmt: skip


def type_of(order_type: str, mode: str) -> str:
    """The type whose list an order takes: its own, else by its mode of transport ("air", "courier", else as by sea)."""
    if order_type:
        return order_type
    return "air" if mode.casefold() in {"air", "courier", "express"} else "sea"


def usual_lead(code: NodeCode, order_type: str = "sea", mode: str = "") -> Lead:
    """How long a point usually takes for a type of order and a mode of transport."""
    lead = _LEADS_OF_TYPE.get(order_type, {}).get(code) or _LEADS.get(code, _USUAL)
    if code is NodeCode.DELIVERED and mode.casefold() in _TRANSIT:
        return Lead(_TRANSIT[mode.casefold()], _TRAVELLED)
    return lead


def lead_of(point: ListedPoint, order_type: str = "sea", mode: str = "") -> Lead:
    """How long a point takes: the list's own days, else the usual ones."""
    usual = usual_lead(point.code, order_type, mode)
    kind = DayKind(point.day_kind) if point.day_kind in set(DayKind) else usual.kind
    return Lead(usual.days if point.lead_days is None else point.lead_days, kind)


def usual_role(code: NodeCode) -> str:
    """The job that usually sees to a point; "" for a point of the user's own."""
    return _ROLES.get(code, "")


def checked(found: NodeList) -> NodeList:
    """A list as it may be kept.

    Raises RuleSaysNo: "node-list-empty"; "node-twice" for a shipped point that stands twice; "node-unnamed" for an own
    point without words; "node-days" for days below zero or beyond ten years; "node-list-unnamed" for an own list.
    """
    if not found.points:
        raise RuleSaysNo("node-list-empty", "points")
    if found.code not in SHIPPED and not (found.name_en.strip() or found.name_zh.strip()):
        raise RuleSaysNo("node-list-unnamed", "name")
    seen: set[NodeCode] = set()
    for point in found.points:
        if point.code is NodeCode.OWN and not (point.name_en.strip() or point.name_zh.strip()):
            raise RuleSaysNo("node-unnamed", "name")
        if point.code is not NodeCode.OWN and point.code in seen:
            raise RuleSaysNo("node-twice", "points", node=str(point.code))
        seen.add(point.code)
        check_days(point.lead_days)
    return found


def check_days(days: int | None) -> None:
    """Raises RuleSaysNo("node-days") for a duration that is none."""
    if days is not None and not 0 <= days <= 3650:
        raise RuleSaysNo("node-days", "lead_days", days=str(days))


def merged(own: Iterable[NodeList]) -> tuple[NodeList, ...]:
    """All lists: the shipped ones, as the user changed them, then the user's own."""
    kept = {each.code: each for each in own}
    shipped = tuple(kept.pop(code, found) for code, found in SHIPPED.items())
    return (*shipped, *kept.values())
