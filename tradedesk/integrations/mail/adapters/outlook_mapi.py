"""Simple MAPI: the old way into whatever mail program is registered for it, in a process of its own.

The call holds until the window is closed, and loads the other program's library: both are kept out of TradeDesk.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail.adapters.outlook import DATA_NAME
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.lines import with_crlf
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import MailProgram, Start

_CLIENTS = r"Software\Clients\Mail"
_MODULE = "tradedesk.integrations.mail.mapi_worker"
#: Registered clients that take Unicode and attachments this way; others fail or lose a part.
_TAKERS = {"microsoft outlook": "Outlook", "mozilla thunderbird": "Thunderbird"}


@dataclass(frozen=True)
class SimpleMapi(MailProgram):
    """Plain text, attachments, every kind of recipient."""

    code: str = "mapi"
    signature: bool = False

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """Our own program once more, with the path of the data."""
        copies = files.copies(request)
        data = files.write_bytes(DATA_NAME, mapi_data(request, [str(path) for path in copies]))
        return Start(((*self.command, str(data)),), (data, *copies))


def mapi_data(request: ComposeRequest, files: Sequence[str]) -> bytes:
    """What the process reads: JSON in ASCII."""
    import json

    data = {
        "to": request.to,
        "cc": request.cc,
        "bcc": request.bcc,
        "subject": request.subject,
        "text": with_crlf(request.text),
        "files": list(zip(files, (each.name for each in request.attachments), strict=True)),
    }
    return json.dumps(data, ensure_ascii=True).encode("ascii")


def worker_command() -> tuple[str, ...]:
    """The command line of the process; the frozen program is its own."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--mapi-worker")
    return (sys.executable, "-P", "-m", _MODULE)


def detect(computer: Computer) -> Sequence[MailProgram]:
    """The client registered for Simple MAPI, which is another setting than the default mail program."""
    if computer.platform != "win32":
        return ()
    name = computer.registry("user", _CLIENTS, "") or computer.registry("machine", _CLIENTS, "")
    label = _TAKERS.get(name.lower())
    library = computer.registry("machine", rf"{_CLIENTS}\{name}", "DllPath") if name else ""
    if label is None or not library:
        return ()
    return (SimpleMapi(label=label, command=worker_command()),)
