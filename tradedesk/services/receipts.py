"""What the user does with money that arrives: note it, split it over orders, correct it, use what is left (G2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tradedesk.domain import receipts as rules
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.money import CURRENCIES, Money, digits_of, money
from tradedesk.domain.order import Instalment, NodeCode
from tradedesk.domain.receipts import OpenPart, Receipt, ReceiptShare
from tradedesk.ledger import orders
from tradedesk.ledger import receipts as kept
from tradedesk.services import order_cells as cells
from tradedesk.services.bench import Bench
from tradedesk.services.order_plan import follow

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

__all__ = [
    "OpenPart", "Paying", "Receipt", "ReceiptEntry", "ReceiptShare", "Rehearsal", "credit", "note", "of_order",
    "of_party", "rehearse", "remove", "use_credit",
]  # fmt: skip


@dataclass(frozen=True)
class ReceiptEntry:
    """A receipt as it was typed. ``shares`` are amounts by instalment in the orders' currency; None: as suggested.

    ``receipt_id`` 0 is a new one; ``first`` is the instalment that is paid before the oldest. ``settles_in`` is the
    currency of the orders to be paid, empty for that of ``first``, else the receipt's own. ``part_of`` is the receipt
    of whose credit this is a part, to be used at a rate; day, charges and reference are that one's.
    """

    party_id: PartyId
    amount: str
    currency: str
    day: str
    charges: str = ""
    rate: str = ""
    bank_ref: str = ""
    note: str = ""
    shares: Mapping[int, str] | None = None
    receipt_id: int = 0
    first: int = 0
    settles_in: str = ""
    part_of: int = 0


@dataclass(frozen=True)
class Rehearsal:
    """What a receipt would do: what the customer has paid, its worth to the orders, the shares, and what is left.

    ``exact`` is the worth before it was rounded, None where nothing was rounded. ``parts`` are the open instalments in
    the currency that is settled, in the order in which they are paid. ``needs_rate``: the currencies differ.
    """

    paid: Money
    worth: Money
    exact: Decimal | None
    parts: tuple[OpenPart, ...]
    shares: Mapping[int, Money]
    left: Money
    needs_rate: bool


def of_party(bench: Bench, party_id: PartyId) -> tuple[Receipt, ...]:
    """What arrived from a customer, the oldest first."""
    return kept.of_party(bench.ledger.read, party_id)


def of_order(bench: Bench, order_id: OrderId) -> tuple[Receipt, ...]:
    """The receipts that pay something of an order, the oldest first."""
    return kept.of_order(bench.ledger.read, order_id)


def credit(bench: Bench, party_id: PartyId) -> tuple[Money, ...]:
    """What a customer has paid that pays nothing yet, by currency."""
    return rules.credit_of(of_party(bench, party_id))


def rehearse(bench: Bench, entry: ReceiptEntry) -> Rehearsal:
    """Say what the receipt would pay, and change nothing.

    Raises RuleSaysNo with the field (amount, charges, currency, day, rate, shares, shares.<instalment>).
    """
    return _rehearsed(bench, entry, _read(bench, entry))


def note(bench: Bench, entry: ReceiptEntry) -> int:
    """Note a receipt, or save a changed one; returns its number. Raises RuleSaysNo as ``rehearse``, and NotThere."""
    typed = _read(bench, entry)
    seen = _rehearsed(bench, entry, typed)
    if entry.part_of and not seen.shares:
        raise RuleSaysNo("no-credit", "shares", currency=typed.amount.currency)  # nothing is parted for nothing
    if seen.needs_rate and not seen.shares:
        typed = replace(typed, rate=None)  # kept in its own currency until it pays something
    places = {one.instalment_id: one for one in seen.parts}
    shares = tuple(ReceiptShare(number, places[number].order_id, share) for number, share in seen.shares.items())
    value = replace(typed, shares=shares, rate=typed.rate if seen.needs_rate else None)
    done = "receipt-changed" if value.id else "credit-used" if entry.part_of else "receipt-noted"
    with bench.ledger.write(done) as writer:
        before = kept.receipt(writer, value.id).shares if value.id else ()
        if entry.part_of:
            kept.save(writer, _parted(bench, entry)[0])
        with Paying(writer, [*before, *shares], value):
            return kept.save(writer, value) and value.id if value.id else kept.add(writer, value)


def remove(bench: Bench, receipt_id: int) -> None:
    """Remove a receipt that was noted wrongly; what it paid is open again. Raises NotThere."""
    value = kept.receipt(bench.ledger.read, receipt_id)
    with bench.ledger.write("receipt-removed") as writer, Paying(writer, value.shares, value):
        kept.remove(writer, value)


def use_credit(bench: Bench, order_id: OrderId, instalment_id: int = 0) -> Money:
    """Pay an order's open instalments with what is left of the customer's receipts in its currency, the oldest first.

    ``instalment_id`` 0 is the whole order. Returns what was used; raises RuleSaysNo no-credit.
    """
    read = bench.ledger.read
    head = orders.order(read, order_id)
    wanted = [
        one for one in kept.open_parts(read, head.party_id)
        if one.order_id == order_id and instalment_id in (0, one.instalment_id)
    ]  # fmt: skip
    used = 0
    with bench.ledger.write("credit-used") as writer:
        for each in kept.of_party(writer, head.party_id):
            shares = rules.suggested(each.credit, wanted) if each.settles_in == head.currency else {}
            if not shares:
                continue
            used += sum(share.minor for share in shares.values())
            wanted = [
                replace(one, open=one.open - shares.get(one.instalment_id, Money(0, head.currency))) for one in wanted
            ]
            value = replace(each, shares=_joined(each.shares, shares, order_id))
            with Paying(writer, value.shares, each):
                kept.save(writer, value)
        if not used:
            raise RuleSaysNo("no-credit", "credit", currency=head.currency)
    return Money(used, head.currency)


def _joined(there: Iterable[ReceiptShare], more: Mapping[int, Money], order_id: OrderId) -> tuple[ReceiptShare, ...]:
    found = {each.instalment_id: each for each in there}
    for number, share in more.items():
        old = found.get(number)
        found[number] = ReceiptShare(number, order_id, old.amount + share if old else share)
    return tuple(found.values())


def _parted(bench: Bench, entry: ReceiptEntry) -> tuple[Receipt, Receipt]:
    source = kept.receipt(bench.ledger.read, entry.part_of)
    return rules.parted(source, _exactly("amount", entry.amount, source.settles_in))


def _read(bench: Bench, entry: ReceiptEntry) -> Receipt:
    """The receipt as typed, without its shares."""
    if entry.part_of:
        taken = _parted(bench, entry)[1]
        return replace(taken, rate=rules.checked_rate(cells.number("rate", entry.rate)) if entry.rate.strip() else None)
    currency = entry.currency.strip().upper()
    if currency not in CURRENCIES:
        raise RuleSaysNo("currency-not-a-code", "currency", currency=entry.currency.strip())
    amount = _exactly("amount", entry.amount, currency)
    charges = _exactly("charges", entry.charges, currency)
    rules.checked_amounts(amount, charges)
    day = cells.day("day", entry.day)
    if day is None:
        raise RuleSaysNo("receipt-without-day", "day")
    if day > bench.today():
        raise RuleSaysNo("not-yet-happened", "day", day=day.isoformat())
    rate = rules.checked_rate(cells.number("rate", entry.rate)) if entry.rate.strip() else None
    ref, said = cells.one_line("bank_ref", entry.bank_ref), cells.one_line("note", entry.note)
    version = kept.receipt(bench.ledger.read, entry.receipt_id).version if entry.receipt_id else 1
    return Receipt(entry.receipt_id, entry.party_id, day, amount, charges, rate, ref, said, (), version)


def _exactly(field: str, text: str, currency: str) -> Money:
    """An amount with no more places than its currency has: a bank credits nothing else."""
    found = cells.number(field, text)
    rounded = money(found, currency)
    if rounded.amount != found:
        raise RuleSaysNo("amount-too-fine", field, currency=currency, digits=digits_of(currency))
    return cells.bounded(field, rounded)


def _rehearsed(bench: Bench, entry: ReceiptEntry, typed: Receipt) -> Rehearsal:
    parts = kept.open_parts(bench.ledger.read, entry.party_id, entry.receipt_id)
    settles_in = entry.settles_in or next(
        (one.open.currency for one in parts if one.instalment_id == entry.first), typed.amount.currency
    )
    worth = rules.converted(typed.paid, typed.rate, settles_in)
    oldest = (one for one in rules.oldest_first(parts) if one.open.currency == settles_in)
    fitting = tuple(sorted(oldest, key=lambda one: one.instalment_id != entry.first))
    if entry.shares is None:
        shares = rules.suggested(worth.rounded, fitting, entry.first)
    else:
        told = {number: _exactly(f"shares.{number}", text, settles_in) for number, text in entry.shares.items()}
        shares = {number: share for number, share in told.items() if share.minor}
        rules.checked_shares(worth.rounded, shares, fitting)
    left = worth.rounded.minor - sum(share.minor for share in shares.values())
    return Rehearsal(
        paid=typed.paid,
        worth=worth.rounded,
        exact=worth.exact if worth.is_rounded else None,
        parts=fitting,
        shares=shares,
        left=Money(left, settles_in),
        needs_rate=typed.amount.currency != settles_in,
    )


class Paying:
    """What follows from paying within: the deposit's and the balance's points are reached, or not any more."""

    def __init__(self, writer: Writer, shares: Iterable[ReceiptShare], value: Receipt) -> None:
        self._writer, self._day = writer, value.received_on
        self._orders = dict.fromkeys(each.order_id for each in shares)
        self._before: dict[int, bool] = {}

    def __enter__(self) -> None:
        for order_id in self._orders:
            self._before |= {each.id: _is_paid(each) for each in self._parts(order_id)}

    def __exit__(self, failed: object, *_more: object) -> None:
        if failed is None:
            for order_id in self._orders:
                parts = self._parts(order_id)
                for each in parts:
                    if _is_paid(each) != self._before[each.id]:
                        self._follow(order_id, parts, each)
                follow(self._writer, order_id)

    def _parts(self, order_id: OrderId) -> tuple[Instalment, ...]:
        return orders.order_file(self._writer, order_id).instalments

    def _follow(self, order_id: OrderId, parts: tuple[Instalment, ...], part: Instalment) -> None:
        nodes = orders.nodes(self._writer, order_id)
        code = NodeCode.BALANCE if part.id == parts[-1].id else NodeCode.DEPOSIT if part.id == parts[0].id else None
        # All in advance: the deposit stands for the whole, and there is no balance.
        if code is NodeCode.BALANCE and all(node.code is not code for node in nodes):
            code = NodeCode.DEPOSIT
        for node in nodes:
            if node.code is not code:
                continue
            if _is_paid(part) and node.actual_on is None:
                orders.save_node(self._writer, replace(node, actual_on=self._day))
            elif not _is_paid(part) and node.actual_on is not None and node.notice_message_id is None:
                orders.save_node(self._writer, replace(node, actual_on=None))


def _is_paid(part: Instalment) -> bool:
    return part.received.minor >= part.amount.minor
