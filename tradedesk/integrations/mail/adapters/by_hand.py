"""By hand: the folder with the attachments is opened, and the text lies on the clipboard to be put in.

It is offered beside every way that would lose something, and taken alone only by those who chose it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.reason import Reason, because
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import MailProgram, Start

CODE = "by-hand"


@dataclass(frozen=True)
class ByHand(MailProgram):
    """``command`` opens anything (empty: Windows itself does). ``site`` is a mail site to open, if there is one;
    ``beside`` is the way that opens a message with people and subject alone."""

    code: str = CODE
    label: str = CODE
    html: bool = True
    automatic: bool = False
    by_hand: bool = True
    site: str = ""
    beside: MailProgram | None = None

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """Text and attachments in the folder of the hand-over; the folder is shown where there is something in it."""
        copies = files.copies_together(request)
        text = files.write_body(request.text)
        shown = [self.site] if self.site else []
        if copies:
            shown.append(str(copies[0].parent))
        folder = self.opened(*shown, files=(text, *copies))
        if self.beside is None or not (head := self.beside.head(request)):
            return folder
        message = self.beside.opened(head)
        return Start((*message.commands, *folder.commands), folder.files, (*message.opens, *folder.opens))

    def lost(self, request: ComposeRequest) -> tuple[Reason, ...]:
        """Nothing, if the user puts it in."""
        return (because("mail-by-hand", program=self.label, n=str(len(request.attachments))),)


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Wherever a folder can be shown, or the text at least be copied."""
    return (ByHand(command=(computer.opener,) if computer.opener else ()),)
