"""What a change of an order's timeline would bring with it, seen before it is made.

Nothing is reckoned twice: the very verb that would change the order is rehearsed on the ledger, and the order before
is laid beside the order after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tradedesk.domain import payment, timeline
from tradedesk.domain.ids import OrderId
from tradedesk.domain.money import Money
from tradedesk.domain.order import Node, NodeCode, OrderFile, Stage
from tradedesk.ledger import orders
from tradedesk.services.bench import Bench


@dataclass(frozen=True)
class PointMove:
    """One point of the timeline and its day before and after; None for no day."""

    code: NodeCode
    before: date | None
    after: date | None


@dataclass(frozen=True)
class DueMove:
    """One instalment (label code, percent as text) and the day on which it falls due, before and after."""

    label: str
    percent: str
    amount: Money
    before: date | None
    after: date | None


@dataclass(frozen=True)
class VoyageMove:
    """The day on which a vessel should leave ("etd") or arrive ("eta"), before and after; None for no day."""

    kind: str
    vessel: str
    before: date | None
    after: date | None


@dataclass(frozen=True)
class Owed:
    """Money that should have come in by the point reached, and has not."""

    label: str
    percent: str
    open: Money


@dataclass(frozen=True)
class Consequences:
    """What a change of one order brings with it.

    ``reached`` are actual days that come, change or go, ``planned`` the plans that move, ``overtaken`` the points that
    stay behind without having happened. ``notice`` is the point of which the customer is to be told then (C2, D2-D4).
    ``delivery`` is the order's delivery day before and after, ``voyages`` are the days that carriers gave.
    """

    order_id: OrderId
    number: str
    party: str
    stage_before: Stage
    stage_after: Stage
    reached: tuple[PointMove, ...]
    planned: tuple[PointMove, ...]
    overtaken: tuple[NodeCode, ...]
    dues: tuple[DueMove, ...]
    unpaid: tuple[Owed, ...]
    notice: NodeCode | None
    delivery: tuple[date | None, date | None]
    voyages: tuple[VoyageMove, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing would change at all."""
        moved = self.reached or self.planned or self.dues or self.voyages or self.stage_before is not self.stage_after
        return not moved and self.delivery[0] == self.delivery[1]


def consequences(bench: Bench, order_id: OrderId, act: Callable[[], object]) -> Consequences:
    """What ``act``, one verb that changes the order, would bring with it. Raises what the verb raises."""
    before = orders.order_file(bench.ledger.read, order_id)
    after = bench.ledger.rehearse(act, lambda read: orders.order_file(read, order_id))
    reached = _moves(before, after, lambda node: node.actual_on)
    forward = any(move.before is None and move.after is not None for move in reached)
    return Consequences(
        order_id=order_id,
        number=before.order.number,
        party=before.party_name,
        stage_before=before.order.stage,
        stage_after=after.order.stage,
        reached=reached,
        planned=_moves(before, after, lambda node: node.planned_on, still_open=True),
        overtaken=_overtaken(before, after) if forward else (),
        dues=_dues(before, after),
        unpaid=_unpaid(after, reached) if forward else (),
        notice=_notice(after, reached) if forward else None,
        delivery=(before.order.delivery_on, after.order.delivery_on),
        voyages=_voyages(before, after),
    )


def _moves(
    before: OrderFile, after: OrderFile, day: Callable[[Node], date | None], *, still_open: bool = False
) -> tuple[PointMove, ...]:
    known = {node.id: node for node in before.nodes}
    found = []
    for node in after.nodes:
        old = known.get(node.id)
        if still_open and (node.actual_on is not None or (old is not None and old.actual_on is not None)):
            continue  # its plan does not move: it happens, or has not happened after all
        was = day(old) if old is not None else None
        if was != day(node):
            found.append(PointMove(node.code, was, day(node)))
    return tuple(found)


def _voyages(before: OrderFile, after: OrderFile) -> tuple[VoyageMove, ...]:
    known = {each.id: each for each in before.shipments}
    return tuple(
        VoyageMove(kind, each.vessel or each.carrier, getattr(known[each.id], kind), getattr(each, kind))
        for each in after.shipments
        for kind in ("etd", "eta")
        if each.id in known and getattr(known[each.id], kind) != getattr(each, kind)
    )


def _overtaken(before: OrderFile, after: OrderFile) -> tuple[NodeCode, ...]:
    """The points that were still to come and are passed by; the balance does not move the goods."""
    now, was = timeline.current_node(after.nodes), timeline.current_node(before.nodes)
    if now is None:
        return ()
    since = was.position if was is not None else 0
    return tuple(
        node.code
        for node in after.nodes
        if since < node.position < now.position and node.actual_on is None and node.code is not NodeCode.BALANCE
    )


def _dues(before: OrderFile, after: OrderFile) -> tuple[DueMove, ...]:
    known = {each.id: each for each in before.instalments}
    return tuple(
        DueMove(each.label, _percent(each.percent), each.open, known[each.id].due_on, each.due_on)
        for each in after.instalments
        if each.id in known and known[each.id].due_on != each.due_on and each.open.minor
    )


def _unpaid(after: OrderFile, reached: tuple[PointMove, ...]) -> tuple[Owed, ...]:
    """What is open although the goods are past the point it waited for; what falls due at this very point is not."""
    moved = {move.code for move in reached}
    place = {node.code: node.position for node in after.nodes}
    now = max((place[code] for code in moved if code in place), default=0)
    found = []
    for each in after.instalments:
        event = payment.EVENT_NODE.get(payment.Event(each.trigger)) if each.trigger in set(payment.Event) else None
        if each.open.minor and event is not None and not each.trigger_days and place.get(event, now) < now:
            found.append(Owed(each.label, _percent(each.percent), each.open))
    return tuple(found)


def _notice(after: OrderFile, reached: tuple[PointMove, ...]) -> NodeCode | None:
    due = timeline.due_follow_up(after.nodes)
    return due if due in {move.code for move in reached} else None


def _percent(percent: object) -> str:
    return "" if percent is None else str(percent)
