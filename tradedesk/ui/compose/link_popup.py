"""The small form in which a link is set, changed or taken away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradedesk.domain.rich_runs import link_target
from tradedesk.ui.compose.over_page import LeavingEdit, OverPage
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.wording import tr

_WIDTH = 340


class LinkPopup(OverPage):
    """``linked`` carries the target (empty: no link any more) and the words to put there."""

    linked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_WIDTH, parent)
        self.setAccessibleName(tr("Link"))
        self.target, self.words = self.first, LeavingEdit()
        self.target.setPlaceholderText(tr("Web or mail address"))
        self.target.setAccessibleName(tr("Web or mail address"))
        self.words.setPlaceholderText(tr("Words to show, when not the address"))
        self.words.setAccessibleName(tr("Words to show, when not the address"))
        self.link_button = Button(tr("Link"), "link", "primary", self._link)
        self.unlink_button = Button(tr("Take the link away"), "", "link", lambda: self._done("", ""))
        self._build()
        for edit in (self.target, self.words):
            edit.returnPressed.connect(self._link)
            edit.textEdited.connect(lambda _text: self._say_problem(""))
        self.words.given_up.connect(self.give_up)

    def _build(self) -> None:
        for widget in (self.target, self._problem, self.words):
            self.column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.unlink_button)
        row.addStretch(1)
        row.addWidget(self.link_button)
        self.column.addLayout(row)

    def ask(self, target: str, at: QPoint, *, has_words: bool) -> None:
        """Ask below a point of the page. ``target`` is that of the link at the cursor; ``has_words``: something is
        selected that becomes the link."""
        self._say_problem("")
        self.target.setText(target.removeprefix("mailto:"))
        self.target.selectAll()
        self.words.clear()
        self.words.setVisible(not has_words)
        self.unlink_button.setVisible(bool(target))
        self.show_at(at)

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
