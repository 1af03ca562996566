"""Who is at work now: 24 hours, one line a place, painted in one widget (D6)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tradedesk.domain.window import RibbonRow, WindowKind, WindowState
from tradedesk.services.today import AtWork
from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets import paint_chip, plain_tooltip
from tradedesk.ui.widgets.painting import elided
from tradedesk.ui.wording import formats, joined, reasons, tr

_ROW = 30
#: Names and cities: a fifth of the ribbon, within these.
_NAMES = (176, 280)
_STATES = 152
_EDGE = 14
_BAR = {"own": "overlap_soft", "overlap": "overlap", "theirs": "hours"}
_V = Qt.AlignmentFlag.AlignVCenter
_L = Qt.AlignmentFlag.AlignLeft | _V


class RibbonView(QWidget):
    """Names at the left, the own day in the middle with the present moment, local time and state at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: AtWork | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Who is at work now"))

    def show_work(self, work: AtWork) -> None:
        """Show these people at this moment."""
        resized = self._work is None or len(self._work.people) != len(work.people)
        self._work = work
        if resized:
            self.updateGeometry()
        self.setAccessibleDescription("\n".join(self.lines()))
        self.update()

    def lines(self) -> list[str]:
        """Every line in words: name, city, local time, state."""
        if self._work is None:
            return []
        return [
            joined((*_names(person), _local(row), self._state(row, number)[0]))
            for number, (person, row) in enumerate(zip(self._work.people, self._work.ribbon.rows, strict=True))
        ]

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        rows = len(self._work.people) if self._work is not None else 1
        return QSize(640, rows * _ROW)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows keep names and states; the day shrinks."""
        return QSize(460, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """A tooltip says why a place is at work or not."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._work is not None:
            number = event.pos().y() // _ROW
            rows = self._work.ribbon.rows
            text = reasons.sentence(rows[number].state.reason) if 0 <= number < len(rows) else ""
            QToolTip.showText(event.globalPos(), plain_tooltip(text))
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint everything."""
        if self._work is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = self._names_room()
        day = QRectF(_EDGE + names, 0, self.width() - 2 * _EDGE - names - _STATES - 14, self.height())
        colors = tokens()
        for number, (person, row) in enumerate(zip(self._work.people, self._work.ribbon.rows, strict=True)):
            area = QRect(0, number * _ROW, self.width(), _ROW)
            self._paint_names(painter, area, person)
            self._paint_bars(painter, day, area, row)
            self._paint_state(painter, area, row, number)
            if number:
                painter.fillRect(QRect(1, area.top(), self.width() - 2, 1), QColor(colors.line))
        if self._work.ribbon.now is not None:
            at = day.left() + day.width() * self._work.ribbon.now
            painter.fillRect(QRectF(at - 1, 0, 2, self.height()), QColor(colors.now))
        painter.end()

    def _names_room(self) -> int:
        least, most = _NAMES
        return max(least, min(self.width() // 5, most))

    def _paint_names(self, painter: QPainter, area: QRect, person: tuple[str, str, str]) -> None:
        name, city = _names(person)
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.Medium)
        box = QRect(_EDGE, area.top(), self._names_room() - 10, area.height())
        shown = elided(QFontMetrics(strong), name, box.width())
        painter.setFont(strong)
        painter.setPen(QColor(tokens().text))
        painter.drawText(box, int(_L), shown)
        taken = QFontMetrics(strong).horizontalAdvance(shown) + 5
        small = QFont(self.font())
        small.setPixelSize(SMALL)
        rest = box.adjusted(taken, 0, 0, 0)
        if rest.width() > 24:
            painter.setFont(small)
            painter.setPen(QColor(tokens().muted))
            painter.drawText(rest, int(_L), elided(QFontMetrics(small), city, rest.width()))

    @staticmethod
    def _paint_bars(painter: QPainter, day: QRectF, area: QRect, row: RibbonRow) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for bar in row.segments:
            left, right = (day.left() + day.width() * part for part in (bar.start, bar.end))
            painter.setBrush(QColor(tokens().color(_BAR[bar.kind])))
            painter.drawRoundedRect(QRectF(left, area.top() + 6, right - left, _ROW - 12), 4, 4)

    def _paint_state(self, painter: QPainter, area: QRect, row: RibbonRow, number: int) -> None:
        painter.setFont(self.font())
        painter.setPen(QColor(tokens().text))
        box = QRect(self.width() - _EDGE - _STATES, area.top(), 36, area.height())
        painter.drawText(box, int(_L), _local(row))
        words, role = self._state(row, number)
        paint_chip(painter, box.right() + 3, area.center().y() + 1, words, role, _STATES - 38)

    def _state(self, row: RibbonRow, number: int) -> tuple[str, str]:
        assert self._work is not None
        return state_words(row.state, ZoneInfo(self._work.zone), self._work.moment, own=number == 0)


def state_words(state: WindowState, zone: ZoneInfo, now: datetime, *, own: bool) -> tuple[str, str]:
    """What a place does now in a word, by the user's own clock, and the chip's role."""
    if state.kind is WindowKind.WORKING:
        if own or state.until is None:
            return tr("Working"), "good"
        return tr("Until {time}", time=formats.clock(state.until, zone)), "good"
    if state.kind is WindowKind.HOLIDAY:
        return tr("Holiday"), "bad"
    if state.kind is WindowKind.CLOSED_WEEKEND:
        return tr("Weekend"), "bad"
    if state.opens_at is None:
        return tr("Closed"), "neutral"
    opens = state.opens_at.astimezone(zone)
    clock = formats.clock(opens, zone)
    if (opens.date() - now.astimezone(zone).date()).days > 1:
        clock = f"{formats.weekday(opens.date())} {clock}"
    return tr("Opens {time}", time=clock), "neutral"


def _names(person: tuple[str, str, str]) -> tuple[str, str]:
    key, name, city = person
    return (tr("You") if key == "own" else name), city


def _local(row: RibbonRow) -> str:
    return row.state.local_now.strftime("%H:%M")


class RibbonLegend(QWidget):
    """What the colours of the ribbon mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = (("overlap", tr("overlap with your hours")), ("hours_strong", tr("their hours")))
        self.setAccessibleName(", ".join(words for _, words in self._parts))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(self._lay_out()[-1][1] - 12, 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint squares and words."""
        painter = QPainter(self)
        painter.setFont(self._small())
        colors = tokens()
        for (role, words), (left, _) in zip(self._parts, self._lay_out(), strict=True):
            painter.fillRect(QRect(left, self.height() // 2 - 5, 9, 9), QColor(colors.color(role)))
            painter.setPen(QColor(colors.muted))
            painter.drawText(QRect(left + 13, 0, self.width(), self.height()), int(_L), words)
        painter.end()

    def _lay_out(self) -> list[tuple[int, int]]:
        metrics = QFontMetrics(self._small())
        places, left = [], 0
        for _, words in self._parts:
            right = left + 13 + metrics.horizontalAdvance(words) + 12
            places.append((left, right))
            left = right
        return places

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPixelSize(SMALL)
        return small
