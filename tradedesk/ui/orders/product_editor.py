"""Typing an item offers the products known, each with this customer's last price and its day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyleOptionViewItem, QWidget

from tradedesk.services.products import Offer
from tradedesk.ui.widgets import CellDelegate
from tradedesk.ui.wording import formats, joined, tr

Index = QModelIndex | QPersistentModelIndex
Look = Callable[[str, Callable[[tuple[Offer, ...]], object]], None]
#: What is written into the cell while one walks through the list, and the product's number.
_TEXT, _PRODUCT = int(Qt.ItemDataRole.UserRole) + 40, int(Qt.ItemDataRole.UserRole) + 41
_PAUSE = 120
_WIDTH, _ROW = 460, 32


class ProductLine(QLineEdit):
    """A cell's line that offers products; ``taken`` is the number of the one that was chosen."""

    chosen = Signal()

    def __init__(self, field: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._look = field, look
        self.taken: int | None = None
        self._offers = QStandardItemModel(self)
        finder = QCompleter(self._offers, self)
        finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        finder.setCompletionRole(_TEXT)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        panel = finder.popup()
        assert panel is not None
        panel.setMinimumWidth(_WIDTH)
        panel.setItemDelegate(CellDelegate(_ROW, panel))
        panel.setAccessibleName(tr("Products"))
        finder.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # signals are chosen by their type
        self.setCompleter(finder)
        self.finder = finder
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._pause.start())

    def _ask(self) -> None:
        if self.text().strip():
            self._look(self.text(), self._show)

    def _show(self, found: tuple[Offer, ...]) -> None:
        self._offers.clear()
        for each in found:
            item = QStandardItem(offer_words(each))
            item.setData(getattr(each.product, "code" if self._field == "product_code" else "name"), _TEXT)
            item.setData(each.product.id, _PRODUCT)
            self._offers.appendRow(item)
        if found and self.hasFocus():
            self.finder.complete()

    def _take(self, index: QModelIndex) -> None:
        self.taken = index.data(_PRODUCT)
        self.chosen.emit()


class ProductDelegate(CellDelegate):
    """Cells of the lines; those that name the goods offer products. ``taken`` carries line and product."""

    taken = Signal(int, int)

    def __init__(self, height: int, look: Look, fields: tuple[str, ...], line_of: Callable[[int], int]) -> None:
        super().__init__(height)
        self._look, self._fields, self._line_of = look, fields, line_of

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line; for what names the goods one that offers products."""
        field = self._fields[index.column()]
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        if field not in ("product_code", "description"):
            plain = super().createEditor(parent, option, index)
            plain.setAccessibleName(name)
            return plain
        editor = ProductLine(field, self._look, parent)
        editor.setFrame(False)
        editor.setAccessibleName(name)
        editor.chosen.connect(lambda: self._finish(editor))
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What was typed; a chosen product fills the line instead."""
        if isinstance(editor, ProductLine) and editor.taken is not None:
            self.taken.emit(self._line_of(index.row()), editor.taken)
            return
        super().setModelData(editor, model, index)

    def _finish(self, editor: ProductLine) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def offer_words(offer: Offer) -> str:
    """ "RC-01 · Rattan chair · USD 17.90 on 20 Dec (TD-2026-0002)"."""
    product, last = offer
    parts = [part for part in (product.code, product.name) if part]
    if last is not None:
        price = f"{last.currency} {formats.plain_number(f'{last.unit_price:f}')}"
        day = formats.day(last.day) if last.day else ""
        if last.order_number:
            parts.append(tr("{price} on {day} ({order})", price=price, day=day, order=last.order_number))
        else:
            parts.append(tr("{price} promised on {day}", price=price, day=day))
    else:
        parts.append(tr("not yet sold to this customer"))
    return joined(parts)
