"""The panel behind "Filter": one line a field, several values a field, and keeping the filter by a name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.ui.customers import filter_words
from tradedesk.ui.customers.finding import SEVERAL, Finding
from tradedesk.ui.widgets import Button, Line, PlainLabel
from tradedesk.ui.widgets.saved import SavedChoice, SavedLine
from tradedesk.ui.wording import formats, tr

_WIDTH = 328


class Several(QComboBox):
    """Values of one field: choosing one adds it or takes it out; the line shows what is chosen."""

    def __init__(self, finding: Finding, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding, self._field = finding, field
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(14)
        self.setAccessibleName(filter_words.field_name(field))
        self.activated.connect(self._chosen)

    def show_state(self) -> None:
        """Offer what there is and show what is chosen."""
        finding = self._finding
        chosen: tuple[str, ...] = getattr(finding.query.filter, self._field)
        offered = dict(getattr(finding.choices, self._field)) if finding.choices is not None else {}
        self.clear()
        for value in (*(each for each in chosen if each not in offered), *offered):
            named = filter_words.value_name(self._field, value, finding.countries)
            many = f"  {formats.count(offered[value])}" if offered.get(value) else ""
            self.addItem(f"{'✓ ' if value in chosen else ''}{named}{many}", value)
        names = (filter_words.value_name(self._field, value, finding.countries) for value in chosen)
        self.setPlaceholderText(tr(", ").join(names) if chosen else tr("Any") if offered else tr("None is filled in"))
        self.setCurrentIndex(-1)
        self.setEnabled(bool(offered or chosen))

    def _chosen(self, at: int) -> None:
        value = self.itemData(at)
        self.setCurrentIndex(-1)
        if value is not None:
            self._finding.toggle(self._field, str(value))


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
        column.addLayout(self._keeping())
        finding.query_changed.connect(lambda _query: self._show_state())
        finding.choices_changed.connect(self._show_state)
        finding.saved_changed.connect(self._show_state)

    def open_below(self, button: QWidget) -> None:
        """Open with the present filter."""
        self._show_state()
        self._finding.read_choices()
        self.name.clear()
        self._say("")
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(0, button.height() + 4)))
        self.show()
        self.several["countries"].setFocus(Qt.FocusReason.PopupFocusReason)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.several = {field: Several(self._finding, field) for field in SEVERAL}
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

    def _keeping(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Keep it by a name"))
        self.name.setAccessibleName(tr("Name of the filter"))
        self.name.returnPressed.connect(self._keep)
        row.addWidget(self.name, 1)
        self.keep = Button(tr("Keep"), on_click=self._keep)
        self.rename = Button(tr("Rename"), on_click=lambda: self._finding.rename(self.name.text(), self._told))
        self.remove = Button(tr("Remove"), kind="quiet", on_click=self._finding.forget)
        for button in (self.keep, self.rename, self.remove):
            row.addWidget(button)
        column.addLayout(row)
        self.problem = PlainLabel(tone="bad", size="small", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        return column

    def _show_state(self) -> None:
        asked = self._finding.query.filter
        for editor in self.several.values():
            editor.show_state()
        self.domain.show_saved(asked.domain)
        quiet = sorted({*filter_words.QUIET, *((asked.quiet_days,) if asked.quiet_days else ())})
        self.quiet.offer([("", tr("Any")), *((str(number), filter_words.days(number)) for number in quiet)])
        self.quiet.show_saved(str(asked.quiet_days or ""))
        self.orders.offer([("", tr("Any")), ("yes", tr("With open orders")), ("no", tr("Without open orders"))])
        self.orders.show_saved(asked.open_orders)
        self.bounced.blockSignals(True)
        self.bounced.setChecked(asked.bounced)
        self.bounced.blockSignals(False)
        current = self._finding.current
        self.keep.setVisible(current is None)
        self.rename.setVisible(current is not None)
        self.remove.setVisible(current is not None)
        self.name.setPlaceholderText(current.name if current is not None else tr("Keep it by a name"))

    def _keep(self) -> None:
        if self._finding.current is not None:
            self._finding.rename(self.name.text(), self._told)
        else:
            self._finding.keep(self.name.text(), self._told)

    def _told(self, sentence: str) -> None:
        if not sentence:
            self.name.clear()
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.adjustSize()
