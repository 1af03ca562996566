"""Money through the window: receipts with charges, rates and parts, credit, instalments by hand, receivables (G2)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.an_order import add_party, an_order, reach
from tests.support.orders_window import COMMANDS, PAGES, orders_window, press, settle, type_in
from tradedesk.domain.money import Money
from tradedesk.domain.order import NodeCode
from tradedesk.services import order_forms, orders, receipts
from tradedesk.services.receipts import ReceiptEntry
from tradedesk.ui.places import Place


@pytest.fixture
def shown(qtbot, lane, real):
    named = {
        "receivables": "tradedesk.ui.receivables.page:ReceivablesPage",
        "export": "tradedesk.ui.export.page:ExportPage",
    }
    commands = {name: f"tradedesk.ui.{name}.commands:commands" for name in named}
    with orders_window(qtbot, lane, real, {**PAGES, **named}, {**COMMANDS, **commands}) as show:
        yield show


@pytest.fixture
def order(real, customer):
    return confirmed(real, customer)


def confirmed(real, customer):
    number = an_order(real, customer)
    reach(real, number, NodeCode.CONFIRMED, day=date(2026, 11, 10))
    return number


def parts(real, order):
    return orders.sheet(real, order).file.instalments


def typed(qtbot, window, line, text):
    """Type into a field of the form and wait until it is reckoned."""
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    qtbot.wait(200)
    settle(qtbot, window.desk)


def test_a_receipt_with_charges_and_reference_pays_two_orders_and_the_rest_is_credit(
    qtbot, shown, real, customer, order
):
    other = confirmed(real, customer)
    window = shown(Place("orders", order))
    money = window.page.sheet.payments
    press(qtbot, window, money.rows[0].note_button)
    form = money.form
    typed(qtbot, window, form.amount, "11975")
    typed(qtbot, window, form.charges, "25")
    typed(qtbot, window, form.bank_ref, "TT 4711")
    assert form.worth.text() == "The customer has paid USD 12,000.00."
    deposit, balance = (each.id for each in parts(real, order))
    theirs, later = (each.id for each in parts(real, other))
    assert [form.parts[each].text() for each in (deposit, theirs)] == ["5400.00", "5400.00"]
    typed(qtbot, window, form.parts[balance], "0")
    typed(qtbot, window, form.parts[later], "")
    assert form.left.text() == "USD 1,200.00 stays the customer's credit."
    press(qtbot, window, form.save)
    assert money.form is None
    assert [each.received.minor for each in (*parts(real, order), *parts(real, other))] == [540_000, 0, 540_000, 0]
    assert money.use_button is not None
    press(qtbot, window, money.use_button)
    assert parts(real, order)[1].received == Money(120_000, "USD")
    assert receipts.credit(real, customer) == ()


def test_a_receipt_in_euros_asks_for_the_rate_and_shows_the_rounding(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    money = window.page.sheet.payments
    press(qtbot, window, money.rows[0].note_button)
    form = money.form
    assert not form.rate_field.isVisible()
    typed(qtbot, window, form.currency, "EUR")
    typed(qtbot, window, form.amount, "5000.01")
    assert form.rate_field.isVisible()
    assert "how much USD one EUR is" in form.rate_field.problem
    typed(qtbot, window, form.rate, "1.0855")
    assert form.worth.text() == (
        "The customer has paid EUR 5,000.01. That is USD 5,427.51 (5,427.510855 rounded half up).".replace(
            "5,427.510855 ", "5427.510855, "
        )
    )
    press(qtbot, window, form.save)
    assert [each.received.minor for each in parts(real, order)] == [540_000, 2_751]


def test_credit_in_euros_pays_an_instalment_in_dollars_at_the_rate_that_is_asked_for(
    qtbot, shown, real, customer, order
):
    receipts.note(real, ReceiptEntry(customer, "5000.01", "EUR", "2026-11-20", note="by Mr. Said", settles_in="EUR"))
    window = shown(Place("orders", order))
    money = window.page.sheet.payments
    qtbot.waitUntil(lambda: money.use_button is not None)
    press(qtbot, window, money.use_button)
    form = money.form
    assert window.focusWidget() is form.rate
    assert "how much USD one EUR is" in form.rate_field.problem
    typed(qtbot, window, form.rate, "1.0855")
    assert form.parts[parts(real, order)[0].id].text() == "5400.00"
    press(qtbot, window, form.save)
    assert [each.received.minor for each in parts(real, order)] == [540_000, 2_751]
    assert receipts.credit(real, customer) == ()
    assert [each.note for each in receipts.of_order(real, order)] == ["by Mr. Said"]
    window.desk.undo()
    settle(qtbot, window.desk)
    assert receipts.credit(real, customer) == (Money(500_001, "EUR"),)


def test_a_deposit_that_comes_in_two_receipts_is_noted_by_keys_alone(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    money = window.page.sheet.payments
    qtbot.waitUntil(lambda: money.facts is not None)
    money.rows[0].note_button.setFocus()
    for amount, left in (("1000", 440_000), ("", 0)):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
        settle(qtbot, window.desk)
        if amount:
            QTest.keyClicks(money.form.amount, amount)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        settle(qtbot, window.desk)
        assert parts(real, order)[0].open.minor == left
        assert window.focusWidget() is money.rows[0 if left else 1].note_button


def test_what_is_left_of_a_receipt_pays_an_order_in_another_currency_at_a_rate(qtbot, shown, real, customer, order):
    receipts.note(real, ReceiptEntry(customer, "6000", "USD", "2026-11-20", shares={parts(real, order)[0].id: "5400"}))
    euros = an_order(real, customer, price="100")
    order_forms.set_field(real, euros, "currency", "EUR")
    reach(real, euros, NodeCode.CONFIRMED)
    window = shown(Place("orders", euros))
    money = window.page.sheet.payments
    qtbot.waitUntil(lambda: money.use_button is not None)
    press(qtbot, window, money.use_button)
    form = money.form
    assert (form.amount.text(), form.charges_field.isVisible(), form.currency_field.isVisible()) == (
        "600.00",
        False,
        False,
    )
    typed(qtbot, window, form.rate, "0.5")
    press(qtbot, window, form.save)
    assert [each.received.minor for each in parts(real, euros)] == [30_000, 0]
    assert receipts.credit(real, customer) == ()
    window.desk.undo()
    settle(qtbot, window.desk)
    assert receipts.credit(real, customer) == (Money(60_000, "USD"),)


def test_credit_left_after_a_conversion_says_why_it_cannot_pay_here(qtbot, shown, real, customer, order):
    deposit = parts(real, order)[0].id
    receipts.note(real, ReceiptEntry(customer, "6000", "EUR", "2026-11-20", rate="1.1", first=deposit,
                                     shares={deposit: "5400"}))  # fmt: skip
    yen = an_order(real, customer, price="100")
    order_forms.set_field(real, yen, "currency", "JPY")
    reach(real, yen, NodeCode.CONFIRMED)
    money = shown(Place("orders", yen)).page.sheet.payments
    qtbot.waitUntil(lambda: money.why_not is not None)
    assert money.use_button is None
    assert "pays orders in USD only" in money.why_not.text()


def test_a_part_above_what_is_open_is_refused_and_oldest_first_puts_it_right(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    money = window.page.sheet.payments
    press(qtbot, window, money.rows[0].note_button)
    form = money.form
    deposit = parts(real, order)[0].id
    typed(qtbot, window, form.parts[deposit], "5400.01")
    assert "Only USD 5400.00 is open here" in form.left.text()
    press(qtbot, window, form.suggest)
    assert form.parts[deposit].text() == "5400.00"
    press(qtbot, window, form.save)
    assert parts(real, order)[0].open.minor == 0


def test_a_receipt_is_changed_removed_and_brought_back_by_undo(qtbot, shown, real, customer, order):
    receipts.note(real, ReceiptEntry(customer, "5400", "USD", "2026-11-20", first=parts(real, order)[0].id))
    window = shown(Place("orders", order))
    money = window.page.sheet.payments
    press(qtbot, window, money.receipt_buttons[0])
    assert money.form.amount.text() == "5400.00"
    typed(qtbot, window, money.form.parts[parts(real, order)[0].id], "5000")
    typed(qtbot, window, money.form.amount, "5000")
    press(qtbot, window, money.form.save)
    assert parts(real, order)[0].received.minor == 500_000
    press(qtbot, window, money.receipt_buttons[0])
    press(qtbot, window, money.form.remove)
    assert (parts(real, order)[0].received.minor, money.receipt_buttons) == (0, [])
    window.desk.commands.trigger("change.undo")
    settle(qtbot, window.desk)
    assert parts(real, order)[0].received.minor == 500_000


def test_instalments_are_written_by_hand_and_come_to_the_total(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    money = window.page.sheet.payments
    press(qtbot, window, money.edit)
    form = money.parts_form
    assert [each.share.text() for each in form.rows] == ["30%", "70%"]
    type_in(qtbot, window, form.rows[0].share, "20%")
    assert "The instalments come to USD 16200.00" in form.problem.text()
    form.rows[1].share.clear()
    type_in(qtbot, window, form.rows[1].share, "")
    assert money.parts_form is None
    assert [each.amount for each in window.page.sheet.state.payments] == ["USD 3,600.00", "USD 14,400.00"]


def test_a_letter_of_credit_that_is_missed_stands_with_the_payments(qtbot, shown, real, order):
    with real.ledger.write("order-changed") as writer:
        writer.update("orders", order, {"lc_number": "LC-7", "lc_latest_shipment": "2026-11-01"})
    window = shown(Place("orders", order))
    (warning,) = window.page.sheet.payments.warnings
    assert "latest shipment date 1 Nov has passed" in warning.text()


def test_receivables_stand_by_age_and_enter_leads_to_the_order(qtbot, shown, real, customer, order):
    other = confirmed(real, add_party(real, "Brightwater Retail"))
    window = shown(Place("orders", order))
    press(qtbot, window, window.page.sheet.payments.owed)
    page = window.page
    assert page.whose.text() == "Gulf Horizon Trading LLC"
    assert page.ages.cells.rows[0].texts == (
        "All customers", "USD", "25,200.00", "10,800.00", "—", "—", "—", "36,000.00",
    )  # fmt: skip
    assert [row.order_id for row in page.owed.cells.rows] == [order, order]
    page.ages.selectRow(0)
    assert {row.order_id for row in page.owed.cells.rows} == {order, other}
    page.owed.selectRow(0)
    page.owed.setFocus()
    QTest.keyClick(page.owed, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert window.page.name == "orders"


def test_where_nothing_is_owed_the_page_says_so(shown):
    window = shown(Place("receivables"))
    assert window.page.none.isVisible()


@pytest.mark.parametrize("form", ["orders-csv", "lines-csv", "receipts-csv", "orders-xlsx"])
def test_the_order_shown_is_written_with_its_lines_and_receipts(qtbot, shown, real, customer, order, tmp_path, form):
    receipts.note(real, ReceiptEntry(customer, "5400", "USD", "2026-11-20", first=parts(real, order)[0].id))
    window = shown(Place("orders", order))
    qtbot.waitUntil(lambda: window.desk.commands.get("order.export-list") is not None)
    window.desk.commands.trigger("order.export-list")
    settle(qtbot, window.desk)
    page = window.page
    assert page.who.text() == "Orders: 1 · TD-2026-0001"
    shown_forms = [code for code, holder in page.choices.items() if holder.isVisible()]
    assert shown_forms == ["orders-xlsx", "orders-csv", "lines-csv", "receipts-csv"]
    page.presenter.choose(form)
    page.presenter.write(str(tmp_path / "out"))
    settle(qtbot, window.desk)
    assert "1 entries" in page.told.text()
    (file,) = tmp_path.glob("out.*")
    if form != "orders-xlsx":
        assert "TD-2026-0001" in file.read_text(encoding="utf-8-sig")
