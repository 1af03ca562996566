"""Commands of the settings: straight to a section; the question for a newer version."""

from __future__ import annotations

from collections.abc import Callable

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def commands(desk: Desk) -> list[Command]:
    """What the palette knows of the settings before the page is opened."""

    def to(section: str, title: Callable[[], str], icon: str, told: Callable[[], str]) -> Command:
        place = Place("settings", extra={"section": section})
        return Command(f"settings.show-{section}", title, lambda: desk.open(place), icon, words=told)

    return [
        to("company", lambda: tr("Change your company"), "building-2", lambda: tr("bank, signer, own address, zone")),
        to("orders", lambda: tr("Change the order numbers"), "package", lambda: tr("pattern, running number")),
        to(
            "points",
            lambda: tr("Change the points of an order"),
            "chart-gantt",
            lambda: tr("types, days, who sees to it"),
        ),
        to("promises", lambda: tr("Change the promises"), "clock", lambda: tr("hours, days, not given")),
        to("mail", lambda: tr("Choose the mail program"), "mail", lambda: tr("Thunderbird, Outlook, drafts")),
        to(
            "sent-mail",
            lambda: tr("Where sent mail is looked for"),
            "mail-check",
            lambda: tr("Thunderbird, mail folder, IMAP, sent"),
        ),
        to("shortcuts", lambda: tr("All shortcuts"), "keyboard", lambda: tr("keys")),
        to("data", lambda: tr("Where your data lies"), "folder-open", lambda: tr("ledger, backup, version, about")),
        *_newest(desk),
    ]


def _newest(desk: Desk) -> list[Command]:
    """Where this build names somebody to ask."""
    from tradedesk.services import newest

    if not newest.server():
        return []

    def ask() -> None:
        from tradedesk.ui.newest import PLACE, NewestLook

        desk.open(PLACE)
        NewestLook.of(desk).look()

    return [
        Command("help.newest", lambda: tr("Check for a newer version"), ask, "refresh-cw",
                words=lambda: tr("update, download")),
    ]  # fmt: skip
