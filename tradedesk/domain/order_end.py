"""How an order ended without being carried out: an inquiry lost, an order cancelled, and why."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from tradedesk.domain.order import Node, NodeCode, Order, Stage


class Outcome(StrEnum):
    """What became of an inquiry."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    CANCELLED = "cancelled"


#: Why inquiries are lost, and why orders are cancelled; the user may say it in own words instead.
LOST = ("price", "lead-time", "terms", "competitor", "specification", "quantity", "no-answer", "postponed")
CANCELLED = ("customer", "payment", "production", "quality", "agreed", "mistake")


def outcome(order: Order, nodes: Iterable[Node]) -> Outcome:
    """Where the deal stands: won once it was confirmed; lost or cancelled when it was ended before or after that."""
    won = any(node.code is NodeCode.CONFIRMED and node.actual_on is not None for node in nodes)
    if order.stage is Stage.CANCELLED:
        return Outcome.CANCELLED if won else Outcome.LOST
    return Outcome.OPEN if order.stage in (Stage.INQUIRY, Stage.QUOTED) else Outcome.WON


def reasons_for(won: bool) -> tuple[str, ...]:
    """The codes of the reasons to offer."""
    return CANCELLED if won else LOST
