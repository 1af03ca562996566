"""The text of an answer line by line: what is the writer's own, what is quoted, and where the signature begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

#: Characters and lines that are read; nobody answers a short question at greater length.
MOST_CHARACTERS, MOST_LINES, MOST_IN_LINE = 64 * 1024, 1000, 1000

_QUOTE = re.compile(r"^\s*(?:[>|｜＞]\s?)+")
#: "-----Original Message-----", "Von: …", "On 12 March … wrote:": what follows is not the writer's own.
_BEFORE_QUOTED = re.compile(
    r"^\s*-{2,}\s*(?:original|ursprüngliche|mensaje original|mensagem original|messaggio originale|message d'origine"
    r"|исходное|orijinal|الرسالة|原始邮件|原始郵件|元のメッセージ|원본|wiadomość oryginalna|forwarded|weitergeleitete)"
    r"|^\s*(?:from|von|de|da|от|kimden|من|发件人|寄件者|寄件人|差出人|보낸 사람|od)\s*[:：]\s*\S.*@"
    r"|^\s*_{10,}\s*$"
    r"|^.{0,200}(?:wrote|schrieb.{0,80}|a écrit|escribió|escreveu|ha scritto|написал\(?а?\)?|yazdı|كتب|写道|寫道"
    r"|のメール|작성|napisał\(?a?\)?)\s*[:：]\s*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^(?:--|——|__)\s*$")


class LineState(StrEnum):
    """What became of a line: nothing was said in it, it was used, it is unclear, quoted, or part of a signature."""

    PLAIN = "plain"
    USED = "used"
    UNCLEAR = "unclear"
    QUOTED = "quoted"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Line:
    """One line as it came, and without quotation marks in ``bare``."""

    number: int
    text: str
    bare: str
    state: LineState = LineState.PLAIN


def lines_of(
    text: str, asked: Collection[str], ends_a_letter: Callable[[str], bool], speaks: Callable[[str], bool]
) -> list[Line]:
    """The lines of an answer. ``asked`` are the lines of our own letter: where they come back they are quoted.

    ``ends_a_letter`` knows "Kind regards"; it counts only after a line that ``speaks`` of the matter, since "Thank you"
    may begin a letter as well.

    Below a mark like "Original Message" everything is quoted but what stands there between our own lines, where we
    know them: some programs answer inside without any mark.
    """
    own = {_same(each) for each in asked} - {""}
    found: list[Line] = []
    is_below, is_signed = False, False
    for number, each in enumerate(text[:MOST_CHARACTERS].splitlines()[:MOST_LINES]):
        shown = each[:MOST_IN_LINE]
        bare = _QUOTE.sub("", shown).strip()
        marked = bare != shown.strip()
        is_own = _same(bare) in own
        if _BEFORE_QUOTED.match(bare):
            is_below, is_signed = True, False
            state = LineState.QUOTED
        elif marked or is_own:
            state, is_signed = LineState.QUOTED, False
        elif is_below and not own:
            state = LineState.QUOTED
        elif is_signed or (
            bare and found and (_SIGNATURE.match(bare) or (ends_a_letter(bare) and _has_spoken(found, speaks)))
        ):
            is_signed, state = True, LineState.SIGNATURE
        else:
            state = LineState.PLAIN
        found.append(Line(number, shown, bare, state))
    return found


def _has_spoken(before: list[Line], speaks: Callable[[str], bool]) -> bool:
    return any(each.state is LineState.PLAIN and speaks(each.bare) for each in before)


def _same(line: str) -> str:
    return " ".join(line.split()).casefold()
