"""Commands of the templates."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """What the palette knows of the templates before the page is opened."""

    def shown() -> str:
        here = desk.places.current
        return str(here.extra.get("template", "")) if here is not None and here.page == "templates" else ""

    def write() -> None:
        desk.open(Place("compose", extra={"template": shown()}))

    return [
        Command(
            "template.write-with", lambda: tr("Write with this"), write, "pen-line", "Ctrl+Return",
            lambda: bool(shown()), "templates", words=lambda: tr("mail, draft, compose"),
        )
    ]  # fmt: skip
