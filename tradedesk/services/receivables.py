"""What is owed to us, by age, customer and currency; what customers have paid ahead; letters of credit watched (G2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tradedesk.domain import letter_of_credit
from tradedesk.domain import receipts as rules
from tradedesk.domain import receivables as ages
from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.money import Money
from tradedesk.domain.order import Stage
from tradedesk.domain.reason import Reason
from tradedesk.domain.receipts import Receipt
from tradedesk.domain.receivables import AGES, Age, AgedSum, Receivable
from tradedesk.ledger import orders, parties
from tradedesk.ledger import receipts as kept
from tradedesk.services.bench import Bench

__all__ = ["AGES", "Age", "AgedSum", "Credit", "OrderMoney", "Receivable", "Receivables", "of_order", "receivables"]


@dataclass(frozen=True)
class Credit:
    """What a customer has paid that pays nothing yet."""

    party_id: PartyId
    party_name: str
    amount: Money


@dataclass(frozen=True)
class Receivables:
    """Everything owed: by customer and by currency, one line an instalment, and the customers' credit."""

    today: date
    customers: tuple[AgedSum, ...]
    totals: tuple[AgedSum, ...]
    owed: tuple[Receivable, ...]
    credits: tuple[Credit, ...]


@dataclass(frozen=True)
class OrderMoney:
    """What an order's page shows of money besides its instalments: receipts, the customer's credit, L/C days.

    ``with_credit`` are the customer's receipts of which something is left: in another currency it needs a rate to pay
    here, and what is left after a conversion cannot.
    """

    order_id: OrderId
    party_id: PartyId
    currency: str
    receipts: tuple[Receipt, ...]
    credit: tuple[Money, ...]
    with_credit: tuple[Receipt, ...]
    warnings: tuple[Reason, ...]


def receivables(bench: Bench, party_id: PartyId | None = None) -> Receivables:
    """What one customer owes, or all; amounts of different currencies are never added up."""
    read, today = bench.ledger.read, bench.today()
    owed = kept.receivables(read, party_id)
    wanted = kept.parties_with_credit(read) if party_id is None else (party_id,)
    found = [
        Credit(number, parties.party(read, number).name, amount)
        for number in wanted
        for amount in rules.credit_of(kept.of_party(read, number))
    ]
    ahead = tuple(sorted(found, key=lambda one: (one.amount.currency, -one.amount.minor, one.party_name)))
    return Receivables(today, ages.by_customer(owed, today), ages.by_currency(owed, today), owed, ahead)


def of_order(bench: Bench, order_id: OrderId) -> OrderMoney:
    """An order's money besides its instalments; raises NotThere."""
    read = bench.ledger.read
    head, nodes = orders.order(read, order_id), orders.nodes(read, order_id)
    watched = letter_of_credit.credit_of(head, nodes)
    over = head.stage in (Stage.CLOSED, Stage.CANCELLED)
    warned = () if over or watched is None else letter_of_credit.warnings(watched, bench.today())
    arrived = kept.of_party(read, head.party_id)
    return OrderMoney(
        order_id=order_id,
        party_id=head.party_id,
        currency=head.currency,
        receipts=kept.of_order(read, order_id),
        credit=rules.credit_of(arrived),
        with_credit=tuple(each for each in arrived if each.credit.minor),
        warnings=tuple(each.reason for each in warned),
    )
