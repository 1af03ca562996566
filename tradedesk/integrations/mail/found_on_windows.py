"""A Windows computer, as mail programs are looked for on it: what the registry says (read only)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tradedesk.integrations.mail.computer import Computer

_APP_PATHS = r"Software\Microsoft\Windows\CurrentVersion\App Paths"
_MAILTO_CHOICE = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\mailto\UserChoice"
_EML_CHOICE = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.eml\UserChoice"
_WINDOWS = r"C:\Windows"
_POWERSHELL = r"System32\WindowsPowerShell\v1.0\powershell.exe"

#: Reads one value: hive ("user", "machine" or "classes"), key, name of the value ("" for the default one).
Reader = Callable[[str, str, str], str]


def computer(read: Reader | None = None, env: Mapping[str, str] | None = None) -> Computer:
    """``read`` stands in for the registry where there is none."""
    look = read or _registry
    surroundings = os.environ if env is None else env

    def find(command: str) -> str:
        if command == "powershell":
            # Never by the search path: anybody's file may lie there.
            return rf"{surroundings.get('SystemRoot') or _WINDOWS}\{_POWERSHELL}"
        paths = (look(hive, rf"{_APP_PATHS}\{command}.exe", "").strip('"') for hive in ("user", "machine"))
        return next((path for path in paths if path), "")

    return Computer(
        "win32",
        Path(surroundings.get("USERPROFILE") or "/"),
        writes=look("user", _MAILTO_CHOICE, "ProgId") or look("classes", "mailto", ""),
        reads_eml=look("user", _EML_CHOICE, "ProgId") or look("classes", ".eml", ""),
        find=find,
        registry=look,
    )


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
    return str(value) if isinstance(value, str | int) else ""
