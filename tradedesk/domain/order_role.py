"""Who does what on an order (分工, I1): a job, who has it, and from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tradedesk.domain.ids import ContactId, OrderId, PartyId


@dataclass(frozen=True)
class JobHolder:
    """One job on one order: a person of ours, the supplier or the forwarder, or a name that is not on file.

    ``kind`` is the kind of the firm, empty for one that is not on file. Both days may be open.
    """

    id: int
    order_id: OrderId
    job: str
    party_id: PartyId | None = None
    contact_id: ContactId | None = None
    name: str = ""
    firm: str = ""
    kind: str = ""
    from_on: date | None = None
    to_on: date | None = None
    note: str = ""
    version: int = 1

    def has_it_on(self, day: date) -> bool:
        """Whether the job is this one's on that day."""
        return (self.from_on or day) <= day <= (self.to_on or day)

    @property
    def label(self) -> str:
        """The person and the firm: "Ms. Chen · Lantian"."""
        return " · ".join(part for part in (self.name, self.firm) if part)


def now_first(holders: Iterable[JobHolder], day: date) -> list[JobHolder]:
    """Those who have their job on that day, then those who had it or will have it."""
    return sorted(holders, key=lambda each: not each.has_it_on(day))
