"""Whether there is a newer version: asked of the one place that the build names, by the user or once a day."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from tradedesk.runtime.build_of import build_of

if TYPE_CHECKING:
    from datetime import date

    from tradedesk.integrations.stopping import Stop

_SYSTEMS = {"win32": "windows", "darwin": "macos"}


class Found(NamedTuple):
    """The newest version and its day; ``newer`` than the one in use. ``notes`` say what is new, ``download`` is where
    it is fetched for this system: addresses, empty where there is none.
    """

    version: str
    day: date
    newer: bool
    notes: str
    download: str


def server() -> str:
    """The server that is asked; empty for a build that names no https address: then nothing is offered."""
    address = urlsplit(build_of().published)
    return (address.hostname or "") if address.scheme == "https" else ""


def look(language: str, stop: Stop) -> Found:
    """Ask, without the ledger, for notes in "en" or "zh_CN".

    Raises NeighbourFailed published-unreachable, published-unreadable, look-stopped.
    """
    from tradedesk import __version__
    from tradedesk.domain.newest import is_newer
    from tradedesk.integrations.published import newest_at

    told = newest_at(build_of().published, stop)
    return Found(
        version=told.version,
        day=told.day,
        newer=is_newer(told.version, __version__),
        notes=told.notes.get(language, told.notes.get("en", "")),
        download=told.downloads.get(_SYSTEMS.get(sys.platform, "linux"), ""),
    )
