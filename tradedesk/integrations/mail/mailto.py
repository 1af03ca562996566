"""The ``mailto:`` address of a message (RFC 6068), for messages without attachments that fit into it whole.

Some programs of the Linux desktop take more in it: names of people, and files by their path.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.integrations.mail.addressing import mailbox
from tradedesk.integrations.mail.lines import with_crlf

#: Characters of the encoded address: Windows opens nothing at all above 2,081.
WINDOWS_LIMIT = 2_000
#: Linux refuses to start a program with an argument of 128 KiB; the opener adds a little of its own.
ARGUMENT_LIMIT = 128 * 1024 - 2_048


def longest(platform: str = sys.platform) -> int:
    """How many characters the encoded address may have on this system."""
    return WINDOWS_LIMIT if platform == "win32" else ARGUMENT_LIMIT


def mailto_uri(request: ComposeRequest) -> str:
    """The address, all of it ASCII. Display names have no place in it (RFC 6068); line breaks are CR LF.

    RuleSaysNo("mail-loses-attachments") when there are attachments: mail programs ignore or distrust them here.
    """
    if request.attachments:
        raise RuleSaysNo("mail-loses-attachments", field="attachments", n=len(request.attachments))
    return uri_for(request)


def uri_for(
    request: ComposeRequest,
    *,
    names: bool = False,
    text: bool = True,
    files: Sequence[Path] = (),
    attach: str = "attach",
) -> str:
    """The address for a program known to take more: ``names`` of the people, ``files`` by their absolute paths under
    the key ``attach``; without ``text`` the text goes another way. The keys are ours alone; every value is encoded."""
    query = [
        f"{key}={_addresses(pairs, names=names)}" for key, pairs in (("cc", request.cc), ("bcc", request.bcc)) if pairs
    ]
    if request.subject:
        query.append(f"subject={quote(request.subject, safe='')}")
    if request.text and text:
        query.append(f"body={quote(with_crlf(request.text), safe='')}")
    query += [f"{attach}={quote(str(path), safe='')}" for path in files]
    return f"mailto:{_addresses(request.to, names=names)}{'?' if query else ''}{'&'.join(query)}"


def fits(request: ComposeRequest, limit: int) -> bool:
    """Whether the whole message goes into an address of at most ``limit`` characters; it is never cut."""
    return not request.attachments and len(mailto_uri(request)) <= limit


def _addresses(pairs: tuple[tuple[str, str], ...], *, names: bool) -> str:
    return ",".join(quote(mailbox(name if names else "", address), safe="@") for name, address in pairs)
