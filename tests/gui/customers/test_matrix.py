"""Who receives what, as its user handles it: many cells at once, like another, suggestions, purposes, gaps closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from tests.gui.customers.window import CustomersWindow
from tests.support.small_company import SmallCompany, add_khalid
from tradedesk.domain.address import Channel, Department, MailboxKind, Standing
from tradedesk.domain.purpose import Role
from tradedesk.services import addresses, assignments, customers, purposes
from tradedesk.services.bench import Bench
from tradedesk.ui.desk import Desk

CONTRACT, INVOICE, INQUIRY, PROGRESS, TECHNICAL, GREETING = 2, 3, 4, 5, 6, 9
"""Columns of the matrix; its rows are those of ``firm``."""
ORDERS, FINANCE, PRIVATE, CHAT = 0, 1, 2, 3
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def firm(bench: Bench, firm: SmallCompany) -> SmallCompany:
    person = add_khalid(firm)
    addresses.add(bench, firm.gulf, Channel.MAIL, "accounts@gulfhorizon.ae", None)
    addresses.add(bench, firm.gulf, Channel.MAIL, "khalid.dxb@gmail.com", person)
    addresses.add(bench, firm.gulf, Channel.WHATSAPP, "+971 50 555 0134", person)
    nord = addresses.add(bench, firm.nordlicht, Channel.MAIL, "rechnung@nordlicht.de", None)
    addresses.confirm(bench, nord, MailboxKind.DEPARTMENT, Department.ACCOUNTING, "")
    invoice = next(each.id for each in purposes.every(bench) if each.code == "invoice")
    assignments.assign(bench, firm.nordlicht, nord, invoice, Role.TO)
    bench.ledger.take_news()
    return firm


class Matrix(CustomersWindow):
    """The window at the addresses of one customer."""

    @property
    def view(self) -> Any:
        return self.addresses.view

    @property
    def part(self) -> Any:
        return self.addresses.matrix

    def show(self, party: int) -> None:
        self.open(party, tab="addresses")
        self.until(lambda: self.page.presenter.sheet is not None and self.page.presenter.sheet.party.id == party)
        self.view.setFocus()

    def at(self, row: int, column: int) -> None:
        self.view.setCurrentIndex(self.view.model().index(row, column))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.view, key, modifiers)

    def press(self, row: int, column: int, modifiers: Qt.KeyboardModifier) -> None:
        place: QPoint = self.view.visualRect(self.view.model().index(row, column)).center()
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifiers, place)

    def row(self, row: int) -> list[str]:
        return [self.cell(row, column) for column in range(2, self.view.model().columnCount())]

    def column(self, column: int) -> list[str]:
        return [self.cell(row, column) for row in range(self.view.model().rowCount())]

    def undo(self) -> None:
        assert self.desk.commands.trigger("change.undo")
        self.settle()

    def button(self, words: str) -> QAbstractButton:
        found = [each for each in self.addresses.findChildren(QAbstractButton)
                 if each.isVisible() and each.text().replace("&&", "&") == words]  # fmt: skip
        assert found, words
        return found[0]

    def choose(self, *path: str) -> None:
        """Trigger an entry of the menu that is open, through its inner menus."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for words in path[:-1]:
            menu = next(each.menu() for each in menu.actions() if _said(each.text()) == words)
        next(each for each in menu.actions() if _said(each.text()) == path[-1]).trigger()
        top = QApplication.activePopupWidget()
        if top is not None:
            top.close()
        self.settle()


def _said(text: str) -> str:
    return text.partition("\t")[0].replace("&&", "&")


@pytest.fixture
def seen(qtbot: Any, desk: Desk, firm: SmallCompany) -> Iterator[Matrix]:
    window = Matrix(qtbot, desk, firm)
    window.show(firm.gulf)
    yield window
    window.settle()


def test_letters_set_the_cell_at_once_whatever_it_said(seen):
    seen.at(ORDERS, CONTRACT)
    shown = []
    for key in (Qt.Key.Key_C, Qt.Key.Key_N, Qt.Key.Key_T, Qt.Key.Key_Delete):
        seen.key(key)
        shown.append(seen.cell(ORDERS, CONTRACT))
    assert shown == ["Cc", "never", "To", "·"]


def test_home_and_end_go_along_the_row(seen):
    seen.at(FINANCE, INQUIRY)
    seen.key(Qt.Key.Key_End)
    assert seen.view.currentIndex().column() == GREETING
    seen.key(Qt.Key.Key_Home)
    assert (seen.view.currentIndex().row(), seen.view.currentIndex().column()) == (FINANCE, 0)


