"""A disk of 6 MB, a real one, where this user may mount it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(place: Path) -> Iterator[bool]:
    """Mount one at ``place``; False where that cannot be done: then it is an ordinary folder."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tradedesk-test", str(place)]
    may = sys.platform.startswith("linux") and os.getuid() == 0
    mounted = may and subprocess.run(mount, check=False, stderr=subprocess.DEVNULL).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def only_small_disk(folder: Path) -> Iterator[Path]:
    """The place of one in ``folder``; where none can be mounted the test is skipped."""
    place = folder / "small disk"
    place.mkdir()
    with small_disk(place) as mounted:
        if not mounted:
            pytest.skip("no small disk can be made here")
        yield place


def fill(place: Path, name: str = "somebody else's film.mkv") -> Path:
    """Leave not a byte of room; returns what takes it."""
    film = place / name
    with film.open("wb", buffering=0) as file:
        for piece in (65536, 512):
            try:
                while file.write(b"\0" * piece):
                    pass
            except OSError:
                continue
    return film
