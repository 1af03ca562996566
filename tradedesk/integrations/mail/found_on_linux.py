"""Mail programs on Linux: Thunderbird by its command, any other through what the desktop opens mail with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from tradedesk.integrations.mail.ways import MailProgram, via_eml, via_mailto, via_thunderbird

_THUNDERBIRDS = (
    ("thunderbird", "Thunderbird"),
    ("icedove", "Icedove"),
    ("betterbird", "Betterbird"),
    ("org.mozilla.Thunderbird", "Thunderbird"),
    ("eu.betterbird.Betterbird", "Betterbird"),
)
_FLATPAK_COMMANDS = ("/var/lib/flatpak/exports/bin", "~/.local/share/flatpak/exports/bin")
#: Parts of desktop file names, and the names of these programs.
_OTHERS = {"evolution": "Evolution", "kmail": "KMail", "kontact": "Kontact", "geary": "Geary", "claws": "Claws Mail"}
#: They open an .eml file for reading only, or not at all.
_SHOW_ONLY = ("evolution", "claws", "geary", "kmail", "kontact")
#: A running Claws Mail cuts what it gets at 8 KiB without a word.
_CLAWS_LIMIT = 7_000
#: KMail decodes the whole address before it looks for the "&" between the fields.
_KMAIL_BREAKS_AT = "&"
_ANSWER_WITHIN = 3.0


def find(env: Mapping[str, str]) -> tuple[MailProgram, ...]:
    """The ways into mail programs, the user's own first. Asks ``xdg-mime`` where there is one."""
    opener = shutil.which("xdg-open", path=_search_path(env))
    writes = _default_for("x-scheme-handler/mailto", env)
    reads_eml = _default_for("message/rfc822", env)
    found = _find_thunderbird(env, is_default=_is_thunderbird(writes) or not writes)
    ways = []
    if found is not None:
        ways.append(found)
        if not reads_eml or _is_thunderbird(reads_eml) or _only_shows(reads_eml):
            ways.append(via_eml(found.label, found.command, is_default=found.is_default, reads=found.reads))
    if opener and reads_eml and not any(way.code == "eml" for way in ways):
        ways.append(
            via_eml(_name_of(reads_eml), (opener,), is_default=reads_eml == writes, editable=not _only_shows(reads_eml))
        )
    if opener and writes:
        ways.append(_mailto(writes, opener))
    return tuple(sorted(ways, key=lambda way: not way.is_default))


def _mailto(desktop_file: str, opener: str) -> MailProgram:
    name = desktop_file.lower()
    return via_mailto(
        _name_of(desktop_file),
        (opener,),
        is_default=True,
        max_length=_CLAWS_LIMIT if "claws" in name else 0,
        breaks_at=_KMAIL_BREAKS_AT if "kmail" in name or "kontact" in name else "",
    )


def _search_path(env: Mapping[str, str]) -> str:
    home = env.get("HOME", "")
    exported = [folder.replace("~", home) for folder in _FLATPAK_COMMANDS if home or "~" not in folder]
    folders = [*env.get("PATH", os.defpath).split(os.pathsep), *exported]
    # Anybody's file may lie in the working directory, which an empty or relative entry would mean.
    return os.pathsep.join(folder for folder in folders if Path(folder).is_absolute())


def _find_thunderbird(env: Mapping[str, str], *, is_default: bool) -> MailProgram | None:
    for command, label in _THUNDERBIRDS:
        path = shutil.which(command, path=_search_path(env))
        if path:
            return via_thunderbird(label, (path,), is_default=is_default, reads=_readable_folder(path, command, env))
    return None


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


def _is_thunderbird(desktop_file: str) -> bool:
    return any(name in desktop_file.lower() for name in ("thunderbird", "icedove", "betterbird"))


def _only_shows(desktop_file: str) -> bool:
    return any(part in desktop_file.lower() for part in _SHOW_ONLY)


def _name_of(desktop_file: str) -> str:
    known = {**_OTHERS, "thunderbird": "Thunderbird", "betterbird": "Betterbird", "icedove": "Icedove"}
    for part, name in known.items():
        if part in desktop_file.lower():
            return name
    return desktop_file.removesuffix(".desktop").rpartition(".")[2].replace("-", " ").replace("_", " ").strip()
