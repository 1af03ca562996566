"""The text that was handed over and the text that was sent: which words differ, and which differences mean nothing.

Mail programs re-wrap lines, drop blanks, add a signature, quote, and turn lists into HTML; none of that is a change.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

#: Differences that are named one by one; more of them are counted.
MOST_CHANGES = 12
#: Characters of a line that are shown.
SHOWN = 300
#: Above this many pairs of words the texts are cut where they surely agree.
_MOST_PAIRS = 4_000_000

_SPACES = dict.fromkeys(map(ord, "\t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000"), " ")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
# Chinese and Japanese are wrapped between any two characters, so each is a word of its own.
_WORD = re.compile(r"[\u2e80-\u30ff\u3100-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]|"
                   r"[^\s\u2e80-\u30ff\u3100-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")  # fmt: skip
# What draws a list, a table, a rule or an emphasis; some programs write it out, others show it.
_MARKS = "-–—*•·▪◦‣_=|+~"
_AROUND = "*_<>"
_LISTED = re.compile(r"\d{1,3}[.)]")
_HEADER = re.compile(r"[^\s:：]{2,12}( [^\s:：]+)?\s?[:：]")
_QUOTE_BEGINS = re.compile(
    r"-+ ?(original message|forwarded message|原始邮件|原邮件|转发邮件).*|_{10,}|(from|发件人|von|de)\s?[:：].*|"
    r".*(wrote|writes|写道|schrieb|a écrit|escribió)\s?[:：]$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Word:
    """One word, the line it stands in, and from where to where in the text."""

    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class TextChange:
    """One difference: "changed", "missing" or "added" with the words before and now."""

    kind: str
    was: str
    now: str


@dataclass(frozen=True)
class TextComparison:
    """What differs (at most ``MOST_CHANGES``, of ``count``); whether a signature or a quotation came along."""

    changes: tuple[TextChange, ...]
    count: int
    signed: bool = False
    quotes: bool = False


def tidy(text: str) -> str:
    """One form of letters, blanks and line ends, without characters that nobody sees."""
    one = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return one.translate(_SPACES).translate(_UNSEEN)


def bare_subject(subject: str) -> str:
    """A subject in small letters, without what answering and forwarding put before it."""
    text = " ".join(tidy(subject).split()).casefold()
    while True:
        head, colon, rest = text.replace("：", ":", 1).partition(":")
        if not colon or head.strip() not in ("re", "fw", "fwd", "aw", "wg", "回复", "转发", "答复"):
            return text
        text = rest.strip()


def words(text: str) -> list[Word]:
    """The words of a tidied text; what only draws a list or a table is no word."""
    found = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        for match in _WORD.finditer(line):
            bare = match.group().strip(_AROUND)
            if bare.strip(_MARKS):
                found.append(Word(bare, number, offset + match.start(), offset + match.end()))
        offset += len(line) + 1
    return found


def pairs_of(found: Sequence[Word]) -> Counter[tuple[str, str]]:
    """Each two neighbouring words: what two letters of the same template share least."""
    texts = [each.text for each in found]
    # Neither the first nor the last word has a neighbour that counts: a mail may go on with a signature.
    return Counter(pairwise(texts)) if len(texts) > 1 else Counter((text, "") for text in texts)


def share(handed: Counter[tuple[str, str]], sent: Counter[tuple[str, str]]) -> float:
    """How much of what was handed over stands in what was sent, 0 to 1; of an empty text everything does."""
    total = handed.total()
    return (handed & sent).total() / total if total else 1.0


def compare(handed: str, sent: str, *, from_html: bool = False, senders: Iterable[str] = ()) -> TextComparison:
    """What was changed between the text handed over and the text of a mail.

    ``from_html``: the mail has no plain text, so numbers of lists are drawn and not written. ``senders``: names and
    address of who sent it; a block at the end that begins with one of them is the program's signature.
    """
    was = tidy(handed)
    now, quotes = _without_quotes(tidy(sent), was)
    now, signed = _without_signature(now, was)
    before, after = words(was), words(now)
    codes = _codes(before, after, from_html=from_html)
    if not signed and codes and codes[-1][0] == "insert" and codes[-1][1] == len(before):
        tail = after[codes[-1][3] :]
        if _is_signature(tail, now, codes[-1][3], after, senders):
            codes, signed = codes[:-1], True
    changes = _changes(codes, before, after, was, now)
    return TextComparison(tuple(changes[:MOST_CHANGES]), len(changes), signed, quotes)


# -- what a mail program adds ------------------------------------------------------------------------------------------


def _without_quotes(now: str, was: str) -> tuple[str, bool]:
    """Without the mail that was answered: quoted lines, and what introduces them."""
    lines = now.split("\n")
    if any(line.startswith(">") for line in was.split("\n")):
        return now, False
    known = {line.strip() for line in was.split("\n")}
    kept: list[str] = []
    quotes = False
    for number, line in enumerate(lines):
        bare = line.strip()
        if line.startswith(">"):
            quotes = True
            continue
        if bare not in known and _QUOTE_BEGINS.fullmatch(bare) and _is_quoted_below(lines, number):
            quotes = True
            if not any(each.startswith(">") for each in lines[number + 1 :]):
                break
            continue
        kept.append(line)
    return "\n".join(kept), quotes


def _is_quoted_below(lines: Sequence[str], number: int) -> bool:
    """Whether a mail that is answered follows: quoted, or with its own headers."""
    below = [line.strip() for line in lines[number + 1 : number + 8] if line.strip()]
    if any(line.startswith(">") for line in below[:2]):
        return True
    return sum(_HEADER.match(line) is not None for line in [lines[number].strip(), *below]) >= 3


def _without_signature(now: str, was: str) -> tuple[str, bool]:
    """Without what follows a line of two dashes, unless that was handed over."""
    lines = now.split("\n")
    if any(line.rstrip() == "--" for line in was.split("\n")):
        return now, False
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].rstrip() == "--":
            return "\n".join(lines[:number]), any(line.strip() for line in lines[number + 1 :])
    return now, False


def _is_signature(tail: Sequence[Word], now: str, start: int, after: Sequence[Word], senders: Iterable[str]) -> bool:
    """Whether a block of its own at the end begins with the sender's name or address."""
    if not tail or (start and after[start - 1].line == tail[0].line):
        return False
    lines = now.split("\n")[tail[0].line :]
    if len(lines) > 25:
        return False
    first = lines[0].casefold()
    return any(len(each) > 2 and each.casefold() in first for each in senders)


