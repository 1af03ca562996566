"""One customer on paper: everything that stands on the sheet, and keeping the finished file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tradedesk.domain.address import Address
from tradedesk.domain.ids import PartyId
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.ledger.queries import log, orders
from tradedesk.ledger.queries.log import LogQuery, LogRow
from tradedesk.ledger.queries.orders import OrderQuery, OrderRow
from tradedesk.services import customer_record
from tradedesk.services.bench import Bench
from tradedesk.services.customer_record import PartyPage

#: So many of the newest messages stand on the sheet.
MESSAGES = 20


@dataclass(frozen=True)
class PrintedSheet:
    """What is printed of a party as of ``now`` (UTC), told on the clock of ``zone``, in the name of ``company``.

    ``orders`` are those that still run, ``messages`` the newest ones, the newest first.
    """

    page: PartyPage
    orders: tuple[OrderRow, ...]
    messages: tuple[LogRow, ...]
    company: str
    now: datetime
    zone: str

    def receivers(self, purpose: Purpose, role: Role) -> tuple[Address, ...]:
        """The addresses with this role for a purpose."""
        sheet = self.page.sheet
        return tuple(each for each in sheet.addresses if sheet.role(each.id, purpose.id) is role)


def read(bench: Bench, party_id: PartyId) -> PrintedSheet:
    """Gather what is printed of a party; raises NotThere."""
    page = customer_record.page(bench, party_id)
    reader = bench.ledger.read
    running = orders.ids(reader, OrderQuery(chip="running", party_id=party_id), bench.today())
    newest = log.ids(reader, LogQuery(party_id=party_id))[:MESSAGES]
    own = bench.own()
    return PrintedSheet(
        page=page,
        orders=tuple(orders.rows(reader, running)),
        messages=tuple(log.rows(reader, newest)),
        company=own.name if own is not None else "",
        now=bench.now(),
        zone=bench.own_zone(),
    )


def keep(path: str, data: bytes) -> str:
    """Write the finished file whole or not at all; returns its name. Raises NeighbourFailed. Needs no ledger."""
    from tradedesk.integrations.files.refusal import not_written
    from tradedesk.runtime.safe_write import write_whole

    target = Path(path)
    try:
        write_whole(target, data)
    except OSError as error:
        raise not_written(target, error) from error
    return target.name
