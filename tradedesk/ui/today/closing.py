"""Close the day (日清日结, D5): what is done and what is left, as the ledger says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradedesk.services.today import Closing
from tradedesk.ui.today import words
from tradedesk.ui.widgets import Button, Card, ElidedLabel, Icon, Line
from tradedesk.ui.widgets.labels import set_style_property
from tradedesk.ui.wording import tr

#: Which filter of the log shows what is left.
_IN_LOG = {"hand-overs-marked": "handed-over", "points-confirmed": "points"}


class ClosingCard(Card):
    """One line a matter, ticked when nothing of it is left."""

    #: The filter of the log that shows what is left.
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Close the day"), parent=parent)
        self._count = self.add_note("")
        self._lines: dict[str, _ClosingLine] = {}

    def show_closing(self, closing: Sequence[Closing]) -> None:
        """Show how far closing the day is."""
        done = sum(1 for each in closing if not each.open)
        self._count.setText(tr("{n} of {m}", n=done, m=len(closing)))
        for each in closing:
            if each.code not in self._lines:
                self._add(each.code)
            self._lines[each.code].show_closing(each)

    def _add(self, code: str) -> None:
        if self._lines:
            self.add(Line())
        line = self._lines[code] = _ClosingLine()
        chip = _IN_LOG.get(code, "")
        if chip:
            line.look.clicked.connect(lambda: self.wanted.emit(chip))
        line.can_look = bool(chip)
        self.add(line)


class _ClosingLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.can_look = False
        self.setFixedHeight(35)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        self._icon = Icon("circle", "muted")
        self._words = ElidedLabel()
        self.look = Button(tr("Show"), kind="link")
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.look)

    def show_closing(self, closing: Closing) -> None:
        done = closing.open == 0
        text = words.closing_words(closing)
        self._icon.show_icon("circle-check" if done else "circle", "accent" if done else "faint")
        self._words.setText(text)
        set_style_property(self._words, "tone", "muted" if done else "")
        self.setAccessibleName(tr("Done: {what}", what=text) if done else text)
        self.look.setAccessibleName(tr("Show: {what}", what=text))
        self.look.setVisible(self.can_look and not done)
