"""Other firms on a party's orders, and mailboxes of a party that another firm has as well."""

from __future__ import annotations

from typing import NamedTuple

from tradedesk.ledger.reader import Reader

_FIRM = "p.id, case when p.short_name <> '' then p.short_name else p.name end, p.kind"


class JobDone(NamedTuple):
    """A firm with a job on one order; ``contact_id`` is its person, None for the firm as a whole."""

    party_id: int
    firm: str
    kind: str
    job: str
    contact_id: int | None
    order_number: str


class Shared(NamedTuple):
    """A firm that has a mailbox of the party too: the party's entry, and the firm's own."""

    party_id: int
    firm: str
    kind: str
    address_id: int
    their_address_id: int


def jobs(reader: Reader, party_id: int) -> list[JobDone]:
    """Who of other firms than our own has a job on the party's orders, or forwards them; the newest order first."""
    sql = f"""
        select {_FIRM}, r.role, r.contact_id, o.number, o.id as newest
        from orders o join order_roles r on r.order_id = o.id join parties p on p.id = r.party_id
        where o.party_id = ? and o.stage <> 'cancelled' and p.id <> o.party_id and p.kind not in ('own', 'colleague')
        union
        select {_FIRM}, 'logistics', null, o.number, o.id
        from orders o join shipments s on s.order_id = o.id join parties p on p.id = s.forwarder_id
        where o.party_id = ? and o.stage <> 'cancelled'
        order by newest desc
    """  # noqa: S608
    return [JobDone(*row[:-1]) for row in reader.all(sql, (party_id, party_id))]


def shared(reader: Reader, party_id: int) -> list[Shared]:
    """Whose mailboxes besides the party's own its entries are, ours left out."""
    sql = f"""
        select {_FIRM}, a.id, b.id from addresses a
        join addresses b on b.value = a.value and b.channel = a.channel and b.party_id <> a.party_id
        join parties p on p.id = b.party_id
        where a.party_id = ? and a.channel = 'mail' and p.kind <> 'own' order by a.id, p.id
    """  # noqa: S608
    return [Shared(*row) for row in reader.all(sql, (party_id,))]
