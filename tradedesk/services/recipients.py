"""Who receives a draft: chosen by the rules, changed by hand with the consequence said at once (A1-A8, B4, H3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from tradedesk.domain import mailbox, routing, routing_by_hand
from tradedesk.domain.address import Address, Channel
from tradedesk.domain.address_label import label_of
from tradedesk.domain.draft import Draft, DraftRecipient
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.ids import AddressId, DraftId, PartyId
from tradedesk.domain.party import Party, PartyKind
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.routing_by_hand import Owner
from tradedesk.domain.routing_desk import best_first, desk_of
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments as cells_of
from tradedesk.ledger import drafts, order_roles, parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.ledger.queries import letter_parties
from tradedesk.ledger.queries import recipients as found_in_ledger
from tradedesk.services import addresses as address_verbs
from tradedesk.services import group_routing
from tradedesk.services.bench import Bench
from tradedesk.services.group_routing import own_address

if TYPE_CHECKING:
    from tradedesk.domain.purpose import Assignment, Purpose
    from tradedesk.domain.routing_desk import Desk
    from tradedesk.ledger.queries.letter_parties import Members

ROLES = ("to", "cc", "bcc")
BY_HAND = "chosen-by-hand"
#: The reason of one that the rules chose once and would not choose now.
CHOSEN_EARLIER = "chosen-earlier"
#: So many of our own people's and the forwarders' mailboxes are offered while an address is typed.
_OFFERED = 200


@dataclass(frozen=True)
class Offer:
    """An address that could be added: whose it is, and what it is called (B4). ``firm`` is empty for the customer's."""

    value: str
    name: str
    label: Reason
    firm: str = ""


class Judged(NamedTuple):
    """A draft whose recipients by hand carry what the rules say of them now, and what all of them say together."""

    draft: Draft
    whole: tuple[Reason, ...]


def set_recipient(bench: Bench, draft_id: DraftId, value: str, role: str, *, name: str = "") -> None:
    """Put an address into To, Cc or Bcc by hand, or take it out (role ""); the rules then say what it means (A1).

    It stands in one place alone, however it is written. Raises RuleSaysNo (field "value") for what is no mail address.
    What is typed into To of a notice to many is one's own address: all others follow from the customers (A6).
    """
    from tradedesk.integrations import mailboxes

    if role not in ("", *ROLES):
        raise ValueError(role)
    draft = drafts.draft(bench.ledger.read, draft_id)
    if draft.group_parties:
        group_routing.set_own_address(bench, draft, value)
        return
    # What stands there already may be taken out whatever it looks like.
    known = any(each.value == value for each in draft.recipients)
    address = value if known else mailboxes.normalise_mail(value).value
    rest = tuple(each for each in draft.recipients if each.value.casefold() != address.casefold())
    if role:
        rest = (*rest, _by_hand(bench, draft, address, role, name))
    _save(bench, draft, rest)


def use_instead(bench: Bench, draft_id: DraftId, value: str, instead: str) -> None:
    """Put the address that is to be used instead into the place of one that cannot receive (A7)."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    old = next((each for each in draft.recipients if each.value == value), None)
    if old is None:
        return
    there = any(each.value.casefold() == instead.casefold() for each in draft.recipients)
    fresh = None if there else _by_hand(bench, draft, instead, old.role, "")
    swapped = (fresh if each.value == value else each for each in draft.recipients)
    _save(bench, draft, tuple(each for each in swapped if each is not None))


def add_to_party(bench: Bench, draft_id: DraftId, value: str) -> AddressId:
    """Add an unknown recipient to the customer that is written to: the rules know it from then on (B2).

    Raises RuleSaysNo (field "value") when it is on file there already or the draft is for no single customer.
    """
    draft = drafts.draft(bench.ledger.read, draft_id)
    if draft.party_id is None:
        raise RuleSaysNo("whom-to-write", "value")
    return address_verbs.add(bench, draft.party_id, Channel.MAIL, value, None)


def routed(bench: Bench, draft: Draft) -> routing.Routing:
    """Whom the rules choose for a draft's purpose, with reasons (A1-A8)."""
    read = bench.ledger.read
    if draft.group_parties:
        return group_routing.routed(bench, draft)
    if draft.party_id is None:
        raise NotThere("party", 0)
    readers = letter_parties.members(read, (draft.party_id,))
    if draft.party_id not in readers:
        raise NotThere("party", draft.party_id)
    return routed_each(bench, purpose_rows.by_code(read, draft.purpose), readers)[draft.party_id]


