"""Formatted text as the ledger keeps it: JSON of a fixed shape; whatever else is found is refused, never guessed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.rich_runs import Run, Runs, merged, safe_link
from tradedesk.domain.rich_text import (
    BULLET,
    DEEPEST,
    NUMBER,
    Block,
    Paragraph,
    Picture,
    RichText,
    Table,
    from_plain,
    is_plain,
    to_plain,
)

_VERSION = 1
_PARAGRAPH, _TABLE, _PICTURE = "p", "t", "i"
_BOLD, _ITALIC = 1, 2
#: Pixels of a picture's width.
WIDEST = 4_000
#: Characters of a picture's file name.
_LONGEST_NAME = 120


def stored(blocks: Sequence[Block]) -> tuple[str, str]:
    """(plain text, JSON) as a draft keeps a text; the JSON is empty where the plain text says it all."""
    return to_plain(blocks), "" if is_plain(blocks) else to_json(blocks)


def of(body: str, rich: str) -> RichText:
    """The text of a draft or a message from what is kept of it. JSON that cannot be read leaves the plain text."""
    if not rich:
        return from_plain(body)
    try:
        return from_json(rich)
    except RuleSaysNo:
        return from_plain(body)


def to_json(blocks: Sequence[Block]) -> str:
    """The text as JSON, the same for the same text."""
    import json

    told = {"v": _VERSION, "b": [_told(block) for block in blocks]}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _told(block: Block) -> list[Any]:
    if isinstance(block, Paragraph):
        return [_PARAGRAPH, block.item, block.level, block.direction, _told_runs(block.runs)]
    if isinstance(block, Table):
        return [_TABLE, block.header, [[_told_runs(cell) for cell in row] for row in block.rows]]
    return [_PICTURE, block.name, block.width]


def _told_runs(runs: Runs) -> list[list[Any]]:
    return [[run.text, _BOLD * run.bold + _ITALIC * run.italic, run.link] for run in runs]


def from_json(text: str) -> RichText:
    """The text again. Raises RuleSaysNo("rich-text-unknown", "body") for anything that ``to_json`` does not write."""
    import json

    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        _refuse()
    if not isinstance(told, dict) or set(told) != {"v", "b"} or told["v"] != _VERSION:
        _refuse()
    return tuple(_block(each) for each in _list(told["b"])) or _refuse()


def _block(told: Any) -> Block:
    kind, *rest = _list(told) or _refuse()
    read: Callable[..., Block] | None = _READERS.get(kind) if isinstance(kind, str) else None
    if read is None:
        _refuse()
    try:
        return read(*rest)
    except TypeError:
        _refuse()


def _paragraph(item: Any, level: Any, direction: Any, runs: Any) -> Paragraph:
    if item not in ("", BULLET, NUMBER) or direction not in ("", "rtl", "ltr"):
        _refuse()
    return Paragraph(_runs(runs), item, _number(level, DEEPEST), direction)


def _table(header: Any, rows: Any) -> Table:
    read = tuple(tuple(_runs(cell) for cell in _list(row)) for row in _list(rows))
    if not isinstance(header, bool) or not read or not read[0] or len({len(row) for row in read}) != 1:
        _refuse()
    return Table(read, header)


def _picture(name: Any, width: Any) -> Picture:
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME or not is_file_name(name):
        _refuse()
    return Picture(name, _number(width, WIDEST))


def is_file_name(name: str) -> bool:
    """Whether a picture's name is one that this program gives: it names a file in the draft's own folder, no other."""
    stem, dot, ending = name.rpartition(".")
    return bool(dot) and ending in ("png", "jpg") and stem.isascii() and stem.replace("-", "").isalnum()


def _runs(told: Any) -> Runs:
    return merged(_run(*_list(each)) for each in _list(told))


def _run(text: Any, look: Any, link: Any) -> Run:
    if not isinstance(text, str) or not isinstance(link, str) or (link and safe_link(link) != link):
        _refuse()
    number = _number(look, _BOLD + _ITALIC)
    return Run(text, bool(number & _BOLD), bool(number & _ITALIC), link)


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else _refuse()


def _number(told: Any, most: int) -> int:
    return told if isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= most else _refuse()


def _refuse() -> NoReturn:
    raise RuleSaysNo("rich-text-unknown", "body")


_READERS: dict[str, Callable[..., Block]] = {_PARAGRAPH: _paragraph, _TABLE: _table, _PICTURE: _picture}
