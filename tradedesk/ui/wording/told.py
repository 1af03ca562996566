"""Facts of reasons and errors as people read them: days and moments short, codes in the trade's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from tradedesk.ui.wording import capital, formats, language, listed
from tradedesk.ui.wording.coded import is_known, sentence_for

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TONGUE = re.compile(r"([a-z]{2,3})([-_][a-z]{2,4})?", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})")

#: Facts that are always read on the clock of the place they speak of.
_THEIR_CLOCK = frozenset({"local", "change"})


#: The names that the user gave to purposes, by code: English and Chinese.
_named: dict[str, tuple[str, str]] = {}


def learn_purposes(names: Mapping[str, tuple[str, str]]) -> bool:
    """Call purposes by the user's own names, English and Chinese, wherever one is named; False when known already."""
    if names == _named:
        return False
    _named.clear()
    _named.update(names)
    return True


def own_purposes() -> tuple[str, ...]:
    """The codes of the purposes that have a name of the user's own."""
    return tuple(_named)


def _several(names: str) -> str:
    return listed(names.split(", "))


def told(facts: Mapping[str, str]) -> dict[str, str]:
    """Each fact in words: ISO days and moments, and codes whose fact's name has words ("node", "event" …).

    A fact may bring its own Chinese ("holiday" and "holiday_zh").
    """
    own = {name: facts[f"{name}_zh"] for name in facts if facts.get(f"{name}_zh") and language() == "zh_CN"}
    return {name: own.get(name) or _told(name, value) for name, value in facts.items()}


def term(kind: str, code: str) -> str:
    """The trade's word for a code of a kind: ``term("node", "ready")`` is "goods ready"."""
    if kind == "purpose" and code in _named:
        return _named[code][1 if language() == "zh_CN" else 0]
    return sentence_for("terms", f"{kind}.{code}", {}) if is_known("terms", f"{kind}.{code}") else code


def tongue(code: str) -> str:
    """A language as the user calls it: "German" for "de" and "de-AT"; a code without words stands for itself."""
    tag = _TONGUE.fullmatch(code)
    name = f"tongue.{tag[1].lower()}" if tag else ""
    return sentence_for("terms", name, {}) if is_known("terms", name) else code


def medium_name(code: str) -> str:
    """The way by which something is said, to begin a line with: "Mail", "Call", "WhatsApp"."""
    return capital(term("medium", code))


#: A cell or field as it was written is quoted, not read.
_READ_AS: Mapping[str, Callable[[str], str]] = {
    "value": str,
    "language": tongue,
    **dict.fromkeys(("addresses", "words"), _several),
}


def _told(name: str, value: str) -> str:
    if name in _READ_AS:
        return _READ_AS[name](value)
    try:
        if _DAY.fullmatch(value):
            return formats.day(date.fromisoformat(value))
        if _MOMENT.fullmatch(value):
            moment = datetime.fromisoformat(value)
            # Moments of another place carry its offset and are read on its own clock; UTC is read on ours.
            own = name not in _THEIR_CLOCK and not moment.utcoffset()
            return formats.moment(moment, None if own else moment.tzinfo)
    except ValueError:  # looks like a day and is none, as a name or a key may
        return value
    if name == "fact":
        from tradedesk.domain.facts import fact_label

        return fact_label(value, language())
    return term(name, value)
