"""What is filled in on a party's page, field by field: read as the user wrote it, checked, and saved at once.

Every verb here refuses with RuleSaysNo whose ``field`` names where the sentence belongs; the good value stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tradedesk.domain import person, postal
from tradedesk.domain.country import zone_for
from tradedesk.domain.culture import Style
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import ContactId, PartyId
from tradedesk.domain.party import Contact, Party, PostalAddress, ReorderBy
from tradedesk.domain.window import zone_of
from tradedesk.ledger import parties
from tradedesk.services.bench import Bench

#: Fields that are kept as written, but for blanks at the ends.
_PLAIN = frozenset(
    {
        *("short_name", "our_name", "our_short_name", "code", "categories", "preferred_channel", "source", "tier"),
        *("tax_no", "registration_no"),
    }
)
_CONTACT_WORDS = frozenset(
    {"name", "given", "family", "honorific", "salutation", "title", "role", "language", "notes", "birthday"}
)
_CONTACT_MARKS = frozenset({"is_main", "is_desk", "family_first"})
_POSTAL = frozenset({"addressee", "street", "city", "region", "postal_code", "country", "phone", "note"})

_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][a-z0-9]{2,8})*", re.IGNORECASE)
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_SITE = re.compile(r"(https?://)?[^\s/@:]+\.[^\s/@:.]{2,}(:\d+)?(/\S*)?", re.IGNORECASE)
#: Nobody reorders by a rhythm longer than ten years.
_LONGEST_CYCLE = 3650


def set_field(bench: Bench, party_id: PartyId, field: str, text: str) -> None:
    """Save one field of a party as the user wrote it; ``field`` is the name in ``Party``.

    A country is taken in any usual spelling, in English or Chinese. A changed country or city looks for the zone
    again; where a country has several zones and the city does not tell, the zone stays empty and must be asked for.
    """
    party = parties.party(bench.ledger.read, party_id)
    read = _READ.get(field, _as_written if field in _PLAIN else None)
    if read is None:
        raise RuleSaysNo("field-unknown", field, name=field)
    changed: Party = replace(party, **{field: read(bench, text)})
    if (changed.country, changed.city) != (party.country, party.city):
        changed = _with_zone(bench, changed)
    if changed == party:
        return
    with bench.ledger.write("party-changed") as writer:
        parties.save_party(writer, changed)


def _with_zone(bench: Bench, party: Party) -> Party:
    country = bench.countries.get(party.country)
    return replace(party, zone=zone_for(country, party.city, "", bench.cities).zone if country else "")


def add_contact(bench: Bench, party_id: PartyId, name: str, *, is_desk: bool = False) -> ContactId:
    """Add a person, or a desk, to a party; the first one is its main contact.

    Which part of the name stands first is presumed from the party's country and can be changed.
    """
    if not name.strip():
        raise RuleSaysNo("name-missing", "name")
    read = bench.ledger.read
    fresh = Contact(
        0,
        party_id,
        name.strip(),
        family_first=person.presumed_family_first(parties.party(read, party_id).country),
        is_main=not parties.contacts(read, party_id),
        is_desk=is_desk,
    )
    with bench.ledger.write("contact-added") as writer:
        return parties.add_contact(writer, fresh)


def set_contact_field(bench: Bench, contact_id: ContactId, field: str, text: str) -> None:
    """Save one field of a contact; for marks (``is_main``, ``is_desk``, ``family_first``) any text means yes.

    A party has one main contact: to name another is how it changes.
    """
    contact = parties.contact(bench.ledger.read, contact_id)
    if field in _CONTACT_MARKS:
        changed = replace(contact, **{field: bool(text)})  # type: ignore[arg-type]
    elif field in _CONTACT_WORDS:
        changed = replace(contact, **{field: _contact_words(bench, field, text)})  # type: ignore[arg-type]
    else:
        raise RuleSaysNo("field-unknown", field, name=field)
    if changed == contact:
        return
    with bench.ledger.write("contact-saved") as writer:
        if field == "is_main" and text:
            parties.make_main(writer, changed)
        else:
            parties.save_contact(writer, changed)


def remove_contact(bench: Bench, contact_id: ContactId) -> None:
    """Remove a contact, from every firm it serves; the addresses stay with their parties."""
    contact = parties.contact(bench.ledger.read, contact_id)
    with bench.ledger.write("contact-removed") as writer:
        parties.remove_contact(writer, contact)


def add_postal_address(bench: Bench, party_id: PartyId, purpose: str) -> int:
    """Add a postal address to be filled in; the party's name, city and country stand in it already."""
    party = parties.party(bench.ledger.read, party_id)
    fresh = PostalAddress(0, party_id, purpose, party.name, city=party.city, country=party.country)
    with bench.ledger.write("postal-address-added") as writer:
        return parties.add_postal_address(writer, fresh)


