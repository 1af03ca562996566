"""Telephone and WhatsApp numbers as people write them, made normal without guessing a country."""

from __future__ import annotations

import re
import unicodedata

from tradedesk.domain.errors import RuleSaysNo

_INVISIBLE = re.compile("[\u00a0\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff\u00ad]")
_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LINK = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?(?:[^#]*&)?phone=)\+?", re.IGNORECASE
)
_EXTENSION = re.compile(
    r"(?:转|轉|分机|分機|內線|内线|ext\.?|extension|int\.|доб\.?|x|#)[\s:]*(\d{1,6})$", re.IGNORECASE
)
#: 0755-88888888-801: behind a whole Chinese number of area and eight (or seven) digits, the rest is the extension.
_CHINESE_DESK = re.compile(r"^((?:(?:\+|00)86[\s-]*)?\(?0?\d{2,3}\)?[\s-]+\d{3,4}[\s-]?\d{4})-(\d{1,5})$")
_SHORTEST, _LONGEST = 5, 18


def normalise_phone(text: str) -> str:
    """A telephone or WhatsApp number: "+" where it was given, digits, and an extension behind "x".

    Reads wa.me links, "tel:", "00" for "+", "+49 (0) 40 …", digits of other scripts. A number without a country
    stays so. Raises RuleSaysNo (field "value") phone-invalid with ``phone``.
    """
    if _BREAK.search(text.strip()):
        # Two numbers on two lines are two numbers (B1); what is told of them has no break either.
        raise RuleSaysNo("phone-invalid", "value", phone=" ".join(_BREAK.sub(" ", text).split()))
    cleaned = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip()
    cleaned = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in cleaned)
    if _LINK.match(cleaned):
        cleaned = "+" + re.split(r"[?&#/]", _LINK.sub("", cleaned), maxsplit=1)[0]
    cleaned = re.sub(r"@(?:c\.us|s\.whatsapp\.net)$", "", cleaned)
    cleaned = re.sub(r"^tel:", "", cleaned, flags=re.IGNORECASE)
    number, extension = _apart(cleaned)
    if re.match(r"^(?:\+|00)", number):
        number = number.replace("(0)", "")
    digits = re.sub(r"[\s().\-/·–—‐‑]", "", number)
    digits = re.sub(r"^(?:\++|00)", "+", digits)
    # Mexico dropped the 1 before mobile numbers in 2019; WhatsApp still shows it.
    digits = re.sub(r"^\+521(?=\d{10}$)", "+52", digits)
    if not re.fullmatch(rf"\+?[0-9]{{{_SHORTEST},{_LONGEST}}}", digits):
        raise RuleSaysNo("phone-invalid", "value", phone=text.strip())
    return digits + (f"x{extension}" if extension else "")


def _apart(text: str) -> tuple[str, str]:
    """The number and its extension, or an empty extension."""
    match = _EXTENSION.search(text)
    if match:
        return text[: match.start()].strip(" ,;-"), match[1]
    desk = _CHINESE_DESK.match(text)
    return (desk[1], desk[2]) if desk else (text, "")
