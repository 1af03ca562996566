"""What can be done with customers from anywhere."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """The commands of this page; each leads to a place, so they work before the page was made."""

    def add() -> None:
        here = desk.places.current
        kind = here.extra.get("kind", "customer") if here is not None and here.page == "customers" else "customer"
        desk.open(Place("customers", None, {"kind": kind, "new": True}))

    def bring_in() -> None:
        desk.open(Place("exchange"))

    return [
        Command("customer.import-list", lambda: tr("Import"), bring_in, "import", listed=False),
        Command("customer.add-new", lambda: tr("Customer"), add, "plus", "Ctrl+N", page="customers",
                words=lambda: tr("Add a customer")),
    ]  # fmt: skip
