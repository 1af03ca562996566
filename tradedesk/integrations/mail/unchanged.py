"""Whether attached files are still what was attached, by their bytes; a file that nobody touched is read once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import attached

#: Seconds after which a file's times tell of every later change: the coarsest file systems count in two.
_SETTLED = 3.0

_Look = tuple[int, ...]


class ReadFiles:
    """Digests of files as they were read, good for as long as nothing about the file is different."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._read: dict[str, tuple[_Look, str]] = {}

    def check(self, attachment: Attachment) -> None:
        """RuleSaysNo with the codes of ``attached``: "attachment-changed" when these are other bytes."""
        look = self._look(attachment)
        known = self._read.get(attachment.path)
        if known is None or known[0] != look:
            digest = attached.digest_of(Attachment(attachment.name, attachment.path))
            known = (look, digest)
            # Written again within the clock's tick it would look the same: it is read again until it has lain a while.
            if look == self._look(attachment) and self._clock() - max(look[-2:]) / 1e9 > _SETTLED:
                self._read[attachment.path] = known
        if (attachment.size, attachment.sha256.lower()) not in ((look[2], known[1]), (look[2], "")):
            raise RuleSaysNo("attachment-changed", "attachments", name=attachment.name, path=attachment.path)

    @staticmethod
    def _look(attachment: Attachment) -> _Look:
        with attached.open_regular(attachment) as source:
            found = os.fstat(source.fileno())
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
