"""What belongs to a person alone: the order of the name's parts, and the birthday, with or without its year."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from tradedesk.domain.cells import parse_day, plain_digits
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.mailbox import fold

#: Where the family name stands first at home.
_FAMILY_FIRST = frozenset({"CN", "HK", "MO", "TW", "JP", "KR", "KP", "VN", "HU", "SG", "KH"})
#: Any leap year: 29 February is a birthday too.
_LEAP = 2000
#: Letters from which on a part of a name tells whose a mailbox is.
_TELLING = 3
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"})
_YEARLESS = re.compile(r"--(\d{2})-?(\d{2})")


def presumed_family_first(country: str) -> bool:
    """Whether the family name stands first in a country (ISO 3166); the user can say otherwise for each person."""
    return country[:2] in _FAMILY_FIRST


def composed_name(given: str, family: str, *, family_first: bool) -> str:
    """The name made of its two parts in their own order, to be offered; names in Chinese characters have no blank.

    >>> composed_name("伟", "王", family_first=True), composed_name("Khalid", "Al Mansoori", family_first=False)
    ('王伟', 'Khalid Al Mansoori')
    """
    parts = [" ".join(part.split()) for part in ((family, given) if family_first else (given, family))]
    if not all(parts):
        return ""
    return ("" if all(_is_ideographic(part) for part in parts) else " ").join(parts)


def _is_ideographic(text: str) -> bool:
    """Whether it is written in Chinese characters, kana or hangul throughout."""
    names = (unicodedata.name(letter, "").split()[0] for letter in text)
    return all(name in ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA") for name in names)


def stands_in(name: str, mailbox: str) -> bool:
    """Whether a person's name stands in a mailbox, whole or with the initial of another: then it is that person's.

    >>> stands_in("Omar Aziz", "o.aziz@gulf.ae"), stands_in("Jörg Müller", "jmueller@x.de"), stands_in("Eva", "me@x.de")
    (True, True, False)
    """
    local = re.split(r"[^a-z]+", fold(mailbox.partition("@")[0].partition("+")[0]))
    words = [word for form in (name, name.translate(_WRITTEN_OUT)) for word in re.findall(r"[a-z]+", fold(form))]
    telling = {word for word in words if len(word) >= _TELLING}
    initials = {word[0] for word in words}
    wanted = telling | {initial + word for initial in initials for word in telling}
    wanted |= {word + initial for initial in initials for word in telling} | {a + b for a in telling for b in telling}
    return not wanted.isdisjoint(local)


def read_birthday(text: str) -> str:
    """ "12 May 1980", "1980-05-12", "12 May", "5月12日" as "1980-05-12" or "--05-12"; empty stays empty.

    Raises RuleSaysNo("birthday-not-a-day") for what is no day, or could be two ("5/12").
    """
    bare = " ".join(plain_digits(text).split())
    if not bare:
        return ""
    found = parse_day(bare)
    if isinstance(found, date):
        return found.isoformat()
    days = (parse_day(each) for each in _in_leap_year(bare))
    day = next((each for each in days if isinstance(each, date)), None)
    if day is None:
        raise RuleSaysNo("birthday-not-a-day", "birthday", value=text.strip())
    return f"--{day:%m-%d}"


def _in_leap_year(bare: str) -> tuple[str, ...]:
    """A day without its year, given one. Only where a month is named: in 5/12 nobody knows which is which."""
    if yearless := _YEARLESS.fullmatch(bare):
        return (f"{_LEAP}-{yearless[1]}-{yearless[2]}",)
    if "月" in bare:
        return (f"{_LEAP}年{bare}",)
    if re.search(r"[^\W\d]", bare) and not re.search(r"\d{3}", bare):
        return (f"{bare} {_LEAP}", f"{bare}, {_LEAP}")
    return ()


def next_birthday(birthday: str, today: date) -> date | None:
    """The day of the next birthday, today included; 29 February falls on the 28th in common years. None for none."""
    if not birthday:
        return None
    month, day = int(birthday[-5:-3]), int(birthday[-2:])
    this_year = _on(today.year, month, day)
    return this_year if this_year >= today else _on(today.year + 1, month, day)


def _on(year: int, month: int, day: int) -> date:
    if (month, day) == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return date(year, month, day)
