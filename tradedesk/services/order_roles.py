"""What the user does with the jobs of an order: say who has one and when, and write to all of them in one step (H3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from tradedesk.domain import concerned
from tradedesk.domain.concerned import JOBS, SHIPPING_JOBS, Holder
from tradedesk.domain.draft import Draft, DraftRecipient
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import ContactId, DraftId, OrderId, PartyId
from tradedesk.domain.order_role import JobHolder
from tradedesk.domain.purpose import PurposeCode
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.routing import Routing
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments as cells_of
from tradedesk.ledger import drafts, order_roles, orders, parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.ledger.order_roles import Choice
from tradedesk.services import facts as fact_words
from tradedesk.services import templates as template_verbs
from tradedesk.services.about import about_of
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.domain.party import Contact, Party

__all__ = [
    "JOBS", "Choice", "Group", "HolderSeen", "JobHolder", "add", "choices", "job_names", "of_order",
    "remove", "save", "whom", "write_to_all",
]  # fmt: skip

#: How a group is greeted; the languages are those of the text.
_GREETED = {"en": "Dear all", "zh_CN": "各位好"}


@dataclass(frozen=True)
class HolderSeen:
    """One job with what has to be said of it: nobody to write to, or not this one's job today."""

    holder: JobHolder
    now: bool
    remark: Reason | None = None


@dataclass(frozen=True)
class Group:
    """Whom a message to all concerned reaches: recipients with their reasons, and who cannot be reached."""

    recipients: tuple[DraftRecipient, ...]
    notes: tuple[Reason, ...]


def of_order(bench: Bench, order_id: OrderId) -> tuple[HolderSeen, ...]:
    """Who does what on an order, with those who cannot be written to marked (H3)."""
    today = bench.today()
    found = []
    for each in order_roles.of_order(bench.ledger.read, order_id):
        reached = _reach(bench, each, today)
        found.append(HolderSeen(each, each.has_it_on(today), next(iter(reached.notes), None)))
    return tuple(found)


def choices(bench: Bench, search: str = "") -> list[Choice]:
    """Who can be given a job: our own people first, then suppliers, forwarders and their people."""
    return order_roles.choices(bench.ledger.read, search)


def job_names(bench: Bench) -> tuple[str, ...]:
    """The jobs that are offered: the usual ones, then the user's own."""
    return tuple(dict.fromkeys((*JOBS, *order_roles.jobs_in_use(bench.ledger.read))))


def add(
    bench: Bench,
    order_id: OrderId,
    job: str,
    *,
    party_id: PartyId | None = None,
    contact_id: ContactId | None = None,
    name: str = "",
    from_on: str = "",
    to_on: str = "",
) -> int:
    """Give somebody a job on an order; returns its number. Raises RuleSaysNo (job, holder, from_on, to_on)."""
    orders.order(bench.ledger.read, order_id)
    fresh = JobHolder(0, order_id, _job(job))
    fresh = _with_days(_held(bench, fresh, party_id, contact_id, name), from_on, to_on)
    with bench.ledger.write("role-added") as writer:
        return order_roles.add(writer, fresh)


def save(
    bench: Bench,
    role_id: int,
    job: str,
    *,
    party_id: PartyId | None = None,
    contact_id: ContactId | None = None,
    name: str = "",
    from_on: str = "",
    to_on: str = "",
) -> None:
    """Change a job: what it is called, who has it, from when to when; empty days are open. Raises as ``add``."""
    before = order_roles.holder(bench.ledger.read, role_id)
    fresh = replace(_held(bench, before, party_id, contact_id, name), job=_job(job))
    fresh = _with_days(fresh, from_on, to_on)
    if fresh != before:
        with bench.ledger.write("role-changed") as writer:
            order_roles.save(writer, fresh)


def remove(bench: Bench, role_id: int) -> None:
    """Take a job away."""
    order_roles.holder(bench.ledger.read, role_id)
    with bench.ledger.write("role-removed") as writer:
        writer.delete("order_roles", role_id)


def whom(bench: Bench, order_id: OrderId, role_ids: Iterable[int] = (), *, customer: bool = False) -> Group:
    """Whom a message to all concerned would reach, or to these of them; the customer only when ``customer``.

    Several firms are hidden from one another (A6): neither the supplier nor the forwarder learns the customer's
    address, nor the customer theirs.
    """
    today = bench.today()
    chosen = frozenset(role_ids)
    held = [each for each in order_roles.of_order(bench.ledger.read, order_id)
            if (not chosen and each.has_it_on(today)) or each.id in chosen]  # fmt: skip
    holders = [found for each in held if (found := _holder(bench, each)) is not None]
    nameless = [because("job-unreachable", "H3", job=each.job, name=each.label) for each in held
                if each.party_id is None]  # fmt: skip
    if customer:
        holders.append(_customer(bench, order_id))
    reached = concerned.write_to(holders, _own_address(bench), today)
    return Group(reached.recipients, (*nameless, *reached.notes))


