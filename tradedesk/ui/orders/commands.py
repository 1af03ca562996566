"""What can be done with orders from anywhere."""

from __future__ import annotations

from collections.abc import Callable

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """The commands that work before the page was made; those of one order go by the place shown."""

    def order_id() -> int | None:
        here = desk.places.current
        return here.key if here is not None and here.page == "orders" else None

    def log_inquiry() -> None:
        here = desk.places.current
        party = here.key if here is not None and here.page == "customers" else None
        desk.open(Place("orders", None, {"new": "inquiry", "party": party} if party else {"new": "inquiry"}))

    def write_update() -> None:
        desk.open(Place("compose", None, {"order": order_id()}))

    def write_to_all() -> None:
        from tradedesk.ui.orders.roles_card import write_to_all as write

        number = order_id()
        if number is not None:
            write(desk, number)

    return [
        *_views(desk),
        Command(
            "order.log-inquiry", lambda: tr("Log an inquiry"), log_inquiry, "plus", "Ctrl+Shift+I",
            words=lambda: tr("New order"),
        ),
        Command(
            "order.add-new", lambda: tr("Log an inquiry"), log_inquiry, "plus", "Ctrl+N", page="orders", listed=False,
        ),
        Command(
            "order.write-update", lambda: tr("Write update"), write_update, "pencil", "Ctrl+U",
            lambda: order_id() is not None, page="orders",
        ),
        Command(
            "order.write-to-all", lambda: tr("Write to all concerned"), write_to_all, "users", "Ctrl+Shift+U",
            lambda: order_id() is not None, page="orders",
        ),
        _copying(desk, order_id),
    ]  # fmt: skip


def _copying(desk: Desk, order_id: Callable[[], int | None]) -> Command:
    def copy() -> None:
        from tradedesk.services import order_life

        desk.run(order_life.copy_order, order_id(), on_done=lambda number: desk.open(Place("orders", number)))

    return Command(
        "order.copy", lambda: tr("Copy the order"), copy, "copy", "Ctrl+Shift+D", lambda: order_id() is not None,
        page="orders",
    )  # fmt: skip


def _views(desk: Desk) -> list[Command]:
    """The same orders in another shape."""

    def show(view: str) -> Callable[[], None]:
        return lambda: desk.open(Place("orders", None, {"view": view}))

    return [
        Command("order.show-list", lambda: tr("Orders as a list"), show("list"), "list"),
        Command("order.show-board", lambda: tr("Orders on the board"), show("board"), "columns-3"),
        Command("order.show-calendar", lambda: tr("Orders in the calendar"), show("calendar"), "calendar"),
    ]
