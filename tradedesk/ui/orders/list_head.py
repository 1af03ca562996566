"""Above the orders: chips, a field to find them as one types, the filter, and list, board or calendar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.services.order_finding import Heads, OrderQuery
from tradedesk.ui.list_query import SAVED
from tradedesk.ui.orders import filter_words
from tradedesk.ui.orders.filter_panel import FilterPanel
from tradedesk.ui.orders.finding import OrderFinding
from tradedesk.ui.widgets import Button, FilterChips, PageTitle
from tradedesk.ui.widgets.conditions import ConditionChips
from tradedesk.ui.wording import formats, tr

#: Milliseconds after the last letter before the orders are looked up.
_TYPING = 110
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

#: The views by name, with their icons.
VIEWS = {"list": "list", "board": "columns-3", "calendar": "calendar"}


def view_title(view: str) -> str:
    """ "Board"."""
    return {"list": tr("List"), "board": tr("Board"), "calendar": tr("Calendar")}[view]


class ListHead(QWidget):
    """Renders the query of an ``OrderFinding`` and changes it."""

    #: A key in the field that belongs to the orders below.
    stepped = Signal(QKeyEvent)
    #: Enter in the field.
    entered = Signal()
    #: Another view was asked for.
    view_chosen = Signal(str)

    def __init__(self, finding: OrderFinding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PageTitle(tr("Orders")))
        self.chips = FilterChips()
        self.chips.setAccessibleName(tr("Filters"))
        self.chips.chosen.connect(finding.choose_chip)
        row.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._search())
        self.filter_button = Button("", "funnel", "quiet", self.open_panel)
        self.filter_button.setAccessibleName(tr("Filter"))
        self.filter_button.setToolTip(tr("Filter"))
        self.filter_button.setFixedWidth(32)
        self.filter_button.setCheckable(True)
        row.addWidget(self.filter_button)
        self._add_views(row)
        column.addLayout(row)
        self.conditions = ConditionChips(finding.drop)
        column.addWidget(self.conditions)
        self._panel: FilterPanel | None = None
        finding.saved_changed.connect(self._show_chips)
        finding.heads_changed.connect(lambda _heads: self._show_chips())
        finding.choices_changed.connect(self._show_conditions)
        finding.query_changed.connect(self.show_query)

    def _search(self) -> QLineEdit:
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(196)
        self.search.setPlaceholderText(tr("Number, customer, goods"))
        self.search.setToolTip(
            tr("Order number, buyer's reference, goods, customer, tracking, container or B/L number")
        )
        self.search.setAccessibleName(tr("Find in this list"))
        self.search.installEventFilter(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._look)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.textChanged.connect(lambda text: None if text else self._typing.start())
        return self.search

    def _add_views(self, row: QHBoxLayout) -> None:
        self.views: dict[str, Button] = {}
        group = QButtonGroup(self)
        for name, icon in VIEWS.items():
            button = Button(view_title(name), icon)
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, n=name: self.view_chosen.emit(n))
            group.addButton(button)
            row.addWidget(button)
            self.views[name] = button

    @property
    def panel(self) -> FilterPanel:
        """The panel of filters, made at its first use."""
        if self._panel is None:
            self._panel = FilterPanel(self._finding, self)
        return self._panel

    def open_panel(self) -> None:
        """Open the filters."""
        self.filter_button.setChecked(bool(self._finding.query.filter))
        self.panel.open_below(self.filter_button)

    def show_view(self, view: str) -> None:
        """Say which view is shown."""
        self.views[view].setChecked(True)

    def show_query(self, query: OrderQuery) -> None:
        """Show what is looked for."""
        if self.search.text() != query.search:
            self.search.setText(query.search)
        self._typing.stop()
        self._show_chips()
        if query.filter and self._finding.choices is None:
            self._finding.read_choices()  # for the names on the chips
        self._show_conditions()
        self.filter_button.setChecked(bool(query.filter))

    def _show_conditions(self) -> None:
        self.conditions.show_conditions(filter_words.conditions(self._finding.query.filter, self._finding.choices))

    def _show_chips(self) -> None:
        heads: Heads | None = self._finding.heads
        if heads is None:
            return
        n = {chip: formats.count(many) for chip, many in heads.counts.items()}
        titles = [
            ("running", tr("Running {n}", n=n["running"])),
            ("late", tr("Late {n}", n=n["late"])),
            ("unpaid", tr("Unpaid {n}", n=n["unpaid"])),
        ]
        if heads.me:
            titles.append(("mine", tr("Mine {n}", n=n["mine"])))
        titles.append(("", tr("All {n}", n=n[""])))
        titles += [(f"{SAVED}{kept.id}", kept.name) for kept in self._finding.saved]
        self.chips.show_filters(titles, self._finding.chip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter in the field act on the orders."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _STEPS:
                self.stepped.emit(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._look()
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        self._typing.stop()
        self._finding.look_for(search=self.search.text())
