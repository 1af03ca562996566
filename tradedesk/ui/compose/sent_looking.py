"""Looking for the mail that a message became, from the notice below it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tradedesk.ui.compose.footer import Footer
from tradedesk.ui.compose.found_sent import LookButton
from tradedesk.ui.compose.presenter import Presenter
from tradedesk.ui.desk import Desk
from tradedesk.ui.sent_mail import SentMailLook
from tradedesk.ui.wording import tr


class SentLooking(QObject):
    """Serves the button of the notice, and keeps its words in step with the look."""

    def __init__(self, desk: Desk, presenter: Presenter, footer: Footer) -> None:
        super().__init__(footer)
        self._presenter, self._footer = presenter, footer
        self._look = SentMailLook.of(desk)
        self._look.changed.connect(self._follow)
        footer.noticed.connect(self._follow)
        footer.sent_look_asked.connect(self._look.look)
        footer.sent_given.connect(self._give)

    def _give(self, paths: list[str]) -> None:
        view = self._presenter.view
        if view is not None and view.handed is not None and paths:
            self._look.give(view.handed.id, paths)

    def _follow(self) -> None:
        notice = self._footer.notice
        button = notice.findChild(LookButton) if notice is not None else None
        if notice is None or button is None:
            return
        button.setEnabled(not self._look.busy)
        button.set_words(tr("Looking…") if self._look.busy else tr("Look for sent mail"))
        nowhere = tr("No place with sent mail is named yet: Thunderbird, a mail folder or a mail server.")
        notice.add_words(nowhere if self._look.nowhere else self._look.told)
