"""The facts a template may name, taken from the ledger and written in the reader's language.

Every value is text, ready to read; a fact that the ledger does not know is absent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tradedesk.domain import culture, payment, timeline
from tradedesk.domain.address import Address
from tradedesk.domain.money import Money, grouped
from tradedesk.domain.order import Instalment, Node, NodeCode, OrderFile, Shipment
from tradedesk.domain.party import Contact, Party
from tradedesk.domain.point import Point
from tradedesk.domain.window import default_hours
from tradedesk.services.signing import closing_lines

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

#: Facts that belong to the order's own row, and their column: what is filled in a message can be kept there.
ORDER_COLUMNS = {
    "order.buyer_ref": "buyer_ref",
    "order.summary": "summary",
    "order.payment_terms": "payment_terms",
    "order.lead_time": "lead_time",
    "order.moq": "moq",
    "order.port_loading": "port_loading",
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

#: Facts that may have several lines; every other one may stand in a subject and in the middle of a sentence.
_SEVERAL_LINES = frozenset({"addresses.list", "addresses.list_en", "my.bank", "my.signature", "point.text"})

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


@dataclass(frozen=True)
class About:
    """What a message is about; everything but the two parties may be absent. ``signature`` is the user's own.

    ``questions`` ask which address is for what, one a line, in the message's language and in English (B3).
    """

    own: Party | None
    signer: Contact | None
    own_bank: str
    party: Party
    contact: Contact | None
    addresses: tuple[Address, ...] = ()
    questions: tuple[str, ...] = ()
    questions_en: tuple[str, ...] = ()
    order: OrderFile | None = None
    node: Node | None = None
    point: Point | None = None
    country_name: str = ""
    documents: tuple[str, ...] = ()
    invoice_number: str = ""
    signature: str = ""


def facts_of(about: About, language: str, now: datetime) -> dict[str, str]:
    """Every fact known of what the message is about, in ``language`` ("en" or "zh_CN"); ``now`` is aware."""
    facts = {**_mine(about, now), **_theirs(about, language)}
    facts["my.signature"] = about.signature or closing_lines(facts, language)
    if about.order is not None:
        facts |= _order(about.order, language) | _timeline(about, language) | _money(about.order, language)
        facts |= _shipment(about.order, language)
    if about.point is not None:
        facts |= _point(about.point, about.party, language)
    facts["documents.list"] = ("、" if _column(language) else ", ").join(about.documents)
    facts["invoice.number"] = about.invoice_number
    facts["reply.by"] = day_words(_reply_by(about, now), language)
    tidy = ((name, value if name in _SEVERAL_LINES else " ".join(value.split())) for name, value in facts.items())
    return {name: value for name, value in tidy if value.strip()}


def day_words(day: date, language: str) -> str:
    """ "5 December 2026", "5. Dezember 2026", "2026年12月5日": in the letter's language, so that nobody misreads it."""
    tongue = language.partition("_")[0]
    pattern, months = _DAYS.get(tongue, _DAYS["en"])
    month = months.split()[day.month - 1] if months else str(day.month)
    return pattern.format(day=day.day, month=month, year=day.year)


def node_words(code: NodeCode, language: str) -> str:
    """What a node is called in a message."""
    return _NODES[code][_column(language)]


def _mine(about: About, now: datetime) -> dict[str, str]:
    own = about.own
    if own is None:
        return {}
    hours = default_hours(own.country or "CN", own.zone)
    spans = ", ".join(f"{shift[0]:%H:%M}–{shift[1]:%H:%M}" for shift in hours.shifts)
    return {
        "my.name": about.signer.name if about.signer else "",
        "my.company": own.name,
        "my.working_hours": spans,
        "my.zone": _offset(own.zone, now),
        "my.bank": about.own_bank,
    }


def _theirs(about: About, language: str) -> dict[str, str]:
    greeting = culture.salutation(about.contact, about.party.country, language)
    return {
        "party.name": about.party.name,
        "party.city": about.party.city,
        "party.country": about.country_name,
        "contact.name": about.contact.name if about.contact else "",
        "contact.salutation": greeting.text,
        "addresses.list": "\n".join(about.questions),
        "addresses.list_en": "\n".join(about.questions_en),
    }


