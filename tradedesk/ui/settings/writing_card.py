"""How messages are looked over before they go out: silenced advice, the size of a large mail, spelling."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.services import silenced, spelling, writing
from tradedesk.services.draft_checks import SIZE_SETTING
from tradedesk.services.silenced import Silenced
from tradedesk.services.spelling import OFF_SETTING
from tradedesk.services.writing import Writing
from tradedesk.ui.desk import Desk
from tradedesk.ui.settings.fields import OwnText
from tradedesk.ui.settings.mail_size import MailSize
from tradedesk.ui.widgets import Button, Card, Field, Line, PlainLabel
from tradedesk.ui.widgets.saved import SavedLine
from tradedesk.ui.wording import errors, tr
from tradedesk.ui.wording.told import term


class WritingCard(Card):
    """Saved as one goes; ``grew`` when the list of silences changed its height."""

    grew = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Before it goes out"), tr("What is looked at while you write"), parent)
        self._desk = desk
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(PlainLabel(tr("Silenced advice"), size="strong"))
        self.none = PlainLabel(tr("None. The three dots beside a piece of advice silence it."), tone="muted",
                               size="small", wrap=True)  # fmt: skip
        column.addWidget(self.none)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        column.addSpacing(6)
        self.limit = SavedLine()
        self.limit.setMaximumWidth(120)
        self.limit_field = Field(tr("A mail is too large from (MB)"), self.limit)
        column.addWidget(self.limit_field)
        self.mail_size = MailSize(desk)
        column.addWidget(self.mail_size)
        self.spelling = QCheckBox(tr("Look up English words in the dictionary"))
        self.no_dictionary = PlainLabel(
            tr("No English dictionary was found. Those of LibreOffice and hunspell are used when they are installed."),
            tone="muted", size="small", wrap=True,
        )  # fmt: skip
        self.words = OwnText(3)
        self.words_field = Field(tr("My words, one a line"), self.words)
        for widget in (self.spelling, self.no_dictionary, self.words_field):
            column.addWidget(widget)
        self.add(holder)
        self._shown: tuple[Silenced, ...] | None = None
        self.buttons: list[Button] = []
        self._made: list[QWidget] = []
        self.limit.committed.connect(self._save_size)
        self.words.committed.connect(self._save_words)
        self.spelling.clicked.connect(lambda on: self._remember(OFF_SETTING, not on))

    def load(self) -> None:
        """Read how it is."""
        self._desk.run(writing.writing, on_done=self._show, owner=self)
        self.mail_size.load()

    def finish(self) -> None:
        """Tell what is still being typed."""
        self.limit.finish()
        self.mail_size.finish()
        self.words.finish()

    def _show(self, found: Writing) -> None:
        self.limit.show_saved(str(found.size_limit), keep=bool(self.limit_field.problem))
        self.spelling.setEnabled(found.has_dictionary)
        self.no_dictionary.setVisible(not found.has_dictionary)
        off = bool(self._desk.settings.get(OFF_SETTING, False))
        self.spelling.setChecked(found.has_dictionary and not off)
        self.words_field.setVisible(found.has_dictionary)
        self.words.show_saved("\n".join(found.own_words), keep=False)
        if found.silenced != self._shown:
            self._shown = found.silenced
            self._fill(found.silenced)
            self.grew.emit()

    def _fill(self, silences: tuple[Silenced, ...]) -> None:
        for old in self._made:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.none.setVisible(not silences)
        self._made, self.buttons = [], []
        for each in silences:
            for part in (self._row(each), Line()):
                self._rows.addWidget(part)
                self._made.append(part)

    def _row(self, each: Silenced) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(10)
        name = term("advice", each.kind)
        across.addWidget(PlainLabel(name[:1].upper() + name[1:]))
        told = tr("for all customers") if each.party_id is None else tr("for {party}", party=each.party)
        across.addWidget(PlainLabel(told, tone="muted", size="small"))
        across.addStretch(1)
        button = Button(tr("Show again"), "", "link", lambda: self._bring_back(each.id), compact=True)
        button.setAccessibleDescription(f"{name}, {told}")
        self.buttons.append(button)
        across.addWidget(button)
        return row

    def _bring_back(self, number: int) -> None:
        self._desk.run(silenced.bring_back, number, owner=self)

    def _save_size(self, text: str) -> None:
        try:
            limit = writing.size_of(text)
        except RuleSaysNo as no:
            self.limit_field.set_problem(errors.sentence(no))
            return
        self.limit_field.set_problem("")
        self._remember(SIZE_SETTING, limit)
        self.limit.show_saved(str(limit), keep=False)

    def _remember(self, name: str, value: int | bool) -> None:
        # At once: the next look at a draft goes by it.
        self._desk.settings.remember(name, value)
        self._desk.settings.flush()

    def _save_words(self, text: str) -> None:
        def refused(error: TradeError) -> None:
            self.words_field.set_problem(errors.sentence(error))

        def saved(_done: object) -> None:
            self.words_field.set_problem("")
            self.load()

        self._desk.run(spelling.set_own_words, text, on_done=saved, on_error=refused, owner=self)
