"""An order with 300 messages and 50 documents opened: everything its page shows, against the bare rows.

python -m tests.bench.order_opened PROFILE
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.rows import row
from tests.support.desk_bench import Clock, bench_at
from tradedesk.services import orders
from tradedesk.services.bench import Bench

MESSAGES, DOCUMENTS = 300, 50

#: What lies in the ledger about an order, row by row: nothing is joined, sorted out or reckoned.
_BARE = (
    "select * from orders where id = ?",
    "select * from parties where id = (select party_id from orders where id = ?)",
    "select * from order_lines where order_id = ?",
    "select * from order_charges where order_id = ?",
    "select * from nodes where order_id = ? order by position",
    "select * from instalments where order_id = ?",
    "select * from shipments where order_id = ?",
    "select * from messages where order_id = ? order by at desc",
    "select * from message_recipients where message_id in (select id from messages where order_id = ?)",
    "select * from documents where order_id = ?",
    "select * from points where order_id = ?",
    "select * from order_versions where order_id = ?",
)


def measure(folder: Path) -> list[dict[str, str]]:
    """The row of the table; an order of the ledger in ``folder`` is filled up."""
    with bench_at(folder, Clock(datetime.now(UTC))) as bench:
        return _measured(bench)


def _measured(bench: Bench) -> list[dict[str, str]]:
    order_id = _filled(bench)
    read = bench.ledger.read

    def bare() -> None:
        for statement in _BARE:
            read.all(statement, (order_id,))

    floors, ours = [], []
    for _ in range(15):
        floors.append(_took(bare))
        ours.append(_took(lambda: orders.sheet(bench, order_id)))
    ratio = statistics.median(each / floor for each, floor in zip(ours, floors, strict=True))
    shown = f"{ratio:.1f} F ({statistics.median(ours):.1f} v {statistics.median(floors):.1f} ms)"
    what = f"open an order with {MESSAGES} messages and {DOCUMENTS} documents"
    return [row("G8", what, "<= 3 F", "<= 3 F", shown, ratio <= 3)]


def _filled(bench: Bench) -> int:
    """The number of an order with a customer, lines and a timeline, and now with so many entries and papers."""
    order_id: int = bench.ledger.read.value("select id from orders where stage = 'production' order by id limit 1")
    party_id = bench.ledger.read.value("select party_id from orders where id = ?", (order_id,))
    about = {"order_id": order_id, "party_id": party_id}
    with bench.ledger.write("made for measuring") as writer:
        entries = [
            {"at": f"2026-{1 + n // 28 % 11:02d}-{1 + n % 28:02d}T08:{n % 60:02d}:00Z", "medium": "mail",
             "direction": "out" if n % 2 else "in", "subject": f"About the order, {n}",
             "body": f"Dear Mr. Brandt,\n\nthe {n}. carton is packed." * 8, "state": "sent", **about}
            for n in range(MESSAGES)
        ]  # fmt: skip
        numbers = writer.insert_many("messages", entries)
        people = [{"message_id": number, "role": role, "value": f"{role}@nordlicht-moebel.de"}
                  for number in numbers for role in ("to", "cc")]  # fmt: skip
        writer.insert_many("message_recipients", people)
        papers = [{"kind": "ci", "number": f"CI-{n // 5}", "document_version": 1 + n % 5, "title": f"CI-{n // 5}",
                   "path": f"/papers/CI-{n}.pdf", **about} for n in range(DOCUMENTS)]  # fmt: skip
        writer.insert_many("documents", papers)
    return order_id


def _took(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
