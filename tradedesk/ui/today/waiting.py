"""Waiting for their window (D6): drafts that go out later, with both clocks, and those whose moment has come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.queueing import Wait, WaitKind
from tradedesk.services.queue import WaitingRow
from tradedesk.ui.widgets import Button, Card, Chip, ElidedLabel, Line, PlainLabel
from tradedesk.ui.widgets.labels import plain_tooltip
from tradedesk.ui.wording import tr, trn, waiting

#: So many are shown here; Compose has the others.
_SHOWN = 4


class WaitingLine(NamedTuple):
    """One draft as it is shown; ``chip`` is empty while its moment lies ahead."""

    row: WaitingRow
    title: str
    sub: str
    chip: str
    role: str


def lines_of(
    rows: tuple[WaitingRow, ...], stands: Mapping[int, Wait], now: datetime, zone: ZoneInfo
) -> list[WaitingLine]:
    """The waiting drafts in words; what is known of their reader's day may come later."""
    return [_line(row, stands.get(row.id), now, zone) for row in rows]


def _line(row: WaitingRow, wait: Wait | None, now: datetime, zone: ZoneInfo) -> WaitingLine:
    title = waiting.titled(row.subject, row.party)
    if row.customers:
        line = _stands(row, wait, title, now, zone)
        return line._replace(sub=f"{trn('{n} customer', '{n} customers', row.customers)} · {line.sub}")
    return _stands(row, wait, title, now, zone)


def _stands(row: WaitingRow, wait: Wait | None, title: str, now: datetime, zone: ZoneInfo) -> WaitingLine:
    clocks = waiting.both_clocks(row.queued_for, now, zone, row.zone, row.place)
    # A look at the calendars that is older than the draft's moment says nothing of it any more.
    known = wait if wait is not None and wait.queued_for == row.queued_for else None
    if row.queued_for > now:
        if known is not None and known.off:
            return WaitingLine(row, title, waiting.wait_words(known, now, zone), tr("Choose anew"), "warn")
        return WaitingLine(row, title, tr("Opens {clocks}", clocks=clocks), "", "")
    if known is None or known.kind is WaitKind.WAITS:
        return WaitingLine(row, title, tr("Waited for {clocks}", clocks=clocks), tr("Now"), "good")
    told = waiting.wait_words(known, now, zone)
    if known.kind is WaitKind.CLOSED:
        return WaitingLine(row, title, told, tr("Missed"), "warn")
    return WaitingLine(row, title, told, tr("Now"), "good")


class WaitingCard(Card):
    """Hidden when nothing waits. ``opened`` and ``stopped`` carry the draft's number."""

    opened = Signal(int)
    stopped = Signal(int)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Waiting for their window"), parent=parent)
        self._more = self.add_action("", self.all_wanted.emit)
        self._shown: list[WaitingLine] | None = None
        self._rows: list[QWidget] = []

    def show_lines(self, lines: list[WaitingLine]) -> None:
        """Show the first few; those whose moment has come stand above, as they are the earliest."""
        self.setVisible(bool(lines))
        more = len(lines) - _SHOWN
        self._more.set_words(trn("{n} more", "{n} more", more))
        self._more.setVisible(more > 0)
        if lines == self._shown:
            return
        self._shown = list(lines)
        for widget in self._rows:
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows = []
        for number, line in enumerate(lines[:_SHOWN]):
            if number:
                self._put(Line())
            self._put(_Waiting(line, partial(self.opened.emit, line.row.id), partial(self.stopped.emit, line.row.id)))

    def _put(self, widget: QWidget) -> None:
        self.add(widget)
        self._rows.append(widget)


class _Waiting(QWidget):
    """One draft; a click anywhere opens it."""

    def __init__(self, line: WaitingLine, look: Callable[[], object], stop: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{line.title}. {line.sub}")
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 8, 10, 9)
        across.setSpacing(4)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(ElidedLabel(line.title))
        if line.chip:
            column.addWidget(PlainLabel(line.sub, tone="muted", size="small", wrap=True))
        else:
            column.addWidget(ElidedLabel(line.sub, tone="muted", size="small"))
        across.addLayout(column, 1)
        if line.chip:
            across.addWidget(Chip(line.chip, line.role))
            across.addSpacing(4)
            across.addWidget(self._named(Button(tr("Open"), on_click=look, compact=True), tr("Open"), line))
        else:
            across.addWidget(self._named(Button("", "pen-line", "quiet", look, compact=True), tr("Open"), line))
        across.addWidget(self._named(Button("", "x", "quiet", stop, compact=True), tr("Do not wait"), line))

    @staticmethod
    def _named(button: Button, told: str, line: WaitingLine) -> Button:
        button.setAccessibleName(f"{told} · {line.title}")
        if not button.text():
            button.setToolTip(plain_tooltip(told))
            button.setFixedWidth(28)
        return button

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the draft."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._look()
