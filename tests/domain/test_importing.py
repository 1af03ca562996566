"""Bringing in a list: what it is, which column is what, and every problem by its row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.importing import (
    Checked,
    ListKind,
    Options,
    RowProblem,
    Severity,
    Table,
    check_lines,
    check_list,
    check_orders,
    check_parties,
    check_products,
    recognise,
    suggest_options,
    without_unknown,
)
from tradedesk.domain.reason import because
from tradedesk.integrations.geography import load_cities, load_countries

PLACES = (load_countries(), load_cities())


def _table(header: str, *rows: str) -> Table:
    cells = [tuple(row.split("|")) for row in rows]
    return Table(tuple(header.split("|")), cells, list(range(2, len(cells) + 2)))


def _told(problems: Sequence[RowProblem]) -> list[tuple[int, str, str, str]]:
    return [(each.line, each.column, each.reason.code, each.severity.value) for each in problems]


def _parties(header: str, *rows: str, options: Options | None = None) -> Checked:
    table = _table(header, *rows)
    return check_parties(table, recognise(table.header, ListKind.PARTIES), options or Options(), *PLACES)


def _lines(
    *rows: str, header: str = "order|product|quantity|price|discount", options: Options | None = None
) -> Checked:
    table = _table(header, *rows)
    return check_lines(table, recognise(table.header, ListKind.LINES), options or Options(), *PLACES)


def _orders(header: str, *rows: str, options: Options | None = None) -> Checked:
    table = _table(header, *rows)
    return check_orders(table, recognise(table.header, ListKind.ORDERS), options or Options(), *PLACES)


def test_a_missing_column_is_one_clear_problem_and_nothing_is_read() -> None:
    checked = _parties("code|city", "1|Berlin", "2|NULL")
    assert checked.rows == ()
    assert checked.refused
    told = because("column-missing", field="name", list="parties")
    assert checked.problems == (RowProblem(1, told, Severity.LIST),)


def test_a_party_comes_with_its_country_zone_and_ways_to_be_reached() -> None:
    checked = _parties(
        "customerID|companyName|address|city|region|country|phone|email|homePage|language",
        "A1|Around the Horn|12 High St.|Seattle|WA|USA|8613812345678.0|a@b.com; c@d.com|NULL|English, 中文",
    )
    (party,) = checked.rows
    assert checked.problems == ()
    assert (party.code, party.name, party.line) == ("A1", "Around the Horn", 2)
    assert (party.country, party.zone, party.zone_question) == ("US", "America/Los_Angeles", False)
    assert (party.phone, party.emails, party.website) == ("8613812345678", ("a@b.com", "c@d.com"), "")
    assert party.languages == ("en", "zh")


def test_a_city_that_is_not_known_in_a_country_of_several_zones_is_asked_for() -> None:
    checked = _parties("name|city|country", "Firm|Springfield|USA", "Firm 2|NULL|Germany")
    assert [(party.zone, party.zone_question) for party in checked.rows] == [("", True), ("Europe/Berlin", False)]
    assert _told(checked.problems) == [(2, "city", "zone-needs-city", "note")]


def test_an_unknown_country_is_told_and_its_text_kept() -> None:
    checked = _parties("name|country", "Firm|Atlantis")
    assert (checked.rows[0].country_text, checked.rows[0].country, checked.rows[0].zone) == ("Atlantis", "", "")
    assert _told(checked.problems) == [(2, "country", "country-unknown", "value")]


def test_a_row_without_its_name_or_with_a_key_of_another_is_left_out() -> None:
    checked = _parties("code|name", "A|One", "B|NULL", "A|Two", "|Three", "|Four")
    assert [party.name for party in checked.rows] == ["One", "Three", "Four"]
    assert _told(checked.problems) == [(3, "name", "cell-required", "row"), (4, "", "key-twice", "row")]
    assert dict(checked.problems[1].reason.facts) == {"key": "A", "line": "2"}


def test_values_that_are_none_are_left_empty_and_the_row_stays() -> None:
    checked = _parties(
        "name|phone|email|web|language",
        "Firm|8.61381E+12|a@b.com\nBcc: x@y.com|#LOCAL.HTM#|Klingon",
    )
    (party,) = checked.rows
    assert (party.phone, party.emails, party.website, party.languages) == ("", (), "", ())
    assert _told(checked.problems) == [
        (2, "phone", "digits-lost", "value"),
        (2, "email", "mailbox-line-break", "value"),
        (2, "web", "website-not-an-address", "value"),
        (2, "language", "language-unknown", "value"),
    ]


def test_line_breaks_stay_in_notes_only() -> None:
    (party,) = _parties("name|address|notes", "A\nB GmbH|12 High St.\r\nFloor 3|one\ntwo").rows
    assert (party.name, party.street, party.notes) == ("A B GmbH", "12 High St., Floor 3", "one\ntwo")


def test_a_hostile_name_is_taken_as_it_is_written() -> None:
    names = ["{{ 7*7 }}", "<img src=file:///etc/passwd>", "'; DROP TABLE parties", "%s {0}", "\u202egnp.exe"]
    assert [party.name for party in _parties("name|city", *(f"{name}|X" for name in names)).rows] == names


def test_order_days_amounts_and_keys_are_read() -> None:
    checked = _orders(
        "orderID|customerID|orderDate|shippedDate|freight|shipCountry",
        "10248.0|VINET|1996-07-04 00:00:00.000|NULL|32.38|France",
    )
    (order,) = checked.rows
    assert checked.problems == ()
    assert (order.key, order.party_key, order.ordered_on, order.shipped_on) == (
        "10248",
        "VINET",
        date(1996, 7, 4),
        None,
    )
    assert (order.freight, order.currency, order.ship_country) == (Decimal("32.38"), "USD", "FR")


def test_an_order_without_its_key_or_customer_is_left_out() -> None:
    checked = _orders("order|customer", "|A", "1|", "1.02E+12|A", "2|A")
    assert [order.key for order in checked.rows] == ["2"]
    assert _told(checked.problems) == [
        (2, "order", "cell-required", "row"),
        (3, "customer", "cell-required", "row"),
        (4, "order", "digits-lost", "row"),
    ]


def test_an_ambiguous_day_is_a_problem_until_the_list_has_an_order() -> None:
    rows = ("1|A|03/04/05", "2|A|2026-07-25")
    unasked = _orders("order|customer|order date", *rows)
    assert [order.ordered_on for order in unasked.rows] == [None, date(2026, 7, 25)]
    assert _told(unasked.problems) == [(2, "order date", "day-ambiguous", "value")]
    asked = _orders("order|customer|order date", *rows, options=Options(day_order="dmy"))
    assert [order.ordered_on for order in asked.rows] == [date(2005, 4, 3), date(2026, 7, 25)]


def test_currencies_are_never_mixed_silently() -> None:
    checked = _orders(
        "order|customer|freight|currency",
        "1|A|EUR 5|EUR",
        "2|A|EUR 5|USD",
        "3|A|5|euro",
        "4|A|XYZ 5|",
        "5|A|-5|",
        "6|A|5|eur",
    )
    assert [(row.key, row.currency, row.freight) for row in checked.rows] == [
        ("1", "EUR", 5),
        ("2", "USD", None),
        ("4", "USD", None),
        ("5", "USD", None),
        ("6", "EUR", 5),
    ]
    assert [(line, code) for line, _, code, _ in _told(checked.problems)] == [
        (3, "currency-differs"),
        (4, "currency-unknown"),
        (5, "currency-unknown"),
        (6, "number-negative"),
    ]


def test_goods_that_left_before_they_were_ordered_are_noted() -> None:
    checked = _orders("order|customer|order date|shipped date", "1|A|2026-02-01|2026-01-01")
    assert len(checked.rows) == 1
    assert _told(checked.problems) == [(2, "shipped date", "shipped-before-ordered", "note")]


def test_a_line_whose_numbers_are_none_is_left_out() -> None:
    checked = _lines(
        "1|P|10|14.00|0",
        "1|P|ten|14.00|0",
        "1|P|0|14.00|0",
        "1|P|-3|14.00|0",
        "1|P|10|nan|0",
        "1|P|10||0",
        "1||10|1.50|0",
        "|P|10|1.50|0",
        "1|P|10|1e9|0",
        "1|P|10|-1|0",
        "1|P|12 pcs|1|0",
        "1|P|1,234|1|0",
    )
    assert [row.line for row in checked.rows] == [2]
    assert [(line, column, code) for line, column, code, _ in _told(checked.problems)] == [
        (3, "quantity", "not-a-number"),
        (4, "quantity", "quantity-not-positive"),
        (5, "quantity", "quantity-not-positive"),
        (6, "price", "not-a-number"),
        (7, "price", "cell-required"),
        (8, "product", "cell-required"),
        (9, "order", "cell-required"),
        (10, "price", "not-a-number"),
        (11, "price", "number-negative"),
        (12, "quantity", "not-a-number"),
        (13, "quantity", "number-ambiguous"),
    ]
    assert {problem.severity for problem in checked.problems} == {Severity.ROW}


def test_a_line_may_have_a_description_instead_of_a_product_key() -> None:
    (row,) = _lines("1|LED lamp|10|2", header="order|description|quantity|price").rows
    assert (row.product_key, row.description) == ("", "LED lamp")
    refused = _lines("1|10|2", header="order|quantity|price")
    assert [problem.reason.fact("field") for problem in refused.problems] == ["product_key"]


@pytest.mark.parametrize(
    ("cell", "discount_as", "percent"),
    [
        ("0.25", "fraction", "25"),
        ("0.05", "fraction", "5"),
        ("1", "fraction", "100"),
        ("0", "", "0"),
        ("NULL", "", "0"),
        ("15", "", "15"),
        ("15%", "fraction", "15"),
        ("50 %", "", "50"),
        ("1", "percent", "1"),
        ("0.5", "percent", "0.5"),
    ],
)
def test_a_discount_is_a_fraction_or_a_percentage_as_the_list_writes_it(
    cell: str, discount_as: str, percent: str
) -> None:
    (row,) = _lines(f"1|P|1|1.00|{cell}", options=Options(discount_as=discount_as)).rows
    assert str(row.discount_percent) == percent


@pytest.mark.parametrize(
    ("cell", "discount_as", "code"),
    [
        ("0.5", "", "discount-ambiguous"),
        ("1", "", "discount-ambiguous"),
        ("2", "fraction", "discount-out-of-range"),
        ("101", "percent", "discount-out-of-range"),
        ("-0.1", "fraction", "discount-out-of-range"),
        ("much", "percent", "not-a-number"),
    ],
)
def test_a_discount_that_is_not_certain_leaves_the_line_out(cell: str, discount_as: str, code: str) -> None:
    checked = _lines(f"1|P|1|1.00|{cell}", options=Options(discount_as=discount_as))
    assert checked.rows == ()
    assert [problem.reason.code for problem in checked.problems] == [code]


def test_the_lists_own_cells_prove_how_it_writes() -> None:
    table = _table("order|product|quantity|Unit price (EUR)|discount", "1|P|1,234|12.50|0.25", "1|P|5|1,000.00|0")
    found = suggest_options(table, recognise(table.header, ListKind.LINES), Options(), PLACES[0].currencies)
    assert (found.decimal, found.discount_as, found.currency) == (".", "fraction", "EUR")
    checked = check_lines(table, recognise(table.header, ListKind.LINES), found, *PLACES)
    assert [row.quantity for row in checked.rows] == [1234, 5]


def test_cells_that_contradict_one_another_prove_nothing() -> None:
    table = _table("order|customer|order date|freight", "1|A|25/07/2026|1.50", "2|A|07/25/2026|1,50")
    found = suggest_options(table, recognise(table.header, ListKind.ORDERS), Options())
    assert (found.decimal, found.day_order) == ("", "")
    proven = _table("order|customer|order date", "1|A|25/07/2026", "2|A|03/04/2026")
    assert suggest_options(proven, recognise(proven.header, ListKind.ORDERS), Options()).day_order == "dmy"


def test_what_the_user_has_set_is_not_suggested_away() -> None:
    table = _table("order|customer|order date|freight", "1|A|25/07/2026|1.50")
    chosen = Options(decimal=",", day_order="mdy")
    assert suggest_options(table, recognise(table.header, ListKind.ORDERS), chosen) == chosen


def test_products_keep_a_price_that_is_none_empty() -> None:
    table = _table("productID|productName|supplierID|unitPrice", "1|Chai|7|18.00", "2|Chang||free", "3||1|1.00")
    checked = check_products(table, recognise(table.header, ListKind.PRODUCTS), Options(currency="EUR"), *PLACES)
    assert [(row.key, row.unit_price, row.currency) for row in checked.rows] == [
        ("1", Decimal("18.00"), "EUR"),
        ("2", None, "EUR"),
    ]
    assert _told(checked.problems) == [
        (3, "unitPrice", "not-a-number", "value"),
        (4, "productName", "cell-required", "row"),
    ]


def test_an_order_whose_customer_is_not_there_is_left_out_and_told() -> None:
    checked = _orders("order|customer", "1|A", "2|B", "3|A")
    left = without_unknown(checked, lambda order: order.party_key, {"A"}, "party_key")
    assert [order.key for order in left.rows] == ["1", "3"]
    told = because("reference-unknown", field="party_key", value="B")
    assert left.problems == (RowProblem(3, told, Severity.ROW, "", "B"),)


def test_problems_of_the_reading_stand_among_those_of_the_checking_by_line() -> None:
    read = RowProblem(2, because("row-long"), Severity.ROW)
    table = Table(("name", "country"), [("A", "Atlantis"), ("", "")], [1, 3], problems=(read,))
    checked = check_list(table, {0: "name", 1: "country"}, ListKind.PARTIES, Options(), *PLACES)
    assert [problem.line for problem in checked.problems] == [1, 2, 3]


def test_a_list_that_could_not_be_read_whole_brings_no_row() -> None:
    broken = RowProblem(9, because("quotes-too-many", most="100"), Severity.LIST)
    table = Table(("name",), [("A",)], [2], problems=(broken,))
    checked = check_list(table, {0: "name"}, ListKind.PARTIES, Options(), *PLACES)
    assert checked.refused
    assert checked.rows == ()


def test_a_checking_that_is_cancelled_ends_at_once() -> None:
    table = _table("name", *["A"] * 2000)
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) == 2

    with pytest.raises(RuleSaysNo, match="list-cancelled"):
        check_list(table, {0: "name"}, ListKind.PARTIES, Options(), *PLACES, cancelled=cancelled)
    assert len(asked) == 2
