"""What came of bringing a list in: how much, what was left out and why; copy it, take it back, or go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.services.exchange import Report
from tradedesk.ui.exchange import words
from tradedesk.ui.exchange.presenter import ExchangePresenter, ListFile
from tradedesk.ui.exchange.problem_list import ProblemList
from tradedesk.ui.widgets import Button, Card, Icon, PlainLabel, Problem, SectionTitle
from tradedesk.ui.widgets.doing import Doing
from tradedesk.ui.wording import tr


class ReportView(QWidget):
    """Renders a report; emits what the user wants next."""

    undo_asked = Signal()
    next_asked = Signal()
    place_asked = Signal(str)
    pairs_asked = Signal(str)

    def __init__(self, presenter: ExchangePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._file: ListFile | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        column.addWidget(SectionTitle(tr("3  Brought in")))
        column.addWidget(self._summary())
        card = Card(tr("By row"))
        self.problems = ProblemList()
        card.add(self.problems, 1)
        column.addWidget(card, 1)
        column.addLayout(self._foot())

    def _summary(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setContentsMargins(16, 14, 16, 12)
        row.setSpacing(12)
        row.addWidget(Icon("circle-check", "good", 22), 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(3)
        self.head = PlainLabel(size="title", wrap=True)
        self.counts = PlainLabel(wrap=True)
        self.beside = PlainLabel(tone="muted", wrap=True)
        for label in (self.head, self.counts, self.beside):
            told.addWidget(label)
        row.addLayout(told, 1)
        holder = QWidget()
        holder.setLayout(row)
        card.add(holder)
        return card

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.undo = Button(tr("Undo"), "undo-2", on_click=self.undo_asked.emit)
        self.doing = Doing(self._presenter.progressed, self._presenter.cancel)
        self.doing.cancel.hide()
        self.stays = Problem()
        self.copy = Button(tr("Copy report"), "copy", "quiet", self._copy)
        self.copied = PlainLabel(tone="muted", size="small")
        self.pairs = Button(tr("Look at the pairs"), "copy", on_click=self._pairs)
        self.look = Button("", on_click=self._look)
        self.next = Button("", "arrow-right", "primary", self.next_asked.emit)
        row.addWidget(self.undo)
        row.addWidget(self.doing)
        row.addWidget(self.stays, 1)
        row.addWidget(self.copy)
        row.addWidget(self.copied)
        row.addStretch(1)
        row.addWidget(self.pairs)
        row.addWidget(self.look)
        row.addWidget(self.next)
        return row

    def show_report(self, file: ListFile, report: Report, then: ListFile | None) -> None:
        """Show the report, and the file that comes next."""
        if file is not self._file:
            self.copied.setText("")
        self._file = file
        self.head.setText(words.head(report))
        more = {word: n for word, n in report.counts.items() if word != report.word}
        self.counts.say(words.all_counts(more))
        self.beside.setText(
            words.beside(report.left_out, report.already_there, report.changed) or tr("No row was left out.")
        )
        self.problems.show_problems(report.problems, report.problem_counts, file.chosen.same_or_new)
        doing = self._presenter.doing
        self.undo.setEnabled(report.undo_id is not None and not file.stays and not doing)
        self.stays.say(file.stays)
        self.doing.show_doing(words.doing(doing))
        self.doing.setVisible(doing == "undoing")
        page = words.PLACES.get(report.word, "")
        self.look.setVisible(bool(page))
        self.look.set_words(tr("Look at the orders") if page == "orders" else tr("Look at them"))
        self.pairs.setVisible(bool(report.counts.get("alike")))
        self.next.setVisible(then is not None)
        self.next.set_words(tr("Next: {file}", file=then.name) if then is not None else "")

    def _look(self) -> None:
        if self._file is not None and self._file.report is not None:
            self.place_asked.emit(self._file.report.word)

    def _pairs(self) -> None:
        if self._file is not None and self._file.report is not None:
            self.pairs_asked.emit(self._file.report.word)

    def _copy(self) -> None:
        file = self._file
        if file is not None and file.report is not None:
            QGuiApplication.clipboard().setText(words.report_text(file.name, file.report, file.chosen.same_or_new))
            self.copied.setText(tr("Copied"))
