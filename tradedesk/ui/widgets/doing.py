"""Work that takes a while: what is done, how far it is, and a way to end it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import tr


class Doing(QWidget):
    """How far the work is, in thousandths told by ``progressed``, with a way to end it."""

    def __init__(self, progressed: SignalInstance, cancel: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.words = PlainLabel(tone="muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.bar.setAccessibleName(tr("How far it is"))
        self.cancel = Button(tr("Cancel"), on_click=cancel)
        for widget in (self.words, self.bar, self.cancel):
            row.addWidget(widget)
        progressed.connect(self.bar.setValue)

    def show_doing(self, told: str) -> None:
        """Say what is being done; from the beginning."""
        if self.words.text() != told or not self.isVisible():
            self.bar.setValue(0)
        self.words.setText(told)
