"""The user's own texts in a message: a snippet put in at the cursor, and this wording kept for the customer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from tradedesk.domain.own_text import Snippet, SnippetKind
from tradedesk.domain.rich_text import Paragraph, RichText
from tradedesk.domain.template_bold import from_template
from tradedesk.services import snippets
from tradedesk.ui.commands import Command
from tradedesk.ui.compose import words
from tradedesk.ui.compose.message_card import MessageCard
from tradedesk.ui.compose.presenter import Presenter
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.wording import tr


class OwnTexts(QObject):
    """Puts a small button beside *Attach*, and its commands into menu and palette."""

    def __init__(self, desk: Desk, presenter: Presenter, card: MessageCard, page: QObject) -> None:
        super().__init__(page)
        self._desk, self._presenter, self._card = desk, presenter, card
        self.button = Button(tr("Insert"), "file-text", "quiet", self.offer)
        self.button.setStyleSheet("QPushButton { min-height: 23px; }")
        self.button.setToolTip(tr("Put a snippet or a signature in at the cursor"))
        card.attachments.flow.addWidget(self.button)
        presenter.shown.connect(lambda view, _with_text: self.button.setVisible(view.handed is None))
        card.wording_opened.connect(self.open_wording)
        desk.commands.add(*self._commands(), owner=page)

    def offer(self) -> None:
        """Show the snippets, those in the language of the message first."""
        if self._is_open():
            self._desk.run(snippets.every, on_done=self._show, owner=self)

    def keep_wording(self) -> None:
        """Show what the customer would get from now on, to be looked at and saved."""
        number = self._presenter.draft_id
        if number is not None and self._is_open():
            self._presenter.flush()
            self._desk.open(Place("templates", extra={"wording_of": number}))

    def open_wording(self) -> None:
        """Show the wording that this customer gets."""
        view = self._presenter.view
        if view is not None and view.draft.party_id is not None:
            row = f"wording/{view.draft.party_id}/{view.draft.template}/{view.draft.language}"
            self._desk.open(Place("templates", extra={"template": row, "language": view.draft.language}))

    def _commands(self) -> list[Command]:
        return [
            Command("draft.insert-snippet", lambda: tr("Insert snippet"), self.offer, "file-text", "Ctrl+Shift+I",
                    self._is_open, "compose", words=lambda: tr("snippet, signature")),
            Command("draft.keep-wording", self._keep_title, self.keep_wording, "save", "", self._has_customer,
                    "compose", words=lambda: tr("wording of a customer")),
        ]  # fmt: skip

    def _is_open(self) -> bool:
        view = self._presenter.view
        return view is not None and view.handed is None

    def _has_customer(self) -> bool:
        view = self._presenter.view
        return view is not None and view.handed is None and view.party is not None

    def _keep_title(self) -> str:
        view = self._presenter.view
        party = view.party.label if view is not None and view.party is not None else ""
        return tr("Keep this wording for {party}", party=party) if party else tr("Keep this wording")

    def _show(self, found: Sequence[Snippet]) -> None:
        view = self._presenter.view
        if view is None or not self._is_open():
            return
        menu = QMenu(self._card)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mine = view.draft.language
        ordered = sorted(found, key=lambda each: (each.language != mine, each.kind is SnippetKind.SIGNATURE))
        before: tuple[bool, SnippetKind] | None = None
        for each in ordered:
            part = (each.language == mine, each.kind)
            if before is not None and part != before:
                menu.addSeparator()
            before = part
            told = each.name if each.language == mine else f"{each.name} · {words.language_name(each.language)}"
            menu.addAction(told.replace("&", "&&")).triggered.connect(lambda _on=False, n=each.id: self._insert(n))
        if found:
            menu.addSeparator()
        menu.addAction(tr("Snippets and signatures…")).triggered.connect(
            lambda: self._desk.open(Place("templates", extra={"list": "pieces"}))
        )
        # Above the button: it stands at the lower edge of the card.
        menu.popup(self.button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _insert(self, number: int) -> None:
        draft_id = self._presenter.draft_id
        if draft_id is None:
            return
        self._presenter.flush()

        def filled(text: str) -> None:
            if self._presenter.draft_id == draft_id and text:
                self._put_in(from_template(text))

        self._desk.run(snippets.filled, number, draft_id, on_done=filled, owner=self)

    def _put_in(self, blocks: RichText) -> None:
        """At the cursor; at the head of a line with words it gets lines of its own."""
        edit = self._card.body_edit
        cursor = edit.textCursor()
        before_words = cursor.atBlockStart() and not cursor.atBlockEnd() and not cursor.hasSelection()
        edit.insert_blocks((*blocks, Paragraph()) if before_words else blocks)
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
