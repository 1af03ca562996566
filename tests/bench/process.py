"""What the system knows of this process: how long it has been running, how much memory is its own share."""

from __future__ import annotations

import os
import time


def since_start() -> float:
    """Milliseconds since this process was started."""
    with open("/proc/self/stat") as file:  # noqa: PTH123 - the floor must not pay for pathlib
        told = file.read()
    ticks = int(told[told.rindex(")") + 2 :].split()[19])
    return 1000 * (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK"))


def pss_kib(pid: int | str = "self") -> int:
    """Proportional set size of a process in KiB."""
    with open(f"/proc/{pid}/smaps_rollup") as file:  # noqa: PTH123
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1])
    raise ValueError("no Pss")
