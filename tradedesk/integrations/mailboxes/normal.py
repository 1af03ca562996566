"""Addresses as typed or pasted, made normal; the original is kept by the caller (B1)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.integrations.mailboxes.lexicon import slips

#: What comes along when an address is copied: no-break space, zero width, direction marks, soft hyphen.
_INVISIBLE = re.compile("[\u00a0\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff\u00ad\u3000]")
_LINE_BREAK = re.compile("[\r\n\u0085\u2028\u2029\v\f]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_ANGLED = re.compile(r"<\s*([^<>]*[@＠][^<>]*?)\s*>")
_SIGNS = str.maketrans({"＠": "@", "．": ".", "。": ".", "｡": "."})
_BEFORE = " \t,;:<>()[]\"'、，；：“”‘’《》（）"
_AFTER = _BEFORE + ".。"
#: What needs no cleaning and no second look, as nearly every address of a list; all else is read in full. A domain's
#: label with dashes in the third and fourth place is a coded one.
_PLAIN = re.compile(
    r"(?=[^@]{1,64}@.{4,180}$)[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*"
    r"@(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?\.)+([a-z]{2,20})"
)
#: Names that mail can never reach (RFC 6761 and RFC 6762): a slip, or a machine at home.
_NOWHERE = frozenset({"test", "local", "localhost", "invalid", "example", "internal", "lan", "home"})
_NOT_FOR_MAIL = frozenset({"arpa", "onion"})
#: Endings that nobody has and many type.
_ENDINGS = {"con": "com", "cmo": "com", "ocm": "com", "comm": "com", "vom": "com", "nte": "net"}


@dataclass(frozen=True)
class MailEntry:
    """A mail address made normal: domain in lower case and Unicode; ``hint`` is a likely other address, or empty.

    ``ascii_value`` has the domain as punycode; it is empty where the part before the @ is not ASCII, since only mail
    programs with SMTPUTF8 can send there.
    """

    value: str
    original: str
    ascii_value: str
    hint: str = ""


def normalise_mail(text: str) -> MailEntry:
    """One mail address from what was typed or pasted ("mailto:", "Name <a@b.com>", full-width signs).

    A mistyped provider is offered as ``hint`` and never corrected. Raises RuleSaysNo (field "value"), each with
    ``address``: address-line-break, address-control, address-no-at, address-several, address-nowhere (.test, .local),
    address-bad-name (before the @), address-bad-domain (behind it).
    """
    plain = _PLAIN.fullmatch(text)
    if plain and plain[1] not in _NOWHERE | _NOT_FOR_MAIL:
        local, _, domain = text.rpartition("@")
        likely = likely_domain(domain)
        return MailEntry(text, text, text, f"{local}@{likely}" if likely else "")
    if _LINE_BREAK.search(text.strip()):
        raise RuleSaysNo("address-line-break", "value", address=" ".join(text.split()))
    cleaned = _cleaned(text)
    _refuse_at_sight(cleaned)
    from email_validator import EmailNotValidError, ValidatedEmail, validate_email

    try:
        found: ValidatedEmail = validate_email(cleaned, check_deliverability=False, strict=True)
    except EmailNotValidError:
        raise RuleSaysNo(_part_at_fault(cleaned), "value", address=cleaned) from None
    value = f"{found.local_part}@{found.domain}"
    ascii_value = f"{found.local_part}@{found.ascii_domain}" if found.local_part.isascii() else ""
    likely = likely_domain(found.domain)
    return MailEntry(value, text, ascii_value, f"{found.local_part}@{likely}" if likely else "")


def likely_domain(domain: str) -> str:
    """The domain that was probably meant (gmial.com, firm.con), or nothing; a hint and never a correction."""
    known = slips().get(domain, "")
    name, _, ending = domain.rpartition(".")
    return known or (f"{name}.{_ENDINGS[ending]}" if name and ending in _ENDINGS else "")


def _cleaned(text: str) -> str:
    plain = _INVISIBLE.sub("", text).strip()
    angled = _ANGLED.search(plain)
    if angled:
        plain = angled[1]
    plain = plain.translate(_SIGNS).lstrip(_BEFORE).rstrip(_AFTER)
    if plain.lower().startswith("mailto:"):
        from urllib.parse import unquote

        plain = unquote(plain[len("mailto:") :].partition("?")[0])
    return unicodedata.normalize("NFKC", plain).lstrip(_BEFORE).rstrip(_AFTER)


def _refuse_at_sight(address: str) -> None:
    if _LINE_BREAK.search(address):
        raise RuleSaysNo("address-line-break", "value", address=" ".join(address.split()))
    if _CONTROL.search(address):
        raise RuleSaysNo("address-control", "value", address=_CONTROL.sub("�", address))
    signs = address.count("@")
    if signs == 0:
        raise RuleSaysNo("address-no-at", "value", address=address)
    if signs > 1:
        raise RuleSaysNo("address-several", "value", address=address)
    if address.rpartition(".")[2].casefold() in _NOWHERE or address.casefold().endswith("@localhost"):
        raise RuleSaysNo("address-nowhere", "value", address=address)


def _part_at_fault(address: str) -> str:
    """Which side of the @ is wrong: the domain is tried behind a name that is surely right."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(f"a@{address.rpartition('@')[2]}", check_deliverability=False)
    except EmailNotValidError:
        return "address-bad-domain"
    return "address-bad-name"
