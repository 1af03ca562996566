"""Countries and trade cities (国家与城市): names in many spellings, and which time zone a customer lives in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Letters that Unicode does not decompose; the rest loses its accents by decomposition.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
_WORDS = {"st": "saint", "ste": "sainte"}
_FORM_OF_STATE = re.compile(
    r"^(the )?(federal |federative |islamic |arab |people's )?(republic|kingdom|state|sultanate) of (the )?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(（\[].*?[)）\]]\s*")


def folded(text: str) -> str:
    """Fold a place name to what is compared: no case, accents, blanks or punctuation.

    >>> folded("México D.F.") == folded("mexico df")
    True
    >>> folded("St. Louis") == folded("Saint Louis")
    True
    """
    lowered = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    bare = "".join(letter for letter in lowered if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", bare.replace("&", " and ").replace("'", ""))
    return "".join(_WORDS.get(word, word) for word in words)


@dataclass(frozen=True)
class Country:
    """A country of ISO 3166.

    ``zones`` are its IANA zones. ``main_zone`` is the one in which practically all of its business is done, or empty
    where the city must be known. ``dial`` is the calling code without +. ``languages`` are lower-case tags, the
    first is the usual one for business. Weekends change by date and live in ``domain.calendar``.
    """

    code: str
    alpha3: str
    name_en: str
    name_zh: str
    zones: tuple[str, ...]
    main_zone: str
    dial: str
    currency: str
    languages: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Return the name in Chinese for a Chinese language tag, otherwise in English."""
        return self.name_zh if language.lower().startswith("zh") else self.name_en

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling by which the country is found."""
        return (self.code, self.alpha3, self.name_en, self.name_zh, *self.aliases)


class Countries:
    """All countries, found by code, by name in English or Chinese, or by what traders really write."""

    def __init__(self, countries: Iterable[Country]) -> None:
        self._by_code = {country.code: country for country in countries}
        self._by_name: dict[str, Country] = {}
        for country in self._by_code.values():
            for spelling in country.spellings:
                self._by_name.setdefault(folded(spelling), country)
        self.currencies = frozenset(country.currency for country in self._by_code.values())

    def __iter__(self) -> Iterator[Country]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, code: str) -> Country | None:
        """Return the country of an ISO 3166 alpha-2 code in capitals."""
        return self._by_code.get(code)

    def find(self, text: str) -> Country | None:
        """Return the country that a cell names ("UK", "美国", "Holland", "Germany (West)"), or None; never a guess.

        >>> Countries([]).find("Atlantis") is None
        True
        """
        for attempt in (text, _BRACKETS.sub(" ", text), _FORM_OF_STATE.sub("", text.strip())):
            found = self._by_name.get(folded(attempt))
            if found is not None:
                return found
        return None


@dataclass(frozen=True)
class Region:
    """A state or province. ``zone`` is empty where the region itself has more than one; the first name is its code."""

    country: str
    zone: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class City:
    """A trade city with its zone; ``region`` is its region's code, or empty."""

    country: str
    zone: str
    region: str
    names: tuple[str, ...]


class Cities:
    """The cities and regions that decide the zone in countries with several."""

    def __init__(self, cities: Iterable[City], regions: Iterable[Region]) -> None:
        self._cities: dict[tuple[str, str], list[City]] = {}
        for city in cities:
            for name in city.names:
                self._cities.setdefault((city.country, folded(name)), []).append(city)
        self._regions: dict[tuple[str, str], Region] = {}
        for region in regions:
            for name in region.names:
                self._regions.setdefault((region.country, folded(name)), region)

    def zone(self, country: str, city: str, region: str = "") -> str:
        """Return the IANA zone of a city of a country (ISO code), or "" where it is unknown or not certain.

        A known region decides over a namesake elsewhere: Portland in Maine is not Portland in Oregon.
        """
        for name, state in _readings(city, region):
            found = self._zone(country, name, state)
            if found:
                return found
        return ""

    def _zone(self, country: str, city: str, region: str) -> str:
        candidates = self._cities.get((country, folded(city)), [])
        state = self._regions.get((country, folded(region))) if region else None
        if state is not None:
            here = {each.zone for each in candidates if each.region in ("", state.names[0])}
            return here.pop() if len(here) == 1 else state.zone
        zones = {each.zone for each in candidates}
        return zones.pop() if len(zones) == 1 else ""


def _readings(city: str, region: str) -> Iterator[tuple[str, str]]:
    """How a city cell may be meant: as it stands, "Seattle, WA" in two parts, or a Chinese name with 市."""
    yield city, region
    head, comma, tail = city.partition(",")
    if comma:
        yield head, region or tail
    if city.strip().endswith("市"):
        yield city.strip()[:-1], region


@dataclass(frozen=True)
class ZoneFound:
    """The zone of a place; ``asks`` says that the city must still be asked for (the zone is empty then)."""

    zone: str
    asks: bool


def zone_for(country: Country, city: str, region: str, cities: Cities) -> ZoneFound:
    """Return the zone of a place: the country's only one, the city's, the country's main one, or a question (D6)."""
    if len(country.zones) == 1:
        return ZoneFound(country.zones[0], False)
    zone = cities.zone(country.code, city, region) or country.main_zone
    return ZoneFound(zone, not zone)
