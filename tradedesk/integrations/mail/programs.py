"""Mail programs: which ones are there, and which way into one fits a message."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.reason import Reason, because
from tradedesk.integrations.mail.ways import MailProgram, lost, stopping

__all__ = ["Choice", "MailProgram", "choose", "detect", "lost", "stopping"]


@dataclass(frozen=True)
class Choice:
    """The way a message would go, and what would be missing. ``program`` is None when there is none at all."""

    program: MailProgram | None
    lost: tuple[Reason, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether the message can be handed over this way as it is."""
        return self.program is not None and not stopping(self.lost)


def detect(env: Mapping[str, str] | None = None) -> tuple[MailProgram, ...]:
    """The ways into mail programs on this computer, the user's own program first.

    ``env`` is the environment to look in (PATH, HOME), by default this process's. May ask the desktop, which takes up
    to a few hundred milliseconds: not for the user interface's thread. Never raises; nothing found is an empty tuple.
    """
    import os

    surroundings = dict(os.environ if env is None else env)
    if sys.platform == "win32":
        from tradedesk.integrations.mail import found_on_windows

        return found_on_windows.find()
    if sys.platform == "darwin":
        from tradedesk.integrations.mail import found_on_macos

        return found_on_macos.find(surroundings)
    from tradedesk.integrations.mail import found_on_linux

    return found_on_linux.find(surroundings)


def choose(request: ComposeRequest, programs: Sequence[MailProgram], preferred: str = "") -> Choice:
    """The first way that keeps everything, the one with the code ``preferred`` before the others.

    When none does: the one where nothing stops the hand-over, else the one that loses least, with what is missing.
    """
    if not programs:
        return Choice(None, (because("mail-no-program"),))
    ordered = sorted(programs, key=lambda program: program.code != preferred)
    choices = [Choice(program, lost(program, request)) for program in ordered]
    return min(choices, key=lambda choice: (len(stopping(choice.lost)), len(choice.lost)))
