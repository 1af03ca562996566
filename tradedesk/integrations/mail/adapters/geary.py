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
    """Its draft is formatted text beside plain text: a tabulator becomes spaces."""

    code: str = "geary"
    label: str = "Geary"
    key: str = "attachment"
    tabs: bool = False
    #: It takes them out of a name, and with quotes within one what stands beside them.
    cuts_names: frozenset[str] = frozenset('"\\')
    #: In its plain text it cuts longer ones, and loses the letter that is cut.
    longest_word: int = 990
    #: What it answers with where another Geary runs and has opened the draft.
    ends_well: frozenset[int] = frozenset({0, 255})


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Geary by its command."""
    found = computer.first_of(*_COMMANDS) if computer.is_linux else None
    if found is None:
        return ()
    path, reads = found
    return (Geary(command=(path,), is_default=computer.writes_with("geary"), reads=reads),)
