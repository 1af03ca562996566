"""Below the rows that look like another company: what is said of the marked ones, and of all of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradedesk.ui.widgets import Button, PlainLabel
from tradedesk.ui.wording import formats, tr, trn


class SameOrNewBar(QWidget):
    """``said`` carries whether the marked rows are the same, ``said_of_all`` whether all are."""

    said = Signal(bool)
    said_of_all = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 8)
        row.setSpacing(8)
        self.marked = PlainLabel(tone="muted", size="small")
        self.same = Button(tr("The same"), on_click=lambda: self.said.emit(True), compact=True)
        self.new = Button(tr("A new one"), on_click=lambda: self.said.emit(False), compact=True)
        self.every = PlainLabel(tone="muted", size="small")
        self.all_same = Button(tr("The same"), on_click=lambda: self.said_of_all.emit(True), compact=True)
        self.all_new = Button(tr("New ones"), on_click=lambda: self.said_of_all.emit(False), compact=True)
        for widget in (self.marked, self.same, self.new):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.every, self.all_same, self.all_new):
            row.addWidget(widget)

    def show_marked(self, n: int) -> None:
        """So many of the marked rows look like another."""
        told = trn("1 marked row is", "{n} marked rows are", n, n=formats.count(n))
        self.marked.setText(told if n else tr("Mark rows to say what they are; the space bar turns it round."))
        self.new.set_words(tr("New ones") if n > 1 else tr("A new one"))
        for button in (self.same, self.new):
            button.setVisible(n > 0)
            button.setAccessibleName(f"{told} {button.text()}")

    def show_every(self, n: int) -> None:
        """So many rows of the list look like another."""
        told = trn("The one row that looks alike is", "All {n} that look alike are", n, n=formats.count(n))
        self.every.setText(told)
        for widget in (self.every, self.all_same, self.all_new):
            # What can be said of the only one is said when it is marked.
            widget.setVisible(n > 1)
        for button in (self.all_same, self.all_new):
            button.setAccessibleName(f"{told} {button.text()}")
