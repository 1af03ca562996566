"""What can be meant by payment terms that leave open when the balance falls due (G2): whole texts to choose from."""

from __future__ import annotations

import re
from decimal import Decimal

from tradedesk.domain.payment import read_terms

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")
_SLASH = re.compile(r"(?<![\d/])(\d{1,2})\s*/\s*(\d{1,2})(?![\d/])")
_DAYS = re.compile(r"(\d{1,3})\s*(?:days?\b|天|日)", re.IGNORECASE)
_NET = re.compile(r"\bnet\s*(\d{1,3})\b", re.IGNORECASE)
_INSTRUMENT = re.compile(r"\b([ltdo])\s*/\s*([ctpa])\b", re.IGNORECASE)


def choices(text: str) -> tuple[str, ...]:
    """Every reading of such terms, written out; none where they are clear, or nothing in them is understood.

    >>> choices("T/T 20/80")[:2]
    ('T/T 20% deposit, 80% before shipment', 'T/T 20% deposit, 80% against B/L copy')
    """
    reading = read_terms(text)
    if reading.shares or reading.reason.code != "terms-when-unsaid":
        return ()
    days = _DAYS.search(text) or _NET.search(text)
    parts = _percents(text)
    found = _balances(*parts) if len(parts) == 2 else _wholes(_instrument(text), days[1] if days else "")
    return tuple(each for each in found if read_terms(each).shares)


def _percents(text: str) -> list[str]:
    told = _PERCENT.findall(text)
    slash = _SLASH.search(text)
    if not told and slash:
        return [slash[1], slash[2]]
    if len(told) == 1 and Decimal(told[0]) < 100:
        return [told[0], f"{100 - Decimal(told[0]):f}"]
    return told if len(told) == 2 else []


def _balances(deposit: str, balance: str) -> list[str]:
    begin = f"T/T {deposit}% deposit, {balance}% "
    ends = ("before shipment", "against B/L copy", "within 30 days after B/L date", "30 days after delivery")
    return [begin + end for end in ends]


def _wholes(instrument: str, days: str) -> list[str]:
    if not days:
        return [f"{instrument} {when}" for when in ("before shipment", "against B/L copy", "at sight")]
    return [f"{instrument} {days} days after {when}" for when in ("B/L date", "invoice date", "delivery")]


def _instrument(text: str) -> str:
    found = _INSTRUMENT.search(text)
    if found:
        return f"{found[1]}/{found[2]}".upper()
    return "L/C" if "信用证" in text else "O/A" if "月结" in text or "赊" in text or _NET.search(text) else "T/T"
