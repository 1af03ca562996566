"""The argument of ``thunderbird -compose``.

Thunderbird cuts the argument at commas and at the first ``=`` and percent-decodes each unquoted value. Values are
therefore never quoted and always fully percent-encoded: nothing of the data can be seen by the cutter. The list of
attachments is cut a second time after decoding, so file addresses are encoded twice.

Versions 140 and 153 read the argument alike. Where Thunderbird was not running, 140 shows the compose window alone and
ends with it; 153 opens its main window first.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail.addressing import mailbox

#: Characters of the whole argument: Linux takes 128 KiB, Windows 32,767 for the whole command line.
_ARGUMENT_LIMIT, _WINDOWS_LIMIT = 128 * 1024 - 1_024, 30_000


def longest(platform: str = sys.platform) -> int:
    """How many characters the argument may have on this system."""
    return _WINDOWS_LIMIT if platform == "win32" else _ARGUMENT_LIMIT


def compose_argument(request: ComposeRequest, body: Path | None, files: Sequence[Path]) -> str:
    """The value for ``-compose``.

    ``body`` is the absolute path of a UTF-8 file with the text, None for an empty one: its name ends in .txt, or in
    .html where the request has HTML, which then is one line;
    ``files`` are the absolute paths of the attachments, each named as it is to be called. They must stay until the
    user has sent the message. Only ASCII letters, digits and ``%._~=,-`` stand in the result.
    """
    parts = []
    for key, pairs in (("to", request.to), ("cc", request.cc), ("bcc", request.bcc)):
        if pairs:
            parts.append(f"{key}={_encoded(','.join(mailbox(name, address) for name, address in pairs))}")
    if request.subject:
        parts.append(f"subject={_encoded(request.subject)}")
    # Without it a text would be read as HTML where the account composes HTML.
    parts.append("format=html" if request.html else "format=text")
    if body is not None:
        parts.append(f"message={_encoded(str(body))}")
    if files:
        parts.append(f"attachment={_encoded(','.join(_file_address(path) for path in files))}")
    return ",".join(parts)


def _encoded(value: str) -> str:
    return quote(value, safe="")


def _file_address(path: Path) -> str:
    return path.as_uri().replace(",", "%2C").replace("'", "%27")
