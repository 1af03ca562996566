"""The files of a party: documents of its orders, and what went along with its messages; one number for both kinds."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from tradedesk.ledger.reader import Reader, marks


class FileRow(NamedTuple):
    """One file. ``number`` is even for a document, odd for an attachment; ``day`` is UTC text.

    ``kind`` is a document's kind, empty for an attachment; ``sent_to`` are the addresses it last went to and
    ``sent_at`` when (UTC text); an attachment that came in has its sender in ``came_from``.
    """

    id: int
    name: str
    kind: str
    order_id: int | None
    order_number: str
    version: int | None
    day: str
    path: str
    size: int
    sent_to: str = ""
    sent_at: str = ""
    came_from: str = ""


#: A file that is registered as a document of an order is listed once, as that document.
_LOOSE = """
not exists (select 1 from documents d left join orders o on o.id = d.order_id
            where (d.party_id = m.party_id or o.party_id = m.party_id)
              and ((t.sha256 <> '' and d.sha256 = t.sha256) or (t.path <> '' and d.path = t.path)))
"""

_IDS = f"""
select id from (
    select 2 * d.id as id, d.created_at as day from documents d left join orders o on o.id = d.order_id
    where d.party_id = ?1 or o.party_id = ?1
    union all
    select 2 * t.id + 1, m.at from message_attachments t join messages m on m.id = t.message_id
    where m.party_id = ?1 and m.state <> 'not-sent' and {_LOOSE}
) order by day desc, id desc
"""  # noqa: S608

_WHO = "(select group_concat(r.value, ', ') from message_recipients r where r.message_id = m.id and r.role {role})"


def ids(reader: Reader, party_id: int) -> array[int]:
    """The numbers of a party's files, the newest first."""
    return array("q", [row[0] for row in reader.all(_IDS, (party_id,))])


def count(reader: Reader, party_id: int) -> int:
    """How many files a party has."""
    return int(reader.value(f"select count(*) from ({_IDS})", (party_id,)))  # noqa: S608


def rows(reader: Reader, numbers: Sequence[int]) -> list[FileRow]:
    """The lines of these files, in this order; what is gone is left out."""
    papers = _documents(reader, [number // 2 for number in numbers if number % 2 == 0])
    loose = _attachments(reader, [number // 2 for number in numbers if number % 2])
    found = {row.id: row for row in (*papers, *loose)}
    return [found[number] for number in numbers if number in found]


def _documents(reader: Reader, numbers: Sequence[int]) -> list[FileRow]:
    if not numbers:
        return []
    to = _WHO.format(role="in ('to', 'cc', 'bcc')")
    sql = f"""
        select 2 * d.id, coalesce(nullif(d.title, ''), d.path), d.kind, d.order_id, coalesce(o.number, ''),
               d.document_version, d.created_at, d.path, d.size, coalesce({to}, ''), coalesce(m.at, ''), ''
        from documents d left join orders o on o.id = d.order_id left join messages m on m.id = (
            select s.id from message_attachments t join messages s on s.id = t.message_id
            where s.direction = 'out' and s.state in ('handed-over', 'sent', 'changed')
              and ((t.sha256 <> '' and t.sha256 = d.sha256) or (t.path <> '' and t.path = d.path))
            order by s.at desc, s.id desc limit 1)
        where d.id in ({marks(numbers)})
    """  # noqa: S608
    return [FileRow(*row) for row in reader.all(sql, numbers)]


def _attachments(reader: Reader, numbers: Sequence[int]) -> list[FileRow]:
    if not numbers:
        return []
    to, sender = _WHO.format(role="in ('to', 'cc', 'bcc')"), _WHO.format(role="= 'from'")
    sql = f"""
        select 2 * t.id + 1, t.name, '', m.order_id, coalesce(o.number, ''), null, m.at, t.path, t.size,
               case when m.direction = 'out' then coalesce({to}, '') else '' end,
               case when m.direction = 'out' then m.at else '' end,
               case when m.direction = 'out' then '' else coalesce({sender}, '') end
        from message_attachments t join messages m on m.id = t.message_id left join orders o on o.id = m.order_id
        where t.id in ({marks(numbers)})
    """  # noqa: S608
    return [FileRow(*row) for row in reader.all(sql, numbers)]
