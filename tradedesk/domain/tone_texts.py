"""A text for each tone in the source of one template: those kept for a tone first, and one for every other tone.

    {% if tone.warm %}
    …
    {% elif tone.formal %}
    …
    {% else %}
    …
    {% endif %}

A customer's wording may lack the last one: in those tones the customer gets what the template says at the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_TAG = re.compile(r"\{%\s*(if|elif|else|endif|for|endfor)\b\s*([^%]*?)\s*%\}\n?")
_TONE = re.compile(r"tone\.([a-z]+)")


class ToneTexts(NamedTuple):
    """(tone, text) of each tone that has a text of its own, and the text of all others; None where none is said."""

    own: tuple[tuple[str, str], ...]
    other: str | None


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
    other = parts.pop()[1] if parts and parts[-1][0] == "else" else None
    tones = [_TONE.fullmatch(condition) for condition, _ in parts]
    if depth or not parts or source[begins:].strip() or not all(tones):
        return undivided
    own = tuple((tone[1], text) for tone, (_, text) in zip(tones, parts, strict=True) if tone is not None)
    return ToneTexts(own, other)


def written(texts: ToneTexts, *, lines: bool = True) -> str:
    """The source that ``read`` reads; without ``lines`` it stays on one."""
    if not texts.own:
        return texts.other or ""
    end = "\n" if lines else ""
    parts = [
        f"{{% {'elif' if number else 'if'} tone.{tone} %}}{end}{text}{end}"
        for number, (tone, text) in enumerate(texts.own)
    ]
    if texts.other is not None:
        parts.append(f"{{% else %}}{end}{texts.other}{end}")
    return f"{''.join(parts)}{{% endif %}}{end}"


def put(source: str | None, tone: str, text: str, *, lines: bool = True) -> str:
    """A source that says a text in one tone and in the others what it said before; without one it says no other."""
    known = read(source) if source is not None else ToneTexts((), None)
    if source is not None and dict(known.own).get(tone, known.other) == text:
        return source
    rest = tuple(pair for pair in known.own if pair[0] != tone)
    return written(ToneTexts((*rest, (tone, text)), known.other), lines=lines)


def over(base: str, source: str, *, lines: bool = True) -> str:
    """A source that says in the tones of which it says nothing what ``base`` says."""
    known = read(source)
    return source if known.other is not None else written(ToneTexts(known.own, base), lines=lines)


def mapped(source: str, change: Callable[[str], str]) -> str:
    """A source with each of its texts changed."""
    known = read(source)
    if not known.own:
        return change(source)
    other = change(known.other) if known.other is not None else None
    return written(ToneTexts(tuple((tone, change(text)) for tone, text in known.own), other))
