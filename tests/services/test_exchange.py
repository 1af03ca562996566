"""Lists brought in through the verbs: Northwind as it lies there, and everything that can be wrong with a list."""

from __future__ import annotations

import pytest

from tests.support.lists import IN_ORDER, NORTHWIND, TABLES, bring, tally
from tradedesk.domain.errors import NeighbourFailed, TradeError
from tradedesk.domain.importing import Options, Severity
from tradedesk.domain.party import Party, PartyKind
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import orders, parties
from tradedesk.services import exchange
from tradedesk.services.bench import Bench
from tradedesk.services.exchange import Chosen


def number_of(bench: Bench, order: str) -> int:
    return int(bench.ledger.read.value("select id from orders where number = ?", (order,)))


def of_customer(bench: Bench, code: str) -> Party:
    found = parties.by_code(bench.ledger.read, PartyKind.CUSTOMER, code)
    assert found is not None
    return found


# -- Northwind ---------------------------------------------------------------------------------------------------------


def test_northwind_comes_in_whole(bench: Bench) -> None:
    reports = {name: bring(bench, name) for name in IN_ORDER}
    assert {name: (each.word, each.new, each.left_out) for name, each in reports.items()} == {
        "customers": ("customers", 91, 0),
        "suppliers": ("suppliers", 29, 0),
        "shippers": ("forwarders", 3, 0),
        "products": ("products", 77, 0),
        "orders": ("orders", 830, 0),
        "order-details": ("lines", 2155, 0),
    }
    found = tally(bench)
    assert (found["parties"], found["products"], found["orders"], found["order_lines"]) == (123, 77, 830, 2155)
    assert found["contacts"] == 91 + 29
    # The office of everybody with an address, and six places to which customers had goods sent besides.
    assert found["postal_addresses"] == 91 + 29 + 6
    # 91 telephones and 69 faxes, 29 and 13, and three telephones.
    assert found["addresses"] == 91 + 69 + 29 + 13 + 3
    assert found["party_fts"] == 123
    assert found["order_fts"] == 830


def test_no_cell_that_says_null_arrives_as_a_word(bench: Bench) -> None:
    for name in IN_ORDER:
        bring(bench, name)
    for table in TABLES[:-2]:
        rows = bench.ledger.read.rows(f"select * from {table}")
        assert [row for row in rows if any("NULL" in str(cell) for cell in row.values())] == []


def test_a_customer_arrives_with_contact_office_telephone_and_zone(bench: Bench) -> None:
    bring(bench, "customers")
    alfreds = of_customer(bench, "ALFKI")
    assert (alfreds.name, alfreds.country, alfreds.city, alfreds.zone) == (
        *("Alfreds Futterkiste", "DE", "Berlin", "Europe/Berlin"),
    )
    (person,) = parties.contacts(bench.ledger.read, alfreds.id)
    assert (person.name, person.title, person.is_main) == ("Maria Anders", "Sales Representative", True)
    (office,) = parties.postal_addresses(bench.ledger.read, alfreds.id)
    assert (office.purpose, office.street, office.postal_code, office.city, office.region, office.country) == (
        *("office", "Obere Str. 57", "12209", "Berlin", "", "DE"),
    )
    assert [(str(each.channel), each.original) for each in address_rows.of_party(bench.ledger.read, alfreds.id)] == [
        ("phone", "030-0074321"),
        ("fax", "030-0076545"),
    ]


def test_an_order_arrives_with_its_points_its_forwarder_and_exact_lines(bench: Bench) -> None:
    for name in IN_ORDER:
        bring(bench, name)
    file = orders.order_file(bench.ledger.read, number_of(bench, "10248"))
    assert file.party_name == "Vins et alcools Chevalier"
    days = {str(node.code): (str(node.planned_on), str(node.actual_on)) for node in file.nodes}
    assert days["confirmed"] == ("None", "1996-07-04")
    assert days["shipped"] == ("None", "1996-07-16")
    assert days["delivered"] == ("1996-08-01", "None")
    assert days["closed"] == ("None", "2026-11-21")
    assert (str(file.order.ordered_on), str(file.order.delivery_on)) == ("1996-07-04", "1996-08-01")
    lines = [(each.description, str(each.quantity), str(each.unit_price), each.amount.minor) for each in file.lines]
    assert lines == [
        ("Queso Cabrales", "12", "14.00", 16800),
        ("Singaporean Hokkien Fried Mee", "10", "9.80", 9800),
        ("Mozzarella di Giovanni", "5", "34.80", 17400),
    ]
    assert file.order.freight is not None
    assert (file.order.freight.minor, file.order.total.minor, file.order.currency) == (3238, 47238, "USD")
    assert file.shipments[0].carrier == "Federal Shipping"
    read = bench.ledger.read
    assert read.value("select ship_to from shipments where order_id = ?", (file.order.id,)).splitlines() == [
        *("Vins et alcools Chevalier", "59 rue de l'Abbaye", "51100 Reims", "France"),
    ]
    supplier = """
        select s.name from order_lines l join products p on p.id = l.product_id join parties s on s.id = p.supplier_id
        where l.order_id = ? and l.position = 1
    """
    assert read.value(supplier, (file.order.id,)) == "Cooperativa de Quesos 'Las Cabras'"
    # 15 % off 35 at 42.40 is 1,261.40.
    discounted = orders.order_file(read, number_of(bench, "10250")).lines
    assert [(str(each.discount_percent), each.amount.minor) for each in discounted] == [
        ("0", 7700),
        ("15", 126140),
        ("15", 21420),
    ]


