"""The forms of a mail address: is it one, with its domain in ASCII, with its display name quoted."""

from __future__ import annotations

import re

#: RFC 5321: octets of the part before the @, of the domain, and of the whole.
LONGEST_LOCAL, LONGEST_DOMAIN, LONGEST_ADDRESS = 64, 253, 254

_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\x80-\U0010ffff-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\x80-\U0010ffff-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")


def is_addr_spec(value: str) -> bool:
    """Whether ``value`` is one bare address: a dot-atom, an @ and a domain name (letters of any script).

    Quoted local parts, comments and domain literals are not taken: mail programs disagree about them.
    """
    local, at, domain = value.rpartition("@")
    if not at or len(value.encode("utf-8", "replace")) > LONGEST_ADDRESS:
        return False
    if len(local.encode("utf-8", "replace")) > LONGEST_LOCAL or not _ATOM.fullmatch(local):
        return False
    if not local.isascii() and not _visible(local):
        return False
    try:
        ascii_domain(domain)
    except ValueError:
        return False
    return True


def _visible(text: str) -> bool:
    """No separators, no invisible or unassigned characters."""
    import unicodedata

    return all(unicodedata.category(character)[0] not in "ZC" for character in text)


def ascii_domain(domain: str) -> str:
    """The domain as DNS knows it: ``例子.公司`` becomes ``xn--…``. ValueError when it is not a domain name."""
    if not domain.isascii():
        import idna

        try:
            domain = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise ValueError(domain) from error
    if len(domain) > LONGEST_DOMAIN or not all(_LABEL.fullmatch(label) for label in domain.split(".")):
        raise ValueError(domain)
    return domain


def needs_utf8(address: str) -> bool:
    """Whether the part before the @ is not ASCII: only mail systems that speak SMTPUTF8 (RFC 6531) carry it."""
    return not address.rpartition("@")[0].isascii()


def with_ascii_domain(address: str) -> str:
    """The address with its domain in ASCII; the local part stays as it is."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{ascii_domain(domain)}"


def mailbox(name: str, address: str) -> str:
    """``"Müller, Hans" <hans@example.com>`` in plain Unicode, the name always quoted; the bare address without one."""
    if not name:
        return address
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" <{address}>'
