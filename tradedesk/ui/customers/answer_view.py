"""An answer looked at before it is taken: left its text with the lines that count marked, right what they say (B3)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette, QTextBlock, QTextCursor, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from tradedesk.domain.answer_text import LineState
from tradedesk.services.answers import Review
from tradedesk.ui.customers.answer_row import AnswerRow
from tradedesk.ui.theme import signals, tokens
from tradedesk.ui.widgets import Button, Card, Line, PlainLabel, Problem
from tradedesk.ui.widgets.emptying import empty
from tradedesk.ui.wording import formats, joined, listed, reasons, together, tr, trn
from tradedesk.ui.wording.told import medium_name


class AnswerText(QPlainTextEdit):
    """The text as it came: used lines on a good ground, unclear ones on a warning, quoted and signed ones faint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(tr("The answer"))
        self.setTabChangesFocus(True)
        self._review: Review | None = None
        self._at: frozenset[int] = frozenset()
        signals.changed.connect(self._mark)

    def show_review(self, review: Review) -> None:
        """Show an answer."""
        self._review, self._at = review, frozenset()
        self.setPlainText("\n".join(each.text for each in review.reading.lines))
        self._mark()

    def look_at(self, lines: tuple[int, ...]) -> None:
        """Bring these lines into view and mark them more strongly."""
        if frozenset(lines) == self._at:
            return
        self._at = frozenset(lines)
        self._mark()
        block = self.document().findBlockByNumber(lines[0]) if lines else QTextBlock()
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.ensureCursorVisible()

    def _mark(self) -> None:
        if self._review is None:
            return
        colors = tokens()
        grounds = {LineState.USED: (colors.good_bg, colors.good), LineState.UNCLEAR: (colors.warn_bg, colors.warn)}
        found = []
        for each in self._review.reading.lines:
            if each.state is LineState.PLAIN:
                continue
            ground, ink = grounds.get(each.state, ("", colors.faint))
            marked = QTextEdit.ExtraSelection()
            marked.cursor = QTextCursor(self.document().findBlockByNumber(each.number))
            # Up to the next line, so that the last piece of a line that was broken is marked in full width too.
            for end in (QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveOperation.NextBlock):
                marked.cursor.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
            if ground:
                marked.format.setBackground(QColor(ground))
                marked.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            if not ground or each.number in self._at:
                marked.format.setForeground(QColor(ink))
                marked.format.setFontUnderline(bool(ground))
            found.append(marked)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, QColor(colors.text))
        self.setPalette(palette)
        self.setExtraSelections(found)


class AnswerView(Card):
    """The whole look, with "Apply" for what is ticked."""

    applied = Signal(object)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What the answer says"), parent=parent)
        self.rows: list[AnswerRow] = []
        self.apply = Button(tr("Apply"), "check", "primary", self._apply)
        self.leave = Button(tr("Leave as it is"), kind="quiet", on_click=self.dismissed.emit)
        self.header.addWidget(self.leave)
        self.header.addWidget(self.apply)
        self.about = PlainLabel(tone="muted", size="small", wrap=True)
        self.about.setContentsMargins(14, 8, 14, 8)
        self.warning = Problem()
        self.warning.setContentsMargins(14, 0, 14, 8)
        self.problem = Problem()
        self.problem.setContentsMargins(14, 0, 14, 8)
        for label in (self.about, self.warning, self.problem):
            self.add(label)
        self.add(Line())
        row = QHBoxLayout()
        row.setContentsMargins(14, 10, 4, 6)
        row.setSpacing(6)
        self.text = AnswerText()
        self.text.setMinimumSize(220, 260)
        row.addWidget(self.text, 2)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        row.addLayout(self._list, 3)
        self.body.addLayout(row)

    def show_review(self, review: Review) -> None:
        """Show an answer, everything as it is proposed."""
        self.text.show_review(review)
        self.about.setText(_about(review))
        self.warning.say(together(reasons.sentence(each) for each in review.warnings))
        self.show_problem("")
        self._clear()
        for number, proposal in enumerate(review.reading.proposals):
            if number:
                self._list.addWidget(Line())
            row = AnswerRow(review, proposal)
            row.changed.connect(self._count)
            row.looked_at.connect(lambda at: self.text.look_at(at.proposal.lines))
            self.rows.append(row)
            self._list.addWidget(row)
        if not self.rows:
            told = tr("Nothing was understood. Set the cells by hand; Apply keeps the answer in the log.")
            label = PlainLabel(told, tone="muted", wrap=True)
            label.setContentsMargins(12, 6, 12, 6)
            self._list.addWidget(label)
        unclear = len(review.reading.unclear)
        if unclear:
            told = trn("{n} line was not understood: it is marked on the left, and nothing was made of it.",
                       "{n} lines were not understood: they are marked on the left, and nothing was made of them.",
                       unclear)  # fmt: skip
            label = PlainLabel(told, tone="warn", size="small", wrap=True)
            label.setContentsMargins(12, 8, 12, 6)
            self._list.addWidget(label)
        self._list.addStretch(1)
        self._count()
        self.apply.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, sentence: str) -> None:
        """Say why it could not be taken."""
        self.problem.say(sentence)

    def _apply(self) -> None:
        self.applied.emit([each.choice() for each in self.rows if each.is_ticked])

    def _count(self) -> None:
        n = sum(each.is_ticked for each in self.rows)
        self.apply.set_words(trn("Apply {n} address", "Apply {n} addresses", n) if n else tr("Keep in the log only"))

    def _clear(self) -> None:
        self.rows = []
        empty(self._list)


def _about(review: Review) -> str:
    """ "Re: addresses · Khalid <khalid@…> · Mail · 12 Mar 16:04 · not read: a.pdf"."""
    answer = review.answer
    who = f"{answer.sender_name} <{answer.sender}>" if answer.sender_name and answer.sender else answer.sender
    left = tr("not read: {names}", names=listed(answer.attachments)) if answer.attachments else ""
    when = formats.moment(answer.at) if answer.at is not None else tr("without a date: taken as today")
    return joined((answer.subject, who, medium_name(answer.medium), when, left))
