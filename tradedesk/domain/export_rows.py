"""Customers as tables and cards for other programs: one row a contact, one row an address, one card a person.

What a word is in the user's language is given in (``Words``); nothing is left out but what a table has no place for,
and that is in the JSON form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tradedesk.domain.address import Address, Channel
from tradedesk.domain.card import Card, CardPlace, CardWay
from tradedesk.domain.import_fields import CHANNEL_OF_FIELD, ListKind, fields_of
from tradedesk.domain.party import BankAccount, Contact, Employment, Party, PostalAddress
from tradedesk.domain.purpose import Assignment, Purpose

#: ("kind", "personal") → "Personal mailbox": a code in the user's words.
Words = Callable[[str, str], str]
#: An address in the user's words: "Customer – official".
Label = Callable[[Address], str]
Cell = str | int | None
#: The postal address that stands in the flat row: where papers go, else the first.
_OFFICE_FIRST = ("office", "bill-to", "ship-to")


@dataclass(frozen=True)
class WholeParty:
    """A party with everything that is kept of it but its orders and messages."""

    party: Party
    contacts: tuple[Contact, ...] = ()
    addresses: tuple[Address, ...] = ()
    postal: tuple[PostalAddress, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    banks: tuple[BankAccount, ...] = ()
    employments: tuple[Employment, ...] = ()
    #: The people of other parties who serve this one as well: their names by number.
    guests: Mapping[int, str] = field(default_factory=dict)

    def of_contact(self, contact: Contact | None) -> list[Address]:
        """A contact's addresses; None: those of nobody in particular, and of people of other parties."""
        if contact is not None:
            return [each for each in self.addresses if each.contact_id == contact.id]
        own = {each.id for each in self.contacts}
        return [each for each in self.addresses if each.contact_id not in own]


def flat_columns() -> tuple[str, ...]:
    """The fields of a flat list of customers, in the order in which they can be brought in again.

    A further contact has a row of its own, and a number is a number: the columns that other programs have for second
    contacts and for mobile phones stay out.
    """
    names = (each.name for each in fields_of(ListKind.PARTIES))
    return tuple(name for name in names if name != "mobile" and not name.startswith(("contact2", "contact3")))


def flat_rows(whole: WholeParty, today: date) -> Iterator[dict[str, str]]:
    """One row a contact, by field; the company's own facts stand in each. Addresses of nobody in particular have a row
    of their own, so that a program that reads the list, this one too, does not take them for the first contact's.

    Only what may receive ``today``: such a list cannot say of an address that it bounced, and whoever reads it, this
    program too, would take it for one that works (A7).
    """
    base = _company(whole)
    nameless = [each for each in whole.of_contact(None) if each.usable_on(today)]
    for person in whole.contacts:
        usable = [each for each in whole.of_contact(person) if each.usable_on(today)]
        yield {**base, **_person(person), **_ways(usable)}
    if nameless or not whole.contacts:
        yield {**base, **_ways(nameless)}


def _company(whole: WholeParty) -> dict[str, str]:
    party, place = whole.party, _main_place(whole.postal)
    return {
        "code": party.code,
        "name": party.name,
        "short_name": party.short_name,
        "our_name": party.our_name,
        "our_short_name": party.our_short_name,
        "street": place.street if place else "",
        "city": party.city or (place.city if place else ""),
        "region": place.region if place else "",
        "postal_code": place.postal_code if place else "",
        "country": party.country,
        "website": party.website,
        "languages": ", ".join(party.languages),
        "categories": party.categories,
        "cycle": str(party.cycle_days or ""),
        "preferred_channel": party.preferred_channel,
        "source": party.source,
        "tier": party.tier,
        "tags": ", ".join(party.tags),
        "currency": party.currency,
        "tax_no": party.tax_no,
        "registration_no": party.registration_no,
        "notes": party.notes,
    }


def _person(person: Contact) -> dict[str, str]:
    return {
        "contact_name": person.name,
        "contact_title": person.title,
        "family_name": person.family,
        "given_name": person.given,
        "honorific": person.honorific,
        "role": person.role,
        "birthday": person.birthday,
    }


