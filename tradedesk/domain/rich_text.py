"""The text of a message with its formatting: paragraphs, lists, tables and pictures, and the same in plain text.

Plain text is always made alongside. What plain text can say without a loss (paragraphs, lists, bare addresses) is kept
as plain text alone: a message becomes a formatted one only by something that would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tradedesk.domain.bilingual import columns
from tradedesk.domain.rich_runs import (
    RTL,
    Run,
    Runs,
    are_figures,
    bare_link,
    cut,
    first_strong,
    linked,
    merged,
    respan,
    safe_link,
    text_of,
)
from tradedesk.domain.template import markers

BULLET, NUMBER = "bullet", "number"
#: How deep a list may lie in another; what lies deeper stands at this level.
DEEPEST = 4


class Paragraph(NamedTuple):
    """One paragraph. ``item`` is "bullet", "number" or empty, ``level`` how deep in the list (from 0), ``direction``
    "rtl", "ltr" or empty for that of its first strong character. A line break within stands in items and cells only.
    """

    runs: Runs = ()
    item: str = ""
    level: int = 0
    direction: str = ""


class Table(NamedTuple):
    """Rows of cells, each row as long as the first; ``header``: the first row names the columns."""

    rows: tuple[tuple[Runs, ...], ...]
    header: bool = True


class Picture(NamedTuple):
    """A picture of the draft by its file name, ``width`` in pixels as it is to be shown (0: as it is)."""

    name: str
    width: int = 0


Block = Paragraph | Table | Picture
RichText = tuple[Block, ...]

_ITEM = re.compile(r"((?:  )*)(?:- |([1-9][0-9]{0,3})\. )")


def reads_from_right(block: Paragraph) -> bool:
    """Whether a paragraph is set from right to left: as the user said, else by its first strong character."""
    if block.direction:
        return block.direction == RTL
    return first_strong(text_of(block.runs)) == RTL


# -- whole texts -------------------------------------------------------------------------------------------------------


class Counter:
    """The numbers of list items, one after another: a deeper list begins anew, and so does one after a paragraph."""

    def __init__(self) -> None:
        self._counts: list[int] = []

    def expected(self, level: int) -> int:
        """The number that an item of this level would have now."""
        return self._counts[level] + 1 if level < len(self._counts) else 1

    def take(self, item: str, level: int) -> int:
        """Count an item and return its number; 0 for a bullet and for what is no item."""
        if not item:
            self._counts.clear()
            return 0
        number = self.expected(level) if item == NUMBER else 0
        del self._counts[level:]
        self._counts += [0] * (level - len(self._counts)) + [number]
        return number


def from_plain(text: str) -> RichText:
    """A plain text as paragraphs: "- " begins an item, "1. " one of a list that begins with 1, addresses become links.

    ``to_plain`` gives back the very text, whatever it was.
    """
    blocks: list[Paragraph] = []
    counter, before = Counter(), -1
    for line in text.split("\n"):
        block = _line(line, counter, before)
        counter.take(block.item, block.level)
        before = block.level if block.item else -1
        blocks.append(block)
    return tuple(blocks)


def _line(line: str, counter: Counter, before: int) -> Paragraph:
    found = _ITEM.match(line)
    if found is not None:
        level, number = len(found[1]) // 2, found[2]
        fits = level <= min(before + 1, DEEPEST) and (number is None or int(number) == counter.expected(level))
        if fits:
            rest = line[found.end() :]
            return Paragraph(linked((Run(rest),)) if rest else (), NUMBER if number else BULLET, level)
    return Paragraph(linked((Run(line),)) if line else ())


def to_plain(blocks: Sequence[Block]) -> str:
    """The same in plain text: items with "- " or their number, tables in columns, a picture as its number."""
    lines: list[str] = []
    counter, pictures = Counter(), 0
    for block in blocks:
        if isinstance(block, Paragraph):
            number = counter.take(block.item, block.level)
            lines.append(_paragraph_line(block, number))
            continue
        counter.take("", 0)
        pictures += isinstance(block, Picture)
        lines += _table_lines(block) if isinstance(block, Table) else [f"[picture {pictures}]"]
    return "\n".join(lines)


def pictures_in(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The file names of the pictures that a text shows, each once."""
    return tuple(dict.fromkeys(block.name for block in blocks if isinstance(block, Picture)))


def _paragraph_line(block: Paragraph, number: int) -> str:
    text = runs_text(block.runs)
    if not block.item:
        return text
    indent = "  " * block.level
    return f"{indent}{f'{number}.' if number else '-'} {text}".replace("\n", f"\n{indent}  ")


def runs_text(runs: Sequence[Run]) -> str:
    """The words of runs, a link that its words do not say behind them in brackets."""
    if len(runs) == 1 and not runs[0].link:
        return runs[0].text
    return "".join(_run_text(run) for run in _by_link(runs))


def _run_text(run: Run) -> str:
    said = run.link.partition(":")[2] if run.link.lower().startswith(("mailto:", "tel:")) else run.link
    return run.text if not run.link or run.text.strip() in (run.link, said) else f"{run.text} ({said})"


