"""Claws Mail: people and subject by a mail link, the text and the attachments as files.

A running Claws Mail cuts every line that it gets at 8 KiB without a word, so the text never stands in the link.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail import mailto
from tradedesk.integrations.mail.adapters.mail_link import CLAWS_LIMIT
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import MailProgram, Start

_COMMANDS = ("claws-mail", "org.claws_mail.Claws-Mail")


@dataclass(frozen=True)
class ClawsMail(MailProgram):
    """``--compose URI --insert FILE --attach FILE…``; plain text only."""

    code: str = "claws"
    label: str = "Claws Mail"
    max_length: int = CLAWS_LIMIT
    #: It escapes quotes once more whenever it writes them, and encodes what stands in brackets by itself.
    cuts_names: frozenset[str] = frozenset('"\\()')
    cuts_file_names: frozenset[str] = frozenset('"')
    #: It writes them as if they were names.
    utf8_addresses: bool = False
    #: As it comes; who has set it otherwise there is told too much.
    wraps_at: int = 72
    #: It reads the file in pieces of 8 KiB a line, and a letter that is cut there costs the whole text.
    longest_line: int = 8_000

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """The text is written in UTF-8, as every Linux desktop has it."""
        copies = files.copies(request)
        body = None
        if request.text:
            body = files.write_body(request.text)
        command = (*self.command, *arguments(self.with_kept_names(request), body, copies))
        return Start((command,), (*((body,) if body else ()), *copies))

    def argument_length(self, request: ComposeRequest) -> int:
        """The link without the text."""
        return len(mailto.uri_for(self.with_kept_names(request), names=True, text=False))


def arguments(request: ComposeRequest, body: Path | None, files: Sequence[Path]) -> tuple[str, ...]:
    """What follows the command: our own options, one encoded link, absolute paths."""
    made = ["--compose", mailto.uri_for(request, names=True, text=False)]
    if body is not None:
        made += ["--insert", str(body)]
    if files:
        made += ["--attach", *(str(path) for path in files)]
    return tuple(made)


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Claws Mail by its command."""
    found = computer.first_of(*_COMMANDS) if computer.is_linux else None
    if found is None:
        return ()
    path, reads = found
    return (ClawsMail(command=(path,), is_default=computer.writes_with("claws"), reads=reads),)
