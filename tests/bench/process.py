"""What the system knows of this process: how long it has been running, how much memory is its own share."""

from __future__ import annotations

import os
import time
from pathlib import Path


def since_start() -> float:
    """Milliseconds since this process was started."""
    told = Path("/proc/self/stat").read_text()
    ticks = int(told[told.rindex(")") + 2 :].split()[19])
    return 1000 * (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK"))


def pss_kib(pid: int | str = "self") -> int:
    """Proportional set size of a process in KiB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise ValueError("no Pss")
