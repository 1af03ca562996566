"""What is proposed while an address is typed: the address, whose it is, and what it is called (B4)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tradedesk.services.recipients import Offer
from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets.painting import elided
from tradedesk.ui.wording import joined, reasons

_SEARCHED = int(Qt.ItemDataRole.UserRole) + 1
_BESIDE = int(Qt.ItemDataRole.UserRole) + 2
_HEIGHT, _SIDE, _WIDTH = 44, 10, 380
_V = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def beside(offer: Offer) -> str:
    """What stands below the address: the person, the firm where it is another one's, the label."""
    return joined((offer.name, offer.firm, reasons.sentence(offer.label)))


class OfferCompleter(QCompleter):
    """Finds an offer by any part of the address, the person, the firm or the label; what it gives is the address."""

    def __init__(self, offers: Sequence[Offer], parent: QObject | None = None) -> None:
        model = QStandardItemModel()
        super().__init__(model, parent)
        model.setParent(self)
        for offer in offers:
            item = QStandardItem(offer.value)
            told = beside(offer)
            item.setData(f"{offer.value} {told}", _SEARCHED)
            item.setData(told, _BESIDE)
            item.setData(f"{offer.value}, {told}", int(Qt.ItemDataRole.AccessibleTextRole))
            item.setEditable(False)
            model.appendRow(item)
        self.setCompletionRole(_SEARCHED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(7)
        view = QListView()
        view.setMinimumWidth(_WIDTH)
        view.setUniformItemSizes(True)
        view.setProperty("menu", True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPopup(view)
        # The popup takes the completer's own delegate when it is set; ours has the second line.
        view.setItemDelegate(OfferDelegate(view))

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The address alone goes into the field."""
        return str(index.data(int(Qt.ItemDataRole.DisplayRole)) or "")


class OfferDelegate(QStyledItemDelegate):
    """The address, and muted below it whose it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """Two lines."""
        return QSize(_WIDTH, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one offer."""
        colors, rect = tokens(), option.rect
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, QColor(colors.accent_soft))
        area = rect.adjusted(_SIDE, 4, -_SIDE, -4)
        upper = QRect(area.left(), area.top(), area.width(), 19)
        lower = QRect(area.left(), area.top() + 18, area.width(), 17)
        painter.setFont(option.font)
        painter.setPen(QColor(colors.text))
        value = str(index.data(int(Qt.ItemDataRole.DisplayRole)) or "")
        shown = elided(option.fontMetrics, value, upper.width())
        painter.drawText(upper, int(_V), shown)
        small = QFont(option.font)
        small.setPixelSize(SMALL)
        painter.setFont(small)
        painter.setPen(QColor(colors.muted))
        told = str(index.data(_BESIDE) or "")
        painter.drawText(lower, int(_V), elided(QFontMetrics(small), told, area.width()))
        painter.restore()
