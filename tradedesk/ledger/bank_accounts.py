"""Bank accounts of parties: rows to values and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import PartyId
from tradedesk.domain.party import BankAccount
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import day_text, json_text, maybe_day

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

_TABLE = "bank_accounts"


def of_party(reader: Reader, party_id: PartyId) -> tuple[BankAccount, ...]:
    """A party's bank accounts, in the order they were entered."""
    rows = reader.rows("select * from bank_accounts where party_id = ? order by id", (party_id,))
    return tuple(_account(row) for row in rows)


def account(reader: Reader, number: int) -> BankAccount:
    """One bank account; raises NotThere."""
    row = reader.row(_TABLE, number)
    if row is None:
        raise NotThere("bank-account", number)
    return _account(row)


def account_row(value: BankAccount) -> dict[str, Any]:
    """A bank account's columns, without number and version."""
    return {
        "party_id": value.party_id,
        "beneficiary": value.beneficiary,
        "bank": value.bank,
        "bank_address": value.bank_address,
        "account": value.account,
        "swift": value.swift,
        "currency": value.currency,
        "note": value.note,
        "changed_from": json_text(dict(value.changed_from)) if value.changed_from else "",
        "changed_on": day_text(value.changed_on),
        "confirmed_on": day_text(value.confirmed_on),
        "evidence": value.evidence,
    }


def add(writer: Writer, value: BankAccount) -> int:
    """Add a bank account; returns its number."""
    return writer.insert(_TABLE, account_row(value))


def save(writer: Writer, value: BankAccount) -> int:
    """Save a changed bank account; returns the new version."""
    return writer.update(_TABLE, value.id, account_row(value), value.version)


def remove(writer: Writer, value: BankAccount) -> None:
    """Remove a bank account."""
    writer.delete(_TABLE, value.id, value.version)


def _account(row: Row) -> BankAccount:
    days = {name: maybe_day(row[name]) for name in ("changed_on", "confirmed_on")}
    return BankAccount(**{**row, **days, "changed_from": json.loads(row["changed_from"] or "{}")})
