"""The panel behind "Filter": one line a field, several values a field, and keeping the filter by a name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.services.order_finding import OrderChoices
from tradedesk.ui.orders import filter_words
from tradedesk.ui.orders.finding import SEVERAL, OrderFinding
from tradedesk.ui.widgets import Button, Line, PlainLabel
from tradedesk.ui.widgets.keep_row import KeepRow
from tradedesk.ui.widgets.several import SeveralChoice
from tradedesk.ui.wording import tr

_WIDTH = 340


class FilterPanel(QFrame):
    """Opens below its button; every choice acts at once."""

    def __init__(self, finding: OrderFinding, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._finding = finding
        self.setProperty("card", True)
        self.setAccessibleName(tr("Filter"))
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(self._fields())
        row = QHBoxLayout()
        row.addStretch(1)
        self.clear = Button(tr("Show all"), kind="link", on_click=finding.clear)
        row.addWidget(self.clear)
        column.addLayout(row)
        column.addWidget(Line())
        self.keeping = KeepRow(finding)
        column.addWidget(self.keeping)
        finding.query_changed.connect(lambda _query: self._show_state())
        finding.choices_changed.connect(self._show_state)
        finding.saved_changed.connect(self._show_state)

    def open_below(self, button: QWidget) -> None:
        """Open with the present filter, its right edge below the button's."""
        self._show_state()
        self._finding.read_choices()
        self.keeping.begin()
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(button.width() - _WIDTH, button.height() + 4)))
        self.show()
        self.several["customers"].setFocus(Qt.FocusReason.PopupFocusReason)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.several: dict[str, SeveralChoice] = {}
        for at, field in enumerate(SEVERAL):
            editor = self.several[field] = self._values(field)
            label = PlainLabel(filter_words.field_name(field), tone="muted")
            label.setBuddy(editor)
            grid.addWidget(label, at, 0)
            grid.addWidget(editor, at, 1)
        return grid

    def _values(self, field: str) -> SeveralChoice:
        def named(value: object) -> str:
            return filter_words.value_name(field, value, self._finding.choices)

        editor = SeveralChoice(filter_words.field_name(field), named)
        editor.toggled.connect(lambda value: self._finding.toggle(field, value))
        return editor

    def _show_state(self) -> None:
        choices = self._finding.choices
        offered: OrderChoices | None = choices.offered if choices is not None else None
        for field, editor in self.several.items():
            there = dict(getattr(offered, field)) if offered is not None else {}
            editor.show_values(getattr(self._finding.query.filter, field), there)
        self.keeping.show_state()
        self.clear.setEnabled(self._finding.is_filtered)
