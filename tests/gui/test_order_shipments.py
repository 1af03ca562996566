"""Shipments typed, split, sent on their way and looked up on the page of one order, on a real ledger."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from tests.support.an_order import add_party, an_order, node, reach
from tests.support.orders_window import point, press, settle, type_in
from tradedesk.domain.order import NodeCode
from tradedesk.ledger import drafts
from tradedesk.services import group_notice, shipments
from tradedesk.ui.places import Place
from tradedesk.ui.shell import links


@pytest.fixture
def order(real):
    number = an_order(real, add_party(real, "Gulf Horizon Trading LLC"), quantity="600")
    reach(real, number, NodeCode.CONFIRMED, day=date(2026, 10, 6))
    return number


@pytest.fixture
def visited(monkeypatch):
    """The addresses that were opened, instead of a browser."""
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()) or True)
    return found


def unfolded(qtbot, window):
    card = window.page.sheet.shipment
    press(qtbot, window, card.unfold_button)
    return card


def field(card, key, panel=0):
    return card.panels[panel].form.field(key).editor


def test_before_there_is_anything_to_ship_the_fields_are_out_of_the_way(qtbot, shown, order):
    card = shown(Place("orders", order)).page.sheet.shipment
    assert card.said.text() == "Nothing is on its way yet."
    assert not card.panels[0].isVisible()


def test_the_tracking_link_is_copied_and_the_status_line_says_so(qtbot, shown, order):
    window = shown(Place("orders", order))
    card = unfolded(qtbot, window)
    type_in(qtbot, window, field(card, "tracking"), "1Z5R89390357567127")
    press(qtbot, window, card.copy_button)
    assert QGuiApplication.clipboard().text().endswith("1Z5R89390357567127")
    assert "copied" in window.status.words.text()


def test_a_number_names_every_carrier_it_can_be_of_and_one_click_opens_the_page(qtbot, shown, real, order, visited):
    window = shown(Place("orders", order))
    card = unfolded(qtbot, window)
    type_in(qtbot, window, field(card, "tracking"), "3318810025")
    numbers = card.panels[0].numbers
    assert numbers.sentences == [
        "DHL Express: the check digit fits", "Aramex: only the number of digits fits",
    ]  # fmt: skip
    press(qtbot, window, numbers.buttons[0])
    assert visited == ["https://www.dhl.com/global-en/home/tracking.html?tracking-id=3318810025"]
    press(qtbot, window, card.everywhere_button)
    assert visited[-1] == "https://t.17track.net/en#nums=3318810025"


def test_a_page_that_takes_no_number_gets_it_from_the_clipboard(qtbot, shown, order, visited):
    window = shown(Place("orders", order))
    card = unfolded(qtbot, window)
    type_in(qtbot, window, field(card, "bl_no"), "MEDUNB123456")
    press(qtbot, window, card.panels[0].numbers.buttons[0])
    assert visited == ["https://www.msc.com/en/track-a-shipment"]
    assert QGuiApplication.clipboard().text() == "MEDUNB123456"


@pytest.mark.parametrize(
    "url", ["https://www.dhl.com.evil.example/", "http://www.dhl.com/", "https://x@www.dhl.com/", "javascript:1"]
)
def test_nothing_else_is_ever_opened(visited, url):
    with pytest.raises(ValueError, match="not a link of ours"):
        links.open_link(url, {"www.dhl.com"})
    assert visited == []


def test_a_mistyped_container_is_kept_and_put_right_in_one_click(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    card = unfolded(qtbot, window)
    type_in(qtbot, window, field(card, "vessel"), "COSCO Harmony")
    panel = card.panels[0]
    press(qtbot, window, panel.box_button)
    (row,) = panel.boxes
    type_in(qtbot, window, row.number, "csqu 305438-4")
    assert row.number.text() == "CSQU 305438 4"
    assert "check digit does not fit" in row.remark.text()
    assert row.use.text() == "Use CSQU 305438 3"
    press(qtbot, window, row.use)
    assert row.number.text() == "CSQU 305438 3"
    assert not row.remark.isVisible()
    type_in(qtbot, window, row.seal, "cn 99")
    assert shipments.of_order(real, order).shipments[0].boxes[0].box.container.seal == "CN 99"
    press(qtbot, window, row.remove)
    assert panel.boxes == []


def test_a_second_container_can_be_typed_below_the_first(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    card = unfolded(qtbot, window)
    type_in(qtbot, window, field(card, "carrier").line, "COSCO")
    panel = card.panels[0]
    for number in ("CSQU3054383", "MSKU1234565"):
        press(qtbot, window, panel.box_button)
        type_in(qtbot, window, panel.boxes[-1].number, number)
    assert [row.number.text() for row in panel.boxes] == ["CSQU 305438 3", "MSKU 123456 5"]
    assert len(shipments.of_order(real, order).shipments[0].boxes) == 2


def test_saying_shipped_asks_for_the_number_and_goes_on_to_the_notice(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    sheet = window.page.sheet
    press(qtbot, window, point(window, NodeCode.SHIPPED))
    press(qtbot, window, sheet.popup.reach_button)
    popup = sheet.shipment.popup
    assert popup.number.hasFocus()
    assert "cannot follow" in popup.found.text()
    QTest.keyClicks(popup.number, "1Z5R89390357567127")
    qtbot.waitUntil(lambda: "UPS" in popup.found.text())
    QTest.keyClick(popup.number, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert node(real, order, NodeCode.SHIPPED).actual_on == date(2026, 11, 21)
    assert window.desk.places.current.page == "compose"
    draft = real.ledger.read.first("select template, node_id, subject from drafts")
    assert draft[:2] == ("shipped", node(real, order, NodeCode.SHIPPED).id)
    assert "1Z5R89390357567127" in draft[2]


def test_the_notice_written_from_the_timeline_tells_of_the_shipment_that_left(qtbot, shown, real, order):
    first = shipments.note_number(real, order, 0, "1Z5R89390357567127")
    shipments.add(real, order)
    shipments.say_shipped(real, order, first, "2026-11-20", carrier="UPS")
    window = shown(Place("orders", order))
    press(qtbot, window, point(window, NodeCode.SHIPPED))
    press(qtbot, window, window.page.sheet.popup.write_button)
    assert window.desk.places.current == Place("compose", None, {"order": order, "template": "shipped"})
    draft = group_notice.begin(real, order_id=order, template="shipped")
    assert "1Z5R89390357567127" in drafts.draft(real.ledger.read, draft).subject


def test_shipped_without_a_number_stays_said_on_the_order_d4(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    sheet = window.page.sheet
    press(qtbot, window, point(window, NodeCode.SHIPPED))
    press(qtbot, window, sheet.popup.reach_button)
    press(qtbot, window, sheet.shipment.popup.save_button)
    panel = sheet.shipment.panels[0]
    assert panel.chip.text() == "No number yet"
    assert "the customer is owed it" in panel.remark.text()
    assert window.desk.places.current.page == "orders"
    type_in(qtbot, window, field(sheet.shipment, "tracking"), "1Z5R89390357567127")
    assert panel.chip.text() == "Left 21 Nov"


def test_a_day_that_has_not_come_is_refused_in_the_window_that_asks(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    card = unfolded(qtbot, window)
    press(qtbot, window, card.panels[0].left_button)
    card.popup.day.setText("30 Nov 2026")
    press(qtbot, window, card.popup.save_button)
    assert card.popup.day_field.problem
    assert node(real, order, NodeCode.SHIPPED).actual_on is None
    card.popup.close()


def test_a_split_shipment_is_two_with_their_own_days_and_what_is_left_is_said(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    card = unfolded(qtbot, window)
    type_in(qtbot, window, field(card, "carrier").line, "COSCO")
    press(qtbot, window, card.panels[0].split_button)
    (line,) = card.popup.lines.values()
    QTest.keyClicks(line, "700")
    press(qtbot, window, card.popup.save_button)
    assert "Only 600" in card.popup.problem.text()
    type_in(qtbot, window, line, "250")
    assert [panel.summary.text() for panel in card.panels] == ["1 · COSCO · 350", "2 · COSCO · 250"]
    type_in(qtbot, window, field(card, "etd", 1), "2026-12-20")
    assert field(card, "etd", 0).text() == ""
    type_in(qtbot, window, card.panels[1].shares[0].quantity, "200")
    assert card.said.text() == "Still to be shipped: 50."
    type_in(qtbot, window, card.panels[1].shares[0].quantity, "260")
    assert "10 too many" in card.said.text()
    press(qtbot, window, card.panels[1].remove_button)
    assert len(card.panels) == 1


def test_arrival_before_departure_is_refused_beside_its_field(qtbot, shown, order):
    window = shown(Place("orders", order))
    card = unfolded(qtbot, window)
    type_in(qtbot, window, field(card, "etd"), "2026-12-20")
    type_in(qtbot, window, field(card, "eta"), "2026-12-01")
    assert "before departure" in card.panels[0].form.field("eta").problem
