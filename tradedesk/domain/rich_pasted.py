"""Pasted HTML as formatted text, by construction: what is understood is built anew, nothing else comes along.

Read word by word, not laid out: nothing is loaded, run or looked up, whatever the HTML names. Understood are the ways
in which Word, Excel, Outlook, browsers, web mail and chat programs write paragraphs, lists, tables, links, bold and
italic. Pictures are counted and left out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tradedesk.domain.markup import tokens
from tradedesk.domain.rich_runs import Run, Runs, merged, safe_link, text_of
from tradedesk.domain.rich_text import BULLET, DEEPEST, NUMBER, Block, Paragraph, RichText, Table, tidy

#: Characters of HTML that are read, and of text, rows and columns that are kept; what is more is left out and said.
MOST_HTML, MOST_TEXT, MOST_ROWS, MOST_COLUMNS = 600_000, 200_000, 300, 30

# fmt: off
_UNSEEN = frozenset({
    "script", "style", "head", "title", "template", "svg", "math", "object", "iframe", "select", "textarea", "noscript",
    "audio", "video", "canvas",
})
_VOID = frozenset({
    "br", "img", "hr", "col", "meta", "link", "input", "wbr", "base", "area", "source", "embed", "param", "track",
})
_BLOCKS = frozenset({
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article", "header", "footer",
    "main", "nav", "aside", "dt", "dd", "dl", "address", "figure", "figcaption", "center", "ul", "ol", "body", "html",
    "form", "fieldset",
})
# fmt: on
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MSO_LIST = re.compile(r"level([1-9])")
_DEEPEST_SCAN, _LONGEST_STYLE = 60, 2_000


class Pasted(NamedTuple):
    """What was understood. ``pictures`` were left out, ``cut``: more than what is kept was there."""

    blocks: RichText
    pictures: int = 0
    cut: bool = False


class _Look(NamedTuple):
    """What holds within an element."""

    tag: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    unseen: bool = False
    pre: bool = False
    marker: bool = False


def from_html(html: str) -> Pasted:
    """The text of a piece of HTML; never raises."""
    reader = _Reader()
    for token in tokens(html[:MOST_HTML]):
        if token.kind == "text":
            reader.words(token.text)
        elif token.kind == "start":
            reader.begin(token.name, dict(token.attributes))
        else:
            reader.end(token.name)
    return reader.result(was_longer=len(html) > MOST_HTML)


class _Reader:
    """Builds paragraphs as the elements go by; within a table's cell everything becomes runs of that cell."""

    def __init__(self) -> None:
        self._looks: list[_Look] = [_Look("")]
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._lists: list[str] = []
        self._item: tuple[str, int] | None = None
        self._marker = ""
        self._blank = False
        self._gap = False
        self._tables = 0
        self._rows: list[list[Runs]] = []
        self._heads: list[bool] = []
        self._span = 0
        self._pictures, self._length, self._cut = 0, 0, False

    # -- what the parser tells -----------------------------------------------------------------------------------------

    def begin(self, tag: str, given: dict[str, str]) -> None:
        """An element begins."""
        if tag in _VOID:
            self._void(tag)
            return
        style = _style(given.get("style", ""))
        if tag in _BLOCKS or tag == "table":
            self._end_line()
        if tag in ("ul", "ol"):
            self._lists.append(NUMBER if tag == "ol" else BULLET)
        if tag == "li" and not self._tables:
            self._item = (self._lists[-1] if self._lists else BULLET, min(max(len(self._lists) - 1, 0), DEEPEST))
        if tag == "p" and (level := _MSO_LIST.search(style.get("mso-list", ""))) and not self._tables:
            self._item = ("", min(int(level[1]) - 1, DEEPEST))
        self._table_tag(tag, given)
        self._push(tag, given, style)
        if tag == "p":
            self._gap = _has_gap(given, style)

    def end(self, tag: str) -> None:
        """An element ends; one that was never begun is overlooked."""
        if tag in _VOID:
            return
        for place in range(len(self._looks) - 1, max(len(self._looks) - _DEEPEST_SCAN, 0), -1):
            if self._looks[place].tag == tag:
                del self._looks[place:]
                break
        if tag in _BLOCKS:
            self._end_line()
            if tag == "p" and self._gap and not self._item and not self._tables:
                self._blank = True
        if tag in ("li", "p"):
            self._item = None
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag == "table":
            self._end_table()

    def words(self, data: str) -> None:
        """Words."""
        look = self._looks[-1]
        if look.unseen or self._length >= MOST_TEXT:
            self._cut = self._cut or (not look.unseen and bool(data.strip()))
            return
        if look.marker:
            self._marker += data
            return
        text = data.replace("\r", "") if look.pre else _SPACE.sub(" ", data)
        if not look.pre and text[:1] == " " and (not self._runs or self._runs[-1].text[-1:] in (" ", "\n")):
            text = text[1:]
        if len(text) > MOST_TEXT - self._length:
            text, self._cut = text[: MOST_TEXT - self._length], True
        if text:
            self._length += len(text)
            self._runs.append(Run(text, look.bold, look.italic, look.link))

    # -- elements ------------------------------------------------------------------------------------------------------

    def _void(self, tag: str) -> None:
        if self._looks[-1].unseen:
            return
        if tag == "br":
            if self._item or self._tables:
                self._runs.append(Run("\n"))
            else:
                self._line(always=True)
        elif tag == "img":
            self._pictures += 1
        elif tag == "hr":
            self._end_line()

    def _push(self, tag: str, given: dict[str, str], style: dict[str, str]) -> None:
        outer = self._looks[-1]
        weight = style.get("font-weight", "")
        bold = outer.bold or tag in ("b", "strong", "th") or tag in _HEADINGS
        if weight:
            bold = weight.startswith("bold") or (weight.isdigit() and int(weight) >= 600)
        slant = style.get("font-style", "")
        italic = slant.startswith(("italic", "oblique")) if slant else outer.italic or tag in ("i", "em", "cite")
        self._looks.append(
            _Look(
                tag,
                bold,
                italic,
                safe_link(given.get("href", "")) if tag == "a" else outer.link,
                outer.unseen or tag in _UNSEEN or style.get("display") == "none",
                outer.pre or tag == "pre" or style.get("white-space", "").startswith("pre"),
                outer.marker or "ignore" in style.get("mso-list", ""),
            )
        )

    def _table_tag(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            self._tables += 1
            if self._tables == 1:
                self._rows, self._heads = [], []
        elif self._tables > 1 and tag in ("tr", "td", "th"):
            self._runs.append(Run("\n" if tag == "tr" else " "))
        elif self._tables and tag == "tr":
            self._end_cell()
            self._rows.append([])
        elif self._tables and tag in ("td", "th"):
            self._end_cell()
            self._rows = self._rows or [[]]
            self._heads.append(tag == "th")
            wide = given.get("colspan", "1")
            self._span = min(int(wide), MOST_COLUMNS) if wide.isdecimal() and len(wide) < 4 else 1

    # -- what is built -------------------------------------------------------------------------------------------------

    def _end_line(self) -> None:
        if self._tables:
            if self._runs and self._runs[-1].text[-1:] != "\n":
                self._runs.append(Run("\n"))
            return
        self._line()

    def _line(self, *, always: bool = False) -> None:
        """End the paragraph that is being read; ``always`` also an empty one."""
        read, self._runs = self._runs, []
        runs = _trimmed(read)
        if not runs and not always and not any("\xa0" in run.text for run in read):
            return
        if self._blank and self._blocks:
            self._blocks.append(Paragraph())
        self._blank = False
        item, level = self._item or ("", 0)
        if self._item and not item:
            item = NUMBER if any(char.isalnum() for char in self._marker.strip("o")) else BULLET
        self._marker = ""
        self._blocks.append(Paragraph(runs, item, level))
        if self._item:
            # What follows in the same item stands below it, outside the list.
            self._item = None

    def _end_cell(self) -> None:
        if self._span and self._rows and len(self._rows) <= MOST_ROWS:
            room = MOST_COLUMNS - len(self._rows[-1])
            self._rows[-1] += [_trimmed(self._runs), *((),) * (self._span - 1)][: max(room, 0)]
            self._cut = self._cut or room < self._span
        elif self._span:
            self._cut = True
        self._span, self._runs = 0, []

    def _end_table(self) -> None:
        self._tables = max(0, self._tables - 1)
        if self._tables:
            self._runs.append(Run("\n"))
            return
        self._end_cell()
        rows = [row for row in self._rows[:MOST_ROWS] if row]
        self._rows = []
        if not rows or not any(text_of(cell) for row in rows for cell in row):
            return
        if max(len(row) for row in rows) == 1:
            # One column is how a page is laid out, not a table.
            self._blocks += [Paragraph(row[0]) for row in rows]
            return
        header = all(self._heads[: len(rows[0])]) or all(run.bold for cell in rows[0] for run in cell)
        plain = tuple(tuple(_unbold(cell) if header and n == 0 else cell for cell in row) for n, row in enumerate(rows))
        self._blocks.append(Table(plain, header and len(rows) > 1))

    def result(self, *, was_longer: bool) -> Pasted:
        """All of it, without empty lines at its ends."""
        while self._tables:
            self._end_table()
        self._line()
        blocks = list(self._blocks)
        while blocks and blocks[-1] == Paragraph():
            blocks.pop()
        while blocks and blocks[0] == Paragraph():
            blocks.pop(0)
        return Pasted(tidy(blocks), self._pictures, self._cut or was_longer)


def _style(text: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in text[:_LONGEST_STYLE].lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _unbold(cell: Runs) -> Runs:
    return merged(run._replace(bold=False) for run in cell)


def _has_gap(given: dict[str, str], style: dict[str, str]) -> bool:
    """Whether a browser leaves an empty line below such a paragraph; mails that Word wrote do not."""
    if given.get("class", "").startswith("Mso"):
        return False
    around = style.get("margin", "").split()
    below = style.get("margin-bottom") or (around[2] if len(around) > 2 else around[0] if around else "")
    return not below.startswith("0")


def _trimmed(runs: list[Run]) -> Runs:
    """Without blanks at the ends, and with ordinary blanks for those that do not break."""
    found = list(merged(run._replace(text=run.text.replace("\xa0", " ").replace("\u200b", "")) for run in runs))
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip())
    if found:
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip())
    trimmed = merged(found)
    ends_blank = trimmed and (trimmed[0].text[:1].isspace() or trimmed[-1].text[-1:].isspace())
    return _trimmed(list(trimmed)) if ends_blank else trimmed
