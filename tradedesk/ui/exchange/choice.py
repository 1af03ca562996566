"""A choice of one of several, as the cards of this page have it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget


class Offered(QStandardItemModel):
    """What many choices offer alike: (code, words) pairs."""

    def __init__(self, pairs: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs = list(pairs)
        for code, words in self.pairs:
            item = QStandardItem(words)
            item.setData(code, Qt.ItemDataRole.UserRole)
            self.appendRow(item)


class Choice(QComboBox):
    """One of several; ``chosen`` carries the code that the user took. The wheel scrolls the page, never the choice."""

    chosen = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda _at: self.chosen.emit(self.code))

    @property
    def code(self) -> str:
        """The code of what is chosen."""
        return str(self.currentData() or "")

    def offer(self, choices: Sequence[tuple[str, str]], code: str) -> None:
        """Offer (code, words) pairs, one of them chosen; a code that is none of them is added."""
        wanted = list(choices)
        if code not in (each for each, _ in wanted):
            wanted.append((code, code))
        if [(self.itemData(at), self.itemText(at)) for at in range(self.count())] != wanted:
            self.clear()
            for each, words in wanted:
                self.addItem(words, each)
        self.setCurrentIndex(self.findData(code))

    def share(self, offered: Offered, code: str) -> None:
        """Offer what other choices offer too, one of it chosen."""
        if self.model() is not offered:
            self.setModel(offered)
        self.setCurrentIndex(self.findData(code))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
