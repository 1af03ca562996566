"""The desktop's portal for mail, for a TradeDesk that is itself shut into a Flatpak: there is no other way out of it.

Elsewhere it is not used: it loses the names of the people and, with most programs, attachments without a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail import addressing, mailto
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.lines import with_lf
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import SCRIPT_FAILS_WITHIN, MailProgram, Start

_CALL = (
    "call", "--session", "--timeout", "20", "--dest", "org.freedesktop.portal.Desktop",
    "--object-path", "/org/freedesktop/portal/desktop", "--method", "org.freedesktop.portal.Email.ComposeEmail",
)  # fmt: skip


#: What the portal (1.16) takes for an address; it refuses all others, such as those of domains in other letters.
_ADDRESS = re.compile(r"\w+([-+.]\w+)*@\w+([-.]\w+)*\.\w+([-.]\w+)*", re.ASCII)


@dataclass(frozen=True)
class Portal(MailProgram):
    """``gdbus call``: bare addresses, subject and text."""

    code: str = "portal"
    attachments: bool = False
    names: bool = False
    #: It refuses longer ones.
    breaks_subject_at: str = r"(?<=^.{200}).+"
    max_length: int = mailto.ARGUMENT_LIMIT
    fails_within: float = SCRIPT_FAILS_WITHIN

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """No window of ours is named; the options are one value."""
        del files
        return Start(((*self.command, *_CALL, "''", options(request)),))

    def takes(self, address: str) -> bool:
        """Plain ones alone."""
        return addressing.is_addr_spec(address) and bool(_ADDRESS.fullmatch(addressing.with_ascii_domain(address)))

    def argument_length(self, request: ComposeRequest) -> int:
        """Exact."""
        return len(options(request))


def options(request: ComposeRequest) -> str:
    """The dictionary a{sv} as GVariant text, all of it ASCII."""
    fields = []
    for key, pairs in (("addresses", request.to), ("cc", request.cc), ("bcc", request.bcc)):
        if pairs:
            fields.append(f"'{key}': <[{', '.join(_quoted(address) for _, address in pairs)}]>")
    fields.append(f"'subject': <{_quoted(request.subject)}>")
    fields.append(f"'body': <{_quoted(with_lf(request.text))}>")
    return "{" + ", ".join(fields) + "}"


def _quoted(value: str) -> str:
    """Letters and digits as they are, all else by its number: nothing of the data can end the string."""
    return "'" + "".join(_character(each) for each in value) + "'"


def _character(character: str) -> str:
    if character.isascii() and character.isalnum():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Only where nothing else can be reached."""
    call = computer.find("gdbus")
    return (Portal(command=(call,), is_default=True),) if computer.in_flatpak and call else ()
