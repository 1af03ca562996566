"""Container numbers (箱号) by ISO 6346 with their check digit, seals, and the sizes and types of the trade.

A number is never refused: what is on the box is what is on the box. What does not fit is said, with the digit or the
number that would.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tradedesk.domain.reason import Reason, because

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Letters count from 10 upwards, leaving out the multiples of 11.
_VALUES = dict(zip(_LETTERS, (n for n in range(10, 39) if n % 11), strict=True)) | {str(n): n for n in range(10)}
_FULL = re.compile(r"[A-Z]{4}[0-9]{7}")
_UNCHECKED = re.compile(r"[A-Z]{4}[0-9]{6}")
_LIKELY = re.compile(r"[A-Z]{3}[A-Z0-9][A-Z0-9]{6,7}")
#: U: the box; J: what belongs to it and comes off; Z: trailer and chassis.
_CATEGORIES = "UJZ"
#: What is read or typed for a digit.
_AS_DIGIT = str.maketrans("OQDILZSGB", "000112568")
_AS_LETTER = str.maketrans("0158", "OISB")

#: The trade's name of a size and type, and the code of ISO 6346 that is painted on it.
SIZES: dict[str, str] = {
    "20GP": "22G1", "40GP": "42G1", "40HQ": "45G1", "45HQ": "L5G1", "20RF": "22R1", "40RF": "42R1", "40RH": "45R1",
    "20OT": "22U1", "40OT": "42U1", "20FR": "22P1", "40FR": "42P1", "20TK": "22T1", "20HQ": "25G1",
}  # fmt: skip
_TYPES = {
    "": "GP", "GP": "GP", "DC": "GP", "DV": "GP", "ST": "GP", "SD": "GP", "HQ": "HQ", "HC": "HQ", "RF": "RF",
    "RE": "RF", "RH": "RH", "RQ": "RH", "OT": "OT", "FR": "FR", "TK": "TK", "TC": "TK",
}  # fmt: skip
_SIZE = re.compile(r"(?:([1-9][0-9]?)[X*])?(20|40|45)(?:FT|FEET|')?([A-Z]{0,2})")


@dataclass(frozen=True)
class Container:
    """One box: its number as kept, the seal, and size and type ("40HQ")."""

    number: str
    seal: str = ""
    size: str = ""


@dataclass(frozen=True)
class NumberRead:
    """A number as it is kept. ``remark`` says what does not fit, ``offered`` the number that would ("" for none)."""

    value: str
    remark: Reason | None = None
    offered: str = ""


def clean(text: str) -> str:
    """The number without blanks, hyphens, dots and strokes, in capitals and plain letters."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(each for each in plain if each.isalnum())


def check_digit(first_ten: str) -> int:
    """ISO 6346: the digit for four letters and six digits. Raises ValueError for anything else."""
    if not _UNCHECKED.fullmatch(first_ten):
        raise ValueError(first_ten)
    return sum(_VALUES[each] << place for place, each in enumerate(first_ten)) % 11 % 10


def is_container(number: str) -> bool:
    """Whether it is four letters of which the last names a category, and seven digits of which the last checks."""
    if not _FULL.fullmatch(number) or number[3] not in _CATEGORIES:
        return False
    return check_digit(number[:10]) == int(number[10])


def read(text: str) -> NumberRead:
    """A container number as it was typed, in the form in which it is kept, with what does not fit.

    Remarks: "container-check-wrong" (facts given, right), "container-check-missing" (right), "container-category"
    (letter), "container-misread" (number), "container-shape". What is no container number at all is kept as typed.
    """
    number = clean(text)
    if not number or is_container(number):
        return NumberRead(number)
    if _UNCHECKED.fullmatch(number) and number[3] in _CATEGORIES:
        right = f"{number}{check_digit(number)}"
        return NumberRead(number, because("container-check-missing", right=right[-1], number=right), right)
    misread = _misread(number)
    if misread:
        return NumberRead(number, because("container-misread", number=misread), misread)
    if not _FULL.fullmatch(number):
        return NumberRead(" ".join(text.split()), because("container-shape"))
    if number[3] not in _CATEGORIES:
        return NumberRead(number, because("container-category", letter=number[3]))
    right = f"{number[:10]}{check_digit(number[:10])}"
    remark = because("container-check-wrong", given=number[10], right=right[-1], number=right)
    return NumberRead(number, remark, right)


def _misread(number: str) -> str:
    """The number with O for 0, I for 1 and their like put right, where only then it checks; else ""."""
    if not _LIKELY.fullmatch(number) or len(number) != 11:
        return ""
    fixed = number[:4].translate(_AS_LETTER) + number[4:].translate(_AS_DIGIT)
    return fixed if fixed != number and is_container(fixed) else ""


def shown(number: str) -> str:
    """The number as it is painted on the box: MSKU 123456 5."""
    return f"{number[:4]} {number[4:10]} {number[10]}" if _FULL.fullmatch(number) else number


def read_seal(text: str) -> str:
    """A seal's number: capitals, no blanks at the ends; several stand with a comma between."""
    plain = unicodedata.normalize("NFKC", text).upper().replace(";", ",").replace("、", ",")
    return ", ".join(" ".join(each.split()) for each in plain.split(",") if each.strip())


def read_size(text: str) -> NumberRead:
    """Size and type as the trade writes them: 40HQ for 40' HC, 40 hq, 45G1 and 1x40HQ.

    What is not known is kept as typed, with the remark "container-size".
    """
    plain = unicodedata.normalize("NFKC", text).upper().replace("’", "'").replace("×", "X")
    short = "".join(plain.split()).replace("-", "").replace('"', "").replace("''", "'")
    named = next((name for name, code in SIZES.items() if code == short), "")
    if not short or named:
        return NumberRead(named)
    found = _SIZE.fullmatch(short)
    if found and found[3] in _TYPES and (name := f"{found[2]}{_TYPES[found[3]]}") in SIZES:
        return NumberRead(name)
    return NumberRead(" ".join(text.split()), because("container-size", size=" ".join(text.split())))
