"""What can be done with lists from anywhere."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """The way to this page; what is done on it belongs to the page itself."""
    return [
        Command(
            "exchange.open", lambda: tr("Import a list…"), lambda: desk.open(Place("exchange")), "import", "Ctrl+I"
        ),
    ]
