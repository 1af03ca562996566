"""The middle of the page: subject and text of one template, what it needs, what is wrong, and saving."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tradedesk.domain.template import Template, TemplateFault
from tradedesk.ui.templates import words
from tradedesk.ui.templates.editor import BodyEdit, SubjectEdit, TemplateEdit
from tradedesk.ui.templates.facts_list import field
from tradedesk.ui.templates.items import Sort
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets import Button, Card, Icon, Line, PlainLabel, paint_chip
from tradedesk.ui.widgets.emptying import empty
from tradedesk.ui.wording import listed, tr

_FAULTS_SHOWN = 4


class EditorCard(Card):
    """Subject, text and what the template needs."""

    typed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.subject, self.text = SubjectEdit(), BodyEdit()
        self.subject.setAccessibleName(tr("Subject"))
        self.text.setAccessibleName(tr("Text"))
        self._last: TemplateEdit = self.text
        for each in (self.subject, self.text):
            each.typed.connect(self._tell)
            each.entered.connect(lambda edit=each: self._remember(edit))
        self.subject.done.connect(lambda: self.text.setFocus(Qt.FocusReason.TabFocusReason))
        self.needs = FactChips()
        self._subject_row, self._below_subject = _row(tr("Subject"), self.subject), Line()
        self.add(self._subject_row)
        self.add(self._below_subject)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(14, 12, 6, 6)
        inside.addWidget(self.text)
        self.add(holder, 1)
        self._above_needs, self._needs_row = Line(), _row(tr("Needs"), self.needs)
        self.add(self._above_needs)
        self.add(self._needs_row)

    def show_text(self, template: Template, sort: Sort, *, anew: bool) -> None:
        """Show a text; a template with its needs, a snippet or signature without a subject."""
        self.subject.load(template.subject, anew=anew)
        self.text.load(template.body, anew=anew)
        for widget in (self._subject_row, self._below_subject):
            widget.setVisible(sort in (Sort.TEMPLATE, Sort.WORDING))
        for widget in (self._above_needs, self._needs_row):
            widget.setVisible(sort is Sort.TEMPLATE and bool(template.required))
        if sort not in (Sort.TEMPLATE, Sort.WORDING):
            self._last = self.text
        self.needs.show_facts([words.label_of(name) for name in template.required])

    def mark_faults(self, faults: Sequence[TemplateFault]) -> None:
        """Mark the lines with faults."""
        self.subject.mark_lines({each.line for each in faults if each.field == "subject"})
        self.text.mark_lines({each.line for each in faults if each.field == "body"})

    def insert_fact(self, name: str) -> None:
        """Put a fact in where the cursor was last."""
        self._last.insert_here(field(name))

    def go_to(self, fault: TemplateFault) -> None:
        """Put the cursor where a fault is."""
        (self.subject if fault.field == "subject" else self.text).go_to_line(fault.line)

    def _remember(self, edit: TemplateEdit) -> None:
        self._last = edit

    def _tell(self) -> None:
        self.typed.emit(self.subject.toPlainText(), self.text.toPlainText())


def _row(name: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(14, 6, 12, 6)
    row.setSpacing(12)
    label = PlainLabel(name, tone="muted", size="small")
    label.setMinimumWidth(52)
    label.setContentsMargins(0, 5, 0, 0)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(widget, 1)
    return holder


class FactChips(QWidget):
    """The facts a template cannot do without, as chips that go on in the next line."""

    _HEIGHT, _GAP, _LINE = 19, 6, 24

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.facts: tuple[str, ...] = ()

    def show_facts(self, facts: Sequence[str]) -> None:
        """Show the facts' labels."""
        self.facts = tuple(facts)
        self.setAccessibleName(tr("It needs: {facts}", facts=listed(facts)))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of lines."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the chips."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for fact, box in zip(self.facts, self._boxes(), strict=True):
            paint_chip(painter, box.left(), box.center().y() + 1, fact, "neutral", self.width())
        painter.end()

    def _fit(self) -> None:
        boxes = self._boxes()
        height = boxes[-1].bottom() + 6 if boxes else self._LINE
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _boxes(self) -> list[QRect]:
        font = QFont(self.font())
        font.setPixelSize(SMALL)
        metrics = QFontMetrics(font)
        boxes: list[QRect] = []
        left, top = 0, 3
        for fact in self.facts:
            width = min(metrics.horizontalAdvance(fact) + 14, max(self.width(), 40))
            if left and left + width > self.width():
                left, top = 0, top + self._LINE
            boxes.append(QRect(left, top, width, self._HEIGHT))
            left += width + self._GAP
        return boxes


class FaultsPanel(QWidget):
    """What is wrong, a line each; a click leads there."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 0, 2, 0)
        self._column.setSpacing(2)
        self.sentences: list[str] = []
        self.hide()

    def show_faults(self, faults: Sequence[TemplateFault], problem: str) -> None:
        """Show the faults, the first few in full, and what else went wrong."""
        sentences = [words.fault_sentence(each) for each in faults]
        if problem:
            sentences.append(problem)
        if sentences == self.sentences:
            return
        self.sentences = sentences
        empty(self._column)
        for number, sentence in enumerate(sentences[:_FAULTS_SHOWN]):
            self._column.addWidget(self._line(sentence, faults[number] if number < len(faults) else None))
        left = len(sentences) - _FAULTS_SHOWN
        if left > 0:
            self._column.addWidget(PlainLabel(tr("and {n} more", n=left), tone="muted", size="small"))
        self.setVisible(bool(sentences))

    def _line(self, sentence: str, fault: TemplateFault | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("circle-alert", "bad"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(PlainLabel(sentence, tone="bad", size="small", wrap=True), 1)
        if fault is not None and fault.line > 0:
            go = Button(tr("Show"), kind="link", on_click=lambda: self.chosen.emit(fault))
            go.setAccessibleName(tr("Show the place: {sentence}", sentence=sentence))
            row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return line
