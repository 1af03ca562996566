"""The fingerprint of a message as it was handed over: recipients, subject, text with its formatting, and the
bytes of attachments and pictures."""

from __future__ import annotations

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail import attached
from tradedesk.integrations.mail.lines import with_lf


def fingerprint(request: ComposeRequest) -> str:
    """SHA-256 in hexadecimal.

    Each part goes in with its role and its length, so no two different requests run into one another. Line ends
    count as one kind; order of recipients and of attachments counts. Hashes that the request does not carry are
    taken from the files: RuleSaysNo when one cannot be read.
    """
    from hashlib import sha256

    parts: list[tuple[str, str]] = []
    for role, pairs in (("to", request.to), ("cc", request.cc), ("bcc", request.bcc)):
        for name, address in pairs:
            parts += [(role, address), ("name", name)]
    parts += [("subject", request.subject), ("text", with_lf(request.text))]
    if request.html:
        parts.append(("html", request.html))
    for role, files in (("attachment", request.attachments), ("picture", request.inline)):
        for each in files:
            parts += [(role, each.name), ("sha256", each.sha256.lower() or attached.digest_of(each))]
    whole = sha256()
    for role, value in parts:
        octets = value.encode("utf-8", "surrogatepass")
        whole.update(f"{role}:{len(octets)}:".encode("ascii") + octets)
    return whole.hexdigest()
