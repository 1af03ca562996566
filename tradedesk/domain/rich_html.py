"""Formatted text as the HTML of a mail: a few tags that every mail program shows alike, every text escaped.

One line, because Thunderbird takes each line break of a draft's HTML for one of the text. Styles stand at the elements:
Outlook keeps nothing else. Nothing is loaded from anywhere: pictures are named by ``cid:``, they go with the mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from tradedesk.domain.rich_runs import RTL, Runs, are_figures, first_strong, safe_link, text_of
from tradedesk.domain.rich_text import NUMBER, Block, Paragraph, Picture, RichText, Table, reads_from_right

_FONT = "font-family:Arial,Helvetica,sans-serif;font-size:11pt"
_CELL = "border:1px solid #c8ccd4;padding:3px 8px;vertical-align:top"
_BLANK_BEFORE_BLANK = re.compile(" (?= )")
#: Behind the "@" of a picture's Content-ID; not a name of anybody's computer.
CID_AT = "tradedesk.invalid"


def cid_of(name: str) -> str:
    """The Content-ID of a picture, without its angle brackets."""
    return f"{name}@{CID_AT}"


def to_html(blocks: RichText, source: Callable[[str], str] | None = None) -> str:
    """The whole document in one line of ASCII and text; ``source`` gives another address for a picture's name."""
    said = source or (lambda name: f"cid:{cid_of(name)}")
    parts: list[str] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if isinstance(block, Paragraph) and block.item:
            end = place
            while end < len(blocks) and isinstance(each := blocks[end], Paragraph) and each.item:
                end += 1
            parts.append(_list([each for each in blocks[place:end] if isinstance(each, Paragraph)]))
            place = end
            continue
        parts.append(_block(block, said))
        place += 1
    head = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    return f'<!DOCTYPE html><html><head>{head}</head><body style="{_FONT}">{"".join(parts)}</body></html>'


def _block(block: Block, source: Callable[[str], str]) -> str:
    if isinstance(block, Paragraph):
        return f'<p style="margin:0"{_direction(reads_from_right(block))}>{_inline(block.runs) or "<br>"}</p>'
    if isinstance(block, Table):
        return _table(block)
    return _picture(block, source)


def _direction(from_right: bool) -> str:
    # Outlook knows no dir="auto".
    return ' dir="rtl"' if from_right else ""


def _inline(runs: Runs) -> str:
    return "".join(
        _wrapped(_words(run.text), bold=run.bold, italic=run.italic, link=safe_link(run.link)) for run in runs
    )


def _wrapped(told: str, *, bold: bool, italic: bool, link: str) -> str:
    if italic:
        told = f"<i>{told}</i>"
    if bold:
        told = f"<b>{told}</b>"
    return f'<a href="{escape(link)}">{told}</a>' if link else told


def _words(text: str) -> str:
    """Escaped; blanks that HTML would swallow are written so that they stay."""
    told = _BLANK_BEFORE_BLANK.sub("\xa0", escape(text).replace("\t", "\xa0\xa0\xa0 "))
    if told.startswith(" "):
        told = "\xa0" + told[1:]
    return told.replace("\n ", "\n\xa0").replace("\r", "").replace("\n", "<br>").replace("\xa0", "&nbsp;")


def _list(items: Sequence[Paragraph]) -> str:
    """Lists in lists: an item's deeper items lie within it."""
    parts: list[str] = []
    open_tags: list[str] = []
    for item in items:
        tag = "ol" if item.item == NUMBER else "ul"
        depth = item.level + 1
        while len(open_tags) > depth or (len(open_tags) == depth and open_tags[-1] != tag):
            parts.append(f"</li></{open_tags.pop()}>")
        if len(open_tags) == depth:
            parts.append("</li>")
        while len(open_tags) < depth:
            # A level that has no item of its own still needs its list.
            kind = tag if len(open_tags) == depth - 1 else "ul"
            skipped = "<li>" if len(open_tags) < depth - 1 else ""
            parts.append(f'<{kind} style="margin:0"{_direction(reads_from_right(item))}>{skipped}')
            open_tags.append(kind)
        parts.append(f"<li{_direction(reads_from_right(item))}>{_inline(item.runs) or '<br>'}")
    parts += [f"</li></{tag}>" for tag in reversed(open_tags)]
    return "".join(parts)


def _table(table: Table) -> str:
    from_right = first_strong(" ".join(text_of(cell) for row in table.rows for cell in row)) == RTL
    figures = [
        are_figures([text_of(row[place]) for row in table.rows[table.header :]])
        for place in range(len(table.rows[0]) if table.rows else 0)
    ]
    side = "left" if from_right else "right"
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.header and number == 0 else "td"
        weight = ";font-weight:bold" if tag == "th" else ""
        cells = []
        for place, cell in enumerate(row):
            align = f"text-align:{side if figures[place] else 'right' if from_right else 'left'}"
            cells.append(f'<{tag} style="{_CELL};{_FONT}{weight};{align}">{_inline(cell) or "&nbsp;"}</{tag}>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    style = "border-collapse:collapse;margin:4px 0"
    head = f'<table border="1" cellspacing="0" cellpadding="0" style="{style}"{_direction(from_right)}>'
    return f"{head}{''.join(rows)}</table>"


def _picture(picture: Picture, source: Callable[[str], str]) -> str:
    width = f' width="{picture.width}"' if picture.width else ""
    name = escape(picture.name)
    return f'<p style="margin:0"><img src="{escape(source(picture.name))}"{width} alt="{name}"></p>'
