"""Apple Mail: by a script that is always the same, with the message in its arguments and the text in a file.

Mail draws a quotation line beside a text that a script gave it, so a short message without attachments goes better by
a mail link, which stands before this way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import SCRIPT_FAILS_WITHIN, MailProgram, Start


@dataclass(frozen=True)
class AppleMail(MailProgram):
    """``osascript FILE argument…``: arguments are data there, never options or script."""

    code: str = "apple-mail"
    label: str = "Mail"
    signature: bool = False
    unquoted: bool = False
    fails_within: float = SCRIPT_FAILS_WITHIN

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """The script, the path of the text, and what belongs to it in twos and threes."""
        from tradedesk.runtime.resources import resource_path

        copies = files.copies(request)
        body = files.write_body(request.text)
        script = str(resource_path("mail/apple_mail_draft.applescript"))
        return Start(((*self.command, script, *arguments(request, body, copies)),), (body, *copies))


def arguments(request: ComposeRequest, body: Path, files: Sequence[Path]) -> tuple[str, ...]:
    """The path of the text, the subject, then (kind, name, address) for each recipient and ("file", "", path)."""
    made = [str(body), request.subject]
    for kind, pairs in (("to", request.to), ("cc", request.cc), ("bcc", request.bcc)):
        for name, address in pairs:
            made += [kind, name, address]
    for path in files:
        made += ["file", "", str(path)]
    return tuple(made)


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Where Mail is what the user writes with; every Mac has it."""
    script = computer.find("osascript")
    if computer.platform != "darwin" or not script or not computer.writes_with("com.apple.mail"):
        return ()
    return (AppleMail(command=(script,), is_default=True),)
