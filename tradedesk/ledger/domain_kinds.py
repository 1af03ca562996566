"""What the user said of whole mail domains, and the addresses that lie there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tradedesk.domain.address import Address, MailboxKind
from tradedesk.ledger import addresses
from tradedesk.ledger.reader import Reader

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def corrected(reader: Reader) -> dict[str, MailboxKind]:
    """The kind that the user gave to each domain."""
    return {domain: MailboxKind(kind) for domain, kind in reader.all("select domain, kind from domain_kinds")}


def keep(writer: Writer, domain: str, kind: MailboxKind, on: date) -> None:
    """Keep what a domain is from now on."""
    row = writer.first("select id from domain_kinds where domain = ?", (domain,))
    values = {"domain": domain, "kind": str(kind), "set_on": on.isoformat()}
    if row is None:
        writer.insert("domain_kinds", values)
    else:
        writer.update("domain_kinds", row[0], values)


def forget(writer: Writer, domain: str) -> None:
    """Go back to what the lists say of a domain."""
    row = writer.first("select id from domain_kinds where domain = ?", (domain,))
    if row is not None:
        writer.delete("domain_kinds", row[0])


def addresses_at(reader: Reader, domain: str) -> Sequence[Address]:
    """Every mail address at a domain and below it, of all parties."""
    rows = reader.rows(
        "select * from addresses where channel = 'mail' and (value like ? escape '\\' or value like ? escape '\\')"
        " order by party_id, id",
        (f"%@{_literal(domain)}", f"%@%.{_literal(domain)}"),
    )
    return [addresses.value_of(row) for row in rows]


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
