"""What an entry of the log shows wherever it stands: its icon, who took part, what became of it (F3)."""

from __future__ import annotations

from collections.abc import Callable

from tradedesk.domain.message import Medium, MessageState
from tradedesk.ui.recipient_words import role_words
from tradedesk.ui.wording import joined, listed, tr

ICONS = {
    Medium.MAIL: "mail",
    Medium.WHATSAPP: "message-circle",
    Medium.WECHAT: "messages-square",
    Medium.LINKEDIN: "link",
    Medium.TELEGRAM: "send",
    Medium.CALL: "phone",
    Medium.MEETING: "users",
    Medium.OTHER: "message-circle",
}
ROLES = ("from", "to", "cc", "bcc")

_STATES: dict[str, tuple[Callable[[], str], str]] = {
    MessageState.HANDING_OVER: (lambda: tr("Did it go out?"), "bad"),
    MessageState.HANDED_OVER: (lambda: tr("Handed over"), "info"),
    MessageState.SENT: (lambda: tr("Sent"), "neutral"),
    MessageState.CHANGED: (lambda: tr("Sent, changed"), "neutral"),
    MessageState.NOT_SENT: (lambda: tr("Not sent"), "warn"),
}


def people(told: str) -> list[tuple[str, str]]:
    """(role, who) of "to orders@…, cc khalid@…"; a comma inside a name divides nothing."""
    found: list[tuple[str, str]] = []
    for part in filter(None, told.split(", ")):
        role, _, who = part.partition(" ")
        if role in ROLES and who:
            found.append((role, who))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}, {part}")
    return found


def people_line(told: str, called: Callable[[str], str] = str) -> str:
    """ "To orders@… · Cc khalid@…"; ``called`` says what somebody is called."""
    by_role: dict[str, list[str]] = {}
    for role, who in people(told):
        by_role.setdefault(role, []).append(called(who))
    return joined(f"{role_words(role)} {listed(by_role[role])}" for role in ROLES if role in by_role)


def state_chip(state: str) -> tuple[str, str] | None:
    """What became of a hand-over, and the role of its chip; None for what was not handed over."""
    if state not in _STATES:
        return None
    words, role = _STATES[state]
    return words(), role
