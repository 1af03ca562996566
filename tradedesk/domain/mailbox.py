"""What kind of mailbox an address is (邮箱类型), presumed from its domain and local part, with the reason (B2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tradedesk.domain.address import Department, MailboxKind
from tradedesk.domain.reason import Reason, because

_SEPARATORS = re.compile(r"[._\-\s]+")
#: What providers' own people have before the provider's domain (corp.mail.ru): not a customer's mailbox.
_STAFF_LABELS = frozenset({"corp", "staff", "team", "hq", "office", "internal", "intra"})
#: "coolmail", "mailbox24", "tempmail-now": a provider's name more often than a firm's.
_LIKE_A_PROVIDER = re.compile(r"mail(?:box|er|s)?\d*$|^(?:web|temp|free|trash|mini)mail")
#: One person's desk, whatever the person is called: "sales.director" is not the sales department's mailbox.
_TITLES = frozenset(
    {"ceo", "cfo", "coo", "cto", "gm", "md", "director", "president", "owner", "boss", "manager", "vp", "gf"}
    | {"gerencia", "direccion", "direktor", "geschaeftsfuehrung", "laoban", "zongjingli"}
)
#: So many neighbouring words may spell one role word: cuentas.por.pagar.
_LONGEST_JOIN = 3


@dataclass(frozen=True)
class Lexicon:
    """What is known of mail providers and department words; all in lower case.

    ``personal`` are providers' domains, matched exactly, since providers' own people use others (``staff``);
    ``personal_parents`` give their customers a domain below (ms12.hinet.net); ``brands`` are providers under any
    ending (yahoo.*). ``disposable`` also counts for everything below. ``shared`` serve a telephone company's staff
    and its customers alike. ``departments`` are words by department; ``also_names`` are those words (and never-write
    words) that mean something else beside a name, and count only when all other words are role words too.
    ``slips`` are mistyped providers. ``registrable`` gives the domain that one registers (shop.firm.co.uk →
    firm.co.uk).
    """

    personal: frozenset[str]
    disposable: frozenset[str]
    staff: frozenset[str]
    departments: Mapping[str, Department]
    never_write: frozenset[str]
    registrable: Callable[[str], str]
    personal_parents: frozenset[str] = frozenset()
    brands: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    also_names: frozenset[str] = frozenset()
    slips: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Presumption:
    """What a mailbox is taken to be until somebody confirms it, and why."""

    kind: MailboxKind
    department: Department | None
    reason: Reason


def presume_kind(value: str, company_domains: frozenset[str], lexicon: Lexicon) -> Presumption:
    """Presume what a mail address is (B2). ``company_domains`` speak for the company: its web site's, its mailboxes'.

    A role word counts as a whole token only (salesa@ is a person); on a free provider it is never official. Where
    the domain could be a provider's that nobody listed, the answer is unsure rather than the company's.
    """
    local, _, domain = value.strip().rpartition("@")
    local, domain = fold(local.partition("+")[0]), domain.casefold().rstrip(".")
    if not local or "." not in domain:
        return Presumption(MailboxKind.UNSURE, None, because("kind.unsure", "B2", address=value))
    tokens = _tokens(local)
    unfit = _unfit(tokens, domain, lexicon)
    if unfit is not None:
        return unfit
    department, word = _desk(tokens, lexicon)
    if _is_personal(domain, lexicon):
        return _personal(domain, word)
    doubt = _doubt(domain, company_domains, lexicon)
    if doubt is not None:
        return Presumption(MailboxKind.UNSURE, None, doubt)
    if department is not None:
        reason = because("kind.department-word", "B2", word=word, department=str(department), domain=domain)
        return Presumption(MailboxKind.DEPARTMENT, department, reason)
    return _company(domain, company_domains, lexicon)


def host_of(website: str) -> str:
    """The host of a web address, without "www.": what a company's mail domain is compared with."""
    host = re.sub(r"^[a-z][a-z0-9+.-]*://", "", website.strip(), flags=re.IGNORECASE)
    host = re.split(r"[/?#]", host, maxsplit=1)[0].casefold().rpartition("@")[2].partition(":")[0]
    host = host.removeprefix("www.").strip(".")
    if "xn--" not in host:
        return host
    try:
        # Mail domains are kept in Unicode, so they can be compared.
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def fold(word: str) -> str:
    """A word as it is compared: lower case, without accents (Qualität, comptabilité, muhasebe alike)."""
    if word.isascii():
        return word.lower()
    plain = word.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l")
    decomposed = unicodedata.normalize("NFKD", plain)
    return unicodedata.normalize("NFC", "".join(each for each in decomposed if not unicodedata.combining(each)))


def _tokens(local: str) -> list[str]:
    """The words of a local part without numbers: "sales-2.cn" is sales and cn."""
    return [word for word in (each.strip("0123456789") for each in _SEPARATORS.split(local)) if word]


