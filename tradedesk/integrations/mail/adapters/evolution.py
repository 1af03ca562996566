"""Evolution: everything in one mail link, attachments by their paths, which its window asks the user to review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail import mailto
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles, long_paths
from tradedesk.integrations.mail.ways import MailProgram, Start

_COMMANDS = ("evolution", "org.gnome.Evolution")


@dataclass(frozen=True)
class LinkWithFiles(MailProgram):
    """``mailto:`` with names and ``attach=``, for programs that take them; ``key`` is their word for a file."""

    key: str = "attach"
    max_length: int = mailto.ARGUMENT_LIMIT

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """One argument."""
        copies = files.copies(request)
        uri = self.uri(request, copies)
        self.refuse_longer(len(uri))
        return self.opened(uri, files=copies)

    def uri(self, request: ComposeRequest, files: Sequence[Path]) -> str:
        """The link; each path encoded once."""
        return mailto.uri_for(self.with_kept_names(request), names=True, files=files, attach=self.key)

    def argument_length(self, request: ComposeRequest) -> int:
        """With room for long folder names."""
        return len(self.uri(request, long_paths(each.name for each in request.attachments)))


@dataclass(frozen=True)
class Evolution(LinkWithFiles):
    """Plain text; a tabulator becomes a space there, and long lines are broken."""

    code: str = "evolution"
    label: str = "Evolution"
    tabs: bool = False
    wraps_at: int = 72


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Evolution by its command."""
    found = computer.first_of(*_COMMANDS) if computer.is_linux else None
    if found is None:
        return ()
    path, reads = found
    return (Evolution(command=(path,), is_default=computer.writes_with("evolution"), reads=reads),)
