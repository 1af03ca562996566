"""G2: numbers by the pattern in the ledger, without a gap, whoever writes at the same time."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from tests.support.an_order import add_party
from tests.support.desk_bench import Clock, bench_at, take_back
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.ledger.upgrade import open_ledger
from tradedesk.services import order_numbers, orders


def number_of(bench, order_id):
    return orders.sheet(bench, order_id).file.order.number


def test_a_new_pattern_numbers_the_next_order_and_the_old_ones_stay(bench):
    party = add_party(bench, "Gulf Horizon Trading LLC")
    first = orders.log_inquiry(bench, party, "Chairs")
    assert order_numbers.preview(bench, "GH{yy}-{seq:3}") == "GH26-001"
    order_numbers.set_pattern(bench, "GH{yy}-{seq:3}")
    assert order_numbers.numbering(bench) == ("GH{yy}-{seq:3}", "GH26-001")
    second = orders.log_inquiry(bench, party, "Tables")
    assert (number_of(bench, first), number_of(bench, second)) == ("TD-2026-0001", "GH26-001")
    order_numbers.set_pattern(bench, "")
    assert order_numbers.numbering(bench) == ("TD-{year}-{seq:4}", "TD-2026-0002")


def test_each_customer_has_its_own_running_number_where_the_pattern_names_the_customer(bench):
    order_numbers.set_pattern(bench, "{customer}-{seq:2}")
    gulf, blue = add_party(bench, "Gulf Horizon", code="GH"), add_party(bench, "蓝天")
    made = [number_of(bench, orders.log_inquiry(bench, party, "Chairs")) for party in (gulf, blue, gulf)]
    assert made == ["GH-01", "LT-01", "GH-02"]


def test_a_pattern_that_cannot_number_is_refused_and_the_old_one_stays(bench):
    with pytest.raises(RuleSaysNo):
        order_numbers.set_pattern(bench, "TD-{year}")
    assert order_numbers.numbering(bench).pattern == "TD-{year}-{seq:4}"


def test_a_number_that_was_undone_is_given_again(bench):
    party = add_party(bench, "Gulf Horizon")
    orders.log_inquiry(bench, party, "Chairs")
    take_back(bench)
    assert number_of(bench, orders.log_inquiry(bench, party, "Tables")) == "TD-2026-0001"


def test_order_numbers_are_gap_free_under_two_writers(tmp_path):
    with bench_at(tmp_path / "p", Clock()) as bench:
        party, path = add_party(bench, "Gulf Horizon"), bench.ledger.path
        order_numbers.set_pattern(bench, "T{year}/{seq:3}")

    def write() -> None:
        ledger = open_ledger(path, tmp_path / "b", now=Clock()).ledger
        for _ in range(25):
            with ledger.write("order-added") as writer:
                number = order_numbers.next_number(writer, Clock()().date())
                writer.insert("orders", {"party_id": party, "number": number})
        ledger.close()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with bench_at(tmp_path / "p", Clock()) as bench:
        numbers = [row[0] for row in bench.ledger.read.all("select number from orders order by number")]
    assert numbers == [f"T2026/{n:03d}" for n in range(1, 51)]


_WRITER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tradedesk.ledger.upgrade import open_ledger
from tradedesk.services.order_numbers import next_number
path, party = Path(sys.argv[1]), int(sys.argv[2])
ledger = open_ledger(path, path.parent / "b", now=lambda: datetime.now(UTC)).ledger
for _ in range(20):
    with ledger.write("order-added") as writer:
        writer.insert("orders", {"party_id": party, "number": next_number(writer, date(2026, 11, 21))})
ledger.close()
"""


def test_order_numbers_are_gap_free_under_two_programs(tmp_path):
    with bench_at(tmp_path / "p", Clock()) as bench:
        party, path = add_party(bench, "Gulf Horizon"), bench.ledger.path
    command = [sys.executable, "-c", _WRITER, str(path), str(party)]
    programs = [subprocess.Popen(command) for _ in range(2)]
    assert [each.wait(60) for each in programs] == [0, 0]
    with bench_at(tmp_path / "p", Clock()) as bench:
        numbers = [row[0] for row in bench.ledger.read.all("select number from orders order by number")]
    assert numbers == [f"TD-2026-{n:04d}" for n in range(1, 41)]
