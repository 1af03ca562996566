"""Mails that the user gives by hand: saved ones, or whole files of them; and what kind of place a path is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.integrations.mail import sent_reading
from tradedesk.integrations.mail.stores import thunderbird
from tradedesk.integrations.mail.stores.maildir import MaildirStore, is_maildir, unpacked
from tradedesk.integrations.mail.stores.mbox import MboxStore, is_mbox
from tradedesk.integrations.mail.stores.store import InFolder, Seen, SentStore, Wanted, together
from tradedesk.integrations.stopping import Stop

_EVER = datetime(1990, 1, 1, tzinfo=UTC)


def look(paths: Sequence[Path], since: datetime, wanted: Wanted, stop: Stop) -> Seen:
    """The mails of these files and folders; of a single mail all is read, of many the wanted ones.

    Raises RuleSaysNo (field "file") not-a-mail, mail-too-large; NeighbourFailed.
    """
    parts: list[Seen] = []
    for path in paths:
        stop.check()
        parts.append(_one(path, since, wanted, stop))
    return together(parts)


def _one(path: Path, since: datetime, wanted: Wanted, stop: Stop) -> Seen:
    kind = kind_of(path)
    if kind == "mbox":
        return MboxStore(path).look(since, "", wanted, stop)
    if kind == "maildir":
        return MaildirStore(path).look(_EVER, "", wanted, stop)
    if kind == "thunderbird":
        return thunderbird.ThunderbirdStore(path).look(since, "", wanted, stop)
    try:
        with path.open("rb") as file:
            data = file.read(sent_reading.MOST_BYTES + 1)
    except OSError as error:
        raise NeighbourFailed("file-unreadable", file=path.name, why=error.strerror or "") from error
    if len(data) > sent_reading.MOST_BYTES:
        megabytes = sent_reading.MOST_BYTES // 1024 // 1024
        raise RuleSaysNo("mail-too-large", "file", name=path.name, megabytes=megabytes)
    mail = sent_reading.read(unpacked(data)) if sent_reading.head_of(unpacked(data)) is not None else None
    if mail is None or not (mail.people or mail.subject or mail.sender):
        raise RuleSaysNo("not-a-mail", "file", name=path.name)
    return Seen((InFolder(mail, path.name),), "", 1, 0, (path.name,))


def kind_of(path: Path) -> str:
    """ "thunderbird", "maildir", "mbox", or "mail" for anything else that is a file.

    Raises RuleSaysNo (field "place") no-mail-there for a folder without mails, NeighbourFailed.
    """
    try:
        if path.is_dir():
            if thunderbird.is_profile(path):
                return "thunderbird"
            if is_maildir(path):
                return "maildir"
            raise RuleSaysNo("no-mail-there", "place", folder=path.name)
        if not path.is_file():
            raise RuleSaysNo("no-mail-there", "place", folder=path.name)
        return "mbox" if path.stat().st_size and is_mbox(path) else "mail"
    except OSError as error:
        raise NeighbourFailed("file-unreadable", file=path.name, why=error.strerror or "") from error


def store_of(kind: str, place: str) -> SentStore:
    """The store at a place on this computer."""
    path = Path(place)
    if kind == "thunderbird":
        return thunderbird.ThunderbirdStore(path)
    return MaildirStore(path) if kind == "maildir" else MboxStore(path)
