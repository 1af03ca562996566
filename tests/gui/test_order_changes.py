"""F1 at the window: what was changed is seen until it stands in writing; how orders end, are copied and numbered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.an_order import an_order, reach
from tests.support.orders_window import press, settle, type_in
from tradedesk.domain.message import Direction, Medium
from tradedesk.domain.order import NodeCode, Stage
from tradedesk.services import log, order_forms, order_life, order_versions, orders
from tradedesk.ui import wording
from tradedesk.ui.places import Place


@pytest.fixture
def confirmed(real, customer):
    number = an_order(real, customer)
    reach(real, number, NodeCode.QUOTED, NodeCode.CONFIRMED)
    return number


def test_f1_a_change_is_seen_on_the_order_until_it_is_confirmed_by_mail(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    sheet = window.page.sheet
    assert not sheet.banner.isVisible()
    assert not sheet.changes.isVisible()
    type_in(qtbot, window, sheet.terms.form.field("delivery_on").editor, "31 Jan 2027")
    press(qtbot, window, sheet.terms.delivery.alone_button)
    assert sheet.banner.isVisible()
    assert sheet.banner.banner.words.text() == "Delivery date 15 Jan 2027 → 31 Jan 2027"
    (version,) = order_versions.of_order(real, confirmed)
    press(qtbot, window, sheet.banner.confirm)
    assert window.desk.places.current == Place("compose", None, {"order": confirmed, "point": version.point_id})
    told = log.note(real, medium=Medium.MAIL, direction=Direction.OUT, text="Confirmed", party_id=None,
                    order_id=confirmed)  # fmt: skip
    log.settle_point(real, version.point_id, told)
    shown(Place("orders", confirmed))
    assert not sheet.banner.isVisible()
    assert [each.standing for each in sheet.state.changes.versions] == ["In writing"]


def test_f1_many_changes_are_told_in_short(shown, real, confirmed):
    line = orders.sheet(real, confirmed).file.lines[0].id
    for field, text in (("quantity", "12"), ("unit_price", "1700"), ("unit", "SET")):
        order_forms.set_line_field(real, line, field, text)
    order_forms.set_field(real, confirmed, "delivery_on", "31 Jan 2027")
    sheet = shown(Place("orders", confirmed)).page.sheet
    assert sheet.banner.banner.words.text().endswith("and 1 more")


def test_f1_who_agreed_and_where_is_noted_beside_the_change(qtbot, shown, real, confirmed):
    line = orders.sheet(real, confirmed).file.lines[0].id
    order_forms.set_line_field(real, line, "quantity", "12")
    window = shown(Place("orders", confirmed))
    sheet = window.page.sheet
    press(qtbot, window, sheet.changes.agree_buttons[0])
    popup = sheet.changes.popup
    press(qtbot, window, popup.save_button)
    assert "who agreed" in popup.fields["by"].problem
    popup.who.setText("Khalid")
    press(qtbot, window, popup.save_button)
    (version,) = sheet.state.changes.versions
    assert version.agreed == "Agreed: Khalid · Call · 21 Nov"
    assert (version.standing, sheet.banner.isVisible()) == ("To be confirmed", True)


def test_f1_the_customers_mail_in_which_it_was_agreed_confirms_it(qtbot, shown, real, confirmed):
    line = orders.sheet(real, confirmed).file.lines[0].id
    order_forms.set_line_field(real, line, "quantity", "12")
    log.note(real, medium=Medium.MAIL, direction=Direction.IN, text="12 is fine", party_id=None, order_id=confirmed)
    window = shown(Place("orders", confirmed))
    sheet = window.page.sheet
    press(qtbot, window, sheet.changes.agree_buttons[0])
    popup = sheet.changes.popup
    popup.message.setCurrentIndex(1)
    assert not popup.fields["medium"].isVisible()
    press(qtbot, window, popup.save_button)
    assert not sheet.banner.isVisible()
    assert sheet.state.changes.versions[0].agreed == "Agreed: Mail"


def test_f1_a_slip_of_the_pen_is_no_change(qtbot, shown, real, confirmed):
    line = orders.sheet(real, confirmed).file.lines[0].id
    order_forms.set_line_field(real, line, "quantity", "12")
    window = shown(Place("orders", confirmed))
    sheet = window.page.sheet
    press(qtbot, window, sheet.changes.slip_buttons[0])
    assert not sheet.banner.isVisible()
    assert not sheet.changes.isVisible()


def test_a_revised_offer_says_how_often(shown, real, customer):
    number = an_order(real, customer)
    reach(real, number, NodeCode.QUOTED)
    order_forms.set_line_field(real, orders.sheet(real, number).file.lines[0].id, "unit_price", "1700")
    sheet = shown(Place("orders", number)).page.sheet
    assert sheet.stage.text().startswith("Quoted, revised once →")
    assert not sheet.banner.isVisible()


def test_an_inquiry_is_lost_with_its_reason_and_goes_on_after_all(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    sheet = window.page.sheet
    assert sheet.cancel.text().endswith("Mark as lost")
    press(qtbot, window, sheet.cancel)
    press(qtbot, window, sheet.ending.end_button)
    assert "Say why" in sheet.ending.field.problem
    sheet.ending.reason.setEditText("Price too high")
    press(qtbot, window, sheet.ending.end_button)
    assert sheet.stage.text() == "Lost: price too high"
    assert orders.sheet(real, number).file.order.end_reason == "price"
    press(qtbot, window, sheet.cancel)
    assert orders.sheet(real, number).file.order.stage is Stage.INQUIRY


def test_a_confirmed_order_is_cancelled_in_own_words(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    sheet = window.page.sheet
    press(qtbot, window, sheet.cancel)
    type_in(qtbot, window, sheet.ending.reason.lineEdit(), "The ship sank")
    assert sheet.stage.text() == "Cancelled: The ship sank"


def test_a_copy_opens_at_once(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    press(qtbot, window, window.page.sheet.copy)
    assert window.page.sheet.title.text() == "TD-2026-0002"
    assert window.page.sheet.state.stage.text.startswith("Inquiry")


def test_the_fields_of_a_credit_come_with_its_terms_and_its_days_are_watched(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    terms = window.page.sheet.terms
    assert not terms.credit.isVisible()
    type_in(qtbot, window, terms.form.field("payment_terms").editor.line, "L/C at sight")
    assert terms.credit.isVisible()
    type_in(qtbot, window, terms.credit.field("lc_latest_shipment").editor, "28 Nov 2026")
    type_in(qtbot, window, terms.credit.field("lc_expiry").editor, "20 Nov 2026")
    assert [chip.text() for chip in terms.watched] == ["Latest shipment 28 Nov", "Expiry 20 Nov"]
    assert any("expires" in each for each in terms.remarks)


def test_a_typed_transport_stays_as_it_was_typed(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    line = window.page.sheet.terms.form.field("mode").editor.line
    line.setFocus()
    QTest.keyClicks(line, "sea")
    panel = line.completer().popup()
    assert panel.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert orders.sheet(real, number).file.order.mode == "sea"


def test_a_transport_is_read_and_typed_in_the_users_language_and_kept_as_on_papers(qtbot, shown, real, customer):
    wording.set_language("zh_CN")
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    line = window.page.sheet.terms.form.field("mode").editor.line
    line.setFocus()
    line.insert("海运，LCL")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert orders.sheet(real, number).file.order.mode == "sea, LCL"
    assert line.text() == "海运, LCL"


def test_an_order_is_copied_by_its_command(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    window.desk.commands.trigger("order.copy")
    settle(qtbot, window.desk)
    assert window.page.sheet.title.text() == "TD-2026-0002"


def test_the_list_says_that_an_inquiry_was_lost_and_why(shown, real, customer):
    number = an_order(real, customer)
    order_life.end_order(real, number, "price")
    table = shown(Place("orders", None, {"chip": ""})).page.list.orders
    keys = [column.key for column in table.model.columns]
    told = {key: table.model.index(0, keys.index(key)).data() for key in ("stage", "next")}
    assert told == {"stage": "Lost", "next": "Price too high"}
