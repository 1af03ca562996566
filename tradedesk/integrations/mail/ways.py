"""Ways into mail programs: what each can keep, and what it would lose of a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment
from tradedesk.domain.reason import Reason, because
from tradedesk.integrations.mail import addressing, mailto, thunderbird

#: What may be missing and the message still says the same to the same people. Everything else stops a hand-over.
BEARABLE = frozenset({"mail-loses-names", "mail-draft-not-editable"})


@dataclass(frozen=True)
class MailProgram:
    """One way into one mail program.

    ``code`` is "thunderbird", "eml" or "mailto"; ``label`` the program's own name (never translated, may be empty);
    ``command`` what is started, the draft's own argument comes after it (empty: the system's opener, on Windows).
    ``attachments``, ``names``, ``utf8_addresses`` and ``signature`` say what arrives (the signature is the user's own);
    ``editable`` is False where the draft is only shown. ``max_length`` is the longest argument in characters, 0 for no
    limit; ``breaks_at`` are characters that make this program lose a part. ``is_default`` marks the user's own choice.
    ``reads`` is a folder to put files into, for a program shut into a sandbox; empty when it reads any.
    """

    code: str
    label: str
    command: tuple[str, ...]
    attachments: bool = True
    names: bool = True
    bcc: bool = True
    utf8_addresses: bool = True
    signature: bool = True
    editable: bool = True
    max_length: int = 0
    breaks_at: str = ""
    is_default: bool = False
    reads: str = ""


def via_thunderbird(label: str, command: tuple[str, ...], *, is_default: bool, reads: str = "") -> MailProgram:
    """Thunderbird and its relatives through ``-compose``: keeps everything, and the user's signature."""
    return MailProgram(
        "thunderbird", label, command, max_length=thunderbird.longest(), is_default=is_default, reads=reads
    )


def via_eml(
    label: str, command: tuple[str, ...], *, is_default: bool, editable: bool = True, reads: str = ""
) -> MailProgram:
    """Any program that opens an .eml draft file: keeps everything but adds no signature."""
    return MailProgram(
        "eml",
        label,
        command,
        utf8_addresses=False,
        signature=False,
        editable=editable,
        is_default=is_default,
        reads=reads,
    )


def via_mailto(
    label: str, command: tuple[str, ...], *, is_default: bool, max_length: int = 0, breaks_at: str = ""
) -> MailProgram:
    """The user's mail program through ``mailto:``: short messages without attachments."""
    return MailProgram(
        "mailto",
        label,
        command,
        attachments=False,
        names=False,
        max_length=max_length or mailto.longest(),
        breaks_at=breaks_at,
        is_default=is_default,
    )


def stopping(losses: Sequence[Reason]) -> tuple[Reason, ...]:
    """The losses that make a hand-over impossible: a message goes whole or not at all."""
    return tuple(reason for reason in losses if reason.code not in BEARABLE)


def lost(program: MailProgram, request: ComposeRequest) -> tuple[Reason, ...]:
    """What this way would not carry of this message, one reason each; every reason names the ``program``."""
    label = program.label
    everybody = (*request.to, *request.cc, *request.bcc)
    found = []
    if request.attachments and not program.attachments:
        found.append(because("mail-loses-attachments", program=label, n=str(len(request.attachments))))
    if request.bcc and not program.bcc:
        found.append(because("mail-loses-bcc", program=label, n=str(len(request.bcc))))
    if not program.utf8_addresses:
        special = [address for _, address in everybody if addressing.needs_utf8(address)]
        found += [because("mail-loses-address", program=label, address=address) for address in special[:1]]
    if any(character in request.subject + request.text for character in program.breaks_at):
        found.append(because("mail-program-cuts", program=label, characters=program.breaks_at))
    length = argument_length(program, request)
    if program.max_length and length > program.max_length:
        found.append(because("mail-too-long", program=label, length=str(length), limit=str(program.max_length)))
    if not program.names and any(name for name, _ in everybody):
        found.append(because("mail-loses-names", program=label))
    if not program.editable:
        found.append(because("mail-draft-not-editable", program=label))
    return tuple(found)


def argument_length(program: MailProgram, request: ComposeRequest) -> int:
    """About how many characters the argument will have: exact for mailto, with room for long folder names otherwise."""
    if program.code == "mailto":
        return len(mailto.mailto_uri(_without(request)))
    if program.code == "thunderbird":
        somewhere = Path("/" + "f" * 400).absolute()
        files = [somewhere / _writable(attachment) for attachment in request.attachments]
        return len(thunderbird.compose_argument(request, somewhere / "body.txt", files))
    return 0


def _without(request: ComposeRequest) -> ComposeRequest:
    return ComposeRequest(request.to, request.cc, request.bcc, request.subject, request.text)


def _writable(attachment: Attachment) -> str:
    return attachment.name.replace("/", "_").replace("\0", "_")