def _joins(tokens: list[str]) -> list[tuple[str, bool]]:
    """The tokens, and neighbouring tokens with a dot between, the longest first; with "is this all of it".

    The dot stays: "satin.alma" is Turkish for purchasing, but "dan.zheng" is a person, though "danzheng" is a desk.
    """
    count = len(tokens)
    return [
        (".".join(tokens[start : start + size]), size == count)
        for size in range(min(_LONGEST_JOIN, count), 0, -1)
        for start in range(count - size + 1)
    ]


def _unfit(tokens: list[str], domain: str, lexicon: Lexicon) -> Presumption | None:
    """A mailbox that nobody reads, or that is thrown away."""
    never = _never(tokens, lexicon)
    if never:
        word = never.replace(".", "-")
        return Presumption(MailboxKind.NEVER_WRITE, None, because("kind.never-write", "B2", word=word))
    if _below(domain, lexicon.disposable):
        return Presumption(MailboxKind.DISPOSABLE, None, because("kind.disposable", "B2", domain=domain))
    return None


def _never(tokens: list[str], lexicon: Lexicon) -> str:
    """The word that says that nobody reads this mailbox (no-reply, bounces), or nothing."""
    for word, whole in _joins(tokens):
        if word in lexicon.never_write and (whole or word not in lexicon.also_names):
            return word
    return ""


def _desk(tokens: list[str], lexicon: Lexicon) -> tuple[Department | None, str]:
    """The department that a whole token names, and the word; one of its own wins over "info"."""
    if not _TITLES.isdisjoint(tokens):
        return None, ""
    desk: tuple[Department | None, str] = (None, "")
    roles = [each in lexicon.departments for each in tokens]
    for word, whole in _joins(tokens):
        department = lexicon.departments.get(word)
        if department is None or (word in lexicon.also_names and not whole and not all(roles)):
            continue
        if department is not Department.GENERAL:
            return department, word
        # "anna.info" is a person with a word behind the name; "info" or "info.de" is a desk.
        if desk[0] is None and (whole or roles[0]):
            desk = (department, word)
    return desk


def _below(domain: str, listed: frozenset[str]) -> bool:
    """Whether the domain or one above it is listed."""
    while "." in domain:
        if domain in listed:
            return True
        domain = domain.partition(".")[2]
    return False


def _is_personal(domain: str, lexicon: Lexicon) -> bool:
    if domain in lexicon.staff:
        return False
    if domain in lexicon.personal or _below(domain, lexicon.personal_parents):
        return True
    brand, _, ending = domain.partition(".")
    # yahoo.com.xx and gmx.xx, but not yahoo.firm.example: a country's ending is short.
    return brand in lexicon.brands and all(len(label) <= 3 for label in ending.split("."))


def _personal(domain: str, word: str) -> Presumption:
    if word:
        reason = because("kind.personal-with-role-word", "B2", domain=domain, word=word)
    else:
        reason = because("kind.free-provider", "B2", domain=domain)
    return Presumption(MailboxKind.PERSONAL, None, reason)


def _doubt(domain: str, company_domains: frozenset[str], lexicon: Lexicon) -> Reason | None:
    """Why the domain is not taken as the company's own, unless the company's web site or mailboxes are there."""
    if domain in company_domains or domain in lexicon.staff:
        return None
    label, provider = _provider_above(domain, lexicon)
    if provider:
        staff = label in _STAFF_LABELS
        return None if staff else because("kind.below-provider", "B2", domain=domain, provider=provider)
    if _is_companys(domain, company_domains, lexicon):
        return None
    reason = None
    if domain in lexicon.slips:
        reason = because("kind.looks-mistyped", "B2", domain=domain, likely=lexicon.slips[domain])
    elif _below(domain, lexicon.shared):
        reason = because("kind.shared-domain", "B2", domain=domain)
    elif _LIKE_A_PROVIDER.search(lexicon.registrable(domain).partition(".")[0]):
        reason = because("kind.like-provider", "B2", domain=domain)
    return reason


def _provider_above(domain: str, lexicon: Lexicon) -> tuple[str, str]:
    """The listed provider that a domain lies below, and the label just before it; two empty words without one."""
    label, _, above = domain.partition(".")
    while "." in above:
        if above in lexicon.personal:
            return label, above
        label, _, above = above.partition(".")
    return "", ""


def _company(domain: str, company_domains: frozenset[str], lexicon: Lexicon) -> Presumption:
    if domain in lexicon.staff or _provider_above(domain, lexicon)[1]:
        return Presumption(MailboxKind.COMPANY, None, because("kind.provider-staff", "B2", domain=domain))
    if _is_companys(domain, company_domains, lexicon):
        own = lexicon.registrable(domain)
        return Presumption(MailboxKind.COMPANY, None, because("kind.same-domain", "B2", domain=own))
    return Presumption(MailboxKind.COMPANY, None, because("kind.own-domain", "B2", domain=domain))


def _is_companys(domain: str, company_domains: frozenset[str], lexicon: Lexicon) -> bool:
    if not company_domains:
        return False
    own = lexicon.registrable(domain)
    return any(domain == each or own == lexicon.registrable(each) for each in company_domains)
