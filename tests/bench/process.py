"""What the system knows of this process: how long it has been running, how much memory is its own share."""

from __future__ import annotations

import os
import sys
import time


def since_start() -> float:
    """Milliseconds since this process was started."""
    with open("/proc/self/stat") as file:  # noqa: PTH123 - the floor must not pay for pathlib
        told = file.read()
    ticks = int(told[told.rindex(")") + 2 :].split()[19])
    return 1000 * (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK"))


def pss_kib() -> int:
    """The proportional set size of this process in KiB, as if no other process used the same Python and Qt now."""
    ours = (sys.prefix, sys.base_prefix)
    total, alone = 0, False
    with open("/proc/self/smaps") as file:  # noqa: PTH123
        for line in file:
            name, _, value = line.partition(":")
            if "-" in name:  # the head of a mapping: address, rights …, file
                alone = line.split(maxsplit=5)[-1].startswith(ours)
            elif name == ("Rss" if alone else "Pss"):
                total += int(value.split()[0])
    return total
