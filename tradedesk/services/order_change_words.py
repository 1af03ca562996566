"""The words by which a change of an order stands in the mail that confirms it, in English and Chinese (F1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tradedesk.domain.order_change import Change
from tradedesk.domain.port import Ports
from tradedesk.services.facts import day_words

#: What each field is called: English, Chinese.
_NAMES = {
    "currency": ("currency", "币种"),
    "freight": ("freight", "运费"),
    "delivery_on": ("delivery date", "交货期"),
    "lead_time": ("lead time", "生产周期"),
    "lc_latest_shipment": ("latest shipment date", "最迟装运期"),
    "lc_expiry": ("expiry date of the L/C", "信用证有效期"),
    "payment_terms": ("payment terms", "付款方式"),
    "incoterm": ("Incoterms® 2020 term", "贸易术语"),
    "incoterm_place": ("named place", "指定地点"),
    "mode": ("transport", "运输方式"),
    "port_loading": ("port of loading", "装运港"),
    "port_discharge": ("port of discharge", "目的港"),
    "tolerance_percent": ("quantity tolerance in %", "溢短装 %"),
    "lc_presentation_days": ("days for presentation", "交单天数"),
    "shipping_marks": ("shipping marks", "唛头"),
    "description": ("description", "品名"),
    "specification": ("specification", "规格"),
    "quantity": ("quantity", "数量"),
    "unit": ("unit", "单位"),
    "unit_price": ("unit price", "单价"),
    "discount_percent": ("discount in %", "折扣 %"),
    "pieces_per_carton": ("pieces per carton", "每箱件数"),
    "line": ("item", "商品"),
    "charge": ("charge", "费用"),
}
_DAYS = frozenset({"delivery_on", "lc_latest_shipment", "lc_expiry"})
_PLACES = frozenset({"incoterm_place", "port_loading", "port_discharge"})


def point_text(number: str, changes: Iterable[Change], language: str, ports: Ports) -> str:
    """What is to be confirmed, one change a line: "TD-2026-0131: delivery date 5 December 2026 → 12 December 2026"."""
    return "\n".join(f"{number}: {_words(each, language, ports)}" for each in changes)


def _words(change: Change, language: str, ports: Ports) -> str:
    chinese = language.startswith("zh")
    name = _NAMES[change.field][chinese]
    if change.field == "charge" or change.item:
        name = f"{change.item}, {name}" if not chinese else f"{change.item}，{name}"
    before, after = (_value(change.field, text, language, ports) for text in (change.before, change.after))
    return f"{name} {before} → {after}"


def _value(field: str, text: str, language: str, ports: Ports) -> str:
    if not text:
        return "无" if language.startswith("zh") else "none"
    if field in _PLACES:
        return ports.told(" ".join(text.split()), language)
    return day_words(date.fromisoformat(text), language) if field in _DAYS else " ".join(text.split())
