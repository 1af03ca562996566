"""The rows of lists that were brought in, as values; keys are the list's own, days plain dates, numbers exact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradedesk.domain.party import PartyKind


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party with its people and its ways to be reached.

    Numbers of a cell that holds several are parted by "; ". ``cycle`` is in days, ``birthday`` "YYYY-MM-DD" or
    "--MM-DD", ``preferred_channel`` the code of a channel.

    ``country`` is ISO alpha-2 or empty when ``country_text`` is not a country we know; ``zone`` is an IANA zone;
    ``zone_question`` says that the country has several and the city must be asked for.
    """

    line: int
    kind: PartyKind
    code: str
    name: str
    contact_name: str = ""
    contact_title: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country_text: str = ""
    country: str = ""
    zone: str = ""
    zone_question: bool = False
    phone: str = ""
    fax: str = ""
    emails: tuple[str, ...] = ()
    website: str = ""
    whatsapp: str = ""
    wechat: str = ""
    languages: tuple[str, ...] = ()
    categories: str = ""
    notes: str = ""
    our_name: str = ""
    short_name: str = ""
    our_short_name: str = ""
    given_name: str = ""
    family_name: str = ""
    honorific: str = ""
    role: str = ""
    birthday: str = ""
    mobile: str = ""
    linkedin: str = ""
    telegram: str = ""
    line_id: str = ""
    skype: str = ""
    kakaotalk: str = ""
    cycle: int | None = None
    tags: tuple[str, ...] = ()
    tier: str = ""
    source: str = ""
    preferred_channel: str = ""
    currency: str = ""
    tax_no: str = ""
    registration_no: str = ""
    contact2_name: str = ""
    contact2_title: str = ""
    contact2_emails: tuple[str, ...] = ()
    contact2_phone: str = ""
    contact3_name: str = ""
    contact3_title: str = ""
    contact3_emails: tuple[str, ...] = ()
    contact3_phone: str = ""


@dataclass(frozen=True)
class OrderRow:
    """The head of an order. ``party_key`` and ``forwarder_key`` refer to keys of other lists.

    ``currency`` (ISO 4217) is the order's; ``freight`` is in it. ``ship_country`` is ISO alpha-2 or empty when
    ``ship_country_text`` is not a country we know. ``charges`` are (what for, sum) besides the goods; a sum below zero
    is taken off.
    """

    line: int
    key: str
    party_key: str
    currency: str
    ordered_on: date | None = None
    required_on: date | None = None
    shipped_on: date | None = None
    forwarder_key: str = ""
    freight: Decimal | None = None
    buyer_ref: str = ""
    ship_name: str = ""
    ship_street: str = ""
    ship_city: str = ""
    ship_region: str = ""
    ship_postal_code: str = ""
    ship_country_text: str = ""
    ship_country: str = ""
    incoterm: str = ""
    payment_terms: str = ""
    notes: str = ""
    charges: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class LineRow:
    """A line of an order; ``unit_price`` is in ``currency``, ``discount_percent`` is 25 for a quarter off.

    Weights are kilograms and ``cbm`` cubic metres, each of one carton; ``origin`` is ISO alpha-2.
    """

    line: int
    order_key: str
    product_key: str
    quantity: Decimal
    unit_price: Decimal
    currency: str
    discount_percent: Decimal = Decimal(0)
    description: str = ""
    unit: str = ""
    specification: str = ""
    description_local: str = ""
    hs_code: str = ""
    origin: str = ""
    pieces_per_carton: Decimal | None = None
    cartons: int | None = None
    net_weight: Decimal | None = None
    gross_weight: Decimal | None = None
    cbm: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class ProductRow:
    """A product of a supplier (``supplier_key`` refers to a list of suppliers); the price is in ``currency``."""

    line: int
    key: str
    name: str
    currency: str
    supplier_key: str = ""
    packing: str = ""
    unit: str = ""
    unit_price: Decimal | None = None
    hs_code: str = ""
    specification: str = ""
    notes: str = ""


@dataclass(frozen=True)
class ReceiptRow:
    """Money that arrived, in ``currency``; rows with one ``key`` are one receipt that pays several instalments.

    ``share`` is what of it is for the order, in the order's currency; None: what is open. ``instalment`` is its place
    among the order's instalments, 0 the oldest first. ``rate`` is the order's currency for one of the receipt's.
    """

    line: int
    key: str
    party_key: str
    order_key: str
    received_on: date | None
    amount: Decimal
    currency: str
    charges: Decimal = Decimal(0)
    rate: Decimal | None = None
    bank_ref: str = ""
    instalment: int = 0
    share: Decimal | None = None
    notes: str = ""


Row = PartyRow | OrderRow | LineRow | ProductRow | ReceiptRow
