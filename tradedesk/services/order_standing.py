"""What the user says when an order does not run as usual: on hold, delayed, changed, a complaint, and why."""

from __future__ import annotations

from dataclasses import replace

from tradedesk.domain import node_plan
from tradedesk.domain.ids import OrderId
from tradedesk.domain.moving import Move
from tradedesk.domain.side_state import SideState, checked, held_days
from tradedesk.ledger import orders
from tradedesk.services.bench import Bench
from tradedesk.services.order_plan import carry_out, frame_of

__all__ = ["SideState", "say", "to_move"]


def say(bench: Bench, order_id: OrderId, state: str, reason: str = "", *, move_dates: bool = False) -> None:
    """Say how an order stands beside its stage, since today; "" is as usual again.

    ``move_dates``: an order that was on hold has its open dates moved by the days the clock stood (see ``to_move``), in
    the same step. Raises RuleSaysNo as ``side_state.checked``.
    """
    read = bench.ledger.read
    order = orders.order(read, order_id)
    found, why = checked(state, reason)
    same = order.side_state == found
    since = None if not found else order.side_since if same else bench.today()
    moves = to_move(bench, order_id) if move_dates and found is not SideState.ON_HOLD else ()
    with bench.ledger.write("order-side-state" if found else "order-as-usual") as writer:
        orders.save_order(writer, replace(order, side_state=str(found), side_reason=why, side_since=since))
        carry_out(writer, orders.nodes(writer, order_id), moves)


def to_move(bench: Bench, order_id: OrderId) -> tuple[Move, ...]:
    """What moves, and why, when an order that is on hold goes on: every open date by the days the clock stood."""
    read = bench.ledger.read
    order = orders.order(read, order_id)
    days = held_days(order, bench.today())
    return node_plan.after_hold(orders.nodes(read, order_id), frame_of(bench, read, order), days) if days else ()
