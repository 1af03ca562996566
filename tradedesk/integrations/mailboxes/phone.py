"""Telephone, fax and WhatsApp numbers as people write them, made normal; a country is never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.reason import Reason, because

if TYPE_CHECKING:
    from phonenumbers import PhoneNumberDesc

_INVISIBLE = re.compile("[\u00a0\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff\u00ad]")
_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LINK = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?(?:[^#]*&)?phone=|whatsapp://send/?\?phone=)\+?",
    re.IGNORECASE,
)
#: Links that lead to a chat, a group or a code and do not say the number.
_HIDDEN = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:wa\.me/(?:message|qr|c|p)/|chat\.whatsapp\.com/|(?:www\.)?whatsapp\.com/channel/)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"@(?:c\.us|s\.whatsapp\.net)$")
_EXTENSION = re.compile(
    r"(?:转|轉|分机|分機|內線|内线|;ext=|ext\.?|extension|int\.|доб\.?|x|#)[\s:]*(\d{1,6})$", re.IGNORECASE
)
#: 0755-88888888-801: behind a whole Chinese number of area and eight (or seven) digits, the rest is the extension.
_CHINESE_DESK = re.compile(r"^((?:(?:\+|00)86[\s-]*)?\(?0?\d{2,3}\)?[\s-]+\d{3,4}[\s-]?\d{4})-(\d{1,5})$")
_SHORTEST, _LONGEST = 5, 18
#: Digits with a country and blanks between them: nothing to take off.
_PLAIN = re.compile(r"\+(?!52 ?1)[1-9](?: ?[0-9]){5,16}")


@dataclass(frozen=True)
class PhoneEntry:
    """A number made normal: "+", digits, an extension behind "x". ``doubt``: why it should be looked at, or None."""

    value: str
    original: str
    doubt: Reason | None = None


def normalise_phone(text: str, region: str = "") -> str:
    """The normal form alone; raises as ``read_phone``."""
    return read_phone(text, region).value


def read_phone(text: str, region: str = "") -> PhoneEntry:
    """A telephone, fax or WhatsApp number; ``region`` (ISO 3166 alpha-2) is where one without a country belongs.

    Reads wa.me links, "tel:", "00" for "+", "+49 (0) 40 …", digits of other scripts. Without a country and a region
    the digits stay as they are. A number that cannot be is refused, one that merely nobody has now is doubted. Raises
    RuleSaysNo (field "value"), each with ``phone``: phone-invalid, phone-link-without-number, and with ``dial``
    phone-too-short, phone-too-long, phone-wrong-length, phone-without-area; phone-no-such-country.
    """
    digits, extension = _digits(text)
    value, doubt = (digits, None)
    if digits.startswith("+") or region:
        value, doubt = _judged(digits, region.upper(), text)
    elif not digits.startswith("+"):
        doubt = because("phone-without-country", phone=digits)
    return PhoneEntry(value + (f"x{extension}" if extension else ""), text, doubt)


def _digits(text: str) -> tuple[str, str]:
    """What was typed as "+" and digits, and the extension."""
    if _PLAIN.fullmatch(text):
        return text.replace(" ", ""), ""
    if _BREAK.search(text.strip()):
        # Two numbers on two lines are two numbers (B1); what is told of them has no break either.
        raise RuleSaysNo("phone-invalid", "value", phone=" ".join(_BREAK.sub(" ", text).split()))
    cleaned = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip()
    cleaned = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in cleaned)
    if _HIDDEN.match(cleaned):
        raise RuleSaysNo("phone-link-without-number", "value", phone=text.strip())
    if _LINK.match(cleaned):
        cleaned = "+" + re.split(r"[?&#/]", _LINK.sub("", cleaned), maxsplit=1)[0]
    if _ACCOUNT.search(cleaned):
        cleaned = "+" + _ACCOUNT.sub("", cleaned).lstrip("+")
    cleaned = re.sub(r"^tel:(?://)?", "", cleaned, flags=re.IGNORECASE)
    number, extension = _apart(cleaned)
    if re.match(r"^(?:\+|00)", number):
        number = number.replace("(0)", "")
    digits = re.sub(r"[\s().\-/·–—‐‑]", "", number)
    digits = re.sub(r"^(?:\++|00)", "+", digits)
    # Mexico dropped the 1 before mobile numbers in 2019; WhatsApp still shows it.
    digits = re.sub(r"^\+521(?=\d{10}$)", "+52", digits)
    if not re.fullmatch(rf"\+?[0-9]{{{_SHORTEST},{_LONGEST}}}", digits):
        raise RuleSaysNo("phone-invalid", "value", phone=text.strip())
    return digits, extension


def _judged(digits: str, region: str, typed: str) -> tuple[str, Reason | None]:
    """The number with its country, and whether it is one that somebody can have."""
    if _is_whole(digits):
        return digits, None
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

    if not digits.startswith("+") and region not in phonenumbers.SUPPORTED_REGIONS:
        return digits, because("phone-without-country", phone=digits)
    shown = " ".join(typed.split())
    try:
        found = phonenumbers.parse(digits, None if digits.startswith("+") else region)
    except NumberParseException as problem:
        unknown = problem.error_type == NumberParseException.INVALID_COUNTRY_CODE
        raise RuleSaysNo("phone-no-such-country" if unknown else "phone-invalid", "value", phone=shown) from None
    value = phonenumbers.format_number(found, PhoneNumberFormat.E164)
    if phonenumbers.is_valid_number(found):
        return value, None
    refusal = {
        ValidationResult.TOO_SHORT: "phone-too-short",
        ValidationResult.TOO_LONG: "phone-too-long",
        ValidationResult.INVALID_LENGTH: "phone-wrong-length",
        ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "phone-without-area",
        ValidationResult.INVALID_COUNTRY_CODE: "phone-no-such-country",
    }.get(phonenumbers.is_possible_number_with_reason(found))
    if refusal is not None:
        raise RuleSaysNo(refusal, "value", phone=shown, dial=f"+{found.country_code}")
    return value, because("phone-doubtful", phone=value)


class _Numbers(NamedTuple):
    """What the numbers of a country look like; ``taken_off`` is dialled there before a number, and no part of it."""

    taken_off: re.Pattern[str] | None
    all: Callable[[str], bool]
    usual: tuple[Callable[[str], bool], ...]


def _is_whole(digits: str) -> bool:
    """Whether this is "+", a country, and a usual number of that country: it is in its normal form then.

    Of all else nothing is said: ``phonenumbers`` knows it, and takes ten times as long.
    """
    for end in (2, 3, 4):
        numbers = _numbers(digits[:end])
        if numbers is not None:
            own = digits[end:]
            if own.startswith("0") or (numbers.taken_off and numbers.taken_off.match(own)):
                return False
            return numbers.all(own) and any(fits(own) for fits in numbers.usual)
    return False


@cache
def _numbers(dial: str) -> _Numbers | None:
    """What the numbers of a country look like; None where no country is dialled so."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    if not re.fullmatch(r"\+[1-9][0-9]*", dial) or int(dial) not in COUNTRY_CODE_TO_REGION_CODE:
        return None
    known = PhoneMetadata.metadata_for_region_or_calling_code(int(dial), COUNTRY_CODE_TO_REGION_CODE[int(dial)][0])
    if known is None:
        return None
    taken_off = re.compile(known.national_prefix_for_parsing) if known.national_prefix_for_parsing else None
    usual = [known.fixed_line] if known.same_mobile_and_fixed_line_pattern else [known.fixed_line, known.mobile]
    return _Numbers(taken_off, _fits(known.general_desc), tuple(map(_fits, usual)))


def _fits(kind: PhoneNumberDesc | None) -> Callable[[str], bool]:
    """Whether a number is of a kind."""
    if kind is None or not kind.national_number_pattern:
        return lambda _own: False
    looks, lengths = re.compile(kind.national_number_pattern), kind.possible_length
    return lambda own: (not lengths or len(own) in lengths) and looks.fullmatch(own) is not None


def _apart(text: str) -> tuple[str, str]:
    """The number and its extension, or an empty extension."""
    match = _EXTENSION.search(text)
    if match:
        return text[: match.start()].strip(" ,;-"), match[1]
    desk = _CHINESE_DESK.match(text)
    return (desk[1], desk[2]) if desk else (text, "")
