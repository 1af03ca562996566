"""How a message sounds, which languages it speaks, and who has proofread it (C5, E1-E4).

Each choice writes the draft anew; the people, the files and what was filled in by hand stay. A text that was changed
by hand is kept and can be brought back.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from tradedesk.domain.draft import OwnText
from tradedesk.services import composing
from tradedesk.services.draft_text import PROOFREAD, proofread_by
from tradedesk.services.draft_view import DraftView, MissingFact
from tradedesk.ui.compose import standing
from tradedesk.ui.compose.check_words import CheckWords
from tradedesk.ui.compose.checks_panel import ChecksPanel
from tradedesk.ui.compose.fact_popup import FactPopup
from tradedesk.ui.compose.footer import Footer
from tradedesk.ui.compose.library import Library
from tradedesk.ui.compose.presenter import Presenter

#: Where the small form stands: left of the column of checks, below its head.
_POPUP_AT = QPoint(-16, 44)


class Manner(QObject):
    """Connects the choices beside the templates' title, and the question who has proofread it, to the draft shown."""

    def __init__(
        self, presenter: Presenter, library: Library, checks: ChecksPanel, footer: Footer, page: QWidget
    ) -> None:
        super().__init__(page)
        self._presenter, self._library, self._checks, self._page = presenter, library, checks, page
        self.popup = FactPopup(page)
        presenter.shown.connect(self._show)
        library.tone.picked.connect(lambda tone: presenter.act(composing.set_tone, tone))
        library.second_picked.connect(lambda code: presenter.act(composing.set_second_language, code))
        checks.acted.connect(self._ask)
        footer.brought_back.connect(self._bring_back)
        footer.own_choice_asked.connect(self._offer_own_texts)
        footer.own_texts_let_go.connect(lambda: presenter.act(composing.let_own_texts_go))
        self.popup.filled.connect(lambda _fact, name, _keep: presenter.act(composing.say_proofread, name))

    def _show(self, view: DraftView, _with_text: bool) -> None:
        open_draft = view.handed is None
        self._library.show_manner(view.tone if open_draft else None, view.draft.tone, view.draft.second_language)

    def _bring_back(self, own: OwnText) -> None:
        self._presenter.act(composing.bring_back, own)

    def _offer_own_texts(self, at: QPoint) -> None:
        view = self._presenter.view
        if view is None:
            return
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for own in view.draft.own_texts:
            action = menu.addAction(standing.own_text_words(own, view.draft).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, chosen=own: self._bring_back(chosen))
        menu.popup(at - QPoint(0, menu.sizeHint().height()))

    def _ask(self, told: CheckWords) -> None:
        view = self._presenter.view
        if told.action != "proofread" or view is None:
            return
        at = self._checks.mapTo(self._page, _POPUP_AT)
        self.popup.ask(MissingFact(PROOFREAD, proofread_by(view.draft)), at)
