"""What a change would bring, shown before it is made: it happens, is written about at once, or is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.services.order_ahead import Consequences
from tradedesk.ui.orders import view_words
from tradedesk.ui.theme import tokens
from tradedesk.ui.widgets import Button, PlainLabel
from tradedesk.ui.widgets.cards import Icon
from tradedesk.ui.widgets.escape import on_escape
from tradedesk.ui.wording import together, tr, trn

_WIDTH, _BELOW = 640, 16
#: So many consequences are told one by one.
_TOLD = 9
_ROLES = {"triangle-alert": "warn", "banknote": "warn", "check": "good", "mail": "info"}


class AheadPanel(QFrame):
    """Lies over the lower edge of its parent until it is decided; Enter does it, Esc leaves it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(tr("What this brings"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(10)
        self.title = PlainLabel(size="section", wrap=True)
        self._column.addWidget(self.title)
        self._facts = QWidget()
        self._column.addWidget(self._facts)
        self._column.addLayout(self._buttons())
        self.sentences: list[str] = []
        self._do: Callable[[bool], object] | None = None
        self._leave: Callable[[], object] | None = None
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)
        parent.installEventFilter(self)
        on_escape(self, self.cancel)
        self.hide()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.leave = Button(tr("Leave it"), kind="quiet", on_click=self.cancel)
        self.write = Button(tr("Do it and write the notice"), "pencil", on_click=lambda: self._decide(True))
        self.do = Button(tr("Do it"), "check", "primary", lambda: self._decide(False))
        for button in (self.leave, self.write, self.do):
            row.addWidget(button)
        return row

    def ask(self, ahead: Consequences, today: date, do: Callable[[bool], object], leave: Callable[[], object]) -> None:
        """Show what a change brings; ``do(write)`` is called when it shall be, ``leave`` when not."""
        self._do, self._leave = do, leave
        self.title.setText(view_words.heading(ahead))
        facts = view_words.told(ahead, today)
        self.sentences = [sentence for _icon, sentence in facts]
        self._show_facts(facts)
        self.setAccessibleDescription(together((self.title.text(), *self.sentences)))
        self.write.setVisible(ahead.notice is not None)
        self.do.setEnabled(True)
        self.show()
        self._place()
        self.raise_()
        self.do.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        old = self._facts
        self._facts = QWidget()
        grid = QGridLayout(self._facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        several = len(facts) > 4
        shown = facts[:_TOLD]
        for at, (icon, sentence) in enumerate(shown):
            row, side = (at // 2, 2 * (at % 2)) if several else (at, 0)
            grid.addWidget(Icon(icon, _ROLES.get(icon, "muted"), 15), row, side, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(sentence, wrap=True), row, side + 1, Qt.AlignmentFlag.AlignTop)
        if len(facts) > len(shown):
            rest = len(facts) - len(shown)
            more = PlainLabel(trn("and {n} more", "and {n} more", rest), tone="muted")
            grid.addWidget(more, len(shown) // 2, 3)
        self._column.replaceWidget(old, self._facts)
        old.hide()
        old.deleteLater()
        effect = self.graphicsEffect()
        if isinstance(effect, QGraphicsDropShadowEffect):
            effect.setColor(tokens().color("rail" if tokens().dark else "line_strong"))

    def cancel(self) -> None:
        """Leave everything as it is."""
        self.hide()
        leave, self._do, self._leave = self._leave, None, None
        if leave is not None:
            leave()

    def _decide(self, write: bool) -> None:
        do, self._do, self._leave = self._do, None, None
        self.hide()
        if do is not None:
            do(write)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the panel does it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            (focused if isinstance(focused, Button) else self.do).click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        area = parent.rect()
        width = min(_WIDTH, area.width() - 40)
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        height = layout.totalHeightForWidth(width)
        self.resize(width, min(height, area.height() - 20))
        self.move((area.width() - width) // 2, area.height() - self.height() - _BELOW)