def set_postal_purpose(bench: Bench, number: int, purpose: str, *, wanted: bool) -> None:
    """Say that a postal address serves a purpose, or no longer does; it may serve several."""
    address = parties.postal_address(bench.ledger.read, number)
    if purpose not in postal.PURPOSES:
        raise RuleSaysNo("field-unknown", purpose, name=purpose)
    changed = replace(address, purpose=postal.with_purpose(address, purpose, wanted=wanted))
    if changed == address:
        return
    with bench.ledger.write("postal-address-changed") as writer:
        parties.save_postal_address(writer, changed)


def set_postal_field(bench: Bench, number: int, field: str, text: str) -> None:
    """Save one field of a postal address."""
    address = parties.postal_address(bench.ledger.read, number)
    if field not in _POSTAL:
        raise RuleSaysNo("field-unknown", field, name=field)
    value = _country(bench, text) if field == "country" else text.strip()
    changed = replace(address, **{field: value})  # type: ignore[arg-type]
    if changed == address:
        return
    with bench.ledger.write("postal-address-changed") as writer:
        parties.save_postal_address(writer, changed)


def remove_postal_address(bench: Bench, number: int) -> None:
    """Remove a postal address."""
    with bench.ledger.write("postal-address-removed") as writer:
        writer.delete("postal_addresses", number)


def _contact_words(bench: Bench, field: str, text: str) -> str:
    if field == "name" and not text.strip():
        raise RuleSaysNo("name-missing", "name")
    if field == "language":
        return ",".join(_languages(bench, text)[:1])
    if field == "birthday":
        return _birthday(bench, text)
    return text.strip()


def _birthday(bench: Bench, text: str) -> str:
    found = person.read_birthday(text)
    if found and found > bench.today().isoformat():  # nobody was born tomorrow; a day without its year begins with "-"
        raise RuleSaysNo("birthday-not-a-day", "birthday", value=text.strip())
    return found


def _as_written(bench: Bench, text: str) -> str:  # noqa: ARG001 - every reader is given the same
    return " ".join(text.split())


def _name(bench: Bench, text: str) -> str:
    found = _as_written(bench, text)
    if not found:
        raise RuleSaysNo("name-missing", "name")
    return found


def _country(bench: Bench, text: str) -> str:
    if not text.strip():
        return ""
    found = bench.countries.find(text)
    if found is None:
        raise RuleSaysNo("country-not-known", "country", country=text.strip())
    return found.code


def _zone(bench: Bench, text: str) -> str:  # noqa: ARG001
    return zone_of(text.strip()).key if text.strip() else ""


def _website(bench: Bench, text: str) -> str:  # noqa: ARG001
    site = text.strip()
    if site and not _SITE.fullmatch(site):
        raise RuleSaysNo("website-not-one", "website", website=site)
    return site


def _languages(bench: Bench, text: str) -> tuple[str, ...]:  # noqa: ARG001
    tags = tuple(tag.replace("_", "-").lower() for tag in re.split(r"[\s,;，；、]+", text) if tag)
    wrong = next((tag for tag in tags if not _LANGUAGE.fullmatch(tag)), "")
    if wrong:
        raise RuleSaysNo("language-not-a-tag", "languages", language=wrong)
    return tuple(dict.fromkeys(tags))


def _cycle(bench: Bench, text: str) -> int | None:  # noqa: ARG001
    days = text.strip()
    if not days:
        return None
    if not days.isdecimal() or not 1 <= int(days) <= _LONGEST_CYCLE:
        raise RuleSaysNo("cycle-not-days", "cycle_days", days=days)
    return int(days)


def _culture(bench: Bench, text: str) -> str:  # noqa: ARG001
    if text and text not in set(Style):
        raise RuleSaysNo("style-unknown", "culture", style=text)
    return text


def _reorder_by(bench: Bench, text: str) -> ReorderBy:  # noqa: ARG001
    if text not in set(ReorderBy):
        raise RuleSaysNo("field-unknown", "reorder_by", name=text)
    return ReorderBy(text)


def _currency(bench: Bench, text: str) -> str:  # noqa: ARG001
    return currency_of(text)


def currency_of(text: str) -> str:
    """A currency's code as typed, in capitals; raises RuleSaysNo (field "currency") for what is none."""
    code = text.strip()
    if code and not _CURRENCY.fullmatch(code):
        raise RuleSaysNo("currency-not-a-code", "currency", currency=code)
    return code.upper()


def _tags(bench: Bench, text: str) -> tuple[str, ...]:  # noqa: ARG001
    return tuple(dict.fromkeys(tag.strip() for tag in re.split(r"[,;，；、\n]+", text) if tag.strip()))


def _notes(bench: Bench, text: str) -> str:  # noqa: ARG001
    return text.rstrip()


_READ: dict[str, Callable[[Bench, str], Any]] = {
    "name": _name,
    "country": _country,
    "city": _as_written,
    "zone": _zone,
    "website": _website,
    "languages": _languages,
    "cycle_days": _cycle,
    "reorder_by": _reorder_by,
    "culture": _culture,
    "currency": _currency,
    "tags": _tags,
    "notes": _notes,
}
