"""What a text said before: its versions at the left, what has changed since at the right, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QTextCursor, QTextFormat
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from tradedesk.domain.own_text import LineChange, TextVersion, compare_lines
from tradedesk.domain.template import Template
from tradedesk.ui.templates.rows import Heading, Row, Rows
from tradedesk.ui.theme import tokens
from tradedesk.ui.widgets import Button, Card, FilterChips, PlainLabel
from tradedesk.ui.wording import formats, tr, trn

_LEFT = 168
_SIGNS = {"same": " ", "gone": "−", "come": "+"}


class ChangedLines(QPlainTextEdit):
    """Lines of a comparison: what is gone on red, what has come on green, each with its sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QPlainTextEdit { border: none; padding: 0; background: transparent; }")
        self.setAccessibleName(tr("What has changed"))
        self._lines: tuple[LineChange, ...] = ()

    def show_lines(self, lines: Sequence[LineChange]) -> None:
        """Show a comparison."""
        self._lines = tuple(lines)
        self.setPlainText("\n".join(f"{_SIGNS[line.kind]} {line.text}" for line in self._lines))
        self._colour()
        first = next((number for number, line in enumerate(self._lines) if line.kind != "same"), 0)
        # Two lines before the first change are enough to know the place.
        cursor = QTextCursor(self.document().findBlockByNumber(max(first - 2, 0)))
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def changeEvent(self, event: QEvent) -> None:
        """Colour again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_lines"):
            self._colour()

    def _colour(self) -> None:
        colors = tokens()
        looks = {"gone": (colors.bad, colors.bad_bg), "come": (colors.good, colors.good_bg)}
        marks = []
        for number, line in enumerate(self._lines):
            if line.kind not in looks:
                continue
            mark = QTextEdit.ExtraSelection()
            ink, ground = looks[line.kind]
            mark.format.setForeground(QColor(ink))
            mark.format.setBackground(QColor(ground))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(self.document().findBlockByNumber(number))
            # A long line goes on below; its colour goes with it.
            mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            marks.append(mark)
        self.setExtraSelections(marks)


class VersionsCard(Card):
    """Versions, the newest first, compared with the text as it is used now."""

    #: The number of the version to go back to.
    back_asked = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What it said before"), parent=parent)
        self.close_button = self.add_action(tr("Back to the text"), self.closed.emit)
        self._versions: tuple[TextVersion, ...] = ()
        self._now: Template | None = None
        self.list = Rows(tr("Versions"))
        self.list.setFixedWidth(_LEFT)
        self.list.picked.connect(lambda _key: self._compare())
        self.how = FilterChips()
        self.how.chosen.connect(lambda _key: self._compare())
        self.how.show_filters([("changes", tr("What has changed since")), ("whole", tr("Whole text"))], "changes")
        self.lines = ChangedLines()
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setFrameShape(QFrame.Shape.NoFrame)
        self.whole.setStyleSheet("QPlainTextEdit { border: none; padding: 0; background: transparent; }")
        self.whole.setAccessibleName(tr("The text as it was"))
        self.told = PlainLabel(tone="muted", size="small", wrap=True)
        self.back = Button(tr("Go back to this text"), "history", on_click=self._go_back)
        self.empty = PlainLabel(
            tr("Nothing yet. Every change that you save keeps what the text said before, and it is found here."),
            tone="muted", wrap=True,
        )  # fmt: skip
        self._build()

    def _build(self) -> None:
        self.empty.setContentsMargins(16, 16, 16, 16)
        self.add(self.empty)
        self._both = QWidget()
        across = QHBoxLayout(self._both)
        across.setContentsMargins(6, 8, 14, 8)
        across.setSpacing(12)
        across.addWidget(self.list)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.how)
        column.addWidget(self.lines, 1)
        column.addWidget(self.whole, 1)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        row.addWidget(self.back)
        column.addLayout(row)
        across.addLayout(column, 1)
        self.add(self._both, 1)
        self.body.addStretch(0)

    def show_versions(self, versions: Sequence[TextVersion], now: Template) -> None:
        """Show what a text said before; the newest version is chosen."""
        self._versions, self._now = tuple(versions), now
        self.empty.setVisible(not versions)
        self._both.setVisible(bool(versions))
        rows: list[Row | Heading] = [Row(str(each.number), *_words(each)) for each in self._versions]
        self.list.show_rows(rows)
        if versions and not self.list.current_key():
            self.list.set_current(str(self._versions[0].number))
        self._compare()

    def take_focus(self) -> None:
        """Begin at the newest version."""
        (self.list if self._versions else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> TextVersion | None:
        return next((each for each in self._versions if str(each.number) == self.list.current_key()), None)

    def _compare(self) -> None:
        chosen, now = self._chosen(), self._now
        self.back.setEnabled(chosen is not None)
        if chosen is None or now is None:
            return
        changes = compare_lines(_whole(chosen.subject, chosen.body), _whole(now.subject, now.body))
        whole = self.how.current == "whole"
        self.lines.setVisible(not whole)
        self.whole.setVisible(whole)
        self.lines.show_lines(changes)
        self.whole.setPlainText(_whole(chosen.subject, chosen.body))
        gone, come = (sum(1 for each in changes if each.kind == kind) for kind in ("gone", "come"))
        if not gone and not come:
            self.told.setText(tr("The same as now"))
        else:
            self.told.setText(
                tr("{gone}, {come}", gone=trn("{n} line gone since", "{n} lines gone since", gone),
                   come=trn("{n} line new", "{n} lines new", come))
            )  # fmt: skip

    def _go_back(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.back_asked.emit(chosen.number)


def _whole(subject: str, body: str) -> str:
    return f"{subject}\n\n{body}" if subject else body


def _words(version: TextVersion) -> tuple[str, str]:
    if version.number == 0:
        return tr("Shipped text"), tr("as it came with TradeDesk")
    if version.at is None:
        return tr("Version {n}", n=version.number), ""
    return formats.moment(version.at), tr("saved then · version {n}", n=version.number)
