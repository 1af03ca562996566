"""Missing facts: asked for where their mark stands, and put there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from tradedesk.ui.compose.editor import MarkedEdit
from tradedesk.ui.compose.fact_popup import FactPopup
from tradedesk.ui.compose.message_card import MessageCard
from tradedesk.ui.compose.presenter import Presenter


class FactsHand(QObject):
    """Opens the small form below a mark; what is filled in goes to the text and to the draft."""

    def __init__(self, presenter: Presenter, card: MessageCard, page: QWidget) -> None:
        super().__init__(page)
        self._presenter, self._card, self._page = presenter, card, page
        self.popup = FactPopup(page)
        self._asked_in: MarkedEdit = card.body_edit
        card.fill_asked.connect(self.ask)
        self.popup.filled.connect(self._fill)
        self.popup.closed.connect(lambda: self._asked_in.setFocus(Qt.FocusReason.PopupFocusReason))

    def ask_next(self) -> None:
        """Ask for the fact whose mark the cursor touches, else for the first that is missing."""
        view = self._presenter.view
        if view is None or not view.missing:
            return
        for edit in (self._card.body_edit, self._card.subject):
            if edit.hasFocus() and edit.mark_at_cursor():
                self.ask(edit, edit.mark_at_cursor())
                return
        self.find(view.missing[0].name)

    def find(self, name: str) -> None:
        """Ask for a fact where it stands first, in the text or else in the subject."""
        edit = self._card.body_edit if self._card.body_edit.rect_of(name) is not None else self._card.subject
        self.ask(edit, name)

    def ask(self, edit: MarkedEdit, name: str) -> None:
        """Ask for a fact below its mark."""
        view = self._presenter.view
        fact = next((each for each in view.missing if each.name == name), None) if view is not None else None
        at = edit.rect_of(name)
        if fact is None or at is None:
            return
        self._asked_in = edit
        self.popup.ask(fact, edit.mapTo(self._page, at.bottomLeft()) + QPoint(0, 6))

    def _fill(self, name: str, value: str, keep: bool) -> None:
        self._presenter.fill(name, value, keep=keep)
        self._card.subject.fill(name, value)
        self._card.body_edit.fill(name, value)
