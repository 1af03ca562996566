"""Looking for entries that are one company, from anywhere."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """The command of this page."""

    def look() -> None:
        here = desk.places.current
        kind = here.extra.get("kind", "customer") if here is not None and here.page == "customers" else "customer"
        desk.open(Place("doubles", None, {"kind": kind}))

    return [Command("customer.find-doubles", lambda: tr("Find companies entered twice"), look, "copy")]
