"""The timeline of an order: one button a point, painted with its circle, day and notice; arrows move along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from tradedesk.ui.orders.node_state import NodeState
from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets import Button, plain_tooltip
from tradedesk.ui.widgets.painting import paint_chip
from tradedesk.ui.wording import tr

_CIRCLE = 22
_MIDDLE = 20
_HEIGHT = 112


class NodeButton(QAbstractButton):
    """One point of the timeline."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.node: NodeState | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_node(self, node: NodeState) -> None:
        """Show a point."""
        self.node = node
        self.setAccessibleName(node.spoken)
        self.setToolTip(plain_tooltip(tr("Told {address}", address=node.told)) if node.told else "")
        self.setMinimumWidth(self._needed())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(self._needed(), _HEIGHT)

    def _needed(self) -> int:
        if self.node is None:
            return 80
        title, small = QFontMetrics(self._font(QFont.Weight.Medium)), QFontMetrics(self._font(size=SMALL))
        words = (small.horizontalAdvance(self.node.day), small.horizontalAdvance(self.node.notice) + 14)
        return max(title.horizontalAdvance(self.node.title), *words) + 12

    def _font(self, weight: QFont.Weight = QFont.Weight.Normal, size: int = 0) -> QFont:
        font = QFont(self.font())
        font.setWeight(weight)
        if size:
            font.setPixelSize(size)
        return font

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go to the neighbour, Home and End to the ends, Enter opens the point."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint lines, circle and words."""
        if self.node is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPoint(self.width() // 2, _MIDDLE)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(tokens().focus), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().hover) if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 7, 7)
        self._paint_lines(painter, centre, self.node)
        self._paint_circle(painter, centre, self.node)
        self._paint_words(painter, self.node)
        painter.end()

    def _paint_lines(self, painter: QPainter, centre: QPoint, node: NodeState) -> None:
        colors, gap = tokens(), _CIRCLE // 2 + 4
        for is_there, reached, start, end in (
            (not self.property("first"), node.line_before, 0, centre.x() - gap),
            (not self.property("last"), node.line_after, centre.x() + gap, self.width()),
        ):
            if is_there and end > start:
                color = QColor(colors.accent if reached else colors.line_strong)
                painter.fillRect(QRect(start, centre.y() - 1, end - start, 2), color)

    def _paint_circle(self, painter: QPainter, centre: QPoint, node: NodeState) -> None:
        colors = tokens()
        box = QRect(centre.x() - _CIRCLE // 2, centre.y() - _CIRCLE // 2, _CIRCLE, _CIRCLE)
        if node.standing == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent))
            painter.drawEllipse(box)
            painter.drawPixmap(box.left() + 4, box.top() + 4, icons.pixmap("check", "on_accent", 14))
            return
        role = "bad" if node.late else {"next": "accent", "money": "warn"}.get(node.standing, "line_strong")
        painter.setBrush(QColor(colors.raised))
        painter.setPen(QPen(QColor(colors.color(role)), 2))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if node.standing == "next":
            painter.drawPixmap(box.left() + 5, box.top() + 5, icons.pixmap("loader-circle", role, 12))

    def _paint_words(self, painter: QPainter, node: NodeState) -> None:
        colors = tokens()
        centred = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        coming = node.standing == "next"
        painter.setFont(self._font(QFont.Weight.DemiBold if coming else QFont.Weight.Medium))
        painter.setPen(QColor(colors.bad if node.late else colors.accent if coming else colors.text))
        painter.drawText(QRect(0, 36, self.width(), 20), centred, node.title)
        painter.setFont(self._font(size=SMALL))
        painter.setPen(QColor(colors.bad if node.late else colors.warn if node.slips else colors.muted))
        painter.drawText(QRect(0, 59, self.width(), 18), centred, node.day)
        if not node.notice:
            return
        width = QFontMetrics(self._font(size=SMALL)).horizontalAdvance(node.notice) + 14
        paint_chip(painter, (self.width() - width) // 2, 92, node.notice, node.notice_role)

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and getattr(self, "node", None) is not None:
            self.setMinimumWidth(self._needed())


class TimelineView(QScrollArea):
    """All points side by side; ``chosen`` carries the button of the point to be looked at."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_HEIGHT + 12)
        self.setAccessibleName(tr("Timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        strip = QWidget()
        self._row = QHBoxLayout(strip)
        self._row.setContentsMargins(8, 4, 8, 0)
        self._row.setSpacing(0)
        self._earlier = Button("", "arrow-left", "quiet", self._show_earlier, compact=True)
        self._earlier.setToolTip(tr("Show the inquiry and the quotation as well"))
        self._earlier.setAccessibleName(tr("Show the inquiry and the quotation as well"))
        self._row.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignTop)
        self.setWidget(strip)
        # The card shows through.
        self.viewport().setAutoFillBackground(False)
        strip.setAutoFillBackground(False)
        self._all: tuple[NodeState, ...] = ()
        self._with_earlier = False
        self._scroll_to = -1
        self.buttons: list[NodeButton] = []

    def show_nodes(self, nodes: Sequence[NodeState], *, fresh: bool) -> None:
        """Show the points; ``fresh``: of another order, so begin where it stands."""
        self._all = tuple(nodes)
        if fresh:
            self._with_earlier = False
        self._render()
        if fresh:
            at = next((n for n, button in enumerate(self.buttons) if button.node and button.node.standing == "next"), 0)
            self._scroll_to = at
            QTimer.singleShot(0, self, self._reveal)

    def _render(self) -> None:
        shown = [node for node in self._all if self._with_earlier or not node.earlier]
        self._earlier.setVisible(len(shown) < len(self._all))
        while len(self.buttons) < len(shown):
            self.buttons.append(self._made(len(self.buttons)))
        while len(self.buttons) > len(shown):
            gone = self.buttons.pop()
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, (button, node) in enumerate(zip(self.buttons, shown, strict=True)):
            button.setProperty("first", at == 0)
            button.setProperty("last", at == len(shown) - 1)
            button.show_node(node)

    def take_focus(self) -> None:
        """The keyboard starts at the point that comes next."""
        coming = [button for button in self.buttons if button.node is not None and button.node.standing == "next"]
        for button in (coming or self.buttons)[:1]:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, number: int) -> NodeButton:
        button = NodeButton()
        button.clicked.connect(lambda _checked=False, b=button: self.chosen.emit(b))
        button.moved.connect(lambda step, at=number: self._go(at + step))
        self._row.addWidget(button, 1)
        # At once and not with the next event: it may be given the focus before.
        button.show()
        return button

    def _go(self, at: int) -> None:
        target = self.buttons[max(0, min(at, len(self.buttons) - 1))]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(target, 40, 0)

    def _reveal(self) -> None:
        if 0 <= self._scroll_to < len(self.buttons):
            self.ensureWidgetVisible(self.buttons[self._scroll_to], 240, 0)

    def _show_earlier(self) -> None:
        self._with_earlier = True
        self._render()
        self.horizontalScrollBar().setValue(0)
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
