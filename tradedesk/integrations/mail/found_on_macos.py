"""A Mac, as mail programs are looked for on it: application folders, and what LaunchServices was told."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tradedesk.integrations.mail.computer import Computer

_APPLICATIONS = {"thunderbird": "Thunderbird", "betterbird": "Betterbird"}
_HANDLERS = Path("Library/Preferences/com.apple.LaunchServices/com.apple.launchservices.secure.plist")
_MAIL = "com.apple.mail"


def computer(env: Mapping[str, str], root: Path = Path("/")) -> Computer:
    """``root`` is the folder that holds Applications. Nothing is started, and what is not readable is not known."""
    home = Path(env.get("HOME") or "/")
    folders = [root / "Applications", home / "Applications"]

    def find(command: str) -> str:
        label = _APPLICATIONS.get(command)
        if label is None:
            return shutil.which(command, path=env.get("PATH", "/usr/bin")) or ""
        for folder in folders:
            program = folder / f"{label}.app" / "Contents" / "MacOS" / command
            if program.is_file():
                return str(program)
        return ""

    writes = _handler(home, "LSHandlerURLScheme", "mailto") or _MAIL
    reads_eml = _handler(home, "LSHandlerContentType", "com.apple.mail.email") or _MAIL
    return Computer("darwin", home, writes, reads_eml, opener=find("open"), find=find)


def _handler(home: Path, kind: str, value: str) -> str:
    """The bundle id that the user chose for something; "" where the system's own choice holds."""
    import plistlib

    try:
        told = plistlib.loads((home / _HANDLERS).read_bytes())
        handlers = told.get("LSHandlers", [])
        found = [each.get("LSHandlerRoleAll", "") for each in handlers if str(each.get(kind, "")).lower() == value]
    except (OSError, ValueError, AttributeError, TypeError):
        return ""
    return str(found[-1]) if found else ""
