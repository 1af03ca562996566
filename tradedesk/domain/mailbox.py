"""What kind of mailbox an address is (邮箱类型), presumed from its domain and local part, with the reason (B2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from tradedesk.domain.address import Department, MailboxKind
from tradedesk.domain.reason import Reason, because

_SEPARATORS = re.compile(r"[._\-\s]+")
#: What providers' own people have before the provider's domain (corp.mail.ru): not a customer's mailbox.
_STAFF_LABELS = frozenset({"corp", "staff", "team", "hq", "office", "internal", "intra"})
#: "coolmail", "mailbox24", "tempmail-now": a provider's name more often than a firm's.
_LIKE_A_PROVIDER = re.compile(r"mail(?:box|er|s)?\d*$|^(?:web|temp|free|trash|mini)mail")
#: What a service of throw-away mailboxes calls itself; one more of them opens every day.
_LIKE_THROWN_AWAY = re.compile(
    r"temp-?e?-?mail|tmp-?mail|throw-?a?way-?e?mail|(?:10|20)-?min(?:ute)?s?-?e?mail|trash-?e?mail|guerr?illa-?mail"
    r"|mailinator|yopmail|wegwerf-?e?mail|fake-?(?:inbox|e?mail)|burner-?(?:e?mail|inbox)|disposable-?e?mail"
)
#: Old public networks in China gave whole towns a domain: public.szptt.net.cn.
_PUBLIC_NETWORK = re.compile(r"^public\d*\.")
#: One person's desk, whatever the person is called: "sales.director" is not the sales department's mailbox.
_TITLES = frozenset(
    {"ceo", "cfo", "coo", "cto", "gm", "md", "director", "president", "owner", "boss", "manager", "vp", "gf"}
    | {"gerencia", "direccion", "direktor", "geschaeftsfuehrung", "laoban", "zongjingli"}
)
#: So many neighbouring words may spell one role word: cuentas.por.pagar.
_LONGEST_JOIN = 4
#: Shorter words are not looked for inside longer ones, so that no name is read as two of them.
_SHORTEST_PART = 4
_NEVER_BEGINNINGS = ("noreply", "donotreply", "mailerdaemon")
_NONE: Mapping[str, MailboxKind] = MappingProxyType({})


@dataclass(frozen=True)
class Lexicon:
    """What is known of mail providers and department words; all in lower case.

    ``personal`` are providers' domains, matched exactly, since providers' own people use others (``staff``);
    ``personal_parents`` give their customers a domain below (ms12.hinet.net); ``brands`` are providers under any
    ending (yahoo.*). ``disposable`` also counts for everything below. ``shared`` serve a telephone company's staff
    and its customers alike. ``departments`` are words by department; ``also_names`` are those words (and never-write
    words) that mean something else beside a name, and count only when all other words are role words too.
    ``affixes`` only say that a desk is meant (dept, ufficio, 部); ``networks`` are endings for network providers and
    their customers (net.sa). ``slips`` are mistyped providers. ``registrable`` gives the domain that one registers
    (shop.firm.co.uk → firm.co.uk).
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
    affixes: frozenset[str] = frozenset()
    networks: frozenset[str] = frozenset()
    slips: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Presumption:
    """What a mailbox is taken to be until somebody confirms it, and why."""

    kind: MailboxKind
    department: Department | None
    reason: Reason


def presume_kind(
    value: str, company_domains: frozenset[str], lexicon: Lexicon, corrected: Mapping[str, MailboxKind] = _NONE
) -> Presumption:
    """Presume what a mail address is (B2). ``company_domains`` speak for the company: its web site's, its mailboxes'.

    A role word counts as a whole token only (salesa@ is a person); on a free provider it is never official. Where
    the domain could be a provider's that nobody listed, the answer is unsure rather than the company's. ``corrected``
    is what the user said of whole domains, each as ``domain_of`` gives it: it wins over the lists, and covers what
    lies below unless that has one of its own. At a domain corrected to a company's the words still tell departments.
    """
    local, domain = fold(value.strip().rpartition("@")[0].partition("+")[0]), domain_of(value)
    if not local or "." not in domain:
        return Presumption(MailboxKind.UNSURE, None, because("kind.unsure", "B2", address=value))
    tokens = _tokens(local)
    never = _never(tokens, lexicon)
    if never:
        reason = because("kind.never-write", "B2", word=never.replace(".", "-"))
        return Presumption(MailboxKind.NEVER_WRITE, None, reason)
    said = _said(domain, corrected)
    if said is not None:
        return _corrected(tokens, said, lexicon)
    return _by_lists(tokens, domain, company_domains, lexicon)


def domain_of(value: str) -> str:
    """The domain of a mail address as domains are compared: lower case, in Unicode, without a final dot."""
    return _in_unicode(value.strip().rpartition("@")[2].casefold().rstrip("."))


@lru_cache(maxsize=256)
def host_of(website: str) -> str:
    """The host of a web address, without "www.": what a company's mail domain is compared with."""
    host = re.sub(r"^[a-z][a-z0-9+.-]*://", "", website.strip(), flags=re.IGNORECASE)
    host = re.split(r"[/?#]", host, maxsplit=1)[0].casefold().rpartition("@")[2].partition(":")[0]
    return _in_unicode(host.removeprefix("www.").strip("."))


