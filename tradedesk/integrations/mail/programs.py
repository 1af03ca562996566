"""Mail programs: which ones are here, and which way into one fits a message."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.reason import Reason, because
from tradedesk.integrations.mail.ways import MailProgram, lost, stopping

if TYPE_CHECKING:
    from tradedesk.integrations.mail.computer import Computer

__all__ = ["Choice", "MailProgram", "by_hand", "choose", "detect", "lost", "stopping", "ways_on"]

#: The modules of ``adapters``, the ways that keep most first; the ladder is climbed down in this order.
ADAPTERS = (
    "thunderbird", "outlook", "claws", "kmail", "evolution", "geary", "new_outlook", "foxmail", "netease",
    "windows_mail", "mail_link", "apple_mail", "draft_file", "outlook_mapi", "portal", "webmail", "by_hand",
)  # fmt: skip
#: Programs with a file of their own are not offered a second time by what the system opens links with.
_OWN_LINKS = frozenset({"claws", "kmail", "evolution", "geary", "outlook-new", "foxmail", "netease", "windows-mail"})


@dataclass(frozen=True)
class Choice:
    """The way a message would go, and what would be missing. ``program`` is None when there is none at all.

    ``spared`` is what the user's own program would lose, where another program is taken for that.
    """

    program: MailProgram | None
    lost: tuple[Reason, ...] = ()
    spared: tuple[Reason, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether the message can be handed over this way as it is."""
        return self.program is not None and not stopping(self.lost)


def detect(env: Mapping[str, str] | None = None) -> tuple[MailProgram, ...]:
    """The ways into mail programs on this computer, the user's own program first.

    ``env`` is the environment to look in (PATH, HOME), by default this process's. May ask the desktop, which takes up
    to a few hundred milliseconds: not for the user interface's thread. Never raises. Ways that are not ``automatic``
    are always among them: the browser, and by hand.
    """
    import os

    surroundings = dict(os.environ if env is None else env)
    if sys.platform == "win32":
        from tradedesk.integrations.mail import found_on_windows

        return ways_on(found_on_windows.computer())
    if sys.platform == "darwin":
        from tradedesk.integrations.mail import found_on_macos

        return ways_on(found_on_macos.computer(surroundings))
    from tradedesk.integrations.mail import found_on_linux

    return ways_on(found_on_linux.computer(surroundings))


def ways_on(computer: Computer) -> tuple[MailProgram, ...]:
    """The ways of every adapter that finds its program on ``computer``, one of a code, the user's own program first."""
    from importlib import import_module

    found: dict[str, MailProgram] = {}
    for name in ADAPTERS:
        adapter = import_module(f"tradedesk.integrations.mail.adapters.{name}")
        for way in adapter.detect(computer):
            found.setdefault(way.code, way)
    own = {way.label for code, way in found.items() if code in _OWN_LINKS and way.is_default}
    kept = (way for way in found.values() if not (way.code == "mailto" and (way.label in own or own)))
    return tuple(sorted(kept, key=lambda way: (not way.automatic, not way.is_default)))


def choose(request: ComposeRequest, programs: Sequence[MailProgram], preferred: str = "") -> Choice:
    """The first way that keeps everything, the one with the code ``preferred`` before the others.

    When none does: the one where nothing stops the hand-over, else the one that loses least, with what is missing. A
    program that the user prefers is not left for what it can do without, only for what would stop the message.
    """
    offered = [program for program in programs if program.automatic or program.code == preferred]
    if not offered:
        return Choice(None, (because("mail-no-program"),))
    ordered = sorted(offered, key=lambda program: program.code != preferred)
    wanted = ordered[0].label if ordered[0].code == preferred else None
    choices = [(program.label != wanted, Choice(program, lost(program, request))) for program in ordered]

    def weight(pair: tuple[bool, Choice]) -> tuple[int, bool, int]:
        elsewhere, choice = pair
        return len(stopping(choice.lost)), wanted is not None and elsewhere, len(choice.lost)

    taken = min(choices, key=weight)[1]
    ours = [choice for choice, way in zip(choices, ordered, strict=True) if way.label == ordered[0].label]
    own = min(ours, key=weight)[1]
    return taken if taken.program is own.program else replace(taken, spared=own.lost)


def by_hand(programs: Sequence[MailProgram], preferred: str = "") -> MailProgram | None:
    """The way by hand, beside the user's own program where that opens a message with people and subject alone."""
    from tradedesk.integrations.mail.adapters.by_hand import CODE, ByHand

    way = next((each for each in programs if each.code == CODE), None)
    if not isinstance(way, ByHand):
        return None
    offered = (each for each in programs if each.automatic or each.code == preferred)
    somebody = ComposeRequest((("", "a@example.com"),), (), (), "", "")
    beside = [each for each in sorted(offered, key=lambda each: each.code != preferred) if each.head(somebody)]
    return replace(way, beside=beside[0] if beside else None)
