"""Reading a list that is to be brought in: which list it is, which column is which field, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tradedesk.domain.import_fields import folded_heading, is_a_row
from tradedesk.domain.importing import (
    ListKind,
    Options,
    Problems,
    each_row,
    guess_kind,
    missing_columns,
    recognise,
    suggest_options,
)
from tradedesk.domain.party import PartyKind
from tradedesk.domain.same_or_new import SameOrNew
from tradedesk.domain.table import Table
from tradedesk.ledger import list_layouts
from tradedesk.ledger.list_layouts import Layout
from tradedesk.services.bench import Bench

#: Told done and total (in thousandths); may raise to end the work, and then nothing was changed.
Progress = Callable[[int, int], object] | None
_WHOLE = 1000
#: Rows shown before a list is brought in.
SHOWN_ROWS = 50
#: Problems shown of each severity; all are counted.
_SHOWN_PROBLEMS = 500
#: Rows between two looks at whether the user has cancelled.
_STEP = 100
#: What of the options belongs to the layout of a list, and not to one bringing in.
_KEPT_OPTIONS = ("decimal", "day_order", "discount_as", "currency", "close_after_days")


@dataclass(frozen=True)
class Chosen:
    """What the user has chosen for a list; None lets the list itself tell.

    ``kind`` and ``party_kind`` say what it holds, ``mapping`` which column (0 is the first) is which field; ``sheet``
    is the name of a workbook's sheet, ``headed`` says whether the first row holds headings. ``afresh``: what was
    chosen for such a list the last time does not count. ``same_or_new`` is what was said of the rows that look like
    another company.
    """

    encoding: str | None = None
    delimiter: str | None = None
    kind: ListKind | None = None
    party_kind: PartyKind | None = None
    mapping: Mapping[int, str] | None = None
    options: Options | None = None
    sheet: str | None = None
    headed: bool | None = None
    afresh: bool = False
    same_or_new: SameOrNew = field(default_factory=SameOrNew)


@dataclass(frozen=True)
class Seen:
    """A list as read; its rows are checked one by one. ``kind`` is None when nothing says what it holds.

    ``problems`` begins with those of the reading; the checking and the comparing add theirs. ``as_last_time``: columns
    and options are those of the last list with these headings. ``same_or_new`` is what the user said of rows that look
    like another. ``headed`` is False where the first row is a row as all others. ``first`` are the first rows once they
    went by.
    """

    table: Table
    kind: ListKind | None
    mapping: dict[int, str]
    options: Options
    problems: Problems = field(default_factory=Problems)
    as_last_time: bool = False
    same_or_new: SameOrNew = field(default_factory=SameOrNew)
    headed: bool = True
    first: list[Any] = field(default_factory=list)

    @property
    def word(self) -> str:
        """What the list holds in one word: customers, suppliers, forwarders, colleagues, products, orders or lines."""
        if self.kind is ListKind.PARTIES:
            return f"{self.options.party_kind}s"
        return str(self.kind or "")

    def heading(self, name: str) -> str:
        """The heading of a field's first column; empty when no column is it."""
        return next((self.table.header[column] for column, each in self.mapping.items() if each == name), "")

    @property
    def row_count(self) -> int:
        """How many rows the file has below its header, those that could not be read with them."""
        broken = {each.line for each in self.table.problems if each.severity == "row"} - set(self.table.line_numbers)
        return len(self.table.rows) + len(broken)

    def rows(self, bench: Bench, told: Callable[[int], object]) -> Iterator[Any]:
        """The rows that can be brought in; ``told`` is told now and then how many of the file's rows are done."""
        if self.kind is None:
            return
        asked = _Asked(told)
        for row in each_row(
            self.table, self.mapping, self.kind, self.options, bench.countries, bench.cities, self.problems,
            cancelled=asked,
        ):  # fmt: skip
            if len(self.first) < SHOWN_ROWS:
                self.first.append(row)
            yield row


class _Asked:
    """Turns the question whether to end, asked every few rows, into how far it is. Never True: the progress raises."""

    def __init__(self, told: Callable[[int], object]) -> None:
        self._told = told
        self._done = 0

    def __call__(self) -> bool:
        self._told(self._done)
        self._done += _STEP
        return False


