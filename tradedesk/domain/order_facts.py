"""One order's values as the flat facts that promises follow from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tradedesk.domain.money import grouped
from tradedesk.domain.order import Instalment, Node, NodeCode, Order, Shipment
from tradedesk.domain.promise_facts import Due, OrderFacts, PromiseTerms
from tradedesk.domain.timeline import current_node


def facts_of(
    order: Order,
    party: str,
    country: str,
    nodes: Iterable[Node],
    instalments: Iterable[Instalment] = (),
    shipments: Iterable[Shipment] = (),
    *,
    answered_at: datetime | None = None,
    terms: PromiseTerms | None = None,
) -> OrderFacts:
    """Flatten an order for ``promises_of``; ``party`` as shown, ``answered_at`` the inquiry's first answer (UTC)."""
    at = {node.code: node for node in nodes}
    facts = OrderFacts(order.id, order.party_id, order.number, party, order.stage.value, country, order.summary)
    facts = facts._replace(inquired_at=order.inquired_at, answered_at=answered_at, terms=terms)
    confirmed, deposit = at.get(NodeCode.CONFIRMED), at.get(NodeCode.DEPOSIT)
    if confirmed is not None:
        facts = facts._replace(
            confirmed_on=confirmed.actual_on, confirm_notice_on=confirmed.notice_on, confirm_node_id=confirmed.id
        )
    if deposit is not None:
        facts = facts._replace(
            paid_on=deposit.actual_on, confirm_notice_on=facts.confirm_notice_on or deposit.notice_on
        )
    ready, shipped = at.get(NodeCode.READY), at.get(NodeCode.SHIPPED)
    if ready is not None:
        facts = facts._replace(
            ready_planned_on=ready.planned_on or ready.actual_on,
            ready_on=ready.actual_on,
            ready_notice_on=ready.notice_on,
            ready_node_id=ready.id,
        )
    if shipped is not None:
        facts = facts._replace(
            shipped_on=shipped.actual_on, shipped_notice_on=shipped.notice_on, shipped_node_id=shipped.id
        )
    return _with_rest(facts, at, instalments, shipments)


def _with_rest(
    facts: OrderFacts, at: dict[NodeCode, Node], instalments: Iterable[Instalment], shipments: Iterable[Shipment]
) -> OrderFacts:
    delivered, now = at.get(NodeCode.DELIVERED), current_node(at.values())
    numbers = (one.tracking_no or one.container_no or one.bl_no for one in shipments)
    dues = tuple(
        Due(one.id, one.label, grouped(one.open), one.due_on, one.trigger, one.trigger_days)
        for one in instalments
        if one.open.minor > 0
    )
    facts = facts._replace(
        delivered_on=delivered.actual_on if delivered else None,
        tracking=next((number for number in numbers if number), ""),
        dues=dues,
    )
    if now is None:
        return facts
    return facts._replace(
        node_code=now.code.value,
        node_on=now.actual_on,
        node_notice_on=now.notice_on,
        node_id=now.id,
        node_name=now.name_en or now.name_zh,
        node_template=now.template,
    )
