"""What can be done with customers from anywhere."""

from __future__ import annotations

from importlib.util import find_spec

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """The commands of this page; each leads to a place, so they work before the page was made."""

    def kind() -> str:
        here = desk.places.current
        return str(here.extra.get("kind", "customer")) if here is not None and here.page == "customers" else "customer"

    def add() -> None:
        desk.open(Place("customers", None, {"kind": kind(), "new": True}))

    def bring_in() -> None:
        desk.open(Place("exchange"))

    def shown() -> int | None:
        here = desk.places.current
        return here.key if here is not None and here.page == "customers" and isinstance(here.key, int) else None

    def bring_in_answer() -> None:
        if shown() is not None:
            desk.open(Place("customers", shown(), {"tab": "addresses", "answer": "1"}))

    # Where lists are brought in is a page of its own; without it there is nothing to offer.
    has_import = find_spec("tradedesk.ui.exchange") is not None
    importing = [Command("customer.import-list", lambda: tr("Import"), bring_in, "import", listed=False)]
    return [
        *(importing if has_import else []),
        Command("customer.add-new", lambda: _new_words(kind()), add, "plus", "Ctrl+N", page="customers"),
        Command("customer.bring-in-answer", lambda: tr("Bring in an answer…"), bring_in_answer, "inbox",
                enabled=lambda: shown() is not None,
                words=lambda: tr("Which address is for what: the customer's answer")),
    ]  # fmt: skip


def _new_words(kind: str) -> str:
    return {
        "supplier": tr("New supplier"),
        "forwarder": tr("New forwarder"),
        "colleague": tr("New colleague"),
    }.get(kind, tr("New customer"))
