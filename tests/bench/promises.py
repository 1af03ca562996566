"""What is owed on 20,000 running orders: reckoned whole, and again after one change.

python -m tests.bench.promises PROFILE
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bench.rows import row
from tests.support.desk_bench import Clock, bench_at
from tradedesk.services import orders, today
from tradedesk.services.bench import Bench
from tradedesk.services.owed import Owed

#: Every closed order of the ledger is made one that is being made, to be ready within the next four months.
_AGAIN = (
    """
    update nodes set actual_on = null, notice_message_id = null,
           planned_on = date(:today, '+' || (order_id * 7919 % 120 + position) || ' days')
    where code not in ('inquiry', 'quoted', 'confirmed', 'deposit', 'production')
      and order_id in (select id from orders where stage = 'closed')
    """,
    "update orders set stage = 'production', ordered_on = date(:today, '-40 days') where stage = 'closed'",
)


def measure(folder: Path) -> list[dict[str, str]]:
    """The two rows of the table; the ledger in ``folder`` is changed."""
    with bench_at(folder, Clock(datetime.now(UTC))) as bench:
        return _measured(bench)


def _measured(bench: Bench) -> list[dict[str, str]]:
    connection = bench.ledger.connection
    for statement in _AGAIN:
        connection.execute(statement, {"today": bench.today().isoformat()})
    connection.commit()
    running = bench.ledger.read.value("select count(*) from orders where stage not in ('closed', 'cancelled')")
    own = today.own_hours(bench)
    holidays = bench.holidays(own.country, bench.today().year)
    whole = [_took(lambda: Owed(bench.ledger).look(bench.now(), own, holidays)) for _ in range(7)]
    found = today.agenda(bench)
    first = bench.ledger.read.numbers("select id from orders where stage = 'production' order by id limit 40")
    after = []
    for order_id in first:
        node = next(each for each in orders.sheet(bench, order_id).file.nodes if each.actual_on is None)
        orders.plan_node(bench, node.id, bench.today() + timedelta(days=3))
        after.append(_took(lambda: today.agenda(bench)))
    all_of_them, again = statistics.median(whole), statistics.median(after)
    changed = f"{again:.1f} ms, slowest {max(after):.1f} ms of {len(after)}"
    told = f"{all_of_them:.0f} ms, slowest {max(whole):.0f} ({running} run, {len(found.promises)} owed)"
    return [
        row("D1-D7", "what is owed on all orders, reckoned whole", "<= 150 ms", "150 ms", told, all_of_them <= 150),
        row("D1-D7", "what is owed, after one change", "<= 5 ms", "5 ms", changed, again <= 5),
    ]


def _took(act: Any) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
