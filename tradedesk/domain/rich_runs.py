"""Characters with their looks: bold, italic, linked; cutting, joining and replacing them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

RTL, LTR = "rtl", "ltr"
#: Characters of a link's target.
LONGEST_LINK = 2_000


class Run(NamedTuple):
    """Characters with one look. ``link`` is an address that ``safe_link`` lets pass, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Runs = tuple[Run, ...]

_WEB = re.compile(r"https?://[^\s<>\"'⟦⟧，。；：！？、（）【】《》「」]+", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+/@-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?![\w@])", re.ASCII)
_SAFE = re.compile(r"(?:https?://[^/\s]|mailto:[^\s@]+@|tel:\+?[0-9(])", re.IGNORECASE)


def safe_link(target: str) -> str:
    """The target when it is one that may be clicked in a mail (http, https, mailto, tel), else empty."""
    bare = target.strip()
    if len(bare) > LONGEST_LINK or not _SAFE.match(bare):
        return ""
    return "" if any(char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in bare) else bare


def bare_link(text: str) -> str:
    """What a text links to by itself: a web address to itself, a mail address to "mailto:" with it; else empty."""
    if _WEB.fullmatch(text) and _web_end(text) == len(text):
        return safe_link(text)
    return f"mailto:{text}" if "@" in text and _MAIL.fullmatch(text) else ""


def merged(runs: Iterable[Run]) -> Runs:
    """The runs with neighbours of one look joined and empty ones left out."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if found and found[-1][1:] == run[1:]:
            found[-1] = run._replace(text=found[-1].text + run.text)
        else:
            found.append(run)
    return tuple(found)


def respan(runs: Sequence[Run], spans: Sequence[tuple[int, int, str]]) -> Runs:
    """The runs with each ``text[start:end]`` replaced; the new text looks like the first character it replaces.

    ``spans`` are (start, end, text) in characters of the joined text, in order, none over another.
    """
    pieces, at = [], 0
    for run in runs:
        end, here = at + len(run.text), at
        for first, last, text in spans:
            if last <= at or first >= end:
                continue
            if first >= at:
                pieces.append(run._replace(text=run.text[here - at : first - at] + text))
            here = min(last, end)
        pieces.append(run._replace(text=run.text[here - at :]))
        at = end
    return merged(pieces)


def linked(runs: Sequence[Run]) -> Runs:
    """The runs with bare web and mail addresses as links."""
    if not any("://" in run.text or "@" in run.text for run in runs):
        return tuple(runs)
    pieces: list[Run] = []
    for run in runs:
        here = 0
        for first, last, target in _bare_links(run.text) if not run.link else ():
            pieces += (run._replace(text=run.text[here:first]), run._replace(text=run.text[first:last], link=target))
            here = last
        pieces.append(run._replace(text=run.text[here:]))
    return merged(pieces)


def _bare_links(text: str) -> list[tuple[int, int, str]]:
    found = []
    for web in _WEB.finditer(text):
        end = web.start() + _web_end(web.group())
        if target := safe_link(text[web.start() : end]):
            found.append((web.start(), end, target))
    taken = [range(first, last) for first, last, _ in found]
    found += [
        (mail.start(), mail.end(), f"mailto:{mail.group()}")
        for mail in _MAIL.finditer(text)
        if not any(mail.start() in each for each in taken)
    ]
    return sorted(found)


def _web_end(text: str) -> int:
    """Where a web address ends: not at the mark of the sentence around it, nor at a bracket opened before it."""
    end = len(text)
    while end and (text[end - 1] in ".,;:!?*" or (text[end - 1] == ")" and "(" not in text[:end])):
        end -= 1
    return end


def text_of(runs: Sequence[Run]) -> str:
    """The characters alone."""
    return "".join(run.text for run in runs)


def first_strong(text: str) -> str:
    """ "rtl" or "ltr" by the first character that has a direction, empty without one."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return RTL
        if kind == "L":
            return LTR
    return ""


def cut(runs: Sequence[Run], start: int, end: int) -> Runs:
    """The characters from ``start`` to ``end`` of the joined text, each with its look."""
    found, at = [], 0
    for run in runs:
        piece = run.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            found.append(run._replace(text=piece))
        at += len(run.text)
    return tuple(found)


def is_figure(text: str) -> bool:
    """Whether a cell says a number, perhaps with a currency or a unit: "41,400.00", "USD 12.50", "120 pcs"."""
    return (
        re.fullmatch(r"(?:[A-Z]{3} ?)?[-\u2212+]?[0-9][0-9.,' \u00a0\u202f]*(?: ?[\w%²³/]{1,8})?", text.strip())
        is not None
    )


def are_figures(cells: Sequence[str]) -> bool:
    """Whether a column holds figures, which stand at the side where numbers end; some may be empty."""
    told = [cell for cell in cells if cell.strip()]
    return bool(told) and all(is_figure(cell) for cell in told)


def link_target(text: str) -> str:
    """The target that was meant by what was typed: "example.com/a" is a web address, "ana@example.com" a mailbox;
    empty when it may not be linked to."""
    bare = "".join(text.split())
    if not bare or safe_link(bare):
        return safe_link(bare)
    if bare_link(bare):
        return bare_link(bare)
    named = re.fullmatch(r"[^\s/@:]+\.[^\s/@:.]{2,}(?::\d{1,5})?(?:[/?#]\S*)?", bare)
    return safe_link(f"https://{bare}") if named else ""