class Share:
    """One stage's share of the whole progress, in thousandths from ``start`` to ``end``."""

    def __init__(self, progress: Progress, start: int, end: int, total: int = 0) -> None:
        self._progress = progress
        self._start, self._end = start, end
        self._total = max(total, 1)

    def told(self, done: int) -> None:
        """So many of the stage's rows are done."""
        if self._progress is not None:
            part = min(done, self._total) * (self._end - self._start) // self._total
            self._progress(self._start + part, _WHOLE)

    def asked(self) -> bool:
        """For work that only asks whether to end. Never True: the progress raises."""
        self.told(0)
        return False


def read_list(bench: Bench, path: Path | str, chosen: Chosen, progress: Progress = None) -> Seen:
    """Read a file whole and see what it is, with what was chosen. Raises what ``list_file.read_table`` raises."""
    from tradedesk.integrations.files.list_file import read_table, without_headings

    reading = Share(progress, 0, 100)
    table = read_table(
        path, sheet=chosen.sheet, encoding=chosen.encoding, delimiter=chosen.delimiter, cancelled=reading.asked
    )
    headed = chosen.headed if chosen.headed is not None else not is_a_row(table.header)
    table = table if headed else without_headings(table)
    chosen, as_last_time = _as_last_time(bench, table, chosen)
    guess = guess_kind(table.header, " ".join((Path(path).name, table.sheet)))
    kind = chosen.kind or (guess.kind if guess else None)
    party_kind = chosen.party_kind or (guess.party_kind if guess else None)
    if kind is None:
        problems = Problems(table.problems, _SHOWN_PROBLEMS)
        return Seen(table, None, {}, chosen.options or Options(), problems, headed=headed)
    mapping = dict(chosen.mapping if chosen.mapping is not None else recognise(table.header, kind))
    options = _options(bench, table, kind, mapping, chosen.options, party_kind)
    problems = Problems([*missing_columns(mapping, kind), *table.problems], _SHOWN_PROBLEMS)
    return Seen(table, kind, mapping, options, problems, as_last_time, chosen.same_or_new, headed)


def headings_of(table: Table) -> str:
    """What makes two lists the same layout: their headings in order, however they are written."""
    return "|".join(map(folded_heading, table.header))


def layout_of(seen: Seen) -> Layout:
    """What is to be remembered of a list that came in."""
    options = {name: getattr(seen.options, name) for name in _KEPT_OPTIONS}
    return Layout(_kind_word(seen.kind, seen.options.party_kind), seen.mapping, options)


def _kind_word(kind: ListKind | None, party_kind: PartyKind | None) -> str:
    return f"parties:{party_kind}" if kind is ListKind.PARTIES else str(kind or "")


def _as_last_time(bench: Bench, table: Table, chosen: Chosen) -> tuple[Chosen, bool]:
    """What was chosen for the last list with these headings, where the user has not chosen anything for this one."""
    if chosen.afresh or chosen.mapping is not None or chosen.options is not None:
        return chosen, False
    wanted = _kind_word(chosen.kind, chosen.party_kind) if chosen.kind else ""
    found = list_layouts.layout(bench.ledger.read, headings_of(table), wanted)
    if found is None or any(column >= len(table.header) for column in found.mapping):
        return chosen, False
    kind, _, party_kind = found.kind.partition(":")
    named = PartyKind(party_kind) if party_kind else None
    known = {name: value for name, value in found.options.items() if name in _KEPT_OPTIONS}
    options = replace(Options(**known), party_kind=named or PartyKind.CUSTOMER)
    last = replace(chosen, kind=ListKind(kind), party_kind=named, mapping=found.mapping, options=options)
    return last, True


def _options(
    bench: Bench,
    table: Table,
    kind: ListKind,
    mapping: Mapping[int, str],
    chosen: Options | None,
    party_kind: PartyKind | None,
) -> Options:
    """What was chosen, completed by what the cells prove. Lines are in their order's currency unless they say one."""
    if chosen is not None:
        found = suggest_options(table, mapping, chosen, bench.countries.currencies)
        return replace(found, currency=chosen.currency, party_kind=party_kind or chosen.party_kind)
    own = bench.own()
    currency = "" if kind is ListKind.LINES else (own.currency if own else "") or "USD"
    base = Options(currency=currency, party_kind=party_kind or PartyKind.CUSTOMER)
    return suggest_options(table, mapping, base, bench.countries.currencies)
