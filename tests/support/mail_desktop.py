"""A desktop of its own for real mail programs: a display, a window manager, a session bus and a home, all private.

A program is found through a command of the same name that stands before the real one on the PATH and puts it into
that home. Nothing is sent, nothing of the user's is touched, and every process is ended by its number.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.display import private_display
from tests.support.thunderbird import _ended_after

#: Seconds; most answers take one or two where nothing else runs.
PATIENCE = 400.0
TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-daemon")


def missing(*programs: str) -> list[str]:
    """Which of the programs that such a desktop needs are not here."""
    return [each for each in (*TOOLS, *programs) if shutil.which(each) is None]


class MailDesktop:
    """What a test sees of the desktop; made by ``mail_desktop``."""

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        self.folder, self.home = folder, folder / "home"
        self.home.mkdir(parents=True)
        run = self.home / "run"
        run.mkdir(mode=0o700)
        self._pids = folder / "pids"
        self.variables = {
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            **variables,
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(run),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "GDK_BACKEND": "x11",
            "NO_AT_BRIDGE": "1",
            "GTK_USE_PORTAL": "0",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        self._bus: subprocess.Popen[bytes] | None = None
        self._first: subprocess.Popen[bytes] | None = None

    def start_bus(self) -> None:
        """The session bus, with the variables that its services are to see."""
        reading, writing = os.pipe()
        command = ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"]
        self._bus = subprocess.Popen(
            command, pass_fds=(writing,), env=self.environment(), stderr=subprocess.DEVNULL, start_new_session=True
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.variables["DBUS_SESSION_BUS_ADDRESS"] = told.readline().strip()

    def path_with(self, program: str, *options: str) -> str:
        """A PATH on which ``program`` is the real one, in this home, with these options first."""
        real = shutil.which(program)
        assert real is not None
        folder = self.folder / "bin"
        folder.mkdir(exist_ok=True)
        settings = "".join(f"export {name}='{value}'\n" for name, value in self.variables.items())
        wrapper = folder / program
        wrapper.write_text(
            f"#!/bin/sh\necho $$ >> '{self._pids}'\nunset WAYLAND_DISPLAY\n{settings}"
            f"cd '{self.home}'\nexec '{real}' {' '.join(options)} \"$@\"\n"
        )
        wrapper.chmod(0o755)
        return os.pathsep.join((str(folder), os.environ["PATH"]))

    def start(self, program: str) -> None:
        """Start a program that ``path_with`` made, before anything is handed to it."""
        self._first = subprocess.Popen(
            [str(self.folder / "bin" / program)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def windows(self) -> dict[str, str]:
        """The titles of all windows in sight, by number."""
        return {number: self._ask("getwindowname", number) for number in self._ask(
            "search", "--onlyvisible", "--name", "").split()}  # fmt: skip

    def wait_for_window(self, wanted: Callable[[str], bool], besides: frozenset[str] = frozenset()) -> str:
        """The number of a window with such a title that was not there before."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = [number for number, title in self.windows().items() if number not in besides and wanted(title)]
            if found:
                return found[0]
            time.sleep(0.2)
        raise AssertionError(f"no such window; in sight are {self.windows()}")

    def press(self, window: str, *keys: str) -> None:
        """Press keys in a window."""
        self._ask("windowactivate", "--sync", window)
        self._ask("key", "--clearmodifiers", *keys)

    def picture(self, path: Path) -> None:
        """What is on the display, for whoever looks into a failure."""
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(path)], env=self.environment(), check=False, timeout=30)

    def close(self) -> None:
        """End the programs that were started through this desktop, and its bus with what that started."""
        pids = [int(line) for line in self._pids.read_text().split()] if self._pids.exists() else []
        for pid in reversed(pids):
            for number, patience in ((15, 3.0), (9, 3.0)):
                if _ended_after(pid, number, patience):
                    break
        if self._first is not None:
            self._first.wait()
        if self._bus is not None:
            self._bus.terminate()
            self._bus.wait()

    def run(self, *command: str) -> str:
        """What a command of this desktop says before it ends."""
        asked = subprocess.run(command, env=self.environment(), capture_output=True, check=False, timeout=30)
        return asked.stdout.decode("utf-8", "replace").strip()

    def _ask(self, *command: str) -> str:
        return self.run("xdotool", *command)

    def environment(self) -> dict[str, str]:
        """The variables of this desktop and of whoever started the tests."""
        kept = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY",)}
        return {**kept, **self.variables}


@contextmanager
def mail_desktop(folder: Path, **more: str) -> Iterator[MailDesktop]:
    """A desktop in ``folder``; ``more`` are variables for its programs."""
    with private_display() as display:
        desktop = MailDesktop(folder, {**display, **more})
        try:
            desktop.start_bus()
            yield desktop
        finally:
            desktop.close()
