"""The days that a text names: "5 December 2026", "Dec 5", "5. Dezember", "2026-12-05", "12月5日"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from tradedesk.domain.cells import FIRST_YEAR, LAST_YEAR

_MONTHS = """
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
- - - - - - - - sept - - -
januar februar märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
"""
_NUMBER = {
    name: number
    for line in _MONTHS.strip().splitlines()
    for number, name in enumerate(line.split(), start=1)
    if name != "-"
}
_NAMES = "|".join(sorted(_NUMBER, key=len, reverse=True))
#: Either the day before the month or behind it, the year perhaps; the ordinal's letters are read over.
_DAY_FIRST = re.compile(
    rf"(?<![\w.,:/-])(\d{{1,2}})(?:st|nd|rd|th|\.|º)?\s+(?:of\s+|de\s+)?({_NAMES})\b\.?(?:,?\s+(?:de\s+)?(\d{{4}})\b)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b({_NAMES})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?![\w:])(?:,?\s+(\d{{4}})\b)?", re.IGNORECASE
)
_FIGURE = re.compile(r"\d")
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
_HAN = re.compile(r"(?:(\d{4})\s?[年년]\s?)?(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号일]")

#: A day named without its year is the next one of that name, up to so many days ago.
_JUST_NOW = 60


def named_days(paragraphs: Iterable[str], today: date) -> tuple[date, ...]:
    """The days that the paragraphs name, each once, in order; without a year the one that is nearest ahead."""
    found = {day for each in paragraphs for parts in _parts(each) if (day := _day(parts, today)) is not None}
    return tuple(sorted(found))


def read_day(text: str, today: date) -> date | None:
    """The one day that a short text names, or None when it names none or several."""
    found = named_days([text], today)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _parts(paragraph: str) -> tuple[tuple[int, int, int], ...]:
    """(year or 0, month, day) as they stand."""
    if not _FIGURE.search(paragraph):
        return ()
    found: list[tuple[int, int, int]] = []
    for day, month, year in _DAY_FIRST.findall(paragraph):
        found.append((int(year or 0), _NUMBER[month.lower()], int(day)))
    for month, day, year in _MONTH_FIRST.findall(paragraph):
        found.append((int(year or 0), _NUMBER[month.lower()], int(day)))
    found += [(int(year), int(month), int(day)) for year, month, day in _ISO.findall(paragraph)]
    found += [(int(year or 0), int(month), int(day)) for year, month, day in _HAN.findall(paragraph)]
    return tuple(found)


def _day(parts: tuple[int, int, int], today: date) -> date | None:
    year, month, day = parts
    try:
        if year:
            return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
        this = date(today.year, month, day)
        return this if (today - this).days <= _JUST_NOW else date(today.year + 1, month, day)
    except ValueError:  # 31 June, or 29 February of another year
        return None
