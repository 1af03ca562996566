"""A feast that a letter wishes joy at, and whether most people where it is read keep it (E2, E4).

Advice, and only where it is sure: lands where a feast is kept by many stand in neither set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tradedesk.domain.check import Act, Advice, Check, Remedy, Weight
from tradedesk.domain.reason import because

#: Characters of the user's own note that are shown.
NOTE_SHOWN = 160


class _Feast(NamedTuple):
    """``lands`` (ISO 3166) are those that keep it, or with ``but`` the only ones that do not."""

    code: str
    names: re.Pattern[str]
    lands: frozenset[str]
    but: bool = False

    def kept(self, land: str) -> bool:
        return (land in self.lands) is not self.but


def _feast(code: str, names: str, lands: str, *, but: bool = False) -> _Feast:
    return _Feast(code, re.compile(names, re.IGNORECASE), frozenset(lands.split()), but)


_FEASTS = (
    _feast(
        "christmas",
        r"\bchristmas\b|\bx-?mas\b|weihnacht|\bnoël\b|\bnavidad\b|\bnatale?\b|圣诞|聖誕|크리스마스|성탄|クリスマス"
        r"|рождеств|عيد الميلاد",
        "AE AF AZ BH BT CN DJ DZ EG IL IQ IR JP KH KM KW LA LY MA MN MR MV NP OM PK QA SA SO TH TJ TM TN TR UZ YE",
        but=True,
    ),
    _feast(
        "eid",
        r"\beid\b|hari raya|idul ?fitri|开斋节|開齋節|古尔邦节|宰牲节|عيد الفطر|عيد الأضحى|عيد مبارك",
        "AE AF AL AZ BA BD BF BH BJ BN CI CM DJ DZ EG ER ET FJ GH GM GN GW GY ID IL IN IQ IR JO KE KG KM KW KZ LB LK "
        "LR LY MA ML MR MU MV MY NE NG OM PH PK PS QA RU SA SD SG SL SN SO SR SY TD TG TH TJ TM TN TR TT TZ UG "
        "UZ XK YE",
    ),
    _feast(
        "spring-festival",
        r"spring festival|\b(?:chinese|lunar) (?:new )?year|春节|春節|新春|农历新年|農曆新年|설날|旧正月",
        "BN CN HK ID KH KR LA MM MN MO MY PH SG TH TW VN",
    ),
)
_WISH = re.compile(
    r"\b(?:merry|happy|joyful|blessed|wish(?:es|ing)?|greetings?|mubarak|kareem|frohe|joyeux|feliz|buon)\b"
    r"|快乐|快樂|祝|恭贺|恭賀|恭喜|问候|مبارك|سعيد",
    re.IGNORECASE,
)


def feast_checks(texts: Iterable[str], country: str, notes: str) -> list[Check]:
    """What is said of each feast that one of the ``texts`` wishes joy at, to a reader in a country (ISO 3166).

    The user's own notes on the reader win (E4): where they name the feast they are shown, and nothing else is said.
    """
    found = []
    for feast, word in _feasts_in(texts):
        show = (Remedy(Act.SHOW, word),)
        noted = next((line.strip() for line in notes.splitlines() if feast.names.search(line)), "")
        if noted:
            told = because("feast-noted", "E4", note=noted[:NOTE_SHOWN])
            found.append(Check(Weight.LOOK, told, kind=Advice.FEASTS, remedies=show))
        elif country and not feast.kept(country[:2]):
            told = because(f"{feast.code}-not-kept", "E2", word=word, country=country[:2])
            found.append(Check(Weight.LOOK, told, kind=Advice.FEASTS, remedies=show))
    return found


def feast_checks_of_many(texts: Iterable[str], countries: Sequence[str]) -> list[Check]:
    """What is said of each feast to many readers, one country each (ISO 3166, empty where it is not known)."""
    found = []
    for feast, word in _feasts_in(texts):
        strangers = sum(bool(land) and not feast.kept(land[:2]) for land in countries)
        if strangers:
            told = because("feasts-not-kept", "E2", n=str(strangers), every=str(len(countries)), word=word)
            found.append(Check(Weight.LOOK, told, kind=Advice.FEASTS, remedies=(Remedy(Act.SHOW, word),)))
    return found


def _feasts_in(texts: Iterable[str]) -> list[tuple[_Feast, str]]:
    """Each feast that the texts wish joy at, with what it is called there first."""
    named: dict[str, str] = {}
    for text in texts:
        for code, word in _wished(text):
            named.setdefault(code, word)
    return [(each, named[each.code]) for each in _FEASTS if each.code in named]


@lru_cache(maxsize=4096)
def _wished(text: str) -> tuple[tuple[str, str], ...]:
    """(feast, its name there) of each feast that a paragraph wishes joy at."""
    if _WISH.search(text) is None:
        return ()
    hits = ((each.code, each.names.search(text)) for each in _FEASTS)
    return tuple((code, hit[0]) for code, hit in hits if hit is not None)
