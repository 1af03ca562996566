"""Who does what on an order: rows to values and back, and who can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import OrderId
from tradedesk.domain.order_role import JobHolder
from tradedesk.ledger.reader import Reader
from tradedesk.ledger.values import day_text, maybe_day

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

_HOLDERS = """
select r.id, r.order_id, r.role, r.party_id, r.contact_id, coalesce(c.name, r.name),
       coalesce(case when p.short_name <> '' then p.short_name else p.name end, r.firm), coalesce(p.kind, ''),
       r.from_on, r.to_on, r.note, r.version
from order_roles r left join parties p on p.id = r.party_id left join contacts c on c.id = r.contact_id
"""

#: Our own people first, then whoever makes and moves the goods; a firm before its people.
_CHOICES = """
select party, contact, firm, person, kind from (
  select p.id as party, null as contact, p.name as firm, '' as person, p.kind as kind from parties p
  where p.kind in ('supplier', 'forwarder') {firms}
  union all
  select p.id, c.id, p.name, c.name, p.kind from contacts c join parties p on p.id = c.party_id
  where p.kind in ('own', 'colleague', 'supplier', 'forwarder') and not c.is_desk {people})
order by kind not in ('own', 'colleague'), firm collate nocase, contact is not null, person collate nocase limit ?
"""


class Choice(NamedTuple):
    """Somebody who can be given a job: a firm (no contact), or a person of it."""

    party_id: int
    contact_id: int | None
    firm: str
    person: str
    kind: str


def of_order(reader: Reader, order_id: OrderId) -> tuple[JobHolder, ...]:
    """Who does what on an order, in the order in which it was said."""
    rows = reader.all(f"{_HOLDERS} where r.order_id = ? order by r.id", (order_id,))
    return tuple(_holder(row) for row in rows)


def holder(reader: Reader, role_id: int) -> JobHolder:
    """One of them; raises NotThere."""
    row = reader.first(f"{_HOLDERS} where r.id = ?", (role_id,))
    if row is None:
        raise NotThere("order-role", role_id)
    return _holder(row)


def choices(reader: Reader, search: str, limit: int = 50) -> list[Choice]:
    """Who can be given a job: all whose name or firm holds each word of the search."""
    words = [f"%{each.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%" for each in search.split()]
    firms = "".join(" and (p.name || ' ' || p.short_name || ' ' || p.our_name) like ? escape '!'" for _ in words)
    both = "(c.name || ' ' || c.title || ' ' || p.name || ' ' || p.short_name || ' ' || p.our_name)"
    people = "".join(f" and {both} like ? escape '!'" for _ in words)
    sql = _CHOICES.replace("{firms}", firms).replace("{people}", people)
    return [Choice(*row) for row in reader.all(sql, (*words, *words, limit))]


def add(writer: Writer, value: JobHolder) -> int:
    """Give somebody a job; returns the row's number."""
    return writer.insert("order_roles", _row(value))


def save(writer: Writer, value: JobHolder) -> int:
    """Save a changed one on the version it was read with; returns the new version."""
    return writer.update("order_roles", value.id, _row(value), value.version)


def jobs_in_use(reader: Reader) -> tuple[str, ...]:
    """Every job that was ever named, the commonest first."""
    sql = "select role from order_roles where role <> '' group by role order by count(*) desc, role"
    return tuple(row[0] for row in reader.all(sql))


def _row(value: JobHolder) -> dict[str, Any]:
    return {
        "order_id": value.order_id,
        "role": value.job,
        "party_id": value.party_id,
        "contact_id": value.contact_id,
        # What was typed stays only where nobody of the ledger is meant: names of the ledger change with it.
        "name": "" if value.contact_id is not None else value.name,
        "firm": "" if value.party_id is not None else value.firm,
        "from_on": day_text(value.from_on),
        "to_on": day_text(value.to_on),
        "note": value.note,
    }


def _holder(row: tuple[Any, ...]) -> JobHolder:
    number, order_id, job, party_id, contact_id, name, firm, kind, first, last, note, version = row
    return JobHolder(number, order_id, job, party_id, contact_id, name, firm, kind, maybe_day(first), maybe_day(last),
                     note, version)  # fmt: skip
