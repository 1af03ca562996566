"""The matrix with what belongs to it: purposes being named, a proposal above, the reason and the buttons below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradedesk.domain.address import Address
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import matrix_clipboard, matrix_menu, words
from tradedesk.ui.customers.like_bar import LikeBar
from tradedesk.ui.customers.matrix import MatrixView
from tradedesk.ui.customers.matrix_foot import MatrixFoot, below
from tradedesk.ui.customers.matrix_menu import MatrixMenu
from tradedesk.ui.customers.matrix_model import LEAD, MatrixModel
from tradedesk.ui.customers.presenter import CustomersPresenter
from tradedesk.ui.customers.proposal_card import ProposalCard
from tradedesk.ui.widgets import Line
from tradedesk.ui.widgets.purpose_form import PurposeForm
from tradedesk.ui.wording import tr


class MatrixPart(QWidget):
    """Ties the matrix to the presenter that fills it."""

    def __init__(self, presenter: CustomersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._assigning = presenter, presenter.assigning
        self.model = MatrixModel(self._assigning.explain, self)
        self.view = MatrixView(self.model)
        self.view.setAccessibleName(tr("Who receives what"))
        self.foot, self.proposal, self.like_bar = MatrixFoot(), ProposalCard(), LikeBar(presenter.desk)
        self.purpose_form = PurposeForm()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._line = Line()
        for widget in (self.purpose_form, self.like_bar, self.proposal, self.view, self._line, self.foot):
            column.addWidget(widget)
        for hidden in (self.purpose_form, self.like_bar, self.proposal):
            hidden.hide()
        self._listen()

    def _listen(self) -> None:
        view, filling = self.view, self._assigning
        view.pressed_cell.connect(lambda at: filling.press(view.selected_places(), at))
        view.role_set.connect(lambda role: filling.set_role(view.selected_places(), role))
        view.pointed.connect(self._tell_cell)
        view.copy_asked.connect(self.copy)
        view.paste_asked.connect(self.paste)
        view.menu_asked.connect(self._show_cell_menu)
        view.head.menu_asked.connect(self._show_column_menu)
        filling.changed.connect(self._show_cells)
        filling.proposed.connect(self._show_proposal)
        filling.told.connect(self._tell)
        self.proposal.applied.connect(self._apply)
        self.proposal.dismissed.connect(self._dismiss)
        self.like_bar.chosen.connect(self._like_party)
        self.like_bar.closed.connect(self._close_like)
        self.purpose_form.submitted.connect(self._save_purpose)
        self.purpose_form.closed.connect(self._close_purpose)
        self.foot.listen(filling.suggest, self._show_like_menu, self._show_columns_menu)

    # -- showing -------------------------------------------------------------------------------------------------------

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show a party's rows; the current cell stays where it is."""
        at, column = self.view.current_address(), self.view.currentIndex().column()
        if not self.model.show_sheet(sheet):
            self.like_bar.hide()
            if at is not None:
                self.view.go_to(at, max(column, 0))
        for widget in (self.view, self._line, self.foot):
            widget.setVisible(bool(sheet.addresses))
        self._tell_cell()

    def _show_cells(self) -> None:
        if self._presenter.sheet is not None:
            self.model.show_sheet(self._presenter.sheet)
            self._tell_cell()

    def _show_proposal(self) -> None:
        sheet = self._presenter.sheet
        self.model.show_proposal(self._assigning.proposal)
        if sheet is not None:
            self.proposal.show_proposal(self._assigning.proposal, sheet)

    def _tell_cell(self) -> None:
        place = self.view.told_place()
        if place is None:
            self.foot.tell_cell(None, "", "")
            return
        role = self._presenter.sheet.role(place[0].id, place[1].id) if self._presenter.sheet else None
        says = words.cell(role, place[0].channel)[0] if role is not None else tr("empty")
        self.foot.tell_cell(place, says, self._assigning.explain(*place))

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.foot.tell(sentence)

    # -- clipboard -----------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the smallest rectangle around the selected cells on the clipboard, as a text table."""
        found = [each for each in self.view.selectedIndexes() if each.column() >= LEAD]
        if not found:
            return
        rows = range(min(each.row() for each in found), max(each.row() for each in found) + 1)
        columns = range(min(each.column() for each in found), max(each.column() for each in found) + 1)
        roles = [[self.model.role_at(self.model.index(row, column)) for column in columns] for row in rows]
        data = QMimeData()
        data.setText(matrix_clipboard.to_text(roles))
        QGuiApplication.clipboard().setMimeData(data)
        self._tell(tr("Copied; Ctrl+V puts it at the current cell, here or at another customer."))

    def paste(self) -> None:
        """One copied cell into all selected ones; a table from the upper left of the selection on."""
        table = matrix_clipboard.from_text(QGuiApplication.clipboard().text())
        if not table:
            self._tell(tr("The clipboard holds no cells: To, Cc, never or nothing, with tabs between them."))
            return
        if len(table) == 1 and len(table[0]) == 1:
            self._assigning.set_role(self.view.selected_places(), table[0][0])
            return
        found = [each for each in self.view.selectedIndexes() if each.column() >= LEAD] or [self.view.currentIndex()]
        top, left = min(each.row() for each in found), max(min(each.column() for each in found), LEAD)
        wanted: list[tuple[tuple[Address, Purpose], Role | None]] = []
        for down, line in enumerate(table):
            for along, role in enumerate(line):
                place = self.model.place(self.model.index(top + down, left + along))
                if place is not None:
                    wanted.append((place, role))
        self._assigning.set_cells(wanted)

    # -- menus ---------------------------------------------------------------------------------------------------------

    def _show_cell_menu(self, at: QPoint) -> None:
        menu, places = MatrixMenu(self), self.view.selected_places()
        if places:
            matrix_menu.add_roles(menu, partial(self._assigning.set_role, places))
            menu.addSeparator()
            menu.offer(tr("Copy"), self.copy, icon="copy", key="Ctrl+C")
            menu.offer(tr("Paste"), self.paste, key="Ctrl+V")
            menu.addSeparator()
            self._add_rows_like(menu)
            column = self.view.currentIndex().column()
            if column >= LEAD:
                inner = self.model.purposes[column - LEAD]
                matrix_menu.add_columns_like(menu, inner, self.model.purposes, self._column_like(inner))
                menu.addSeparator()
                self._add_column_actions(menu, inner)
        menu.popup(at)

    def _show_column_menu(self, section: int, at: QPoint) -> None:
        menu, purpose = MatrixMenu(self), self.model.purposes[section - LEAD]
        matrix_menu.add_columns_like(menu, purpose, self.model.purposes, self._column_like(purpose))
        menu.addSeparator()
        self._add_column_actions(menu, purpose)
        menu.addSeparator()
        menu.offer(tr("Add a purpose…"), partial(self._name_purpose, None), icon="plus")
        menu.popup(at)

    def _show_like_menu(self) -> None:
        menu = MatrixMenu(self)
        menu.offer(tr("The whole matrix like a customer…"), self._begin_like, icon="users")
        self._add_rows_like(menu)
        column = self.view.currentIndex().column()
        if column >= LEAD:
            purpose = self.model.purposes[column - LEAD]
            matrix_menu.add_columns_like(menu, purpose, self.model.purposes, self._column_like(purpose))
        menu.popup(below(self.foot.like))

    def _show_columns_menu(self) -> None:
        menu = MatrixMenu(self)
        menu.offer(tr("Add a purpose…"), partial(self._name_purpose, None), icon="plus")
        menu.addSeparator()
        for purpose in self.model.purposes:
            inner = MatrixMenu(self)
            inner.setTitle(words.purpose(purpose).replace("&", "&&"))
            self._add_column_actions(inner, purpose)
            menu.addMenu(inner)
        menu.addSeparator()
        menu.offer(tr("All purposes in Settings"), self._presenter.purposes.open_settings, icon="settings")
        menu.popup(below(self.foot.columns))

    def _add_rows_like(self, menu: MatrixMenu) -> None:
        targets = list({each.id: each for each, _purpose in self.view.selected_places()}.values())
        if not targets and self.view.currentIndex().isValid():
            targets = [self.model.addresses[self.view.currentIndex().row()]]
        matrix_menu.add_rows_like(menu, targets, self.model.addresses,
                                  lambda source: self._assigning.row_like(source, targets))  # fmt: skip

    def _add_column_actions(self, menu: MatrixMenu, purpose: Purpose) -> None:
        place = [each.id for each in self.model.purposes].index(purpose.id)
        change = self._presenter.purposes
        menu.offer(tr("Rename…"), partial(self._name_purpose, purpose), icon="pencil")
        menu.offer(tr("Move to the left"), partial(change.move, purpose.id, place - 1), enabled=place > 0)
        menu.offer(tr("Move to the right"), partial(change.move, purpose.id, place + 1),
                   enabled=place < len(self.model.purposes) - 1)  # fmt: skip
        menu.offer(tr("Put away"), partial(change.put_away, purpose.id))
        if not purpose.shipped:
            menu.offer(tr("Remove"), partial(change.remove, purpose.id), icon="trash-2")

    def _column_like(self, target: Purpose) -> Callable[[Purpose], Any]:
        return lambda source: self._assigning.column_like(source, target)

    # -- like another, purposes ----------------------------------------------------------------------------------------

    def _begin_like(self) -> None:
        sheet = self._presenter.sheet
        if sheet is not None:
            self.like_bar.begin(sheet.party.kind)

    def _like_party(self, other_id: int) -> None:
        self.like_bar.hide()
        self._assigning.like_party(other_id)

    def _close_like(self) -> None:
        self.like_bar.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply(self) -> None:
        self._assigning.apply()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dismiss(self) -> None:
        self._assigning.dismiss()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_purpose(self, purpose: Purpose | None) -> None:
        self.purpose_form.begin(purpose)

    def _save_purpose(self, purpose: Purpose) -> None:
        self._presenter.purposes.save(purpose, self._close_purpose, self.purpose_form.show_problem)

    def _close_purpose(self) -> None:
        self.purpose_form.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
