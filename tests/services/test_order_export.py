"""Orders, lines and receipts written to a file come back as they were (G2)."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from tests.support.an_order import add_party, an_order
from tests.support.desk_bench import bench_at
from tests.support.lists import IN_ORDER, bring
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.domain.import_fields import ListKind, fields_of
from tradedesk.domain.money import Money
from tradedesk.services import exchange, order_lines, orders, receipts
from tradedesk.services.order_export import OrderForm, write_orders
from tradedesk.services.receipts import ReceiptEntry

KINDS = {"orders": ListKind.ORDERS, "lines": ListKind.LINES, "receipts": ListKind.RECEIPTS}


def words(area, code):
    if area != "heading":
        return code
    kind, _, field = code.partition(".")
    return {each.name: each.label_en for each in fields_of(KINDS[kind])}.get(field, field)


def write(bench, folder, form):
    numbers = list(bench.ledger.read.numbers("select id from orders order by id"))
    path = folder / f"{form.split('-')[0]}.{'xlsx' if form is OrderForm.WORKBOOK else 'csv'}"
    assert write_orders(bench, numbers, path, form, words).parties == len(numbers)
    return path


def dump(bench):
    """Everything of the orders that a list can hold, by number."""
    read = bench.ledger.read
    found = {}
    found["orders"] = read.all(
        "select o.number, p.code, o.stage, o.summary, o.ordered_on, o.delivery_on, o.currency, o.total_minor,"
        " o.buyer_ref, o.freight_minor, o.incoterm, o.incoterm_place, o.payment_terms, o.notes from orders o"
        " join parties p on p.id = o.party_id order by o.number"
    )
    of = "join orders o on o.id = t.order_id order by o.number, t.position"
    found["lines"] = read.all(
        "select o.number, t.position, t.product_code, t.description, t.quantity, t.unit, t.unit_price,"
        f" t.discount_percent, t.amount_minor, t.specification from order_lines t {of}"
    )
    found["nodes"] = read.all(f"select o.number, t.code, t.planned_on, t.actual_on from nodes t {of}")
    found["shipments"] = read.all(
        "select o.number, f.code, t.carrier, t.etd, t.ship_to from shipments t left join parties f"
        " on f.id = t.forwarder_id join orders o on o.id = t.order_id order by o.number"
    )
    return found


def test_northwinds_830_orders_written_and_brought_in_elsewhere_are_the_same(tmp_path):
    with bench_at(tmp_path / "one") as one, bench_at(tmp_path / "two") as two:
        for name in IN_ORDER:
            bring(one, name)
        for name in IN_ORDER[:4]:
            bring(two, name)
        for form in (OrderForm.ORDERS, OrderForm.LINES):
            report = exchange.bring_in_file(two, write(one, tmp_path, form))
            assert (report.left_out, report.already_there) == (0, 0)
        before, after = dump(one), dump(two)
        assert (len(before["orders"]), len(before["lines"])) == (830, 2155)
        for part, rows in before.items():
            assert after[part] == rows, part
        first = [(tmp_path / f"{kind}.csv").read_bytes() for kind in ("orders", "lines")]
        (tmp_path / "again").mkdir()
        again = [write(two, tmp_path / "again", form).read_bytes() for form in (OrderForm.ORDERS, OrderForm.LINES)]
        assert again == first


def test_packing_customs_codes_and_charges_come_back_as_they_were(bench, tmp_path):
    order = bench.ledger.read.value("select min(id) from orders")
    line = orders.sheet(bench, order).file.lines[0].id
    said = {"description_local": "藤椅", "hs_code": "9401.53", "origin": "CN", "pieces_per_carton": "2",
            "net_weight": "12.5", "gross_weight": "14.125", "cbm": "0.31", "note": "marks on two sides"}  # fmt: skip
    for name, text in said.items():
        order_lines.set_line_field(bench, line, name, text)
    order_lines.add_charge(bench, order, "mould", "500")
    order_lines.add_charge(bench, order, "Goodwill", "-20.50")
    with bench_at(tmp_path / "other") as other:
        add_party(other, "Gulf Horizon Trading LLC", code="GHT")
        for form in (OrderForm.ORDERS, OrderForm.LINES):
            report = exchange.bring_in_file(other, write(bench, tmp_path, form))
            assert (report.left_out, [(each.reason, each.value) for each in report.problems]) == (0, [])
        here, there = (orders.sheet(each, order).file for each in (bench, other))
        bare = [[replace(one, id=0, product_id=None) for one in each.lines] for each in (here, there)]
        assert bare[0] == bare[1]
        assert [(each.label, each.amount) for each in there.charges] == [(e.label, e.amount) for e in here.charges]
        assert there.order.total == here.order.total


@pytest.fixture
def bench(tmp_path):
    with bench_at(tmp_path / "profile") as made:
        party = add_party(made, "Gulf Horizon Trading LLC", code="GHT")
        numbers = [an_order(made, party), an_order(made, party, price="0.125")]
        parts = [orders.sheet(made, number).file.instalments[0].id for number in numbers]
        shares = {parts[0]: "5400.00", parts[1]: "0.38"}
        receipts.note(made, ReceiptEntry(party, "6000", "USD", "2026-11-20", "25", bank_ref="TT 1", shares=shares))
        receipts.note(made, ReceiptEntry(party, "70", "EUR", "2026-11-20", shares={}))
        yield made


def test_receipts_come_back_with_what_they_pay_and_with_what_is_left(bench, tmp_path):
    with bench_at(tmp_path / "other") as other:
        add_party(other, "Gulf Horizon Trading LLC", code="GHT")
        for form in (OrderForm.ORDERS, OrderForm.LINES, OrderForm.RECEIPTS):
            assert exchange.bring_in_file(other, write(bench, tmp_path, form)).left_out == 0
        sql = "select order_id, position, amount_minor, received_minor from instalments order by 1, 2"
        assert other.ledger.read.all(sql) == bench.ledger.read.all(sql)
        assert receipts.of_party(other, 1) == receipts.of_party(bench, 1)
        assert receipts.credit(other, 1) == (Money(7_000, "EUR"), Money(62_462, "USD"))
        assert exchange.bring_in_file(other, tmp_path / "receipts.csv").already_there == 2


def test_a_workbook_has_orders_lines_and_receipts_and_each_sheet_reads_back(bench, tmp_path):
    path = write(bench, tmp_path, OrderForm.WORKBOOK)
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["orders", "lines", "receipts"]
    assert [len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names] == [3, 3, 4]
    seen = exchange.look(bench, path, exchange.Chosen(sheet="orders"))
    assert (seen.word, seen.already_there, seen.problem_counts.get(exchange.Severity.ROW, 0)) == ("orders", 2, 0)


def test_nothing_in_a_cell_can_act_as_a_formula(bench, tmp_path):
    line = orders.sheet(bench, 1).file.lines[0].id
    order_lines.set_line_field(bench, line, "description", "=1+1")
    with write(bench, tmp_path, OrderForm.LINES).open(encoding="utf-8-sig", newline="") as file:
        head, row, _ = list(csv.reader(file))
    assert row[head.index("Description")] == "'=1+1"


def test_what_is_cancelled_or_cannot_be_written_leaves_no_file(bench, tmp_path):
    class Ended(Exception):
        pass

    def stop(_done, _total):
        raise Ended

    with pytest.raises(Ended):
        write_orders(bench, [1], tmp_path / "o.csv", OrderForm.ORDERS, words, progress=stop)
    with pytest.raises(NeighbourFailed):
        write_orders(bench, [1], tmp_path / "none" / "o.csv", OrderForm.ORDERS, words)
    assert not list(tmp_path.glob("*o.csv*"))
