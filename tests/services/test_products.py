"""Products remembered with prices per customer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.support.an_order import add_party, an_order
from tests.support.desk_bench import take_back
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.services import order_forms, order_life, order_lines, orders, product_list, products
from tradedesk.services.product_list import ProductQuery


@pytest.fixture
def party(bench):
    return add_party(bench, "Gulf Horizon Trading LLC")


def typed(bench, order_id, **cells):
    line = order_lines.add_line(bench, order_id)
    for field, text in cells.items():
        order_lines.set_line_field(bench, line, field, text)
    return line


def the_line(bench, order_id, at=-1):
    return orders.sheet(bench, order_id).file.lines[at]


def test_what_was_typed_once_is_offered_with_the_customers_last_price_and_its_day(bench, clock, party):
    first = orders.log_inquiry(bench, party, "Chairs", "USD")
    typed(bench, first, product_code="RC-01", description="Rattan chair", unit="PCS", unit_price="18.50", quantity="10")
    clock.moment = datetime(2026, 12, 20, 4, tzinfo=UTC)
    second = orders.log_inquiry(bench, party, "Chairs again", "USD")
    typed(bench, second, product_code="rc-01", description="Rattan chair", unit="PCS", unit_price="17.90")
    third = orders.log_inquiry(bench, party, "Chairs once more", "USD")
    (offer,) = products.offers(bench, third, "chair ratt")
    assert (offer.product.code, offer.product.name) == ("RC-01", "Rattan chair")
    assert offer.last == (Decimal("17.90"), "USD", "PCS", date(2026, 12, 20), "TD-2026-0002")
    (at_first,) = products.offers(bench, second, "RC")
    assert at_first.last.unit_price == Decimal("18.50")


def test_another_customers_price_is_never_offered(bench, party):
    an_order(bench, party)
    other = orders.log_inquiry(bench, add_party(bench, "Takahashi"), "Chairs", "USD")
    (offer,) = products.offers(bench, other, "rattan")
    assert offer.last is None


def test_a_line_taken_from_a_product_is_filled_in_whole_and_keeps_its_quantity(bench, party):
    first = orders.log_inquiry(bench, party, "Chairs", "USD")
    typed(bench, first, product_code="RC-01", description="Rattan chair", description_local="藤椅", unit="PCS",
          hs_code="9401.53", origin="China", pieces_per_carton="4", net_weight="12", gross_weight="14", cbm="0.3",
          specification="Ø 60 cm", unit_price="18.50")  # fmt: skip
    second = orders.log_inquiry(bench, party, "More chairs", "USD")
    line = typed(bench, second, quantity="10")
    order_lines.take_product(bench, line, products.offers(bench, second, "RC-01")[0].product.id)
    found = the_line(bench, second)
    assert (found.description, found.description_local, found.hs_code, found.origin) == (
        "Rattan chair", "藤椅", "940153", "CN",
    )  # fmt: skip
    assert (found.unit_price, found.quantity, found.cartons, found.amount.minor) == (Decimal("18.50"), 10, 3, 18_500)
    assert found.product_id == the_line(bench, first).product_id


def test_a_price_in_another_currency_is_never_taken(bench, party):
    first = orders.log_inquiry(bench, party, "Chairs", "USD")
    typed(bench, first, product_code="RC-01", unit_price="18.50")
    second = orders.log_inquiry(bench, party, "Chairs", "EUR")
    line = typed(bench, second, quantity="10")
    order_lines.take_product(bench, line, products.offers(bench, second, "RC-01")[0].product.id)
    assert the_line(bench, second).unit_price == 0


def test_a_product_is_known_by_its_item_number_and_learns_what_was_typed_last(bench, party):
    first = orders.log_inquiry(bench, party, "Chairs", "USD")
    typed(bench, first, product_code="RC-01", description="Rattan chair", hs_code="940153")
    line = typed(bench, first, product_code="RC-01", description="Rattan armchair", hs_code="940169")
    (offer,) = products.offers(bench, first, "")
    assert (offer.product.name, offer.product.hs_code) == ("Rattan chair", "940169")
    assert the_line(bench, first).id == line
    assert the_line(bench, first).description == "Rattan armchair"


def test_a_name_without_a_price_is_not_remembered_yet(bench, party):
    order = orders.log_inquiry(bench, party, "Chairs", "USD")
    line = typed(bench, order, description="Ratan chiar")
    assert products.offers(bench, order, "") == ()
    order_lines.set_line_field(bench, line, "description", "Rattan chair")
    order_lines.set_line_field(bench, line, "unit_price", "9")
    assert [each.product.name for each in products.offers(bench, order, "")] == ["Rattan chair"]


def test_what_a_lost_inquiry_asked_is_offered_no_more(bench, party):
    lost = an_order(bench, party)
    order_life.end_order(bench, lost, "price")
    (offer,) = products.offers(bench, orders.log_inquiry(bench, party, "Chairs", "USD"), "rattan")
    assert offer.last is None


def test_a_promised_price_counts_as_the_last_one(bench, party):
    first = an_order(bench, party)
    product = the_line(bench, first).product_id
    products.promise_price(bench, product, party, "1650", "USD")
    with pytest.raises(RuleSaysNo):
        products.promise_price(bench, product, party, "-1", "USD")
    order_forms.set_line_field(bench, the_line(bench, first).id, "unit_price", "0")
    (offer,) = products.offers(bench, orders.log_inquiry(bench, party, "Chairs", "USD"), "rattan")
    assert (offer.last.unit_price, offer.last.order_number) == (Decimal(1650), "")


def test_signs_in_what_is_typed_are_letters_like_others(bench, party):
    order = orders.log_inquiry(bench, party, "Chairs", "USD")
    typed(bench, order, product_code="100%_A!", unit_price="1")
    typed(bench, order, product_code="1000", unit_price="1")
    assert [each.product.code for each in products.offers(bench, order, "100%")] == ["100%_A!"]
    assert [each.product.code for each in products.offers(bench, order, "a!")] == ["100%_A!"]


def test_a_remembered_product_goes_with_the_undo_of_its_line(bench, party):
    order = orders.log_inquiry(bench, party, "Chairs", "USD")
    line = typed(bench, order)
    bench.ledger.take_news()
    order_lines.set_line_field(bench, line, "product_code", "RC-01")
    take_back(bench)
    assert products.offers(bench, order, "") == ()


def test_cartons_follow_quantity_and_packing_until_they_are_set_by_hand(bench, party):
    order = orders.log_inquiry(bench, party, "Chairs", "USD")
    line = typed(bench, order, quantity="101", pieces_per_carton="25")
    assert the_line(bench, order).cartons == 5
    order_lines.set_line_field(bench, line, "cartons", "6")
    order_lines.set_line_field(bench, line, "unit_price", "1")
    assert the_line(bench, order).cartons == 6
    order_lines.set_line_field(bench, line, "quantity", "100")
    assert the_line(bench, order).cartons == 4


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("hs_code", "chairs", "hs-code-not-digits"),
        ("origin", "Atlantis", "country-unknown"),
        ("cartons", "2.5", "not-a-whole-number"),
        ("pieces_per_carton", "-1", "number-below-zero"),
        ("quantity", "999999999999999999", "amount-too-large"),
    ],
)
def test_a_cell_of_the_packing_that_cannot_be_is_refused(bench, party, field, text, code):
    order = orders.log_inquiry(bench, party, "Chairs", "USD")
    line = typed(bench, order, unit_price="100")
    with pytest.raises(RuleSaysNo) as refused:
        order_lines.set_line_field(bench, line, field, text)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_lines_are_moved_among_their_fellows(bench, party):
    order = orders.log_inquiry(bench, party, "Chairs", "USD")
    first, second, third = (typed(bench, order, description=name) for name in ("a", "b", "c"))
    order_lines.move_line(bench, third, -1)
    order_lines.move_line(bench, first, -1)
    assert [line.id for line in orders.sheet(bench, order).file.lines] == [first, third, second]


# -- the list ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def chair(bench, party):
    """A chair with everything, sold to one customer, and a lamp."""
    order = orders.log_inquiry(bench, party, "Chairs", "USD")
    typed(bench, order, product_code="RC-01", description="Rattan chair", description_local="藤椅", unit="PCS",
          hs_code="9401.53", unit_price="18.50", quantity="10")  # fmt: skip
    typed(bench, order, product_code="LS-02", description="Lamp shade", unit_price="4")
    return the_line(bench, order, 0).product_id


def found(bench, **query):
    numbers = product_list.ids(bench, ProductQuery(**query))
    return [each.code for each in product_list.rows(bench, numbers)]


def test_products_are_found_by_any_of_their_words_and_sorted(bench, chair):
    assert found(bench) == ["LS-02", "RC-01"]
    assert found(bench, sort="name", descending=True) == ["RC-01", "LS-02"]
    assert found(bench, search="藤椅") == found(bench, search="chair rattan") == ["RC-01"]
    assert found(bench, search="%") == []
    # What has none comes last either way.
    assert found(bench, sort="hs_code") == found(bench, sort="hs_code", descending=True) == ["RC-01", "LS-02"]


def test_a_product_tells_each_customers_last_price_the_newest_first(bench, clock, party, chair):
    other = add_party(bench, "Takahashi")
    clock.moment = datetime(2026, 12, 20, 4, tzinfo=UTC)
    again = orders.log_inquiry(bench, other, "Chairs", "EUR")
    typed(bench, again, product_code="rc-01", unit_price="17")
    lost = orders.log_inquiry(bench, other, "Chairs", "EUR")
    typed(bench, lost, product_code="RC-01", unit_price="11")
    order_life.end_order(bench, lost, "price")
    products.promise_price(bench, chair, party, "18", "USD")
    sheet = product_list.sheet(bench, chair)
    told = [(each.party, each.last.unit_price, each.last.currency, each.order_id) for each in sheet.prices]
    assert sorted(told) == [
        ("Gulf Horizon Trading LLC", Decimal(18), "USD", None),
        ("Takahashi", Decimal(17), "EUR", again),
    ]
    assert sheet.orders == 3


def test_a_product_is_corrected_in_place_and_the_lines_of_orders_stay(bench, party, chair):
    for field, text in (("name", "Rattan armchair"), ("origin", "中国"), ("net_weight", "12"), ("unit_price", "19")):
        product_list.set_field(bench, chair, field, text)
    product = product_list.sheet(bench, chair).product
    assert (product.name, product.origin, product.net_weight, product.unit_price) == (
        "Rattan armchair", "CN", Decimal(12), Decimal(19),
    )  # fmt: skip
    (order,) = orders.ids(bench, orders.OrderQuery())
    assert the_line(bench, order, 0).description == "Rattan chair"


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("code", "ls-02", "product-code-taken"), ("hs_code", "94", "hs-code-length"),
        ("currency", "US", "currency-not-a-code"), ("origin", "Atlantis", "country-unknown"),
        ("unit_price", "-1", "number-below-zero"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(bench, chair, field, text, code):
    with pytest.raises(RuleSaysNo) as refused:
        product_list.set_field(bench, chair, field, text)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_product_keeps_a_name(bench, chair):
    product_list.set_field(bench, chair, "code", "")
    with pytest.raises(RuleSaysNo) as refused:
        product_list.set_field(bench, chair, "name", " ")
    assert refused.value.code == "product-unnamed"


def test_a_forgotten_product_is_offered_no_more_its_lines_stay_and_undo_brings_it_back(bench, party, chair):
    products.promise_price(bench, chair, party, "18", "USD")
    before = product_list.sheet(bench, chair)
    bench.ledger.take_news()
    product_list.forget(bench, chair)
    undo = bench.ledger.take_news()[-1].undo_id
    (order,) = orders.ids(bench, orders.OrderQuery())
    line = the_line(bench, order, 0)
    assert (line.description, line.product_id) == ("Rattan chair", None)
    assert found(bench) == ["LS-02"]
    bench.ledger.undo(undo)
    assert found(bench) == ["LS-02", "RC-01"]
    assert the_line(bench, order, 0).product_id == chair
    assert product_list.sheet(bench, chair) == before