def routed_each(bench: Bench, purpose: Purpose, readers: Members) -> dict[PartyId, routing.Routing]:
    """Whom the rules choose at each of some parties, a message to each of them alone (A1-A8)."""
    letter_parties.add_mailboxes(bench.ledger.read, readers, purpose.id)
    mine, today = own_address(bench), bench.today()
    return {
        number: routing.route(
            purpose, each.party, each.addresses, each.people, each.cells, own_address=mine, today=today
        )
        for number, each in readers.items()
    }


def judged(bench: Bench, draft: Draft, needed: Sequence[DraftRecipient]) -> Judged:
    """What the recipients mean as the ledger stands now; ``needed`` are those that the rules choose (``routed``).

    Whom the rules chose when it was written, and would not choose any more because the address bounced, was retired or
    was taken from the customer since, is objected to like one by hand (A7). Of a message to all concerned nothing is
    said together: its people have their jobs (H3).
    """
    if draft.party_id is None:
        return Judged(draft, ())
    on_file = _OnFile(bench, draft)
    concerned = any(reason.rule == "H3" for each in draft.recipients for reason in each.reasons)
    now = {(each.role, each.value.casefold()): each for each in needed}

    def again(each: DraftRecipient) -> DraftRecipient:
        if is_by_hand(each):
            return replace(each, warnings=on_file.objections(each.value, each.role))
        chosen = now.get((each.role, each.value.casefold()))
        if chosen is not None:
            return replace(each, reasons=chosen.reasons, warnings=chosen.warnings)
        against = () if concerned else on_file.objections(each.value, each.role)
        return replace(each, reasons=(because(CHOSEN_EARLIER, "A1"),), warnings=against) if against else each

    fresh = tuple(map(again, draft.recipients))
    told = replace(draft, recipients=fresh)
    if concerned:
        return Judged(told, ())
    usable = on_file.desk.usable() if on_file.desk is not None else []
    before = _still_there(bench, draft, {each.value.casefold() for each in usable})
    return Judged(told, routing_by_hand.of_the_whole(fresh, needed, usable, before))


def is_by_hand(recipient: DraftRecipient) -> bool:
    """Whether the user chose it."""
    return any(reason.code == BY_HAND for reason in recipient.reasons)


def is_against_the_rules(recipient: DraftRecipient) -> bool:
    """Whether the rules of today did not put it there."""
    return any(reason.code in (BY_HAND, CHOSEN_EARLIER) for reason in recipient.reasons)


def offers(bench: Bench, draft: Draft) -> tuple[Offer, ...]:
    """What can be added, best first: the customer's, the people with a job on the order, ours, the forwarders' (H3)."""
    if draft.party_id is None:
        return ()
    read, today = bench.ledger.read, bench.today()
    party = parties.party(read, draft.party_id)
    people = {each.id: each.name for each in parties.people(read, party.id)}
    mails = [each for each in address_rows.of_party(read, party.id) if each.channel is Channel.MAIL]
    mails.sort(key=lambda each: not each.usable_on(today))
    found = [
        Offer(each.value, people.get(each.contact_id or 0, ""), label_of(each, party.kind, today)) for each in mails
    ]
    found += _concerned(bench, draft, party)
    for held in found_in_ledger.of_our_people(read, _OFFERED):
        if held.address.usable_on(today):
            label = label_of(held.address, PartyKind(held.kind), today)
            found.append(Offer(held.address.value, held.person, label, held.firm))
    taken = {each.value.casefold() for each in draft.recipients}
    once: dict[str, Offer] = {}
    for each in found:
        if each.value.casefold() not in taken:
            once.setdefault(each.value.casefold(), each)
    return tuple(once.values())


def _concerned(bench: Bench, draft: Draft, party: Party) -> list[Offer]:
    """The usable mailboxes of those who have a job on the draft's order today: the person's, else the firm's."""
    read, today = bench.ledger.read, bench.today()
    found = []
    for each in order_roles.of_order(read, draft.order_id) if draft.order_id is not None else ():
        if each.party_id is None or each.party_id == party.id or not each.has_it_on(today):
            continue
        mails = [one for one in address_rows.of_party(read, each.party_id)
                 if one.channel is Channel.MAIL and one.usable_on(today)]  # fmt: skip
        own = [one for one in mails if each.contact_id is not None and one.contact_id == each.contact_id]
        found += [Offer(one.value, each.name, label_of(one, PartyKind(each.kind), today), each.firm)
                  for one in own or mails]  # fmt: skip
    return found


