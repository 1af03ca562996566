"""Side states of an order (侧状态): why it does not run as usual, beside the stage at which it stands."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.order import Order, Stage


class SideState(StrEnum):
    """USUAL: nothing of the kind. ON_HOLD stops the clock of the plan and of what is owed."""

    USUAL = ""
    ON_HOLD = "on-hold"
    DELAYED = "delayed"
    CHANGED = "changed"
    COMPLAINT = "complaint"


#: Why an order does not run as usual, the worst first; a confirmed order that was cancelled is the last of them.
SHOWN = (SideState.COMPLAINT, SideState.ON_HOLD, SideState.DELAYED, SideState.CHANGED, Stage.CANCELLED)


def checked(state: str, reason: str) -> tuple[SideState, str]:
    """A state with its reason, tidied.

    Raises RuleSaysNo: "side-state-unknown"; "side-state-why" (field "side_reason") without a reason.
    """
    if state not in set(SideState):
        raise RuleSaysNo("side-state-unknown", "side_state", value=state)
    why = " ".join(reason.split())
    if state and not why:
        raise RuleSaysNo("side-state-why", "side_reason")
    return SideState(state), why if state else ""


def held_days(order: Order, today: date) -> int:
    """How many days the clock of an order has stood on ``today``; 0 when it runs."""
    if order.side_state != SideState.ON_HOLD or order.side_since is None:
        return 0
    return max(0, (today - order.side_since).days)
