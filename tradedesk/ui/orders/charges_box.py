"""What an order asks for besides its lines: each charge in a row, its name and its amount typed in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.ui.orders.lines_state import ChargeLine, charge_names
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.widgets import Button, Field, PlainLabel
from tradedesk.ui.widgets.saved import SavedLine
from tradedesk.ui.wording import tr


class ChargePopup(SmallPopup):
    """A new charge; ``saved`` carries the code or the own words, and the amount as typed."""

    saved = Signal(str, str)

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Charge"), 300, parent)
        self._codes = charge_names()
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.addItems(list(self._codes))
        self.name.setEditText("")
        self.amount = QLineEdit()
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.returnPressed.connect(self._save)
        self.fields = {
            "label": Field(tr("What for"), self.name),
            "amount": Field(tr("Amount, {currency}", currency=currency), self.amount, tr("Below zero: taken off.")),
        }
        for field in self.fields.values():
            self.column.addWidget(field)
        self.save_button = Button(tr("Add"), "check", "primary", self._save)
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addStretch(1)
        self.column.addLayout(row)

    def take_focus(self) -> None:
        """The name comes first."""
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_outcome(self, field: str, sentence: str) -> None:
        """Close when all is well, else say beside the field what is wrong."""
        if not sentence:
            self.close()
            return
        self.fields.get(field, self.fields["amount"]).set_problem(sentence)
        self.adjustSize()

    def _save(self) -> None:
        for field in self.fields.values():
            field.set_problem("")
        name = " ".join(self.name.currentText().split())
        self.saved.emit(self._codes.get(name, name), self.amount.text())


class ChargesBox(QWidget):
    """The charges of an order; ``edited`` carries charge, field and text, ``removed`` a charge."""

    edited = Signal(int, str, str)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._holder: QWidget | None = None
        self._shown: tuple[ChargeLine, ...] = ()
        self.rows: list[tuple[SavedLine, SavedLine, Button]] = []

    def show_charges(self, charges: Sequence[ChargeLine]) -> None:
        """Show these charges instead."""
        if tuple(charges) == self._shown:
            return
        if [each.id for each in charges] != [each.id for each in self._shown]:
            self._build(charges)
        self._shown = tuple(charges)
        for (name, amount, _remove), each in zip(self.rows, charges, strict=True):
            name.show_saved(each.name)
            amount.show_saved(each.amount)

    def finish(self) -> None:
        """Tell what is still being typed."""
        for name, amount, _remove in self.rows:
            name.finish()
            amount.finish()

    def _build(self, charges: Sequence[ChargeLine]) -> None:
        if self._holder is not None:
            self._column.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self.rows = [self._row(grid, at, each) for at, each in enumerate(charges)]
        self._column.addWidget(self._holder)

    def _row(self, grid: QGridLayout, at: int, each: ChargeLine) -> tuple[SavedLine, SavedLine, Button]:
        name, amount = SavedLine(), SavedLine()
        name.setAccessibleName(tr("What for"))
        amount.setAccessibleName(tr("Amount of {name}", name=each.name))
        amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        name.setFixedWidth(170)
        amount.setFixedWidth(112)
        name.committed.connect(self._told(each.id, "label"))
        amount.committed.connect(self._told(each.id, "amount"))
        remove = Button("", "x", "quiet", self._removes(each.id), compact=True)
        remove.setAccessibleName(tr("Remove the charge {name}", name=each.name))
        for column, widget in enumerate((name, amount, remove)):
            grid.addWidget(widget, at, column)
        return name, amount, remove

    def _removes(self, charge_id: int) -> Callable[[], None]:
        return lambda: self.removed.emit(charge_id)

    def _told(self, charge_id: int, field: str) -> Callable[[str], None]:
        codes = charge_names() if field == "label" else {}
        return lambda text: self.edited.emit(charge_id, field, codes.get(text.strip(), text))


class TotalBox(QWidget):
    """What the total is made of, and the total."""

    def __init__(self, charges: ChargesBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._parts = [(PlainLabel(tone="muted"), PlainLabel()) for _ in range(2)]
        for row, (name, amount) in enumerate(self._parts):
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(amount, row, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(charges, 2, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(PlainLabel(tr("Total"), tone="muted"), 3, 0)
        self.total = PlainLabel(size="strong")
        self._grid.addWidget(self.total, 3, 1, Qt.AlignmentFlag.AlignRight)

    def show_total(self, parts: Sequence[tuple[str, str]], total: str) -> None:
        """Show the sum of the lines, the freight and the total."""
        for at, (name, amount) in enumerate(self._parts):
            shown = parts[at] if at < len(parts) else ("", "")
            name.say(shown[0])
            amount.setText(shown[1])
            amount.setVisible(bool(shown[0]))
        self.total.setText(total)
