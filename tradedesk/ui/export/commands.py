"""Writing customers or orders to a file, from anywhere."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """The commands of this page; each leads to a place, so they work before the page was made."""

    def here() -> Place | None:
        place = desk.places.current
        return place if place is not None and place.page == "customers" else None

    def kind() -> str:
        place = here()
        return str(place.extra.get("kind", "customer")) if place is not None else "customer"

    def one() -> bool:
        place = here()
        return place is not None and place.key is not None

    def hand_over() -> None:
        place = here()
        if place is not None and place.key is not None:
            desk.open(Place("export", None, {"kind": kind(), "ids": [place.key], "form": "dossier"}))

    def write_orders() -> None:
        place = desk.places.current
        order = place.key if place is not None and place.page == "orders" else None
        desk.open(Place("export", None, {"of": "orders", "ids": [order]} if order else {"of": "orders"}))

    return [
        Command("order.export-list", lambda: tr("Export orders, lines and receipts…"), write_orders, "save"),
        Command("customer.export-list", lambda: _export_words(kind()),
                lambda: desk.open(Place("export", None, {"kind": kind()})), "save"),
        Command("customer.hand-over-file", lambda: tr("Take-over file of this customer…"), hand_over, "users",
                enabled=one),
    ]  # fmt: skip


def _export_words(kind: str) -> str:
    return {
        "supplier": tr("Export suppliers…"),
        "forwarder": tr("Export forwarders…"),
        "colleague": tr("Export colleagues…"),
    }.get(kind, tr("Export customers…"))
