"""Whether there is anything to look for by itself; asked often and at the start, so it loads nothing."""

from __future__ import annotations

from tradedesk.services.bench import Bench


def is_worth_a_look(bench: Bench) -> bool:
    """Whether a place is watched and a hand-over is open."""
    sql = """
        select exists (select 1 from mail_stores where watched = 1)
           and exists (select 1 from messages where state in ('handing-over', 'handed-over'))
    """
    return bool(bench.ledger.read.value(sql))
