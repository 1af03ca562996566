"""What is owed, from anywhere."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """The command of this page."""

    def look() -> None:
        desk.open(Place("receivables"))

    return [
        Command("money.show-receivables", lambda: tr("Receivables"), look, "chart-column",
                words=lambda: tr("What customers owe, unpaid, overdue")),
    ]  # fmt: skip
