"""Commands of the page Today."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """What the palette knows of Today before it is opened."""
    return [
        Command(
            "today.look-again",
            lambda: tr("Look again at what needs you now"),
            lambda: desk.open(Place("today")),
            "refresh-cw",
            "F5",
            page="today",
        )
    ]
