"""Whom a message could go to besides the customer itself, whose an address is, and whom the last one reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tradedesk.domain.address import Address
from tradedesk.ledger.addresses import value_of
from tradedesk.ledger.reader import Reader, Row, marks

_LABEL = "case when p.short_name <> '' then p.short_name else p.name end"
#: Companies whose addresses are looked at for a domain: more of them share it only when it is no company's.
_ENOUGH = 20


class Held(NamedTuple):
    """An address with whose it is: the firm, what that is to us, and the person."""

    address: Address
    firm: str
    kind: str
    person: str


class Whose(NamedTuple):
    """The firm of an address, its number, and what it is to us."""

    party_id: int
    name: str
    kind: str


def whose(reader: Reader, value: str, not_of: int | None) -> Whose | None:
    """Whose mail address it is other than the party's given; one of our own people's comes first."""
    sql = f"""
        select p.id, {_LABEL}, p.kind from addresses a join parties p on p.id = a.party_id
        where a.channel = 'mail' and a.value in (?, ?) and p.id is not ?
        order by p.kind not in ('own', 'colleague'), p.id limit 1
    """  # noqa: S608
    row = reader.first(sql, (value, value.lower(), not_of))
    return Whose(*row) if row is not None else None


def held(reader: Reader, values: Sequence[str], first_of: int | None) -> list[Held]:
    """Who else than we ourselves has these addresses, of any channel; the entries of the party given come first."""
    sql = f"""
        select a.*, {_LABEL} as firm_name, p.kind as firm_kind, coalesce(c.name, '') as person_name
        from addresses a join parties p on p.id = a.party_id left join contacts c on c.id = a.contact_id
        where a.value in ({marks(values)}) and p.kind <> 'own' order by p.id is not ?, p.id, a.id
    """  # noqa: S608
    return [_held(row) for row in reader.rows(sql, (*values, first_of))]


def whose_domain(reader: Reader, domain: str, not_of: int | None) -> Whose | None:
    """The one company that has mailboxes of its own at a domain, other than the party given; None for several."""
    like = domain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    sql = f"""
        select distinct p.id, {_LABEL}, p.kind from addresses a join parties p on p.id = a.party_id
        where a.channel = 'mail' and a.kind in ('company', 'department') and a.value like ? escape '\\' limit {_ENOUGH}
    """  # noqa: S608
    found = [Whose(*row) for row in reader.all(sql, (f"%@{like}",))]
    return found[0] if len(found) == 1 and found[0].party_id != not_of else None


def of_our_people(reader: Reader, limit: int) -> list[Held]:
    """The mailboxes of our own people and of the forwarders, ours first."""
    sql = f"""
        select a.*, {_LABEL} as firm_name, p.kind as firm_kind, coalesce(c.name, '') as person_name
        from parties p join addresses a on a.party_id = p.id left join contacts c on c.id = a.contact_id
        where p.kind in ('own', 'colleague', 'forwarder') and a.channel = 'mail'
        order by p.kind = 'forwarder', p.kind <> 'own', p.name collate nocase, a.id limit ?
    """  # noqa: S608
    return [_held(row) for row in reader.rows(sql, (limit,))]


def of_the_last(reader: Reader, party_id: int, order_id: int | None, purpose: str) -> list[tuple[str, str]]:
    """(address, name) in To and Cc of the last mail to a customer about the same matter: the order, and the purpose."""
    number = reader.value(
        """
        select id from messages where party_id = ? and order_id is ? and purpose = ? and direction = 'out'
        and medium = 'mail' and state in ('handed-over', 'sent', 'changed') and group_key = ''
        order by at desc, id desc limit 1
        """,
        (party_id, order_id, purpose),
    )
    sql = "select value, name from message_recipients where message_id = ? and role in ('to', 'cc') order by id"
    return [(row[0], row[1]) for row in reader.all(sql, (number,))]


def _held(row: Row) -> Held:
    firm, kind, person = row.pop("firm_name"), row.pop("firm_kind"), row.pop("person_name")
    return Held(value_of(row), firm, kind, person)
