"""Whether the program on the disk is still the one that runs: an update may put another in its place meanwhile."""

from __future__ import annotations

import sys
from os.path import samestat
from pathlib import Path

#: The file that this process was started from, also when another has its name or it was removed.
_RUNNING = Path("/proc/self/exe")


def is_replaced() -> bool:
    """Whether the program was updated or removed since it was started; False where the system does not tell.

    Windows and macOS do not replace what runs.
    """
    try:
        running = _RUNNING.stat()
    except OSError:
        return False
    try:
        return not samestat(running, Path(sys.executable).stat())
    except OSError:
        return True
