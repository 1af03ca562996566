"""What a file with templates would bring: each text with what taking it in does, chosen one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tradedesk.domain.template import Template
from tradedesk.services.template_exchange import Arrival, Incoming
from tradedesk.ui.templates import words
from tradedesk.ui.widgets import Button, Card, Chip, Line, PlainLabel
from tradedesk.ui.widgets.scrolled import Scrolled
from tradedesk.ui.wording import errors, tr, trn


class IncomingCard(Card):
    """Nothing is written before the button; ``taken`` carries the texts chosen."""

    taken = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("From a file"), parent=parent)
        self._seen: tuple[Incoming, ...] = ()
        self.boxes: list[QCheckBox] = []
        self.file = self.add_note("")
        self._area = Scrolled("raised")
        self.add(self._area, 1)
        self.add(Line())
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 10, 14, 6)
        row.setSpacing(8)
        self.told = PlainLabel(tone="muted", size="small", wrap=True)
        self.cancel = Button(tr("Take nothing in"), kind="quiet", on_click=self.closed.emit)
        self.take = Button("", "import", "primary", self._take)
        row.addWidget(self.told, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.take)
        self.add(foot)

    def show_incoming(self, seen: Sequence[Incoming], file: str) -> None:
        """Show what a file holds; what is new or different is chosen."""
        self._seen = tuple(seen)
        self.file.setText(file)
        column = self._area.begin_column()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.boxes = []
        for number, each in enumerate(self._seen):
            if number:
                column.addWidget(Line())
            column.addWidget(self._row(each))
        column.addStretch(1)
        self._area.show_column()
        self._count()

    def take_focus(self) -> None:
        """Begin at the first text that can be chosen."""
        first = next((each for each in self.boxes if each.isEnabled()), None)
        (first or self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, incoming: Incoming) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        text = incoming.template
        box = QCheckBox(words.name_of(text).replace("&", "&&"))
        box.setChecked(incoming.arrival not in (Arrival.FAULTY, Arrival.SAME))
        box.setEnabled(incoming.arrival is not Arrival.FAULTY)
        box.toggled.connect(lambda _on: self._count())
        self.boxes.append(box)
        chip, role = words.arrival_words(incoming)
        head.addWidget(box)
        head.addWidget(Chip(words.language_chip(text.language)))
        if incoming.snippet is not None:
            head.addWidget(Chip(words.piece_words(incoming.snippet.kind)))
        head.addStretch(1)
        head.addWidget(Chip(chip, role))
        column.addLayout(head)
        for sentence, tone in _told(incoming):
            label = PlainLabel(sentence, tone=tone, size="small", wrap=True)
            label.setContentsMargins(24, 0, 0, 0)
            column.addWidget(label)
        column.addWidget(_whole(text))
        return holder

    def _chosen(self) -> list[Incoming]:
        return [each for each, box in zip(self._seen, self.boxes, strict=True) if box.isChecked()]

    def _count(self) -> None:
        number = len(self._chosen())
        self.take.set_words(trn("Take {n} text in", "Take {n} texts in", number))
        self.take.setEnabled(number > 0)
        self.told.setText(
            tr("One Undo takes all of it out again. What your texts say now is kept among their versions.")
        )

    def _take(self) -> None:
        self.taken.emit(self._chosen())


def _told(incoming: Incoming) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    if incoming.fault is not None:
        told.append((errors.sentence(incoming.fault), "bad"))
    if incoming.other_purpose:
        told.append((tr("Its purpose is not known here: it goes by order progress until you choose another."), "warn"))
    return told


def _whole(text: Template) -> QPlainTextEdit:
    """The first lines of a text, the rest by scrolling."""
    view = QPlainTextEdit(f"{text.subject}\n\n{text.body}".lstrip("\n"))
    view.setReadOnly(True)
    view.setTabChangesFocus(True)
    view.setFixedHeight(84)
    view.setAccessibleName(words.name_of(text))
    return view
