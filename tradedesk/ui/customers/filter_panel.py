"""The panel behind "Filter": one line a field, several values a field, and keeping the filter by a name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from tradedesk.ui.customers import filter_words
from tradedesk.ui.customers.finding import SEVERAL, Finding
from tradedesk.ui.widgets import Line, PlainLabel
from tradedesk.ui.widgets.keep_row import KeepRow
from tradedesk.ui.widgets.saved import SavedChoice, SavedLine
from tradedesk.ui.widgets.several import SeveralChoice
from tradedesk.ui.wording import tr

_WIDTH = 328


class FilterPanel(QFrame):
    """Opens below its button; every choice acts at once."""

    def __init__(self, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._finding = finding
        self.setProperty("card", True)
        self.setAccessibleName(tr("Filter"))
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(self._fields())
        column.addWidget(Line())
        self.keeping = KeepRow(finding)
        self.name, self.keep, self.rename = self.keeping.name, self.keeping.keep, self.keeping.rename
        self.remove, self.problem = self.keeping.remove, self.keeping.problem
        column.addWidget(self.keeping)
        finding.query_changed.connect(lambda _query: self._show_state())
        finding.choices_changed.connect(self._show_state)
        finding.saved_changed.connect(self._show_state)

    def open_below(self, button: QWidget) -> None:
        """Open with the present filter."""
        self._show_state()
        self._finding.read_choices()
        self.keeping.begin()
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(0, button.height() + 4)))
        self.show()
        self.several["countries"].setFocus(Qt.FocusReason.PopupFocusReason)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.several = {field: self._values(field) for field in SEVERAL}
        rows: dict[str, QWidget] = dict(self.several)
        self.domain = SavedLine("example.com")
        self.domain.committed.connect(lambda text: self._finding.set("domain", text.strip()))
        self.quiet = SavedChoice()
        self.quiet.committed.connect(lambda code: self._finding.set("quiet_days", int(code or 0)))
        self.orders = SavedChoice()
        self.orders.committed.connect(lambda code: self._finding.set("open_orders", code))
        rows |= {"domain": self.domain, "quiet_days": self.quiet, "open_orders": self.orders}
        for at, (field, editor) in enumerate(rows.items()):
            label = PlainLabel(filter_words.field_name(field), tone="muted")
            label.setBuddy(editor)
            editor.setAccessibleName(filter_words.field_name(field))
            grid.addWidget(label, at, 0)
            grid.addWidget(editor, at, 1)
        self.bounced = QCheckBox(tr("Has a bounced address"))
        self.bounced.toggled.connect(lambda on: self._finding.set("bounced", on))
        grid.addWidget(self.bounced, len(rows), 1)
        return grid

    def _show_state(self) -> None:
        asked = self._finding.query.filter
        choices = self._finding.choices
        for field, editor in self.several.items():
            editor.show_values(getattr(asked, field), dict(getattr(choices, field)) if choices is not None else {})
        self.domain.show_saved(asked.domain)
        quiet = sorted({*filter_words.QUIET, *((asked.quiet_days,) if asked.quiet_days else ())})
        self.quiet.offer([("", tr("Any")), *((str(number), filter_words.days(number)) for number in quiet)])
        self.quiet.show_saved(str(asked.quiet_days or ""))
        self.orders.offer([("", tr("Any")), ("yes", tr("With open orders")), ("no", tr("Without open orders"))])
        self.orders.show_saved(asked.open_orders)
        self.bounced.blockSignals(True)
        self.bounced.setChecked(asked.bounced)
        self.bounced.blockSignals(False)
        self.keeping.show_state()

    def _values(self, field: str) -> SeveralChoice:
        def named(value: str) -> str:
            return filter_words.value_name(field, value, self._finding.countries)

        editor = SeveralChoice(filter_words.field_name(field), named)
        editor.toggled.connect(lambda value: self._finding.toggle(field, str(value)))
        return editor
