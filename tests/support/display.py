"""A private display with a window manager, where the two programs for it exist."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def private_display() -> Iterator[dict[str, str]]:
    """The environment for a child: on an Xvfb of its own under openbox, else Qt's offscreen platform."""
    if not (shutil.which("Xvfb") and shutil.which("openbox")):
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:  # the server writes its number when it is ready
            display = f":{told.readline().strip()}"
        variables = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        manager = subprocess.Popen(["openbox"], env={**os.environ, **variables}, stderr=subprocess.DEVNULL)
        try:
            yield variables
        finally:
            manager.terminate()
            manager.wait()
    finally:
        server.terminate()
        server.wait()
