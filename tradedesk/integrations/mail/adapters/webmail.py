"""Mail in the browser: Gmail and Outlook.com take people, subject and text in an address of their site.

QQ Mail and NetEase 163 document no such address: their site is opened and the rest is put in by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail.adapters.by_hand import ByHand
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.lines import with_crlf
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import MailProgram, Start

#: Characters of the address: browsers and the sites' own servers begin to refuse somewhere above.
LONGEST = 2_000


@dataclass(frozen=True)
class Webmail(MailProgram):
    """``site`` is the address up to the fields; ``keys`` are the site's words for To, Cc, Bcc, subject and text, ""
    for what it does not take."""

    attachments: bool = False
    names: bool = False
    automatic: bool = False
    max_length: int = LONGEST
    site: str = ""
    keys: tuple[str, str, str, str, str] = ("to", "cc", "bcc", "subject", "body")

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """One argument for the browser, or an address that Windows opens with it."""
        del files
        address = self.address(request)
        self.refuse_longer(len(address))
        return self.opened(address)

    def address(self, request: ComposeRequest) -> str:
        """The site's address with the message, all of it ASCII; every value is encoded."""
        people = (",".join(address for _, address in pairs) for pairs in (request.to, request.cc, request.bcc))
        pairs = zip(self.keys, (*people, request.subject, with_crlf(request.text)), strict=True)
        fields = [f"{key}={quote(value, safe='')}" for key, value in pairs if key and value]
        return "&".join((self.site, *fields)) if "?" in self.site else f"{self.site}?{'&'.join(fields)}"

    def head(self, request: ComposeRequest) -> str:
        """People (those that the site takes) and subject."""
        address = self.address(replace(request, text=""))
        return address if len(address) <= self.max_length else ""

    def argument_length(self, request: ComposeRequest) -> int:
        """Exact."""
        return len(self.address(request))


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Nothing is looked for: a browser is everywhere where there is something to open an address with."""
    if computer.platform != "win32" and not computer.opener:
        return ()
    command = (computer.opener,) if computer.opener else ()
    return (
        Webmail(
            code="gmail",
            label="Gmail",
            command=command,
            site="https://mail.google.com/mail/?view=cm&fs=1",
            keys=("to", "cc", "bcc", "su", "body"),
        ),
        Webmail(
            code="outlook-web",
            label="Outlook.com",
            command=command,
            cc=False,
            bcc=False,
            site="https://outlook.live.com/mail/0/deeplink/compose",
            keys=("to", "", "", "subject", "body"),
        ),
        ByHand(code="qq-mail", label="QQ Mail", command=command, site="https://mail.qq.com/"),
        ByHand(code="163-mail", label="NetEase 163", command=command, site="https://mail.163.com/"),
    )
