"""What a cell of a list says: empty or not, a number, an amount, a day, a web address. Strict, never a guess."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradedesk.domain.pasted import unglued
from tradedesk.domain.reason import Reason, because

#: What other programs write for "nothing". "NA" is not among them: it is Namibia.
_NOTHING = frozenset({"null", "(null)", "n/a", "#n/a", "\\n", "-", "--", "–", "—", "无", "暂无"})
_LONGEST_NOTHING = max(len(word) for word in _NOTHING)
_EDGES = " \t\r\n\x0b\x0c\xa0\u2007\u202f\u3000\ufeff\u200b\u200e\u200f"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

#: The years of which a day is taken: beyond them a slip is likelier, and a plan could not be reckoned from it.
FIRST_YEAR, LAST_YEAR = 1900, 2199

_MOST_DIGITS = 18
_MOST_DECIMALS = 8
_SIGNS = str.maketrans(
    dict(zip("，．٫٬−－＋’＇￥／", ",..,--+''¥/", strict=True)) | dict.fromkeys("\xa0\u2007\u2009\u202f\u3000", " ")
)
_SYMBOLS = {"US$": "USD", "€": "EUR", "£": "GBP", "RMB": "CNY", "元": "CNY", "$": "", "¥": ""}
_CURRENCY = re.compile(r"US\$|RMB|[A-Za-z]{3}|[$€£¥元]", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"\d+")
_GROUPED = {
    ",": re.compile(r"\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})+,\d{3}"),
    ".": re.compile(r"\d{1,3}(\.\d{3})+"),
    "'": re.compile(r"\d{1,3}('\d{3})+"),
    " ": re.compile(r"\d{1,3}( \d{3})+"),
}


def clean_cell(text: str) -> str:
    """Strip a cell and empty it when it only says that there is nothing (NULL, n/a, \\N, -).

    An apostrophe that guards a text against being taken for a formula is taken off.

    >>> [clean_cell(" NULL "), clean_cell("'+49 30 1"), clean_cell("a - b")]
    ['', '+49 30 1', 'a - b']
    """
    bare = text.strip(_EDGES)
    if len(bare) <= _LONGEST_NOTHING and bare.casefold() in _NOTHING:
        return ""
    return bare[1:] if bare[:1] == "'" and bare[1:].startswith(_FORMULA_STARTS) else bare


def plain_digits(text: str) -> str:
    """Write digits of every script, full-width points and odd blanks in ASCII; nothing else changes.

    >>> plain_digits("１２．５")
    '12.5'
    """
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in text.translate(_SIGNS)
    )


@dataclass(frozen=True)
class Amount:
    """A number with the ISO currency written beside it, or "" where none (or only $ or ¥) is written."""

    number: Decimal
    currency: str = ""


def parse_amount(text: str, decimal: str = "") -> Amount | Reason:
    """Read "1,234.56", "1.234,56", "1'234.50", "USD 1,234.50", "€ 5"; an exact Decimal or the reason why not.

    ``decimal`` is the list's decimal sign, "." or ","; without it 1,234 is ambiguous and not read.
    """
    bare = plain_digits(text).strip()
    currency = ""
    for found in (re.match(_CURRENCY, bare), re.search(f"(?:{_CURRENCY.pattern})$", bare, re.IGNORECASE)):
        if found is not None:
            sign = found.group().upper()
            currency = _SYMBOLS.get(sign, sign)
            bare = (bare[: found.start()] + bare[found.end() :]).strip()
            break
    number = _number(bare, decimal, text)
    return number if isinstance(number, Reason) else Amount(number, currency)


def parse_number(text: str, decimal: str = "") -> Decimal | Reason:
    """Read a number as `parse_amount` does, with nothing beside it. nan, inf, 1_000, 1e9 and 40 digits are refused."""
    return _number(plain_digits(text).strip(), decimal, text)


def decimal_sign_of(text: str) -> str:
    """Return "." or "," when this number alone shows which is the list's decimal sign, "" when it does not.

    >>> [decimal_sign_of("12.50"), decimal_sign_of("1.234.567"), decimal_sign_of("1,234")]
    ['.', ',', '']
    """
    digits = re.sub(r"[^0-9.,]", "", plain_digits(text))
    points = {mark for mark in digits if mark in ".,"}
    if not points:
        return ""
    last = max(points, key=digits.rfind)
    if digits.count(last) > 1:
        return "," if last == "." else "."
    return _decimal_sign(digits, sorted(points), "").replace("?", "")


def _number(bare: str, decimal: str, original: str) -> Decimal | Reason:
    sign = bare[:1] if bare[:1] in ("-", "+") else ""
    digits = bare[len(sign) :].lstrip()
    marks = sorted({mark for mark in digits if mark in _GROUPED})
    refused = because("not-a-number", value=original, expected="1234.50")
    if not re.fullmatch(r"[0-9.,' ]*[0-9]", digits) or digits[0] in ".,' ":
        return refused
    point = _decimal_sign(digits, marks, decimal)
    if point == "?":
        return because(
            "number-ambiguous",
            value=original,
            thousands=re.sub("[.,]", "", digits),
            fraction=digits.replace(",", "."),
        )
    whole, _, fraction = digits.partition(point) if point else (digits, "", "")
    bare_whole = _ungrouped(whole)
    if bare_whole is None or (fraction and not fraction.isdigit()):
        return refused
    if len(bare_whole) + len(fraction) > _MOST_DIGITS or len(fraction) > _MOST_DECIMALS:
        return because("number-too-long", value=original, most=str(_MOST_DIGITS))
    number = Decimal(f"{bare_whole}.{fraction or '0'}") if point else Decimal(bare_whole)
    return -number if sign == "-" and number else number


def _decimal_sign(digits: str, marks: list[str], decimal: str) -> str:
    """Which mark is the decimal sign of these digits: ".", ",", "" for none, "?" when it could be either."""
    if decimal:
        return decimal if decimal in marks else ""
    points = [mark for mark in marks if mark in ".,"]
    if not points:
        return ""
    last = max(points, key=digits.rfind)
    if digits.count(last) > 1:
        return ""
    whole, _, fraction = digits.partition(last)
    could_group = len(fraction) == 3 and _GROUPED[last].fullmatch(digits) is not None and whole.lstrip("0") == whole
    return "?" if could_group else last


def _ungrouped(whole: str) -> str | None:
    if _PLAIN_NUMBER.fullmatch(whole):
        return whole
    for mark, pattern in _GROUPED.items():
        if pattern.fullmatch(whole):
            return whole.replace(mark, "")
    return None


_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_TIME = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年 ?(\d{1,2})月 ?(\d{1,2})日?)" + _TIME)
_COMPACT = re.compile(r"((?:19|20|21)\d\d)(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})" + _TIME)
_DAY_MONTH = re.compile(r"(\d{1,2})[-. /]*([A-Za-z]{3,9})\.?[-, /]*(\d{4}|\d{2})" + _TIME)
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})" + _TIME)


def parse_day(text: str, day_order: str = "") -> date | Reason:
    """Read a day; a time of day beside it is dropped. The day, or the reason why not.

    ``day_order`` is the list's order where it is not written plainly: "dmy", "mdy" or "ymd". Without it 03/04/2026 is
    ambiguous and not read; so is every day with a year of two digits (which then means 1970 to 2069).
    """
    bare = plain_digits(text).strip()
    parts = _plain_parts(bare) or _ordered_parts(bare, day_order)
    if parts is None:
        return because("not-a-day", value=text, expected="2026-07-25")
    if isinstance(parts, str):
        return because("day-ambiguous", value=text, readings=parts)
    year, month, day = parts
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return because("day-out-of-range", value=text, first=str(FIRST_YEAR), last=str(LAST_YEAR))
    try:
        return date(year, month, day)
    except ValueError:
        return because("no-such-day", value=text, expected="2026-07-25")


def day_order_of(text: str) -> str:
    """Return "dmy", "mdy" or "ymd" when this day alone shows the list's order, "" when it does not."""
    found = _YEAR_LAST.fullmatch(plain_digits(text).strip())
    if found is None:
        return ""
    first, second = int(found[1]), int(found[3])
    if len(found[4]) == 4:
        return "mdy" if second > 12 else "dmy" if first > 12 or found[2] == "." else ""
    if first > 31:
        return "ymd"
    # 25/12/13 may still begin with the year; 12/25/13 cannot.
    return "mdy" if second > 12 else "dmy" if first > 12 and int(found[4]) > 31 else ""


