from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.support.an_order import TERMS, TODAY, add_party, an_order, node, pay, reach
from tests.support.desk_bench import Clock, bench_at, take_back
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.message import Direction, Medium, Message, MessageState, Recipient
from tradedesk.domain.money import Money
from tradedesk.domain.order import NodeCode, Stage
from tradedesk.ledger import messages
from tradedesk.services import order_forms, order_life, orders, shipments


@pytest.fixture
def party(bench):
    return add_party(bench, "Gulf Horizon Trading LLC")


def dump(bench, *tables):
    return {table: bench.ledger.read.all(f"select * from {table} order by id") for table in tables}


# -- from inquiry to order ---------------------------------------------------------------------------------------------


def test_an_inquiry_is_an_order_with_a_number_and_its_first_point_reached(bench, party):
    number = orders.log_inquiry(bench, party, "  Folding tables\n40 ft ")
    sheet = orders.sheet(bench, number)
    assert (sheet.file.order.number, sheet.file.order.summary) == ("TD-2026-0001", "Folding tables 40 ft")
    assert (sheet.file.order.stage, sheet.file.order.currency) == (Stage.INQUIRY, "USD")
    assert sheet.file.order.inquired_at == bench.now()
    assert node(bench, number, NodeCode.INQUIRY).actual_on == TODAY


def test_an_inquiry_takes_the_customers_own_currency(bench):
    number = orders.log_inquiry(bench, add_party(bench, "Takahashi Seiki", currency="JPY"), "Lamp shades")
    assert orders.sheet(bench, number).file.order.currency == "JPY"


def test_an_inquiry_about_nothing_is_refused(bench, party):
    with pytest.raises(RuleSaysNo) as refused:
        orders.log_inquiry(bench, party, " \n ")
    assert (refused.value.code, refused.value.field) == ("inquiry-about-what", "summary")


def test_an_inquiry_can_be_undone_and_leaves_nothing(bench, party):
    bench.ledger.take_news()
    before = dump(bench, "orders", "nodes")
    orders.log_inquiry(bench, party, "Chairs")
    take_back(bench)
    assert dump(bench, "orders", "nodes") == before


# -- the timeline ------------------------------------------------------------------------------------------------------


def test_the_stage_follows_the_points_and_goes_back_with_them(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.QUOTED, NodeCode.CONFIRMED, NodeCode.PRODUCTION)
    assert orders.sheet(bench, number).file.order.stage is Stage.PRODUCTION
    orders.reach_node(bench, node(bench, number, NodeCode.PRODUCTION).id, None)
    assert orders.sheet(bench, number).file.order.stage is Stage.CONFIRMED


def test_a_point_cannot_have_happened_tomorrow(bench, party):
    number = an_order(bench, party)
    with pytest.raises(RuleSaysNo) as refused:
        reach(bench, number, NodeCode.QUOTED, day=TODAY + timedelta(days=1))
    assert (refused.value.code, refused.value.field) == ("not-yet-happened", "actual_on")


def test_today_is_the_users_own_day_not_that_of_greenwich(tmp_path):
    late_evening = Clock(datetime(2026, 11, 21, 22, 30, tzinfo=UTC))  # 06:30 on the 22nd in China
    with bench_at(tmp_path / "profile", late_evening) as bench:
        number = an_order(bench, add_party(bench, "Gulf Horizon"))
        reach(bench, number, NodeCode.QUOTED, day=date(2026, 11, 22))
        assert node(bench, number, NodeCode.QUOTED).actual_on == date(2026, 11, 22)


def test_a_confirmed_order_with_delivery_day_and_terms_is_planned_backwards(bench, party):
    number = an_order(bench, party, delivery="2027-01-15")
    assert all(each.planned_on is None for each in orders.sheet(bench, number).file.nodes)
    reach(bench, number, NodeCode.CONFIRMED)
    planned = {each.code: each.planned_on for each in orders.sheet(bench, number).file.nodes if each.planned_on}
    assert planned[NodeCode.DELIVERED] == date(2027, 1, 15)
    assert TODAY <= planned[NodeCode.DEPOSIT] <= planned[NodeCode.PRODUCTION] <= planned[NodeCode.READY]
    assert planned[NodeCode.READY] < planned[NodeCode.SHIPPED] < planned[NodeCode.DELIVERED]
    assert NodeCode.CONFIRMED not in planned


