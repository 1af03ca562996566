"""Numbers of orders in the ledger: the pattern they are made by, and those that begin alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradedesk.ledger.reader import Reader

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: The pattern belongs to the ledger, so that everybody who works with it numbers alike.
_NAME = "order-number-pattern"


def pattern(reader: Reader) -> str:
    """The pattern that the user set; empty for the usual one."""
    return str(reader.value("select value from meta where name = ?", (_NAME,)) or "")


def set_pattern(writer: Writer, text: str) -> None:
    """Keep the user's pattern; empty for the usual one."""
    writer.many("delete from meta where name = ?", [(_NAME,)])
    writer.many("insert into meta (name, value) values (?, ?)", [(_NAME, text)])


def beginning(reader: Reader, before: str) -> list[str]:
    """All order numbers that begin with a text, in no order."""
    if not before:
        return [row[0] for row in reader.all("select number from orders")]
    # The last character raised by one is the end of the range: the index of the numbers answers it.
    end = before[:-1] + chr(ord(before[-1]) + 1)
    return [row[0] for row in reader.all("select number from orders where number >= ? and number < ?", (before, end))]
