"""The question at the start: did the mails go out during whose hand-over the program ended?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from tradedesk.domain.message import Message, MessageState
from tradedesk.services import log
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets.cards import Banner
from tradedesk.ui.wording import formats, listed, tr


def ask_about_interrupted(desk: Desk, show_banner: Callable[[str, str], Banner], owner: QObject) -> None:
    """Ask for each interrupted hand-over in turn; nothing when there is none.

    ``show_banner(role, sentence)`` shows a banner and returns it (the window's own does). A question that is closed
    without an answer comes again at the next start.
    """
    desk.run(log.interrupted, on_done=lambda found: _ask(desk, show_banner, owner, found), owner=owner)


def _ask(desk: Desk, show_banner: Callable[[str, str], Banner], owner: QObject, found: Sequence[Message]) -> None:
    if not found:
        return
    from tradedesk.services import handing_over  # with it comes all that a hand-over needs

    first, rest = found[0], found[1:]
    to = listed(each.value for each in first.recipients)
    banner = show_banner(
        "warn",
        tr(
            "The program ended while “{subject}” to {to} was being handed over ({moment}). Did it go out?",
            subject=first.subject,
            to=to,
            moment=formats.moment(first.at),
        ),
    )

    def answer(state: MessageState) -> Callable[[], None]:
        def settle() -> None:
            desk.run(
                handing_over.settle_interrupted,
                first.id,
                state,
                on_done=lambda _: _ask(desk, show_banner, owner, rest),
                owner=owner,
            )

        return settle

    banner.add_action(tr("Sent as it is"), answer(MessageState.SENT))
    banner.add_action(tr("Sent, changed"), answer(MessageState.CHANGED))
    banner.add_action(tr("Not sent"), answer(MessageState.NOT_SENT))
