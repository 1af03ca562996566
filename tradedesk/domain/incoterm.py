"""Incoterms® 2020: the terms, which of them fit which transport, and which point of the timeline delivery means."""

from __future__ import annotations

import re

from tradedesk.domain.order import NodeCode
from tradedesk.domain.reason import Reason, because

ANY_MODE: tuple[str, ...] = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP")
SEA_ONLY: tuple[str, ...] = ("FAS", "FOB", "CFR", "CIF")
TERMS: tuple[str, ...] = ANY_MODE + SEA_ONLY

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


def checks(term: str, place: str, mode: str) -> tuple[Reason, ...]:
    """What to look at: a term that is none, a named place that is missing, a sea-only term with another transport.

    Nothing is said as long as no term is chosen. A transport that also goes by sea ("sea-air") is no contradiction.
    """
    if not term:
        return ()
    code = term.strip().upper()
    if code not in TERMS:
        return (because("incoterm-unknown", term=term, terms=", ".join(TERMS)),)
    found: list[Reason] = []
    if not place.strip():
        found.append(because("incoterm-without-place", term=code))
    modes = modes_of(mode)
    if code in SEA_ONLY and modes and "sea" not in modes:
        instead = {"FAS": "FCA", "FOB": "FCA", "CFR": "CPT", "CIF": "CIP"}[code]
        found.append(because("incoterm-sea-only", term=code, mode=mode.strip(), instead=instead))
    return tuple(found)


def delivered_by(term: str) -> NodeCode:
    """The point that an agreed delivery day means: shipped where the buyer pays the main carriage (E and F terms).

    Under the C and D terms, and without a term, it is taken as the day the goods arrive.
    """
    return NodeCode.SHIPPED if term.strip().upper() in _LEFT_AT_ORIGIN else NodeCode.DELIVERED
