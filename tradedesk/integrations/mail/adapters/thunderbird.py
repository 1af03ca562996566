"""Thunderbird and its relatives: ``-compose`` keeps everything and the user's signature; a draft file all but that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.rich_html import cid_of
from tradedesk.integrations.mail import attached, thunderbird
from tradedesk.integrations.mail.adapters.draft_file import DraftFile
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.lines import lines_of
from tradedesk.integrations.mail.outgoing_files import BODY_NAME, HTML_NAME, OutgoingFiles, long_paths
from tradedesk.integrations.mail.ways import INVISIBLE_MARKS, MailProgram, Start

_COMMANDS = (
    ("thunderbird", "Thunderbird"),
    ("icedove", "Icedove"),
    ("betterbird", "Betterbird"),
    ("org.mozilla.Thunderbird", "Thunderbird"),
    ("eu.betterbird.Betterbird", "Betterbird"),
)
#: As the desktop, the registry and LaunchServices call them.
NAMES = ("thunderbird", "icedove", "betterbird")
#: Programs that show an .eml file or refuse it: where they have it by default, Thunderbird takes it instead.
_SHOW_ONLY = ("evolution", "claws", "geary", "kmail", "kontact")


@dataclass(frozen=True)
class Thunderbird(MailProgram):
    """``-compose`` with the text in a file: no limit to its length."""

    code: str = "thunderbird"
    html: bool = True
    max_length: int = thunderbird.longest()
    #: It shows such names as they are; the mail it writes has them wrong, or another address of the list with them.
    spaces_marks: frozenset[str] = INVISIBLE_MARKS
    cuts_names: frozenset[str] = frozenset("\\;")
    cuts_file_names: frozenset[str] = frozenset(":")

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """Two arguments, however hostile the data is."""
        copies = files.copies(request)
        body = None
        if request.html:
            body = files.write_bytes(HTML_NAME, _with_pictures(request).encode("utf-8"))
        elif request.text:
            body = files.write_bytes(BODY_NAME, _flowed(request.text))
        argument = thunderbird.compose_argument(self.with_kept_names(request), body, copies)
        self.refuse_longer(len(argument))
        return Start(((*self.command, "-compose", argument),), (*((body,) if body else ()), *copies))

    def argument_length(self, request: ComposeRequest) -> int:
        """With room for long folder names."""
        body, *files = long_paths((BODY_NAME, *(each.name for each in request.attachments)))
        return len(thunderbird.compose_argument(request, body, files))


def _with_pictures(request: ComposeRequest) -> str:
    """The HTML with its pictures in it: nothing else can be given along, and Thunderbird makes parts of them."""
    from base64 import b64encode

    html = request.html
    for picture in request.inline:
        kind = "png" if picture.name.endswith(".png") else "jpeg"
        data = b64encode(b"".join(attached.pieces(picture))).decode("ascii")
        # An escaped text has no "<", so this stands nowhere but in an element of ours.
        html = html.replace(f'<img src="cid:{cid_of(picture.name)}"', f'<img src="data:image/{kind};base64,{data}"')
    return html


def _flowed(text: str) -> bytes:
    """Thunderbird reads the file as flowed text: a space at the end of a line would join it to the next one."""
    return "\n".join(line if line == "-- " else line.rstrip(" ") for line in lines_of(text)).encode("utf-8")


def detect(computer: Computer) -> Sequence[MailProgram]:
    """The first of the family that is here, by its command and with a draft file."""
    for command, label in _COMMANDS:
        path = computer.find(command)
        if path:
            own = computer.writes_with(*NAMES) or (computer.is_linux and not computer.writes)
            program = Thunderbird(label=label, command=(path,), is_default=own, reads=computer.reads(path, command))
            return (program, *_draft_file(computer, program))
    return ()


def _draft_file(computer: Computer, program: Thunderbird) -> Sequence[MailProgram]:
    elsewhere = computer.reads_eml.lower()
    if computer.is_linux and elsewhere and not any(name in elsewhere for name in (*NAMES, *_SHOW_ONLY)):
        return ()
    return (
        DraftFile(label=program.label, command=program.command, is_default=program.is_default, reads=program.reads),
    )
