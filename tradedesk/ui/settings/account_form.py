"""A mail server that is looked into: name, account, password; nothing is kept before the server let us in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.services import mail_stores
from tradedesk.services.mail_stores import CheckedAccount
from tradedesk.services.stopping import new_stop
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets import Button, Field, PlainLabel, Problem
from tradedesk.ui.widgets.escape import on_escape
from tradedesk.ui.wording import errors, tr


class AccountForm(QWidget):
    """``checked`` carries the account once the server let us in and the key store has the password."""

    checked = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        on_escape(self, self.close_form)
        self._desk = desk
        self._stop: Any = None
        self._turn = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 4)
        column.setSpacing(10)
        told = tr(
            "Only the folder with sent mail is read, over an encrypted connection: headers first, then the mails that "
            "may be the ones. The password is kept in the system's key store and nowhere else."
        )
        column.addWidget(PlainLabel(told, tone="muted", size="small", wrap=True))
        column.addLayout(self._fields())
        self.problem = Problem()
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.connect_button = Button(tr("Connect"), "lock", "primary", self._connect)
        self.cancel_button = Button(tr("Cancel"), kind="quiet", on_click=self.close_form)
        row.addWidget(self.connect_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        column.addLayout(row)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        self.server, self.account, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.server.setPlaceholderText("imap.example.com")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields = {
            "server": Field(tr("Mail server (IMAP)"), self.server),
            "account": Field(tr("User name"), self.account),
            "password": Field(tr("Password"), self.password),
        }
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.fields["server"], 0, 0, 1, 2)
        grid.addWidget(self.fields["account"], 1, 0, top)
        grid.addWidget(self.fields["password"], 1, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        hint = tr(
            "The user name is mostly the mail address. 163, QQ, Gmail and others want a password made for this program "
            "in their settings. A port other than 993 stands after the server's name and a colon."
        )
        grid.addWidget(PlainLabel(hint, tone="muted", size="small", wrap=True), 2, 0, 1, 2)
        for editor in (self.server, self.account, self.password):
            editor.returnPressed.connect(self._connect)
        return grid

    # -- what the user does --------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Show it empty, and say at once where no password can be kept."""
        for editor in (self.server, self.account, self.password):
            editor.clear()
        self._say("")
        self._set_busy(busy=False)
        self.show()
        self.server.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.pool_run(mail_stores.check_key_store, on_error=self._no_key_store, owner=self)

    def close_form(self) -> None:
        """Leave it; a server that is being asked is asked no longer."""
        self._turn += 1
        if self._stop is not None:
            self._stop.ask()
        self.password.clear()
        self.closed.emit()

    def _connect(self) -> None:
        if not self.connect_button.isEnabled():
            return
        self._say("")
        self._set_busy(busy=True)
        self._stop, self._turn = new_stop(), self._turn + 1
        turn = self._turn

        def done(account: CheckedAccount) -> None:
            if turn == self._turn:
                self.password.clear()
                self.checked.emit(account)

        def refused(error: TradeError) -> None:
            if turn == self._turn:
                self._refused(error)

        self._desk.pool_run(
            mail_stores.checked_account, self.server.text(), self.account.text(), self.password.text(), self._stop,
            on_done=done, on_error=refused, owner=self,
        )  # fmt: skip

    def _refused(self, error: TradeError) -> None:
        self._set_busy(busy=False)
        field = error.field if isinstance(error, RuleSaysNo) else ""
        if field in self.fields:
            self.fields[field].set_problem(errors.sentence(error))
            self.fields[field].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say(errors.sentence(error))

    def _no_key_store(self, error: TradeError) -> None:
        self._say(errors.sentence(error))
        self.connect_button.setEnabled(False)

    def _say(self, sentence: str) -> None:
        for field in self.fields.values():
            field.set_problem("")
        self.problem.say(sentence)

    def _set_busy(self, *, busy: bool) -> None:
        self.connect_button.setEnabled(not busy)
        self.connect_button.set_words(tr("Connecting…") if busy else tr("Connect"))
        for editor in (self.server, self.account, self.password):
            editor.setReadOnly(busy)
