"""Whether the computer's clock can be right: what is owed, and when, is reckoned by it."""

from __future__ import annotations

from datetime import datetime, timedelta

from tradedesk.ledger.values import utc
from tradedesk.services.bench import Bench

#: A change of zone or of summer time moves no clock this far.
_CREDIBLE = timedelta(days=1)


def entry_ahead(bench: Bench) -> tuple[datetime, datetime] | None:
    """The present moment and that of the newest change (UTC), where the change lies more than a day ahead of it."""
    at = bench.ledger.read.value("select at from undo_steps order by id desc limit 1")
    if at is None or utc(at) - bench.now() <= _CREDIBLE:
        return None
    return bench.now(), utc(at)
