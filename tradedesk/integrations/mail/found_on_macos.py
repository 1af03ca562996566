"""Mail programs on macOS: Thunderbird by its application folder, any other through ``open``."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tradedesk.integrations.mail.ways import MailProgram, via_eml, via_mailto, via_thunderbird

_APPLICATIONS = ("Thunderbird", "Betterbird")


def find(env: Mapping[str, str], root: Path = Path("/")) -> tuple[MailProgram, ...]:
    """The ways into mail programs; ``root`` is the folder that holds Applications.

    Apple Mail and Outlook only show an .eml file, so ``open`` with one is offered as not editable.
    """
    ways: list[MailProgram] = []
    folders = [root / "Applications", Path(env.get("HOME") or "/") / "Applications"]
    for label in _APPLICATIONS:
        for folder in folders:
            program = folder / f"{label}.app" / "Contents" / "MacOS" / label.lower()
            if program.is_file() and not ways:
                ways.append(via_thunderbird(label, (str(program),), is_default=False))
                ways.append(via_eml(label, (str(program),), is_default=False))
    opener = shutil.which("open", path=env.get("PATH", "/usr/bin"))
    if opener:
        ways.append(via_mailto("", (opener,), is_default=True))
        if not ways or ways[0].code != "thunderbird":
            ways.append(via_eml("", (opener,), is_default=True, editable=False))
    return tuple(ways)
