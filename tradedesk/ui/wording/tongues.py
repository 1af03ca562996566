"""Languages by their own names, where one is chosen, and in the user's language, where one is spoken of."""

from __future__ import annotations

from collections.abc import Iterable

from tradedesk.domain.bilingual import OWN_NAMES
from tradedesk.ui.wording import listed
from tradedesk.ui.wording.told import tongue


def own_name(code: str) -> str:
    """ "Deutsch" for "de"; a code that nobody named stands for itself."""
    return OWN_NAMES.get(code, code)


def names_of(codes: Iterable[str]) -> str:
    """ "English, Arabic" for "en" and "ar"; of a region's code the language's name, unknown codes as they are."""
    return listed(tongue(each) for each in codes)
