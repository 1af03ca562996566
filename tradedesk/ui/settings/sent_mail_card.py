"""Where sent mail is looked for: Thunderbird as it was found, folders, a server; each can be switched off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.errors import TradeError
from tradedesk.services import mail_stores
from tradedesk.services.mail_stores import CheckedAccount, FoundProfile, MailStore
from tradedesk.ui.desk import Desk
from tradedesk.ui.sent_mail import SentMailLook
from tradedesk.ui.settings import sent_words as words
from tradedesk.ui.settings.account_form import AccountForm
from tradedesk.ui.widgets import Button, Card, ElidedLabel, Icon, Line, PlainLabel, Problem, plain_tooltip
from tradedesk.ui.widgets.emptying import empty
from tradedesk.ui.wording import errors, tr


class SentMailCard(Card):
    """A line for each place; below them what was found by itself, and the ways to name another place."""

    grew = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Sent mail"), tr("Looked for when you ask, and by itself where you say so"), parent)
        self._desk = desk
        self._look = SentMailLook.of(desk)
        self.look_button = self.add_action(tr("Look now"), self._look.look, icon="search")
        self.stores: tuple[MailStore, ...] = ()
        self.offers: tuple[FoundProfile, ...] = ()
        self.lines: dict[int, StoreLine] = {}
        self._add_head()
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self._add_foot()
        self._look.changed.connect(self._follow)
        self._follow()

    # -- building ------------------------------------------------------------------------------------------------------

    def _add_head(self) -> None:
        told = PlainLabel(
            tr(
                "What was sent is compared with what was handed over and closes its entry in the log. "
                "These places are only read, nothing is changed there, and nothing of them is kept but what was found."
            ),
            tone="muted", size="small", wrap=True,
        )  # fmt: skip
        told.setContentsMargins(14, 10, 14, 8)
        self.add(told)

    def _add_foot(self) -> None:
        self.add(Line())
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.folder_button = Button(tr("Add a folder…"), "folder-open", on_click=partial(self._choose, folder=True))
        self.file_button = Button(tr("Add an mbox file…"), "file-text", on_click=partial(self._choose, folder=False))
        self.server_button = Button(tr("Add a mail server…"), "globe", on_click=self._begin_account)
        for button in (self.folder_button, self.file_button, self.server_button):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.problem = Problem()
        self.told = PlainLabel(tone="muted", size="small", wrap=True)
        self.told.hide()
        self.form = AccountForm(self._desk)
        self.form.checked.connect(self._account_checked)
        self.form.closed.connect(self._end_account)
        self.form.hide()
        for widget in (self.problem, self.told, self.form):
            column.addWidget(widget)
        self.add(holder)

    # -- reading -------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the places, then what Thunderbird has here."""
        self._desk.run(mail_stores.every, on_done=self._arrived, owner=self)

    def _arrived(self, found: Sequence[MailStore]) -> None:
        self.stores = tuple(found)
        self._render()
        self._desk.pool_run(mail_stores.offers, self.stores, on_done=self._offered, owner=self)

    def _offered(self, found: tuple[FoundProfile, ...]) -> None:
        if found != self.offers:
            self.offers = found
            self._render()

    def _render(self) -> None:
        kept = next((key for key, line in self.lines.items() if line.isAncestorOf(self.focusWidget() or self)), None)
        empty(self._rows)
        self.lines = {each.id: StoreLine(self, each) for each in self.stores}
        offered = [each for each in self.offers if each.place not in {store.place for store in self.stores}]
        for line in (*self.lines.values(), *(OfferLine(self, each) for each in offered)):
            self._rows.addWidget(Line())
            self._rows.addWidget(line)
        if kept is not None:
            (self.lines[kept].by_itself if kept in self.lines else self.folder_button).setFocus()
        self._follow()
        self.grew.emit()

    def _follow(self) -> None:
        self.look_button.setEnabled(not self._look.busy)
        self.look_button.set_words(tr("Looking…") if self._look.busy else tr("Look now"))
        told = self._look.told or (tr("Name a place first.") if self._look.nowhere and not self.stores else "")
        self.told.say(told)
        self.told.set_tone(self._look.role)

    # -- changing ------------------------------------------------------------------------------------------------------

    def add_place(self, path: str) -> None:
        """Look in this folder, file or profile from now on."""
        self._do(mail_stores.add_place, Path(path))

    def watch(self, store: MailStore, *, watched: bool) -> None:
        """Look there by itself, or only when asked."""

        def verb(bench: Any) -> None:
            mail_stores.watch(bench, store.id, watched=watched)

        self._do(verb)

    def remove(self, store: MailStore) -> None:
        """Look there no more; a server's password is forgotten."""

        def removed(_done: object) -> None:
            if store.kind == "imap":
                self._desk.pool_run(mail_stores.forget_password, store, on_error=self._refused, owner=self)

        self._desk.run(mail_stores.remove, store.id, on_done=removed, on_error=self._refused, owner=self)

    def _do(self, verb: Any, *args: Any) -> None:
        self.problem.say("")
        self._desk.run(verb, *args, on_error=self._refused, owner=self)

    def _refused(self, error: TradeError) -> None:
        self.problem.say(errors.sentence(error))
        self._render()

    def _choose(self, *, folder: bool) -> None:
        title = tr("Add a folder…") if folder else tr("Add an mbox file…")
        dialog = QFileDialog(self.window(), title, str(Path.home()))
        mode = QFileDialog.FileMode.Directory if folder else QFileDialog.FileMode.ExistingFile
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self.add_place)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _begin_account(self) -> None:
        self.problem.say("")
        self.server_button.setEnabled(False)
        self.form.begin()
        self.grew.emit()

    def _end_account(self) -> None:
        self.form.hide()
        self.server_button.setEnabled(True)
        self.server_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grew.emit()

    def _account_checked(self, account: CheckedAccount) -> None:
        self._end_account()
        self.problem.say("")

        def refused(error: TradeError) -> None:
            store = MailStore(0, "imap", account.place, account.account)
            # Where it is not looked, no password is kept.
            if (store.place, store.account) not in {(each.place, each.account) for each in self.stores}:
                self._desk.pool_run(mail_stores.forget_password, store, on_error=self._refused, owner=self)
            self._refused(error)

        self._desk.run(mail_stores.add_account, account, on_error=refused, owner=self)


