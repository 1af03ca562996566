"""Mail programs on Windows, as the registry names them (read only)."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tradedesk.integrations.mail.ways import MailProgram, via_eml, via_mailto, via_thunderbird

_APP_PATHS = r"Software\Microsoft\Windows\CurrentVersion\App Paths"
_MAILTO_CHOICE = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\mailto\UserChoice"
_EML_CHOICE = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.eml\UserChoice"
_PROGRAMS = (("thunderbird.exe", "Thunderbird"), ("betterbird.exe", "Betterbird"))

#: Reads one value: hive ("user", "machine" or "classes"), key, name of the value ("" for the default one).
Reader = Callable[[str, str, str], str]


def find(read: Reader | None = None) -> tuple[MailProgram, ...]:
    """The ways into mail programs, the user's own first; ``read`` stands in for the registry where there is none.

    The new Outlook (``olk.exe``) shows an .eml draft without letting it be edited on some versions, so it is offered
    as not editable.
    """
    look = read or _registry
    writes = look("user", _MAILTO_CHOICE, "ProgId") or look("classes", "mailto", "")
    reads = look("user", _EML_CHOICE, "ProgId") or look("classes", ".eml", "")
    ways: list[MailProgram] = []
    for executable, label in _PROGRAMS:
        path = _path_of(executable, look)
        if path and not ways:
            own = _is_thunderbird(writes)
            ways.append(via_thunderbird(label, (path,), is_default=own))
            ways.append(via_eml(label, (path,), is_default=own))
    if reads and not ways:
        new_outlook = "olk" in reads.lower() or "outlookforwindows" in reads.lower()
        ways.append(via_eml(_name_of(reads), (), is_default=reads == writes, editable=not new_outlook))
    if writes:
        ways.append(via_mailto(_name_of(writes), (), is_default=True))
    return tuple(sorted(ways, key=lambda way: not way.is_default))


def _path_of(executable: str, look: Reader) -> str:
    for hive in ("user", "machine"):
        if path := look(hive, rf"{_APP_PATHS}\{executable}", "").strip('"'):
            return path
    return ""


def _is_thunderbird(program_id: str) -> bool:
    return "thunderbird" in program_id.lower() or "betterbird" in program_id.lower()


def _name_of(program_id: str) -> str:
    for name in ("Thunderbird", "Betterbird", "Outlook", "Foxmail"):
        if name.lower() in program_id.lower():
            return name
    return ""


def _registry(hive: str, key: str, name: str) -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    roots = {
        "user": winreg.HKEY_CURRENT_USER,
        "machine": winreg.HKEY_LOCAL_MACHINE,
        "classes": winreg.HKEY_CLASSES_ROOT,
    }
    try:
        with winreg.OpenKey(roots[hive], key) as opened:
            value, _ = winreg.QueryValueEx(opened, name)
    except OSError:
        return ""
    return value if isinstance(value, str) else ""
