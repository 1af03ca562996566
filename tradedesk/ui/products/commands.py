"""The products remembered, from anywhere, and a new one."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """The commands of this page."""

    def add() -> None:
        from tradedesk.services import product_list

        def added(number: int) -> None:
            desk.open(Place("products", number, {"new": "1"}))

        desk.run(product_list.add, tr("New product"), on_done=added)

    return [
        Command("product.show", lambda: tr("Products"), lambda: desk.open(Place("products")), "tag",
                words=lambda: tr("Items, HS codes, price list")),
        Command("product.add", lambda: tr("New product"), add, "plus", "Ctrl+N", page="products"),
    ]  # fmt: skip
