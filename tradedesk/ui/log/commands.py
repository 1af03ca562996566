"""Commands of the log."""

from __future__ import annotations

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr

_ABOUT = {"customers": "party", "orders": "order"}


def commands(desk: Desk) -> list[Command]:
    """What the palette knows of the log before it is opened."""

    def note() -> None:
        """About the customer or the order that is shown, if one is."""
        here = desk.places.current
        extra: dict[str, object] = {"new": True}
        if here is not None and here.page in _ABOUT and here.key is not None:
            extra[_ABOUT[here.page]] = here.key
        desk.open(Place("log", extra=extra))

    def look_for_sent() -> None:
        """Everywhere; what it brings is told where hand-overs are asked about."""
        from tradedesk.ui.sent_mail import SentMailLook

        SentMailLook.of(desk).look()
        here = desk.places.current
        if here is None or here.page not in ("today", "log", "compose"):
            desk.open(Place("log", extra={"chip": "handed-over"}))

    return [
        Command(
            "log.note",
            lambda: tr("Note a call or chat"),
            note,
            "phone",
            "Ctrl+N",
            page="log",
            words=lambda: tr("phone, meeting, WhatsApp, WeChat"),
        ),
        Command(
            "log.look-for-sent",
            lambda: tr("Look for sent mail"),
            look_for_sent,
            "search",
            words=lambda: tr("sent folder, Thunderbird, mail server, did it go out"),
        ),
    ]
