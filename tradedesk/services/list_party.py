"""From a row of a list of parties to the ledger's rows: the company, its people, and every way to reach them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tradedesk.domain import mailbox
from tradedesk.domain.address import Address, Channel, MailboxKind
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.importing import PartyRow, Severity
from tradedesk.domain.party import Contact, Party, PostalAddress
from tradedesk.domain.person import presumed_family_first, stands_in
from tradedesk.domain.reason import Reason, because
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import domain_kinds, parties
from tradedesk.ledger.imports import NewParty
from tradedesk.services.bench import Bench

_OFFICE = "office"
#: Channels of the first person or the company, by the field of the row.
_WAYS = (
    (Channel.PHONE, "phone", False),
    (Channel.PHONE, "mobile", True),
    (Channel.FAX, "fax", False),
    (Channel.WHATSAPP, "whatsapp", True),
    (Channel.WECHAT, "wechat", True),
    (Channel.LINKEDIN, "linkedin", True),
    (Channel.TELEGRAM, "telegram", True),
    (Channel.LINE, "line_id", True),
    (Channel.SKYPE, "skype", True),
    (Channel.KAKAOTALK, "kakaotalk", True),
)
_NUMBERS = frozenset({Channel.PHONE, Channel.FAX, Channel.WHATSAPP})
#: The second and the third person of a row.
_OTHERS = (
    ("contact2_name", "contact2_title", "contact2_emails", "contact2_phone"),
    ("contact3_name", "contact3_title", "contact3_emails", "contact3_phone"),
)


class Told(NamedTuple):
    """Something to tell about one field of a row."""

    field: str
    value: str
    reason: Reason
    severity: Severity


class PartyMaking:
    """Makes parties of rows; what the user said of whole domains is read once for the whole list (B2).

    ``each_own``: every way is that of the row's first person, as on business cards and in a list that we wrote.
    """

    def __init__(self, bench: Bench, *, each_own: bool = False) -> None:
        from tradedesk.integrations.mailboxes import normalise_mail, read_address

        self._normalise_mail, self._read_address = normalise_mail, read_address
        self._lexicon = bench.lexicon
        self._corrected = domain_kinds.corrected(bench.ledger.read)
        self._stamp = bench.stamp()
        self._each_own = each_own

    def party(self, row: PartyRow) -> tuple[NewParty, list[Told]]:
        """A party with its people, its office and its addresses, and what is to be told about them."""
        notes: list[Told] = []
        new = self.company(row)
        self._people(row, new, notes, first_is_main=True)
        return new, notes

    def company(self, row: PartyRow) -> NewParty:
        """The company alone, without its people and addresses."""
        values = {**parties.party_row(_head(row)), "created_at": self._stamp}
        return NewParty(row.line, row.code, values, postal=office(row))

    def more(self, row: PartyRow) -> tuple[NewParty, list[Told]]:
        """One more row of a company: its people and ways to be reached; the company itself stays as it is."""
        notes: list[Told] = []
        new = NewParty(row.line, row.code, {})
        self._people(row, new, notes, first_is_main=False)
        return new, notes

    def _people(self, row: PartyRow, new: NewParty, notes: list[Told], *, first_is_main: bool) -> None:
        domains = frozenset({mailbox.host_of(row.website)} if row.website else set()) - {""}
        first: int | None = None
        if row.contact_name:
            first = 0
            new.people.append(_first_person(row, is_main=first_is_main))
        mails = self._mails(row.emails, domains, "emails", notes)
        persons = [each for each in mails if each.kind not in (MailboxKind.DEPARTMENT, MailboxKind.NEVER_WRITE)]
        names = people_of(row)
        for each in mails:
            named = [at for at, name in enumerate(names) if each in persons and stands_in(name, each.value)]
            # Of several mailboxes without a name nothing says which is the contact's: they are the company's for now.
            whose = first if self._each_own or persons == [each] else None
            new.addresses.append(_address(each, named[0] if len(named) == 1 and not self._each_own else whose))
        for channel, name, own in _WAYS:
            if text := getattr(row, name):
                found = self._reached(channel, name, text, row.country, notes)
                new.addresses += [_address(each, first if self._each_own or own else None) for each in found]
        for name, title, mail_field, phone in _OTHERS:
            if person := getattr(row, name):
                values = parties.contact_row(Contact(0, 0, person, title=getattr(row, title)))
                self._other(row, new, notes, values, domains, mail_field, phone)

    def _other(
        self,
        row: PartyRow,
        new: NewParty,
        notes: list[Told],
        values: dict[str, Any],
        domains: frozenset[str],
        mail_field: str,
        phone: str,
    ) -> None:
        """The second or third person, with mailboxes and telephones that the list says are that person's."""
        at = len(new.people)
        new.people.append(values)
        found = self._mails(getattr(row, mail_field), domains, mail_field, notes)
        if text := getattr(row, phone):
            found += self._reached(Channel.PHONE, phone, text, row.country, notes)
        new.addresses += [_address(each, at) for each in found]

    def _mails(self, texts: Iterable[str], domains: frozenset[str], field: str, notes: list[Told]) -> list[Address]:
        """The mail addresses with their kinds presumed (B2); the web site's domain speaks for the company."""
        found: dict[str, Address] = {}
        for text in texts:
            try:
                entry = self._normalise_mail(text)
            except RuleSaysNo:
                notes.append(Told(field, text, because("not-a-mailbox", value=text), Severity.VALUE))
                continue
            if entry.hint:
                told = because("mailbox-perhaps-meant", "B2", value=entry.value, hint=entry.hint)
                notes.append(Told(field, text, told, Severity.NOTE))
            kind = mailbox.presume_kind(entry.value, domains, self._lexicon, self._corrected)
            fresh = Address(
                0, 0, None, Channel.MAIL, entry.value, text,
                kind=kind.kind, department=kind.department, kind_reason=kind.reason,
            )  # fmt: skip
            found.setdefault(fresh.value.casefold(), fresh)
            if fresh.kind is MailboxKind.COMPANY:
                domains |= {fresh.value.rsplit("@", 1)[-1]}
        return list(found.values())

    def _reached(self, channel: Channel, field: str, text: str, country: str, notes: list[Told]) -> list[Address]:
        """Numbers and names in their normal form; one that is not understood is kept as typed, and told (B1)."""
        found = []
        for each in text.split("; ") if channel in _NUMBERS else [text]:
            value = each
            try:
                value = self._read_address(channel, each, country).value
            except RuleSaysNo:
                notes.append(Told(field, each, because("number-kept-as-typed", "B1", value=each), Severity.NOTE))
            found.append(Address(0, 0, None, channel, value, original=each))
        return found