def write_to_all(
    bench: Bench, order_id: OrderId, role_ids: Iterable[int] = (), *, customer: bool = False, language: str = ""
) -> DraftId:
    """Draft one message to all concerned; returns the draft's number, to be opened and handed over as any other.

    It says nothing of prices and of who buys. Without a language: Chinese where everybody reads it, else English.
    Raises RuleSaysNo "nobody-concerned" (field holder) when nobody can be reached.
    """
    group = whom(bench, order_id, role_ids, customer=customer)
    if not any(each.role in ("to", "bcc") for each in group.recipients):
        raise RuleSaysNo("nobody-concerned", "holder")
    firms = _firms(bench, group.recipients)
    chosen = template_verbs.choose(bench, concerned.TO_ALL, language or _language(firms))
    # The draft is about a firm that may know of the order; never about the customer, whose addresses it would offer.
    about = next((each.id for each in firms if each.kind != "customer"), firms[0].id if firms else None)
    greeting = _GREETED.get(chosen.language, _GREETED["en"])
    fresh = Draft(0, about, order_id, chosen.code, chosen.language, chosen.purpose, "", "",
                  recipients=group.recipients, facts=(("contact.salutation", greeting),))  # fmt: skip
    known = fact_words.facts_of(about_of(bench, fresh), chosen.language, bench.now())
    rendered = bench.renderer.render(chosen, fact_words.merged(known, fresh.facts))
    with bench.ledger.write("draft-made") as writer:
        return drafts.add_draft(writer, replace(fresh, subject=rendered.subject, body=rendered.body), bench.stamp())


def _firms(bench: Bench, recipients: Iterable[DraftRecipient]) -> list[Party]:
    numbers = [each.address_id for each in recipients if each.address_id is not None]
    read = bench.ledger.read
    found = [read.value("select party_id from addresses where id = ?", (number,)) for number in numbers]
    every = [parties.party(read, number) for number in dict.fromkeys(found) if number is not None]
    return sorted(every, key=lambda each: each.kind in ("own", "colleague"))


def _language(firms: Iterable[Party]) -> str:
    read = [each.languages[0] if each.languages else "" for each in firms if each.kind != "own"]
    return "zh_CN" if read and all(each.lower().startswith("zh") for each in read) else "en"


def _job(text: str) -> str:
    job = " ".join(text.split())
    if not job:
        raise RuleSaysNo("job-missing", "job")
    return job


def _held(
    bench: Bench, before: JobHolder, party_id: PartyId | None, contact_id: ContactId | None, name: str
) -> JobHolder:
    if contact_id is not None:
        person = parties.contact(bench.ledger.read, contact_id)
        party_id = party_id or person.party_id
    typed = " ".join(name.split())
    if party_id is None and not typed:
        raise RuleSaysNo("holder-missing", "holder")
    if party_id is None:
        return replace(before, party_id=None, contact_id=None, name=typed, firm="", kind="")
    firm = parties.party(bench.ledger.read, party_id)
    if firm.kind == "customer":
        raise RuleSaysNo("holder-is-customer", "holder", name=firm.label)
    called = parties.contact(bench.ledger.read, contact_id).name if contact_id is not None else ""
    return replace(before, party_id=party_id, contact_id=contact_id, name=called, firm=firm.label, kind=str(firm.kind))


def _with_days(before: JobHolder, from_on: str, to_on: str) -> JobHolder:
    first, last = _day("from_on", from_on), _day("to_on", to_on)
    if first and last and last < first:
        raise RuleSaysNo("ends-before-it-begins", "to_on", first=first.isoformat(), last=last.isoformat())
    return replace(before, from_on=first, to_on=last)


def _day(field: str, text: str) -> date | None:
    from tradedesk.domain.cells import parse_day

    if not text.strip():
        return None
    found = parse_day(text)
    if isinstance(found, Reason):
        raise RuleSaysNo("day-unclear" if found.code == "day-ambiguous" else found.code, field, **dict(found.facts))
    return found


def _reach(bench: Bench, each: JobHolder, today: date) -> Routing:
    holder = _holder(bench, each)
    if holder is None:
        return Routing((), (because("job-unreachable", "H3", job=each.job, name=each.label),))
    return concerned.reach(holder, today)


def _holder(bench: Bench, each: JobHolder) -> Holder | None:
    """With everything that routing asks of the firm; None for a name that is not on file."""
    if each.party_id is None:
        return None
    person = parties.contact(bench.ledger.read, each.contact_id) if each.contact_id is not None else None
    code = PurposeCode.SHIPPING if each.job in SHIPPING_JOBS else PurposeCode.PROGRESS
    return _of_party(bench, each.job, code, each.party_id, person)


def _customer(bench: Bench, order_id: OrderId) -> Holder:
    party_id = orders.order(bench.ledger.read, order_id).party_id
    return _of_party(bench, "customer", PurposeCode.PROGRESS, party_id, None)


def _of_party(bench: Bench, job: str, code: PurposeCode, party_id: PartyId, person: Contact | None) -> Holder:
    read = bench.ledger.read
    return Holder(
        job,
        purpose_rows.by_code(read, code),
        parties.party(read, party_id),
        person,
        address_rows.of_party(read, party_id),
        parties.contacts(read, party_id),
        cells_of.of_party(read, party_id),
    )


def _own_address(bench: Bench) -> str:
    own = bench.own()
    own_mails = address_rows.of_party(bench.ledger.read, own.id) if own is not None else ()
    return next((each.value for each in own_mails if each.channel == "mail"), "")
