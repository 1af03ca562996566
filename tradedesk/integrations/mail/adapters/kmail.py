"""KMail: its own options, never a mail link: it decodes the whole of that before it looks for the "&"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail import mailto
from tradedesk.integrations.mail.adapters.mail_link import KMAIL_BREAKS_SUBJECT_AT, KMAIL_MOST_PEOPLE
from tradedesk.integrations.mail.addressing import mailbox
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import MailProgram, Start

_COMMANDS = ("kmail", "org.kde.kmail2")


@dataclass(frozen=True)
class KMail(MailProgram):
    """``--composer`` with the text in a file; its window says that the files were added from outside."""

    code: str = "kmail"
    label: str = "KMail"
    max_length: int = mailto.ARGUMENT_LIMIT
    most_people: int = KMAIL_MOST_PEOPLE
    breaks_subject_at: str = KMAIL_BREAKS_SUBJECT_AT
    #: It takes quotes off at the ends of a name, whoever put them there.
    cuts_names: frozenset[str] = frozenset('"')
    #: It writes them as if they were names.
    utf8_addresses: bool = False
    #: As it comes; who has set it otherwise there is told too much.
    wraps_at: int = 78

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """The argument that grows is the list of people."""
        copies = files.copies(request)
        body = None
        if request.text:
            body = files.write_body(request.text)
        made = arguments(self.with_kept_names(request), body, copies)
        longest = max(len(each.encode()) for each in made)
        self.refuse_longer(longest)
        return Start(((*self.command, *made),), (*((body,) if body else ()), *copies))

    def argument_length(self, request: ComposeRequest) -> int:
        """The longest of the lists of people."""
        return max(len(each.encode()) for each in arguments(self.with_kept_names(request), None, ()))


def arguments(request: ComposeRequest, body: Path | None, files: Sequence[Path]) -> tuple[str, ...]:
    """What follows the command. Values stand behind "=" or within "<>", so that none can begin an option."""
    made = ["--composer"]
    if request.subject:
        made.append(f"--subject={request.subject}")
    for option, pairs in (("--cc", request.cc), ("--bcc", request.bcc)):
        if pairs:  # one list each: older versions read the first option only
            made.append(f"{option}={', '.join(_bracketed(name, address) for name, address in pairs)}")
    if body is not None:
        made.append(f"--msg={body}")
    made += [f"--attach={path.as_uri()}" for path in files]
    return (*made, *(_bracketed(name, address) for name, address in request.to))


def _bracketed(name: str, address: str) -> str:
    return mailbox(name, address) if name else f"<{address}>"


def detect(computer: Computer) -> Sequence[MailProgram]:
    """KMail by its command; Kontact shows KMail's own window."""
    found = computer.first_of(*_COMMANDS) if computer.is_linux else None
    if found is None:
        return ()
    path, reads = found
    return (KMail(command=(path,), is_default=computer.writes_with("kmail", "kontact"), reads=reads),)
