"""A draft file (.eml with ``X-Unsent: 1``) given to whatever opens such files: keeps everything, adds no signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.names import name_of
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import INVISIBLE_MARKS, MailProgram, Start

#: Programs that open an .eml file for reading; most have a command there to edit it as a new message.
_SHOW_ONLY = ("evolution", "geary", "kmail", "kontact", "com.apple.mail", "com.microsoft.outlook")
#: Programs that refuse the file, or take it only for those who chose to try: their own adapters know.
_NOT_HERE = ("claws", "olk", "outlookforwindows", "foxmail", "mailmaster", "netease")


@dataclass(frozen=True)
class DraftFile(MailProgram):
    """The record itself, opened; another file where names are left out."""

    code: str = "eml"
    html: bool = True
    utf8_addresses: bool = False
    signature: bool = False
    #: Thunderbird, which opens most of these files, writes such names wrong once it saves the draft.
    spaces_marks: frozenset[str] = INVISIBLE_MARKS
    cuts_names: frozenset[str] = frozenset("\\;")
    cuts_file_names: frozenset[str] = frozenset(":")

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """One argument, the absolute path; where no command is named the system opens it."""
        kept = self.with_kept_names(request)
        draft = files.readable_record(request) if kept == request else files.write_draft(kept)
        extra = () if draft == files.record else (draft,)
        return self.opened(str(draft), files=extra)


def detect(computer: Computer) -> Sequence[MailProgram]:
    """What the system opens .eml files with."""
    name = computer.reads_eml
    if not name or (computer.platform != "win32" and not computer.opener):
        return ()
    if any(part in name.lower() for part in _NOT_HERE):
        return ()
    command = (computer.opener,) if computer.opener else ()
    editable = not any(part in name.lower() for part in _SHOW_ONLY)
    return (DraftFile(label=name_of(name), command=command, is_default=name == computer.writes, editable=editable),)