def test_under_fob_the_delivery_day_is_the_day_of_shipment(bench, party):
    number = an_order(bench, party, delivery="2027-01-15")
    order_forms.set_field(bench, number, "incoterm", "fob")
    reach(bench, number, NodeCode.CONFIRMED)
    assert node(bench, number, NodeCode.SHIPPED).planned_on == date(2027, 1, 15)


def test_the_delivery_day_may_come_after_the_confirmation(bench, party):
    number = an_order(bench, party, delivery="")
    reach(bench, number, NodeCode.CONFIRMED)
    assert node(bench, number, NodeCode.READY).planned_on is None
    order_forms.set_field(bench, number, "delivery_on", "15 Jan 2027")
    assert node(bench, number, NodeCode.DELIVERED).planned_on == date(2027, 1, 15)


def test_a_day_planned_by_hand_is_never_planned_over(bench, party):
    number = an_order(bench, party, delivery="2027-01-15")
    orders.plan_node(bench, node(bench, number, NodeCode.READY).id, date(2027, 2, 1))
    reach(bench, number, NodeCode.CONFIRMED)
    assert node(bench, number, NodeCode.READY).planned_on == date(2027, 2, 1)
    assert node(bench, number, NodeCode.SHIPPED).planned_on is None


def test_planning_again_moves_every_open_point_and_one_undo_brings_all_back(bench, party):
    number = an_order(bench, party, delivery="2027-01-15")
    reach(bench, number, NodeCode.CONFIRMED)
    order_forms.set_field(bench, number, "delivery_on", "2027-03-15")
    before = dump(bench, "nodes")
    bench.ledger.take_news()
    orders.plan_again(bench, number)
    assert node(bench, number, NodeCode.DELIVERED).planned_on == date(2027, 3, 15)
    assert node(bench, number, NodeCode.CONFIRMED).planned_on is None
    take_back(bench)
    assert dump(bench, "nodes") == before


def test_a_notice_counts_for_the_users_own_day(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.CONFIRMED)
    confirmed = node(bench, number, NodeCode.CONFIRMED)
    at = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # the 21st, 07:30, in China
    mail = Message(0, at, Medium.MAIL, Direction.OUT, party, number, "Confirmed", "…", MessageState.SENT,
                   recipients=(Recipient("to", "orders@gulfhorizon.ae"),))  # fmt: skip
    with bench.ledger.write("message-noted") as writer:
        told = messages.add_message(writer, mail)
        writer.update("nodes", confirmed.id, {"notice_message_id": told})
    confirmed = node(bench, number, NodeCode.CONFIRMED)
    assert (confirmed.notice_on, confirmed.notice_to) == (date(2026, 11, 21), "orders@gulfhorizon.ae")


# -- money -------------------------------------------------------------------------------------------------------------


def test_terms_on_a_priced_order_split_the_price(bench, party):
    parts = orders.sheet(bench, an_order(bench, party)).file.instalments
    assert [(each.label, each.amount, each.trigger) for each in parts] == [
        ("deposit", Money(540000, "USD"), "pi-issued"),
        ("balance", Money(1260000, "USD"), "bl-copy"),
    ]


def test_the_terms_may_come_before_the_price(bench, party):
    number = orders.log_inquiry(bench, party, "Chairs", currency="USD")
    order_forms.set_field(bench, number, "payment_terms", TERMS)
    assert orders.sheet(bench, number).file.instalments == ()
    line = order_forms.add_line(bench, number)
    order_forms.set_line_field(bench, line, "quantity", "3")
    order_forms.set_line_field(bench, line, "unit_price", "33.335")
    parts = orders.sheet(bench, number).file.instalments
    assert sum(each.amount.minor for each in parts) == orders.sheet(bench, number).file.order.total.minor == 10001


def test_terms_put_the_balance_where_it_belongs(bench, party):
    number = an_order(bench, party, terms="T/T 30% deposit, 70% before shipment")
    codes = [each.code for each in orders.sheet(bench, number).file.nodes]
    assert codes.index(NodeCode.BALANCE) == codes.index(NodeCode.READY) + 1
    order_forms.set_field(bench, number, "payment_terms", "T/T 100% in advance")
    codes = [each.code for each in orders.sheet(bench, number).file.nodes]
    assert NodeCode.BALANCE not in codes
    order_forms.set_field(bench, number, "payment_terms", "O/A 60 days after invoice date")
    codes = [each.code for each in orders.sheet(bench, number).file.nodes]
    assert NodeCode.DEPOSIT not in codes
    assert codes.index(NodeCode.BALANCE) == codes.index(NodeCode.DELIVERED) + 1


