"""Sent mail on an IMAP server: only read, only headers at first, then the mails that may be the ones."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from tradedesk.domain.errors import NeighbourFailed
from tradedesk.integrations.mail import sent_reading
from tradedesk.integrations.mail.stores import imap_session
from tradedesk.integrations.mail.stores.folder_names import decoded
from tradedesk.integrations.mail.stores.imap_session import Account, Session
from tradedesk.integrations.mail.stores.store import SLACK, InFolder, Seen, Wanted, together
from tradedesk.integrations.stopping import Stop

#: Mails whose headers are asked for at once.
_AT_ONCE = 100
#: Mails that are read whole in one look; more than that are no answers to a few hand-overs.
_MOST_WHOLE = 500
_MOST_FOLDERS = 4


@dataclass(frozen=True)
class ImapStore:
    """One account on one server."""

    account: Account

    def look(self, since: datetime, read_to: str, wanted: Wanted, stop: Stop) -> Seen:
        """See SentStore; what can go wrong is what ``session`` says, and no-sent-folder."""
        before = _told(read_to)
        after: dict[str, tuple[str, int]] = {}
        parts: list[Seen] = []
        with imap_session.session(self.account, stop) as server:
            folders = server.sent_folders()[:_MOST_FOLDERS]
            if not folders:
                raise NeighbourFailed("no-sent-folder", kept="everything", server=self.account.server)
            for folder in folders:
                valid = server.examine(folder)
                known = before.get(folder, ("", 0))
                start = known[1] if known[0] == valid else 0
                part, last = _folder(server, decoded(folder), (since, start), wanted, stop)
                after[folder] = (valid, last)
                parts.append(part)
        return together(parts, json.dumps(after))


def check(account: Account, stop: Stop) -> tuple[str, ...]:
    """Log in and name the folders with sent mail; raises as ``look`` does."""
    with imap_session.session(account, stop) as server:
        found = tuple(decoded(each) for each in server.sent_folders()[:_MOST_FOLDERS])
    if not found:
        raise NeighbourFailed("no-sent-folder", kept="everything", server=account.server)
    return found


def _folder(server: Session, name: str, since: tuple[datetime, int], wanted: Wanted, stop: Stop) -> tuple[Seen, int]:
    """The wanted mails of the folder that is open, and the number of the last one seen."""
    moment, start = since
    uids = server.stored_since((moment.astimezone(UTC) - SLACK).date(), start)
    chosen: list[int] = []
    broken = 0
    for at in range(0, len(uids), _AT_ONCE):
        stop.check()
        for each in server.heads(uids[at : at + _AT_ONCE]):
            head = sent_reading.head_of(each.data, each.stored)
            if head is None:
                broken += 1
            elif wanted(head):
                chosen.append(each.uid)
    found: list[InFolder] = []
    for uid in chosen[-_MOST_WHOLE:]:
        stop.check()
        got = server.whole(uid, sent_reading.MOST_BYTES + 1)
        mail = sent_reading.read(got.data, got.stored) if got is not None else None
        if mail is not None:
            found.append(InFolder(mail, name))
        elif got is not None:
            broken += 1
    return Seen(tuple(found), "", len(uids), broken, (name,)), max(uids, default=start)


def _told(read_to: str) -> dict[str, tuple[str, int]]:
    try:
        told = json.loads(read_to) if read_to else {}
        return {str(name): (str(valid), int(last)) for name, (valid, last) in told.items()}
    except (ValueError, TypeError, AttributeError):
        return {}