def _ways(addresses: Sequence[Address]) -> dict[str, str]:
    return {
        column: "; ".join(each.value for each in addresses if each.channel is channel)
        for column, channel in CHANNEL_OF_FIELD.items()
    }


def _main_place(postal: Sequence[PostalAddress]) -> PostalAddress | None:
    def rank(place: PostalAddress) -> int:
        return min((n for n, purpose in enumerate(_OFFICE_FIRST) if purpose in place.purpose.split(",")), default=9)

    return min(postal, key=rank, default=None)


#: The columns of the sheet of addresses, before one column a purpose.
ADDRESS_COLUMNS = ("code", "name", "contact", "channel", "address", "label", "kind", "department", "standing",
                   "standing_on", "evidence", "valid_from", "valid_to", "backup_for", "note")  # fmt: skip


def address_rows(whole: WholeParty, purposes: Sequence[Purpose], words: Words, label: Label) -> Iterator[list[Cell]]:
    """One row an address: what it is, how sure that is, and who receives what."""
    names = {**whole.guests, **{each.id: each.name for each in whole.contacts}}
    values = {each.id: each.value for each in whole.addresses}
    roles = {(each.address_id, each.purpose_id): str(each.role) for each in whole.assignments}
    for each in whole.addresses:
        is_mail = each.channel is Channel.MAIL
        yield [
            whole.party.code,
            whole.party.name,
            names.get(each.contact_id or 0, ""),
            words("channel", str(each.channel)),
            each.value,
            label(each),
            words("kind", str(each.kind)) if is_mail else "",
            words("department", str(each.department)) if each.department else "",
            words("standing", str(each.standing)),
            each.standing_on.isoformat() if each.standing_on else "",
            each.evidence,
            each.valid_from.isoformat() if each.valid_from else "",
            each.valid_to.isoformat() if each.valid_to else "",
            values.get(each.backup_for_id or 0, ""),
            each.note,
            *(words("role", roles[each.id, one.id]) if (each.id, one.id) in roles else "" for one in purposes),
        ]


POSTAL_COLUMNS = ("code", "name", "purpose", "addressee", "street", "city", "region", "postal_code", "country",
                  "phone", "note")  # fmt: skip


def postal_rows(whole: WholeParty, words: Words) -> Iterator[list[Cell]]:
    """One row a postal address."""
    for each in whole.postal:
        uses = ", ".join(words("postal", purpose) for purpose in each.purpose.split(",") if purpose)
        yield [whole.party.code, whole.party.name, uses, each.addressee, each.street, each.city, each.region,
               each.postal_code, each.country, each.phone, each.note]  # fmt: skip


def cards(whole: WholeParty, label: Label, place_label: Callable[[PostalAddress], str], today: date) -> Iterator[Card]:
    """One card a contact; the company's own card first where an address is nobody's, or nobody is known (B4)."""
    places = tuple(
        CardPlace(each.street, each.city, each.region, each.postal_code, each.country, place_label(each))
        for each in whole.postal
    )
    shared = whole.of_contact(None)
    party = whole.party
    if not places and (party.city or party.country):
        places = (CardPlace(city=party.city, country=party.country),)
    if shared or not whole.contacts:
        yield Card(name=party.name, company=party.name, ways=_card_ways(shared, label, today), places=places,
                   website=party.website, tags=party.tags, notes=party.notes, is_company=True)  # fmt: skip
    for each in whole.contacts:
        yield Card(
            name=each.name, family=each.family, given=each.given, honorific=each.honorific, company=party.name,
            title=each.title, role=each.role, ways=_card_ways(whole.of_contact(each), label, today), places=places,
            website=party.website, birthday=each.birthday, tags=party.tags, language=each.language,
            notes=each.notes,
        )  # fmt: skip


def _card_ways(addresses: Sequence[Address], label: Label, today: date) -> tuple[CardWay, ...]:
    """Addresses that work today, the confirmed ones first; one that bounced or is retired is on no card (A7)."""
    usable = [each for each in addresses if each.usable_on(today)]
    best = sorted(usable, key=lambda each: each.standing != "confirmed")
    return tuple(CardWay(each.channel, each.value, label(each)) for each in best)
