"""The ways round the mail program, and looking before going: a file, the clipboard, papers to attach, the preview."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tradedesk.domain import rich_store
from tradedesk.domain.checks import must_fix
from tradedesk.services import preview as previews
from tradedesk.services.handing_over import HandedOver
from tradedesk.ui.compose import check_words, clipboard
from tradedesk.ui.compose.footer import Footer
from tradedesk.ui.compose.message_card import MessageCard
from tradedesk.ui.compose.presenter import Presenter
from tradedesk.ui.compose.sent_looking import SentLooking
from tradedesk.ui.desk import Desk
from tradedesk.ui.wording import tr


class WaysRound(QObject):
    """Dialogs belong to ``page``."""

    def __init__(self, desk: Desk, presenter: Presenter, card: MessageCard, footer: Footer, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._presenter, self._card, self._footer, self._page = desk, presenter, card, footer, page
        footer.by_hand_asked.connect(self.by_hand)
        presenter.left_to_hand.connect(self.put_on_clipboard)
        SentLooking(desk, presenter, footer)

    def attach(self) -> None:
        """Choose files to attach."""
        chosen, _ = QFileDialog.getOpenFileNames(self._page, tr("Attach"))
        self._card.attachments.say_problem("")
        self._presenter.attach(chosen)

    def save_as(self) -> None:
        """Choose where to save the .eml file."""
        subject = self._card.text()[0] or "mail"
        safe = "".join(char if char.isalnum() or char in " -_." else " " for char in subject)
        name = " ".join(safe.split())[:80] or "mail"
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, tr("Save as .eml…"), str(Path.home() / f"{name}.eml"), tr("Mail (*.eml)")
        )
        if chosen:
            self._presenter.save_as(chosen if Path(chosen).suffix else f"{chosen}.eml")

    def copy_text(self) -> None:
        """Put the text of the message on the clipboard."""
        QGuiApplication.clipboard().setText(self._card.text()[1])
        self._footer.show_done(tr("The text is on the clipboard"))

    def by_hand(self) -> None:
        """Prepare all that the user puts in: what a mail program would lose stops nothing here."""
        self._presenter.flush()
        view = self._presenter.view
        if view is None or view.handed is not None:
            return
        stops = [each for each in must_fix(view.checks) if not check_words.is_about_the_way(each)]
        if stops:
            self._footer.show_stopped(view, stops)
        else:
            self._presenter.hand_over(by_hand=True)

    def put_on_clipboard(self, done: HandedOver) -> None:
        """The text that was handed over to be put in by hand, with its formatting where it has one."""
        if done.rich:
            QGuiApplication.clipboard().setMimeData(clipboard.made(rich_store.of(done.text, done.rich)))
        else:
            QGuiApplication.clipboard().setText(done.text)

    def preview(self) -> None:
        """Show the message as its reader will see it."""
        self._presenter.flush()
        if self._presenter.draft_id is not None:
            self._desk.run(previews.preview, self._presenter.draft_id, on_done=self._show_preview, owner=self)

    def _show_preview(self, told: previews.Preview) -> None:
        from tradedesk.ui.compose.preview import PreviewDialog

        dialog = PreviewDialog(told, self._page)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
