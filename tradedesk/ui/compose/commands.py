"""What can be done with messages from everywhere."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """Commands known before the page is opened."""
    return [
        Command(
            "message.write",
            lambda: tr("Write mail"),
            lambda: desk.open(Place("compose", extra={"new": True})),
            "pen-line",
            "Ctrl+Shift+M",
        ),
        Command(
            "draft.add-new",
            lambda: tr("Write mail"),
            lambda: desk.open(Place("compose", extra={"new": True})),
            "plus",
            "Ctrl+N",
            page="compose",
            listed=False,
        ),
    ]
