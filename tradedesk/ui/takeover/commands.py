"""Taking a customer over from another ledger, from anywhere."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """The command of this page."""
    return [
        Command("customer.take-over", lambda: tr("Take over a customer from a file…"),
                lambda: desk.open(Place("takeover")), "import"),
    ]  # fmt: skip
