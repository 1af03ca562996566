"""A mail link (``mailto:``) given to whatever the system writes mail with: short messages without attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail import mailto
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.names import name_of
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import MailProgram, Start

#: A running Claws Mail cuts what it gets at 8 KiB without a word.
CLAWS_LIMIT = 7_000
#: KMail decodes the whole address before it looks for the "&" between the fields.
KMAIL_BREAKS_AT = "&"
#: What stands in angle brackets in a subject KMail (22.12) takes for markup, and leaves it out; which words it knows as
#: such changes with its versions.
KMAIL_BREAKS_SUBJECT_AT = r"&lt;|<[\s/!?]*[A-Za-z][A-Za-z0-9]*(\s[^>]*|/)?>"
#: Whoever is beyond that KMail leaves out without a word.
KMAIL_MOST_PEOPLE = 200


@dataclass(frozen=True)
class MailLink(MailProgram):
    """One encoded address."""

    code: str = "mailto"
    attachments: bool = False
    names: bool = False
    max_length: int = mailto.longest()

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """One argument; where no command is named the system opens it."""
        del files
        uri = mailto.mailto_uri(request)
        self.refuse_longer(len(uri))
        return self.opened(uri)

    def head(self, request: ComposeRequest) -> str:
        """People and subject."""
        uri = mailto.uri_for(request, text=False)
        return uri if len(uri) <= self.max_length else ""

    def argument_length(self, request: ComposeRequest) -> int:
        """Exact."""
        return len(mailto.uri_for(replace(request, attachments=())))


def link_for(computer: Computer, code: str, label: str) -> MailLink:
    """A link under the code and the name of one program, which is the one that the system writes mail with."""
    command = (computer.opener,) if computer.opener else ()
    longest = mailto.longest(computer.platform)
    return MailLink(code=code, label=label, command=command, is_default=True, max_length=longest)


def detect(computer: Computer) -> Sequence[MailProgram]:
    """What the system writes mail with; on a Mac there always is something."""
    if not computer.writes or (computer.platform != "win32" and not computer.opener):
        return ()
    link = link_for(computer, "mailto", name_of(computer.writes))
    if computer.writes_with("claws"):
        return (replace(link, max_length=CLAWS_LIMIT),)
    if computer.writes_with("kmail", "kontact"):
        link = replace(link, breaks_subject_at=KMAIL_BREAKS_SUBJECT_AT, most_people=KMAIL_MOST_PEOPLE)
        return (replace(link, breaks_at=KMAIL_BREAKS_AT),)
    return (link,)
