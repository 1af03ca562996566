"""Above the matrix: that an answer is waited for, where it is brought in, and the look at it (B3)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tradedesk.domain.message import Medium
from tradedesk.domain.promise_facts import Urgency
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers.answer_view import AnswerView
from tradedesk.ui.customers.answering import Answering
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets import Button, Card, Field, Icon, PlainLabel
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.widgets.dropping import files_of
from tradedesk.ui.widgets.labels import set_style_property
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import formats, together, tr
from tradedesk.ui.wording.told import medium_name


class _Asked(QFrame):
    """ "Asked on 12 Nov which address is for what – no answer yet", with what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "info")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        self._icon = Icon("clock", "info")
        row.addWidget(self._icon)
        self.words = PlainLabel(wrap=True)
        row.addWidget(self.words, 1)
        self.bring = Button(tr("Bring in the answer"), "inbox", compact=True)
        self.remind = Button(tr("Remind"), compact=True)
        self.close_it = Button(tr("Wait no longer"), kind="quiet", compact=True)
        for button in (self.bring, self.remind, self.close_it):
            row.addWidget(button)

    def show_asked(self, asked: str, due: str, *, late: bool) -> None:
        told = tr("Asked on {asked} which address is for what – no answer yet.", asked=asked)
        more = tr("It was looked for by {due}.", due=due) if late else tr("It is looked for by {due}.", due=due)
        self.words.setText(together((told, more)))
        self.setAccessibleName(self.words.text())
        set_style_property(self, "banner", "warn" if late else "info")
        self._icon.show_icon("triangle-alert" if late else "clock", "warn" if late else "info")


class _Bringing(Card):
    """Where the answer is pasted, or its saved mail is chosen or dropped."""

    submitted = Signal(str, object, str)
    file_chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Bring in the answer"), parent=parent)
        self.setAcceptDrops(True)
        self._dialog: QFileDialog | None = None
        self.choose = Button(tr("Choose a saved mail…"), "folder-open", on_click=self.choose_file)
        self.shut = Button("", "x", "quiet", self.closed.emit, compact=True)
        self.shut.setAccessibleName(tr("Close"))
        self.header.addWidget(self.choose)
        self.header.addWidget(self.shut)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 10)
        inner.setSpacing(10)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(tr("Paste what the customer wrote, or drop the mail saved as a file (.eml) here."))
        self.text.setAccessibleName(tr("The answer"))
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)
        self.text.setFixedHeight(132)
        inner.addWidget(self.text)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.day: DayField | None = None
        self._day_room = QVBoxLayout()
        foot.addLayout(self._day_room)
        self.medium = SavedChoice()
        self.medium.offer([(str(each), medium_name(each)) for each in Medium])
        self.medium.activated.connect(self._say_medium)
        self._said_medium = False
        foot.addWidget(Field(tr("Came by"), self.medium))
        self.problem = PlainLabel(tone="bad", size="small", wrap=True)
        foot.addWidget(self.problem, 1)
        self.read = Button(tr("Read it"), "eye", "primary", self._submit)
        foot.addWidget(self.read, 0, Qt.AlignmentFlag.AlignBottom)
        inner.addLayout(foot)
        self.body.addLayout(inner)

    def begin(self, sheet: CustomerSheet) -> None:
        """Show it empty, with today as the day of the answer."""
        if self.day is None:
            self.day = DayField(sheet.today, sheet.today)
            self.day.setFixedWidth(150)
            self._day_room.addWidget(Field(tr("Answered on"), self.day))
        self.day.set_today(sheet.today, sheet.today)
        self.day.show_day(sheet.today)
        self.text.clear()
        self.problem.setText("")
        self._said_medium = False
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def presume(self, way: Medium) -> None:
        """The way it may have come by, until the user says which it was."""
        if not self._said_medium:
            self.medium.show_saved(str(way))

    def _say_medium(self) -> None:
        self._said_medium = True

    def choose_file(self) -> None:
        """Ask for the file; the window goes on meanwhile."""
        dialog = QFileDialog(self, tr("Choose a saved mail…"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Saved mails (*.eml *.txt)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.file_chosen)
        self._dialog = dialog
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, or a text."""
        if _path(event) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file; a text is put where it can be looked at first."""
        path = _path(event)
        if path:
            self.file_chosen.emit(path)
        else:
            self.text.setPlainText(event.mimeData().text())
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _submit(self) -> None:
        day = self.day.day() if self.day is not None else None
        self.submitted.emit(self.text.toPlainText(), day, self.medium.code)


class AskingPart(QWidget):
    """Nothing is shown while nothing was asked and no answer is brought in."""

    #: Ask again, politely.
    remind_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answering = Answering(desk, self)
        self._sheet: CustomerSheet | None = None
        self._wanted: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.asked, self.bringing, self.view = _Asked(), _Bringing(), AnswerView()
        for widget in (self.asked, self.bringing, self.view):
            widget.hide()
            column.addWidget(widget)
        self.hide()
        self._listen()

    def _listen(self) -> None:
        answering = self.answering
        self.asked.bring.clicked.connect(lambda _checked=False: self.bring_in())
        self.asked.remind.clicked.connect(lambda _checked=False: self.remind_requested.emit())
        self.asked.close_it.clicked.connect(lambda _checked=False: answering.close())
        self.bringing.submitted.connect(answering.read_text)
        self.bringing.file_chosen.connect(answering.read_file)
        self.bringing.closed.connect(self._put_away)
        self.view.applied.connect(answering.apply)
        self.view.dismissed.connect(answering.dismiss)
        answering.question_changed.connect(self._render)
        answering.review_changed.connect(self._reviewed)
        answering.told.connect(self._told)

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show what is open with a party."""
        if self._sheet is None or self._sheet.party.id != sheet.party.id:
            self.bringing.hide()
        self._sheet = sheet
        self.answering.show_party(sheet.party.id)
        if self._wanted == sheet.party.id:
            self._wanted = None
            self.bring_in()
        self._render()

    def want(self, party_id: int) -> None:
        """Open the place for the answer as soon as this party is shown."""
        self._wanted = party_id
        if self._sheet is not None and self._sheet.party.id == party_id:
            self.show_sheet(self._sheet)

    def bring_in(self) -> None:
        """Open the place where the answer is brought in."""
        if self._sheet is not None:
            self.answering.dismiss()
            self.bringing.begin(self._sheet)
            self._render()

    def _put_away(self) -> None:
        self.bringing.hide()
        self._render()

    def _reviewed(self) -> None:
        review = self.answering.review
        if review is not None:
            self.bringing.hide()
            self.view.show_review(review)
        self._render()

    def _told(self, sentence: str) -> None:
        if self.answering.review is not None:
            self.view.show_problem(sentence)
        else:
            self.bringing.problem.setText(sentence)

    def _render(self) -> None:
        question = self.answering.question
        looking = self.answering.review is not None
        self.view.setVisible(looking)
        self.asked.setVisible(question is not None and not looking)
        if question is not None and self._sheet is not None:
            today = self._sheet.today
            asked, due = (formats.day(date.fromisoformat(question.title.fact(n)), today) for n in ("asked", "due"))
            self.asked.show_asked(asked, due, late=question.urgency is Urgency.LATE)
        self.bringing.presume(self.answering.asked_by)
        self.asked.bring.setVisible(self.bringing.isHidden())
        self.setVisible(looking or question is not None or not self.bringing.isHidden())


def _path(event: QDropEvent) -> str:
    """The one file that is dragged, empty for anything else."""
    paths = files_of(event)
    return paths[0] if len(paths) == 1 else ""
