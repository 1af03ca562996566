"""The list inside the palette: headings and choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.theme.tokens import RADIUS, SMALL, TINY
from tradedesk.ui.widgets.painting import elided

Index = QModelIndex | QPersistentModelIndex
_HEADING, _ROW = 26, 34


@dataclass(frozen=True)
class Choice:
    """One line: the group it stands in, words, more words at the right, an icon, and what it does."""

    group: str
    title: str
    detail: str
    icon: str
    run: Callable[[], object]


class _Lines(QAbstractListModel):
    """Headings (plain words) and choices in the order shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[str | Choice] = []

    def show_choices(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.lines = []
        groups: dict[str, list[Choice]] = {}
        for choice in choices:
            groups.setdefault(choice.group, []).append(choice)
        for group, members in groups.items():
            self.lines.append(group)
            self.lines.extend(choice for choice in members if choice.title)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else f"{line.title} {line.detail}".strip()
        return line if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _LineDelegate(QStyledItemDelegate):
    """Paints headings and choices."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(100, _HEADING if isinstance(index.data(Qt.ItemDataRole.UserRole), str) else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(option.font)
        if isinstance(line, str):
            font.setPixelSize(TINY)
            painter.setFont(font)
            painter.setPen(QColor(tokens().muted))
            painter.drawText(option.rect.adjusted(10, 4, -10, 0), Qt.AlignmentFlag.AlignVCenter, line)
        elif line is not None:
            self._paint_choice(painter, option, line, font)
        painter.restore()

    def _paint_choice(self, painter: QPainter, option: QStyleOptionViewItem, line: Choice, font: QFont) -> None:
        colors, area = tokens(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent_soft))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if line.icon:
            pixmap = icons.pixmap(line.icon, "accent" if chosen else "muted", 16)
            painter.drawPixmap(area.left() + 10, area.center().y() - 7, pixmap)
        right = area.adjusted(36, 0, -12, 0)
        small = QFont(font)
        small.setPixelSize(SMALL)
        painter.setFont(font)
        beside = right.width() - painter.fontMetrics().horizontalAdvance(line.title) - 24
        painter.setFont(small)
        most = max(right.width() // 2, beside)
        detail = elided(painter.fontMetrics(), line.detail, most)
        taken = painter.fontMetrics().horizontalAdvance(detail) + 12 if detail else 0
        painter.setPen(QColor(colors.muted))
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        painter.setFont(font)
        painter.setPen(QColor(colors.text))
        room = QRect(right.left(), right.top(), right.width() - taken, right.height())
        title = elided(painter.fontMetrics(), line.title, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)


class PaletteList(QListView):
    """Headings cannot be chosen; up and down jump over them."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self))
        self.clicked.connect(lambda _index: self.picked.emit())

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these and choose the one that was chosen before if it is still there, else the first."""
        before = self.current()
        self._lines.show_choices(choices)
        rows = self._choosable()
        same = [row for row in rows if before is not None and self._title(row) == before.title]
        if rows:
            # Only what the user stepped to is kept; the first choice may give way to a better one.
            self._choose(same[0] if same and self._stepped else rows[0])
        if not same:
            self._stepped = False

    _stepped = False

    def current(self) -> Choice | None:
        """The chosen line."""
        line = self.currentIndex().data(Qt.ItemDataRole.UserRole) if self.currentIndex().isValid() else None
        return line if isinstance(line, Choice) else None

    def step(self, by: int) -> None:
        """Choose the next or the previous one, round the ends."""
        rows = self._choosable()
        if rows:
            at = rows.index(self.currentIndex().row()) if self.currentIndex().row() in rows else -by
            self._stepped = True
            self._choose(rows[(at + by) % len(rows)])

    def titles(self) -> list[str]:
        """The words of all choices."""
        return [self._title(row) for row in self._choosable()]

    def wanted_height(self) -> int:
        """The height that shows everything."""
        return sum(_HEADING if isinstance(line, str) else _ROW for line in self._lines.lines)

    def _choosable(self) -> list[int]:
        return [row for row, line in enumerate(self._lines.lines) if isinstance(line, Choice)]

    def _title(self, row: int) -> str:
        line = self._lines.lines[row]
        return line.title if isinstance(line, Choice) else line

    def _choose(self, row: int) -> None:
        index = self._lines.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
