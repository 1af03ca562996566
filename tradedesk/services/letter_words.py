"""Words that messages are made of, in the reader's language: days, points of an order, events, closing lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tradedesk.domain import payment
from tradedesk.domain.money import digits_of
from tradedesk.domain.order import Node, NodeCode, OrderLine

_NODES = {
    NodeCode.INQUIRY: ("inquiry received", "收到询盘"),
    NodeCode.QUOTED: ("quoted", "已报价"),
    NodeCode.CONFIRMED: ("order confirmed", "订单确认"),
    NodeCode.DEPOSIT: ("deposit received", "收到定金"),
    NodeCode.PRODUCTION: ("in production", "生产中"),
    NodeCode.READY: ("goods ready", "备货完成"),
    NodeCode.CUSTOMS: ("customs released", "报关放行"),
    NodeCode.SHIPPED: ("shipped", "已装运"),
    NodeCode.DELIVERED: ("delivered", "已送达"),
    NodeCode.FEEDBACK: ("your feedback", "客户反馈"),
    NodeCode.BALANCE: ("balance paid", "余款付清"),
    NodeCode.CLOSED: ("closed", "完结"),
}

_MEDIA = {
    "whatsapp": ("WhatsApp", "WhatsApp"),
    "wechat": ("WeChat", "微信"),
    "linkedin": ("LinkedIn", "领英"),
    "telegram": ("Telegram", "Telegram"),
    "call": ("our telephone call", "电话"),
    "meeting": ("our meeting", "会面"),
    "mail": ("e-mail", "邮件"),
    "other": ("our conversation", "沟通"),
}

_EVENTS: dict[str, tuple[str, str]] = {
    payment.Event.ORDER_CONFIRMED: ("order confirmation", "订单确认"),
    payment.Event.PI_ISSUED: ("the proforma invoice", "形式发票开出"),
    payment.Event.GOODS_READY: ("the goods are ready, before shipment", "备货完成、装运前"),
    payment.Event.SHIPPED: ("shipment", "装运"),
    payment.Event.BL_COPY: ("copy of the bill of lading", "提单副本"),
    payment.Event.INVOICE: ("the invoice date", "发票日期"),
    payment.Event.ARRIVAL: ("arrival", "到港"),
    payment.Event.ACCEPTANCE: ("acceptance of the goods", "验收"),
}

#: How a day is written, and the months where they have names; as they stand behind a day.
_DAYS = {
    "en": (
        "{day} {month} {year}",
        "January February March April May June July August September October November December",
    ),
    "zh": ("{year}年{month}月{day}日", ""),
    "ja": ("{year}年{month}月{day}日", ""),
    "ko": ("{year}년 {month}월 {day}일", ""),
    "de": (
        "{day}. {month} {year}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "fr": (
        "{day} {month} {year}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "es": (
        "{day} de {month} de {year}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    "pt": (
        "{day} de {month} de {year}",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    "it": (
        "{day} {month} {year}",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    "ru": (
        "{day} {month} {year} г.",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
    "tr": ("{day} {month} {year}", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    "ar": ("{day} {month} {year}", "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    "pl": (
        "{day} {month} {year}",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    ),
}


#: "working hours", as the shipped texts say it; English stands for every other language.
_HOURS = {
    "en": "working hours", "zh": "工作时间", "de": "Arbeitszeit", "fr": "heures de travail", "es": "horario",
    "pt": "horário de trabalho", "it": "orario di lavoro", "ru": "рабочее время", "tr": "çalışma saatleri",
    "ar": "ساعات العمل", "ja": "営業時間", "ko": "근무 시간", "pl": "godziny pracy",
}  # fmt: skip
_FULL_WIDTH = frozenset({"zh"})


def day_words(day: date, language: str) -> str:
    """ "5 December 2026", "5. Dezember 2026", "2026年12月5日": in the letter's language, so that nobody misreads it."""
    tongue = language.partition("_")[0]
    pattern, months = _DAYS.get(tongue, _DAYS["en"])
    month = months.split()[day.month - 1] if months else str(day.month)
    return pattern.format(day=day.day, month=month, year=day.year)


def node_words(node: Node, language: str) -> str:
    """What a node is called in a message: by the user's own words for it, else by the trade's.

    A name in one language only stands in every message: it is the only one there is.
    """
    own = (node.name_en, node.name_zh)
    at = column(language)
    return own[at] or own[1 - at] or _NODES.get(node.code, ("", ""))[at]


def medium_words(medium: str, language: str) -> str:
    """Where something was said."""
    return _MEDIA.get(medium, _MEDIA["other"])[column(language)]


def event_words(event: str, language: str) -> str:
    """The event that a payment waits for; empty for none."""
    return _EVENTS.get(event, ("", ""))[column(language)]


def column(language: str) -> int:
    """0 for English and every language that has no words here, 1 for Chinese."""
    return 1 if language.startswith("zh") else 0


def listed(parts: Iterable[str], language: str) -> str:
    """Several short things in one line: "invoice.pdf, packing list.pdf"."""
    return ("、" if column(language) else ", ").join(part for part in parts if part)


def number_words(value: Decimal) -> str:
    """A number with no more places than it needs: "1,200", "12.5"."""
    return f"{value.normalize():,f}"


def price_words(price: Decimal, currency: str) -> str:
    """A unit price with every digit it has, and not fewer than its currency: "USD 345.00", "USD 0.0125"."""
    digits = max(digits_of(currency), -int(price.normalize().as_tuple().exponent))
    return f"{currency} {price:,.{digits}f}"


def goods_words(line: OrderLine, language: str) -> tuple[str, ...]:
    """What a line's goods are called in the letter's language, and their specification where there is one."""
    name = line.description_local if column(language) and line.description_local else line.description
    return tuple(part for part in (name, line.specification) if part)


def closing_lines(mine: Mapping[str, str], language: str) -> str:
    """Name, then company with working hours and zone, from the facts of the own side; what is unknown is left out."""
    tongue = language.partition("_")[0]
    company, hours, zone = (mine.get(f"my.{name}", "") for name in ("company", "working_hours", "zone"))
    if hours:
        where = (f"（{zone}）" if tongue in _FULL_WIDTH else f" ({zone})") if zone else ""
        company += f" · {_HOURS.get(tongue, _HOURS['en'])} {hours}{where}"
    return "\n".join(line for line in (mine.get("my.name", ""), company) if line)
