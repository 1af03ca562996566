"""The page of customers, as its user sees and handles it, on a real ledger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from tests.support.small_company import SmallCompany
from tradedesk.domain.address import Channel
from tradedesk.services import addresses, customer_forms, customers, purposes
from tradedesk.services.bench import Bench
from tradedesk.ui import wording
from tradedesk.ui.places import Place

CONTRACT, INQUIRY, PROGRESS, TECHNICAL = 2, 4, 5, 6
"""Columns of the matrix."""


@pytest.fixture
def firm(bench: Bench, firm: SmallCompany, khalid: int) -> SmallCompany:
    addresses.add(bench, firm.gulf, Channel.WHATSAPP, "+971 50 555 0134", khalid)
    bench.ledger.take_news()
    return firm


def test_the_list_opens_with_its_first_customer_shown(seen):
    seen.open()
    seen.until(lambda: seen.page.detail.name.text() == "Al Noor Hospitality Supply")
    assert seen.names()[:2] == ["Al Noor Hospitality Supply", "Bluewater Outdoor"]
    assert "Riyadh, Saudi Arabia" in seen.words(seen.page.detail)


def test_arrow_keys_walk_the_list_and_the_sheet_follows(seen):
    seen.open()
    seen.qtbot.keyClick(seen.page.list.view, Qt.Key.Key_Down)
    seen.until(lambda: seen.page.detail.name.text() == "Bluewater Outdoor")
    assert seen.desk.places.current is not None
    assert seen.desk.places.current.key == seen.firm.bluewater


def test_the_facts_above_say_the_time_there_and_why(seen):
    seen.open(seen.firm.gulf)
    seen.until(lambda: "Sat 10:32" in seen.words(seen.page.detail.facts))
    told = seen.words(seen.page.detail.facts)
    assert "Weekend" in told
    assert "Best window today: none · Mon 13:00–18:00 your time" in told
    assert "Ramadan in 79 days" in told
    assert "USD 12,600 overdue" in told
    assert seen.page.detail.facts.culture.toolTip() != ""


def test_a_click_turns_a_cell_from_to_over_cc_and_never_to_empty(seen, bench):
    seen.open(seen.firm.gulf, tab="addresses")
    shown = []
    for _ in range(4):
        seen.click(0, CONTRACT)
        shown.append(seen.cell(0, CONTRACT))
    assert shown == ["To", "Cc", "never", "·"]
    seen.settle()
    sheet = customers.sheet(bench, seen.firm.gulf)
    assert sheet.assignments == ()


def test_what_was_pressed_is_saved_and_can_be_taken_back(seen, bench):
    seen.open(seen.firm.gulf, tab="addresses")
    seen.click(0, CONTRACT)
    seen.settle()
    (cell,) = customers.sheet(bench, seen.firm.gulf).assignments
    assert str(cell.role) == "to"
    assert seen.desk.commands.trigger("change.undo")
    seen.until(lambda: seen.cell(0, CONTRACT) == "·")
    assert customers.sheet(bench, seen.firm.gulf).assignments == ()


def test_the_keyboard_walks_the_matrix_and_space_presses(seen):
    seen.open(seen.firm.gulf, tab="addresses")
    view = seen.addresses.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, CONTRACT))
    seen.qtbot.keyClick(view, Qt.Key.Key_Right)
    seen.qtbot.keyClick(view, Qt.Key.Key_Down)
    seen.qtbot.keyClick(view, Qt.Key.Key_Space)
    assert seen.cell(1, CONTRACT + 1) == "To"
    seen.settle()
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, CONTRACT + 1)


def test_a_chat_is_never_offered_what_binds(seen, bench):
    seen.open(seen.firm.gulf, tab="addresses")
    chat = 2
    for column in (CONTRACT, INQUIRY):
        seen.click(chat, column)
    seen.click(chat, PROGRESS)
    assert seen.cell(chat, 0) == "+971 50 555 0134"
    assert [seen.cell(chat, column) for column in (CONTRACT, INQUIRY, PROGRESS)] == ["·", "·", "IM"]
    seen.settle()
    assert len(customers.sheet(bench, seen.firm.gulf).assignments) == 1


def test_the_page_says_where_the_next_message_would_go(seen):
    seen.open(seen.firm.gulf, tab="addresses")
    assert "Contract & PI would now go to orders@gulfhorizon.ae." in seen.outcome()
    seen.click(1, TECHNICAL)
    seen.until(lambda: "k.tech@gulfhorizon.ae is only presumed" in seen.words(seen.addresses))


def test_an_address_is_presumed_while_typed_then_corrected_and_confirmed_by_hand(seen):
    seen.open(seen.firm.gulf, tab="addresses")
    seen.qtbot.mouseClick(seen.addresses.add, Qt.MouseButton.LeftButton)
    form = seen.addresses.form
    seen.qtbot.keyClicks(form.value, "accounts@gulfhorizon.ae")
    seen.until(lambda: form.chip.text() == "Dept. · accounting")
    assert form.reason.text() != ""
    seen.qtbot.keyClick(form.value, Qt.Key.Key_Return)
    look = seen.addresses.look
    seen.until(look.isVisible)
    assert [seen.cell(2, 0), seen.cell(2, 1)] == ["accounts@gulfhorizon.ae", "Dept. · accounting, Presumed"]
    look.kind.setCurrentIndex(look.kind.findData("personal"))
    look.kind.activated.emit(look.kind.currentIndex())
    seen.until(lambda: seen.cell(2, 1) == "Personal mailbox, Presumed")
    seen.qtbot.keyClicks(look.evidence, "Mr. Khalid by phone")
    seen.qtbot.mouseClick(look.confirm, Qt.MouseButton.LeftButton)
    seen.until(lambda: seen.cell(2, 1) == "Personal mailbox, ✓ Confirmed 21 Nov")
    assert "Mr. Khalid by phone" in seen.words(look)


def test_a_bounced_address_is_said_to_have_bounced_and_can_be_used_again(seen):
    seen.open(seen.firm.gulf, tab="addresses")
    seen.click(0, 0)
    look = seen.addresses.look
    seen.until(look.isVisible)
    seen.qtbot.mouseClick(look.bounced, Qt.MouseButton.LeftButton)
    seen.until(lambda: seen.cell(0, 1) == "Company domain, Bounced 21 Nov")
    assert not look.confirm.isVisible()
    seen.qtbot.mouseClick(look.again, Qt.MouseButton.LeftButton)
    seen.until(lambda: seen.cell(0, 1) == "Company domain, Presumed")


def test_what_is_no_address_is_told_beside_the_field(seen):
    seen.open(seen.firm.gulf, tab="addresses")
    seen.addresses.begin_adding()
    form = seen.addresses.form
    seen.qtbot.keyClicks(form.value, "orders@gulfhorizon.ae")
    seen.qtbot.keyClick(form.value, Qt.Key.Key_Return)
    seen.until(lambda: "already" in seen.words(form))
    assert form.value.text() == "orders@gulfhorizon.ae"


def test_a_wrong_country_stays_visible_with_what_would_be_taken(seen, bench):
    seen.open(seen.firm.gulf, tab="overview")
    country = seen.page.detail.overview.fields.editors["country"]
    assert country.text() == "United Arab Emirates"
    country.setFocus()
    country.selectAll()
    seen.qtbot.keyClicks(country, "Atlantis")
    seen.qtbot.keyClick(country, Qt.Key.Key_Return)
    seen.until(lambda: "“Atlantis” is not known as a country" in seen.words(seen.page.detail.overview))
    assert country.text() == "Atlantis"
    assert customers.sheet(bench, seen.firm.gulf).party.country == "AE"
    country.setText("德国")
    seen.qtbot.keyClick(country, Qt.Key.Key_Return)
    seen.until(lambda: country.text() == "Germany")
    assert "Atlantis" not in seen.words(seen.page.detail.overview)


def test_what_is_being_typed_is_kept_for_its_own_customer_when_another_is_chosen(seen, bench):
    seen.open(seen.firm.gulf, tab="notes")
    seen.page.detail.notes.text.setFocus()
    seen.qtbot.keyClicks(seen.page.detail.notes.text, "Likes a warm opening.")
    seen.open(seen.firm.noor, tab="notes")
    seen.until(lambda: seen.page.detail.name.text() == "Al Noor Hospitality Supply")
    assert seen.page.detail.notes.text.toPlainText() == ""
    assert customers.sheet(bench, seen.firm.gulf).party.notes == "Likes a warm opening."
    assert customers.sheet(bench, seen.firm.noor).party.notes == ""


def test_a_new_customer_begins_with_a_name_in_place(seen, bench):
    seen.open()
    assert seen.desk.commands.trigger("customer.add-new")
    seen.settle()
    form = seen.page.new_party
    seen.qtbot.keyClick(form.name, Qt.Key.Key_Return)
    seen.until(lambda: "name is needed" in seen.words(form))
    seen.qtbot.keyClicks(form.name, "Casa Verde Importaciones")
    seen.qtbot.keyClick(form.name, Qt.Key.Key_Return)
    seen.until(lambda: seen.page.detail.isVisible() and seen.page.detail.name.text() == "Casa Verde Importaciones")
    seen.until(lambda: "Casa Verde Importaciones" in seen.names())
    assert seen.page.presenter.tab == "overview"
    found = bench.ledger.read.value("select id from parties where name = 'Casa Verde Importaciones'")
    assert seen.page.list.view.current_id() == found


def test_a_new_customer_given_up_leads_back(seen):
    seen.open(seen.firm.gulf)
    seen.desk.commands.trigger("customer.add-new")
    seen.settle()
    seen.page.new_party.cancelled.emit()
    seen.until(seen.page.detail.isVisible)
    assert seen.page.detail.name.text() == "Gulf Horizon Trading LLC"


def test_the_list_is_found_as_one_types_and_shown_whole_again(seen):
    seen.open()
    seen.qtbot.keyClicks(seen.page.list.finder, "hori")
    seen.until(lambda: seen.names() == ["Gulf Horizon Trading LLC"])
    seen.qtbot.keyClicks(seen.page.list.finder, "zzz")
    seen.until(lambda: "None of them matches." in seen.words(seen.page.list))
    seen.page.list.finder.clear()
    seen.until(lambda: len(seen.names()) == 5)


def test_filters_count_and_narrow_the_list(seen):
    seen.open()
    chips = seen.page.list.chips
    texts = {button.text(): button for button in chips.findChildren(QAbstractButton)}
    assert list(texts) == ["All 5", "Due to reorder 0", "Unconfirmed 1", "Late payments 1"]
    seen.qtbot.mouseClick(texts["Unconfirmed 1"], Qt.MouseButton.LeftButton)
    seen.until(lambda: seen.names() == ["Gulf Horizon Trading LLC"])


def test_suppliers_use_the_same_page(seen, bench):
    seen.open()
    kind = seen.page.list.kind
    kind.setCurrentIndex(kind.findData("supplier"))
    kind.activated.emit(kind.currentIndex())
    seen.until(lambda: "Nobody here yet" in seen.words(seen.page.list))
    chips = seen.page.list.chips.findChildren(QAbstractButton)
    assert [button.text() for button in chips if button.isVisible()] == ["All 0", "Unconfirmed 0"]
    seen.desk.commands.trigger("customer.add-new")
    seen.settle()
    assert "New supplier" in seen.words(seen.page.new_party)
    seen.qtbot.keyClicks(seen.page.new_party.name, "Anji Rattan Works")
    seen.qtbot.keyClick(seen.page.new_party.name, Qt.Key.Key_Return)
    seen.until(lambda: seen.names() == ["Anji Rattan Works"])
    assert bench.ledger.read.value("select kind from parties where name = 'Anji Rattan Works'") == "supplier"


def test_back_and_forward_lead_to_the_same_customer_and_tab(seen):
    seen.open(seen.firm.gulf, tab="addresses")
    seen.page.detail.tabs.setCurrentIndex(5)
    seen.settle()
    seen.qtbot.mouseClick(seen.page.detail.write, Qt.MouseButton.LeftButton)
    assert seen.desk.places.current == Place("compose", None, {"party": seen.firm.gulf})
    seen.desk.places.back()
    seen.settle()
    assert (seen.page.detail.name.text(), seen.page.presenter.tab) == ("Gulf Horizon Trading LLC", "notes")
    assert seen.page.detail.notes.isVisible()


def test_asking_the_customer_writes_the_polite_question(seen):
    seen.open(seen.firm.gulf, tab="addresses")
    seen.qtbot.mouseClick(seen.addresses.ask, Qt.MouseButton.LeftButton)
    asked = {"party": seen.firm.gulf, "template": "which-address"}
    assert seen.desk.places.current == Place("compose", None, asked)


def test_a_change_made_elsewhere_appears(seen):
    seen.open(seen.firm.gulf, tab="addresses")
    seen.desk.run(addresses.add, seen.firm.gulf, Channel.MAIL, "docs@gulfhorizon.ae", None)
    seen.until(lambda: seen.cell(2, 0) == "docs@gulfhorizon.ae")
    assert seen.page.detail.tabs.tabText(1) == "Addresses && purposes 4"


def test_orders_and_messages_of_the_customer_are_listed(seen):
    seen.open(seen.firm.gulf, tab="orders")
    table = seen.page.detail.orders.table
    seen.until(lambda: table.model().rowCount() > 0)
    numbers = [table.model().data(table.model().index(row, 0)) for row in range(table.model().rowCount())]
    seen.settle()
    assert "TD-2026-0131" in [table.model().data(table.model().index(row, 0)) for row in range(len(numbers))]


def test_a_name_that_looks_like_markup_is_shown_as_it_is(seen, bench):
    customer_forms.set_field(bench, seen.firm.gulf, "name", "<b>Gulf</b> & Sons")
    seen.open(seen.firm.gulf)
    assert seen.page.detail.name.text() == "<b>Gulf</b> & Sons"
    assert seen.page.detail.name.textFormat() is Qt.TextFormat.PlainText


def test_a_name_without_end_leaves_the_page_in_sight_and_is_whole_in_its_tooltip(seen, bench):
    endless = "Gulf Horizon Trading & Partners " * 40
    customer_forms.set_field(bench, seen.firm.gulf, "name", endless)
    seen.open(seen.firm.gulf)
    head = seen.page.detail.name
    assert head.height() < 150
    assert head.toolTip().count("Partners") == 40


def test_every_control_can_be_named_aloud(seen):
    for tab in ("overview", "addresses", "orders", "messages", "notes"):
        seen.open(seen.firm.gulf, tab=tab)
    kinds = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractButton)
    nameless = [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for kind in kinds
        for each in seen.page.findChildren(kind)
        if not each.accessibleName() and not (isinstance(each, QAbstractButton) and (each.text() or each.isHidden()))
        and not isinstance(each.parentWidget(), QComboBox | QLineEdit)
        and each.metaObject().className() != "QTableCornerButton"
    ]  # fmt: skip
    assert nameless == []
    model = seen.addresses.model
    read = model.data(model.index(0, CONTRACT), Qt.ItemDataRole.AccessibleTextRole)
    assert read == "orders@gulfhorizon.ae, Contract & PI: empty"


def test_in_a_small_window_nothing_is_pushed_out_sideways(seen):
    seen.open(seen.firm.gulf, tab="addresses")
    assert seen.page.detail.horizontalScrollBar().maximum() == 0
    assert seen.addresses.view.horizontalScrollBar().maximum() == 0
    inside = seen.page.detail.widget()
    assert inside is not None
    assert inside.width() <= seen.page.detail.viewport().width()


def test_the_page_speaks_chinese(seen):
    wording.set_language("zh_CN")
    seen.window.rebuild()
    seen.open(seen.firm.gulf, tab="addresses")
    assert "谁收什么" in seen.words(seen.addresses)
    seen.click(0, CONTRACT)
    assert (seen.cell(0, CONTRACT), seen.cell(0, 1)) == ("收件人", "公司域名邮箱, ✓ 已确认 11月21日")


def test_thousands_of_customers_are_read_only_where_one_looks(seen, bench):
    with bench.ledger.write("filled", undoable=False) as writer:
        rows = [{"kind": "customer", "name": f"Customer {number:05}"} for number in range(6000)]
        writer.insert_many("parties", rows)
    bench.ledger.take_news()
    asked: list[int] = []
    seen.open()
    model = seen.page.list.model
    read = model._rows_verb
    model._rows_verb = lambda desk_bench, ids: (asked.append(len(ids)), read(desk_bench, ids))[1]
    seen.until(lambda: model.rowCount() == 6005)
    view = seen.page.list.view
    for part in range(1, 11):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() * part // 10)
        seen.qtbot.wait(15)
    seen.settle()
    assert model.data(model.index(6004, 0)) == "Takahashi Seiki"
    assert sum(asked) <= 40 * 64


def test_with_many_purposes_the_addresses_stay_in_sight_while_the_keys_walk_sideways(seen, bench):
    for name in ("Samples", "Legal", "Warranty", "Documents for the bank", "Tooling"):
        purposes.add(bench, name, name)
    seen.open(seen.firm.gulf, tab="addresses")
    view = seen.addresses.view
    seen.until(lambda: view.model().columnCount() == 15)
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, CONTRACT))
    seen.qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.visualRect(view.currentIndex()).right() <= view.viewport().width()
    here = view.visualRect(view.model().index(0, 0))
    assert here.left() == 0
    assert view.indexAt(here.center()).column() == 0
    for _ in range(12):
        seen.qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.visualRect(view.currentIndex()).left() >= here.right()
