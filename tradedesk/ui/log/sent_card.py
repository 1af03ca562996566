"""What is known of the mail that a hand-over became: looking for it, saying which it is, and what was changed (F3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.message import Message, MessageState
from tradedesk.services import sent_mail
from tradedesk.ui.widgets import Button, Card, Icon, Line, PlainLabel
from tradedesk.ui.widgets.emptying import empty
from tradedesk.ui.wording import joined, tr
from tradedesk.ui.wording import sent_mail as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradedesk.services.sent_mail import SentAs
    from tradedesk.ui.log.presenter import LogPresenter

_FOUND = (MessageState.SENT, MessageState.CHANGED)


class LookRow(QWidget):
    """Looks for the mail, or takes it from a file; says what came of it."""

    def __init__(self, presenter: LogPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.look = Button(tr("Look for sent mail"), "search", "quiet", presenter.look.look, compact=True)
        self.choose = Button(tr("Choose the sent mail…"), "folder-open", "quiet", self._choose, compact=True)
        row.addWidget(self.look)
        row.addWidget(self.choose)
        row.addStretch(1)
        column.addLayout(row)
        self.told = PlainLabel(tone="muted", size="small", wrap=True)
        self.told.hide()
        column.addWidget(self.told)
        self.nowhere = Nowhere(presenter.open_sent_settings)
        self.nowhere.hide()
        column.addWidget(self.nowhere)
        presenter.look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        look = self._presenter.look
        for button in (self.look, self.choose):
            button.setEnabled(not look.busy)
        self.look.set_words(tr("Looking…") if look.busy else tr("Look for sent mail"))
        self.told.say(look.told)
        self.told.set_tone(look.role)
        self.nowhere.setVisible(look.nowhere)

    def _choose(self) -> None:
        kinds = f"{tr('Mails')} (*.eml *.emlx *.mbox);;{tr('All files')} (*)"
        dialog = QFileDialog(self.window(), tr("Choose the sent mail…"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._presenter.give)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


class Nowhere(QWidget):
    """No place to look in is named yet: where that is done."""

    def __init__(self, open_settings: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        told = tr("No place with sent mail is named yet: Thunderbird, a mail folder or a mail server.")
        row.addWidget(PlainLabel(told, tone="muted", size="small", wrap=True), 1)
        self.button = Button(tr("Name a place"), kind="link", on_click=open_settings)
        row.addWidget(self.button)


class PerhapsList(QWidget):
    """The mails that may be the one; nothing is guessed, the user says it."""

    def __init__(self, presenter: LogPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)
        self._column.setSpacing(8)
        self._shown: tuple[SentAs, ...] = ()
        self.buttons: list[Button] = []

    def show_mails(self, mails: tuple[SentAs, ...]) -> None:
        """Show these; hidden without any."""
        self.setVisible(bool(mails))
        if mails == self._shown:
            return
        self._shown = mails
        self.buttons = []
        empty(self._column)
        self._column.addWidget(Line())
        self._column.addWidget(PlainLabel(tr("Is it one of these? It is not certain."), size="strong", wrap=True))
        for mail in mails:
            self._column.addWidget(self._row(mail))
        none = Button(tr("None of these"), kind="quiet", on_click=self._presenter.refuse_mails, compact=True)
        self.buttons.append(none)
        self._column.addWidget(none, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, mail: SentAs) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        column = QVBoxLayout()
        column.setSpacing(2)
        title = " ".join(mail.subject.split()) or tr("(no subject)")
        column.addWidget(PlainLabel(title, wrap=True))
        column.addWidget(PlainLabel(words.found_words(mail), tone="muted", size="small", wrap=True))
        told = [words.why_words(mail), *words.lines_of(mail)]
        column.addWidget(PlainLabel("\n".join(each for each in told if each), tone="muted", size="small", wrap=True))
        row.addLayout(column, 1)
        button = Button(tr("This one"), on_click=partial(self._presenter.take_mail, mail.key), compact=True)
        button.setAccessibleName(f"{tr('This one')} · {title}")
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons.append(button)
        return holder


class SentCard(Card):
    """What was found: where, when, and every change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("As it was sent"), parent=parent)
        self.body.setContentsMargins(14, 10, 14, 8)
        self.body.setSpacing(6)
        self._rows: list[QWidget] = []
        self._shown: SentAs | None = None
        self.hide()

    def show_entry(self, entry: Message) -> None:
        """Show what is known of this entry's mail; hidden when nothing is."""
        sent = sent_mail.compared_of(entry).found if entry.state in _FOUND else None
        self.setVisible(sent is not None)
        if sent is None or sent == self._shown:
            return
        self._shown = sent
        for widget in self._rows:
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        lead = "circle-check" if not sent.changes else "pen-line"
        role = "good" if not sent.changes else "warn"
        self._rows = [_line(lead, role, words.state_words(sent))]
        for at, told in enumerate(words.lines_of(sent)):
            is_note = at >= len(sent.changes)
            self._rows.append(_line("info" if is_note else "minus", "muted", told, muted=is_note))
        where = joined((words.found_words(sent), words.why_words(sent)))
        self._rows.append(PlainLabel(where, tone="muted", size="small", wrap=True))
        for widget in self._rows:
            self.add(widget)


def _line(icon: str, role: str, text: str, *, muted: bool = False) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Icon(icon, role), 0, Qt.AlignmentFlag.AlignTop)
    label = PlainLabel(text, tone="muted" if muted else "", size="small" if muted else "", wrap=True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    row.addWidget(label, 1)
    return holder
