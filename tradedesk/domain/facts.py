"""The facts a template may name: one flat, dotted vocabulary, with the words for each in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class FactGroup(StrEnum):
    """Under which heading a fact is offered."""

    MINE = "mine"
    CUSTOMER = "customer"
    ORDER = "order"
    TIMELINE = "timeline"
    PAYMENT = "payment"
    SHIPMENT = "shipment"
    INCIDENT = "incident"
    POINT = "point"
    OCCASION = "occasion"
    MESSAGE = "message"


@dataclass(frozen=True)
class Fact:
    """One fact: the name that templates use, and what people call it. Its value is always text, ready to read."""

    name: str
    label_en: str
    label_zh: str
    group: FactGroup


_MINE, _CUSTOMER, _ORDER = FactGroup.MINE, FactGroup.CUSTOMER, FactGroup.ORDER
_TIMELINE, _PAYMENT, _SHIPMENT = FactGroup.TIMELINE, FactGroup.PAYMENT, FactGroup.SHIPMENT
_INCIDENT, _POINT = FactGroup.INCIDENT, FactGroup.POINT
_OCCASION, _MESSAGE = FactGroup.OCCASION, FactGroup.MESSAGE

_ALL: tuple[Fact, ...] = (
    Fact("my.name", "your name", "您的姓名", _MINE),
    Fact("my.company", "your company", "您的公司", _MINE),
    Fact("my.working_hours", "your working hours", "您的工作时间", _MINE),
    Fact("my.zone", "your time zone", "您的时区", _MINE),
    Fact("my.phone", "your telephone", "您的电话", _MINE),
    Fact("my.address", "your address", "您的地址", _MINE),
    Fact("my.bank", "your bank details", "您的银行资料", _MINE),
    Fact("my.signature", "your signature", "您的签名", _MINE),
    Fact("party.name", "company", "公司名称", _CUSTOMER),
    Fact("party.city", "city", "城市", _CUSTOMER),
    Fact("party.country", "country", "国家", _CUSTOMER),
    # The whole greeting without the mark after it: "Dear Mr. Brandt", "尊敬的 Brandt 先生".
    Fact("contact.salutation", "salutation", "称呼语", _CUSTOMER),
    Fact("contact.name", "contact", "联系人", _CUSTOMER),
    Fact("last_order.number", "number of the last order", "上次订单号", _CUSTOMER),
    Fact("last_order.date", "date of the last order", "上次下单日期", _CUSTOMER),
    Fact("last_order.summary", "goods of the last order", "上次订购的货物", _CUSTOMER),
    Fact("addresses.list", "known addresses", "已知地址", _CUSTOMER),
    Fact("addresses.list_en", "known addresses, in English", "已知地址（英文）", _CUSTOMER),
    Fact("order.number", "order number", "订单号", _ORDER),
    Fact("order.date", "order date", "下单日期", _ORDER),
    Fact("order.buyer_ref", "buyer's reference", "客户参考号", _ORDER),
    Fact("order.summary", "goods in one line", "货物摘要", _ORDER),
    Fact("order.lines", "goods, line by line", "货物明细", _ORDER),
    Fact("order.total", "order total", "订单总额", _ORDER),
    Fact("order.currency", "currency", "币种", _ORDER),
    Fact("order.incoterm", "Incoterm and place", "贸易术语及地点", _ORDER),
    Fact("order.payment_terms", "payment terms", "付款方式", _ORDER),
    Fact("order.lead_time", "lead time", "交货期", _ORDER),
    Fact("order.moq", "minimum order quantity", "最小起订量", _ORDER),
    Fact("order.port_loading", "port of loading", "装运港", _ORDER),
    Fact("order.port_discharge", "port of discharge", "目的港", _ORDER),
    Fact("order.valid_until", "price valid until", "报价有效期", _ORDER),
    Fact("order.delivery_on", "delivery date", "交货日期", _ORDER),
    Fact("order.product_parameters", "product parameters", "产品参数", _ORDER),
    Fact("node.name", "step reached", "当前节点", _TIMELINE),
    Fact("node.date", "date of this step", "节点日期", _TIMELINE),
    Fact("next_node.name", "next step", "下一节点", _TIMELINE),
    Fact("next_node.date", "date of the next step", "下一节点日期", _TIMELINE),
    Fact("deposit.amount", "deposit received", "已收定金", _PAYMENT),
    Fact("balance.amount", "balance due", "应付余款", _PAYMENT),
    Fact("balance.due", "balance due date or event", "余款到期日或条件", _PAYMENT),
    Fact("invoice.number", "invoice number", "发票号", _PAYMENT),
    Fact("document.number", "document number", "单证编号", _PAYMENT),
    Fact("shipment.carrier", "carrier or vessel", "承运人或船名", _SHIPMENT),
    Fact("shipment.number", "tracking, container or bill of lading number", "运单号、柜号或提单号", _SHIPMENT),
    Fact("shipment.etd", "estimated departure", "预计离港", _SHIPMENT),
    Fact("shipment.eta", "estimated arrival", "预计到达", _SHIPMENT),
    Fact("shipment.link", "tracking link", "查询链接", _SHIPMENT),
    Fact("shipment.news", "news of the shipment", "物流最新动态", _SHIPMENT),
    Fact("packages.summary", "packages and weights", "件数与重量", _SHIPMENT),
    Fact("documents.list", "documents attached", "随附单证", _SHIPMENT),
    Fact("documents.courier", "how the originals travel", "正本寄送方式及单号", _SHIPMENT),
    Fact("incident.what", "what happened", "发生的情况", _INCIDENT),
    Fact("incident.cause", "cause", "原因", _INCIDENT),
    Fact("incident.solution", "solution", "解决方案", _INCIDENT),
    Fact("incident.recovery", "expected date of recovery", "预计恢复日期", _INCIDENT),
    Fact("incident.decision", "what the customer has to decide", "需要客户决定的事项", _INCIDENT),
    Fact("point.text", "what was said", "商定内容", _POINT),
    Fact("point.medium", "where it was said", "沟通方式", _POINT),
    Fact("point.said_on", "when it was said", "商定时间", _POINT),
    Fact("change.text", "what changes", "变更内容", _POINT),
    Fact("change.before", "what was agreed before", "原约定", _POINT),
    Fact("holiday.name", "holiday", "节假日名称", _OCCASION),
    Fact("holiday.first", "first day closed", "放假首日", _OCCASION),
    Fact("holiday.last", "last day closed", "放假末日", _OCCASION),
    Fact("holiday.back", "back at work", "恢复上班日期", _OCCASION),
    Fact("holiday.contact", "whom to reach meanwhile", "期间联系方式", _OCCASION),
    Fact("reply.by", "answer wanted by", "请于何时前回复", _MESSAGE),
    Fact("answer.by", "when the answer comes", "何时答复", _MESSAGE),
    Fact("proofread.by", "proofread by", "校对人", _MESSAGE),
    # Of these exactly one is there: a text asks for it to sound as its reader likes (E1-E3).
    Fact("tone.direct", "tone: direct", "语气：直接", _MESSAGE),
    Fact("tone.warm", "tone: warm", "语气：热情", _MESSAGE),
    Fact("tone.formal", "tone: formal", "语气：正式", _MESSAGE),
)

#: Every fact by its name, in the order in which they are offered.
FACTS: Mapping[str, Fact] = MappingProxyType({fact.name: fact for fact in _ALL})


def fact_label(name: str, language: str) -> str:
    """What people call the fact, in Chinese for "zh…" and in English otherwise; an unknown name stands for itself."""
    fact = FACTS.get(name)
    if fact is None:
        return name
    return fact.label_zh if language.lower().startswith("zh") else fact.label_en
