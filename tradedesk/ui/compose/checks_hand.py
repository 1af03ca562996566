"""What the user does in "Before it goes out": a word put right, a paper attached, advice silenced, a word learnt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from tradedesk.domain.asking import ASKING
from tradedesk.domain.check import Act, Remedy
from tradedesk.services import silenced, spelling
from tradedesk.services.spelling import Spelt
from tradedesk.ui.compose import put_right
from tradedesk.ui.compose.checks_panel import ChecksPanel
from tradedesk.ui.compose.message_card import MessageCard
from tradedesk.ui.compose.presenter import Presenter
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors, tr


class ChecksHand(QObject):
    """Listens to the right column and works on the message beside it."""

    def __init__(self, desk: Desk, panel: ChecksPanel, card: MessageCard, presenter: Presenter) -> None:
        super().__init__(panel)
        self._desk = desk
        self._panel = panel
        self._card = card
        self._presenter = presenter
        panel.remedied.connect(self.do)
        panel.silenced.connect(self._silence)
        panel.brought_back.connect(self._bring_back)
        presenter.shown.connect(lambda _view, _with_text: card.body_edit.show_misspelt(self._misspelt()))
        card.body_edit.viewport().installEventFilter(self)

    @property
    def _body(self) -> QPlainTextEdit | QTextEdit:
        return self._card.body_edit

    def do(self, remedy: Remedy) -> None:
        """Do what one click offers."""
        done: dict[Act, Callable[[], object]] = {
            Act.REPLACE: lambda: put_right.replace(self._body, remedy.what, remedy.by),
            Act.SHOW: lambda: self._show(remedy.what),
            Act.ATTACH: lambda: self._presenter.attach([remedy.what]),
            Act.ATTACH_AGAIN: lambda: self._presenter.attach_again(remedy.what),
            Act.SUBJECT_END: lambda: put_right.put_at_end(self._card.subject, remedy.by),
            Act.OPEN_WITH: lambda: put_right.put_below(self._body, remedy.what, remedy.by),
            Act.ASK_ADDRESSES: self._ask_addresses,
            Act.SPELL: lambda: self._ask_spelling(remedy.what, QCursor.pos()),
        }
        done[remedy.act]()

    def _show(self, what: str) -> None:
        if put_right.show(self._body, what):
            self._body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_addresses(self) -> None:
        view = self._presenter.view
        if view is not None and view.draft.party_id is not None:
            extra = {"party": view.draft.party_id, "template": ASKING}
            self._desk.open(Place("compose", extra=extra))

    # -- silence -------------------------------------------------------------------------------------------------------

    def _silence(self, kind: str, here: bool) -> None:
        view = self._presenter.view
        party = view.draft.party_id if view is not None and here else None
        self._desk.run(silenced.silence, kind, party, owner=self)

    def _bring_back(self, number: int) -> None:
        self._desk.run(silenced.bring_back, number, owner=self)

    # -- spelling ------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A right click on a word that no dictionary knows offers what it may be; any other is the editor's."""
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            word = self._word_at(event.pos())
            if word in self._misspelt() and not self._body.isReadOnly():
                self._ask_spelling(word, event.globalPos())
                return True
        return super().eventFilter(watched, event)

    def _word_at(self, at: QPoint) -> str:
        cursor = self._body.cursorForPosition(at)
        cursor.select(cursor.SelectionType.WordUnderCursor)
        return cursor.selectedText()

    def _misspelt(self) -> frozenset[str]:
        view = self._presenter.view
        checks = view.checks if view is not None and view.handed is None else ()
        return frozenset(each.what for check in checks for each in check.remedies if each.act is Act.SPELL)

    def _ask_spelling(self, word: str, at: QPoint) -> None:
        self._desk.run(spelling.suggest, word, on_done=lambda found: self._offer_spelling(found, at), owner=self)

    def _offer_spelling(self, found: Spelt, at: QPoint) -> None:
        menu = QMenu(self._panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in found.suggestions:
            action = menu.addAction(each.replace("&", "&&"))
            action.triggered.connect(partial(self._put, found.word, each))
        if not found.suggestions:
            menu.addAction(tr("No suggestion")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(tr("Show it in the text")).triggered.connect(lambda _checked=False: self._show(found.word))
        learn = menu.addAction(tr("Add “{word}” to my words", word=found.word).replace("&", "&&"))
        learn.triggered.connect(lambda _checked=False: self._learn(found.word))
        menu.popup(at)

    def _put(self, word: str, by: str, _checked: bool = False) -> None:
        put_right.replace(self._body, word, by)

    def _learn(self, word: str) -> None:
        self._desk.run(
            spelling.learn, word, on_done=lambda _: self._presenter.load(),
            on_error=lambda error: self._desk.refused.emit(errors.sentence(error)), owner=self,
        )  # fmt: skip
