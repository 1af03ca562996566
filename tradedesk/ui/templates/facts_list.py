"""The facts a template can name: found by typing, put in at the cursor by Enter or a double click."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.facts import FACTS, FactGroup
from tradedesk.ui.templates import words
from tradedesk.ui.templates.rows import Heading, Row, Rows
from tradedesk.ui.widgets import PlainLabel, SectionTitle
from tradedesk.ui.wording import tr


class FactsList(QWidget):
    """Title, a field to find a fact by its words or its name, and the facts; ``wanted`` carries a fact's name."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a fact"))
        self.search.setAccessibleName(tr("Find a fact"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._refill())
        self.search.returnPressed.connect(self._take_first)
        self.list = Rows(tr("Facts"))
        self.list.opened.connect(self.wanted)
        hint = PlainLabel(tr("Enter or a double click puts a fact in at the cursor."), tone="muted", size="small")
        hint.setWordWrap(True)
        self._none = PlainLabel(tr("No fact is called that."), tone="muted", size="small")
        self._none.hide()
        head = QVBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.setSpacing(6)
        for widget in (SectionTitle(tr("Facts")), hint, self.search, self._none):
            head.addWidget(widget)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self._refill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the field into the list."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            if not self.list.current_key():
                self.list.set_first_current()
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _refill(self) -> None:
        self.list.show_rows(_rows(self.search.text().casefold().split()))
        self._none.setVisible(not self.list.count())

    def _take_first(self) -> None:
        """Enter in the field takes what was found first."""
        self.list.set_first_current()
        if self.list.current_key():
            self.wanted.emit(self.list.current_key())


def _rows(parts: list[str]) -> Iterable[Row | Heading]:
    for group in FactGroup:
        found = [
            Row(fact.name, words.label_of(fact.name), fact.name)
            for fact in FACTS.values()
            if fact.group is group
            and all(part in f"{fact.name} {fact.label_en} {fact.label_zh}".casefold() for part in parts)
        ]
        if found:
            yield Heading(words.group_words(group))
            yield from found
