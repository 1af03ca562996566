"""Shipments on a real ledger: numbers looked at, orders split, what left and what arrived, the notice at once (D4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.an_order import add_party, an_order, node, reach
from tests.support.desk_bench import take_back
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.message import Direction, Medium, Message, MessageState
from tradedesk.domain.order import NodeCode, Stage
from tradedesk.ledger import drafts, messages
from tradedesk.services import chat, composing, desk, fact_keeping, log, order_lines, orders, shipments, today


@pytest.fixture
def order(bench):
    number = an_order(bench, add_party(bench, "Gulf Horizon Trading LLC"), quantity="600")
    reach(bench, number, NodeCode.CONFIRMED, day=date(2026, 10, 6))
    return number


def line(bench, order):
    return orders.sheet(bench, order).file.lines[0].id


def only(bench, order):
    (found,) = shipments.of_order(bench, order).shipments
    return found


def codes(reasons):
    return [each.code for each in reasons]


def test_the_first_field_makes_the_shipment_and_it_carries_the_whole_order(bench, order):
    number = shipments.set_field(bench, order, 0, "carrier", "  COSCO ")
    found = only(bench, order)
    assert (found.shipment.id, found.shipment.carrier) == (number, "COSCO")
    assert found.carried == {line(bench, order): Decimal(600)}


def test_the_forwarder_is_one_of_the_ledger_s_by_its_long_or_short_name(bench, order):
    forwarder = add_party(bench, "PortLink Forwarding Co., Ltd.", short_name="PortLink")
    with bench.ledger.write("party-changed") as writer:
        writer.update("parties", forwarder, {"kind": "forwarder"})
    number = shipments.set_field(bench, order, 0, "forwarder", " portlink ")
    assert only(bench, order).shipment.forwarder_id == forwarder
    assert dict(shipments.of_order(bench, order).forwarders) == {forwarder: "PortLink Forwarding Co., Ltd."}
    with pytest.raises(RuleSaysNo) as no:
        shipments.set_field(bench, order, number, "forwarder", "Somebody")
    assert (no.value.code, no.value.field) == ("forwarder-unknown", "forwarder")
    assert only(bench, order).shipment.forwarder_id == forwarder
    shipments.set_field(bench, order, number, "forwarder", "")
    assert only(bench, order).shipment.forwarder_id is None


def test_a_line_that_stands_in_a_shipment_can_be_removed_and_undo_brings_both_back(bench, order):
    shipments.split(bench, shipments.add(bench, order), {line(bench, order): "200"})
    parts = bench.ledger.read.value("select count(*) from shipment_lines")
    assert parts
    bench.ledger.take_news()
    order_lines.remove_line(bench, line(bench, order))
    (news,) = bench.ledger.take_news()
    assert bench.ledger.read.value("select count(*) from shipment_lines") == 0
    desk.undo(bench, news.undo_id)
    assert bench.ledger.read.value("select count(*) from shipment_lines") == parts


def test_two_fields_typed_one_after_the_other_make_one_shipment(bench, order):
    first = shipments.set_field(bench, order, 0, "carrier", "COSCO")
    assert shipments.set_field(bench, order, 0, "vessel", "COSCO Harmony") == first
    assert only(bench, order).shipment.way == "COSCO · COSCO Harmony"


def test_a_container_with_a_wrong_check_digit_is_kept_and_the_right_one_offered(bench, order):
    number = shipments.add(bench, order)
    box = shipments.set_box_field(bench, number, 0, "number", "csqu 305438-4")
    shipments.set_box_field(bench, number, box, "seal", "cn 12345")
    shipments.set_box_field(bench, number, box, "size", "40' hc")
    (seen,) = only(bench, order).boxes
    assert (seen.box.container.number, seen.number.offered) == ("CSQU3054384", "CSQU3054383")
    assert (seen.box.container.seal, seen.box.container.size) == ("CN 12345", "40HQ")
    shipments.set_box_field(bench, number, box, "number", seen.number.offered)
    (seen,) = only(bench, order).boxes
    assert seen.number.remark is None
    assert orders.sheet(bench, order).file.shipments[0].container_no == "CSQU3054383"


def test_a_container_that_is_emptied_is_gone(bench, order):
    number = shipments.add(bench, order)
    box = shipments.set_box_field(bench, number, 0, "number", "CSQU3054383")
    assert shipments.set_box_field(bench, number, box, "number", " ") == 0
    assert only(bench, order).boxes == ()
    assert orders.sheet(bench, order).file.shipments[0].container_no == ""


def test_several_parcels_have_several_numbers_and_all_are_looked_up_at_once(bench, order):
    shipments.set_field(bench, order, 0, "tracking", "1Z5R89390357567127, SF1234567890123")
    found = shipments.of_order(bench, order, "zh_CN")
    assert [each.candidates[0].carrier for each in found.shipments[0].numbers] == ["ups", "sf"]
    assert found.everywhere is not None
    assert found.everywhere.url == "https://t.17track.net/zh-cn#nums=1Z5R89390357567127,SF1234567890123"
    shipments.set_field(bench, order, only(bench, order).shipment.id, "tracking", "SF1234567890123")
    assert only(bench, order).shipment.tracking == ("SF1234567890123",)


def test_one_click_goes_to_the_carrier_only_where_one_stands_out(bench, order):
    number = shipments.set_field(bench, order, 0, "tracking", "986578788855")
    assert only(bench, order).numbers[0].link.url.startswith("https://www.fedex.com/")
    shipments.set_field(bench, order, number, "carrier", "顺丰")
    assert only(bench, order).numbers[0].link.url.startswith("https://www.sf-express.com/")
    shipments.set_field(bench, order, number, "carrier", "UPS")
    assert only(bench, order).numbers[0].doubt.code == "tracking-of-another"


def test_where_a_number_can_be_looked_up_is_named_each_place_once(bench):
    names = [name for name, _ in shipments.lookup_links(bench, "3318810025")]
    assert names == ["DHL Express", "Aramex", "17TRACK", "快递100"]
    assert shipments.lookup_links(bench, "") == ()


def test_a_split_order_has_two_shipments_and_not_one_piece_less(bench, order):
    chairs = line(bench, order)
    first = shipments.set_field(bench, order, 0, "carrier", "COSCO")
    second = shipments.split(bench, first, {chairs: "250"})
    found = shipments.of_order(bench, order)
    assert [(each.shipment.id, each.carried) for each in found.shipments] == [
        (first, {chairs: Decimal(350)}), (second, {chairs: Decimal(250)}),
    ]  # fmt: skip
    assert found.shipments[1].shipment.carrier == "COSCO"
    assert [(each.left, each.over) for each in found.stands] == [(0, 0)]
    assert found.remarks == ()
    with pytest.raises(RuleSaysNo) as refused:
        shipments.split(bench, second, {chairs: "251"})
    assert (refused.value.code, refused.value.facts["left"]) == ("split-too-much", "250")


def test_what_is_left_goes_into_the_next_shipment_and_more_than_ordered_is_said(bench, order):
    chairs = line(bench, order)
    first = shipments.add(bench, order)
    shipments.set_quantity(bench, first, chairs, "400")
    assert [each.left for each in shipments.of_order(bench, order).stands] == [Decimal(200)]
    second = shipments.add(bench, order)
    assert shipments.of_order(bench, order).shipments[1].carried == {chairs: Decimal(200)}
    shipments.set_quantity(bench, second, chairs, "230")
    assert codes(shipments.of_order(bench, order).remarks) == ["ships-over"]
    with bench.ledger.write("order-changed") as writer:
        writer.update("orders", order, {"tolerance_percent": "5"})
    assert codes(shipments.of_order(bench, order).remarks) == ["ships-within-tolerance"]


def test_a_shipment_taken_away_leaves_its_goods_to_be_shipped_and_undo_brings_it_back(bench, order):
    chairs = line(bench, order)
    first = shipments.add(bench, order)
    second = shipments.split(bench, first, {chairs: "250"})
    shipments.remove(bench, second)
    assert [each.left for each in shipments.of_order(bench, order).stands] == [Decimal(250)]
    take_back(bench)
    assert len(shipments.of_order(bench, order).shipments) == 2
    assert [each.left for each in shipments.of_order(bench, order).stands] == [0]


def test_a_line_of_another_order_cannot_be_put_into_a_shipment(bench, order):
    other = an_order(bench, add_party(bench, "Nordlicht"))
    first = shipments.add(bench, order)
    with pytest.raises(NotThere):
        shipments.set_quantity(bench, first, line(bench, other), "1")


def test_saying_that_it_left_reaches_the_point_and_asks_for_no_number_twice(bench, order):
    number = shipments.say_shipped(bench, order, 0, "2026-11-20", "csnu 618044-2", "COSCO")
    assert node(bench, order, NodeCode.SHIPPED).actual_on == date(2026, 11, 20)
    assert orders.sheet(bench, order).file.order.stage is Stage.ON_THE_WAY
    found = only(bench, order)
    assert found.shipment.id == number
    assert [each.box.container.number for each in found.boxes] == ["CSNU6180442"]
    assert found.remarks == ()
    shipments.say_shipped(bench, order, number, "2026-11-20", "COSU6123456780, SF1234567890123")
    found = only(bench, order).shipment
    assert (found.bl_no, found.tracking, len(found.boxes)) == ("COSU6123456780", ("SF1234567890123",), 1)


def test_shipped_without_a_number_is_said_on_the_order_until_there_is_one_d4(bench, order):
    number = shipments.say_shipped(bench, order, 0, "2026-11-20")
    assert codes(only(bench, order).remarks) == ["shipped-without-number"]
    shipments.set_field(bench, order, number, "tracking", "1Z5R89390357567127")
    assert only(bench, order).remarks == ()


def test_shipped_on_the_timeline_without_a_shipment_is_said_too_d4(bench, order):
    reach(bench, order, NodeCode.SHIPPED)
    assert codes(shipments.of_order(bench, order).remarks) == ["shipped-without-number"]


@pytest.mark.parametrize(("day", "code"), [("", "day-missing"), ("2026-11-30", "not-yet-happened")])
def test_a_day_on_which_nothing_can_have_left_is_refused(bench, order, day, code):
    with pytest.raises(RuleSaysNo) as refused:
        shipments.say_shipped(bench, order, 0, day)
    assert (refused.value.code, refused.value.field) == (code, "shipped_on")
    assert shipments.of_order(bench, order).shipments == ()


def test_it_is_delivered_when_the_last_of_all_shipments_arrived(bench, order):
    chairs = line(bench, order)
    first = shipments.say_shipped(bench, order, 0, "2026-10-20", "1Z5R89390357567127")
    second = shipments.split(bench, first, {chairs: "250"})
    shipments.set_field(bench, order, first, "arrived_on", "2026-11-01")
    assert node(bench, order, NodeCode.DELIVERED).actual_on is None
    shipments.set_field(bench, order, second, "shipped_on", "2026-11-02")
    shipments.set_field(bench, order, second, "arrived_on", "2026-11-18")
    assert node(bench, order, NodeCode.DELIVERED).actual_on == date(2026, 11, 18)
    assert node(bench, order, NodeCode.SHIPPED).actual_on == date(2026, 10, 20)


def test_each_shipment_has_days_of_its_own_and_arrival_lies_behind_departure(bench, order):
    first = shipments.set_field(bench, order, 0, "etd", "2026-11-10")
    with pytest.raises(RuleSaysNo) as refused:
        shipments.set_field(bench, order, first, "eta", "2026-11-01")
    assert (refused.value.code, refused.value.field) == ("arrives-before-it-leaves", "eta")
    assert codes(only(bench, order).remarks) == ["should-have-left"]


def test_a_shipment_that_left_is_not_taken_away(bench, order):
    number = shipments.say_shipped(bench, order, 0, "2026-11-20")
    with pytest.raises(RuleSaysNo):
        shipments.remove(bench, number)


def test_the_notice_tells_of_that_very_shipment_d4(bench, order):
    chairs = line(bench, order)
    first = shipments.say_shipped(bench, order, 0, "2026-11-20", "1Z5R89390357567127", "UPS")
    shipments.split(bench, first, {chairs: "250"})
    draft = drafts.draft(bench.ledger.read, shipments.notice(bench, first))
    assert draft.template == "shipped"
    assert draft.node_id == node(bench, order, NodeCode.SHIPPED).id
    assert "1Z5R89390357567127" in draft.subject
    assert "https://www.ups.com/track?loc=en_US&tracknum=1Z5R89390357567127" in draft.body
    assert "20 November 2026" in draft.body
    assert shipments.notice(bench, first) == draft.id


def test_the_notice_of_an_order_tells_of_the_shipment_that_is_owed_a_word_else_of_the_last_or_the_next_d4(bench, order):
    chairs = line(bench, order)
    first = shipments.note_number(bench, order, 0, "1Z5R89390357567127")
    second = shipments.split(bench, first, {chairs: "250"})
    assert told_in(bench, notice_of_order(bench, order), "1Z5R89390357567127")
    shipments.say_shipped(bench, order, second, "2026-11-20", "1Z999AA10123456784", "UPS")
    assert told_in(bench, notice_of_order(bench, order), "1Z999AA10123456784")
    shipments.say_shipped(bench, order, first, "2026-11-21")
    # Each is owed a word, the one that left first before the other; once one is told, the other one is still owed it.
    assert owed_numbers(bench) == ["1Z999AA10123456784", "1Z5R89390357567127"]
    assert told_in(bench, notice_of_order(bench, order), "1Z999AA10123456784")
    told = log.note(
        bench, medium=Medium.CALL, direction=Direction.OUT, text="UPS 1Z999AA10123456784", party_id=None, order_id=order
    )
    with bench.ledger.write("node-told") as writer:
        writer.update("nodes", node(bench, order, NodeCode.SHIPPED).id, {"notice_message_id": told})
    assert owed_numbers(bench) == ["1Z5R89390357567127"]
    assert told_in(bench, notice_of_order(bench, order), "1Z5R89390357567127")


def test_each_part_of_an_order_is_owed_a_word_of_its_own_and_is_told_once_d4(bench, order):
    chairs = line(bench, order)
    first = shipments.say_shipped(bench, order, 0, "2026-11-18", "1Z5R89390357567127", "UPS")
    reached = node(bench, order, NodeCode.SHIPPED).id
    say(bench, order, "Shipped: 1Z 5R8 939 03 5756 7127", node_id=reached)
    assert owed_numbers(bench) == []
    second = shipments.split(bench, first, {chairs: "250"})
    assert owed_numbers(bench) == []
    shipments.say_shipped(bench, order, second, "2026-11-20", "1Z999AA10123456784", "UPS")
    (owed,) = [each for each in today.agenda(bench).promises if each.kind == "tracking"]
    assert (owed.shipment_id, owed.title.fact("tracking")) == (second, "1Z999AA10123456784")
    say(bench, order, "The second part left: 1Z999AA10123456784", node_id=reached)
    assert owed_numbers(bench) == []
    take_back(bench)
    assert owed_numbers(bench) == ["1Z999AA10123456784"]
    shipments.set_field(bench, order, second, "arrived_on", "2026-11-21")
    assert owed_numbers(bench) == []


def say(bench, order, text, node_id):
    entry = Message(0, bench.now(), Medium.MAIL, Direction.OUT, None, order, text, "", MessageState.SENT,
                    node_id=node_id)  # fmt: skip
    with bench.ledger.write("told") as writer:
        number = messages.add_message(writer, entry)
        if writer.value("select notice_message_id from nodes where id = ?", (node_id,)) is None:
            writer.update("nodes", node_id, {"notice_message_id": number})


def test_letters_about_two_parts_stay_apart_and_what_is_filled_in_is_kept_on_the_part_they_tell_of(bench, order):
    chairs = line(bench, order)
    first = shipments.say_shipped(bench, order, 0, "2026-11-20", "", "UPS")
    second = shipments.split(bench, first, {chairs: "250"})
    shipments.say_shipped(bench, order, second, "2026-11-20", "", "UPS")
    letters = [shipments.notice(bench, each) for each in (first, second)]
    assert letters[0] != letters[1]
    assert [shipments.notice(bench, each) for each in (first, second)] == letters
    fact_keeping.fill_and_keep(bench, letters[0], "shipment.number", "1Z5R89390357567127")
    parts = {each.shipment.id: each.shipment.tracking for each in shipments.of_order(bench, order).shipments}
    assert parts == {first: ("1Z5R89390357567127",), second: ()}
    composing.write_anew(bench, letters[1])
    assert "1Z5R89390357567127" not in drafts.draft(bench.ledger.read, letters[1]).body


def test_a_letter_written_for_one_part_tells_of_that_part_whatever_it_says_d4(bench, order):
    chairs = line(bench, order)
    first = shipments.say_shipped(bench, order, 0, "2026-11-20", "1Z5R89390357567127", "UPS")
    second = shipments.split(bench, first, {chairs: "250"})
    shipments.say_shipped(bench, order, second, "2026-11-20", "1Z999AA10123456784", "UPS")
    letter = shipments.notice(bench, second)
    chat.copy_out(bench, letter, Medium.WHATSAPP, "", "The second part left us today. The number follows.")
    (owed,) = [each for each in today.agenda(bench).promises if each.kind == "tracking"]
    assert owed.shipment_id == first
    # Another look, after the number was corrected, says the same.
    shipments.set_field(bench, order, second, "tracking", "1Z999AA10123456793")
    assert owed_numbers(bench) == ["1Z5R89390357567127"]
    assert told_in(bench, notice_of_order(bench, order), "1Z5R89390357567127")


def test_a_number_cannot_break_out_of_the_address_where_it_is_looked_up(bench, order):
    number = shipments.note_number(bench, order, 0, "9&x=# 1")
    draft = drafts.draft(bench.ledger.read, shipments.notice(bench, number))
    assert draft.body.split("nums=")[1].split()[0] == "9X1"


def notice_of_order(bench, order):
    return composing.draft_update(bench, order_id=order, template="shipped")


def owed_numbers(bench):
    return [each.title.fact("tracking") for each in today.agenda(bench).promises if each.kind == "tracking"]


def told_in(bench, draft, number):
    return number in drafts.draft(bench.ledger.read, draft).subject


def test_an_own_list_of_carriers_that_cannot_be_read_is_said_and_the_shipped_one_used(bench, order):
    (bench.profile.root / "carriers.json").write_text("{", encoding="utf-8")
    found = shipments.of_order(bench, order)
    assert found.trouble is not None
    assert "DHL Express" in found.carriers
