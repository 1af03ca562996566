"""Ports (港口): one name on paper, and found by their UN/LOCODE and by what they are called in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tradedesk.domain.country import Countries, folded

#: Stands between the spellings of one port where it is offered.
_BETWEEN = " · "
#: "汉堡（Hamburg, Germany）": a port as ``Ports.told`` writes it.
_TOLD = re.compile(r"(?P<name>[^（]+)（(?P<original>.+)）")


@dataclass(frozen=True)
class Port:
    """A port. ``code`` is its UN/LOCODE, whose first two letters are the country."""

    code: str
    name_en: str
    name_zh: str
    aliases: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in Chinese for a Chinese language tag, otherwise in English."""
        return self.name_zh if _is_chinese(language) else self.name_en

    def offered(self, language: str) -> str:
        """ "宁波 · Ningbo · CNNGB": what one may look for, the reader's own first; ``Ports.find`` reads it."""
        return _BETWEEN.join(dict.fromkeys((self.name(language), self.name_en, self.code)))

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling by which the port is found; 宁波 is 宁波港."""
        harbour = "" if self.name_zh.endswith("港") else f"{self.name_zh}港"
        return tuple(filter(None, (self.code, self.name_en, self.name_zh, harbour, *self.aliases)))


class Ports:
    """The ports that we know; any other is written as one likes."""

    def __init__(self, ports: Iterable[Port], countries: Countries | None = None) -> None:
        self._all = tuple(ports)
        self._countries = countries if countries is not None else Countries(())
        self._by_name: dict[str, Port] = {}
        for port in self._all:
            for spelling in port.spellings:
                self._by_name.setdefault(folded(spelling), port)

    def find(self, text: str) -> Port | None:
        """The port that a text names and nothing else ("宁波", "CN NGB", "Ningbo · CNNGB"), or None; never a guess.

        >>> Ports([Port("CNNGB", "Ningbo", "宁波")]).find("Ningbo, near the factory") is None
        True
        """
        named = {self._by_name.get(folded(part)) for part in text.split(_BETWEEN)}
        return named.pop() if len(named) == 1 else None

    def written(self, text: str) -> str:
        """How a port stands on papers: the English name of one that we know, any other text as it is.

        What ``told`` has made of a text is that text again.
        """
        told = _TOLD.fullmatch(text.strip())
        if told is not None and text.strip() == self.told(told["original"], "zh"):
            text = told["original"]
        found = self.find(text)
        return found.name_en if found is not None else text

    def shown(self, text: str, language: str) -> str:
        """How a written port is read in a language; in Chinese "Hamburg, Germany" too, if Hamburg lies there."""
        found = self.find(text) or (self._in_its_country(text) if _is_chinese(language) else None)
        return found.name(language) if found is not None else text

    def told(self, text: str, language: str) -> str:
        """How a written port stands in a letter: in Chinese by its Chinese name, with what papers say behind it."""
        name = self.shown(text, language)
        return f"{name}（{text}）" if _is_chinese(language) and name != text else name

    def _in_its_country(self, text: str) -> Port | None:
        name, _, place = text.rpartition(",")
        found, country = self.find(name), self._countries.find(place)
        return found if found is not None and country is not None and country.code == found.code[:2] else None

    def leaving(self, country: str) -> tuple[Port, ...]:
        """All ports to choose where goods leave from: those of a country (ISO 3166) first."""
        return tuple(sorted(self._all, key=lambda port: port.code[:2] != country))

    def arriving(self, country: str) -> tuple[Port, ...]:
        """All ports to choose where goods arrive that leave ``country``: those of other countries first."""
        return tuple(sorted(self._all, key=lambda port: port.code[:2] == country))


def _is_chinese(language: str) -> bool:
    return language.lower().startswith("zh")
