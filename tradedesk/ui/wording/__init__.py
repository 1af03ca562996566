"""Every word the user reads: the English stands in the code, the Chinese in ``resources/i18n/zh_CN``.

``tr("Write mail")`` is the plain case; ``tr("{n} late", n=3)`` fills placeholders; ``trn("one customer",
"{n} customers", n)`` chooses by number. What comes from data is only ever a value, never part of the source text.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

LANGUAGES: tuple[tuple[str, str], ...] = (("en", "English"), ("zh_CN", "简体中文"))

_state = {"language": "en"}


def language() -> str:
    """The language in use: ``"en"`` or ``"zh_CN"``."""
    return _state["language"]


def set_language(code: str) -> None:
    """Change the language; windows rebuild themselves afterwards. Unknown codes mean English."""
    _state["language"] = code if code in dict(LANGUAGES) else "en"


def tr(text: str, /, **values: object) -> str:
    """The text in the user's language with its ``{placeholders}`` filled."""
    return filled(translated(text), values)


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """The singular or plural text for ``n`` (given to the text as ``{n}``); Chinese is kept under ``many``."""
    text = translated(many) if language() != "en" else (one if n == 1 else many)
    return filled(text, {"n": n, **values})


def together(sentences: Iterable[str]) -> str:
    """Whole sentences one after another, empty ones left out; Chinese ones follow without a space."""
    return ("" if language() == "zh_CN" else " ").join(each for each in sentences if each)


def joined(parts: Iterable[str]) -> str:
    """Short facts in one line, empty ones left out: "Gulf Horizon · USD 18,000.00 · CIF Jebel Ali"."""
    return " · ".join(apart(each) for each in parts if each)


def listed(names: Iterable[str]) -> str:
    """Things of one kind after one another, empty ones left out: "USD 18,000.00, EUR 6,120.00"; in Chinese with 、."""
    return ("、" if language() == "zh_CN" else ", ").join(apart(each) for each in names if each)


def apart(text: str) -> str:
    """A text that keeps its own direction among others: an Arabic name does not turn round the line it stands in.

    The mark before it makes the line one from the left also where Qt does not look beyond the isolate.
    """
    if text.isascii() or not any(_is_from_the_right(each) for each in text):
        return text
    return f"\u200e\u2068{text}\u2069"


def _is_from_the_right(letter: str) -> bool:
    return "\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufefc"


def capital(words: str) -> str:
    """The first letter made large: a term as it begins a line or names a field."""
    return words[:1].upper() + words[1:]


def translated(text: str) -> str:
    """The pattern in the user's language, placeholders untouched; the English itself where none is stored."""
    if language() == "en":
        return text
    return table(language()).get(text, text)


def filled(pattern: str, values: dict[str, object]) -> str:
    """Fill ``{names}``; a pattern that asks for a value nobody gave stays readable instead of failing."""
    if "{" not in pattern:
        return pattern
    return pattern.format_map(
        _Gaps({name: apart(each) if isinstance(each, str) else each for name, each in values.items()})
    )


class _Gaps(dict[str, object]):
    """Values by name; a missing one is shown as a gap."""

    def __missing__(self, key: str) -> str:
        return "…"


#: Files keyed by code instead of by English text; they are read by ``wording.coded``.
CODED = ("reasons", "errors", "done", "help", "terms")


@cache
def table(code: str) -> dict[str, str]:
    """All texts of one language, read from every file of its folder at first use."""
    import json

    from tradedesk.runtime.resources import resource_path

    texts: dict[str, str] = {}
    for path in sorted(resource_path(f"i18n/{code}").glob("*.json")):
        if path.stem.partition("-")[0] not in CODED:
            texts.update(json.loads(path.read_text(encoding="utf-8")))
    return texts
