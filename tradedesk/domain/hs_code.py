"""HS codes (海关编码): their shape. Which code a product has is the customs' word, not ours."""

from __future__ import annotations

import re

from tradedesk.domain.reason import Reason, because

_SEPARATORS = re.compile(r"[\s.\-]+")

#: Headings of four digits, subheadings of six, national codes up to thirteen.
_LENGTHS = frozenset({4, 6, 8, 9, 10, 11, 12, 13})


def read_hs_code(text: str) -> str | Reason:
    """A code as it is kept: digits alone. Chapters are 01 to 97, without 77; 98 and 99 are for national use.

    >>> read_hs_code("9401.53.00")
    '94015300'
    """
    plain = _SEPARATORS.sub("", text)
    if not plain:
        return ""
    if not (plain.isascii() and plain.isdigit()):
        return because("hs-code-not-digits", value=text.strip())
    if len(plain) not in _LENGTHS:
        return because("hs-code-length", value=text.strip(), digits=str(len(plain)))
    if plain[:2] in ("00", "77"):
        return because("hs-code-chapter", value=text.strip(), chapter=plain[:2])
    return plain


def shown_hs_code(code: str) -> str:
    """The code as it is read: "9401.53.00"."""
    head, rest = code[:4], code[4:]
    return ".".join(part for part in (head, *(rest[at : at + 2] for at in range(0, len(rest), 2))) if part)
