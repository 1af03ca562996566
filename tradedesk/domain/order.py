"""Orders (订单): one deal, from inquiry to paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from tradedesk.domain.ids import ContactId, NodeId, OrderId, PartyId
from tradedesk.domain.money import Money


class Stage(StrEnum):
    """Where the deal stands; follows from the nodes that have happened, except CANCELLED."""

    INQUIRY = "inquiry"
    QUOTED = "quoted"
    CONFIRMED = "confirmed"
    PRODUCTION = "production"
    READY = "ready"
    ON_THE_WAY = "on-the-way"
    DELIVERED = "delivered"
    CLOSED = "closed"
    CANCELLED = "cancelled"


#: Stages in which the deal still needs the trader.
RUNNING = frozenset(
    {Stage.INQUIRY, Stage.QUOTED, Stage.CONFIRMED, Stage.PRODUCTION, Stage.READY, Stage.ON_THE_WAY, Stage.DELIVERED}
)


class NodeCode(StrEnum):
    """节点: the points of an order's timeline as shipped; OWN is one that the user named."""

    INQUIRY = "inquiry"
    QUOTED = "quoted"
    CONFIRMED = "confirmed"
    DEPOSIT = "deposit"
    PRODUCTION = "production"
    READY = "ready"
    CUSTOMS = "customs"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    FEEDBACK = "feedback"
    BALANCE = "balance"
    CLOSED = "closed"
    OWN = "own"


@dataclass(frozen=True)
class OrderLine:
    """One line. Quantity and price are exact decimals; ``amount`` is rounded to the order's currency.

    ``pieces_per_carton`` is in the line's own unit; ``net_weight`` and ``gross_weight`` are kilograms, ``cbm`` cubic
    metres, each of one carton. ``origin`` is an ISO 3166 code. ``description_local`` is in the user's other language.
    """

    id: int
    position: int
    description: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    discount_percent: Decimal
    amount: Money
    product_code: str = ""
    specification: str = ""
    product_id: int | None = None
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
class OrderCharge:
    """What is asked for besides the lines: insurance, a mould, bank charges; below zero it is taken off.

    ``label`` is a shipped code (see ``CHARGES``) or the user's own words.
    """

    id: int
    position: int
    label: str
    amount: Money


#: Charges as offered, by code.
CHARGES = ("insurance", "inland", "inspection", "mould", "sample", "packing", "bank", "documents", "rebate", "other")


@dataclass(frozen=True)
class Node:
    """One point of the timeline: planned and actual day (in the user's own zone), and the notice to the customer.

    ``notice_on`` and ``notice_to`` come from the log entry that told the customer of this node (F3). ``lead_days`` of
    ``day_kind``, ``template`` and ``role`` (a job of the supply chain) are the order's own; None and "" as its list
    has them. The names are the user's own words.
    """

    id: NodeId
    order_id: OrderId
    position: int
    code: NodeCode
    planned_on: date | None
    actual_on: date | None
    notice_message_id: int | None = None
    notice_on: date | None = None
    notice_to: str = ""
    version: int = 1
    name_en: str = ""
    name_zh: str = ""
    lead_days: int | None = None
    day_kind: str = ""
    template: str = ""
    role: str = ""
    note: str = ""


@dataclass(frozen=True)
class Instalment:
    """回款: one part of the price. Due on a day, or by an event of the timeline plus days."""

    id: int
    position: int
    label: str
    percent: Decimal | None
    amount: Money
    received: Money
    trigger: str = ""
    trigger_days: int = 0
    due_on: date | None = None

    @property
    def open(self) -> Money:
        """What is still to come; never below zero."""
        left = self.amount - self.received
        return left if left.minor > 0 else Money(0, left.currency)


@dataclass(frozen=True)
class Shipment:
    """物流: what left, with whom, under which numbers, and when it should arrive."""

    id: int
    order_id: OrderId
    mode: str = ""
    carrier: str = ""
    vessel: str = ""
    tracking_no: str = ""
    container_no: str = ""
    bl_no: str = ""
    etd: date | None = None
    eta: date | None = None


@dataclass(frozen=True)
class OrderRole:
    """Who does what on an order (I1): a job of the supply chain and the person or firm who has it."""

    role: str
    name: str
    firm: str = ""


@dataclass(frozen=True)
class Order:
    """The head of an order. ``inquired_at`` is UTC; days are plain dates; ``total`` sums up lines, freight and
    charges.

    ``order_type`` names the list of nodes; ``tolerance_percent`` is the share by which more or less may be shipped
    (溢短装), None when nothing was agreed. ``end_reason`` says why it was lost or cancelled: a code of ``order_end`` or
    the user's own words; ``side_state`` with ``side_reason`` and ``side_since`` why it does not run as usual.
    ``lc_presentation_days`` counts from the day of shipment.
    """

    id: OrderId
    number: str
    party_id: PartyId
    contact_id: ContactId | None
    stage: Stage
    summary: str
    currency: str
    total: Money
    buyer_ref: str = ""
    inquired_at: datetime | None = None
    ordered_on: date | None = None
    delivery_on: date | None = None
    incoterm: str = ""
    incoterm_place: str = ""
    mode: str = ""
    payment_terms: str = ""
    port_loading: str = ""
    port_discharge: str = ""
    lead_time: str = ""
    moq: str = ""
    valid_until: date | None = None
    freight: Money | None = None
    side_state: str = ""
    notes: str = ""
    version: int = 1
    order_type: str = ""
    tolerance_percent: Decimal | None = None
    shipping_marks: str = ""
    lc_number: str = ""
    lc_bank: str = ""
    lc_latest_shipment: date | None = None
    lc_expiry: date | None = None
    lc_place: str = ""
    lc_presentation_days: int | None = None
    end_reason: str = ""
    side_reason: str = ""
    side_since: date | None = None
    copied_from_id: int | None = None


@dataclass(frozen=True)
class OrderFile:
    """Everything one order's page shows besides its messages."""

    order: Order
    party_name: str
    lines: tuple[OrderLine, ...]
    nodes: tuple[Node, ...]
    instalments: tuple[Instalment, ...]
    shipments: tuple[Shipment, ...]
    roles: tuple[OrderRole, ...]
    charges: tuple[OrderCharge, ...] = ()

    @property
    def sum(self) -> Money:
        """The sum of the rounded lines, the freight and the charges: not a minor unit more or less."""
        parts = [line.amount.minor for line in self.lines] + [charge.amount.minor for charge in self.charges]
        freight = self.order.freight.minor if self.order.freight else 0
        return Money(sum(parts) + freight, self.order.currency)
