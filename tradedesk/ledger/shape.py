"""The shape of a ledger, its tables, columns and indexes by name: a file of another shape is not worked in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from tradedesk.domain.errors import TradeError
from tradedesk.ledger.connection import Connection, connect

#: What ``crc32`` makes of the shape that the newest migration leaves.
SHAPE = 46132436

# The search indexes have forms of their own and are made anew where they are not as they should be; a column that is
# reckoned by the file itself ("!") could act behind our back.
_LINES = """
select group_concat(line, char(10)) from (
    select t.name || '.' || c.name || iif(c.hidden, '!', '') as line
    from sqlite_master t, pragma_table_xinfo(t.name) c
    where t.type = 'table' and t.sql not like 'create virtual%' and t.name not like 'sqlite\\_%' escape '\\'
      and t.name not like '%\\_fts\\_%' escape '\\' and t.name not like 'party\\_short\\_%' escape '\\'
    union all select 'index ' || name from sqlite_master where type = 'index' and sql is not null
    union all select name from sqlite_master where name = 'message_fts'
    order by 1
)
"""


def check_shape(connection: Connection, path: Path, migrate: Callable[[Connection], None]) -> None:
    """Raise TradeError "ledger-strange" with the first thing that is missing, or that is there and not ours.

    ``migrate`` makes the tables of a ledger.
    """
    lines = _lines(connection)
    if crc32(lines.encode()) != SHAPE:
        raise TradeError("ledger-strange", file=path, detail=_first_difference(lines, migrate))


def _lines(connection: Connection) -> str:
    return str(connection.execute(_LINES).fetchone()[0])


def _first_difference(lines: str, migrate: Callable[[Connection], None]) -> str:
    ours = connect(Path(":memory:"))
    try:
        migrate(ours)
        different = set(_lines(ours).splitlines()) ^ set(lines.splitlines())
    finally:
        ours.close()
    return min(different, key=lambda line: (line.startswith("index "), line), default="?").rstrip("!")
