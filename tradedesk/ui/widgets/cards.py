"""Grounds that hold things: cards, facts, pairs of key and value, what to say where there is nothing, banners."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tradedesk.ui.theme import icons, signals
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import Chip, PlainLabel, SectionTitle


class Icon(QLabel):
    """An icon that keeps to the theme."""

    def __init__(self, name: str = "", role: str = "muted", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, size
        self.setFixedSize(size, size)
        self._draw()
        signals.changed.connect(self._draw)

    def show_icon(self, name: str, role: str) -> None:
        """Change drawing and colour."""
        self._name, self._role = name, role
        self._draw()

    def _draw(self) -> None:
        if self._name:
            self.setPixmap(icons.pixmap(self._name, self._role, self._size))


class Line(QFrame):
    """A hairline between two things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", True)
        self.setFixedHeight(1)


class Card(QFrame):
    """A raised ground with an optional title line; put widgets into ``body``."""

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        outer = QVBoxLayout(self)
        # Below, the rounded corners need room that a list would paint over.
        outer.setContentsMargins(1, 1, 1, 5)
        outer.setSpacing(0)
        self.header = QHBoxLayout()
        self.title = SectionTitle(title)
        self.note = PlainLabel(note, tone="muted", size="small")
        if title:
            self._add_header(outer)
            self.setAccessibleName(title)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        outer.addLayout(self.body, 1)

    def _add_header(self, outer: QVBoxLayout) -> None:
        self.header.setContentsMargins(14, 0, 14, 0)
        self.header.setSpacing(10)
        self.header.addWidget(self.title)
        self.header.addWidget(self.note)
        self.header.addStretch(1)
        holder = QWidget()
        holder.setLayout(self.header)
        holder.setFixedHeight(37)
        outer.addWidget(holder)
        outer.addWidget(Line())

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget into the body, below the others."""
        self.body.addWidget(widget, stretch)

    def add_action(self, text: str, on_click: Callable[[], None], kind: str = "link", icon: str = "") -> Button:
        """Put a button at the right of the title line."""
        button = Button(text, icon, kind, on_click)
        self.header.addWidget(button)
        return button

    def add_note(self, text: str) -> PlainLabel:
        """Put muted words at the right of the title line."""
        note = PlainLabel(text, tone="muted", size="small")
        self.header.addWidget(note)
        return note


class FactCard(QFrame):
    """One fact with its name, its value, a chip and a line of explanation (the four above a customer)."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 10, 13, 10)
        column.setSpacing(3)
        self._name = PlainLabel(name, tone="muted", size="small")
        self._value = PlainLabel(size="strong", wrap=True)
        self._chip = Chip()
        self._line = PlainLabel(tone="muted", size="small", wrap=True)
        for label in (self._name, self._value, self._chip, self._line):
            column.addWidget(label)
        column.addStretch(1)
        self.setAccessibleName(name)

    def show_fact(self, value: str, chip: tuple[str, str] | None = None, line: str = "") -> None:
        """Show the value, (words, role) of a chip, and the line below."""
        self._value.setText(value)
        self._chip.show_state(*(chip or ("", "neutral")))
        self._line.say(line)


class KeyValue(QWidget):
    """Pairs of a muted name and a value, one below the other."""

    def __init__(self, pairs: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[PlainLabel, PlainLabel]] = []
        self.show_pairs(pairs)

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show these pairs instead."""
        while len(self._labels) < len(pairs):
            name, value = PlainLabel(tone="muted", size="small"), PlainLabel(size="small", wrap=True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            row = len(self._labels)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
            self._labels.append((name, value))
        for number, (name, value) in enumerate(self._labels):
            shown = number < len(pairs)
            name.setText(pairs[number][0] if shown else "")
            value.setText(pairs[number][1] if shown else "")
            name.setVisible(shown)
            value.setVisible(shown)


class EmptyState(QWidget):
    """What to say where there is nothing: an icon, a sentence, and what to do next."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(Icon(icon, "faint", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence = PlainLabel(sentence, tone="muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence)
        if action:
            column.addWidget(Button(action, on_click=on_action), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)


class Banner(QFrame):
    """A line that needs a look or a decision: role info, good, warn or bad; buttons; can be closed."""

    closed = Signal()

    _ICONS = {"info": "info", "good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}  # noqa: RUF012

    def __init__(
        self, role: str, text: str, lead: str = "", *, closable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("banner", role)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 7, 8, 7)
        self._row.setSpacing(8)
        self._row.addWidget(Icon(self._ICONS[role], role))
        if lead:
            self._row.addWidget(PlainLabel(lead, size="strong"))
        self.words = PlainLabel(text, wrap=True)
        self._row.addWidget(self.words, 1)
        self.setAccessibleName(f"{lead} {text}".strip())
        self._closable = closable
        if closable:
            self._add_close()

    def add_action(self, text: str, on_click: Callable[[], None], *, stays: bool = False) -> Button:
        """Put a button at the right; a banner that can be closed closes with it, unless it ``stays``."""
        button = Button(text, kind="plain", on_click=on_click)
        if not self._closable:
            self._row.addWidget(button)
            return button
        self._row.insertWidget(self._row.count() - 1, button)
        if not stays:
            button.clicked.connect(self._close)
        return button

    def _add_close(self) -> None:
        from tradedesk.ui.wording import tr

        self.close_button = Button("", "x", "quiet", self._close, compact=True)
        self.close_button.setAccessibleName(tr("Close"))
        self._row.addWidget(self.close_button)

    def _close(self) -> None:
        self.closed.emit()
        self.deleteLater()
