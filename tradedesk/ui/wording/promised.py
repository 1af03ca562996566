"""By when something is owed, on the user's clock and on the customer's, and why it is not the rule's time (D6, D7)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tradedesk.domain.promise_facts import Promise
from tradedesk.ui.wording import formats, reasons, tr


def due_words(promise: Promise, zone: ZoneInfo) -> str:
    """By when something is owed, on the user's clock and on the customer's where that shows another time (D6)."""
    here = promise.due_at.astimezone(zone)
    if promise.kind == "payment":
        return ""
    away = there(promise)
    if away is None or away.utcoffset() == here.utcoffset():
        return tr("Due {here}", here=formats.moment(here, zone))
    return tr("Due {here}; {there} there", here=formats.moment(here, zone), there=formats.moment(away, away.tzinfo))


def there(promise: Promise) -> datetime | None:
    """The due moment on the customer's clock; None where no zone is known."""
    try:
        return promise.due_at.astimezone(ZoneInfo(promise.zone)) if promise.zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # The customer's page asks for a zone that is one.
        return None


def why_words(promise: Promise) -> str:
    """Why its time is not the rule's; empty when it is."""
    return reasons.sentence(promise.why).strip() if promise.why is not None else ""