def people_of(row: PartyRow) -> list[str]:
    """The names of a row's people."""
    return [each for each in (row.contact_name, *(getattr(row, other[0]) for other in _OTHERS)) if each]


def texts_of(row: PartyRow) -> list[str]:
    """Every way to be reached of a row, as it is written there."""
    found = [*row.emails]
    for channel, name, _ in _WAYS:
        if text := getattr(row, name):
            found += text.split("; ") if channel in _NUMBERS else [text]
    for _name, _title, mails, phone in _OTHERS:
        found += getattr(row, mails)
        if text := getattr(row, phone):
            found += text.split("; ")
    return found


def office(row: PartyRow) -> Mapping[str, Any] | None:
    """The company's office, where the row says more of it than city and country."""
    if not (row.street or row.postal_code):
        return None
    country = row.country or row.country_text
    place = PostalAddress(0, 0, _OFFICE, row.name, row.street, row.city, row.region, row.postal_code, country)
    return parties.postal_row(place)


def _head(row: PartyRow) -> Party:
    return Party(
        0,
        row.kind,
        row.name,
        short_name=row.short_name,
        code=row.code,
        country=row.country,
        city=row.city,
        zone=row.zone,
        languages=row.languages,
        website=row.website,
        categories=row.categories,
        cycle_days=row.cycle,
        preferred_channel=row.preferred_channel,
        source=row.source,
        tier=row.tier,
        tags=row.tags,
        notes=row.notes,
        currency=row.currency,
        our_name=row.our_name,
        our_short_name=row.our_short_name,
        tax_no=row.tax_no,
        registration_no=row.registration_no,
    )


def _first_person(row: PartyRow, *, is_main: bool) -> dict[str, Any]:
    person = Contact(
        0,
        0,
        row.contact_name,
        given=row.given_name,
        family=row.family_name,
        honorific=row.honorific,
        title=row.contact_title,
        role=row.role,
        birthday=row.birthday,
        family_first=presumed_family_first(row.country),
        is_main=is_main,
    )
    return parties.contact_row(person)


def _address(value: Address, person: int | None) -> dict[str, Any]:
    """The address's columns; ``contact_id`` is the person's place in the row for the moment."""
    row = address_rows.row_of(value)
    row["contact_id"] = person
    return row
