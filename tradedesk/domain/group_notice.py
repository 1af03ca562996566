"""One notice to many customers who are not to see one another (A6): its mails, and what is said of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tradedesk.domain import culture
from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.facts import FACTS, FactGroup
from tradedesk.domain.ids import PartyId
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.template import Template, unfilled
from tradedesk.domain.text_language import tongue, tongues

#: Hidden recipients of one mail, unless the user says otherwise: more of them many providers refuse.
MAIL_SIZE = 50
#: What can be chosen for it.
LEAST, MOST = 1, 500
#: Facts that are the same for every reader though they stand under a customer's heading.
_OF_NOBODY = frozenset({"contact.salutation"})
_OF_EVERYBODY = frozenset({FactGroup.MINE, FactGroup.OCCASION, FactGroup.MESSAGE})
#: What the ledger knows of a customer without naming one of its orders.
_WITHOUT_ORDER = _OF_EVERYBODY | {FactGroup.CUSTOMER}


@dataclass(frozen=True)
class Share:
    """One customer with the addresses that the notice goes to there; country and zone say when it is read."""

    party_id: PartyId
    recipients: tuple[DraftRecipient, ...]
    country: str = ""
    zone: str = ""


@dataclass(frozen=True)
class Reader:
    """What is asked of a customer before a notice goes out: country and languages, the preferred one first."""

    country: str
    languages: tuple[str, ...] = ()


def in_mails(shares: Sequence[Share], size: int = MAIL_SIZE) -> tuple[tuple[Share, ...], ...]:
    """The shares as they go out together: at most ``size`` different addresses a mail, a customer's in one mail.

    A customer with more addresses than that is divided. An address that several customers have counts once a mail.
    """
    mails: list[tuple[Share, ...]] = []
    mail: list[Share] = []
    inside: set[str] = set()
    for share in shares:
        for part in _parts(share, size):
            values = {each.value.casefold() for each in part.recipients}
            if mail and len(inside | values) > size:
                mails.append(tuple(mail))
                mail, inside = [], set()
            mail.append(part)
            inside |= values
    return (*mails, tuple(mail)) if mail else tuple(mails)


def _parts(share: Share, size: int) -> Iterable[Share]:
    for start in range(0, len(share.recipients), size):
        yield replace(share, recipients=share.recipients[start : start + size])


def once(shares: Iterable[Share]) -> tuple[DraftRecipient, ...]:
    """Everybody of these shares, each mailbox once, though several customers may have it."""
    found: dict[str, DraftRecipient] = {}
    for share in shares:
        for each in share.recipients:
            found.setdefault(each.value.casefold(), each)
    return tuple(found.values())


def differs_by_customer(subject: str, body: str) -> tuple[str, ...]:
    """The facts still to fill that each customer would read differently: a hidden copy is the same for all."""
    return tuple(
        name
        for name in unfilled(subject, body)
        if name not in _OF_NOBODY and (name not in FACTS or FACTS[name].group not in _OF_EVERYBODY)
    )


def needs_an_order(template: Template) -> bool:
    """Whether a text cannot do without facts of one order: a notice to many has none, nor has each one's draft."""
    return any(name in FACTS and FACTS[name].group not in _WITHOUT_ORDER for name in template.required)


def advice(
    readers: Sequence[Reader], today: date, language: str, holidays: Mapping[str, str] = {}
) -> tuple[Reason, ...]:
    """What to mind about all of them together, each with how many it concerns (D6, E1-E4).

    ``holidays``: the public holiday today by country. ``language``: the one that the notice is written in.
    """
    found = []
    fasting = sum(1 for each in readers if _in_ramadan(each.country, today))
    if fasting:
        found.append(because("group-ramadan", "E2", n=str(fasting)))
    resting = Counter(each.country for each in readers if each.country in holidays)
    if resting:
        names = sorted({holidays[country] for country in resting})
        found.append(because("group-holiday", "D6", n=str(resting.total()), holiday=", ".join(names[:3])))
    others = sum(1 for each in readers if each.languages and tongue(language) not in tongues(each.languages))
    if others:
        found.append(because("group-other-language", "C5", n=str(others), language=language))
    return tuple(found)


def _in_ramadan(country: str, today: date) -> bool:
    """Whether Ramadan is kept there today."""
    found = culture.ramadan_advice(country, today)
    return found is not None and found.code != "ramadan-soon"
