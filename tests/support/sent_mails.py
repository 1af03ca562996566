"""Mails as mail programs keep them once they were sent, and the files and folders they lie in."""

from __future__ import annotations

import mailbox
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

#: When the letter was handed over: Saturday, 21 November 2026, 14:32 in Ningbo.
HANDED_AT = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)


def sent_mail(
    subject: str = "Order TD-2026-0160: progress",
    *,
    to: str = "Einkauf <einkauf@nordlicht.de>",
    cc: str = "",
    bcc: str = "",
    body: str = "Dear Mr. Brandt,\n\nyour order is on its way.\n",
    at: datetime | None = HANDED_AT + timedelta(minutes=3),
    key: str = "",
    files: Iterable[tuple[str, bytes, str]] = (),
) -> EmailMessage:
    """A mail of the exporter's; files are (name, bytes, "main/sub")."""
    mail = EmailMessage()
    mail["From"] = "Chen Yu <chen@lantian.cn>"
    for name, value in (("To", to), ("Cc", cc), ("Bcc", bcc), ("Subject", subject)):
        if value:
            mail[name] = value
    if at is not None:
        mail["Date"] = format_datetime(at)
    mail["Message-ID"] = key or f"<{abs(hash((subject, to, body, at)))}@lantian.cn>"
    mail.set_content(body, cte="8bit" if not body.isascii() else None)
    for name, data, kind in files:
        main, _, sub = kind.partition("/")
        mail.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return mail


def write_mbox(path: Path, mails: Iterable[EmailMessage]) -> Path:
    """Add mails to an mbox file, as Python's own library writes it."""
    box = mailbox.mbox(path)
    for mail in mails:
        box.add(mailbox.mboxMessage(mail))
    box.close()
    return path


def write_maildir(path: Path, mails: Iterable[EmailMessage]) -> Path:
    """Add mails to a maildir."""
    box = mailbox.Maildir(path, create=True)
    for mail in mails:
        kept = mailbox.MaildirMessage(mail)
        kept.set_subdir("cur")
        kept.set_flags("S")
        box.add(kept)
    box.close()
    return path
