"""What the page of one order shows, as plain values made of the order's sheet: no widgets, no ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradedesk.domain import payment, timeline
from tradedesk.domain.money import Money
from tradedesk.domain.order import Instalment, Node, NodeCode, Stage
from tradedesk.domain.payment import PaymentState
from tradedesk.domain.terms_choice import choices
from tradedesk.services.orders import DocumentRow, OrderSheet
from tradedesk.ui.orders import words
from tradedesk.ui.orders.changes_state import ChangesState, changes_state, revised
from tradedesk.ui.orders.lines_state import LinesState, lines_state
from tradedesk.ui.orders.message_state import MessageLine, message_lines
from tradedesk.ui.orders.node_state import NodeState, node_states
from tradedesk.ui.orders.plan_state import TimelineState, plan_told, timeline_state
from tradedesk.ui.orders.terms_state import PLACE_FIELDS, TERM_FIELDS, TermsState, term_reasons, terms_state
from tradedesk.ui.wording import formats, joined, language, reasons, tr, trn

#: Days before its day from which a payment stands out.
_SOON = 7


@dataclass(frozen=True)
class Said:
    """Words with the role of their chip and the sentence that explains them."""

    text: str = ""
    role: str = "neutral"
    why: str = ""


@dataclass(frozen=True)
class PaymentLine:
    """One instalment: what it is, how much, how it stands; ``open`` is empty when nothing is to come."""

    id: int
    name: str
    amount: str
    standing: Said
    open: str


@dataclass(frozen=True)
class DocumentLine:
    """One version of a document, and where it was sent."""

    name: str
    version: str
    sent: Said
    attached: bool


@dataclass(frozen=True)
class SheetState:
    """One order, ready to be shown."""

    order_id: int
    party_id: int
    number: str
    stage: Said
    money: Said
    subline: str
    cancelled: bool
    nodes: tuple[NodeState, ...]
    timeline: TimelineState
    plan: Said
    can_plan: bool
    planned: bool
    messages: tuple[MessageLine, ...]
    payments: tuple[PaymentLine, ...]
    payments_note: str
    payments_remark: Said
    choices: tuple[tuple[str, str], ...]
    documents: tuple[DocumentLine, ...]
    values: dict[str, str]
    remarks: tuple[Said, ...]
    order_lines: LinesState
    terms: TermsState
    #: What each field of a port offers.
    ports: dict[str, tuple[str, ...]]
    changes: ChangesState
    currency: str
    today: date


def state_of(sheet: OrderSheet) -> SheetState:
    """Everything the page says of an order."""
    file, order = sheet.file, sheet.file.order
    return SheetState(
        order_id=order.id,
        party_id=order.party_id,
        number=order.number,
        stage=_stage(sheet),
        money=_money(sheet),
        subline=_subline(sheet),
        cancelled=order.stage is Stage.CANCELLED,
        nodes=node_states(sheet),
        timeline=timeline_state(sheet),
        plan=Said(*plan_told(sheet)),
        can_plan=_can_plan(sheet),
        planned=any(node.planned_on and not node.actual_on for node in file.nodes),
        messages=message_lines(sheet),
        payments=tuple(_payment(each, sheet) for each in file.instalments),
        payments_note=_received(sheet),
        payments_remark=_terms_remark(sheet),
        choices=_choices(sheet),
        documents=tuple(_document(each, sheet.today) for each in sheet.documents),
        values=_values(sheet),
        remarks=tuple(Said(reasons.sentence(each), "warn") for each in term_reasons(file)),
        order_lines=lines_state(file, sheet.countries),
        terms=terms_state(file, sheet.today),
        ports=_ports(sheet),
        changes=changes_state(sheet),
        currency=order.currency,
        today=sheet.today,
    )


def _stage(sheet: OrderSheet) -> Said:
    order = sheet.file.order
    role = words.STAGE_ROLES[order.stage]
    if order.stage is Stage.CANCELLED:
        return Said(terms_state(sheet.file, sheet.today).ended, role)
    coming = timeline.next_node(sheet.file.nodes)
    if order.stage in (Stage.CLOSED, Stage.CANCELLED) or coming is None:
        return Said(words.stage(order.stage), role)
    revisions = revised(sheet.versions) if order.stage is Stage.QUOTED else ""
    told = f"{words.stage(order.stage)}, {revisions}" if revisions else words.stage(order.stage)
    return Said(f"{told} → {words.node(coming.code)}", "info")


def _money(sheet: OrderSheet) -> Said:
    file = sheet.file
    offered = file.order.stage in (Stage.INQUIRY, Stage.QUOTED, Stage.CANCELLED)
    if offered or not file.instalments:  # an offer is not owed yet, what was cancelled no more
        return Said()
    events = payment.event_days(file.nodes)
    found = payment.summary_of(file.order.total, file.instalments, sheet.today, events)
    if found.state is PaymentState.LATE:
        return Said(tr("{amount} late", amount=formats.money(found.late)), "bad")
    if found.state is PaymentState.OPEN:
        return Said(tr("{amount} open", amount=formats.money(found.open)), "warn")
    return Said(tr("Paid"), "good") if found.state is PaymentState.PAID else Said(tr("Overpaid"), "warn")


def _subline(sheet: OrderSheet) -> str:
    order = sheet.file.order
    term = ""
    if order.incoterm:
        place = sheet.ports.shown(order.incoterm_place, language())
        term = f"{order.incoterm} {place}".strip() + " (Incoterms® 2020)"
    total = formats.money(order.total) if order.total.minor else ""
    # "B/L" stays in one line.
    terms = order.payment_terms.replace("/", "/\u2060")
    return joined((sheet.file.party_name, total, term, terms, words.transport(order.mode)))


def _can_plan(sheet: OrderSheet) -> bool:
    over = sheet.file.order.stage in (Stage.CLOSED, Stage.CANCELLED)
    ahead = any(node.actual_on is None for node in sheet.file.nodes)
    return not over and ahead and _reached(sheet.file.nodes, NodeCode.CONFIRMED)


def _reached(nodes: tuple[Node, ...], code: NodeCode) -> bool:
    return any(node.code is code and node.actual_on is not None for node in nodes)


def _payment(each: Instalment, sheet: OrderSheet) -> PaymentLine:
    percent = formats.plain_number(f"{each.percent:f}") if each.percent is not None else ""
    amount = formats.money(each.amount)
    if 0 < each.received.minor < each.amount.minor:
        amount = tr("{open} of {amount}", open=formats.money(each.open), amount=amount)
    # Nothing is asked for on a deal that is off; what had come in before stays to be seen.
    off = sheet.file.order.stage is Stage.CANCELLED and bool(each.open.minor)
    return PaymentLine(
        each.id,
        words.instalment(each.label, percent),
        amount,
        Said("—") if off else _standing(each, sheet),
        f"{each.open.amount:f}" if each.open.minor and not off else "",
    )


def _standing(each: Instalment, sheet: OrderSheet) -> Said:
    events = payment.event_days(sheet.file.nodes)
    reason = payment.due_reason(each, sheet.today, events)
    # "0 days after" says nothing that the chip does not say better.
    why = "" if reason.code == "instalment-waits" and not each.trigger_days else reasons.sentence(reason)
    standing = payment.state_of(each, sheet.today, events)
    due = payment.due_of(each, events)
    if standing is PaymentState.PAID:
        day = sheet.received_on.get(each.id)
        return Said(tr("Received {day}", day=formats.day(day, sheet.today)) if day else tr("Received"), "good", why)
    if standing is PaymentState.OVERPAID:
        return Said(tr("Overpaid"), "warn", why)
    if standing is PaymentState.LATE and due is not None:
        return Said(trn("{n} day late", "{n} days late", (sheet.today - due).days), "bad", why)
    if due is not None:
        near = (due - sheet.today).days <= _SOON
        return Said(tr("Due {day}", day=formats.day(due, sheet.today)), "warn" if near else "neutral", why)
    early = timeline.current_node(sheet.file.nodes) is None or each.trigger == ""
    return Said(words.waits_for(each.trigger, each.trigger_days), "neutral" if early else "warn", why)


def _received(sheet: OrderSheet) -> str:
    order, parts = sheet.file.order, sheet.file.instalments
    if not parts or order.total.minor <= 0:
        return ""
    percent = sum(each.received.minor for each in parts) * 100 // order.total.minor
    return tr("{percent}% received of {amount}", percent=percent, amount=formats.money(order.total))


def _terms_remark(sheet: OrderSheet) -> Said:
    """Why there are no instalments although terms stand there, and what to do."""
    order = sheet.file.order
    if sheet.file.instalments:
        return Said()
    if not order.payment_terms:
        return Said(tr("Set the payment terms below, and the price is split by them."), "muted")
    reading = payment.read_terms(order.payment_terms)
    if not reading.shares:
        return Said(reasons.sentence(reading.reason), "warn")
    return Said(tr("As soon as there is a price, it is split by the payment terms."), "muted")


def _choices(sheet: OrderSheet) -> tuple[tuple[str, str], ...]:
    if sheet.file.instalments or not sheet.file.order.payment_terms:
        return ()
    return tuple((text, text) for text in choices(sheet.file.order.payment_terms))


def _document(row: DocumentRow, today: date) -> DocumentLine:
    made = date.fromisoformat(row.created_at[:10]) if row.created_at else None
    version = f"v{row.document_version}" if row.document_version > 1 else ""
    parts = (version, formats.day(made, today) if made else "")
    sent = Said(tr("Sent to {address}", address=row.sent_to), "good") if row.sent_to else Said(tr("Not sent"))
    name = row.title or words.document(row.kind)
    return DocumentLine(name, joined(parts), sent, row.kind in ("", "file"))


def _ports(sheet: OrderSheet) -> dict[str, tuple[str, ...]]:
    found = {"port_loading": sheet.ports.leaving(sheet.country), "port_discharge": sheet.ports.arriving(sheet.country)}
    return {field: ("", *(port.offered(language()) for port in ports)) for field, ports in found.items()}


def _values(sheet: OrderSheet) -> dict[str, str]:
    order = sheet.file.order
    found: dict[str, str] = {}
    for name in TERM_FIELDS:
        value = getattr(order, name)
        if isinstance(value, date):
            value = words.full_day(value)
        elif name in PLACE_FIELDS:
            value = sheet.ports.shown(value, language())
        elif name == "mode":
            value = words.transport(value)
        elif isinstance(value, Money):
            value = f"{value.amount:f}"
        elif isinstance(value, Decimal | int):
            value = formats.plain_number(f"{value:f}" if isinstance(value, Decimal) else str(value))
        found[name] = value or ""
    return found
