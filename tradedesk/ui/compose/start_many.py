"""The other beginning: one notice to all whom a kept filter finds, nobody seeing another (A6)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradedesk.services import finding
from tradedesk.services.finding import SavedFilter
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.flow import FlowLayout
from tradedesk.ui.widgets.labels import PlainLabel, SectionTitle
from tradedesk.ui.wording import tr


class ManyStart(QWidget):
    """A button a kept filter, and the way to mark customers; ``chosen`` carries "filter" and its number."""

    chosen = Signal(str, int)
    #: Go to the list of customers to mark them there.
    list_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionTitle(tr("One notice to many")))
        self._hint = PlainLabel(tone="muted", wrap=True)
        column.addWidget(self._hint)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=8, line_gap=8)
        policy = self._holder.sizePolicy()
        policy.setHeightForWidth(True)
        self._holder.setSizePolicy(policy)
        column.addWidget(self._holder)
        self.list_button = Button(tr("Mark customers in the list"), "building-2", on_click=self.list_asked.emit)
        self._flow.addWidget(self.list_button)
        self.buttons: list[Button] = []
        self._shown: tuple[SavedFilter, ...] | None = None
        self._show(())

    def load(self) -> None:
        """Read the kept filters."""
        self._desk.run(finding.saved_filters, "customer", on_done=self._show, owner=self)

    def _show(self, kept: tuple[SavedFilter, ...]) -> None:
        if kept == self._shown:
            return
        self._shown = kept
        told = tr("To all whom a kept filter finds, or whom you mark. None of them sees another.")
        self._hint.setText(told if kept else tr("To all whom you mark in the list. None of them sees another."))
        for old in self.buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = []
        for place, each in enumerate(kept):
            button = Button(each.name, "users")
            button.setAccessibleName(tr("Write to all of “{name}”", name=each.name))
            button.clicked.connect(lambda _on=False, number=each.id: self.chosen.emit("filter", number))
            self._flow.insert_widget(place, button)
            button.show()
            self.buttons.append(button)
        self._holder.updateGeometry()