class StoreLine(QWidget):
    """One place: what it is, how the last look went, whether it is looked into by itself."""

    def __init__(self, card: SentMailCard, store: MailStore) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(Icon(words.icon_of(store), "muted"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        name, trouble = words.name_of(store), words.trouble_of(store)
        title = ElidedLabel(name)
        column.addWidget(title)
        column.addWidget(ElidedLabel(words.place_of(store), tone="muted", size="small"))
        column.addWidget(PlainLabel(words.state_of(store), tone="muted", size="small", wrap=True))
        if trouble:
            column.addWidget(PlainLabel(trouble, tone="warn", size="small", wrap=True))
        row.addLayout(column, 1)
        self.by_itself = QCheckBox(tr("By itself"))
        self.by_itself.setToolTip(plain_tooltip(tr("Also when the program starts or you come back to it")))
        self.by_itself.setAccessibleName(f"{tr('By itself')} · {name}")
        self.by_itself.setChecked(store.watched)
        self.by_itself.clicked.connect(lambda on: card.watch(store, watched=on))
        self.remove = Button("", "trash-2", "quiet", partial(card.remove, store), compact=True)
        self.remove.setAccessibleName(f"{tr('Remove')} · {name}")
        self.remove.setToolTip(plain_tooltip(tr("Look there no more")))
        row.addWidget(self.by_itself, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)


class OfferLine(QWidget):
    """A Thunderbird profile that was found and is not looked into."""

    def __init__(self, card: SentMailCard, found: FoundProfile) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(10)
        row.addWidget(Icon("mail", "faint"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(ElidedLabel(tr("Thunderbird was found: {name}", name=found.name)))
        column.addWidget(ElidedLabel(found.place, tone="muted", size="small"))
        column.addWidget(PlainLabel(words.folders_of(found.folders), tone="muted", size="small", wrap=True))
        row.addLayout(column, 1)
        self.button = Button(tr("Look there"), "plus", on_click=partial(card.add_place, found.place), compact=True)
        self.button.setAccessibleName(f"{tr('Look there')} · {found.name}")
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
