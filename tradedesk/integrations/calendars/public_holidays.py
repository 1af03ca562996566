"""The ``holidays`` package behind two functions. Importing this module is what costs; see the package."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import ModuleType

import holidays

#: Chinese days off that only exist because a weekend day is worked: no feast of their own.
_EXCHANGED = re.compile(r"^Day off \(substituted from .*\)$")


def _one_country_at_a_time() -> None:
    # The package's own folder of countries imports all 250 of them with the first, which takes 20 MiB and as long as
    # a window takes to open. A bare package of the same name over the same folder imports those that are asked for.
    bare = ModuleType("holidays.countries")
    bare.__path__ = [str(Path(holidays.__file__).with_name("countries"))]
    sys.modules.setdefault(bare.__name__, bare)


_one_country_at_a_time()


def _calendar(country: str, years: Iterable[int]) -> holidays.HolidayBase | None:
    land, _, region = country.partition("-")
    wanted = sorted(set(years))
    if not land or not wanted:
        return None
    for subdivision in (region or None, None):
        try:
            return holidays.country_holidays(land, subdiv=subdivision, years=wanted, expand=False, language="en_US")
        except NotImplementedError:
            # The package's word for a country or a region it does not have.
            continue
    return None


def holidays_of(country: str, years: Iterable[int]) -> dict[date, str]:
    """See the package."""
    found = _calendar(country, years)
    if found is None:
        return {}
    return {day: _EXCHANGED.sub("Day off (exchanged)", name) for day, name in sorted(found.items())}


def worked_days_of(country: str, years: Iterable[int]) -> frozenset[date]:
    """See the package."""
    wanted = set(years)
    found = _calendar(country, wanted)
    worked: Iterable[date] = getattr(found, "weekend_workdays", ())
    return frozenset(day for day in worked if day.year in wanted)
