"""A Linux desktop, as mail programs are looked for on it: commands, and what the desktop opens mail with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from tradedesk.integrations.mail.computer import Computer

_FLATPAK_COMMANDS = ("/var/lib/flatpak/exports/bin", "~/.local/share/flatpak/exports/bin")
_ANSWER_WITHIN = 3.0
#: Stands in the root of every Flatpak.
_FLATPAK_INFO = Path("/.flatpak-info")


def computer(env: Mapping[str, str]) -> Computer:
    """Asks ``xdg-mime`` where there is one; nothing else is started."""

    def find(command: str) -> str:
        return shutil.which(command, path=_search_path(env)) or ""

    return Computer(
        "linux",
        Path(env.get("HOME") or "/"),
        writes=_default_for("x-scheme-handler/mailto", env),
        reads_eml=_default_for("message/rfc822", env),
        opener=find("xdg-open"),
        find=find,
        reads=lambda path, command: _readable_folder(path, command, env),
        in_flatpak=_FLATPAK_INFO.exists(),
    )


def _search_path(env: Mapping[str, str]) -> str:
    home = env.get("HOME", "")
    exported = [folder.replace("~", home) for folder in _FLATPAK_COMMANDS if home or "~" not in folder]
    folders = [*env.get("PATH", os.defpath).split(os.pathsep), *exported]
    # Anybody's file may lie in the working directory, which an empty or relative entry would mean.
    return os.pathsep.join(folder for folder in folders if Path(folder).is_absolute())


def _readable_folder(path: str, command: str, env: Mapping[str, str]) -> str:
    """Where a program from a Snap or Flatpak package can read files; empty for one that is not shut in."""
    home = Path(env.get("HOME") or "/")
    if "/flatpak/" in path:
        return str(home / ".var" / "app" / command / "data")
    target = str(Path(path).resolve())
    if path.startswith("/snap/") or target.startswith("/snap/") or Path(target).name == "snap":
        return str(home / "snap" / command / "common")
    try:
        with Path(path).open("rb") as script:
            beginning = script.read(4096)
    except OSError:
        return ""
    if beginning.startswith(b"#!") and b"/snap/bin/" in beginning:
        return str(home / "snap" / command / "common")
    return ""


def _default_for(kind: str, env: Mapping[str, str]) -> str:
    """The name of the desktop file of the program that the user opens ``kind`` with; empty when nobody knows."""
    import subprocess

    asked = shutil.which("xdg-mime", path=_search_path(env))
    if not asked:
        return ""
    try:
        answer = subprocess.run(
            [asked, "query", "default", kind],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=dict(env),
            timeout=_ANSWER_WITHIN,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.decode("utf-8", "replace").strip().partition("\n")[0]
