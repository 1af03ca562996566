"""The small lines within a shipment: a number with the carriers it can be of, a container, the share of a line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.carrier import Link
from tradedesk.domain.container import SIZES, Container, shown
from tradedesk.services.shipment_view import BoxSeen, NumberSeen
from tradedesk.ui.orders.shipment_state import LineShare, places_to_look
from tradedesk.ui.widgets import Button, ElidedLabel, PlainLabel
from tradedesk.ui.widgets.saved import SavedLine, SavedOffer
from tradedesk.ui.wording import reasons, together, tr


class NumberLines(QWidget):
    """Each number with every carrier it can be of, why, and one click to its page."""

    #: Link and number.
    opened = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._shown: tuple[NumberSeen, ...] = ()
        self._lines: list[QWidget] = []
        self._said: list[PlainLabel] = []
        self.buttons: list[Button] = []
        self.hide()

    def show_numbers(self, numbers: Sequence[NumberSeen]) -> None:
        """Show these numbers."""
        if tuple(numbers) == self._shown:
            return
        self._shown = tuple(numbers)
        for gone in self._lines:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._lines, self._said, self.buttons = [], [], []
        for each in self._shown:
            for place, found in enumerate(places_to_look(each)):
                label = PlainLabel(found.words, tone=found.tone, size="small", wrap=True)
                self._said.append(label)
                name = shown(each.number) if place == 0 and len(self._shown) > 1 else ""
                self._lines.append(self._line(name, label, found.name, found.link, each.number))
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(self._lines))

    @property
    def sentences(self) -> list[str]:
        """What is said, line by line."""
        return [label.text() for label in self._said]

    def _line(self, number: str, label: PlainLabel, carrier: str, link: Link | None, asked: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if number:
            row.addWidget(PlainLabel(number, size="small"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        if link is not None:
            button = Button(
                tr("Look up"), "external-link", "link", partial(self.opened.emit, link, asked), compact=True
            )
            button.setAccessibleName(tr("Look up {number} at {carrier}", number=asked, carrier=carrier))
            self.buttons.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder


class BoxRow(QWidget):
    """One container: number, seal, size; what does not fit below, with the number that would."""

    #: Box, field, text.
    finished = Signal(int, str, str)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box_id = 0
        self.number, self.seal = SavedLine(tr("Container number")), SavedLine(tr("Seal"))
        self.size_type = SavedOffer(("", *SIZES))
        names = ((self.number, tr("Container number")), (self.seal, tr("Seal")), (self.size_type, tr("Size")))
        for editor, name in names:
            editor.setAccessibleName(name)
        self.size_type.setFixedWidth(106)
        self.remove = Button("", "x", "quiet", lambda: self.removed.emit(self.box_id), compact=True)
        self.remove.setAccessibleName(tr("Remove the container"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.number, 3)
        row.addWidget(self.seal, 2)
        row.addWidget(self.size_type)
        row.addWidget(self.remove)
        column.addLayout(row)
        self.remark = PlainLabel(tone="warn", size="small", wrap=True)
        self.use = Button("", kind="link", on_click=self._use, compact=True)
        self._offered = ""
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.remark, 1)
        below.addWidget(self.use, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        for field, line in (("number", self.number), ("seal", self.seal), ("size", self.size_type)):
            line.committed.connect(lambda text, of=field: self.finished.emit(self.box_id, of, text))
        self.show_box(None, fresh=True)

    def show_box(self, seen: BoxSeen | None, *, fresh: bool) -> None:
        """Show a container; None is one that is still to be typed."""
        box = seen.box.container if seen is not None else Container("")
        self.box_id = seen.box.id if seen is not None else 0
        self.number.show_saved(shown(box.number), fresh=fresh)
        self.seal.show_saved(box.seal, fresh=fresh)
        self.size_type.show_saved(box.size, fresh=fresh)
        said = [each.remark for each in (seen.number, seen.size) if each.remark is not None] if seen else []
        self.remark.say(together(reasons.sentence(each) for each in said))
        self._offered = seen.number.offered if seen is not None else ""
        self.use.set_words(tr("Use {number}", number=shown(self._offered)))
        self.use.setVisible(bool(self._offered))

    def finish(self) -> None:
        """Tell what is still being typed."""
        for editor in (self.number, self.seal, self.size_type):
            editor.finish()

    def _use(self) -> None:
        self.finished.emit(self.box_id, "number", self._offered)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)


class ShareRow(QWidget):
    """How much of one order line goes with a shipment."""

    #: Line, text.
    finished = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line_id = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.name = ElidedLabel(size="small")
        self.quantity = SavedLine()
        self.quantity.setFixedWidth(88)
        self.quantity.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.note = PlainLabel(tone="muted", size="small")
        self.note.setMinimumWidth(110)
        row.addWidget(self.name, 1)
        row.addWidget(self.quantity)
        row.addWidget(self.note)
        self.quantity.committed.connect(lambda text: self.finished.emit(self.line_id, text))

    def show_share(self, share: LineShare, *, fresh: bool) -> None:
        """Show a line's share."""
        self.line_id = share.line_id
        self.name.setText(share.name)
        self.quantity.setAccessibleName(tr("Quantity of {goods} in this shipment", goods=share.name))
        self.quantity.show_saved(share.quantity, fresh=fresh)
        self.note.setText(share.note)
        self.note.set_tone(share.tone)
