"""The fields a text can name, with their values: found by typing, put in by a click, by Enter, or by dragging."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QElapsedTimer, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidgetItem, QVBoxLayout, QWidget

from tradedesk.domain.facts import FACTS, FactGroup
from tradedesk.ui.templates import words
from tradedesk.ui.templates.rows import Heading, Row, Rows, row_of
from tradedesk.ui.widgets import PlainLabel, SectionTitle
from tradedesk.ui.wording import tr

#: Stands in no text: it says something of the message.
_NEVER_NAMED = frozenset({"proofread.by"})
_VALUE_SHOWN = 120


def field(name: str) -> str:
    """How a text names a fact; what a text only asks for stands as a condition."""
    return f"{{% if {name} %}}{{% endif %}}" if name.startswith("tone.") else "{{ " + name + " }}"


class FieldRows(Rows):
    """The fields; ``opened`` by a click, too, and each can be dragged into the text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setDragEnabled(True)
        self._since = QElapsedTimer()
        self._taken = ""
        self.itemClicked.connect(self._click)

    def mimeData(self, dragged: Sequence[QListWidgetItem]) -> QMimeData:
        """The field as text."""
        data = QMimeData()
        data.setText("".join(field(row.key) for row in map(row_of, dragged) if isinstance(row, Row)))
        return data

    def _click(self, item: QListWidgetItem) -> None:
        row = row_of(item)
        again = self._since.isValid() and self._since.elapsed() < QApplication.doubleClickInterval()
        if isinstance(row, Row) and not (again and row.key == self._taken):
            self._taken = row.key
            self._since.start()
            self.opened.emit(row.key)


class FactsList(QWidget):
    """Title, a field to find a fact by its words, its name or its value, and the facts; ``wanted`` carries a name."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Mapping[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a fact"))
        self.search.setAccessibleName(tr("Find a fact"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._refill())
        self.search.returnPressed.connect(self._take_first)
        self.list = FieldRows(tr("Facts"))
        self.list.opened.connect(self.wanted)
        hint = PlainLabel(tr("A click or Enter puts it in at the cursor; or drag it."), tone="muted", size="small")
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

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show what each fact is on the order chosen."""
        if values != self._values:
            self._values = dict(values)
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
        self.list.show_rows(_rows(self.search.text().casefold().split(), self._values))
        self._none.setVisible(not self.list.count())

    def _take_first(self) -> None:
        """Enter in the field takes what was found first."""
        self.list.set_first_current()
        if self.list.current_key():
            self.wanted.emit(self.list.current_key())


def _rows(parts: list[str], values: Mapping[str, str]) -> Iterable[Row | Heading]:
    for group in FactGroup:
        found = []
        for fact in FACTS.values():
            value = " ".join(values.get(fact.name, "").split())
            told = f"{fact.name} {fact.label_en} {fact.label_zh} {value}".casefold()
            if fact.group is not group or fact.name in _NEVER_NAMED or not all(part in told for part in parts):
                continue
            label = words.label_of(fact.name)
            shown = value[:_VALUE_SHOWN] or tr("not known here")
            found.append(Row(fact.name, label, shown, spoken=f"{label}: {shown}", faint=not value,
                             tip=f"{field(fact.name)}\n{value}".rstrip()))  # fmt: skip
        if found:
            yield Heading(words.group_words(group))
            yield from found
