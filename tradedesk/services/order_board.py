"""The board (I1): orders by stage, and what moving one to another stage means.

A stage is never set: it follows from the points of the timeline that happened. So moving an order forward is saying
that the point of that stage happened, by the verb of the timeline; moving it back takes back the points behind it.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tradedesk.domain import timeline
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import OrderId
from tradedesk.domain.money import Money
from tradedesk.domain.order import Node, NodeCode, Stage
from tradedesk.domain.promise_facts import Promise
from tradedesk.ledger import orders as rows_of
from tradedesk.ledger.queries import order_board as lists
from tradedesk.ledger.queries.order_filters import OrderQuery
from tradedesk.ledger.queries.orders import OrderRow, rows
from tradedesk.services import order_ahead, orders, today
from tradedesk.services.bench import Bench
from tradedesk.services.order_ahead import Consequences
from tradedesk.services.order_plan import follow

#: The columns of the board, in the order of the trade.
STAGES = (
    Stage.INQUIRY, Stage.QUOTED, Stage.CONFIRMED, Stage.PRODUCTION, Stage.READY, Stage.ON_THE_WAY, Stage.DELIVERED,
    Stage.CLOSED,
)  # fmt: skip

#: Promises that a card shows instead of the point that comes next.
_PRESSING = frozenset({"inquiry", "tracking"})

#: So many of the orders that are over are shown at first.
RECENT = 30


@dataclass(frozen=True)
class BoardColumn:
    """One stage: the orders shown, how many there are, and what they are worth by currency.

    What was cancelled stands among what is over.
    """

    stage: Stage
    ids: array[int]
    count: int
    totals: tuple[Money, ...]

    @property
    def hidden(self) -> int:
        """How many more there are than are shown."""
        return self.count - len(self.ids)


@dataclass(frozen=True)
class Board:
    """All columns, as of the user's own day."""

    columns: tuple[BoardColumn, ...]
    today: date


def board(bench: Bench, query: OrderQuery, every_done: bool = False) -> Board:
    """The orders of a query by stage; of those that are over only the recent ones, unless ``every_done``."""
    read, day = bench.ledger.read, bench.today()
    totals = lists.stage_totals(read, query, day)
    columns = []
    for stage in STAGES:
        over = stage is Stage.CLOSED
        stages = (Stage.CLOSED, Stage.CANCELLED) if over else (stage,)
        mine = [each for each in totals if each.stage in stages]
        count = sum(each.orders for each in mine)
        limit = RECENT if over and not every_done else -1
        found = lists.column(read, query, stages, day, done=over, limit=limit) if count else array("q")
        columns.append(BoardColumn(stage, found, count, _by_currency(mine)))
    return Board(tuple(columns), day)


class Card(NamedTuple):
    """An order on the board, and what is owed on it that cannot wait for its next point: the answer to its inquiry
    (D1) or the word that it was shipped (D4).
    """

    order: OrderRow
    owed: Promise | None = None


def cards(bench: Bench, numbers: Sequence[int]) -> list[Card]:
    """The cards of these orders, in this order; one that is gone is left out."""
    owed = today.owed_on(bench, numbers)
    found = []
    for row in rows(bench.ledger.read, numbers):
        pressing = (each for each in owed.get(row.id, ()) if each.kind in _PRESSING and each.held is None)
        found.append(Card(row, next(pressing, None)))
    return found


def _by_currency(totals: list[lists.StageTotal]) -> tuple[Money, ...]:
    found: dict[str, int] = {}
    for each in totals:
        found[each.total.currency] = found.get(each.total.currency, 0) + each.total.minor
    return tuple(Money(minor, currency) for currency, minor in found.items() if minor)


def look_ahead(bench: Bench, order_id: OrderId, stage: Stage, day: date | None = None) -> Consequences:
    """What moving an order to a stage would bring with it. Raises like ``move``."""
    return order_ahead.consequences(bench, order_id, lambda: move(bench, order_id, stage, day))


def move(bench: Bench, order_id: OrderId, stage: Stage, day: date | None = None) -> None:
    """Move an order to another stage, in one step that can be taken back.

    Forward: the first point of that stage happened on ``day`` (today when None; own zone), as on the timeline. Back:
    the points behind that stage have not happened after all.

    Raises RuleSaysNo: "order-cancelled-stays" for a cancelled order, "stage-has-no-point" when the order's timeline
    has no point for the stage, "not-yet-happened" for a day that lies ahead.
    """
    file = rows_of.order_file(bench.ledger.read, order_id)
    now = file.order.stage
    if now is Stage.CANCELLED:
        raise RuleSaysNo("order-cancelled-stays", "stage", number=file.order.number)
    if now is stage:
        return
    point = point_of(file.nodes, stage)
    if point is None:
        raise RuleSaysNo("stage-has-no-point", "stage", stage=str(stage), number=file.order.number)
    happened = day or bench.today()
    if STAGES.index(stage) > STAGES.index(now):
        orders.reach_node(bench, point.id, happened)
    else:
        _move_back(bench, file.nodes, stage, point, happened)


def point_of(nodes: tuple[Node, ...], stage: Stage) -> Node | None:
    """The first point by which an order comes into a stage; None when its timeline has none."""
    for node in nodes:
        # What moves no stage (the balance) leaves an order where it began; only the inquiry itself is its point.
        if stage is Stage.INQUIRY and node.code is not NodeCode.INQUIRY:
            continue
        if timeline.stage_of([replace(node, actual_on=date.min)]) is stage:
            return node
    return None


def _move_back(bench: Bench, nodes: tuple[Node, ...], stage: Stage, point: Node, day: date) -> None:
    place = STAGES.index(stage)
    with bench.ledger.write("order-moved-back") as writer:
        left = []
        for node in nodes:
            alone = timeline.stage_of([node]) if node.actual_on is not None else Stage.INQUIRY
            if node.actual_on is not None and STAGES.index(alone) > place:
                rows_of.save_node(writer, replace(node, actual_on=None))
            else:
                left.append(node)
        if timeline.stage_of(left) is not stage:
            # It came past this stage without its point: then that is what happened.
            rows_of.save_node(writer, replace(point, actual_on=day))
        follow(writer, point.order_id)
