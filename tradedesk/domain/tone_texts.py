"""A text for each tone in the source of one template: those kept for a tone first, and one for every other tone.

    {% if tone.warm %}
    …
    {% elif tone.formal %}
    …
    {% else %}
    …
    {% endif %}
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_TAG = re.compile(r"\{%\s*(if|elif|else|endif|for|endfor)\b\s*([^%]*?)\s*%\}\n?")
_TONE = re.compile(r"tone\.([a-z]+)")


class ToneTexts(NamedTuple):
    """(tone, text) of each tone that has a text of its own, and the text of all others."""

    own: tuple[tuple[str, str], ...]
    other: str


def read(source: str) -> ToneTexts:
    """The texts of a source; one that is not parted by tones as a whole is the text of every tone."""
    undivided = ToneTexts((), source)
    parts: list[tuple[str, str]] = []
    depth, begins, condition = 0, 0, ""
    for tag in _TAG.finditer(source):
        word = tag[1]
        if depth == 0 and (word != "if" or tag.start() or parts):
            return undivided
        if word in ("if", "for"):
            depth += 1
        if depth == 1 and word != "for" and tag.start() >= begins:
            if tag.start():
                parts.append((condition, source[begins : tag.start()].removesuffix("\n")))
            begins, condition = tag.end(), tag[2] if word != "else" else "else"
        if word in ("endif", "endfor"):
            depth -= 1
    tones = [_TONE.fullmatch(condition) for condition, _ in parts[:-1]]
    if depth or len(parts) < 2 or source[begins:].strip() or parts[-1][0] != "else" or not all(tones):
        return undivided
    own = tuple((tone[1], text) for tone, (_, text) in zip(tones, parts, strict=False) if tone is not None)
    return ToneTexts(own, parts[-1][1])


def written(texts: ToneTexts, *, lines: bool = True) -> str:
    """The source that ``read`` reads; without ``lines`` it stays on one."""
    if not texts.own:
        return texts.other
    end = "\n" if lines else ""
    parts = [
        f"{{% {'elif' if number else 'if'} tone.{tone} %}}{end}{text}{end}"
        for number, (tone, text) in enumerate(texts.own)
    ]
    return f"{''.join(parts)}{{% else %}}{end}{texts.other}{end}{{% endif %}}{end}"


def put(source: str, tone: str, text: str, *, lines: bool = True) -> str:
    """A source that says a text in one tone and in the others what it said before."""
    known = read(source)
    if dict(known.own).get(tone, known.other) == text:
        return source
    rest = tuple(pair for pair in known.own if pair[0] != tone)
    return written(ToneTexts((*rest, (tone, text)), known.other), lines=lines)


def mapped(source: str, change: Callable[[str], str]) -> str:
    """A source with each of its texts changed."""
    known = read(source)
    if not known.own:
        return change(source)
    return written(ToneTexts(tuple((tone, change(text)) for tone, text in known.own), change(known.other)))
