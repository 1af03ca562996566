"""The goods of a draft's order as a table for its text, with headings in the language of the letter."""

from __future__ import annotations

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import DraftId
from tradedesk.domain.money import grouped
from tradedesk.domain.order import OrderFile, OrderLine
from tradedesk.domain.rich_runs import Run, Runs
from tradedesk.domain.rich_text import Table
from tradedesk.ledger import drafts, orders
from tradedesk.services.bench import Bench
from tradedesk.services.letter_words import goods_words, number_words, price_words

#: Goods, quantity, unit price, discount, amount, total; English stands for every other language.
_HEADINGS = {
    "en": ("Goods", "Quantity", "Unit price", "Discount", "Amount", "Total"),
    "zh": ("品名", "数量", "单价", "折扣", "金额", "合计"),
    "de": ("Ware", "Menge", "Einzelpreis", "Rabatt", "Betrag", "Summe"),
    "fr": ("Marchandise", "Quantité", "Prix unitaire", "Remise", "Montant", "Total"),
    "es": ("Mercancía", "Cantidad", "Precio unitario", "Descuento", "Importe", "Total"),
    "pt": ("Mercadoria", "Quantidade", "Preço unitário", "Desconto", "Valor", "Total"),
    "it": ("Merce", "Quantità", "Prezzo unitario", "Sconto", "Importo", "Totale"),
    "ru": ("Товар", "Количество", "Цена", "Скидка", "Сумма", "Итого"),
    "tr": ("Ürün", "Miktar", "Birim fiyat", "İndirim", "Tutar", "Toplam"),
    "ar": ("البضاعة", "الكمية", "سعر الوحدة", "الخصم", "المبلغ", "المجموع"),
    "ja": ("品名", "数量", "単価", "割引", "金額", "合計"),
    "ko": ("품명", "수량", "단가", "할인", "금액", "합계"),
    "pl": ("Towar", "Ilość", "Cena jednostkowa", "Rabat", "Kwota", "Razem"),
}


def goods_table(bench: Bench, draft_id: DraftId) -> Table:
    """The lines of the order that a draft is about: goods, quantity, unit price, amount; the discount where there is
    one, the total where there are several. Amounts are those of the order, in its currency.

    Raises RuleSaysNo "no-goods" when the draft has no order, or the order no lines.
    """
    draft = drafts.draft(bench.ledger.read, draft_id)
    if draft.order_id is None:
        raise RuleSaysNo("no-goods", "body")
    file = orders.order_file(bench.ledger.read, draft.order_id)
    if not file.lines:
        raise RuleSaysNo("no-goods", "body")
    return _table(file, draft.language)


def _table(file: OrderFile, language: str) -> Table:
    goods, quantity, price, less, amount, total = _HEADINGS.get(language.partition("_")[0], _HEADINGS["en"])
    with_discount = any(line.discount_percent for line in file.lines)
    names = [goods, quantity, price, *([less] if with_discount else []), amount]
    rows = [tuple(_cell(name) for name in names)]
    rows += [_row(line, file.order.currency, language, with_discount=with_discount) for line in file.lines]
    if len(file.lines) > 1 and not file.charges and file.order.freight is None:
        empty: tuple[Runs, ...] = ((),) * (len(names) - 2)
        rows.append(((Run(total, bold=True),), *empty, (Run(grouped(file.sum), bold=True),)))
    return Table(tuple(rows))


def _row(line: OrderLine, currency: str, language: str, *, with_discount: bool) -> tuple[Runs, ...]:
    less = f"{number_words(line.discount_percent)}%" if line.discount_percent else ""
    cells = [
        "\n".join(goods_words(line, language)),
        f"{number_words(line.quantity)} {line.unit}".strip(),
        price_words(line.unit_price, currency),
        *([less] if with_discount else []),
        grouped(line.amount),
    ]
    return tuple(_cell(cell) for cell in cells)


def _cell(text: str) -> Runs:
    return (Run(text),) if text else ()
