"""F1: what is changed after the confirmation is a version, and a point to confirm until it stands in writing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.an_order import TODAY, add_party, an_order, reach
from tests.support.desk_bench import Clock, bench_at, take_back
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Direction, Medium
from tradedesk.domain.order import NodeCode
from tradedesk.domain.order_change import Concerns
from tradedesk.services import log, order_forms, order_lines, order_versions, orders


@pytest.fixture
def party(bench):
    return add_party(bench, "Gulf Horizon Trading LLC")


@pytest.fixture
def confirmed(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.QUOTED, NodeCode.CONFIRMED)
    return number


def change(bench, number, field="quantity", text="12"):
    order_forms.set_line_field(bench, orders.sheet(bench, number).file.lines[0].id, field, text)


def told(bench, number, medium=Medium.WHATSAPP, direction=Direction.IN):
    return log.note(
        bench, medium=medium, direction=direction, text="12 pieces are fine", party_id=None, order_id=number
    )


def test_f1_a_quantity_changed_after_the_confirmation_is_a_version_and_a_point_to_confirm(bench, confirmed):
    change(bench, confirmed)
    (version,) = order_versions.of_order(bench, confirmed)
    (changed,) = version.changes
    assert (version.number, changed.field, changed.before, changed.after) == (2, "quantity", "10", "12")
    assert (changed.concerns, changed.item, version.to_confirm) == (Concerns.QUANTITY, "Rattan chair", True)
    (point,) = orders.sheet(bench, confirmed).points
    assert point.id == version.point_id
    assert point.text == "TD-2026-0001: Rattan chair, quantity 10 → 12"


@pytest.mark.parametrize(
    ("field", "text", "concerns", "words"),
    [
        ("delivery_on", "31 Jan 2027", Concerns.DATE, "delivery date 15 January 2027 → 31 January 2027"),
        (
            "payment_terms",
            "L/C at sight",
            Concerns.TERMS,
            "payment terms T/T 30% deposit, 70% against B/L copy → L/C at",
        ),
        ("delivery_on", "", Concerns.DATE, "delivery date 15 January 2027 → none"),
    ],
)
def test_f1_a_changed_date_or_term_is_a_point_to_confirm_in_words(bench, confirmed, field, text, concerns, words):
    order_forms.set_field(bench, confirmed, field, text)
    (version,) = order_versions.of_order(bench, confirmed)
    assert [each.concerns for each in version.changes] == [concerns]
    assert words in orders.sheet(bench, confirmed).points[0].text


def test_f1_a_first_delivery_date_of_a_confirmed_order_is_a_point_to_confirm_of_an_offer_it_is_filled_in(bench, party):
    number = an_order(bench, party, delivery="")
    reach(bench, number, NodeCode.QUOTED)
    order_forms.set_field(bench, number, "delivery_on", "15 Jan 2027")
    order_forms.set_field(bench, number, "delivery_on", "")
    assert [each.field for each in order_versions.of_order(bench, number)[0].changes] == ["delivery_on"]
    reach(bench, number, NodeCode.CONFIRMED)
    order_forms.set_delivery(bench, number, "31 Jan 2027")
    order_forms.set_field(bench, number, "lead_time", "45 days")
    (version, _offer) = order_versions.of_order(bench, number)
    assert [(each.field, each.before, each.after) for each in version.changes] == [("delivery_on", "", "2027-01-31")]
    assert "delivery date none → 31 January 2027" in orders.sheet(bench, number).points[0].text
    order_forms.set_delivery(bench, number, "")
    assert len(order_versions.of_order(bench, number)) == 1


def test_f1_the_words_are_chinese_for_a_customer_who_reads_chinese(bench):
    number = an_order(bench, add_party(bench, "蓝天", languages=("zh", "en")))
    reach(bench, number, NodeCode.QUOTED, NodeCode.CONFIRMED)
    change(bench, number, "unit_price", "1750")
    assert orders.sheet(bench, number).points[0].text == "TD-2026-0001: Rattan chair，单价 1800 → 1750"


def test_f1_another_port_stands_in_a_chinese_point_by_both_its_names(bench):
    number = an_order(bench, add_party(bench, "蓝天", languages=("zh",)))
    order_forms.set_field(bench, number, "port_discharge", "Dammam")
    reach(bench, number, NodeCode.QUOTED, NodeCode.CONFIRMED)
    order_forms.set_field(bench, number, "port_discharge", "杰贝阿里")
    told = "TD-2026-0001: 目的港 达曼（Dammam） → 杰贝阿里（Jebel Ali）"
    assert orders.sheet(bench, number).points[0].text == told


def test_f1_changes_in_a_row_are_one_version_until_somebody_agreed(bench, confirmed):
    change(bench, confirmed)
    change(bench, confirmed, "quantity", "15")
    change(bench, confirmed, "unit_price", "1700")
    (version,) = order_versions.of_order(bench, confirmed)
    assert [(each.field, each.before, each.after) for each in version.changes] == [
        ("quantity", "10", "15"), ("unit_price", "1800", "1700"),
    ]  # fmt: skip
    assert len(orders.sheet(bench, confirmed).points) == 1
    order_versions.agree(bench, version.id, by="Khalid", medium="call", on=TODAY)
    change(bench, confirmed, "quantity", "20")
    assert [each.number for each in order_versions.of_order(bench, confirmed)] == [3, 2]
    assert len(orders.sheet(bench, confirmed).points) == 2


def test_f1_what_is_changed_back_was_no_change(bench, confirmed):
    change(bench, confirmed)
    change(bench, confirmed, "quantity", "10")
    assert order_versions.of_order(bench, confirmed) == ()
    assert orders.sheet(bench, confirmed).points == ()


def test_f1_a_line_that_came_or_went_is_a_change_with_what_it_held(bench, confirmed):
    first = orders.sheet(bench, confirmed).file.lines[0].id
    line = order_forms.add_line(bench, confirmed)
    assert order_versions.of_order(bench, confirmed) == ()
    for field, text in (("description", "Cushion"), ("quantity", "20"), ("unit", "PCS"), ("unit_price", "12.50")):
        order_forms.set_line_field(bench, line, field, text)
    (version,) = order_versions.of_order(bench, confirmed)
    assert [(each.field, each.before, each.after, each.item) for each in version.changes] == [
        ("line", "", "20 PCS 12.5", "Cushion")
    ]
    change(bench, confirmed, "quantity", "11")
    order_forms.remove_line(bench, first)
    order_forms.remove_line(bench, line)
    (version,) = order_versions.of_order(bench, confirmed)
    assert [(each.field, each.before, each.after) for each in version.changes] == [("line", "10 - 1800", "")]


def test_f1_a_charge_is_a_change_of_the_price(bench, confirmed):
    charge = order_lines.add_charge(bench, confirmed, "insurance", "120")
    order_lines.set_charge_field(bench, charge, "amount", "130")
    (version,) = order_versions.of_order(bench, confirmed)
    assert [(each.concerns, each.item, each.before, each.after) for each in version.changes] == [
        (Concerns.PRICE, "insurance", "", "130.00")
    ]
    assert orders.sheet(bench, confirmed).file.order.total.minor == 1_813_000
    order_lines.remove_charge(bench, charge)
    assert order_versions.of_order(bench, confirmed) == ()


@pytest.mark.parametrize("field", ["incoterm_place", "port_loading", "mode"])
def test_f1_to_fill_in_what_was_never_agreed_is_no_change(bench, confirmed, field):
    order_forms.set_field(bench, confirmed, field, "Ningbo")
    assert order_versions.of_order(bench, confirmed) == ()


@pytest.mark.parametrize("field", ["summary", "buyer_ref"])
def test_f1_what_is_ours_alone_is_no_change(bench, confirmed, field):
    order_forms.set_field(bench, confirmed, field, "something else")
    assert order_versions.of_order(bench, confirmed) == ()


def test_f1_before_the_offer_nothing_is_noted_and_after_it_a_change_revises_the_offer(bench, party):
    number = an_order(bench, party)
    change(bench, number)
    assert order_versions.of_order(bench, number) == ()
    reach(bench, number, NodeCode.QUOTED)
    change(bench, number, "unit_price", "1700")
    (version,) = order_versions.of_order(bench, number)
    assert (version.number, version.point_id, version.to_confirm) == (2, None, False)
    assert orders.sheet(bench, number).points == ()


def test_f1_an_offer_that_was_told_is_revised_by_the_next_change(tmp_path):
    clock = Clock()
    with bench_at(tmp_path / "profile", clock) as bench:
        number = an_order(bench, add_party(bench, "Gulf Horizon"))
        reach(bench, number, NodeCode.QUOTED)
        change(bench, number, "unit_price", "1700")
        change(bench, number, "unit_price", "1690")
        assert [each.number for each in order_versions.of_order(bench, number)] == [2]
        clock.moment = clock().replace(hour=23)
        told(bench, number, Medium.MAIL, Direction.OUT)
        change(bench, number, "unit_price", "1650")
        assert [each.number for each in order_versions.of_order(bench, number)] == [3, 2]


def test_f1_agreed_by_chat_stays_to_be_confirmed_and_says_where_and_when(bench, confirmed):
    change(bench, confirmed)
    (version,) = order_versions.of_order(bench, confirmed)
    entry = told(bench, confirmed)
    order_versions.agree(bench, version.id, by=" Khalid  Al Amiri ", message=entry)
    (version,) = order_versions.of_order(bench, confirmed)
    assert (version.agreed_by, version.medium, version.message_id) == ("Khalid Al Amiri", "whatsapp", entry)
    assert version.to_confirm
    (point,) = orders.sheet(bench, confirmed).points
    assert (point.medium, point.said_in, point.confirmed_by) == ("whatsapp", entry, None)


def test_f1_agreed_by_mail_is_confirmed_with_it(bench, confirmed):
    change(bench, confirmed)
    (version,) = order_versions.of_order(bench, confirmed)
    entry = told(bench, confirmed, Medium.MAIL)
    order_versions.agree(bench, version.id, by="Khalid", message=entry)
    (version,) = order_versions.of_order(bench, confirmed)
    assert (version.confirmed_by, version.to_confirm) == (entry, False)


def test_f1_the_confirmation_that_was_logged_confirms_the_version(bench, confirmed):
    change(bench, confirmed)
    (version,) = order_versions.of_order(bench, confirmed)
    log.settle_point(bench, version.point_id, told(bench, confirmed, Medium.MAIL, Direction.OUT))
    assert not order_versions.of_order(bench, confirmed)[0].to_confirm
    change(bench, confirmed, "quantity", "14")
    assert [each.to_confirm for each in order_versions.of_order(bench, confirmed)] == [True, False]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"by": "  "}, "change-agreed-by-nobody"),
        ({"by": "Khalid", "on": date(2026, 11, 22)}, "not-yet-happened"),
    ],
)
def test_f1_an_agreement_without_anybody_or_in_the_future_is_refused(bench, confirmed, given, code):
    change(bench, confirmed)
    (version,) = order_versions.of_order(bench, confirmed)
    with pytest.raises(RuleSaysNo) as refused:
        order_versions.agree(bench, version.id, **given)
    assert refused.value.code == code


def test_f1_a_message_of_another_order_says_nothing_of_this_one(bench, confirmed, party):
    change(bench, confirmed)
    (version,) = order_versions.of_order(bench, confirmed)
    with pytest.raises(RuleSaysNo) as refused:
        order_versions.agree(bench, version.id, by="Khalid", message=told(bench, an_order(bench, party)))
    assert refused.value.code == "message-of-another-order"


def test_f1_a_slip_of_the_pen_is_forgotten_with_its_point(bench, confirmed):
    change(bench, confirmed)
    order_versions.forget(bench, order_versions.of_order(bench, confirmed)[0].id)
    assert order_versions.of_order(bench, confirmed) == ()
    assert orders.sheet(bench, confirmed).points == ()
    take_back(bench)
    assert order_versions.of_order(bench, confirmed)[0].to_confirm


def test_f1_a_change_is_one_undo_with_its_version_and_its_point(bench, confirmed):
    bench.ledger.take_news()
    change(bench, confirmed)
    take_back(bench)
    assert order_versions.of_order(bench, confirmed) == ()
    assert orders.sheet(bench, confirmed).points == ()
    assert orders.sheet(bench, confirmed).file.lines[0].quantity == 10
