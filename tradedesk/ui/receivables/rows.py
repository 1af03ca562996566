"""The rows of the two tables as plain cells: who owes how much since when, and which instalments those are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, overload

from tradedesk.domain.money import Money
from tradedesk.services.receivables import AGES, Age, AgedSum, Receivable, Receivables
from tradedesk.ui.widgets.cells_table import Cells
from tradedesk.ui.wording import formats, tr, trn
from tradedesk.ui.wording.told import term


class Rows(Sequence[Cells]):
    """Rows made when they are looked at: of tens of thousands a window shows twenty."""

    def __init__(self, of: Sequence[Any], make: Callable[[Any], Cells]) -> None:
        self._of, self._make = of, make
        self._made: dict[int, Cells] = {}

    def __len__(self) -> int:
        return len(self._of)

    @overload
    def __getitem__(self, at: int) -> Cells: ...
    @overload
    def __getitem__(self, at: slice) -> list[Cells]: ...
    def __getitem__(self, at: int | slice) -> Cells | list[Cells]:
        """One row, or several."""
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if at not in self._made:
            self._made[at] = self._make(self._of[at])
        return self._made[at]


def age_heads() -> tuple[str, ...]:
    """The headings of the upper table."""
    return (tr("Customer"), tr("Currency"), *map(age_name, AGES), tr("Total"))


def age_name(age: Age) -> str:
    """ "1–30 days"."""
    return {
        Age.NOT_DUE: tr("Not due"),
        Age.TO_30: tr("1–30 days"),
        Age.TO_60: tr("31–60 days"),
        Age.TO_90: tr("61–90 days"),
        Age.OVER_90: tr("over 90 days"),
    }[age]


def age_rows(found: Receivables) -> list[Cells]:
    """Everybody together first, one line a currency; then the customers."""
    everybody = [_aged(one, tr("All customers")) for one in found.totals]
    return [*everybody, *(_aged(one, one.party_name) for one in found.customers)]


def _aged(one: AgedSum, name: str) -> Cells:
    texts = (name, one.currency, *(_plain(each) for each in one.open), _plain(one.total))
    roles = ("", "", "warn", "warn", "bad")
    chips = tuple((at + 2, roles[at]) for at, each in enumerate(one.open) if each.minor and roles[at])
    return Cells(texts, chips, one.party_id)


def _plain(value: Money) -> str:
    return f"{value.amount:,}" if value.minor else "—"


def owed_heads() -> tuple[str, ...]:
    """The headings of the lower table."""
    return (tr("Order"), tr("Customer"), tr("Instalment"), tr("Due"), tr("Overdue"), tr("Open amount"))


def owed_rows(owed: Sequence[Receivable], today: date) -> Rows:
    """One line an instalment, the longest due first."""
    return Rows(owed, partial(_owed, today))


def _owed(today: date, one: Receivable) -> Cells:
    late = (today - one.due_on).days if one.due_on is not None else 0
    label = term("label", one.label)
    due = formats.day(one.due_on, today) if one.due_on else tr("after {event}", event=term("event", one.trigger))
    told = trn("{n} day", "{n} days", late) if late > 0 else ""
    chips = ((4, "bad" if late > 60 else "warn"),) if late > 0 else ()
    texts = (one.order_number, one.party_name, label[:1].upper() + label[1:], due, told, formats.money(one.open))
    return Cells(texts, chips, one.party_id, one.order_id)
