"""The lines of an order: typed in place, with packing below the line at hand, charges, and a total that says how."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradedesk.domain.order import OrderLine
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders.charges_box import ChargePopup, ChargesBox, TotalBox
from tradedesk.ui.orders.lines_presenter import LinesPresenter
from tradedesk.ui.orders.lines_state import DETAILS, details, remarks
from tradedesk.ui.orders.lines_table import COLUMNS, FIELDS, HEIGHT, LinesModel, LinesTable
from tradedesk.ui.orders.product_editor import ProductDelegate
from tradedesk.ui.orders.sheet_state import SheetState
from tradedesk.ui.widgets import ID, Card, EmptyState, Line, PlainLabel, Problem
from tradedesk.ui.widgets.saving_form import Entry, SavingForm
from tradedesk.ui.wording import tr

__all__ = ["COLUMNS", "LinesCard"]

_MOST = 12


class LinesCard(Card):
    """The card; it saves through its own presenter."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Lines"), parent=parent)
        self.presenter = LinesPresenter(desk, self)
        self.presenter.line_added.connect(self.type_in)
        self.currency = self.add_note("")
        self.product_button = self.add_action(tr("Product"), self._open_product)
        self.product_button.setToolTip(tr("What is remembered of this product, and what customers paid for it"))
        self.remove_button = self.add_action(tr("Remove the line"), self._remove)
        self.charge_button = self.add_action(tr("Add a charge"), self.ask_charge)
        self.add_button = self.add_action(tr("Add a line"), self.presenter.add)
        self.model = LinesModel(self)
        self.model.edited.connect(self._edited)
        self.table = self._made_table()
        self.empty = EmptyState("clipboard-list", tr("No lines yet."), tr("Add a line"), self.presenter.add)
        self.problem = Problem()
        self.problem.setContentsMargins(13, 6, 13, 4)
        self.popup: ChargePopup | None = None
        for widget in (self.table, self.empty, self.problem, self._made_details(), self._made_footer()):
            self.add(widget)
        self._wanted: int | None = None
        self._shown_line: int | None = None
        self._today: SheetState | None = None
        self._follow()

    # -- building ------------------------------------------------------------------------------------------------------

    def _made_table(self) -> LinesTable:
        table = LinesTable(self.model)
        self._delegate = ProductDelegate(
            HEIGHT, self.presenter.look_for, FIELDS, lambda row: self.model.lines[row].id
        )  # fmt: skip
        self._delegate.setParent(self)
        self._delegate.taken.connect(self.presenter.take_product)
        table.setItemDelegate(self._delegate)
        table.add_requested.connect(self.presenter.add)
        table.remove_requested.connect(self.presenter.remove)
        table.move_requested.connect(self.presenter.move)
        table.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self.model.modelReset.connect(self._follow)
        return table

    def _made_details(self) -> QWidget:
        self.details = QWidget()
        column = QVBoxLayout(self.details)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        self.about = PlainLabel(tone="muted", size="small")
        self.about.setContentsMargins(13, 8, 13, 0)
        self.form = SavingForm(_details(), 6)
        self.form.setContentsMargins(13, 0, 13, 0)
        self.form.finished.connect(self._detail_edited)
        self.remark = PlainLabel(tone="warn", size="small", wrap=True)
        self.remark.setContentsMargins(13, 0, 13, 0)
        for widget in (Line(), self.about, self.form, self.remark):
            column.addWidget(widget)
        return self.details

    def _made_footer(self) -> QWidget:
        self._footer = QWidget()
        outer = QVBoxLayout(self._footer)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Line())
        row = QHBoxLayout()
        row.setContentsMargins(13, 10, 13, 6)
        row.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(3)
        self.packed, self.without = PlainLabel(wrap=True), PlainLabel(tone="warn", size="small", wrap=True)
        self.rounding = PlainLabel(tone="muted", size="small", wrap=True)
        for label in (self.packed, self.without, self.rounding):
            left.addWidget(label)
        left.addStretch(1)
        row.addLayout(left, 1)
        self.charges = ChargesBox()
        self.charges.edited.connect(self._charge_edited)
        self.charges.removed.connect(self.presenter.remove_charge)
        self.sum = TotalBox(self.charges)
        self.total = self.sum.total
        row.addWidget(self.sum, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(row)
        return self._footer

    # -- showing -------------------------------------------------------------------------------------------------------

    def show_state(self, state: SheetState) -> None:
        """Show the lines, their packing and their total."""
        lines = state.order_lines
        self._today = state
        self.presenter.order_id = state.order_id
        self.model.show_lines(lines.lines)
        if not self.model.refused:
            self.problem.hide()
        shown = min(len(lines.lines), _MOST)
        self.table.setFixedHeight(shown * HEIGHT + self.table.horizontalHeader().sizeHint().height())
        self.table.setVisible(bool(lines.lines))
        self.empty.setVisible(not lines.lines)
        self.add_button.setVisible(bool(lines.lines))
        self._footer.setVisible(bool(lines.lines or lines.charges))
        for label, text in (
            (self.packed, lines.packed), (self.without, lines.packed_without), (self.rounding, lines.rounding),
        ):  # fmt: skip
            label.say(text)
        self.charges.show_charges(lines.charges)
        self.sum.show_total(lines.parts, lines.total)
        self.currency.setText(tr("in {currency}", currency=lines.currency))
        if self._wanted is not None:
            self.type_in(self._wanted)
        self._follow()

    def type_in(self, line_id: int) -> None:
        """Start typing in a line, as soon as it is there."""
        rows = [line.id for line in self.model.lines]
        self._wanted = line_id if line_id not in rows else None
        if line_id in rows:
            index = self.model.index(rows.index(line_id), 1)
            if self.table.state() is not LinesTable.State.EditingState:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.type_in(index)

    def finish(self) -> None:
        """Tell what is still being typed."""
        self.form.finish()
        self.charges.finish()

    def show_outcome(self, line_id: int, field: str, text: str, sentence: str) -> None:
        """Say what is wrong with a cell; what was typed stays in it."""
        if field in DETAILS:
            if line_id == self._shown_line:
                self.form.show_problem(field, sentence)
            return
        if sentence:
            self.model.refuse(line_id, field, text)
        self.problem.say(sentence)

    # -- what the user does --------------------------------------------------------------------------------------------

    def ask_charge(self) -> None:
        """Ask for a new charge's name and amount."""
        popup = ChargePopup(self._today.currency if self._today else "", self)

        def tell(field: str, sentence: str) -> None:
            if isValid(popup):
                popup.show_outcome(field, sentence)

        popup.saved.connect(lambda label, amount: self.presenter.add_charge(label, amount, tell))
        self.popup = popup
        popup.show_at(self.charge_button.mapToGlobal(QPoint(0, self.charge_button.height() + 4)), self)

    def _edited(self, line_id: int, field: str, text: str) -> None:
        self.presenter.set_cell(
            line_id, field, text, lambda _at, words: self.show_outcome(line_id, field, text, words)
        )  # fmt: skip

    def _detail_edited(self, field: str, text: str) -> None:
        if self._shown_line is not None:
            self._edited(self._shown_line, field, text)

    def _charge_edited(self, charge_id: int, field: str, text: str) -> None:
        def tell(_field: str, sentence: str) -> None:
            self.problem.say(sentence)

        self.presenter.set_charge(charge_id, field, text, tell)

    def _open_product(self) -> None:
        line = self._line_at_hand()
        if line is not None and line.product_id is not None:
            self.presenter.open_product(line.product_id)

    def _remove(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.presenter.remove(index.data(ID))

    def _line_at_hand(self) -> OrderLine | None:
        index = self.table.currentIndex()
        return self.model.lines[index.row()] if index.isValid() and index.row() < len(self.model.lines) else None

    def _follow(self) -> None:
        """Show the details of the line at hand."""
        line = self._line_at_hand()
        self.remove_button.setVisible(line is not None)
        self.product_button.setVisible(line is not None and line.product_id is not None)
        self.details.setVisible(line is not None)
        if line is None or self._today is None:
            self._shown_line = None
            return
        fresh = line.id != self._shown_line
        if fresh and self._shown_line is not None:
            self.form.finish()
        self._shown_line = line.id
        self.about.setText(tr("Line {n}: {name}", n=self.table.currentIndex().row() + 1, name=_name(line)))
        self.form.show_values(details(line, self._today.order_lines.origins), self._today.today, fresh=fresh)
        told = remarks(line)
        self.remark.say(told)


def _name(line: OrderLine) -> str:
    return line.description or line.product_code or "…"


def _details() -> list[Entry]:
    return [
        Entry("description_local", lambda: tr("Description in the other language"), span=2),
        Entry("specification", lambda: tr("Specification"), "text", 2),
        Entry("note", lambda: tr("Remark"), span=2),
        Entry("hs_code", lambda: tr("HS code"), example="9401.53"),
        Entry("origin", lambda: tr("Country of origin")),
        Entry("pieces_per_carton", lambda: tr("Pieces per carton")),
        Entry("net_weight", lambda: tr("N.W. per carton, kg")),
        Entry("gross_weight", lambda: tr("G.W. per carton, kg")),
        Entry("cbm", lambda: tr("CBM per carton")),
    ]