def _by_link(runs: Sequence[Run]) -> Runs:
    """Words of one link are one, whatever they look like."""
    return merged(Run(run.text, link=run.link) for run in runs)


def _table_lines(table: Table) -> list[str]:
    rows = [[runs_text(cell).replace("\n", " ") for cell in row] for row in table.rows]
    places = range(max((len(row) for row in rows), default=0))
    widths = [max(columns(row[place]) for row in rows if place < len(row)) for place in places]
    figures = [are_figures([row[place] for row in rows[table.header :] if place < len(row)]) for place in places]
    told = []
    for row in rows:
        cells = []
        for place, cell in enumerate(row):
            room = " " * (widths[place] - columns(cell))
            cells.append(room + cell if figures[place] else cell + room)
        told.append("   ".join(cells).rstrip())
    return told


# -- what is kept ------------------------------------------------------------------------------------------------------


def is_plain(blocks: Sequence[Block]) -> bool:
    """Whether plain text says all of it."""
    return all(isinstance(block, Paragraph) and _is_plain(block) for block in blocks)


def _is_plain(block: Paragraph) -> bool:
    if block.direction:
        return False
    return not any(
        run.bold or run.italic or (run.link and run.link != bare_link(run.text)) or "\n" in run.text
        for run in block.runs
    )


def tidy(blocks: Iterable[Block]) -> RichText:
    """One form for what means the same: addresses linked, no unsafe link, no empty run, lines of a paragraph apart,
    the rows of a table of one length and a paragraph on both sides of it, where one can write; no table without a cell.
    """
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if _is_tidy(block):
                found.append(block)
            else:
                found += _tidy_paragraph(block)
        elif isinstance(block, Table):
            table = _tidy_table(block)
            apart = [] if found and not isinstance(found[-1], Table) else [Paragraph()]
            found += [*apart, table] if table.rows and table.rows[0] else []
        else:
            found.append(block)
    if found and isinstance(found[-1], Table):
        found.append(Paragraph())
    return tuple(found) or (Paragraph(),)


def _is_tidy(block: Paragraph) -> bool:
    """Most lines of a long mail, seen at a glance."""
    if not block.runs:
        return not block.level
    if len(block.runs) > 1 or block.level:
        return False
    text, link = block.runs[0].text, block.runs[0].link
    return bool(text) and not link and "://" not in text and "@" not in text and "\n" not in text


def _tidy_table(table: Table) -> Table:
    """Names of columns are bold by being names."""
    width = max((len(row) for row in table.rows), default=0)
    rows = [(*map(_tidy_runs, row), *((),) * (width - len(row))) for row in table.rows]
    if table.header and rows:
        rows[0] = tuple(merged(run._replace(bold=False) for run in cell) for cell in rows[0])
    return Table(tuple(rows), table.header)


def _tidy_paragraph(block: Paragraph) -> list[Paragraph]:
    runs = _tidy_runs(block.runs)
    if block.item:
        return [block._replace(runs=runs, level=max(0, min(block.level, DEEPEST)))]
    lines = _lines(runs) if any("\n" in run.text for run in runs) else [runs]
    return [Paragraph(line, direction=block.direction) for line in lines]


def _tidy_runs(runs: Sequence[Run]) -> Runs:
    if not any(run.link for run in runs):
        return linked(merged(runs))
    return linked(merged(run._replace(link=safe_link(run.link)) if run.link else run for run in runs))


def _lines(runs: Runs) -> list[Runs]:
    whole, found, here = text_of(runs), [], 0
    for line in whole.split("\n"):
        found.append(cut(runs, here, here + len(line)))
        here += len(line) + 1
    return found


# -- marks -------------------------------------------------------------------------------------------------------------


def with_runs(blocks: Iterable[Block], change: Callable[[Runs], Runs]) -> RichText:
    """Every paragraph and every cell with its runs changed."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block._replace(runs=change(block.runs)) if block.runs else block)
        elif isinstance(block, Table):
            found.append(block._replace(rows=tuple(tuple(map(change, row)) for row in block.rows)))
        else:
            found.append(block)
    return tuple(found)


def put_first(blocks: Sequence[Block], text: str, other: str) -> RichText:
    """Put ``other`` in the place of a text where that stands first, in its formatting."""
    found = False

    def put(runs: Runs) -> Runs:
        nonlocal found
        at = -1 if found else text_of(runs).find(text)
        found = found or at >= 0
        return respan(runs, [(at, at + len(text), other)]) if at >= 0 else runs

    return tidy(with_runs(blocks, put))


def fill(blocks: Sequence[Block], name: str, value: str) -> RichText:
    """Put ``value`` in the place of every mark of the fact ``name``; a blank value changes nothing (C1)."""
    if not value.strip():
        return tuple(blocks)

    def filled(runs: Runs) -> Runs:
        found = [each for each in markers(text_of(runs)) if each.name == name]
        return respan(runs, [(each.start, each.end, value) for each in found]) if found else runs

    return tidy(with_runs(blocks, filled))
