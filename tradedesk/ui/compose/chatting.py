"""Copying the draft for a chat: the panel where the checks stand, the clipboard, the messenger, what is said then."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget

from tradedesk.domain.message import MessageState
from tradedesk.services import chat, log
from tradedesk.services.chat import ChatOffer, ChatWay, Copied
from tradedesk.ui.compose.chat_panel import ChatPanel
from tradedesk.ui.compose.footer import Footer
from tradedesk.ui.compose.presenter import Presenter
from tradedesk.ui.desk import Desk
from tradedesk.ui.shell import links
from tradedesk.ui.wording import tr
from tradedesk.ui.wording.told import medium_name

_LINKEDIN = ("www.linkedin.com",)


class Chatting(QObject):
    """Between the panel, the footer and the verbs; ``side`` is the stack whose first page are the checks."""

    #: A fact that is missing in the text.
    fact_asked = Signal(str)

    def __init__(self, desk: Desk, presenter: Presenter, footer: Footer, side: QStackedWidget) -> None:
        super().__init__(side)
        self._desk, self._presenter, self._footer, self._side = desk, presenter, footer, side
        self.panel: ChatPanel | None = None

    def possible(self) -> bool:
        """Whether there is an open draft to one reader: a chat is no way for a notice to many (A6)."""
        view = self._presenter.view
        return view is not None and view.handed is None and view.group is None

    def open(self) -> None:
        """Show the text made ready for a chat."""
        self._presenter.flush()
        number = self._presenter.draft_id
        if number is not None and self.possible():
            self._desk.run(chat.offer, number, on_done=partial(self._show, number), owner=self)

    def close(self) -> None:
        """Back to the checks; the keyboard goes back to the button that had opened the panel."""
        at = self._side.window().focusWidget()
        if self.panel is not None and at is not None and self.panel.isAncestorOf(at):
            self._footer.chat_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._side.setCurrentIndex(0)

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return self._side.currentIndex() > 0

    def _show(self, number: int, offer: ChatOffer) -> None:
        if number != self._presenter.draft_id:
            return
        if self.panel is None:
            self.panel = ChatPanel()
            self.panel.copied.connect(self._copy)
            self.panel.closed.connect(self.close)
            self.panel.fact_asked.connect(self._leave_for)
            self._side.addWidget(self.panel)
        self._side.setCurrentWidget(self.panel)
        self.panel.show_offer(offer)

    def _copy(self, way: ChatWay, text: str) -> None:
        number, panel = self._presenter.draft_id, self.panel
        if number is not None and panel is not None:
            done = partial(self._copied, way, text)
            self._desk.run(
                chat.copy_out, number, way.medium, way.value, text, on_done=done, on_error=panel.refuse, owner=self
            )

    def _copied(self, way: ChatWay, text: str, copied: Copied) -> None:
        QGuiApplication.clipboard().setText(text)
        self.close()
        opened = bool(copied.link) and links.open_link(copied.link, _LINKEDIN)
        if copied.link and not opened:
            told = tr("No browser opened {medium}. The text is on the clipboard: paste it there.",
                      medium=medium_name(way.medium))  # fmt: skip
            self._footer.show_done(told)
        elif copied.needs_mail is not None or not copied.carries_text:
            self._footer.show_done(tr("The text is on the clipboard: paste it into {medium}.",
                                      medium=medium_name(way.medium)))  # fmt: skip

    def _leave_for(self, fact: str) -> None:
        self.close()
        self.fact_asked.emit(fact)

    def answer(self, message_id: int, state: MessageState) -> None:
        """Say what became of the chat."""
        self._desk.run(log.say_what_became, message_id, state, owner=self)
