"""From the rows of a list of receipts to receipts that pay instalments; what is left is the customer's credit (G2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tradedesk.domain import receipts as rules
from tradedesk.domain.importing import ReceiptRow, Severity
from tradedesk.domain.money import Money, money
from tradedesk.domain.reason import because
from tradedesk.domain.receipts import Receipt, ReceiptShare
from tradedesk.ledger import imports
from tradedesk.ledger import receipts as kept
from tradedesk.services.list_plan import Matching, Plan
from tradedesk.services.receipts import Paying

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


@dataclass
class _Group:
    """Rows that are one receipt, with the orders they are for (number 0: none)."""

    party_id: int
    settles_in: str
    rows: list[tuple[ReceiptRow, int]] = field(default_factory=list)


def match_receipts(work: Matching, names: dict[str, int]) -> Plan:
    """Say what bringing in the list would do; ``names`` are the customers by their names."""
    orders, customers = imports.keys(work.read, "order"), imports.keys(work.read, "customer")
    heads = kept.orders_with_currency(work.read)
    there = Counter(map(_mark, kept.every(work.read)))
    groups: dict[str, _Group] = {}
    known: set[str] = set()
    row: ReceiptRow
    for row in work.rows():
        order_id = orders.get(row.order_key, 0) if row.order_key else 0
        if row.order_key and not order_id:
            work.unknown(row.line, "order_key", row.order_key, Severity.ROW)
            continue
        named = customers.get(row.party_key) or names.get(row.party_key.casefold())
        party_id, currency = heads[order_id] if order_id else (named or 0, row.currency)
        if not _fits(work, row, party_id, named, currency):
            continue
        which = row.key or f"\n{row.line}"
        group = groups.get(which)
        if group is None and which not in known:
            group = _Group(party_id, currency)
            mark = _mark(_receipt(row, group))
            if there[mark] > 0:
                there[mark] -= 1
                work.plan.already_there += 1
                known.add(which)
                continue
            groups[which] = group
        if group is not None and (group.party_id, group.settles_in) == (party_id, currency):
            group.rows.append((row, order_id))
        elif group is not None:
            work.tell(row.line, "order_key", row.order_key, because("receipt-of-several", key=row.key), Severity.ROW)
    return work.ready(len(groups), lambda writer, told: _write(writer, list(groups.values()), told))


def _fits(work: Matching, row: ReceiptRow, party_id: int, named: int | None, currency: str) -> bool:
    if not party_id or (row.party_key and named is None):
        work.unknown(row.line, "party_key", row.party_key, Severity.ROW)
        return False
    if named not in (None, party_id):
        told = because("order-of-another", value=row.order_key)
        work.tell(row.line, "order_key", row.order_key, told, Severity.ROW)
        return False
    if currency != row.currency and not row.rate:
        told = because("rate-missing", currency=row.currency, other=currency)
        work.tell(row.line, "rate", "", told, Severity.ROW)
        return False
    return True


def _mark(value: Receipt) -> tuple[object, ...]:
    """How a receipt is known again."""
    return value.party_id, value.received_on, value.amount, value.charges, value.bank_ref


def _receipt(row: ReceiptRow, group: _Group) -> Receipt:
    assert row.received_on is not None
    rate = row.rate if row.currency != group.settles_in else None
    return Receipt(0, group.party_id, row.received_on, money(row.amount, row.currency),
                   money(row.charges, row.currency), rate, row.bank_ref, row.notes)  # fmt: skip


def _write(writer: Writer, groups: Sequence[_Group], told: Callable[[int], object]) -> None:
    for done, group in enumerate(groups, start=1):
        value = _receipt(group.rows[0][0], group)
        shares = _shares(writer, group, value)
        if not shares:
            value = Receipt(0, value.party_id, value.received_on, value.amount, value.charges, None,
                            value.bank_ref, value.note)  # fmt: skip
            kept.add(writer, value)
        else:
            with Paying(writer, shares, value):
                kept.add(writer, _with(value, shares))
        if done % 50 == 0:
            told(done)


def _with(value: Receipt, shares: tuple[ReceiptShare, ...]) -> Receipt:
    from dataclasses import replace

    return replace(value, shares=shares)


def _shares(writer: Writer, group: _Group, value: Receipt) -> tuple[ReceiptShare, ...]:
    """What the rows say the receipt pays: never more than is open of an instalment, nor than there is."""
    left = rules.converted(value.paid, value.rate, group.settles_in).rounded.minor
    parts = kept.open_parts(writer, group.party_id)
    found: dict[int, int] = {}
    for row, order_id in group.rows:
        mine = [one for one in parts if one.order_id == order_id and row.instalment in (0, one.position)]
        wanted = left if row.share is None else min(left, money(row.share, group.settles_in).minor)
        mine = [one for one in mine if one.instalment_id not in found]
        for number, share in rules.suggested(Money(wanted, group.settles_in), mine).items():
            found[number] = share.minor
            left -= share.minor
    whose = {one.instalment_id: one.order_id for one in parts}
    return tuple(ReceiptShare(number, whose[number], Money(minor, group.settles_in)) for number, minor in found.items())
