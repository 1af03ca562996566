"""Points to confirm (待书面确认事项): something said by chat or phone that must be confirmed by mail (F1, F2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tradedesk.domain.ids import MessageId, OrderId, PartyId, PointId


@dataclass(frozen=True)
class Point:
    """Open until a confirmation has gone out and is logged; ``said_at`` is UTC, ``medium`` where it was said."""

    id: PointId
    text: str
    said_at: datetime
    medium: str
    party_id: PartyId | None
    order_id: OrderId | None
    said_in: MessageId | None
    confirmed_by: MessageId | None = None
    version: int = 1