def test_a_point_that_happened_stays_whatever_the_terms(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.DEPOSIT)
    order_forms.set_field(bench, number, "payment_terms", "O/A 60 days after invoice date")
    codes = [each.code for each in orders.sheet(bench, number).file.nodes]
    assert codes.index(NodeCode.DEPOSIT) == codes.index(NodeCode.CONFIRMED) + 1


def test_new_terms_are_one_undo_with_everything_that_followed(bench, party):
    number = an_order(bench, party)
    bench.ledger.take_news()
    before = dump(bench, "orders", "nodes", "instalments")
    order_forms.set_field(bench, number, "payment_terms", "T/T 100% in advance")
    take_back(bench)
    assert dump(bench, "orders", "nodes", "instalments") == before


def test_money_that_arrived_is_never_split_anew(bench, party):
    number = an_order(bench, party)
    deposit = orders.sheet(bench, number).file.instalments[0]
    pay(bench, number, deposit.id, "1.00")
    order_forms.set_field(bench, number, "payment_terms", "T/T 100% in advance")
    assert len(orders.sheet(bench, number).file.instalments) == 2


def test_the_receipt_that_completes_the_deposit_reaches_its_point(bench, party):
    number = an_order(bench, party)
    deposit = orders.sheet(bench, number).file.instalments[0]
    pay(bench, number, deposit.id, "5,000", "2026-11-18")
    assert node(bench, number, NodeCode.DEPOSIT).actual_on is None
    pay(bench, number, deposit.id, "400", "2026-11-20")
    assert node(bench, number, NodeCode.DEPOSIT).actual_on == date(2026, 11, 20)
    sheet = orders.sheet(bench, number)
    assert sheet.file.instalments[0].open == Money(0, "USD")
    assert sheet.received_on == {deposit.id: date(2026, 11, 20)}


def test_paid_all_in_advance_the_deposit_stands_for_the_whole(bench, party):
    number = an_order(bench, party, terms="T/T 100% in advance")
    (whole,) = orders.sheet(bench, number).file.instalments
    pay(bench, number, whole.id, "18000", "2026-11-20")
    assert node(bench, number, NodeCode.DEPOSIT).actual_on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("amount", "day", "code", "field"),
    [
        ("0", "2026-11-20", "receipt-not-possible", "amount"),
        ("a lot", "2026-11-20", "not-a-number", "amount"),
        ("-5", "2026-11-20", "number-below-zero", "amount"),
        ("5", "2026-11-22", "not-yet-happened", "day"),
        ("5", "soon", "not-a-day", "day"),
        ("5", "", "receipt-without-day", "day"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused_beside_its_field(bench, party, amount, day, code, field):
    number = an_order(bench, party)
    deposit = orders.sheet(bench, number).file.instalments[0]
    with pytest.raises(RuleSaysNo) as refused:
        pay(bench, number, deposit.id, amount, day)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert orders.sheet(bench, number).file.instalments[0].received.minor == 0


# -- lines, fields, shipment -------------------------------------------------------------------------------------------


def test_the_total_is_the_sum_of_lines_less_discount_plus_freight(bench, party):
    number = an_order(bench, party, price="19.99", quantity="7")
    line = orders.sheet(bench, number).file.lines[0].id
    order_forms.set_line_field(bench, line, "discount_percent", "5%")
    assert orders.sheet(bench, number).file.order.total == Money(13293, "USD")  # 139.93 less 5 %
    order_forms.set_field(bench, number, "freight", "120")
    assert orders.sheet(bench, number).file.order.total == Money(25293, "USD")
    order_forms.remove_line(bench, line)
    assert orders.sheet(bench, number).file.order.total == Money(12000, "USD")


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("quantity", "many", "not-a-number"),
        ("unit_price", "-1", "number-below-zero"),
        ("discount_percent", "101", "discount-above-100"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_and_the_line_stays(bench, party, field, text, code):
    number = an_order(bench, party)
    before = orders.sheet(bench, number).file.lines[0]
    with pytest.raises(RuleSaysNo) as refused:
        order_forms.set_line_field(bench, before.id, field, text)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert orders.sheet(bench, number).file.lines[0] == before


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("incoterm", "DAT", "incoterm-old"),
        ("incoterm", "XYZ", "incoterm-unknown"),
        ("tolerance_percent", "101", "discount-above-100"),
        ("lc_presentation_days", "a week", "not-a-number"),
        ("currency", "dollars", "currency-not-a-code"),
        ("delivery_on", "03/04/2027", "day-unclear"),
        ("valid_until", "31 Feb 2027", "no-such-day"),
        ("summary", "  ", "inquiry-about-what"),
    ],
)
def test_a_field_that_cannot_be_is_refused_and_the_good_value_stays(bench, party, field, text, code):
    number = an_order(bench, party)
    before = orders.sheet(bench, number).file.order
    with pytest.raises(RuleSaysNo) as refused:
        order_forms.set_field(bench, number, field, text)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert orders.sheet(bench, number).file.order == before


def test_another_currency_reckons_every_line_anew_and_converts_nothing(bench, party):
    number = an_order(bench, party, price="19.99", quantity="7")
    order_forms.set_field(bench, number, "freight", "120.4")
    order_forms.set_field(bench, number, "currency", "jpy")
    file = orders.sheet(bench, number).file
    assert [line.amount for line in file.lines] == [Money(140, "JPY")]
    assert (file.order.freight, file.order.total) == (Money(120, "JPY"), Money(260, "JPY"))
    assert sum(part.amount.minor for part in file.instalments) == 260
    order_forms.set_field(bench, number, "currency", "KWD")
    assert orders.sheet(bench, number).file.order.total == Money(259_930, "KWD")


def test_the_currency_stays_once_money_has_come_in(bench, party):
    number = an_order(bench, party)
    pay(bench, number, orders.sheet(bench, number).file.instalments[0].id, "0.01")
    with pytest.raises(RuleSaysNo) as refused:
        order_forms.set_field(bench, number, "currency", "EUR")
    assert (refused.value.code, refused.value.field) == ("currency-with-receipts", "currency")


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("tolerance_percent", "±5 %", Decimal(5)),
        ("tolerance_percent", "", None),
        ("shipping_marks", "GHT\nJEBEL ALI\nNO. 1-UP  ", "GHT\nJEBEL ALI\nNO. 1-UP"),
        ("lc_latest_shipment", "30 Nov 2026", date(2026, 11, 30)),
        ("lc_presentation_days", "15", 15),
        ("lc_number", " LC 77 ", "LC 77"),
    ],
)
def test_terms_of_the_trade_are_kept_as_typed(bench, party, field, text, kept):
    number = an_order(bench, party)
    order_forms.set_field(bench, number, field, text)
    assert getattr(orders.sheet(bench, number).file.order, field) == kept


