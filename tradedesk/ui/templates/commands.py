"""Commands of the templates."""

from __future__ import annotations

from typing import Any

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """What the palette knows of the templates before the page is opened."""

    def shown() -> dict[str, Any]:
        """What a message would begin with: the template shown, or a customer's wording for that customer."""
        here = desk.places.current
        row = str(here.extra.get("template", "")) if here is not None and here.page == "templates" else ""
        if row.startswith("wording/"):
            _, party, code, _language = row.split("/")
            return {"party": int(party), "template": code}
        return {"template": row} if row and "/" not in row else {}

    def write() -> None:
        desk.open(Place("compose", extra=shown()))

    return [
        Command(
            "template.write-with", lambda: tr("Write with this"), write, "pen-line", "Ctrl+Return",
            lambda: bool(shown()), "templates", words=lambda: tr("mail, draft, compose"),
        )
    ]  # fmt: skip
