"""What a party's overview shows besides its own fields: accounts, employers, the next order, what fits (E4, G1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tradedesk.domain import culture, postal
from tradedesk.domain.country import Country
from tradedesk.domain.culture import Culture
from tradedesk.domain.ids import PartyId
from tradedesk.domain.party import Party, PostalAddress
from tradedesk.domain.reason import Reason
from tradedesk.domain.reorder import Reorder, next_reorder
from tradedesk.ledger import employments
from tradedesk.ledger.queries import files, reorder
from tradedesk.services import bank_accounts
from tradedesk.services.bank_accounts import AccountView
from tradedesk.services.bench import Bench
from tradedesk.services.customers import CustomerSheet, sheet
from tradedesk.services.employments import Elsewhere, Guest


@dataclass(frozen=True)
class PartyRecord:
    """The company behind the fields.

    ``elsewhere``: other firms its people serve; ``guests``: people of other firms who serve it. ``tax`` and
    ``registration`` say whether the numbers fit their country, None where nobody can tell. ``default_style`` is the
    country's way of writing, ``style`` the one that counts. ``blocks``: printed postal addresses by number;
    ``countries``: theirs by code.
    """

    accounts: tuple[AccountView, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    guests: tuple[Guest, ...] = ()
    reorder: Reorder | None = None
    tax: Reason | None = None
    registration: Reason | None = None
    default_style: Culture | None = None
    style: Culture | None = None
    blocks: tuple[tuple[int, tuple[str, ...]], ...] = ()
    countries: Mapping[str, Country] = field(default_factory=dict)
    files: int = 0

    @property
    def alarms(self) -> tuple[Reason, ...]:
        """What must be said above the party before money goes anywhere."""
        return tuple(each.doubt for each in self.accounts if each.is_alarm and each.doubt is not None)

    def block(self, number: int) -> tuple[str, ...]:
        """The printed lines of a postal address."""
        return dict(self.blocks).get(number, ())


@dataclass(frozen=True)
class PartyPage:
    """One party with everything its page shows."""

    sheet: CustomerSheet
    record: PartyRecord


def page(bench: Bench, party_id: PartyId) -> PartyPage:
    """Read one party with everything its page shows; raises NotThere."""
    found = sheet(bench, party_id)
    return PartyPage(found, record(bench, found.party, found.postal))


def record(bench: Bench, party: Party, addresses: tuple[PostalAddress, ...]) -> PartyRecord:
    """Gather what stands behind a party's fields; the numbers' checks are loaded when there is a number."""
    read = bench.ledger.read
    return PartyRecord(
        accounts=bank_accounts.views(bench, party),
        elsewhere=employments.elsewhere(read, party.id),
        guests=employments.guests(read, party.id),
        reorder=next_reorder(party.reorder_by, party.cycle_days, reorder.order_days(read, party.id)),
        tax=_tax(party),
        registration=_registration(party),
        default_style=culture.culture_of(party.country) if party.country else None,
        style=culture.culture_of(party.country, party.culture) if party.country or party.culture else None,
        blocks=tuple((each.id, postal.block(each, _country(bench, each))) for each in addresses),
        countries={code: found for each in addresses if (found := bench.countries.get(code := each.country))},
        files=files.count(read, party.id),
    )


def _tax(party: Party) -> Reason | None:
    if not party.tax_no:
        return None
    from tradedesk.integrations import numbers

    return numbers.judge_tax(party.country, party.tax_no)


def _registration(party: Party) -> Reason | None:
    if not party.registration_no:
        return None
    from tradedesk.integrations import numbers

    return numbers.judge_registration(party.country, party.registration_no)


def _country(bench: Bench, address: PostalAddress) -> str:
    """The country's name on an envelope: English, or Chinese where the address itself is."""
    country = bench.countries.get(address.country)
    if country is None:
        return address.country
    return country.name("zh" if any("\u4e00" <= letter <= "\u9fff" for letter in address.street) else "en")
