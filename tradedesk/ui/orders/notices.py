"""Writing the mail that tells the customer of a point, from wherever the order is looked at (C2, D4)."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tradedesk.domain import timeline
from tradedesk.domain.errors import TradeError
from tradedesk.domain.ids import DraftId
from tradedesk.domain.order import NodeCode
from tradedesk.services import shipments
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors


def write_notice(desk: Desk, order_id: int, template: str, owner: QObject) -> None:
    """Open the mail of a template; "shipped" tells of the very shipment that left."""
    plain = Place("compose", None, {"order": order_id, "template": template})
    if template != timeline.template_for(NodeCode.SHIPPED):
        desk.open(plain)
        return

    def drafted(draft: DraftId | None) -> None:
        desk.open(Place("compose", key=draft) if draft is not None else plain)

    def refused(error: TradeError) -> None:
        desk.refused.emit(errors.sentence(error))

    desk.run(shipments.notice_of_order, order_id, on_done=drafted, on_error=refused, owner=owner)