class _OnFile:
    """The customer of a draft as the rules look at it, read once for all its recipients."""

    def __init__(self, bench: Bench, draft: Draft) -> None:
        self._bench, self._read, self._today = bench, bench.ledger.read, bench.today()
        self.party: Party | None = None
        self.purpose: Purpose | None = purpose_rows.by_code(self._read, draft.purpose) if draft.purpose else None
        self.addresses: tuple[Address, ...] = ()
        self.names: dict[int, str] = {}
        self.desk: Desk | None = None
        self._cells: tuple[Assignment, ...] = ()
        if draft.party_id is None:
            return
        self.party = parties.party(self._read, draft.party_id)
        people = parties.people(self._read, self.party.id)
        self.names = {each.id: each.name for each in people}
        self.addresses = address_rows.of_party(self._read, self.party.id)
        self._cells = tuple(cells_of.of_party(self._read, self.party.id))
        if self.purpose is not None:
            self.desk = desk_of(self.purpose, self.party, self.addresses, people, self._cells, self._today)

    def match(self, value: str) -> Address | None:
        """The customer's own entry of an address."""
        same = (each for each in self.addresses if each.channel is Channel.MAIL)
        return next((each for each in same if each.value.casefold() == value.casefold()), None)

    def objections(self, value: str, role: str) -> tuple[Reason, ...]:
        """What the rules say against it in that place."""
        if self.purpose is None or self.party is None:
            return ()
        known = self.match(value)
        cell = next((each.role for each in self._cells
                     if known and (each.address_id, each.purpose_id) == (known.id, self.purpose.id)), None)  # fmt: skip
        return routing.objections(
            self.purpose, role, known, value,
            today=self._today, assigned=cell, customer=self.party.label,
            owner=self._owner(value) if known is None else None,
            instead=self._instead(known) if known is not None else "",
        )  # fmt: skip

    def _owner(self, value: str) -> Owner | None:
        """Whose it is where it is not the customer's; a new one at a company's own domain is that company's."""
        assert self.party is not None
        found = found_in_ledger.whose(self._read, value, self.party.id)
        if found is None:
            found = found_in_ledger.whose_domain(self._read, mailbox.domain_of(value), self.party.id)
        return Owner(found.name, PartyKind(found.kind)) if found is not None else None

    def _instead(self, out: Address) -> str:
        """Who is used instead of one that cannot receive: its backup, the same person's other one, the best."""
        if out.usable_on(self._today) or self.desk is None or self.purpose is None:
            return ""
        usable = best_first(self.desk, self.desk.usable())
        if self.purpose.formal:
            usable = [each for each in usable if routing.is_official(each)]
        stand_in = [each for each in usable if out in self.desk.covers.get(each.id, ())]
        same = [each for each in usable if out.contact_id is not None and each.contact_id == out.contact_id]
        return next((each.value for each in (*stand_in, *same, *usable)), "")


def _by_hand(bench: Bench, draft: Draft, address: str, role: str, name: str) -> DraftRecipient:
    """A recipient the user chose: "by hand" is its reason, and the rules' objections are its warnings."""
    on_file = _OnFile(bench, draft)
    known = on_file.match(address)
    called = on_file.names.get((known.contact_id if known else None) or 0, "") or name
    if known is None and not called:
        ours = found_in_ledger.whose(bench.ledger.read, address, draft.party_id)
        called = _person(bench, address) if ours is not None else ""
    value = known.value if known is not None else address
    reasons = (because(BY_HAND, "A1"),)
    return DraftRecipient(role, value, called, known.id if known else None, reasons, on_file.objections(address, role))


def _person(bench: Bench, value: str) -> str:
    """The person whose address it is, of whatever firm."""
    sql = "select c.name from addresses a join contacts c on c.id = a.contact_id where a.value in (?, ?) limit 1"
    return str(bench.ledger.read.value(sql, (value, value.lower())) or "")


def _still_there(bench: Bench, draft: Draft, usable: set[str]) -> list[tuple[str, str]]:
    """Who had the last message of the matter and can still receive: of the customer, or one of our own people."""
    assert draft.party_id is not None
    last = found_in_ledger.of_the_last(bench.ledger.read, draft.party_id, draft.order_id, draft.purpose)
    mine = own_address(bench).casefold()
    found = []
    for value, name in last:
        if value.casefold() in usable:
            found.append((value, name))
        elif value.casefold() != mine:
            owner = found_in_ledger.whose(bench.ledger.read, value, draft.party_id)
            if owner is not None and owner.kind in (PartyKind.OWN, PartyKind.COLLEAGUE):
                found.append((value, name))
    return found


def _save(bench: Bench, draft: Draft, recipients: tuple[DraftRecipient, ...]) -> None:
    with bench.ledger.write("recipients-changed") as writer:
        drafts.save_draft(writer, replace(draft, recipients=recipients), bench.stamp())
