"""One product: what stands on papers of it, as fields that save as one goes, and each customer's last price."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from tradedesk.domain.hs_code import shown_hs_code
from tradedesk.services.product_list import CustomerPrice, ProductSheet
from tradedesk.ui.widgets import Button, Card, PlainLabel
from tradedesk.ui.widgets.cells_table import Cells, CellsTable
from tradedesk.ui.widgets.saving_form import Entry, SavingForm
from tradedesk.ui.widgets.scrolled import Scrolled
from tradedesk.ui.wording import formats, language, tr, trn

_NUMBERS = ("unit_price", "pieces_per_carton", "net_weight", "gross_weight", "cbm")
_TEXTS = ("code", "name", "description_local", "specification", "unit", "currency")
#: So many prices are seen at once, each of this height, below a head.
_MOST, _ROW, _HEAD = 6, 34, 38


class SheetPanel(Scrolled):
    """``save`` is told product, field and text; ``open_order`` an order's number."""

    def __init__(
        self,
        save: Callable[[int, str, str], None],
        forget: Callable[[], None],
        open_order: Callable[[int], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._save, self._product_id = save, 0
        column = self.begin_column()
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(14)
        column.addWidget(self._paper(forget))
        column.addWidget(self._prices(open_order))
        column.addStretch(1)
        self.show_column()

    def _paper(self, forget: Callable[[], None]) -> Card:
        card = Card(tr("What stands on papers"))
        self.forget_button: Button = card.add_action(tr("Forget the product"), forget)
        self.forget_button.setToolTip(
            tr("It is offered no more. Its lines stay in their orders; typed again, it is remembered again.")
        )
        self.form = SavingForm(_entries(), 6)
        self.form.setContentsMargins(13, 10, 13, 8)
        self.form.finished.connect(lambda field, text: self._save(self._product_id, field, text))
        card.add(self.form)
        return card

    def _prices(self, open_order: Callable[[int], object]) -> Card:
        card = Card(tr("Last price of each customer"))
        self.note = card.add_note("")
        self.prices = CellsTable(tr("Last price of each customer"), 4, (0, 108, 76, 112))
        self.prices.opened.connect(lambda row: open_order(row.order_id) if row.order_id else None)
        self.unsold = PlainLabel(tr("Not yet sold."), tone="muted")
        self.unsold.setContentsMargins(13, 8, 13, 8)
        card.add(self.prices)
        card.add(self.unsold)
        return card

    def show_sheet(self, sheet: ProductSheet) -> None:
        """Show a product."""
        fresh = sheet.product.id != self._product_id
        self._product_id = sheet.product.id
        self.form.show_values(_values(sheet), sheet.today, fresh=fresh)
        self.note.setText(trn("in {n} order", "in {n} orders", sheet.orders, n=formats.count(sheet.orders)))
        heads = (tr("Customer"), tr("Unit price"), tr("Day"), tr("Order"))
        self.prices.show_rows(heads, [_price(each, sheet) for each in sheet.prices])
        self.prices.setFixedHeight(min(len(sheet.prices), _MOST) * _ROW + _HEAD)
        self.prices.setVisible(bool(sheet.prices))
        self.unsold.setVisible(not sheet.prices)

    def take_focus(self) -> None:
        """The keyboard starts in the first field."""
        self.form.field("code").editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_name(self) -> None:
        """The keyboard is at the description, to be typed over."""
        editor = self.form.field("name").editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def finish(self) -> None:
        """Tell what is still being typed."""
        self.form.finish()


def _values(sheet: ProductSheet) -> dict[str, str]:
    product = sheet.product
    numbers = {name: getattr(product, name) for name in _NUMBERS}
    return {
        **{name: getattr(product, name) for name in _TEXTS},
        **{name: formats.plain_number(f"{value:f}") if value is not None else "" for name, value in numbers.items()},
        "hs_code": shown_hs_code(product.hs_code),
        "origin": sheet.origin.name(language()) if sheet.origin is not None else product.origin,
    }


def _price(each: CustomerPrice, sheet: ProductSheet) -> Cells:
    last = each.last
    day = formats.day(last.day, sheet.today) if last.day is not None else "—"
    price = f"{last.currency} {formats.plain_number(f'{last.unit_price:f}')}"
    return Cells((each.party, price, day, last.order_number or tr("promised")), order_id=each.order_id or 0)


def _entries() -> list[Entry]:
    from tradedesk.domain.money import CURRENCIES

    return [
        Entry("code", lambda: tr("Item"), span=2),
        Entry("name", lambda: tr("Description"), span=4),
        Entry("description_local", lambda: tr("Description in the other language"), span=6),
        Entry("specification", lambda: tr("Specification"), "text", 6),
        Entry("hs_code", lambda: tr("HS code"), span=2, example="9401.53"),
        Entry("origin", lambda: tr("Country of origin"), span=2),
        Entry("unit", lambda: tr("Unit"), span=2),
        Entry("pieces_per_carton", lambda: tr("Pieces per carton"), span=2),
        Entry("net_weight", lambda: tr("N.W. per carton, kg"), span=2),
        Entry("gross_weight", lambda: tr("G.W. per carton, kg"), span=2),
        Entry("cbm", lambda: tr("CBM per carton"), span=2),
        Entry("unit_price", lambda: tr("Usual price"), span=2),
        Entry("currency", lambda: tr("Currency"), "choice", 2, ("", *sorted(CURRENCIES))),
    ]