def _order(file: OrderFile, language: str) -> dict[str, str]:
    order = file.order
    place = f" {order.incoterm_place}" if order.incoterm_place else ""
    return {
        "order.number": order.number,
        "order.buyer_ref": order.buyer_ref,
        "order.summary": order.summary,
        "order.total": grouped(order.total) if order.total.minor else "",
        "order.currency": order.currency,
        "order.incoterm": f"{order.incoterm}{place} (Incoterms® 2020)" if order.incoterm else "",
        "order.payment_terms": order.payment_terms,
        "order.lead_time": order.lead_time,
        "order.moq": order.moq,
        "order.port_loading": order.port_loading,
        "order.valid_until": _maybe_day(order.valid_until, language),
        "order.delivery_on": _maybe_day(order.delivery_on, language),
        "order.product_parameters": ("；" if _column(language) else "; ").join(
            f"{line.description}: {line.specification}" for line in file.lines if line.specification
        ),
    }


def _timeline(about: About, language: str) -> dict[str, str]:
    if about.order is None:
        return {}
    node = about.node or timeline.current_node(about.order.nodes)
    if node is None:
        return {}
    later = [each for each in about.order.nodes if each.position > node.position and each.actual_on is None]
    facts = {
        "node.name": node_words(node.code, language),
        # A day that lies ahead stands for "will be ready" only; nothing else is told as done before it is.
        "node.date": _maybe_day(node.actual_on or (node.planned_on if node.code is NodeCode.READY else None), language),
    }
    if later:
        facts["next_node.name"] = node_words(later[0].code, language)
        facts["next_node.date"] = _maybe_day(later[0].planned_on, language)
    return facts


def _money(file: OrderFile, language: str) -> dict[str, str]:
    facts: dict[str, str] = {}
    if file.instalments:
        first, last = file.instalments[0], file.instalments[-1]
        if len(file.instalments) > 1 and first.received.minor:
            facts["deposit.amount"] = grouped(first.received)
        left = Money(sum(each.open.minor for each in file.instalments), file.order.currency)
        if left.minor:
            facts["balance.amount"] = grouped(left)
            facts["balance.due"] = _due_words(last, file.nodes, language)
    return facts


def _due_words(instalment: Instalment, nodes: Sequence[Node], language: str) -> str:
    due = payment.due_of(instalment, payment.event_days(nodes))
    if due is not None:
        return day_words(due, language)
    words = _EVENTS.get(instalment.trigger, ("", ""))[_column(language)]
    if not instalment.trigger_days or not words:
        return words
    days = instalment.trigger_days
    return f"{words}后 {days} 天" if language.startswith("zh") else f"{days} days after {words}"


def _shipment(file: OrderFile, language: str) -> dict[str, str]:
    if not file.shipments:
        return {}
    last = file.shipments[-1]
    number = last.tracking_no or last.container_no or last.bl_no
    return {
        "shipment.carrier": " · ".join(part for part in (last.carrier, last.vessel) if part),
        "shipment.number": number,
        "shipment.etd": _maybe_day(last.etd, language),
        "shipment.eta": _maybe_day(last.eta, language),
        "shipment.link": tracking_link(last),
    }


def tracking_link(shipment: Shipment) -> str:
    """Where the shipment's number can be looked up (I2); empty as long as it has none."""
    from urllib.parse import quote

    number = shipment.tracking_no or shipment.container_no or shipment.bl_no
    return "https://t.17track.net/en#nums=" + quote(number.strip(), safe="") if number.strip() else ""


def _point(point: Point, party: Party, language: str) -> dict[str, str]:
    said = point.said_at.astimezone(ZoneInfo(party.zone) if party.zone else UTC).date()
    return {
        "point.text": point.text,
        "point.medium": _MEDIA.get(point.medium, _MEDIA["other"])[_column(language)],
        "point.said_on": day_words(said, language),
    }


def _reply_by(about: About, now: datetime) -> date:
    """Three days from now in the reader's own zone: enough for a working day wherever the weekend lies."""
    zone = ZoneInfo(about.party.zone) if about.party.zone else UTC
    return now.astimezone(zone).date() + timedelta(days=3)


def _offset(zone: str, now: datetime) -> str:
    """ "UTC+8", "UTC+5:30": what readers anywhere understand, for the very day."""
    if not zone:
        return ""
    offset = now.astimezone(ZoneInfo(zone)).strftime("%z")
    minutes = "" if offset[3:5] == "00" else f":{offset[3:5]}"
    return f"UTC{offset[0]}{int(offset[1:3])}{minutes}"


def _maybe_day(day: date | None, language: str) -> str:
    return day_words(day, language) if day else ""


def _column(language: str) -> int:
    return 1 if language.startswith("zh") else 0


def merged(known: Mapping[str, str], filled: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The ledger's facts with what the user filled in for this message on top."""
    return {**known, **{name: value for name, value in filled if value}}
