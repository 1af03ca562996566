"""Languages by their own names: whoever reads a language knows what it is called."""

from __future__ import annotations

from collections.abc import Iterable

from tradedesk.domain.bilingual import OWN_NAMES
from tradedesk.ui.wording import tr


def own_name(code: str) -> str:
    """ "Deutsch" for "de"; a code that nobody named stands for itself."""
    return OWN_NAMES.get(code, code)


def names_of(codes: Iterable[str]) -> str:
    """ "English, العربية" for "en" and "ar"; of a region's code the language's name, unknown codes as they are."""
    return tr(", ").join(_name_of(each) for each in codes)


def _name_of(code: str) -> str:
    plain = code.replace("_", "-").casefold()
    if plain in ("zh", "zh-cn", "zh-hans"):
        return OWN_NAMES["zh_CN"]
    return OWN_NAMES.get(plain.split("-")[0], code)
