"""What kind of mailbox an address is (邮箱类型), presumed from its domain and local part, with the reason (B2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tradedesk.domain.address import Department, MailboxKind
from tradedesk.domain.reason import Reason, because

_TOKENS = re.compile(r"[^._\-]+")
_DIGITS = re.compile(r"\d+$")

#: One person's desk, whatever the person is called: not a department, and no proof of a company's official mailbox.
_TITLES = frozenset(
    {"ceo", "cfo", "coo", "cto", "gm", "md", "director", "president", "owner", "boss", "manager", "vp", "gf"}
    | {"gerencia", "direccion", "direktor", "laoban", "zongjingli"}
)


@dataclass(frozen=True)
class Lexicon:
    """What is known of mail providers and department words.

    ``personal`` are providers' domains, matched exactly, since providers' own people use others; ``disposable`` also
    counts for everything below; ``registrable`` gives the domain that one registers (shop.firm.co.uk → firm.co.uk).
    """

    personal: frozenset[str]
    disposable: frozenset[str]
    staff: frozenset[str]
    departments: Mapping[str, Department]
    never_write: frozenset[str]
    registrable: Callable[[str], str]


@dataclass(frozen=True)
class Presumption:
    """What a mailbox is taken to be until somebody confirms it, and why."""

    kind: MailboxKind
    department: Department | None
    reason: Reason


def presume_kind(value: str, company_domains: frozenset[str], lexicon: Lexicon) -> Presumption:
    """Presume what a mail address is. ``company_domains`` speak for the company: its web site's, its other mailboxes'.

    A role word counts as a whole token only (salesa@ is a person); on a free provider it is never official.
    """
    local, _, domain = value.rpartition("@")
    local, domain = local.casefold().partition("+")[0], domain.casefold()
    if _never(local, lexicon):
        return Presumption(MailboxKind.NEVER_WRITE, None, because("kind.never-write", "B2", word=local))
    if _is_disposable(domain, lexicon):
        return Presumption(MailboxKind.DISPOSABLE, None, because("kind.disposable", "B2", domain=domain))
    department, word = _department(local, lexicon)
    if domain in lexicon.personal:
        code = "kind.personal-with-role-word" if department else "kind.free-provider"
        return Presumption(MailboxKind.PERSONAL, None, because(code, "B2", domain=domain, word=word))
    if department is not None:
        reason = because("kind.department-word", "B2", word=word, department=str(department), domain=domain)
        return Presumption(MailboxKind.DEPARTMENT, department, reason)
    return _company(domain, company_domains, lexicon)


def host_of(website: str) -> str:
    """The host of a web address, without "www.": what a company's mail domain is compared with."""
    host = re.sub(r"^[a-z][a-z0-9+.-]*://", "", website.strip(), flags=re.IGNORECASE)
    host = re.split(r"[/?#:]", host, maxsplit=1)[0].casefold().rpartition("@")[2]
    return host.removeprefix("www.").strip(".")


def _company(domain: str, company_domains: frozenset[str], lexicon: Lexicon) -> Presumption:
    own = lexicon.registrable(domain)
    if domain in lexicon.staff:
        return Presumption(MailboxKind.COMPANY, None, because("kind.provider-staff", "B2", domain=domain))
    if own in {lexicon.registrable(each) for each in company_domains}:
        return Presumption(MailboxKind.COMPANY, None, because("kind.same-domain", "B2", domain=own))
    return Presumption(MailboxKind.COMPANY, None, because("kind.own-domain", "B2", domain=domain))


def _never(local: str, lexicon: Lexicon) -> bool:
    return _DIGITS.sub("", local) in lexicon.never_write


def _is_disposable(domain: str, lexicon: Lexicon) -> bool:
    while "." in domain:
        if domain in lexicon.disposable:
            return True
        domain = domain.partition(".")[2]
    return False


def _department(local: str, lexicon: Lexicon) -> tuple[Department | None, str]:
    """The department that a whole token names; a specific one wins over "info"."""
    tokens = [_DIGITS.sub("", token) or token for token in _TOKENS.findall(local)]
    whole = re.sub(r"[._\-]", "", _DIGITS.sub("", local))
    found: tuple[Department | None, str] = (None, "")
    for token in (whole, *tokens):
        if token in _TITLES:
            return None, ""
        department = lexicon.departments.get(token)
        if department is not None and department is not Department.GENERAL:
            return department, token
        if department is not None and found[0] is None:
            found = (department, token)
    # "anna.info" is a person with a word behind the name; "info" or "info.de" is a desk.
    return found if len(tokens) == 1 or lexicon.departments.get(tokens[0]) else (None, "")
