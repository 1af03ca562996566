"""What a cell of "who receives what" can say, and what comes next when it is pressed."""

from __future__ import annotations

from tradedesk.domain.address import INSTANT_MESSAGING, Address, Channel
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.domain.routing import needs_mail_after_chat

_MAIL: tuple[Role | None, ...] = (None, Role.TO, Role.CC, Role.NEVER)
_CHAT: tuple[Role | None, ...] = (None, Role.TO, Role.NEVER)


def choices(address: Address, purpose: Purpose) -> tuple[Role | None, ...]:
    """What the cell can say, in the order of the cycle; empty where nothing can be chosen.

    Mail: To, Cc, never, empty. Chats are for quick synchronisation only (A9): they are never offered what binds, and
    know no Cc. A telephone or a fax receives nothing that is written here.
    """
    if address.channel is Channel.MAIL:
        return _MAIL
    if address.channel in INSTANT_MESSAGING:
        binds = purpose.formal or needs_mail_after_chat(purpose.code, address.channel) is not None
        return () if binds else _CHAT
    return ()


def after(role: Role | None, offered: tuple[Role | None, ...]) -> Role | None:
    """What the cell says after one more press; a role that is not offered any more gives way to an empty cell."""
    return offered[(offered.index(role) + 1) % len(offered)] if role in offered else None