def _plain_parts(bare: str) -> tuple[int, int, int] | None:
    """Year, month and day where the writing leaves no doubt."""
    if found := _YEAR_FIRST.fullmatch(bare):
        year, _, month, day, month_zh, day_zh = found.groups()
        return int(year), int(month or month_zh), int(day or day_zh)
    if found := _COMPACT.fullmatch(bare):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _DAY_MONTH.fullmatch(bare)) and (month_number := _month(found[2])):
        return _century(found[3]), month_number, int(found[1])
    if (found := _MONTH_DAY.fullmatch(bare)) and (month_number := _month(found[1])):
        return int(found[3]), month_number, int(found[2])
    return None


def _ordered_parts(bare: str, day_order: str) -> tuple[int, int, int] | str | None:
    """The three parts by the list's order; the possible readings as text when the order must be asked for."""
    found = _YEAR_LAST.fullmatch(bare)
    if found is None:
        return None
    first, mark, second, last = int(found[1]), found[2], int(found[3]), found[4]
    short = len(last) == 2
    if day_order == "ymd" and short:
        return _century(found[1].zfill(2)), second, int(last)
    if day_order in ("dmy", "mdy"):
        day, month = (first, second) if day_order == "dmy" else (second, first)
        return _century(last), month, day
    if short or (mark != "." and first <= 12 and second <= 12 and first != second):
        return _readings(first, second, last)
    return (int(last), second, first) if second <= 12 else (int(last), first, second)