def test_an_unchanged_field_writes_nothing(bench, party):
    number = an_order(bench, party)
    bench.ledger.take_news()
    order_forms.set_field(bench, number, "payment_terms", f" {TERMS} ")
    assert bench.ledger.take_news() == []


def test_a_shipment_is_made_by_its_first_field_and_kept_by_the_next(bench, party):
    number = an_order(bench, party)
    shipments.set_field(bench, number, 0, "carrier", "COSCO")
    (made,) = orders.sheet(bench, number).file.shipments
    shipments.set_box_field(bench, made.id, 0, "number", "CSLU6034512")
    shipments.set_field(bench, number, made.id, "etd", "28 Nov 2026")
    (made,) = orders.sheet(bench, number).file.shipments
    assert (made.carrier, made.container_no, made.etd) == ("COSCO", "CSLU6034512", date(2026, 11, 28))
    with pytest.raises(RuleSaysNo) as refused:
        shipments.set_field(bench, number, made.id, "eta", "2026-11-01")
    assert (refused.value.code, refused.value.field) == ("arrives-before-it-leaves", "eta")


def test_a_cancelled_order_stays_cancelled_until_it_goes_on_where_it_stood(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.CONFIRMED)
    order_life.end_order(bench, number, "no budget")
    order_forms.set_field(bench, number, "mode", "sea")
    assert orders.sheet(bench, number).file.order.stage is Stage.CANCELLED
    order_life.take_up_again(bench, number)
    assert orders.sheet(bench, number).file.order.stage is Stage.CONFIRMED


def test_a_port_is_kept_by_the_name_that_stands_on_papers_and_any_other_place_as_it_was_typed(bench, party):
    number = an_order(bench, party)
    order_forms.set_field(bench, number, "port_loading", "宁波港")
    order_forms.set_field(bench, number, "port_discharge", "AEJEA")
    order = orders.sheet(bench, number).file.order
    assert (order.port_loading, order.port_discharge) == ("Ningbo", "Jebel Ali")
    order_forms.set_field(bench, number, "port_loading", "our own pier")
    assert orders.sheet(bench, number).file.order.port_loading == "our own pier"


def test_an_order_that_is_gone_says_so(bench):
    with pytest.raises(NotThere):
        orders.sheet(bench, 99)
