"""What it means that a file could not be written."""

from __future__ import annotations

import errno
from pathlib import Path

from tradedesk.domain.errors import NeighbourFailed

#: There is no room: on the disk, or within the user's share of it.
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def not_written(path: Path, error: OSError, otherwise: str = "file-not-writable", kept: str = "") -> NeighbourFailed:
    """The system's refusal to write as one of ours: "disk-full" with the folder, else ``otherwise`` (file, why)."""
    if error.errno in _FULL:
        return NeighbourFailed("disk-full", kept=kept, file=path.name, folder=path.parent)
    return NeighbourFailed(otherwise, kept=kept, file=path.name, why=error.strerror or type(error).__name__)
