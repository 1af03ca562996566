"""Classic Outlook: by automation, in a script that is always the same and reads the message from a file.

Nothing of a message is ever part of the script or of the command line: the script gets the path of a JSON file, and
takes text and attachments from the files that are named there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment
from tradedesk.domain.rich_html import cid_of
from tradedesk.integrations.mail import attached
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.lines import with_crlf
from tradedesk.integrations.mail.outgoing_files import BODY_NAME, HTML_NAME, OutgoingFiles
from tradedesk.integrations.mail.ways import SCRIPT_FAILS_WITHIN, MailProgram, Start

DATA_NAME = "draft.json"
_USES_NEW = r"Software\Microsoft\Office\16.0\Outlook\Preferences"
_OPTIONS = ("-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-STA", "-File")


@dataclass(frozen=True)
class Outlook(MailProgram):
    """Automation through PowerShell; the user's signature stays below the text."""

    code: str = "outlook"
    label: str = "Outlook"
    html: bool = True
    fails_within: float = SCRIPT_FAILS_WITHIN
    #: What Outlook takes for the end of a name, or of a recipient, in a line that it reads.
    cuts_names: frozenset[str] = frozenset(';,<>"\\()[]:@/\'')

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """The script and the path of the data."""
        from tradedesk.runtime.resources import resource_path

        copies = files.copies(request)
        text = files.write_bytes(BODY_NAME, with_crlf(request.text).encode("utf-8"))
        html = files.write_bytes(HTML_NAME, request.html.encode("utf-8")) if request.html else None
        inline = [(_inline_copy(files, n, picture), picture.name) for n, picture in enumerate(request.inline, 1)]
        data = files.write_bytes(DATA_NAME, draft_data(self.with_kept_names(request), text, html, copies, inline))
        command = (*self.command, *_OPTIONS, str(resource_path("mail/outlook_draft.ps1")), str(data))
        pictures = tuple(path for path, _ in inline)
        return Start((command,), (data, text, *((html,) if html else ()), *copies, *pictures))


def draft_data(
    request: ComposeRequest,
    text: Path,
    html: Path | None,
    files: Sequence[Path],
    inline: Sequence[tuple[Path, str]] = (),
) -> bytes:
    """What the script reads: JSON in ASCII. Recipients are (kind, line) pairs: 1 To, 2 Cc, 3 Bcc; ``inline`` are
    pictures and the name by which the document shows them."""
    import json

    kinds = ((1, request.to), (2, request.cc), (3, request.bcc))
    data = {
        "recipients": [{"kind": kind, "line": _line(*pair)} for kind, pairs in kinds for pair in pairs],
        "subject": request.subject,
        "text": str(text),
        "html": str(html or ""),
        "attachments": [str(path) for path in files],
        "inline": [{"path": str(path), "cid": cid_of(name)} for path, name in inline],
    }
    return json.dumps(data, ensure_ascii=True).encode("ascii")


def _line(name: str, address: str) -> str:
    return f"{name} <{address}>" if name else address


def _inline_copy(files: OutgoingFiles, number: int, picture: Attachment) -> Path:
    return files.write(f"picture-{number}", lambda file: file.writelines(attached.pieces(picture)))


def is_classic(computer: Computer) -> bool:
    """Whether classic Outlook is here and the user has not switched to the new one."""
    if not computer.find("outlook"):
        return False
    return computer.registry("user", _USES_NEW, "UseNewOutlook") != "1"


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Classic Outlook by its path in the registry, and the PowerShell that every Windows has."""
    shell = computer.find("powershell")
    if computer.platform != "win32" or not is_classic(computer) or not shell:
        return ()
    return (Outlook(command=(shell,), is_default=computer.writes_with("outlook.url", "outlook.file")),)