def _readings(first: int, second: int, last: str) -> str:
    year = _century(last)
    possible = [(year, second, first), (year, first, second)]
    if len(last) == 2:
        possible.append((_century(str(first).zfill(2)), second, int(last)))
    return ", ".join(dict.fromkeys(f"{y:04}-{m:02}-{d:02}" for y, m, d in possible if m <= 12 and 1 <= d <= 31))


def _century(year: str) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    return number + (2000 if number < 70 else 1900)


def _month(word: str) -> int:
    """The number of an English month by its name or the first three letters of it ("sept" too); 0 for any other."""
    lowered = word.lower()
    for number, name in enumerate(_MONTH_NAMES, 1):
        if lowered in (name, name[:3]) or (lowered == "sept" and number == 9):
            return number
    return 0


_SITE = re.compile(r"https?://[^\s/:?#]+\.[^\s/:?#]+(?:[/:?#]\S*)?", re.IGNORECASE)
_BARE_SITE = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?!html?\b|php\b|aspx?\b|docx?\b|pdf\b)[a-z]{2,24}(?:/\S*)?", re.IGNORECASE
)
_LOCAL_PART = r"[^@\s<>()\[\]:;,\"\\\x00-\x1f\x7f]{1,64}"
_DOMAIN = r"[^@\s<>()\[\]:;,\"\\_\x00-\x1f\x7f]+\.[^@\W\d_]{2,63}"
_MAILBOX = re.compile(f"{_LOCAL_PART}@{_DOMAIN}")


def parse_website(text: str) -> str | Reason:
    """Return the web address of a cell; Access hyperlinks ("Shop#http://…#") give their address.

    Only http and https are addresses of a site; a file name or any other scheme is refused.
    """
    parts = text.split("#")
    address = (parts[1] if len(parts) >= 3 else text).strip()
    if _SITE.fullmatch(address) or _BARE_SITE.fullmatch(address):
        return address
    return because("website-not-an-address", value=text, expected="https://www.example.com")


