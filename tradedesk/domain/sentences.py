"""A mail's text in the pieces that are judged: what the writer says oneself, its paragraphs, sentences and words.

Every piece is short, however long the text: what is reckoned of one can be kept for the next look.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: A paragraph longer than this many characters is cut at a blank: no single step takes long.
_LONGEST = 4000

_MARK = re.compile(r"⟦[^⟦⟧\n]{0,80}⟧")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]{1,2000}|[^\s<>@]{1,64}@[^\s<>@]{1,255}")
#: An end of a sentence: its sign, perhaps a closing quote or bracket, and a blank behind it.
_END = re.compile(r"[.!?…;](?:[\"'”’»)\]]){0,2}(?=\s|$)")
_HAN_END = re.compile(r"[。！？；…]+")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-](?=[^\W\d_]))*")
#: What stands before a full stop that ends no sentence, casefolded.
_SHORTENED: frozenset[str] = frozenset(
    each
    for line in (
        "mr mrs ms dr prof eng no nos inc ltd co corp approx etc e.g i.e vs st jr dept art fig tel ext max min",
        "bzw z.b u.a d.h ca nr str inkl exkl usw abb hr fr mme mlle env réf p.ex",
        "núm ref sr sra av pág ing dott sig spa s.p.a gmbh",
    )
    for each in line.split()
)
_LIST = re.compile(r"^\s*(?:[-•*·–]|\d{1,2}[.)])\s+")


def own_text(body: str) -> str:
    """What the writer says: without quoted lines, marks of missing facts, links and mail addresses."""
    lines = (line for line in body.split("\n") if not line.lstrip().startswith(">"))
    return "\n".join(_without_strangers(line) for line in lines)


@lru_cache(maxsize=4096)
def _without_strangers(line: str) -> str:
    if "⟦" in line:
        line = _MARK.sub("…", line)
    if "@" in line or "://" in line or "www." in line:
        line = " ".join(piece if not _is_address(piece) else "…" for piece in line.split(" "))
    return line


def _is_address(piece: str) -> bool:
    return len(piece) > 2500 or _ADDRESS.search(piece) is not None


def paragraphs(text: str) -> list[str]:
    """The lines with something on them; a very long one in pieces."""
    found: list[str] = []
    for line in text.split("\n"):
        rest = line.strip()
        while len(rest) > _LONGEST:
            cut = rest.rfind(" ", _LONGEST // 2, _LONGEST)
            cut = cut if cut > 0 else _LONGEST
            found.append(rest[:cut])
            rest = rest[cut:].lstrip()
        if rest:
            found.append(rest)
    return found


@lru_cache(maxsize=4096)
def sentences(paragraph: str) -> tuple[str, ...]:
    """The sentences of a paragraph, without the dash or number before a point of a list."""
    rest = _LIST.sub("", paragraph)
    ends = _HAN_END if is_han(rest) else _END
    found, start = [], 0
    for end in ends.finditer(rest):
        if ends is _END and end[0][0] == "." and _is_shortened(rest[start : end.start()]):
            continue
        found.append(rest[start : end.end()].strip())
        start = end.end()
    found.append(rest[start:].strip())
    return tuple(each for each in found if each)


def words(text: str) -> list[str]:
    """The words: letters, with a hyphen or an apostrophe within; figures are none."""
    return _WORD.findall(text)


@lru_cache(maxsize=4096)
def is_han(text: str) -> bool:
    """Whether it is written in Chinese characters for the most part, and in no kana."""
    han = sum(1 for char in text if "一" <= char <= "鿿")
    if not han or any("぀" <= char <= "ヿ" for char in text):
        return False
    return 2 * han > sum(1 for char in text if char.isalpha()) - han


def _is_shortened(before: str) -> bool:
    last = before[-24:].split()[-1:] or [""]
    word = last[0].strip("(\"'“")
    # A capital alone is a first name's; a small letter is a unit at the end of its sentence.
    return word.casefold() in _SHORTENED or (len(word) == 1 and word.isupper())
