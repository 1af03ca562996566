"""Lists of receipts brought in: several rows one receipt, known again, never more than is open (G2)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.an_order import add_party, an_order, reach
from tests.support.lists import written
from tradedesk.domain.money import Money
from tradedesk.domain.order import NodeCode
from tradedesk.services import exchange, orders, receipts

HEAD = "Receipt no.,Customer,Received on,Amount received,Currency,Bank charges,Exchange rate,Bank reference,Order no.,Instalment no.,Of this for the order"  # noqa: E501


@pytest.fixture
def two(bench):
    party = add_party(bench, "Gulf Horizon Trading LLC", code="GHT")
    numbers = [an_order(bench, party) for _ in range(2)]
    for number in numbers:
        reach(bench, number, NodeCode.CONFIRMED, day=date(2026, 10, 6))
    return party, numbers


def bring(bench, tmp_path, *lines):
    return exchange.bring_in(bench, written(tmp_path, "receipts.csv", "\n".join((HEAD, *lines)) + "\n"))


def received(bench, number):
    return [each.received.minor for each in orders.sheet(bench, number).file.instalments]


def test_rows_with_one_number_are_one_receipt_over_two_orders_and_its_rest_is_credit(bench, two, tmp_path):
    party, (first, second) = two
    report = bring(
        bench, tmp_path,
        "R1,GHT,2026-11-20,11975.00,USD,25,,TT 1,TD-2026-0001,1,5400.00",
        "R1,GHT,2026-11-20,11975.00,USD,25,,TT 1,TD-2026-0002,1,5400.00",
    )  # fmt: skip
    assert (report.word, report.new) == ("receipts", 1)
    assert (received(bench, first), received(bench, second)) == ([540_000, 0], [540_000, 0])
    assert receipts.credit(bench, party) == (Money(120_000, "USD"),)
    bench.ledger.undo(report.undo_id)
    assert (received(bench, first), receipts.of_party(bench, party)) == ([0, 0], ())


def test_a_receipt_that_is_there_is_left_as_it_is_and_one_without_an_order_is_credit(bench, two, tmp_path):
    party, _ = two
    row = "R1,GHT,2026-11-20,100.00,USD,,,TT 1,,,"
    assert bring(bench, tmp_path, row).new == 1
    again = bring(bench, tmp_path, row, "R2,Gulf Horizon Trading LLC,2026-11-20,100.00,USD,,,TT 2,,,")
    assert (again.new, again.already_there) == (1, 1)
    assert receipts.credit(bench, party) == (Money(20_000, "USD"),)


def test_a_receipt_for_an_order_pays_its_oldest_instalments(bench, two, tmp_path):
    _, (first, _) = two
    bring(bench, tmp_path, ",,2026-11-20,6000.00,USD,,,,TD-2026-0001,,")
    assert received(bench, first) == [540_000, 60_000]


def test_a_foreign_receipt_needs_its_rate(bench, two, tmp_path):
    party, (first, _) = two
    report = bring(
        bench, tmp_path,
        "R1,,2026-11-20,1000.00,EUR,,,,TD-2026-0001,,",
        "R2,,2026-11-20,1000.01,EUR,,1.0855,,TD-2026-0001,,",
    )  # fmt: skip
    assert (report.new, [each.reason.code for each in report.problems]) == (1, ["rate-missing"])
    assert received(bench, first) == [108_551, 0]
    assert receipts.credit(bench, party) == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("R1,GHT,,100.00,USD,,,,,,", "cell-required"),
        ("R1,GHT,2026-11-20,,USD,,,,,,", "cell-required"),
        ("R1,,2026-11-20,100.00,USD,,,,,,", "cell-required"),
        ("R1,GHT,2026-11-20,100.0051,USD,,,,,,", "amount-not-exact"),
        ("R1,NOBODY,2026-11-20,100.00,USD,,,,,,", "reference-unknown"),
        ("R1,GHT,2026-11-20,100.00,USD,,,,TD-1,,", "reference-unknown"),
    ],
)
def test_a_row_that_is_no_receipt_is_left_out_and_told(bench, two, tmp_path, row, code):
    report = bring(bench, tmp_path, row)
    assert (report.new, report.left_out) == (0, 1)
    assert code in [each.reason.code for each in report.problems]