def test_shift_and_arrows_choose_several_and_one_key_sets_them_with_one_undo(seen, bench):
    seen.at(ORDERS, INQUIRY)
    seen.key(Qt.Key.Key_Right, SHIFT)
    seen.key(Qt.Key.Key_Down, SHIFT)
    seen.key(Qt.Key.Key_C)
    assert [seen.cell(row, column) for row in (0, 1) for column in (INQUIRY, PROGRESS)] == ["Cc"] * 4
    seen.settle()
    assert len(customers.sheet(bench, seen.firm.gulf).assignments) == 4
    seen.undo()
    assert [seen.cell(row, column) for row in (0, 1) for column in (INQUIRY, PROGRESS)] == ["·"] * 4
    assert customers.sheet(bench, seen.firm.gulf).assignments == ()


def test_ctrl_chooses_single_cells_and_a_click_on_one_of_them_presses_all(seen):
    seen.press(ORDERS, CONTRACT, Qt.KeyboardModifier.NoModifier)
    assert seen.cell(ORDERS, CONTRACT) == "To"
    seen.press(FINANCE, INVOICE, CTRL)
    seen.press(PRIVATE, GREETING, CTRL)
    assert seen.cell(FINANCE, INVOICE) == "·"
    seen.click(FINANCE, INVOICE)
    told = [seen.cell(ORDERS, CONTRACT), seen.cell(FINANCE, INVOICE), seen.cell(PRIVATE, GREETING)]
    assert told == ["To", "To", "To"]


def test_a_press_on_the_address_chooses_its_row(seen):
    seen.click(FINANCE, 0)
    seen.key(Qt.Key.Key_N)
    assert seen.row(FINANCE) == ["never"] * 8
    assert seen.row(ORDERS) == ["·"] * 8


def test_a_press_on_the_head_chooses_its_column_and_what_cannot_take_it_is_said(seen):
    head = seen.view.head
    place = QPoint(head.sectionViewportPosition(CONTRACT) + 10, 20)
    seen.qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    seen.key(Qt.Key.Key_C)
    assert seen.column(CONTRACT) == ["Cc", "Cc", "Cc", "·"]
    assert "1 cell was left" in seen.part.foot.reason.text()


def test_a_chat_shows_im_for_to_and_for_cc(seen):
    seen.at(CHAT, PROGRESS)
    for key, told in ((Qt.Key.Key_T, "IM"), (Qt.Key.Key_Delete, "·"), (Qt.Key.Key_C, "IM"), (Qt.Key.Key_N, "never")):
        seen.key(key)
        assert seen.cell(CHAT, PROGRESS) == told


def test_the_reason_stands_below_for_the_cell_that_has_the_focus(seen):
    reason = seen.part.foot.reason
    seen.at(ORDERS, CONTRACT)
    assert "No other mailbox fits, so the confirmed company mailbox is used." in reason.text()
    seen.at(FINANCE, CONTRACT)
    assert "Empty: it goes to orders@gulfhorizon.ae." in reason.text()
    seen.at(CHAT, CONTRACT)
    assert "A chat is for quick news only" in reason.text()


def test_what_the_change_turned_is_marked_at_once(seen):
    assert not any(row._mark.isVisible() for row in seen.addresses.effects.rows)
    seen.at(PRIVATE, PROGRESS)
    seen.key(Qt.Key.Key_T)
    marked = [row.accessibleName() for row in seen.addresses.effects.rows if row._mark.isVisible()]
    assert marked == ["Order progress would now go to khalid.dxb@gmail.com."]


def test_each_effect_names_the_mailbox_with_its_reason_and_its_label_as_a_draft_would(seen):
    rows = {row.accessibleName(): [chip.words for chip in row.chips] for row in seen.addresses.effects.rows}
    (contract,) = rows["Contract & PI would now go to orders@gulfhorizon.ae."]
    assert (contract.strong, contract.soft) == ("orders@gulfhorizon.ae", "company mailbox · Customer – official")
    assert "No other mailbox fits, so the confirmed company mailbox is used." in contract.reason


def test_an_effect_leads_to_the_address_it_names(seen):
    row = next(row for row in seen.addresses.effects.rows if row.accessibleName().startswith("Contract"))
    seen.qtbot.keyClick(row.chips[0], Qt.Key.Key_Return)
    assert seen.addresses.look.isVisible()
    assert seen.addresses.look.accessibleName() == "orders@gulfhorizon.ae"


def test_an_effect_on_nobody_says_what_to_do(seen, bench, firm):
    orders = next(each.id for each in customers.sheet(bench, firm.gulf).addresses if each.value.startswith("orders@"))
    seen.desk.run(addresses.set_standing, orders, Standing.PRESUMED)
    seen.until(lambda: "Contract & PI would now go to nobody." in seen.outcome())
    assert "Confirm orders@gulfhorizon.ae with the customer first." in seen.words(seen.addresses.effects)


