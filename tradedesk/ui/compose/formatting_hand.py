"""What the user does with the look of the text: commands, the slim bar, links, tables of goods, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from tradedesk.domain.errors import TradeError
from tradedesk.domain.rich_text import BULLET, NUMBER, Picture, Table
from tradedesk.services import draft_pictures, goods_table
from tradedesk.services.draft_view import DraftView
from tradedesk.ui.commands import Command
from tradedesk.ui.compose import clipboard, formatting
from tradedesk.ui.compose.format_bar import FormatBar
from tradedesk.ui.compose.link_popup import LinkPopup
from tradedesk.ui.compose.message_card import MessageCard
from tradedesk.ui.compose.picture_files import Fit, decoded, fit
from tradedesk.ui.compose.presenter import Presenter
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import errors, tr

#: Whether the bar is seen.
_SHOWN = "compose.format-bar"


class FormattingHand(QObject):
    """Listens to the editor of the text; dialogs and the popup belong to ``page``."""

    def __init__(self, desk: Desk, presenter: Presenter, card: MessageCard, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._presenter, self._card, self._page = desk, presenter, card, page
        self._body = card.body_edit
        self._draft: int | None = None
        desk.commands.add(*self._commands(), owner=page)
        self.note = PlainLabel(tone="muted", size="small", wrap=True)
        self.note.hide()
        self.bar = FormatBar(desk.commands)
        self.toggle = Button("", "a-large-small", "quiet", self.show_bar)
        self.toggle.setCheckable(True)
        self.toggle.setStyleSheet("QPushButton { min-height: 23px; padding: 0; }")
        self.toggle.setFixedSize(28, 25)
        self.toggle.setAccessibleName(tr("Formatting"))
        self.toggle.setToolTip(tr("Formatting"))
        card.below_text.addWidget(self.note)
        card.below_text.addWidget(self.bar)
        card.attachments.line.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        self._wants_bar = desk.settings.get(_SHOWN, False) is True
        self.popup = LinkPopup(page)
        self._listen()

    def _listen(self) -> None:
        body = self._body
        body.cursorPositionChanged.connect(self._follow)
        body.currentCharFormatChanged.connect(lambda _form: self._follow())
        body.typed.connect(lambda: self._say(""))
        body.left_out.connect(self._say)
        body.files_given.connect(lambda files: self._presenter.attach(list(files)))
        body.pictures_given.connect(self._take_pictures)
        self.popup.linked.connect(lambda target, words: formatting.set_link(body, target, words))
        self.popup.closed.connect(lambda: body.setFocus(Qt.FocusReason.PopupFocusReason))
        self._presenter.shown.connect(self._shown)

    def _commands(self) -> list[Command]:
        def has_goods() -> bool:
            view = self._presenter.view
            return self._is_open() and view is not None and bool(view.order_number)

        more: dict[str, Any] = {"enabled": self._is_open, "page": "compose", "words": lambda: tr("format text")}
        return [
            Command("draft.bold", lambda: tr("Bold"), self.bold, "bold", "Ctrl+B", **more),
            Command("draft.italic", lambda: tr("Italic"), self.italic, "italic", "Ctrl+I", **more),
            Command("draft.bullets", lambda: tr("List with points"), partial(self._list, BULLET), "list",
                    "Ctrl+Shift+8", **more),
            Command("draft.numbers", lambda: tr("List with numbers"), partial(self._list, NUMBER), "list-ordered",
                    "Ctrl+Shift+7", **more),
            Command("draft.from-right", lambda: tr("From right to left"), self.from_right, "pilcrow-left",
                    "Ctrl+Shift+X", **more),
            Command("draft.link", lambda: tr("Link…"), self.link, "link", "Ctrl+Shift+K", **more),
            Command("draft.goods-table", lambda: tr("Insert table of goods"), self.goods, "table", "", has_goods,
                    "compose"),
            Command("draft.picture", lambda: tr("Insert picture…"), self.choose_picture, "image", "", self._is_open,
                    "compose"),
            Command("draft.paste-plain", lambda: tr("Paste without formatting"), self._body.paste_plain,
                    "clipboard-list", "Ctrl+Shift+V", self._is_open, "compose"),
            Command("draft.format-bar", lambda: tr("Show the formatting bar"), self.show_bar, "a-large-small", "",
                    self._is_open, "compose"),
        ]  # fmt: skip

    def _is_open(self) -> bool:
        view = self._presenter.view
        return view is not None and view.handed is None

    # -- looks ---------------------------------------------------------------------------------------------------------

    def bold(self) -> None:
        """Bold or not."""
        formatting.toggle_bold(self._body)
        self._back_to_text()

    def italic(self) -> None:
        """Italic or not."""
        formatting.toggle_italic(self._body)
        self._back_to_text()

    def from_right(self) -> None:
        """The other side."""
        formatting.toggle_direction(self._body)
        self._back_to_text()

    def _list(self, item: str) -> None:
        formatting.toggle_list(self._body, item)
        self._back_to_text()

    def _back_to_text(self) -> None:
        self._body.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow()

    def _follow(self) -> None:
        if self.bar.isVisible():
            self.bar.show_look(formatting.look_at(self._body))

    def show_bar(self) -> None:
        """Show the bar, or put it away."""
        self._wants_bar = not self._wants_bar
        self._desk.settings.remember(_SHOWN, self._wants_bar)
        self._show_bar()

    def _show_bar(self) -> None:
        is_open = self._is_open()
        self.toggle.setVisible(is_open)
        self.toggle.setChecked(self._wants_bar)
        self.bar.setVisible(is_open and self._wants_bar)
        self._follow()

    def _say(self, sentence: str) -> None:
        self.note.say(sentence)

    # -- things put in -------------------------------------------------------------------------------------------------

    def link(self) -> None:
        """Ask where the selected words, or new ones, lead to."""
        around = formatting.link_around(self._body)
        rect = self._body.cursorRect(around)
        at = self._body.viewport().mapTo(self._page, rect.bottomLeft()) + QPoint(0, 6)
        self.popup.ask(formatting.look_at(self._body).link, at, has_words=around.hasSelection())

    def goods(self) -> None:
        """Put the lines of the order in as a table."""
        number = self._presenter.draft_id
        if number is not None:
            self._desk.run(goods_table.goods_table, number, on_done=self._put_table, on_error=self._wrong, owner=self)

    def _put_table(self, table: Table) -> None:
        self._body.insert_blocks((table,))
        self._back_to_text()

    def choose_picture(self) -> None:
        """Choose files to show in the text."""
        kinds = f"{tr('Pictures')} ({' '.join(f'*{each}' for each in clipboard.PICTURES)})"
        chosen, _ = QFileDialog.getOpenFileNames(self._page, tr("Insert picture…"), "", kinds)
        self._take_pictures(chosen)

    def _take_pictures(self, given: Sequence[str | QImage]) -> None:
        number = self._presenter.draft_id
        if number is None or not self._is_open():
            return
        for source in given:
            self._desk.pool_run(fit, source, on_done=partial(self._keep, number), on_error=self._wrong, owner=self)

    def _keep(self, number: int, made: Fit) -> None:
        self._desk.run(draft_pictures.keep, number, made.data, made.ending, on_done=partial(self._put, number, made),
                       on_error=self._wrong, owner=self)  # fmt: skip

    def _put(self, number: int, made: Fit, name: str) -> None:
        if number == self._draft:
            self._body.know_picture(name, made.image)
            self._body.insert_blocks((Picture(name, made.width),))

    def _wrong(self, error: TradeError) -> None:
        self._say(errors.sentence(error))

    # -- another draft -------------------------------------------------------------------------------------------------

    def _shown(self, view: DraftView, _with_text: bool) -> None:
        if view.draft.id != self._draft:
            self._draft = view.draft.id
            self._body.forget_pictures()
            self.popup.give_up()
            self._say("")
        self._show_bar()
        wanted = self._body.unknown_of(view.draft.body, view.draft.rich)
        if wanted:
            done = partial(self._know, view.draft.id)
            self._desk.run(draft_pictures.load, view.draft.id, wanted, on_done=done, owner=self)

    def _know(self, number: int, found: Sequence[tuple[str, bytes]]) -> None:
        for name, data in found if number == self._draft else ():
            self._body.know_picture(name, decoded(data))
