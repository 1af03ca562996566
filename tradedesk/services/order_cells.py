"""What is typed in an order's fields, read: numbers, days, percentages. Refused with the field, never guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeVar

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.money import Money, money
from tradedesk.domain.reason import Reason

_Value = TypeVar("_Value")

#: The largest amount an order takes, in minor units: above it a number was mistyped, and sums stay exact.
_MOST_MINOR = 10**15


def one_line(_field: str, text: str) -> str:
    """Words in one line, with single blanks."""
    return " ".join(text.split())


def several_lines(_field: str, text: str) -> str:
    """Words as they stand, line by line, without blanks at the ends."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def day(field: str, text: str) -> date | None:
    """A day as typed; nothing is no day. Raises RuleSaysNo for what is none or could be two."""
    from tradedesk.domain.cells import parse_day

    if not text.strip():
        return None
    found = parse_day(text)
    if isinstance(found, Reason) and found.code == "day-ambiguous":
        raise RuleSaysNo("day-unclear", field, **dict(found.facts))
    return _good(field, found)


def any_number(field: str, text: str) -> Decimal:
    """A number as typed, also below zero; nothing is zero. Raises RuleSaysNo."""
    from tradedesk.domain.cells import parse_number

    return _good(field, parse_number(text.strip() or "0", "."))


def number(field: str, text: str) -> Decimal:
    """A number as typed, not below zero; nothing is zero. Raises RuleSaysNo."""
    found = any_number(field, text)
    if found < 0:
        raise RuleSaysNo("number-below-zero", field)
    return found


def maybe_number(field: str, text: str) -> Decimal | None:
    """As ``number``; nothing and zero are no number."""
    return number(field, text) or None


def maybe_whole(field: str, text: str) -> int | None:
    """A whole number, not below zero; nothing is none. Raises RuleSaysNo."""
    if not text.strip():
        return None
    found = number(field, text)
    if found != found.to_integral_value() or found > 10**9:
        raise RuleSaysNo("not-a-whole-number", field, value=text.strip())
    return int(found)


def percent(field: str, text: str) -> Decimal:
    """A share of a hundred, with its sign or without. Raises RuleSaysNo above 100."""
    found = number(field, text.strip().rstrip("%％"))
    if found > 100:
        raise RuleSaysNo("discount-above-100", field)
    return found


def amount(field: str, text: str, currency: str) -> Money:
    """An amount in major units, also below zero, rounded half up. Raises RuleSaysNo."""
    return bounded(field, money(any_number(field, text), currency))


def bounded(field: str, value: Money) -> Money:
    """The amount, unless it is beyond everything an order can cost. Raises RuleSaysNo."""
    if abs(value.minor) > _MOST_MINOR:
        raise RuleSaysNo("amount-too-large", field)
    return value


def _good(field: str, found: _Value | Reason) -> _Value:
    if isinstance(found, Reason):
        raise RuleSaysNo(found.code, field, **dict(found.facts))
    return found