def test_cells_go_by_the_clipboard_to_another_customer_as_a_table(seen, bench):
    seen.at(ORDERS, CONTRACT)
    seen.key(Qt.Key.Key_T)
    seen.at(ORDERS, INVOICE)
    seen.key(Qt.Key.Key_C)
    seen.at(ORDERS, CONTRACT)
    seen.key(Qt.Key.Key_Right, SHIFT)
    seen.key(Qt.Key.Key_Right, SHIFT)
    seen.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "To\tCc\t"
    seen.settle()
    seen.show(seen.firm.nordlicht)
    seen.at(0, CONTRACT)
    seen.key(Qt.Key.Key_V, CTRL)
    assert seen.row(0)[:3] == ["To", "Cc", "·"]
    seen.settle()
    assert len(customers.sheet(bench, seen.firm.nordlicht).assignments) == 2
    seen.undo()
    assert seen.row(0)[:3] == ["·", "To", "·"]


def test_one_copied_cell_fills_all_that_are_selected_and_other_text_is_refused(seen):
    QGuiApplication.clipboard().setText("never")
    seen.click(PRIVATE, 0)
    seen.key(Qt.Key.Key_V, CTRL)
    assert seen.row(PRIVATE) == ["never"] * 8
    QGuiApplication.clipboard().setText("Dear Mr. Khalid")
    seen.key(Qt.Key.Key_V, CTRL)
    assert seen.row(PRIVATE) == ["never"] * 8
    assert "The clipboard holds no cells" in seen.part.foot.reason.text()


def test_the_suggestion_is_shown_first_and_taken_by_one_click_with_one_undo(seen, bench):
    seen.qtbot.mouseClick(seen.part.foot.suggest, Qt.MouseButton.LeftButton)
    seen.until(seen.part.proposal.isVisible)
    assert seen.cell(ORDERS, CONTRACT) == "·"
    listed = [seen.part.proposal.list.item(row).text() for row in range(seen.part.proposal.list.count())]
    assert "orders@gulfhorizon.ae · Contract & PI: · → To" in listed
    assert "khalid.dxb@gmail.com · Contract & PI: · → never" in listed
    seen.qtbot.mouseClick(seen.part.proposal.apply, Qt.MouseButton.LeftButton)
    assert (seen.cell(ORDERS, CONTRACT), seen.cell(PRIVATE, CONTRACT)) == ("To", "never")
    seen.settle()
    assert not seen.part.proposal.isVisible()
    seen.undo()
    assert seen.cell(ORDERS, CONTRACT) == "·"
    assert customers.sheet(bench, seen.firm.gulf).assignments == ()


def test_the_matrix_is_made_like_nordlicht_after_a_look(seen, bench):
    seen.at(ORDERS, CONTRACT)
    seen.qtbot.mouseClick(seen.part.foot.like, Qt.MouseButton.LeftButton)
    seen.choose("The whole matrix like a customer…")
    seen.qtbot.keyClicks(seen.part.like_bar.field, "nord")
    seen.until(lambda: seen.part.like_bar.field.list.currentIndex().data() == "Nordlicht Möbel GmbH")
    seen.qtbot.keyClick(seen.part.like_bar.field, Qt.Key.Key_Return)
    seen.until(seen.part.proposal.isVisible)
    assert seen.part.proposal.title.text() == "Like Nordlicht: 1 cell would change"
    assert seen.cell(FINANCE, INVOICE) == "·"
    seen.qtbot.keyClick(seen.part.proposal.apply, Qt.Key.Key_Space)
    assert seen.cell(FINANCE, INVOICE) == "To"
    seen.settle()
    seen.undo()
    assert seen.cell(FINANCE, INVOICE) == "·"


def test_a_proposal_that_is_left_changes_nothing(seen, bench):
    seen.qtbot.mouseClick(seen.part.foot.suggest, Qt.MouseButton.LeftButton)
    seen.until(seen.part.proposal.isVisible)
    seen.qtbot.mouseClick(seen.part.proposal.dismiss, Qt.MouseButton.LeftButton)
    assert not seen.part.proposal.isVisible()
    seen.settle()
    assert customers.sheet(bench, seen.firm.gulf).assignments == ()


def test_a_row_and_a_column_are_made_like_others(seen):
    seen.at(ORDERS, CONTRACT)
    seen.key(Qt.Key.Key_T)
    seen.at(FINANCE, CONTRACT)
    seen.part._show_cell_menu(QPoint(200, 200))
    seen.choose("accounts@gulfhorizon.ae like…", "orders@gulfhorizon.ae")
    assert seen.column(CONTRACT)[:2] == ["To", "To"]
    seen.part._show_column_menu(TECHNICAL, QPoint(200, 200))
    seen.choose("Technical like…", "Contract & PI")
    assert seen.column(TECHNICAL)[:3] == ["To", "To", "·"]
    seen.undo()
    assert seen.column(TECHNICAL)[:3] == ["·", "·", "·"]


