"""Advice that the user silenced: rows to values and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradedesk.ledger.reader import Reader

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def every(reader: Reader) -> list[tuple[int, str, int | None, str]]:
    """(number, kind, customer's number, customer's name) of each; those for all customers first."""
    rows = reader.all(
        """
        select s.id, s.code, s.party_id, coalesce(nullif(p.short_name, ''), p.name, '') from silenced_checks s
        left join parties p on p.id = s.party_id order by s.party_id is not null, 4, s.code, s.id
        """
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def add(writer: Writer, kind: str, party_id: int | None) -> int:
    """Keep a silence; returns its number."""
    return writer.insert("silenced_checks", {"code": str(kind), "party_id": party_id})
