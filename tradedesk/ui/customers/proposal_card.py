"""What would change, cell by cell and with the reason, before one click takes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tradedesk.domain.address import Address
from tradedesk.domain.assigning import Change, Proposal
from tradedesk.domain.purpose import Purpose
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.customers.matrix_model import Index
from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets import Button, Line, PlainLabel, SectionTitle, plain_tooltip
from tradedesk.ui.widgets.painting import elided
from tradedesk.ui.wording import listed, reasons, together, tr, trn

#: Changes shown at once, and the height of one in pixels.
_MOST, _LINE = 5, 40
_WHY = int(Qt.ItemDataRole.UserRole)


class _ChangeDelegate(QStyledItemDelegate):
    """The change, and its reason below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(40, _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        area, colors = option.rect.adjusted(0, 1, -8, -1), tokens()
        half = area.height() // 2
        lesser = QFont(option.font)
        lesser.setPixelSize(SMALL)
        for font, colour, role, top in (
            (option.font, colors.text, int(Qt.ItemDataRole.DisplayRole), area.top()),
            (lesser, colors.muted, _WHY, area.top() + half - 1),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            told = elided(QFontMetrics(font), str(index.data(role)), area.width())
            painter.drawText(QRect(area.left(), top, area.width(), half),
                             int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), told)  # fmt: skip
        painter.restore()


class ProposalCard(QWidget):
    """Inside the card of the matrix, above it: the cells that would change are dashed there and listed here."""

    applied = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(8)
        inner.addLayout(self._head())
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setItemDelegate(_ChangeDelegate(self.list))
        self.list.setAccessibleName(tr("What would change"))
        self.rest = PlainLabel(tone="muted", size="small", wrap=True)
        inner.addWidget(self.list)
        inner.addWidget(self.rest)
        column.addLayout(inner)
        column.addWidget(Line())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.title = SectionTitle()
        self.title.setWordWrap(True)
        self.apply = Button(tr("Apply"), "check", "primary", self.applied.emit)
        self.dismiss = Button(tr("Leave as it is"), kind="quiet", on_click=self.dismissed.emit)
        row.addWidget(self.title, 1)
        row.addWidget(self.dismiss)
        row.addWidget(self.apply)
        return row

    def show_proposal(self, proposal: Proposal | None, sheet: CustomerSheet) -> None:
        """Show a proposal for a party; None hides the card."""
        self.setVisible(proposal is not None)
        if proposal is None:
            return
        n = len(proposal.changes)
        if proposal.name and n:
            title = trn("Like {name}: {n} cell would change", "Like {name}: {n} cells would change", n,
                        name=proposal.name)  # fmt: skip
        elif proposal.name:
            title = tr("Like {name}: nothing would change", name=proposal.name)
        else:
            title = trn("The rules suggest {n} cell", "The rules suggest {n} cells", n)
        self.title.setText(title)
        self.apply.setVisible(n > 0)
        self.dismiss.set_words(tr("Leave as it is") if n else tr("Close"))
        self._list(proposal.changes, sheet)
        told = []
        if proposal.alone:
            told.append(tr("Stay as they are, having no counterpart there: {addresses}",
                           addresses=_values(proposal.alone)))  # fmt: skip
        if proposal.nobody:
            told.append(tr("Nobody here stands for: {addresses}", addresses=_values(proposal.nobody)))
        self.rest.say("\n".join(told))
        (self.apply if n else self.dismiss).setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, changes: Sequence[Change], sheet: CustomerSheet) -> None:
        addresses = {each.id: each for each in sheet.addresses}
        purposes = {each.id: each for each in sheet.purposes}
        self.list.clear()
        for each in changes:
            if each.address_id in addresses and each.purpose_id in purposes:
                told = change_sentence(each, addresses[each.address_id], purposes[each.purpose_id])
                why = together(reasons.sentence(one) for one in each.reasons)
                item = QListWidgetItem(told)
                item.setData(_WHY, why)
                item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{told} {why}")
                item.setToolTip(plain_tooltip(f"{told}\n{why}"))
                self.list.addItem(item)
        self.list.setVisible(self.list.count() > 0)
        self.list.setFixedHeight(min(self.list.count(), _MOST) * _LINE + 2)


def change_sentence(change: Change, address: Address, purpose: Purpose) -> str:
    """ "orders@… · Contract & PI: · → To"."""
    before, after = (words.cell(role, address.channel)[0] for role in (change.before, change.after))
    return tr("{address} · {purpose}: {before} → {after}", address=words.value_of(address),
              purpose=words.purpose(purpose), before=before, after=after)  # fmt: skip


def _values(found: Sequence[Address]) -> str:
    return listed(words.value_of(each) for each in found)
