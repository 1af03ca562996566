"""Addresses as typed or pasted, made normal; the original is kept by the caller."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tradedesk.domain.errors import RuleSaysNo

#: Typing slips worth a hint, never corrected by themselves; real providers with similar names are not among them.
_SLIPS = {
    **dict.fromkeys(("gmial.com", "gamil.com", "gmai.com", "gmal.com", "gmail.con", "gmail.cm"), "gmail.com"),
    **dict.fromkeys(("hotmial.com", "hotmai.com", "hotmail.con"), "hotmail.com"),
    **dict.fromkeys(("outlok.com", "outlook.con"), "outlook.com"),
    **dict.fromkeys(("yaho.com", "yahooo.com", "yahoo.con"), "yahoo.com"),
    **dict.fromkeys(("136.com", "163.con", "163.cm"), "163.com"),
    **dict.fromkeys(("qq.con", "qq.cm"), "qq.com"),
}
_INVISIBLE = re.compile("[\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]")
_ANGLED = re.compile(r"<\s*([^<>]+?)\s*>")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|extension|x)\s*(\d{1,6})$", re.IGNORECASE)


@dataclass(frozen=True)
class MailEntry:
    """A mail address made normal: domain in lower case and Unicode; ``hint`` is a likely other address, or empty."""

    value: str
    original: str
    ascii_value: str
    hint: str = ""


def normalise_mail(text: str) -> MailEntry:
    """One mail address from what was typed or pasted ("mailto:", "Name <a@b.com>", full-width signs).

    Raises RuleSaysNo (field "value"): address-line-break, address-invalid (with ``why``).
    """
    if re.search(r"[\r\n]", text.strip()):
        raise RuleSaysNo("address-line-break", "value", address=" ".join(text.split()))
    cleaned = _cleaned(text)
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(cleaned, check_deliverability=False, strict=True)
    except EmailNotValidError as error:
        raise RuleSaysNo("address-invalid", "value", address=cleaned, why=str(error)) from None
    value = f"{found.local_part}@{found.domain}"
    slip = _SLIPS.get(found.domain, "")
    hint = f"{found.local_part}@{slip}" if slip else ""
    return MailEntry(value, text, f"{found.local_part}@{found.ascii_domain}", hint)


def normalise_phone(text: str) -> str:
    """A telephone or WhatsApp number: "+", digits, and an extension behind "x"; wa.me links are read.

    Raises RuleSaysNo (field "value") phone-invalid when there are fewer than five digits or letters among them.
    """
    cleaned = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip()
    cleaned = re.sub(r"^(?:https?://)?(?:wa\.me/|api\.whatsapp\.com/send\?phone=)", "+", cleaned, flags=re.IGNORECASE)
    cleaned = re.sub(r"@c\.us$", "", cleaned)
    cleaned = re.sub(r"^tel:", "", cleaned, flags=re.IGNORECASE).partition("?")[0]
    extension = ""
    match = _EXTENSION.search(cleaned)
    if match:
        extension, cleaned = f"x{match[1]}", cleaned[: match.start()]
    digits = re.sub(r"[\s().\-/·–]", "", cleaned)
    digits = re.sub(r"^\+{2,}", "+", digits)
    digits = re.sub(r"^00", "+", digits)
    if not re.fullmatch(r"\+?\d{5,18}", digits):
        raise RuleSaysNo("phone-invalid", "value", phone=text.strip())
    return digits + extension


def split_pasted(text: str) -> list[str]:
    """The addresses of a pasted list: "a@b.com; c@d.com / Name <e@f.com>"; in order, each once."""
    found: list[str] = []
    for piece in re.split(r"[;；\n\r\t]|,(?=[^,]*@)|，|、|\s/\s", _INVISIBLE.sub(" ", text)):
        inner = _ANGLED.search(piece)
        for word in [inner[1]] if inner else [part for part in piece.split() if "@" in part or "＠" in part]:
            address = word.strip(" ,;<>()\"'")
            if address and address not in found:
                found.append(address)
    return found


def _cleaned(text: str) -> str:
    plain = _INVISIBLE.sub("", text).strip()
    angled = _ANGLED.search(plain)
    if angled:
        plain = angled[1]
    plain = re.sub(r"^mailto:", "", plain, flags=re.IGNORECASE).partition("?")[0]
    plain = plain.translate({ord("＠"): "@", ord("．"): ".", ord("。"): "."})
    return unicodedata.normalize("NFKC", plain).strip(" \t.,;:<>\"'")
