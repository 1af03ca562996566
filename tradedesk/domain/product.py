"""Products (商品): what was sold before, with what belongs to it on paper, and what a customer paid for it last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.order import OrderLine


@dataclass(frozen=True)
class Product:
    """One product; weights and measurement are of one carton, as on a line. ``currency`` is that of ``unit_price``."""

    id: int
    code: str
    name: str
    specification: str = ""
    hs_code: str = ""
    unit: str = ""
    unit_price: Decimal | None = None
    currency: str = ""
    description_local: str = ""
    origin: str = ""
    pieces_per_carton: Decimal | None = None
    net_weight: Decimal | None = None
    gross_weight: Decimal | None = None
    cbm: Decimal | None = None


class LastPrice(NamedTuple):
    """What a customer paid or was offered last: per ``unit``, on a day, in an order (its number; "" for a list)."""

    unit_price: Decimal
    currency: str
    unit: str
    day: date | None
    order_number: str


class CustomerPrice(NamedTuple):
    """A customer's last price; ``order_id`` None where it was promised without an order."""

    party_id: PartyId
    party: str
    order_id: OrderId | None
    last: LastPrice


class Offer(NamedTuple):
    """A product with the last price for the customer at hand, if there was one."""

    product: Product
    last: LastPrice | None


#: What a product and a line have in common, as both call it.
SHARED = (
    "specification", "hs_code", "unit", "description_local", "origin", "pieces_per_carton", "net_weight",
    "gross_weight", "cbm",
)  # fmt: skip


def price_for(offer: Offer, currency: str) -> Decimal | None:
    """The price to begin with: the customer's last one, else the usual one; never one in another currency."""
    if offer.last is not None and offer.last.currency == currency:
        return offer.last.unit_price
    product = offer.product
    return product.unit_price if product.currency == currency else None


def is_worth_keeping(line: OrderLine) -> bool:
    """Whether a line names a product: by its item number, or by a description that has a price."""
    return bool(line.product_code or (line.description and line.unit_price > 0))
