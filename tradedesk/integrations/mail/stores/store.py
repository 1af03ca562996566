"""What every store of sent mail can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tradedesk.domain.sent_mail import SentMail
from tradedesk.integrations.mail.sent_reading import Head
from tradedesk.integrations.stopping import Stop

#: Says by its headers whether a mail is worth reading whole.
Wanted = Callable[[Head], bool]
#: Mails lie about in the order they were sent, give or take.
SLACK = timedelta(days=1)


@dataclass(frozen=True)
class InFolder:
    """A mail and the name of the folder it lies in."""

    mail: SentMail
    folder: str


@dataclass(frozen=True)
class Seen:
    """What a look brought: the mails wanted, how far it was read (JSON), how many were looked at and how many of them
    are broken, and the folders that were looked into. ``unread`` are folders that could not be opened.
    """

    mails: tuple[InFolder, ...]
    read_to: str
    looked_at: int
    broken: int
    folders: tuple[str, ...]
    unread: tuple[str, ...] = ()


def together(parts: Sequence[Seen], read_to: str = "", unread: Sequence[str] = ()) -> Seen:
    """What was seen in several folders as one; ``unread`` are those that could not be opened at all."""
    return Seen(
        mails=tuple(mail for part in parts for mail in part.mails),
        read_to=read_to,
        looked_at=sum(part.looked_at for part in parts),
        broken=sum(part.broken for part in parts),
        folders=tuple(name for part in parts for name in part.folders),
        unread=(*(name for part in parts for name in part.unread), *unread),
    )


class SentStore(Protocol):
    """A place with sent mail; whatever it is, it is only read."""

    def look(self, since: datetime, read_to: str, wanted: Wanted, stop: Stop) -> Seen:
        """The wanted mails sent since a moment (UTC), beginning where the last look ended; all again with an empty
        ``read_to``. Raises NeighbourFailed when the place cannot be read, look-stopped when somebody stopped it.
        """
