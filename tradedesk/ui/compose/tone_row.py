"""The tone of a message, beside its language: what it is, why, and the others to choose from (E1-E4)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from tradedesk.domain.culture import Tone, ToneChoice
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel, plain_tooltip
from tradedesk.ui.wording import reasons, tr


def tone_words(tone: Tone) -> str:
    """A tone in one word."""
    return {Tone.DIRECT: tr("Direct"), Tone.WARM: tr("Warm"), Tone.FORMAL: tr("Formal")}[tone]


def _manner(tone: Tone) -> str:
    """What a tone does to a text."""
    return {
        Tone.DIRECT: tr("Figures first, little else"),
        Tone.WARM: tr("A warm word first"),
        Tone.FORMAL: tr("Company, titles, every parameter"),
    }[tone]


class ToneRow(QWidget):
    """ "Tone · Direct", a menu below it; ``picked`` carries a tone, or "" for the one the reader's culture asks for."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = ""
        self._now: Tone | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 0, 2)
        row.setSpacing(4)
        row.addWidget(PlainLabel(tr("Tone") + " ·", tone="muted", size="small"))
        self.button = Button("", "chevron-down", "link", self.offer)
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        row.addWidget(self.button)
        row.addStretch(1)
        self.hide()

    def show_tone(self, found: ToneChoice | None, chosen: str) -> None:
        """Show the tone and why; None where the text has none. ``chosen`` is the user's own for this message, or ""."""
        self.setVisible(found is not None)
        self._chosen, self._now = chosen, found.tone if found is not None else None
        if found is not None:
            name, why = tone_words(found.tone), reasons.sentence(found.reason)
            self.button.set_words(name)
            self.button.setToolTip(plain_tooltip(why))
            self.button.setAccessibleName(tr("Tone of the message: {tone}", tone=name))
            self.button.setAccessibleDescription(why)

    def offer(self) -> None:
        """Open the menu of tones below the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        choices = [("", tr("As usual for this reader")), *((each, _line(each)) for each in Tone)]
        for code, text in choices:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(code == self._chosen)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, c=str(code): self.picked.emit(c))
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))


def _line(tone: Tone) -> str:
    return tr("{tone}: {manner}", tone=tone_words(tone), manner=_manner(tone))
