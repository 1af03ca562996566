"""What the user does with instalments: write them oneself, by share or amount, due on a day or by an event (G2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tradedesk.domain import instalments as rules
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import OrderId
from tradedesk.domain.instalments import Part
from tradedesk.domain.money import Money, money
from tradedesk.domain.order import Instalment
from tradedesk.domain.payment import Event
from tradedesk.ledger import orders
from tradedesk.services import order_cells as cells
from tradedesk.services.bench import Bench
from tradedesk.services.order_plan import follow

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

__all__ = ["Event", "PartEntry", "entries", "set_parts"]


@dataclass(frozen=True)
class PartEntry:
    """An instalment as typed: ``share`` is "30%", "5,400.00" or empty for the rest; a ``day`` goes before an event."""

    label: str
    share: str
    trigger: str = ""
    days: str = ""
    day: str = ""
    id: int = 0


def entries(parts: Sequence[Instalment]) -> tuple[PartEntry, ...]:
    """The instalments as they would be typed."""
    return tuple(
        PartEntry(
            one.label,
            f"{one.percent.normalize():f}%" if one.percent is not None else f"{one.amount.amount:f}",
            one.trigger,
            str(one.trigger_days) if one.trigger_days else "",
            one.due_on.isoformat() if one.due_on is not None and not one.trigger else "",
            one.id,
        )
        for one in parts
    )


def set_parts(bench: Bench, order_id: OrderId, typed: Sequence[PartEntry]) -> None:
    """Let an order be paid in these instalments; together they are its total.

    Raises RuleSaysNo with the field (parts, or parts.<place>.<share, days or day>), NotThere.
    """
    file = orders.order_file(bench.ledger.read, order_id)
    parts = [_part(place, each, file.order.currency) for place, each in enumerate(typed)]
    wanted = rules.arranged(file.order.total, parts, file.instalments)
    kept = {one.id for one in wanted}
    with bench.ledger.write("instalments-changed") as writer:
        for gone in file.instalments:
            if gone.id not in kept:
                writer.delete("instalments", gone.id)
        _write(writer, order_id, wanted)
        follow(writer, order_id)


def _write(writer: Writer, order_id: OrderId, wanted: Sequence[Instalment]) -> None:
    for one in wanted:
        row = orders.instalment_row(order_id, one)
        if one.id:
            writer.update("instalments", one.id, row)
        else:
            writer.insert("instalments", row)


def _part(place: int, typed: PartEntry, currency: str) -> Part:
    percent, fixed = _share(f"parts.{place}.share", typed.share, currency)
    day = cells.day(f"parts.{place}.day", typed.day)
    days = cells.maybe_whole(f"parts.{place}.days", typed.days) or 0
    trigger = typed.trigger if day is None and typed.trigger in set(Event) else ""
    label = cells.one_line("label", typed.label) or "part"
    return Part(label, percent, fixed, trigger, days if trigger else 0, day, typed.id)


def _share(field: str, text: str, currency: str) -> tuple[Decimal | None, Money | None]:
    text = text.strip()
    if not text:
        return None, None
    if text.endswith(("%", "％")):
        return cells.percent(field, text), None
    found = cells.number(field, text)
    fixed = money(found, currency)
    if fixed.amount != found:
        raise RuleSaysNo("instalment-not-read", field)
    return None, cells.bounded(field, fixed)