def _in_unicode(host: str) -> str:
    """Mail domains are kept in Unicode, so they can be compared."""
    if "xn--" not in host:
        return host
    try:
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


def _said(domain: str, corrected: Mapping[str, MailboxKind]) -> tuple[str, MailboxKind] | None:
    """What the user said of this domain, or else of the nearest one above it."""
    above = domain
    while corrected and "." in above:
        if above in corrected:
            return above, corrected[above]
        above = above.partition(".")[2]
    return None


def _corrected(tokens: list[str], said: tuple[str, MailboxKind], lexicon: Lexicon) -> Presumption:
    domain, kind = said
    if kind in (MailboxKind.COMPANY, MailboxKind.DEPARTMENT):
        kind = MailboxKind.COMPANY
        department, word = _desk(tokens, lexicon)
        if department is not None:
            return _department(department, word, domain)
    return Presumption(kind, None, because("kind.domain-corrected", "B2", domain=domain, kind=str(kind)))


def _by_lists(tokens: list[str], domain: str, company_domains: frozenset[str], lexicon: Lexicon) -> Presumption:
    if _is_disposable(domain, company_domains, lexicon):
        return Presumption(MailboxKind.DISPOSABLE, None, because("kind.disposable", "B2", domain=domain))
    department, word = _desk(tokens, lexicon)
    if _is_personal(domain, lexicon):
        return _personal(domain, word)
    doubt = _doubt(domain, company_domains, lexicon)
    if doubt is not None:
        return Presumption(MailboxKind.UNSURE, None, doubt)
    if department is not None:
        return _department(department, word, domain)
    return _company(domain, company_domains, lexicon)


def _department(department: Department, word: str, domain: str) -> Presumption:
    reason = because("kind.department-word", "B2", word=word, department=str(department), domain=domain)
    return Presumption(MailboxKind.DEPARTMENT, department, reason)


def _never(tokens: list[str], lexicon: Lexicon) -> str:
    """The word that says that nobody reads this mailbox (no-reply, bounces), or nothing."""
    for word, whole in _joins(tokens):
        if word in lexicon.never_write and (whole or word not in lexicon.also_names):
            return word
        if word.startswith(_NEVER_BEGINNINGS):
            return word
    return ""


def _desk(tokens: list[str], lexicon: Lexicon) -> tuple[Department | None, str]:
    """The department that a whole token names, and the word; one of its own wins over "info"."""
    if not _TITLES.isdisjoint(tokens):
        return None, ""
    desk: tuple[Department | None, str] = (None, "")

    def is_role(token: str) -> bool:
        return token in lexicon.affixes or _named(token, lexicon) is not None

    # "service.achats" is the purchasing department: what may only say "department" is asked last.
    for word, whole in sorted(_joins(tokens), key=lambda join: join[0] in lexicon.affixes):
        department = _named(word, lexicon)
        if department is None or (word in lexicon.also_names and not whole and not all(map(is_role, tokens))):
            continue
        if department is not Department.GENERAL:
            return department, word
        # "anna.info" is a person with a word behind the name; "info" or "info.de" is a desk.
        if desk[0] is None and (whole or is_role(tokens[0])):
            desk = (department, word)
    return desk


def _named(word: str, lexicon: Lexicon) -> Department | None:
    """The department of a word, listed or made of two that fill it: einkauf+abteilung, 購買+課, export+sales."""
    known = lexicon.departments.get(word)
    if known is not None or "." in word:
        return known
    for cut in range(1, len(word)):
        before, after = word[:cut], word[cut:]
        first, second = _part(before, lexicon), _part(after, lexicon)
        if first and (second or after in lexicon.affixes):
            # The last of two is what it is about (exportsales), unless that is any desk (salesoffice).
            return first if second in (None, Department.GENERAL) else second
        if second and before in lexicon.affixes:
            return second
    return None


def _part(word: str, lexicon: Lexicon) -> Department | None:
    """The department of a word inside a longer one: none where it is short or may be a name."""
    if word in lexicon.also_names or (word.isascii() and len(word) < _SHORTEST_PART):
        return None
    return lexicon.departments.get(word)


def _below(domain: str, listed: frozenset[str]) -> bool:
    """Whether the domain or one above it is listed."""
    while "." in domain:
        if domain in listed:
            return True
        domain = domain.partition(".")[2]
    return False


def _is_disposable(domain: str, company_domains: frozenset[str], lexicon: Lexicon) -> bool:
    if _below(domain, lexicon.disposable):
        return True
    own = lexicon.registrable(domain)
    return bool(_LIKE_THROWN_AWAY.search(own.partition(".")[0])) and not _is_companys(domain, company_domains, lexicon)


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
    elif _below(domain, lexicon.networks):
        reason = because("kind.network-domain", "B2", domain=domain)
    elif _PUBLIC_NETWORK.match(domain) or _LIKE_A_PROVIDER.search(lexicon.registrable(domain).partition(".")[0]):
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
