"""The products remembered, from anywhere."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """The command of this page."""
    return [
        Command("product.show", lambda: tr("Products"), lambda: desk.open(Place("products")), "tag",
                words=lambda: tr("Items, HS codes, price list")),
    ]  # fmt: skip
