"""Receipts and the instalments they pay: rows to values and back.

What an instalment has received follows its shares.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.money import Money
from tradedesk.domain.receipts import OpenPart, Receipt, ReceiptShare, plain_rate
from tradedesk.domain.receivables import Receivable
from tradedesk.ledger.queries.order_filters import OWED
from tradedesk.ledger.reader import Reader, Row, marks
from tradedesk.ledger.values import maybe_day

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: SQLite's limit of variables in one statement is far above this.
_ASKED = 500


def receipt(reader: Reader, receipt_id: int) -> Receipt:
    """One receipt with what it pays; raises NotThere."""
    row = reader.row("receipts", receipt_id)
    if row is None:
        raise NotThere("receipt", receipt_id)
    return _whole(reader, [row])[0]


def of_party(reader: Reader, party_id: PartyId) -> tuple[Receipt, ...]:
    """What arrived from a customer, the oldest first."""
    return _whole(
        reader, reader.rows("select * from receipts where party_id = ? order by received_on, id", (party_id,))
    )


def of_order(reader: Reader, order_id: OrderId) -> tuple[Receipt, ...]:
    """The receipts that pay something of an order, the oldest first, each with all that it pays."""
    sql = """
        select * from receipts where id in (
            select s.receipt_id from receipt_shares s join instalments i on i.id = s.instalment_id
            where i.order_id = ?) order by received_on, id
    """
    return _whole(reader, reader.rows(sql, (order_id,)))


def every(reader: Reader) -> tuple[Receipt, ...]:
    """All receipts, the oldest first."""
    return _whole(reader, reader.rows("select * from receipts order by received_on, id"))


def open_parts(reader: Reader, party_id: PartyId, besides: int = 0) -> tuple[OpenPart, ...]:
    """The customer's instalments of which something is to come, as if the receipt ``besides`` had paid nothing.

    Orders that were cancelled ask for nothing; those only offered are not owed yet.
    """
    sql = f"""
        select i.id, i.order_id, o.number, i.label, i.position, i.amount_minor, i.due_on, o.ordered_on, o.currency,
               i.amount_minor - i.received_minor + coalesce(
                   (select sum(s.amount_minor) from receipt_shares s
                    where s.instalment_id = i.id and s.receipt_id = ?), 0) as open, {OWED} as owed
        from instalments i join orders o on o.id = i.order_id
        where o.party_id = ? and o.stage <> 'cancelled' and open > 0
    """  # noqa: S608
    return tuple(
        OpenPart(
            row["id"], row["order_id"], row["number"], row["label"], row["position"],
            Money(row["amount_minor"], row["currency"]), Money(row["open"], row["currency"]),
            maybe_day(row["due_on"]), maybe_day(row["ordered_on"]), bool(row["owed"]),
        )
        for row in reader.rows(sql, (besides, party_id))
    )  # fmt: skip


def receivables(reader: Reader, party_id: PartyId | None = None) -> tuple[Receivable, ...]:
    """Every instalment that is owed and open, of one customer or of all, the longest due first."""
    whose, parameters = ("and o.party_id = ?", (party_id,)) if party_id is not None else ("", ())
    sql = f"""
        select i.id, i.order_id, o.number, o.party_id, p.name, i.label, i.amount_minor - i.received_minor,
               o.currency, i.due_on, i.trigger, i.trigger_days
        from instalments i join orders o on o.id = i.order_id join parties p on p.id = o.party_id
        where {OWED} and i.received_minor < i.amount_minor {whose}
        order by i.due_on is null, i.due_on, o.number, i.position
    """  # noqa: S608
    return tuple(
        Receivable(
            row[0], row[1], row[2], row[3], row[4], row[5], Money(row[6], row[7]), maybe_day(row[8]), row[9], row[10]
        )
        for row in reader.all(sql, parameters)
    )


def parties_with_credit(reader: Reader) -> tuple[PartyId, ...]:
    """The customers of whose receipts something may be left: the sums are reckoned from the receipts themselves."""
    sql = """
        select distinct r.party_id from receipts r
        left join (select receipt_id, sum(amount_minor) as used from receipt_shares group by receipt_id) s
        on s.receipt_id = r.id
        where s.used is null or r.rate <> '' or s.used < r.amount_minor + r.charges_minor
    """
    return tuple(row[0] for row in reader.all(sql))


def orders_with_currency(reader: Reader) -> dict[OrderId, tuple[PartyId, str]]:
    """Whose each order is, and its currency."""
    return {row[0]: (row[1], row[2]) for row in reader.all("select id, party_id, currency from orders")}


def add(writer: Writer, value: Receipt) -> int:
    """Add a receipt and pay what it pays; returns its number."""
    receipt_id = writer.insert("receipts", _row(value))
    _pay(writer, receipt_id, value.shares)
    return receipt_id


def save(writer: Writer, value: Receipt) -> int:
    """Save a changed receipt with all that it pays, on the version it was read with; returns the new version."""
    version = writer.update("receipts", value.id, _row(value), value.version)
    _pay(writer, value.id, value.shares)
    return version


def remove(writer: Writer, value: Receipt) -> None:
    """Remove a receipt, on the version it was read with; what it paid is open again."""
    _pay(writer, value.id, ())
    writer.delete("receipts", value.id, value.version)


def _pay(writer: Writer, receipt_id: int, shares: Sequence[ReceiptShare]) -> None:
    """Let a receipt pay these shares and no others; what its instalments have received changes by the difference."""
    rows = writer.all("select id, instalment_id, amount_minor from receipt_shares where receipt_id = ?", (receipt_id,))
    wanted = {each.instalment_id: each.amount.minor for each in shares}
    more: Counter[int] = Counter(wanted)
    there: set[int] = set()
    for row_id, instalment_id, minor in rows:
        more[instalment_id] -= minor
        if wanted.get(instalment_id) is None or instalment_id in there:
            writer.delete("receipt_shares", row_id)
            continue
        there.add(instalment_id)
        writer.update("receipt_shares", row_id, {"amount_minor": wanted[instalment_id]})
    for instalment_id, minor in wanted.items():
        if instalment_id not in there:
            share = {"receipt_id": receipt_id, "instalment_id": instalment_id, "amount_minor": minor}
            writer.insert("receipt_shares", share)
    for instalment_id, difference in more.items():
        if difference:
            before = int(writer.value("select received_minor from instalments where id = ?", (instalment_id,)))
            writer.update("instalments", instalment_id, {"received_minor": before + difference})


def _row(value: Receipt) -> dict[str, Any]:
    return {
        "party_id": value.party_id,
        "received_on": value.received_on.isoformat(),
        "currency": value.amount.currency,
        "amount_minor": value.amount.minor,
        "charges_minor": value.charges.minor,
        "rate": plain_rate(value.rate),
        "note": value.note,
        "bank_ref": value.bank_ref,
    }


def _whole(reader: Reader, rows: Sequence[Row]) -> tuple[Receipt, ...]:
    shares: dict[int, list[ReceiptShare]] = defaultdict(list)
    numbers = [row["id"] for row in rows]
    for start in range(0, len(numbers), _ASKED):
        some = numbers[start : start + _ASKED]
        sql = f"""
            select s.receipt_id, s.instalment_id, i.order_id, s.amount_minor, o.currency, o.number, i.label
            from receipt_shares s join instalments i on i.id = s.instalment_id join orders o on o.id = i.order_id
            where s.receipt_id in ({marks(some)}) order by s.id
        """  # noqa: S608
        for number, instalment, order, minor, currency, order_number, label in reader.all(sql, some):
            shares[number].append(ReceiptShare(instalment, order, Money(minor, currency), order_number, label))
    return tuple(_receipt(row, tuple(shares[row["id"]])) for row in rows)


def _receipt(row: Row, shares: tuple[ReceiptShare, ...]) -> Receipt:
    return Receipt(
        id=row["id"],
        party_id=row["party_id"],
        received_on=date.fromisoformat(row["received_on"]),
        amount=Money(row["amount_minor"], row["currency"]),
        charges=Money(row["charges_minor"], row["currency"]),
        rate=Decimal(row["rate"]) if row["rate"] else None,
        bank_ref=row["bank_ref"],
        note=row["note"],
        shares=shares,
        version=row["version"],
    )
