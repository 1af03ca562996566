"""Purposes: rows to values and back, and where one is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradedesk.domain.address import Department
from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import PurposeId
from tradedesk.domain.purpose import Purpose
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import split_words, words

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def every(reader: Reader) -> tuple[Purpose, ...]:
    """Every purpose, in the order of the matrix's columns."""
    return tuple(_purpose(row) for row in reader.rows("select * from purposes order by position, id"))


def by_code(reader: Reader, code: str) -> Purpose:
    """One purpose by its code; raises NotThere."""
    rows = reader.rows("select * from purposes where code = ?", (code,))
    if not rows:
        raise NotThere("purpose", code)
    return _purpose(rows[0])


def purpose(reader: Reader, purpose_id: PurposeId) -> Purpose:
    """One purpose by its number; raises NotThere."""
    row = reader.row("purposes", purpose_id)
    if row is None:
        raise NotThere("purpose", purpose_id)
    return _purpose(row)


def purpose_row(value: Purpose) -> dict[str, Any]:
    """A purpose's columns, without number and version."""
    return {
        "code": value.code,
        "name_en": value.name_en,
        "name_zh": value.name_zh,
        "formal": int(value.formal),
        "departments": words(value.departments),
        "position": value.position,
    }


def add(writer: Writer, value: Purpose) -> PurposeId:
    """Add a purpose; returns its number."""
    return writer.insert("purposes", purpose_row(value))


def save(writer: Writer, value: Purpose) -> int:
    """Save a changed purpose on the version it was read with; returns the new version."""
    return writer.update("purposes", value.id, purpose_row(value), value.version)


def remove(writer: Writer, value: Purpose) -> None:
    """Remove a purpose that nothing refers to."""
    writer.delete("purposes", value.id, value.version)


def cells(reader: Reader, purpose_id: PurposeId) -> tuple[int, tuple[str, ...]]:
    """How many cells of the matrix are filled for a purpose, and the first few parties that have them."""
    count = int(reader.value("select count(*) from assignments where purpose_id = ?", (purpose_id,)) or 0)
    names = reader.all(
        """
        select distinct p.name from assignments s join addresses a on a.id = s.address_id
        join parties p on p.id = a.party_id where s.purpose_id = ? order by p.name limit 3
        """,
        (purpose_id,),
    )
    return count, tuple(row[0] for row in names)


def mentions(reader: Reader, code: str) -> tuple[int, int, int]:
    """How many drafts, templates of the user's own and log entries name a purpose."""
    drafts = reader.value("select count(*) from drafts where purpose = ?", (code,))
    templates = reader.value("select count(*) from templates where purpose = ?", (code,))
    messages = reader.value("select count(*) from messages where purpose = ?", (code,))
    return int(drafts or 0), int(templates or 0), int(messages or 0)


def _purpose(row: Row) -> Purpose:
    return Purpose(
        id=row["id"],
        code=row["code"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        formal=bool(row["formal"]),
        departments=tuple(Department(word) for word in split_words(row["departments"])),
        position=row["position"],
        version=row["version"],
    )
