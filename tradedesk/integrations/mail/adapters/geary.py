"""Geary: a mail link with ``attachment=``; it opens the draft once its account is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tradedesk.integrations.mail.adapters.evolution import LinkWithFiles
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.ways import MailProgram

_COMMANDS = ("geary", "org.gnome.Geary")


@dataclass(frozen=True)
class Geary(LinkWithFiles):
    """As its own source reads the link."""

    code: str = "geary"
    label: str = "Geary"
    key: str = "attachment"


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Geary by its command."""
    found = computer.first_of(*_COMMANDS) if computer.is_linux else None
    if found is None:
        return ()
    path, reads = found
    return (Geary(command=(path,), is_default=computer.writes_with("geary"), reads=reads),)
