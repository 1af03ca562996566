"""What Today says in a new ledger: three ways to begin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Button, Card, Icon, Line, PageTitle, PlainLabel
from tradedesk.ui.wording import tr

_LOG_INQUIRY = "order.log-inquiry"


class FirstSteps(QWidget):
    """A calm card in the middle; a step whose command does not exist is not shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(2)
        self._card = Card()
        self._card.setMaximumWidth(640)
        self._card.body.setContentsMargins(28, 24, 28, 16)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card, 100)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(3)
        self._fill()
        self.setFocusProxy(self.steps[0].button)
        desk.commands.changed.connect(self._follow)
        self._follow()

    def _fill(self) -> None:
        card, desk = self._card, self._desk
        card.add(PageTitle(tr("A good day to begin")))
        card.body.addSpacing(4)
        told = tr("The desk is empty, so nothing is owed yet. With the first order, this page says what needs you now.")
        card.add(PlainLabel(told, tone="muted", wrap=True))
        card.body.addSpacing(12)
        self.steps = [
            _Step("import", tr("Import a list"),
                  tr("Customers or orders from a workbook or CSV file; you see everything first."),
                  lambda: desk.open(Place("exchange"))),
            _Step("building-2", tr("Add a customer"), tr("One company with its people and addresses."),
                  lambda: desk.open(Place("customers", extra={"new": True}))),
            _Step("inbox", tr("Log an inquiry"), tr("The answer is promised within 24 hours; the clock starts here."),
                  lambda: desk.commands.trigger(_LOG_INQUIRY)),
        ]  # fmt: skip
        for step in self.steps:
            card.add(Line())
            card.add(step)

    def _follow(self) -> None:
        self.steps[-1].setVisible(self._desk.commands.get(_LOG_INQUIRY) is not None)


class _Step(QWidget):
    def __init__(self, icon: str, title: str, told: str, begin: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(14)
        row.addWidget(Icon(icon, "accent", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(PlainLabel(title, size="strong"))
        column.addWidget(PlainLabel(told, tone="muted", size="small", wrap=True))
        row.addLayout(column, 1)
        self.button = Button(title, on_click=begin)
        self.button.setMinimumWidth(128)
        row.addWidget(self.button)
