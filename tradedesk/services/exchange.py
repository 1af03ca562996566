"""What the user does with lists: look at one, bring it in. Everything of a list comes in together, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tradedesk.domain.cells import clean_cell
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.import_options import FILL, LEAVE, UPDATE
from tradedesk.domain.importing import Field, ListKind, Options, Row, RowProblem, Severity, fields_of
from tradedesk.domain.party import PartyKind
from tradedesk.domain.same_or_new import SameOrNew
from tradedesk.domain.table import Candidate, Sheet
from tradedesk.ledger import imports, list_layouts
from tradedesk.services.bench import Bench
from tradedesk.services.list_matching import match
from tradedesk.services.list_plan import Plan
from tradedesk.services.list_reading import SHOWN_ROWS, Chosen, Progress, Seen, Share, headings_of, layout_of, read_list

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

__all__ = [
    "FILL", "LEAVE", "UPDATE",
    "Candidate", "Chosen", "Field", "ListKind", "Options", "PartyKind", "Preview", "Report", "RowProblem", "SameOrNew",
    "Severity", "Sheet",
    "bring_in", "bring_in_file", "in_order", "look", "taken_back",
]  # fmt: skip

_DONE = 1000


@dataclass(frozen=True)
class Preview:
    """What a list is and what bringing it in would do; nothing has been changed.

    ``kind`` is None when nothing says what the list holds. ``counts`` say what would be brought in, ``word``'s own
    first ("customers", 91). ``rows`` are the first rows' cells, ``first`` the first rows as they were understood.
    ``problems`` are the first of each severity, ``problem_counts`` all. ``refused``: the list
    cannot be brought in as it is. ``before`` is the moment (UTC text) at which the very same
    file came in already. ``sheets`` are those of a workbook, ``sheet`` is the one that was read.
    ``as_last_time``: columns and options were chosen when a list with these headings came in before. ``changed``
    parties that are there already would be changed. ``headed``: the first row was taken for headings.
    """

    path: str
    file_name: str
    kind: ListKind | None
    word: str
    encoding: str
    encoding_certain: bool
    candidates: tuple[Candidate, ...]
    delimiter: str
    options: Options
    header: tuple[str, ...]
    samples: tuple[str, ...]
    mapping: Mapping[int, str]
    fields: tuple[Field, ...]
    rows: tuple[tuple[str, ...], ...]
    first: tuple[Row, ...]
    row_count: int
    counts: Mapping[str, int]
    already_there: int
    left_out: int
    problems: tuple[RowProblem, ...]
    problem_counts: Mapping[Severity, int]
    refused: bool
    before: str
    format: str = "csv"
    sheets: tuple[Sheet, ...] = ()
    sheet: str = ""
    as_last_time: bool = False
    changed: int = 0
    headed: bool = True

    @property
    def new(self) -> int:
        """How many rows would be brought in."""
        return self.counts.get(self.word, 0)


@dataclass(frozen=True)
class Report:
    """What was brought in, and how many that were there already were changed.

    ``undo_id`` takes it back; None when there was nothing to bring in.
    """

    file_name: str
    word: str
    counts: Mapping[str, int]
    problems: tuple[RowProblem, ...]
    problem_counts: Mapping[Severity, int]
    left_out: int
    already_there: int
    undo_id: int | None
    changed: int = 0

    @property
    def new(self) -> int:
        """How many rows were brought in."""
        return self.counts.get(self.word, 0)


def look(bench: Bench, path: Path | str, chosen: Chosen | None = None, *, progress: Progress = None) -> Preview:
    """Read a list and say what bringing it in would do. What is not chosen the list itself tells.

    Raises what reading raises: NeighbourFailed and RuleSaysNo with the codes of ``list_file.read_table``.
    """
    from tradedesk.integrations.files.file_mark import sha256_of

    seen = read_list(bench, path, chosen or Chosen(), progress)
    plan = match(bench, seen, progress)
    table = seen.table
    rows = tuple(tuple(clean_cell(cell) for cell in row) for row in table.rows[:SHOWN_ROWS])
    return Preview(
        path=str(path),
        file_name=Path(path).name,
        kind=seen.kind,
        word=seen.word,
        encoding=table.encoding,
        encoding_certain=table.encoding_certain,
        candidates=table.candidates,
        delimiter=table.delimiter,
        options=seen.options,
        header=table.header,
        samples=tuple(_sample(rows, column) for column in range(len(table.header))),
        mapping=seen.mapping,
        fields=fields_of(seen.kind) if seen.kind else (),
        rows=rows,
        first=tuple(seen.first),
        row_count=seen.row_count,
        counts=_plain(plan),
        already_there=plan.already_there,
        left_out=plan.problems.left_out,
        problems=plan.problems.in_order(),
        problem_counts=dict(plan.problems.counts),
        refused=seen.kind is None or plan.problems.refused,
        before=imports.brought_in_before(bench.ledger.read, sha256_of(path)),
        format=table.format,
        sheets=table.sheets,
        sheet=table.sheet,
        as_last_time=seen.as_last_time,
        changed=plan.changed,
        headed=seen.headed,
    )


def bring_in(bench: Bench, path: Path | str, chosen: Chosen | None = None, *, progress: Progress = None) -> Report:
    """Bring a list in, as one unit of work with one undo: all of it but the rows left out, or nothing.

    Rows whose key is there already are left as they are. ``progress`` is told done and total and may raise to end it.
    Raises as ``look``, and RuleSaysNo ``list-kind-unknown`` (field kind), ``encoding-uncertain`` (field encoding),
    ``list-not-complete`` (field mapping); NeighbourFailed ``disk-full``.
    """
    chosen = chosen or Chosen()
    seen = read_list(bench, path, chosen, progress)
    _refuse(seen, chosen, Path(path).name)
    plan, undo_id = _write(bench, path, seen, progress)
    return Report(
        file_name=Path(path).name,
        word=seen.word,
        counts=_plain(plan),
        problems=plan.problems.in_order(),
        problem_counts=dict(plan.problems.counts),
        left_out=plan.problems.left_out,
        already_there=plan.already_there,
        undo_id=undo_id,
        changed=plan.changed,
    )


def bring_in_file(bench: Bench, path: Path | str) -> Report:
    """Bring a list in with everything as it is recognised. Raises as ``bring_in``."""
    return bring_in(bench, path)


def in_order(_bench: Bench, paths: Sequence[str]) -> list[str]:
    """Sort several lists so that what others refer to comes first: parties, products, orders, lines, receipts.

    Files that cannot be read or are not recognised come last, for the page to say why.
    """
    from tradedesk.domain.errors import TradeError
    from tradedesk.domain.importing import guess_kind
    from tradedesk.integrations.files.list_file import read_table

    ranks = {ListKind.PARTIES: 0, ListKind.PRODUCTS: 1, ListKind.ORDERS: 2, ListKind.LINES: 3, ListKind.RECEIPTS: 4}

    def rank(path: str) -> int:
        try:
            table = read_table(path, limit=SHOWN_ROWS)
            guess = guess_kind(table.header, " ".join((Path(path).name, table.sheet)))
        except TradeError:
            return len(ranks) + 1
        return ranks[guess.kind] if guess else len(ranks)

    return sorted(paths, key=rank)


def taken_back(bench: Bench, steps: Sequence[int]) -> frozenset[int]:
    """Which of these steps have been taken back since."""
    return imports.taken_back(bench.ledger.read, steps)


def _refuse(seen: Seen, chosen: Chosen, file_name: str) -> None:
    """Refuse what would be a guess or half a list."""
    if seen.kind is None:
        raise RuleSaysNo("list-kind-unknown", "kind", file=file_name)
    if not seen.table.encoding_certain and chosen.encoding is None:
        raise RuleSaysNo("encoding-uncertain", "encoding", file=file_name)
    if seen.problems.refused:
        raise RuleSaysNo("list-not-complete", "mapping", file=file_name)


def _write(bench: Bench, path: Path | str, seen: Seen, progress: Progress) -> tuple[Plan, int | None]:
    """Bring it in as one unit of work; the step that takes it back, or None when there is nothing new."""
    from tradedesk.integrations.files.file_mark import sha256_of

    mark = sha256_of(path)
    if seen.kind is ListKind.PARTIES:
        with bench.ledger.write(f"{seen.word}-brought-in") as writer:
            # A long list is written while it is compared: nobody's memory holds all of it.
            plan = match(bench, seen, progress, writer, _DONE - 10)
            return plan, _noted(bench, writer, path, seen, plan, mark)
    plan = match(bench, seen, progress, whole=600)
    if plan.write is None:
        return plan, None
    writing = Share(progress, 600, _DONE - 10, plan.new)
    with bench.ledger.write(f"{seen.word}-brought-in") as writer:
        plan.write(writer, writing.told)
        # The last moment at which the user can end it: what comes after this is committed and told as done.
        writing.told(plan.new)
        return plan, _noted(bench, writer, path, seen, plan, mark)


def _noted(bench: Bench, writer: Writer, path: Path | str, seen: Seen, plan: Plan, mark: str) -> int | None:
    """Keep which file came in and how it was read; its last words are what the step is called."""
    if not plan.new and not plan.changed:
        return None
    word = "brought-in" if plan.new else "brought-up-to-date"
    writer.label = f"{seen.word}-{word}|count={plan.new or plan.changed}"
    list_layouts.keep(writer, headings_of(seen.table), layout_of(seen), bench.stamp())
    return imports.note_import(writer, bench.stamp(), Path(path).name, seen.word, mark, _plain(plan))


def _plain(plan: Plan) -> dict[str, int]:
    return {name: count for name, count in plan.counts.items() if count or name == next(iter(plan.counts))}


def _sample(rows: Sequence[Sequence[str]], column: int) -> str:
    return next((row[column] for row in rows if row[column]), "")
