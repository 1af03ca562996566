"""Above the list: which parties, a field to find them as one types, chips, and the filters in force."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from tradedesk.domain.party import PartyKind
from tradedesk.services.finding import CustomerQuery
from tradedesk.ui.customers import filter_words, words
from tradedesk.ui.customers.filter_panel import FilterPanel
from tradedesk.ui.customers.finding import SAVED, Finding
from tradedesk.ui.widgets import Button, FilterChips
from tradedesk.ui.widgets.conditions import ConditionChips
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import formats, tr

#: Milliseconds after the last letter before the list is looked up.
_TYPING = 110
#: The field over a wide list; otherwise as wide as there is room.
_FINDER, _ANY = 420, 16_777_215
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ListHead(QWidget):
    """Renders the query of a ``Finding`` and changes it."""

    #: A key in the field that belongs to the list.
    stepped = Signal(QKeyEvent)
    #: Enter in the field.
    entered = Signal()
    #: The other shape of the list was asked for.
    reshaped = Signal()
    kind_chosen = Signal(str)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(self._tools())
        column.addWidget(self._finder())
        self.chips = FilterChips()
        self.chips.setAccessibleName(tr("Filters"))
        self.chips.chosen.connect(finding.choose_chip)
        column.addWidget(self.chips)
        self.conditions = ConditionChips(finding.drop)
        column.addWidget(self.conditions)
        self._panel: FilterPanel | None = None
        finding.saved_changed.connect(lambda: self.show_counts(finding.counts))
        finding.choices_changed.connect(self._show_conditions)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.kind = SavedChoice()
        self.kind.setAccessibleName(tr("Which parties"))
        self.kind.committed.connect(self.kind_chosen.emit)
        self.filter_button = Button(tr("Filter"), "funnel", "quiet", self.open_panel)
        self.shape = Button("", "columns-3", "quiet", self.reshaped.emit)
        self.shape.setAccessibleName(tr("All columns"))
        self.shape.setToolTip(tr("All columns"))
        self.shape.setCheckable(True)
        self.shape.setFixedWidth(32)
        row.addWidget(self.kind)
        row.addStretch(1)
        row.addWidget(self.filter_button)
        row.addWidget(self._sorting())
        row.addWidget(self.shape)
        return row

    def _finder(self) -> QLineEdit:
        self.finder = QLineEdit()
        self.finder.setClearButtonEnabled(True)
        self.finder.setPlaceholderText(tr("Name, pinyin, mail, phone, note …"))
        self.finder.setAccessibleName(tr("Find in this list"))
        self.finder.installEventFilter(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(lambda: self._finding.look_for(search=self.finder.text()))
        self.finder.textEdited.connect(lambda _text: self._typing.start())
        self.finder.textChanged.connect(lambda text: None if text else self._typing.start())
        return self.finder

    def _sorting(self) -> Button:
        button = Button("", "list", "quiet")
        button.setAccessibleName(tr("Order of the list"))
        button.setToolTip(tr("Order of the list"))
        button.setFixedWidth(32)
        menu = QMenu(button)
        group = QActionGroup(menu)
        self._sorts: dict[str, QAction] = {}
        sorts = (
            ("name", tr("By name")),
            ("country", tr("By country")),
            ("newest", tr("Newest first")),
            ("last-contact", tr("Last contact first")),
            ("next-reorder", tr("Next reorder first")),
        )
        for key, title in sorts:
            action = QAction(title, menu, checkable=True)
            down = key == "last-contact"
            action.triggered.connect(lambda _on=False, k=key, d=down: self._finding.look_for(sort=k, descending=d))
            group.addAction(action)
            menu.addAction(action)
            self._sorts[key] = action
        button.clicked.connect(lambda _checked=False: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    @property
    def panel(self) -> FilterPanel:
        """The panel of filters, made at its first use."""
        if self._panel is None:
            self._panel = FilterPanel(self._finding, self)
        return self._panel

    def open_panel(self) -> None:
        """Open the filters."""
        self.panel.open_below(self.filter_button)

    def set_wide(self, wide: bool) -> None:
        """Over a wide list the field does not grow without end."""
        self.shape.setChecked(wide)
        self.finder.setMaximumWidth(_FINDER if wide else _ANY)

    def show_query(self, query: CustomerQuery) -> None:
        """Show what is looked for."""
        self.kind.offer([(str(kind), words.kinds(kind)) for kind in words.KINDS])
        self.kind.show_saved(query.kind)
        if self.finder.text() != query.search:
            self.finder.setText(query.search)
        self._typing.stop()
        for key, action in self._sorts.items():
            action.setChecked(key == query.sort)
        self._show_conditions()

    def _show_conditions(self) -> None:
        self.conditions.show_conditions(filter_words.conditions(self._finding.query.filter, self._finding.countries))

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many each chip would leave, and the filters kept by name."""
        titles = {
            "": tr("All {count}", count=formats.count(counts.get("", 0))),
            "reorder": tr("Due to reorder {count}", count=formats.count(counts.get("reorder", 0))),
            "unconfirmed": tr("Unconfirmed {count}", count=formats.count(counts.get("unconfirmed", 0))),
            "late": tr("Late payments {count}", count=formats.count(counts.get("late", 0))),
        }
        if self._finding.query.kind != PartyKind.CUSTOMER:
            # Only customers reorder and owe.
            titles = {key: title for key, title in titles.items() if key in ("", "unconfirmed")}
        titles |= {f"{SAVED}{kept.id}": kept.name for kept in self._finding.saved}
        self.chips.show_filters(list(titles.items()), self._finding.chip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter in the field act on the list."""
        if watched is self.finder and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _STEPS:
                self.stepped.emit(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)
