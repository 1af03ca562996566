"""What an adapter is told of the computer when it looks for its program: nothing is started for it, nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def _nothing(_name: str) -> str:
    return ""


def _no_value(_hive: str, _key: str, _name: str) -> str:
    return ""


@dataclass(frozen=True)
class Computer:
    """``platform`` as in ``sys.platform``.

    ``writes`` and ``reads_eml`` name what a mail address and an .eml file are opened with: a desktop file on Linux, a
    program id on Windows, a bundle id on a Mac; empty when nobody knows. ``opener`` is the command that opens anything
    with the program for it, empty where the system does that itself. ``find`` gives the path of a program by its
    command, or ""; ``reads`` the folder to which a program found there is shut in, or "". ``registry`` reads one value
    of the Windows registry (hive "user", "machine" or "classes"; key; name), "" when there is none.
    ``in_flatpak`` is whether TradeDesk itself is shut in.
    """

    platform: str
    home: Path
    writes: str = ""
    reads_eml: str = ""
    opener: str = ""
    find: Callable[[str], str] = _nothing
    reads: Callable[[str, str], str] = lambda _path, _command: ""
    registry: Callable[[str, str, str], str] = _no_value
    in_flatpak: bool = False

    @property
    def is_linux(self) -> bool:
        """Neither Windows nor macOS."""
        return self.platform not in ("win32", "darwin")

    def first_of(self, *commands: str) -> tuple[str, str] | None:
        """The path of the first of these commands that is here, and the folder to which it is shut in, or ""."""
        found = ((self.find(command), command) for command in commands)
        return next(((path, self.reads(path, command)) for path, command in found if path), None)

    def writes_with(self, *parts: str) -> bool:
        """Whether the user's own mail program is called like one of these, in small letters."""
        return any(part in self.writes.lower() for part in parts)