# -- comparing ---------------------------------------------------------------------------------------------------------

_Code = tuple[str, int, int, int, int]


def _codes(before: Sequence[Word], after: Sequence[Word], *, from_html: bool) -> list[_Code]:
    """What to do with ranges of words to come from one text to the other, as difflib tells it."""
    a, b = [each.text for each in before], [each.text for each in after]
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    foot = 0
    while foot < min(len(a), len(b)) - head and a[-1 - foot] == b[-1 - foot]:
        foot += 1
    middle_a, middle_b = a[head : len(a) - foot], b[head : len(b) - foot]
    found = _matched(middle_a, middle_b)
    codes: list[_Code] = [("equal", 0, head, 0, head)] if head else []
    codes += [(tag, i1 + head, i2 + head, j1 + head, j2 + head) for tag, i1, i2, j1, j2 in found]
    if foot:
        codes.append(("equal", len(a) - foot, len(a), len(b) - foot, len(b)))
    if from_html:
        codes = [("equal", *each[1:]) if _only_numbers_of_lists(each, before) else each for each in codes]
    return codes


def _matched(a: Sequence[str], b: Sequence[str]) -> list[_Code]:
    """The codes of two texts; long ones are cut first where a group of words stands once in both."""
    codes: list[_Code] = []
    done_a = done_b = 0
    for at_a, at_b in [*(_anchors(a, b) if len(a) * len(b) > _MOST_PAIRS else ()), (len(a), len(b))]:
        part_a, part_b = a[done_a:at_a], b[done_b:at_b]
        if len(part_a) * len(part_b) > _MOST_PAIRS:
            codes.append(("replace", done_a, at_a, done_b, at_b))
        else:
            told = SequenceMatcher(None, part_a, part_b, autojunk=False).get_opcodes()
            codes += [(tag, i1 + done_a, i2 + done_a, j1 + done_b, j2 + done_b) for tag, i1, i2, j1, j2 in told]
        done_a, done_b = at_a, at_b
    return codes


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Places in both texts where the same four words stand that stand nowhere else, in order."""
    in_a, in_b = (_once(each) for each in (a, b))
    shared = sorted((at, in_b[words]) for words, at in in_a.items() if words in in_b)
    # The longest run that rises in both: the last place of each length, and what came before it.
    tops: list[int] = []
    chain: list[tuple[int, int, int]] = []  # at_a, at_b, the one before
    ends: list[int] = []
    for at_a, at_b in shared:
        length = bisect_left(tops, at_b)
        chain.append((at_a, at_b, ends[length - 1] if length else -1))
        tops[length : length + 1] = [at_b]
        ends[length : length + 1] = [len(chain) - 1]
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(chain[at][:2])
        at = chain[at][2]
    return found[::-1]


def _once(found: Sequence[str]) -> dict[tuple[str, ...], int]:
    groups = [tuple(found[at : at + 4]) for at in range(len(found) - 3)]
    counted = Counter(groups)
    return {group: at for at, group in enumerate(groups) if counted[group] == 1}


def _only_numbers_of_lists(code: _Code, before: Sequence[Word]) -> bool:
    tag, first, last = code[:3]
    return tag == "delete" and all(_LISTED.fullmatch(each.text) for each in before[first:last])


def _changes(
    codes: Sequence[_Code], before: Sequence[Word], after: Sequence[Word], was: str, now: str
) -> list[TextChange]:
    """The differences as lines: those of one line together."""
    found: list[TextChange] = []
    reported = 0  # words of the old text that were shown already
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal":
            continue
        if tag == "insert" and _stands_alone(i1, j1, j2, before, after):
            found.append(TextChange("added", "", _shown(now, after, j1, j2)))
            continue
        first, last = _whole_lines(before, i1, i2)
        if last > reported:
            reported = last
            there = min(_first_there(codes, first), j1), max(_last_there(codes, last), j2)
            old, new = _shown(was, before, first, last), _shown(now, after, *there)
            found.append(TextChange("changed" if new else "missing", old, new))
    return found


def _stands_alone(at: int, j1: int, j2: int, before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether words were put in between two lines and not into one."""
    starts = j1 == 0 or after[j1 - 1].line != after[j1].line
    ends = j2 == len(after) or after[j2].line != after[j2 - 1].line
    between = at in (0, len(before)) or before[at - 1].line != before[at].line
    return between and (starts or ends)


def _whole_lines(before: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """The range of words widened to the lines it touches; where nothing was, the line before."""
    if not before:
        return 0, 0
    if first == last:
        first = max(first - 1, 0)
        last = first + 1
    lines = (before[first].line, before[last - 1].line)
    while first and before[first - 1].line == lines[0]:
        first -= 1
    while last < len(before) and before[last].line == lines[1]:
        last += 1
    return first, last


def _first_there(codes: Sequence[_Code], at: int) -> int:
    """Where the word at a place of the old text begins in the new one."""
    for tag, i1, i2, j1, _ in codes:
        if i1 <= at < i2:
            return j1 + at - i1 if tag == "equal" else j1
    return codes[-1][4]


def _last_there(codes: Sequence[_Code], at: int) -> int:
    """Where the words before a place of the old text end in the new one."""
    for tag, i1, i2, j1, j2 in codes:
        if i1 < at <= i2:
            return j1 + at - i1 if tag == "equal" else j2
    return 0


def _shown(text: str, found: Sequence[Word], first: int, last: int) -> str:
    """The text between two words as one line."""
    if first >= last:
        return ""
    line = " ".join(text[found[first].start : found[last - 1].end].split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1].rstrip() + "…"