def test_an_own_purpose_is_added_in_place_and_has_its_column(seen, bench):
    seen.qtbot.mouseClick(seen.part.foot.columns, Qt.MouseButton.LeftButton)
    seen.choose("Add a purpose…")
    form = seen.part.purpose_form
    seen.qtbot.keyClick(form.english, Qt.Key.Key_Return)
    seen.until(lambda: "A purpose needs a name" in seen.words(form))
    seen.qtbot.keyClicks(form.english, "Samples")
    form.chinese.setText("样品")
    seen.qtbot.keyClick(form.chinese, Qt.Key.Key_Return)
    seen.until(lambda: seen.view.model().columnCount() == 11)
    assert not form.isVisible()
    seen.at(ORDERS, 10)
    seen.key(Qt.Key.Key_T)
    seen.until(lambda: "Samples would now go to orders@gulfhorizon.ae." in seen.outcome())
    seen.part._show_column_menu(10, QPoint(200, 200))
    seen.choose("Move to the left")
    seen.until(lambda: seen.view.model().headerData(9, Qt.Orientation.Horizontal) == "Samples")


def test_a_purpose_in_use_says_where_instead_of_going(seen):
    heard: list[str] = []
    seen.desk.refused.connect(heard.append)
    seen.at(ORDERS, GREETING)
    seen.key(Qt.Key.Key_T)
    seen.settle()
    seen.part._show_column_menu(GREETING, QPoint(200, 200))
    seen.choose("Put away")
    seen.until(lambda: bool(heard))
    assert heard == ["Filled cells: 1, at Gulf Horizon Trading LLC. Empty them first."]


def _gap(seen: Matrix, words: str) -> Callable[[], bool]:
    return lambda: words in seen.words(seen.addresses.gaps)


def test_a_bounced_mailbox_is_named_and_another_is_chosen_in_its_place(seen, bench, firm):
    seen.at(FINANCE, INVOICE)
    seen.key(Qt.Key.Key_T)
    seen.settle()
    number = customers.sheet(bench, firm.gulf).addresses[FINANCE].id
    seen.desk.run(addresses.set_standing, number, Standing.BOUNCED)
    seen.until(_gap(seen, "the address set for it bounced"))
    seen.qtbot.mouseClick(seen.button("Choose another"), Qt.MouseButton.LeftButton)
    seen.choose("orders@gulfhorizon.ae · Company domain")
    assert seen.column(INVOICE)[:2] == ["To", "·"]
    assert not seen.addresses.gaps.isVisible() or not _gap(seen, "the address set for it bounced")()


def test_a_presumed_mailbox_is_named_and_leads_to_where_it_is_confirmed(seen):
    seen.at(FINANCE, INVOICE)
    seen.key(Qt.Key.Key_T)
    seen.until(_gap(seen, "accounts@gulfhorizon.ae is assigned, but not confirmed"))
    seen.qtbot.mouseClick(seen.button("Confirm…"), Qt.MouseButton.LeftButton)
    seen.until(seen.addresses.look.isVisible)
    assert seen.addresses.look.accessibleName() == "accounts@gulfhorizon.ae"


def test_two_to_for_an_invoice_are_named_and_one_is_chosen(seen):
    for row in (ORDERS, FINANCE):
        seen.at(row, INVOICE)
        seen.key(Qt.Key.Key_T)
    seen.until(_gap(seen, "Two mailboxes get the invoice as To"))
    seen.qtbot.mouseClick(seen.button("Choose one"), Qt.MouseButton.LeftButton)
    seen.choose("orders@gulfhorizon.ae To, the other Cc")
    assert seen.column(INVOICE)[:2] == ["To", "Cc"]


def test_nothing_is_cut_in_a_small_window_and_the_head_stays_in_sight(seen, bench):
    view, model = seen.view, seen.view.model()
    widths = sum(view.columnWidth(column) for column in range(model.columnCount()))
    assert widths <= view.viewport().width()
    for number in range(26):
        addresses.add(bench, seen.firm.gulf, Channel.MAIL, f"person{number}@gulfhorizon.ae", None)
    bench.ledger.take_news()
    seen.page.presenter.read()
    seen.until(lambda: model.rowCount() == 30)
    seen.until(lambda: seen.page.detail.verticalScrollBar().maximum() > 900)
    seen.page.detail.verticalScrollBar().setValue(900)
    seen.until(lambda: view.head.y() > 100)
    top = view.head.mapTo(seen.page.detail.viewport(), QPoint(0, 0)).y()
    assert top == 0
