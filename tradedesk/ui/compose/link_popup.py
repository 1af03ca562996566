"""The small form in which a link is set, changed or taken away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.rich_runs import link_target
from tradedesk.ui.compose.fact_popup import LeavingEdit
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel, set_style_property
from tradedesk.ui.wording import tr

_WIDTH = 340


class LinkPopup(QFrame):
    """Lies over the page; ``linked`` carries the target (empty: no link any more) and the words to put there."""

    linked = Signal(str, str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setProperty("card", True)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(tr("Link"))
        self.hide()
        self.target, self.words = LeavingEdit(), LeavingEdit()
        self.target.setPlaceholderText(tr("Web or mail address"))
        self.target.setAccessibleName(tr("Web or mail address"))
        self.words.setPlaceholderText(tr("Words to show, when not the address"))
        self.words.setAccessibleName(tr("Words to show, when not the address"))
        self._problem = PlainLabel(tone="bad", size="small", wrap=True)
        self.link_button = Button(tr("Link"), "link", "primary", self._link)
        self.unlink_button = Button(tr("Take the link away"), "", "link", lambda: self._done("", ""))
        self._build()
        for edit in (self.target, self.words):
            edit.returnPressed.connect(self._link)
            edit.given_up.connect(self.give_up)
            edit.textEdited.connect(lambda _text: self._say_problem(""))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for widget in (self.target, self._problem, self.words):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.unlink_button)
        row.addStretch(1)
        row.addWidget(self.link_button)
        column.addLayout(row)

    def ask(self, target: str, at: QPoint, *, has_words: bool) -> None:
        """Ask below a point of the page. ``target`` is that of the link at the cursor; ``has_words``: something is
        selected that becomes the link."""
        self._say_problem("")
        self.target.setText(target.removeprefix("mailto:"))
        self.target.selectAll()
        self.words.clear()
        self.words.setVisible(not has_words)
        self.unlink_button.setVisible(bool(target))
        self.adjustSize()
        page = self._page
        left = max(8, min(at.x(), page.width() - self.width() - 8))
        top = at.y() if at.y() + self.height() < page.height() - 8 else max(8, at.y() - self.height() - 28)
        self.move(left, top)
        self.show()
        self.raise_()
        self.target.setFocus(Qt.FocusReason.PopupFocusReason)

    def give_up(self) -> None:
        """Close without a change."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _link(self) -> None:
        target = link_target(self.target.text())
        if target:
            self._done(target, " ".join(self.words.text().split()))
        else:
            self._say_problem(tr("Write a web address (https), a mail address or a telephone number (tel)."))

    def _done(self, target: str, words: str) -> None:
        self.hide()
        self.linked.emit(target, words or target.removeprefix("mailto:"))
        self.closed.emit()

    def _say_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.target.setAccessibleDescription(sentence)
        set_style_property(self.target, "problem", bool(sentence))
        self.adjustSize()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.hide()
