"""Public holidays by country, as the ``holidays`` package knows them; imported on first use, never at the start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

__all__ = ["chinese_name", "holidays_of", "is_settled", "worked_days_of"]


def holidays_of(country: str, years: Iterable[int]) -> dict[date, str]:
    """The public holidays of a country ("DE") or one of its regions ("DE-BY") in some years, with English names.

    Several on one day are joined by "; ", moon-sighted ones end in "(estimated)". A country that is not known gives
    none. The first call of the process takes about 0.1 s: call it off the window's thread.
    """
    from tradedesk.integrations.calendars.public_holidays import holidays_of as look_up

    return look_up(country, years)


def worked_days_of(country: str, years: Iterable[int]) -> frozenset[date]:
    """Weekend days that are worked in exchange for holidays (China's 调休), as far as they have been announced."""
    from tradedesk.integrations.calendars.public_holidays import worked_days_of as look_up

    return look_up(country, years)


def is_settled(country: str, year: int) -> bool:
    """Whether the year's exchanged working days are known; false for China until the State Council announces them."""
    return country[:2] != "CN" or bool(worked_days_of(country, (year,)))


def chinese_name(english: str) -> str:
    """The Chinese name of a holiday as ``holidays_of`` names it; the name itself where none is known."""
    from tradedesk.integrations.calendars.holiday_names import chinese_name as look_up

    return look_up(english)
