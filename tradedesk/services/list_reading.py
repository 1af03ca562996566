"""Reading a list that is to be brought in: which list it is, which column is which field, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tradedesk.domain.importing import Checked, ListKind, Options, check_list, guess_kind, recognise, suggest_options
from tradedesk.domain.party import PartyKind
from tradedesk.domain.table import Table
from tradedesk.services.bench import Bench

#: Told done and total (in thousandths); may raise to end the work, and then nothing was changed.
Progress = Callable[[int, int], object] | None
_WHOLE = 1000
#: Rows between two questions of the check whether it is to end.
_STEP = 500


@dataclass(frozen=True)
class Chosen:
    """What the user has chosen for a list; None lets the list itself tell.

    ``kind`` and ``party_kind`` say what it holds, ``mapping`` which column (0 is the first) is which field; ``sheet``
    is the name of a workbook's sheet.
    """

    encoding: str | None = None
    delimiter: str | None = None
    kind: ListKind | None = None
    party_kind: PartyKind | None = None
    mapping: Mapping[int, str] | None = None
    options: Options | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Seen:
    """A list as read and checked. ``kind`` is None when nothing says what it holds; then nothing was checked."""

    table: Table
    kind: ListKind | None
    mapping: dict[int, str]
    options: Options
    checked: Checked[Any]

    @property
    def word(self) -> str:
        """What the list holds in one word: customers, suppliers, forwarders, colleagues, products, orders or lines."""
        if self.kind is ListKind.PARTIES:
            return f"{self.options.party_kind}s"
        return str(self.kind or "")

    def heading(self, field: str) -> str:
        """The heading of a field's column; empty when no column is it."""
        return next((self.table.header[column] for column, name in self.mapping.items() if name == field), "")

    @property
    def row_count(self) -> int:
        """How many rows the file has below its header, those that could not be read with them."""
        broken = {each.line for each in self.table.problems if each.severity == "row"} - set(self.table.line_numbers)
        return len(self.table.rows) + len(broken)


class Share:
    """One stage's share of the whole progress, in thousandths from ``start`` to ``end``."""

    def __init__(self, progress: Progress, start: int, end: int, total: int = 0) -> None:
        self._progress = progress
        self._start, self._end = start, end
        self._total = max(total, 1)
        self._done = 0

    def told(self, done: int) -> None:
        """So many of the stage's rows are done."""
        if self._progress is not None:
            part = min(done, self._total) * (self._end - self._start) // self._total
            self._progress(self._start + part, _WHOLE)

    def asked(self) -> bool:
        """For work that only asks whether to end: each question is a step further. Never True: the progress raises."""
        self.told(self._done)
        self._done += _STEP
        return False


def read_list(bench: Bench, path: Path | str, chosen: Chosen, progress: Progress = None) -> Seen:
    """Read a file whole and check it with what was chosen. Raises what ``list_file.read_table`` raises."""
    from tradedesk.integrations.files.list_file import read_table

    reading = Share(progress, 0, 100)
    table = read_table(
        path, sheet=chosen.sheet, encoding=chosen.encoding, delimiter=chosen.delimiter, cancelled=reading.asked
    )
    guess = guess_kind(table.header, " ".join((Path(path).name, table.sheet)))
    kind = chosen.kind or (guess.kind if guess else None)
    party_kind = chosen.party_kind or (guess.party_kind if guess else None)
    if kind is None:
        return Seen(table, None, {}, chosen.options or Options(), Checked((), table.problems))
    mapping = dict(chosen.mapping if chosen.mapping is not None else recognise(table.header, kind))
    options = _options(bench, table, kind, mapping, chosen.options, party_kind)
    checking = Share(progress, 100, 450, len(table.rows))
    checked = check_list(table, mapping, kind, options, bench.countries, bench.cities, cancelled=checking.asked)
    return Seen(table, kind, mapping, options, checked)


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
