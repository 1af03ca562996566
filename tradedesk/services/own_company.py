"""The user's own company: who writes, from where, at which hours, and which address stands for oneself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradedesk.domain.country import zone_for
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.window import zone_of
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import parties
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.domain.address import Address
    from tradedesk.ledger.writer import Writer

#: What can be filled in; the name of each is also the ``field`` of what is refused about it.
FIELDS = ("name", "short_name", "country", "city", "zone", "bank", "signer", "mail")


@dataclass(frozen=True)
class OwnCompany:
    """The own company as it is shown: ``values`` by field name, why the zone is what it is, and what is offered.

    ``asks_zone``: the country has several time zones and the city does not tell which (D6). ``countries`` are the
    names in both languages, ``zones`` every IANA zone, those of the country first.
    """

    values: dict[str, str]
    zone_reason: Reason
    asks_zone: bool
    countries: tuple[str, ...]
    zones: tuple[str, ...]


def own_company(bench: Bench, language: str) -> OwnCompany:
    """The own company with its country named in ``language`` ("en", "zh_CN"); empty values before it is set up."""
    own = bench.own() or _nobody()
    country = bench.countries.get(own.country)
    person, mail = _signer(bench, own), _mail(bench, own)
    values = {
        "name": own.name,
        "short_name": own.short_name,
        "country": country.name(language) if country else own.country,
        "city": own.city,
        "zone": own.zone,
        "bank": _bank(bench, own),
        "signer": person.name if person else "",
        "mail": mail.value if mail else "",
    }
    reason = _zone_reason(bench, own)
    names = sorted({each.name(tongue) for each in bench.countries for tongue in ("en", "zh")})
    return OwnCompany(values, reason, reason.code == "own-zone-ask", tuple(names), _zones(bench, own))


def set_own_field(bench: Bench, field: str, text: str) -> None:
    """Save one field of the own company as the user wrote it; the first one sets the company up.

    A changed country or city looks for the zone again, unless the user chose one by hand. Raises RuleSaysNo whose
    ``field`` is the field given: the good value stays.
    """
    if field not in FIELDS:
        raise RuleSaysNo("field-unknown", field, name=field)
    own = bench.own() or _nobody()
    if field == "signer":
        _set_signer(bench, own, " ".join(text.split()))
    elif field == "mail":
        _set_mail(bench, own, text.strip())
    elif field == "bank":
        if text.strip() != _bank(bench, own):
            with bench.ledger.write("own-company-saved") as writer:
                writer.update("parties", _there(writer, own), {"bank": text.strip()})
    else:
        changed = _changed(bench, own, field, text)
        if changed != own:
            with bench.ledger.write("own-company-saved") as writer:
                parties.save_party(writer, replace(changed, id=_there(writer, own)))


def _nobody() -> Party:
    return Party(0, PartyKind.OWN, "")


def _there(writer: Writer, own: Party) -> int:
    """The own company's number; it is added where it is not there yet."""
    return own.id or parties.add_party(writer, own)


def _changed(bench: Bench, own: Party, field: str, text: str) -> Party:
    written = " ".join(text.split())
    if field == "name" and not written:
        raise RuleSaysNo("name-missing", "name")
    if field == "country":
        return _placed(bench, own, replace(own, country=_country(bench, written)))
    if field == "city":
        return _placed(bench, own, replace(own, city=written))
    if field == "zone":
        # An empty zone means: as it follows from the place.
        return replace(own, zone=zone_of(written).key if written else _derived(bench, own))
    return replace(own, **{field: written})  # type: ignore[arg-type]


def _country(bench: Bench, written: str) -> str:
    if not written:
        return ""
    found = bench.countries.find(written)
    if found is None:
        raise RuleSaysNo("country-not-known", "country", country=written)
    return found.code


def _placed(bench: Bench, before: Party, after: Party) -> Party:
    """A moved company gets the zone of its new place; one chosen by hand stays while the country is the same."""
    by_hand = bool(before.zone) and before.zone != _derived(bench, before)
    if after == before or (by_hand and after.country == before.country):
        return after
    return replace(after, zone=_derived(bench, after))


def _derived(bench: Bench, own: Party) -> str:
    country = bench.countries.get(own.country)
    return zone_for(country, own.city, "", bench.cities).zone if country else ""


def _zone_reason(bench: Bench, own: Party) -> Reason:
    country = bench.countries.get(own.country)
    if own.zone and own.zone != _derived(bench, own):
        return because("own-zone-chosen", "D6")
    if country is None:
        return because("own-zone-place", "D6", zone=bench.own_zone())
    if not own.zone:
        return because("own-zone-ask", "D6", zone=bench.own_zone())
    if len(country.zones) == 1:
        return because("own-zone-only", "D6")
    if bench.cities.zone(country.code, own.city):
        return because("own-zone-city", "D6", city=own.city)
    return because("own-zone-main", "D6")


def _zones(bench: Bench, own: Party) -> tuple[str, ...]:
    country = bench.countries.get(own.country)
    near = country.zones if country else ()
    every = sorted({zone for each in bench.countries for zone in each.zones} - set(near))
    return (*near, *every)


def _bank(bench: Bench, own: Party) -> str:
    return str(bench.ledger.read.value("select bank from parties where id = ?", (own.id,)) or "")


def _signer(bench: Bench, own: Party) -> Contact | None:
    people = parties.contacts(bench.ledger.read, own.id) if own.id else ()
    return people[0] if people else None


def _set_signer(bench: Bench, own: Party, name: str) -> None:
    person = _signer(bench, own)
    if not name and person is not None:
        raise RuleSaysNo("name-missing", "signer")
    if not name or (person is not None and person.name == name):
        return
    with bench.ledger.write("own-company-saved") as writer:
        if person is not None:
            # Given and family name were those of the name before.
            parties.save_contact(writer, replace(person, name=name, given="", family=""))
        else:
            parties.add_contact(writer, Contact(0, _there(writer, own), name, is_main=True))


def _mail(bench: Bench, own: Party) -> Address | None:
    from tradedesk.domain.address import Channel

    known = address_rows.of_party(bench.ledger.read, own.id) if own.id else ()
    return next((each for each in known if each.channel is Channel.MAIL), None)


def _set_mail(bench: Bench, own: Party, text: str) -> None:
    """The own address is confirmed by the one who says it; it is "oneself" where a group is written to (A6)."""
    from tradedesk.domain.address import Address, Channel, MailboxKind, Standing
    from tradedesk.integrations import mailboxes

    known = _mail(bench, own)
    if not text:
        if known is not None:
            with bench.ledger.write("own-company-saved") as writer:
                address_rows.remove(writer, known)
        return
    try:
        value = mailboxes.normalise_mail(text).value
    except RuleSaysNo as no:
        raise RuleSaysNo(no.code, "mail", **no.facts) from no
    if known is not None and known.value == value:
        return
    fresh = replace(
        known or Address(0, own.id, None, Channel.MAIL, value),
        value=value,
        original=text,
        kind=MailboxKind.COMPANY,
        kind_confirmed=True,
        standing=Standing.CONFIRMED,
        standing_on=bench.today(),
    )
    with bench.ledger.write("own-company-saved") as writer:
        if known is not None:
            address_rows.save(writer, fresh)
        else:
            address_rows.add(writer, replace(fresh, party_id=_there(writer, own)))
