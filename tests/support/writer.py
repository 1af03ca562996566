"""The hand of somebody who writes into the text of a draft."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtTest import QTest

from tradedesk.domain.rich_store import of
from tradedesk.ledger import drafts


class Writer:
    """Works on a fresh draft whose text is taken out."""

    def __init__(self, hand, bench) -> None:
        self.hand, self.bench = hand, bench
        self.number = hand.draft()
        hand.window.activateWindow()
        # Keys work once the window has had a quiet moment after its start.
        hand.until(lambda: hand.window.isActiveWindow() and bool(hand.window.findChildren(QShortcut)))
        self.body = hand.page.card.body_edit
        self.body.setFocus()
        self.body.selectAll()
        self.press(Qt.Key.Key_Delete)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.body, text)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.body, key, modifier)

    def select(self, words: str) -> None:
        found = self.body.document().find(words)
        assert not found.isNull()
        self.body.setTextCursor(found)

    def kept(self):
        """What the ledger has, once everything is saved."""
        self.hand.page.presenter.flush()
        self.hand.settle()
        return drafts.draft(self.bench.ledger.read, self.number)

    def blocks(self):
        draft = self.kept()
        return of(draft.body, draft.rich)

    def paste(self, data: QMimeData) -> None:
        QGuiApplication.clipboard().setMimeData(data)
        self.body.paste()
