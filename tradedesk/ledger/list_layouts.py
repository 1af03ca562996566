"""How a list with these headings was read the last time: which column was which field, how numbers and days stood."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tradedesk.ledger.reader import Reader
from tradedesk.ledger.values import json_text

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


@dataclass(frozen=True)
class Layout:
    """What was chosen for a list: its kind, its columns, its options by name."""

    kind: str
    mapping: Mapping[int, str]
    options: Mapping[str, Any]


def layout(reader: Reader, headings: str, kind: str = "") -> Layout | None:
    """The layout last used for these headings, of a kind or of any."""
    sql = """
        select kind, mapping, options from list_layouts where headings = ? and (kind = ? or ? = '')
        order by used_at desc, id desc limit 1
    """
    row = reader.first(sql, (headings, kind, kind))
    if row is None:
        return None
    mapping = {int(column): str(name) for column, name in json.loads(row[1]).items()}
    return Layout(row[0], mapping, json.loads(row[2]))


def keep(writer: Writer, headings: str, value: Layout, at: str) -> None:
    """Remember a layout; ``at`` is the moment (UTC text). Taking the list back does not forget it."""
    columns = {
        "mapping": json_text({str(column): name for column, name in value.mapping.items()}),
        "options": json_text(dict(value.options)),
        "used_at": at,
    }
    sql = "select id from list_layouts where kind = ? and headings = ?"
    number = writer.value(sql, (value.kind, headings))
    if number is None:
        writer.insert("list_layouts", {"kind": value.kind, "headings": headings, **columns})
    else:
        writer.update("list_layouts", number, columns)