def test_old_orders_are_finished_unless_the_user_says_otherwise(bench: Bench) -> None:
    bring(bench, "customers")
    path = NORTHWIND / "orders.csv"
    seen = exchange.look(bench, path)
    assert seen.counts["finished"] == 809
    running = exchange.look(bench, path, Chosen(options=Options(close_after_days=0)))
    assert "finished" not in running.counts
    bring(bench, "orders", Chosen(options=Options(close_after_days=0)))
    stages = dict(bench.ledger.read.all("select stage, count(*) from orders group by stage"))
    assert stages == {"on-the-way": 809, "confirmed": 21}


def test_the_list_of_orders_before_its_customers_is_left_out_and_every_row_named(bench: Bench) -> None:
    report = bring(bench, "orders")
    assert (report.new, report.left_out, report.undo_id) == (0, 830, None)
    assert tally(bench)["orders"] == 0
    first = next(each for each in report.problems if each.severity is Severity.ROW)
    assert (first.line, first.reason.code, first.value, first.column) == (2, "reference-unknown", "VINET", "customerID")
    assert report.problem_counts[Severity.ROW] == 830


def test_bringing_the_same_lists_in_again_changes_nothing(bench: Bench) -> None:
    for name in IN_ORDER:
        bring(bench, name)
    before = tally(bench)
    for _ in range(2):
        again = {name: bring(bench, name) for name in IN_ORDER}
        assert [(each.new, each.undo_id) for each in again.values()] == [(0, None)] * 6
        assert [each.already_there for each in again.values()] == [91, 29, 3, 77, 830, 2155]
    assert tally(bench) == before
    assert exchange.look(bench, NORTHWIND / "customers.csv").before == "2026-11-21T06:32:00Z"


def test_each_list_is_taken_back_by_one_undo(bench: Bench) -> None:
    counts = [tally(bench)]
    steps = []
    for name in IN_ORDER:
        steps.append(bring(bench, name).undo_id)
        counts.append(tally(bench))
    for undo_id, before in zip(reversed(steps), reversed(counts[:-1]), strict=True):
        assert undo_id is not None
        bench.ledger.undo(undo_id)
        assert tally(bench) == before
    assert exchange.look(bench, NORTHWIND / "customers.csv").before == ""


def test_customers_with_orders_are_not_taken_back_from_under_them(bench: Bench) -> None:
    customers = bring(bench, "customers").undo_id
    bring(bench, "orders")
    before = tally(bench)
    assert customers is not None
    with pytest.raises(TradeError):
        bench.ledger.undo(customers)
    assert tally(bench) == before


def test_what_was_done_is_told_with_its_number_and_one_step_back(bench: Bench) -> None:
    bench.ledger.take_news()
    report = bring(bench, "customers")
    (news,) = bench.ledger.take_news()
    assert (news.label, news.undo_id) == ("customers-brought-in|count=91", report.undo_id)


def test_several_lists_are_sorted_so_that_what_others_refer_to_comes_first(bench: Bench) -> None:
    given = [str(NORTHWIND / f"{name}.csv") for name in ("order-details", "orders", "products", "customers")]
    assert exchange.in_order(bench, [*given, "/not/there.csv"]) == [*reversed(given), "/not/there.csv"]


# -- nothing half done -------------------------------------------------------------------------------------------------


def test_a_full_disk_leaves_nothing_behind(bench: Bench) -> None:
    bring(bench, "customers")
    before = tally(bench)
    connection = bench.ledger.connection
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {pages + 20}")
    with pytest.raises(NeighbourFailed) as caught:
        bring(bench, "orders")
    assert caught.value.code == "disk-full"
    assert tally(bench) == before
    connection.execute("pragma max_page_count = 1000000")
    assert bring(bench, "orders").new == 830


class _Enough(Exception):
    """The user has pressed Cancel."""


@pytest.mark.parametrize("moment", [0, 1, 5, 8, -1])
def test_cancelling_at_any_moment_leaves_nothing_behind(bench: Bench, moment: int) -> None:
    told: list[int] = []
    for name in IN_ORDER[:-2]:
        bring(bench, name)
    before = tally(bench)
    path = NORTHWIND / "orders.csv"
    exchange.look(bench, path, progress=lambda done, _total: told.append(done))
    asked: list[int] = []
    with pytest.raises(_Enough):
        exchange.bring_in(bench, path, progress=lambda done, total: _end(asked, done, total, moment))
    assert tally(bench) == before
    assert bring(bench, "orders").new == 830


def _end(asked: list[int], done: int, total: int, moment: int) -> None:
    asked.append(done)
    assert 0 <= done <= total
    if len(asked) - 1 == moment or (moment == -1 and done >= 990):
        raise _Enough


def test_progress_only_grows_and_ends_before_the_commit(bench: Bench) -> None:
    told: list[int] = []
    exchange.bring_in(bench, NORTHWIND / "customers.csv", progress=lambda done, _total: told.append(done))
    assert told == sorted(told)
    assert told[-1] < 1000