_BETWEEN_SIGNS = re.compile(r"[;；、，\r\n|,/]")
_BETWEEN_NUMBERS = re.compile(r"\s*(?:[;；、，\r\n|]|,(?=\s*[+(\d])|(?:^|(?<=[\d\s)]))/(?=\s*[+(\d]))\s*")


def parse_numbers(text: str) -> list[str]:
    """Take the telephone numbers of a cell apart; where a piece is too short to be one, the cell is one number.

    >>> parse_numbers("0574-87654321 / 13800001111"), parse_numbers("0574-87654321/22")
    (['0574-87654321', '13800001111'], ['0574-87654321/22'])
    """
    if text.isdecimal():
        return [text]
    if not _BETWEEN_SIGNS.search(text):
        return [" ".join(text.split())]
    parts = [part for part in _BETWEEN_NUMBERS.split(text) if part]
    if len(parts) > 1 and all(sum(map(str.isdigit, part)) >= _SHORTEST_NUMBER for part in parts):
        return parts
    return [" ".join(text.split())]


_SHORTEST_NUMBER = 5
_CYCLE = re.compile(r"(?:every |each |alle |每 ?)?(\d{1,4})? ?([^\W\d]*)\.?")
_CYCLE_DAYS = {
    **dict.fromkeys(("", "d", "day", "days", "tage", "tag", "天", "日"), 1),
    **dict.fromkeys(("w", "week", "weeks", "weekly", "woche", "wochen", "周", "星期"), 7),
    **dict.fromkeys(("m", "month", "months", "monthly", "monat", "monate", "monatlich", "月", "个月"), 30),
    **dict.fromkeys(("quarter", "quarters", "quarterly", "quartal", "季", "季度", "个季度"), 91),
    **dict.fromkeys(("y", "year", "years", "yearly", "annual", "annually", "jahr", "jahre", "jährlich", "年"), 365),
}


def parse_cycle(text: str) -> int | Reason:
    """Read how many days lie between two orders: "90", "3 months", "quarterly", "每季度"; the days or why not.

    >>> parse_cycle("90"), parse_cycle("every 6 weeks"), parse_cycle("半年一次").code
    (90, 42, 'not-a-cycle')
    """
    found = _CYCLE.fullmatch(plain_digits(text).strip().casefold())
    days = _CYCLE_DAYS.get(found[2]) if found else None
    if found is None or days is None or (found[1] is None and not found[2]) or found[1] == "0":
        return because("not-a-cycle", value=text, expected="90")
    return int(found[1] or 1) * days


def parse_mailboxes(text: str) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Return the mail addresses of a cell, which may hold several, and a reason for each part that is none.

    A cell with line breaks is taken only when every part of it is an address: anything else could become a header.
    """
    if text.isascii() and _MAILBOX.fullmatch(text):
        return (text,), ()
    tidy = re.sub(r"(?i)mailto:", "", unglued(unicodedata.normalize("NFKC", text)).replace("。", "."))
    # A name begins behind a separator or a blank: what stands right behind an @ belongs to the address before it.
    bare_list = re.sub(r"(?:\"[^\"]*\"\s*|(?<![^\s;,/])[^<>;,\r\n@]*|)<([^<>]*)>", r" \1 ", tidy)
    parts = [part for part in re.split(r"[;,；，、|\s]+", bare_list) if part not in ("", "/", "&", "+")]
    found: list[str] = []
    refused: list[Reason] = []
    for part in parts:
        bare = part.strip("'()\" ").rstrip(".")
        if not _MAILBOX.fullmatch(bare):
            refused.append(because("not-a-mailbox", value=part, expected="name@company.com"))
        elif bare not in found:
            found.append(bare)
    if refused and len(text.splitlines()) > 1:
        return (), (because("mailbox-line-break", value=" ⏎ ".join(text.split())),)
    return tuple(found), tuple(refused)
