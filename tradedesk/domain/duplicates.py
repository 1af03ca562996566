"""Whether two entries are the same company (B1: many addresses are normal; the same firm twice is not).

Certain is what no two firms share: a tax number, a company mailbox, the whole name in one place. Likely is what people
should look at side by side. How alike two names are (0 to 100) is given in, since it is reckoned by a library.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from tradedesk.domain.ids import PartyId
from tradedesk.domain.mailbox import fold
from tradedesk.domain.reason import Reason, because

#: Two names, 0 (nothing in common) to 100 (the same).
Alike = Callable[[str, str], float]
#: From here on two names are worth a look.
LIKELY = 88.0
#: What stands for a telephone and has fewer digits ("on request") tells nothing.
_DIGITS = 5
#: A word or a mail domain that more entries than this have in common tells nothing.
TOO_COMMON = 60

_FORMS_BY_COUNTRY = """
    llc ltd limited inc incorporated corp corporation co company plc llp lp
    gmbh mbh ag kg ohg ug se sa sas sarl eurl srl spa snc bv nv vof cv ab asa oy oyj aps sl slu ltda eireli
    sro zrt kft doo ood eood ooo oao zao pao ao tov sti tic jsc tnhh pt tbk sdn bhd pte pty kk yk
    fzco fze fzc wll spc est
"""
_LATIN_FORMS = frozenset(_FORMS_BY_COUNTRY.split())
#: What a company calls its form in scripts without blanks.
_FORMS_AT_THE_END = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|株式会社|有限会社|合同会社|주식회사|유한회사)"
)
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Entry:
    """What of a party tells whether it is another: names, place, numbers, company mailboxes, domains, phones.

    ``mailboxes`` and ``domains`` are those of the company alone: a free provider's tells nothing.
    """

    id: PartyId
    names: tuple[str, ...]
    country: str = ""
    city: str = ""
    tax_no: str = ""
    mailboxes: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pair:
    """Two entries that are, or may be, one company; the older (lower number) first. ``why`` is never empty."""

    first: PartyId
    second: PartyId
    certain: bool
    why: tuple[Reason, ...]


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """A company's name without its form, its punctuation and its accents: what is left tells who it is.

    >>> bare_name("Nordlicht Möbel GmbH & Co. KG")
    'nordlicht mobel'
    """
    folded = fold(name.replace(".", "")).replace("&", " ")
    if not folded.isascii():
        folded = _FORMS_AT_THE_END.sub(" ", folded)
    words = _WORDS.findall(folded)
    kept = [word for word in words if word not in _LATIN_FORMS]
    return " ".join(kept or words)


def judge(first: Entry, second: Entry, alike: Alike) -> Pair | None:
    """Whether two entries are one company, and why; None when nothing speaks for it."""
    certain = list(_certain(first, second))
    likely = list(_likely(first, second, alike))
    if not certain and not likely:
        return None
    older, newer = sorted((first.id, second.id))
    return Pair(older, newer, bool(certain), (*certain, *likely))


def _certain(first: Entry, second: Entry) -> Iterator[Reason]:
    if first.tax_no and first.tax_no == second.tax_no and _same_or_unknown(first.country, second.country):
        yield because("same-tax-no", "B1", number=first.tax_no)
    shared = sorted(first.mailboxes & second.mailboxes)
    if shared:
        yield because("same-mailbox", "B1", address=shared[0])
    names = {bare_name(each) for each in first.names} & {bare_name(each) for each in second.names} - {""}
    if names and first.country and first.country == second.country and _same_or_unknown(first.city, second.city):
        yield because("same-name-and-place", "B1", name=min(names))


def _likely(first: Entry, second: Entry, alike: Alike) -> Iterator[Reason]:
    if _same_or_unknown(first.country, second.country):
        best = max(
            (alike(bare_name(one), bare_name(two)) for one in first.names for two in second.names if one and two),
            default=0.0,
        )
        if best >= LIKELY:
            yield because("names-alike", "B1", percent=str(int(best)))
    shared = sorted(first.domains & second.domains)
    if shared and not first.mailboxes & second.mailboxes:
        yield because("same-domain-of-firm", "B1", domain=shared[0])
    phones = sorted(each for each in first.phones & second.phones if sum(map(str.isdigit, each)) >= _DIGITS)
    if phones:
        yield because("same-phone", "B1", phone=phones[0])


def _same_or_unknown(one: str, two: str) -> bool:
    return not one or not two or fold(one) == fold(two)


def pairs(
    entries: Sequence[Entry],
    alike: Alike,
    *,
    different: frozenset[tuple[PartyId, PartyId]] = frozenset(),
    told: Callable[[int, int], object] | None = None,
) -> list[Pair]:
    """Every pair worth a look, certain ones first. ``different`` are pairs (older first) that the user told apart.

    Only entries that share something are compared: 10,000 of them have 50 million pairs, and hardly any meet.
    """
    by_id = {each.id: each for each in entries}
    found: list[Pair] = []
    met = sorted(_meetings(entries))
    for count, (first, second) in enumerate(met):
        if told is not None and count % 500 == 0:
            told(count, len(met))
        if (first, second) not in different:
            pair = judge(by_id[first], by_id[second], alike)
            if pair is not None:
                found.append(pair)
    return sorted(found, key=lambda each: (not each.certain, -len(each.why), each.first, each.second))


def _meetings(entries: Sequence[Entry]) -> set[tuple[PartyId, PartyId]]:
    """The pairs of numbers, older first, that have a word of the name, a mailbox, a domain or a number in common."""
    groups: defaultdict[tuple[str, str], set[PartyId]] = defaultdict(set)
    for each in entries:
        for key in clues(each):
            groups[key].add(each.id)
    found: set[tuple[PartyId, PartyId]] = set()
    for members in groups.values():
        if 1 < len(members) <= TOO_COMMON:
            found.update(combinations(sorted(members), 2))
    return found


def clues(entry: Entry) -> Iterator[tuple[str, str]]:
    """What two entries must have in common to be compared at all: (name, word, end, tax, mail, domain or phone; text).

    >>> list(clues(Entry(1, ("Nordlicht GmbH",))))
    [('name', 'nordlicht'), ('word', 'nord'), ('end', 'icht')]
    """
    for name in entry.names:
        bare = bare_name(name)
        yield "name", bare
        for word in bare.split():
            # Four letters of a word meet its misspellings; two characters of Chinese say as much.
            yield "word", word[:4] if word.isascii() else word[:2]
            if len(word) > 4 and word.isascii():
                yield "end", word[-4:]
    yield from (("tax", number) for number in (entry.tax_no,) if number)
    yield from (("mail", value) for value in sorted(entry.mailboxes))
    yield from (("domain", value) for value in sorted(entry.domains))
    yield from (("phone", value) for value in sorted(entry.phones))
