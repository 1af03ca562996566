"""The lists of Northwind, brought in as they lie there."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

from tradedesk.domain.importing import (
    LineRow,
    Options,
    OrderRow,
    PartyRow,
    ProductRow,
    RowProblem,
    check_list,
    guess_kind,
    recognise,
    suggest_options,
)
from tradedesk.domain.party import PartyKind
from tradedesk.integrations.files.csv_file import read_table
from tradedesk.integrations.geography import load_cities, load_countries

NORTHWIND = Path(__file__).parent.parent / "data" / "northwind"


def _northwind(name: str) -> tuple[tuple[object, ...], tuple[RowProblem, ...]]:
    table = read_table(NORTHWIND / f"{name}.csv")
    assert table.encoding_certain
    guess = guess_kind(table.header, f"{name}.csv")
    assert guess is not None
    mapping = recognise(table.header, guess.kind)
    base = Options(party_kind=guess.party_kind or PartyKind.CUSTOMER)
    options = suggest_options(table, mapping, base, load_countries().currencies)
    checked = check_list(table, mapping, guess.kind, options, load_countries(), load_cities())
    return checked.rows, checked.problems


def test_northwind_customers_come_whole_with_country_and_zone() -> None:
    rows, problems = _northwind("customers")
    customers = [row for row in rows if isinstance(row, PartyRow)]
    assert len(customers) == len({row.code for row in customers}) == 91
    assert {row.kind for row in customers} == {PartyKind.CUSTOMER}
    assert [row.name for row in customers if not row.country or not row.zone or row.zone_question] == []
    assert not any("NULL" in cell for row in customers for cell in (row.region, row.fax, row.postal_code))
    # 24 streets hold a comma that is not quoted: joined again, and told.
    assert Counter(problem.reason.code for problem in problems) == {"cells-joined": 24}
    by_code = {row.code: row for row in customers}
    hanari = by_code["HANAR"]
    assert (hanari.street, hanari.city, hanari.region, hanari.zone) == (
        "Rua do Paço, 67",
        "Rio de Janeiro",
        "RJ",
        "America/Sao_Paulo",
    )
    assert by_code["SAVEA"].zone == "America/Boise"
    assert by_code["BOTTM"].zone == "America/Vancouver"
    assert by_code["OLDWO"].zone == "America/Anchorage"
    assert by_code["ALFKI"].contact_name == "Maria Anders"


def test_northwind_suppliers_come_whole_but_for_two_links_that_lead_nowhere() -> None:
    rows, problems = _northwind("suppliers")
    suppliers = [row for row in rows if isinstance(row, PartyRow)]
    assert len(suppliers) == 29
    assert {row.kind for row in suppliers} == {PartyKind.SUPPLIER}
    assert [row.name for row in suppliers if not row.country or not row.zone] == []
    assert Counter(problem.reason.code for problem in problems) == {"cells-joined": 9, "website-not-an-address": 2}
    assert [p.value for p in problems if p.reason.code == "website-not-an-address"] == ["#CAJUN.HTM#", "#FORMAGGI.HTM#"]
    assert suppliers[6].name == "Pavlova, Ltd."
    assert suppliers[5].website == "http://www.microsoft.com/accessdev/sampleapps/mayumi.htm"


def test_northwind_shippers_are_three_forwarders() -> None:
    rows, problems = _northwind("shippers")
    assert problems == ()
    assert [(row.code, row.name, row.kind) for row in rows if isinstance(row, PartyRow)] == [
        ("1", "Speedy Express", PartyKind.FORWARDER),
        ("2", "United Package", PartyKind.FORWARDER),
        ("3", "Federal Shipping", PartyKind.FORWARDER),
    ]


def test_northwind_products_come_whole() -> None:
    rows, problems = _northwind("products")
    products = [row for row in rows if isinstance(row, ProductRow)]
    assert problems == ()
    assert len(products) == 77
    assert all(row.unit_price is not None and row.supplier_key and row.packing for row in products)


def test_northwind_orders_and_lines_come_whole_and_refer_to_what_is_there() -> None:
    order_rows, problems = _northwind("orders")
    line_rows, line_problems = _northwind("order-details")
    customers, _ = _northwind("customers")
    orders = [row for row in order_rows if isinstance(row, OrderRow)]
    lines = [row for row in line_rows if isinstance(row, LineRow)]
    assert (len(orders), len(lines)) == (830, 2155)
    assert Counter(problem.reason.code for problem in problems) == {"cells-joined": 176}
    assert line_problems == ()
    assert {row.party_key for row in orders} <= {row.code for row in customers if isinstance(row, PartyRow)}
    assert {row.order_key for row in lines} == {row.key for row in orders}
    assert all(row.ordered_on and row.required_on and row.ship_country for row in orders)
    assert sum(row.shipped_on is None for row in orders) == 21
    # A discount of 0.25 is a quarter off.
    assert {row.discount_percent for row in lines} >= {Decimal(0), Decimal(5), Decimal(25)}
    total = sum(row.quantity * row.unit_price * (100 - row.discount_percent) / 100 for row in lines)
    assert round(total, 2) == Decimal("1265793.04")
