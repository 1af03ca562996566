"""The line at the bottom: what was done last, with Undo, or taken back, with Redo; how much the ledger holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import done, formats, joined, tr, trn

#: Milliseconds that the last action stays before the line says only when it was saved.
_STAYS = 12_000
#: Saved by itself while it is typed: no step, so it takes no words from one that is still offered to be taken back.
_TYPED = "draft-changed"


class StatusLine(QFrame):
    """26 px high."""

    def __init__(
        self, undo: Callable[[int], object], redo: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setFixedHeight(27)
        self._undo = undo
        self._undo_id: int | None = None
        self._redo = redo
        self._saved: datetime | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        self.words = PlainLabel(tone="muted", size="small")
        self.undo_link = Button(tr("Undo"), kind="link", on_click=self._take_back)
        self.undo_link.hide()
        self.counts = PlainLabel(tone="muted", size="small")
        self.redo_link = Button(tr("Redo"), kind="link", on_click=self._do_again)
        self.redo_link.hide()
        for widget in (self.words, self.undo_link, self.redo_link):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.counts)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS)
        self._timer.timeout.connect(self._show_saved)

    def show_done(self, label: str, undo_id: int | None) -> None:
        """Say what was done just now; with an undo id, offer to take it back."""
        if label == _TYPED and not self.undo_link.isHidden():
            self._saved = datetime.now().astimezone()
            return
        self._undo_id = undo_id
        self._show("✓ " + done.sentence(label))
        self.undo_link.setVisible(undo_id is not None)

    def show_taken_back(self, label: str, *, can_redo: bool) -> None:
        """Say what was undone just now, and offer to do it again where that is possible."""
        self._show(tr("Undone: {what}", what=done.sentence(label)))
        self.redo_link.setVisible(can_redo)

    def show_taking_back(self, gone: int, rows: int) -> None:
        """Say how far a large change is taken back; where that is refused after all, the words go by themselves."""
        self.words.setText(tr("Undoing: {gone} of {all}", gone=formats.count(gone), all=formats.count(rows)))
        self.undo_link.hide()
        self.redo_link.hide()
        self._timer.start()

    def show_saved(self, when: datetime | None) -> None:
        """Say when the ledger was last written."""
        self._saved = when
        if not self._timer.isActive():
            self._show_saved()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many customers, addresses and orders there are."""
        words = {
            "customers": lambda n: trn("1 customer", "{count} customers", n, count=formats.count(n)),
            "addresses": lambda n: trn("1 address", "{count} addresses", n, count=formats.count(n)),
            "orders": lambda n: trn("1 order", "{count} orders", n, count=formats.count(n)),
            "messages": lambda n: trn("1 message", "{count} messages", n, count=formats.count(n)),
        }
        self.counts.setText(joined(words[kind](n) for kind, n in counts.items() if kind in words))

    def _show(self, words: str) -> None:
        self._saved = datetime.now().astimezone()
        self.words.setText(words)
        self.undo_link.hide()
        self.redo_link.hide()
        self._timer.start()

    def _show_saved(self) -> None:
        self.undo_link.hide()
        self.redo_link.hide()
        self.words.setText(tr("✓ Saved {time}", time=formats.clock(self._saved)) if self._saved else "")

    def _take_back(self) -> None:
        if self._undo_id is not None:
            self._undo(self._undo_id)
            self.undo_link.hide()

    def _do_again(self) -> None:
        self._redo()
        self.redo_link.hide()
