"""Incoterms® 2020: the terms, which of them fit which transport, and which point of the timeline delivery means."""

from __future__ import annotations

import re

from tradedesk.domain.order import NodeCode
from tradedesk.domain.reason import Reason, because

ANY_MODE: tuple[str, ...] = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP")
SEA_ONLY: tuple[str, ...] = ("FAS", "FOB", "CFR", "CIF")
TERMS: tuple[str, ...] = ANY_MODE + SEA_ONLY

#: What the named place is: of the F rules where the seller hands over, of the C and D rules where the goods go.
PLACES: dict[str, str] = {
    "EXW": "premises", "FCA": "delivery", "FAS": "port-of-loading", "FOB": "port-of-loading",
    "CFR": "port-of-discharge", "CIF": "port-of-discharge",
    **dict.fromkeys(("CPT", "CIP", "DAP", "DPU", "DDP"), "destination"),
}  # fmt: skip

#: Terms of earlier rules and of habit, and what they are called today.
SUCCESSORS: dict[str, str] = {
    "DAT": "DPU", "DEQ": "DPU", "DDU": "DAP", "DAF": "DAP", "DES": "DAP", "C&F": "CFR", "CNF": "CFR", "C+F": "CFR",
    "CANDF": "CFR", "FOR": "FCA", "FOT": "FCA", "FCR": "FCA",
}  # fmt: skip

#: For goods in containers the risk passes at the terminal, before anything is on board.
_FOR_CONTAINERS = {"FOB": "FCA", "CFR": "CPT", "CIF": "CIP"}
_CONTAINER = re.compile(r"\b(fcl|lcl|container)|\d\s*[x×*]\s*(20|40|45)|整柜|拼箱|集装箱", re.IGNORECASE)

#: Where the buyer pays the main carriage, the goods leave the seller's hands when they are shipped.
_LEFT_AT_ORIGIN = frozenset({"EXW", "FCA", "FAS", "FOB"})

#: Words by which a free text of transport names a mode; modes as ``timeline.durations_for`` knows them.
_MODE_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("courier", re.compile(r"\b(courier|express|dhl|fedex|ups|tnt|ems)\b|快递|快件", re.IGNORECASE)),
    ("air", re.compile(r"\b(air|airfreight|flight)\b|空运|航空", re.IGNORECASE)),
    ("rail", re.compile(r"\b(rail|railway|train)\b|铁路|班列", re.IGNORECASE)),
    ("road", re.compile(r"\b(road|truck|lorry)\b|陆运|卡车|汽运", re.IGNORECASE)),
    ("sea", re.compile(r"\b(sea|ocean|vessel|fcl|lcl)\b|海运|内河|整柜|拼箱", re.IGNORECASE)),
)


def modes_of(text: str) -> frozenset[str]:
    """The modes of transport that a free text names: "sea, FCL 1×40HQ" gives sea; empty when none is understood."""
    return frozenset(mode for mode, words in _MODE_WORDS if words.search(text))


def mode_of(text: str) -> str:
    """The one mode of a free text; of several, or of none that is understood, "" (nothing is guessed)."""
    found = modes_of(text)
    return next(iter(found)) if len(found) == 1 else ""


def read_term(text: str) -> str | Reason:
    """A term as it is kept, in capitals; empty for none. An old one is refused with its successor, never replaced."""
    code = "".join(text.upper().split())
    if not code or code in TERMS:
        return code
    if code in SUCCESSORS:
        return because("incoterm-old", term=text.strip(), instead=SUCCESSORS[code])
    return because("incoterm-unknown", term=text.strip(), terms=", ".join(TERMS))


def checks(term: str, place: str, mode: str, *, port_loading: str = "", port_discharge: str = "") -> tuple[Reason, ...]:
    """What to look at: a term that is none, a named place that is missing or at the wrong end, the wrong transport.

    Nothing is said as long as no term is chosen. A transport that also goes by sea ("sea-air") is no contradiction.
    """
    code = read_term(term)
    if isinstance(code, Reason):
        return (code,)
    if not code:
        return ()
    found: list[Reason] = []
    if not place.strip():
        found.append(because("incoterm-without-place", term=code, place=PLACES[code]))
    wrong_end = _at_the_wrong_end(code, place, port_loading, port_discharge)
    if wrong_end is not None:
        found.append(wrong_end)
    modes = modes_of(mode)
    if code in SEA_ONLY and modes and "sea" not in modes:
        instead = {"FAS": "FCA", **_FOR_CONTAINERS}[code]
        found.append(because("incoterm-sea-only", term=code, mode=mode.strip(), instead=instead))
    elif code in _FOR_CONTAINERS and _CONTAINER.search(mode):
        found.append(because("incoterm-container", term=code, instead=_FOR_CONTAINERS[code]))
    return tuple(found)


def _at_the_wrong_end(code: str, place: str, port_loading: str, port_discharge: str) -> Reason | None:
    """An F rule that names the destination, or a C or D rule that names where the goods leave."""
    named, leaves, arrives = (_folded(each) for each in (place, port_loading, port_discharge))
    if not named or leaves == arrives:
        return None
    if code in _LEFT_AT_ORIGIN and named == arrives:
        return because("incoterm-names-origin", term=code, named=place.strip())
    if code not in _LEFT_AT_ORIGIN and named == leaves:
        return because("incoterm-names-destination", term=code, named=place.strip())
    return None


def _folded(place: str) -> str:
    return re.sub(r"\b(port|of|cn|china)\b|[\s,.]+", "", place.casefold())


def delivered_by(term: str) -> NodeCode:
    """The point that an agreed delivery day means: shipped where the buyer pays the main carriage (E and F terms).

    Under the C and D terms, and without a term, it is taken as the day the goods arrive.
    """
    return NodeCode.SHIPPED if term.strip().upper() in _LEFT_AT_ORIGIN else NodeCode.DELIVERED
