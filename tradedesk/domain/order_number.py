"""Order numbers by the user's own pattern: "TD-{year}-{seq:4}" makes TD-2026-0131.

The running number counts within everything else that the pattern makes: with {year} it begins anew each year, with
{month} each month, with {customer} each customer has its own.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from tradedesk.domain.errors import RuleSaysNo

USUAL = "TD-{year}-{seq:4}"
#: What a pattern may name, besides {seq}.
PARTS = ("year", "yy", "month", "customer")
_PART = re.compile(r"\{([a-z]*)(?::([^}]*))?\}")
_MOST = 40
#: A longer running number is none of ours: some other program's number.
_DIGITS = 9
_LETTERS = re.compile(r"[^A-Z0-9]+")


class Frame(NamedTuple):
    """What stands around the running number, and with how many digits at least it is written."""

    before: str
    after: str
    digits: int

    def number(self, running: int) -> str:
        """The whole number."""
        return f"{self.before}{running:0{self.digits}d}{self.after}"

    def running(self, number: str) -> int | None:
        """The running number of a number made by this frame, None of any other."""
        if len(number) < len(self.before) + len(self.after) + 1:
            return None
        if not (number.startswith(self.before) and number.endswith(self.after)):
            return None
        digits = number[len(self.before) : len(number) - len(self.after)]
        plain = digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS
        return int(digits) if plain else None


def frame(pattern: str, today: date, customer: str = "") -> Frame:
    """What the pattern makes on a day (the user's own) for a customer's code, but for the running number.

    Raises RuleSaysNo (field pattern): no {seq} or several, a part that is none, too long.
    """
    shown = pattern.strip()
    if len(shown) > _MOST or not shown.isprintable():
        raise RuleSaysNo("number-pattern-too-long", "pattern", most=_MOST)
    found = list(_PART.finditer(shown))
    unknown = [
        part[0] for part in found if part[1] not in (*PARTS, "seq") or (part[2] is not None and part[1] != "seq")
    ]
    loose = _PART.sub("", shown)
    if unknown or "{" in loose or "}" in loose:
        what = unknown[0] if unknown else shown[len(shown) - len(shown.lstrip("{")) :][:12]
        raise RuleSaysNo("number-pattern-part", "pattern", value=what)
    running = [part for part in found if part[1] == "seq"]
    if len(running) != 1:
        raise RuleSaysNo("number-pattern-seq", "pattern")
    values = {"year": f"{today.year}", "yy": f"{today.year % 100:02d}", "month": f"{today.month:02d}"}
    values["customer"] = customer_part(customer)
    before, after = shown[: running[0].start()], shown[running[0].end() :]
    return Frame(_filled(before, values), _filled(after, values), _digits(running[0][2]))


def next_in(frame: Frame, numbers: list[str]) -> str:
    """The number after the highest of those that the frame made; the first is 1."""
    taken = (frame.running(each) for each in numbers)
    return frame.number(max((each for each in taken if each is not None), default=0) + 1)


def customer_part(text: str) -> str:
    """A customer's code as it stands in a number: capital letters and digits, six at most, the last one a letter.

    >>> customer_part("Gulf Horizon 7")
    'GULFHO'
    """
    plain = _LETTERS.sub("", text.upper())[:6]
    # A digit before the running number would be read as a part of it.
    return plain.rstrip("0123456789") or "X"


def _filled(text: str, values: dict[str, str]) -> str:
    return _PART.sub(lambda part: values[part[1]], text)


def _digits(told: str | None) -> int:
    if told is None:
        return 1
    if not (told.isascii() and told.isdigit() and 1 <= int(told) <= 8):
        raise RuleSaysNo("number-pattern-digits", "pattern", value=told)
    return int(told)
