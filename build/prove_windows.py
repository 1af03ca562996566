"""Prove the Windows installer under Wine with a stand-in for the program: ``python3 build/prove_windows.py``.

Installs, looks, installs a newer one over it, refuses while the program is open, removes, and looks again: files, link,
registry, and that nothing of the user's is touched. Needs nsis, wine and xvfb (named or installed when missing).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import environment
import system
from installers import nsis, product

_TOOLS = {"makensis": "nsis", "wine": "wine", "Xvfb": "xvfb", "xvfb-run": "xvfb"}
_PATIENCE = 300
#: A small program of Wine's own that stays open until it is ended.
_STAND_IN = "/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/notepad.exe"
_CLASSES = r"HKCU\Software\Classes"
_UNINSTALL = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{product.TITLE}"


class Windows:
    """A Wine of its own in a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self._env = {**os.environ, "WINEPREFIX": str(folder), "WINEARCH": "win64", "WINEDEBUG": "-all",
                     "WINEDLLOVERRIDES": "mscoree,mshtml="}  # fmt: skip
        self.run("wineboot", "-i")
        self.home = next(each for each in (folder / "drive_c" / "users").iterdir() if each.name != "Public")
        self.local = self.home / "AppData" / "Local"
        self.programs = self.local / "Programs" / product.TITLE
        self.link = self.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs" / f"{product.TITLE}.lnk"

    def run(self, *command: str) -> int:
        """Run a program of Windows to its end; returns its exit code."""
        code = self.run_beside(*command)
        self.settle()
        return code

    def run_beside(self, *command: str) -> int:
        """Run a program to its end while others are open."""
        done = subprocess.run(["xvfb-run", "-a", "wine", *command], env=self._env, check=False, timeout=_PATIENCE,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        return done.returncode

    def open(self, program: Path) -> subprocess.Popen[bytes]:
        """Start a program and leave it open."""
        opened = subprocess.Popen(["xvfb-run", "-a", "wine", str(program)], env=self._env, start_new_session=True,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        time.sleep(4)
        return opened

    def end_all(self) -> None:
        """End every program of this Wine."""
        subprocess.run(["wineserver", "-k"], env=self._env, check=False, timeout=_PATIENCE)
        self.settle()

    def settle(self) -> None:
        """Wait until the last program has ended and the registry is written."""
        subprocess.run(["wineserver", "-w"], env=self._env, check=False, timeout=_PATIENCE)

    def value(self, key: str, name: str = "") -> str:
        """A text of the registry; empty where there is none."""
        asked = ["/ve"] if not name else ["/v", name]
        told = subprocess.run(["wine", "reg", "query", key, *asked], env=self._env, check=False, capture_output=True,
                              timeout=_PATIENCE)  # fmt: skip
        found = re.search(r"REG_(?:SZ|DWORD)\s+(.*)", told.stdout.decode("utf-8", "replace"))
        return found[1].strip() if found else ""


def main() -> int:
    system.provide(system.missing_programs(_TOOLS))
    environment.require_python()
    with tempfile.TemporaryDirectory(prefix="windows-", ignore_cleanup_errors=True) as folder:
        windows = Windows(Path(folder, "wine"))
        try:
            _prove(windows, Path(folder))
        finally:
            windows.end_all()
    print("the Windows installer installs, replaces, refuses and removes as it should")
    return 0


def _prove(windows: Windows, folder: Path) -> None:
    ledger = windows.local / product.TITLE / "ledger.tradedesk"
    ledger.parent.mkdir(parents=True)
    ledger.write_text("the user's own", encoding="utf-8")
    older = _payload(folder / "older", {"program/old.dll": "old", "program/数据 $dollar.txt": "names"})
    _say("install", windows.run(str(nsis.make(older)), "/S") == 0)
    _check_installed(windows, older)
    own = windows.programs / "program" / "notes.txt"
    own.write_text("somebody's own", encoding="utf-8")
    newer = _payload(folder / "newer", {"program/new.dll": "new"})
    setup = nsis.make(newer)
    _say("install over it", windows.run(str(setup), "/S") == 0)
    _check_installed(windows, newer)
    _say("the older one's files are gone", not (windows.programs / "program" / "old.dll").exists())
    _say("a stranger's file is not", own.is_file())
    program = windows.programs / f"{product.NAME}.exe"
    windows.open(program)
    _say("refused while the program is open", windows.run_beside(str(setup), "/S") == 2)
    windows.end_all()
    _check_installed(windows, newer)
    own.unlink()
    _say("remove", windows.run(str(windows.programs / "uninstall.exe"), "/S") == 0)
    _say("no file is left", _gone(windows.programs))
    _say("no link is left", not windows.link.exists())
    keys = [_UNINSTALL, rf"HKCU\Software\{product.TITLE}", *(rf"{_CLASSES}\.{each.ending}" for each in product.KINDS)]
    _say("nothing is left in the registry", not any(windows.value(key, name) for key in keys
                                                    for name in ("", "DisplayName", "Folder")))  # fmt: skip
    _say("the ledger stays", ledger.read_text(encoding="utf-8") == "the user's own")


def _payload(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    payload = folder / "payload"
    for name, text in files.items():
        file = payload / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    shutil.copyfile(_STAND_IN, payload / f"{product.NAME}.exe")
    return payload


def _check_installed(windows: Windows, payload: Path) -> None:
    wanted = {each.relative_to(payload): each.read_bytes() for each in payload.rglob("*") if each.is_file()}
    there = {name: (windows.programs / name).read_bytes() for name in wanted if (windows.programs / name).is_file()}
    _say(f"{len(wanted)} files are there", there == wanted)
    _say("the link is there", windows.link.is_file())
    _say("Windows knows its version", windows.value(_UNINSTALL, "DisplayVersion") == product.version())
    for kind in product.KINDS:
        owner = windows.value(rf"{_CLASSES}\.{kind.ending}")
        command = windows.value(rf"{_CLASSES}\{owner}\shell\open\command")
        _say(f".{kind.ending} opens with it", f'{product.NAME}.exe" "%1"' in command)


def _gone(folder: Path) -> bool:
    """Whether a folder is gone; an uninstaller ends a moment before its own file does."""
    until = time.monotonic() + 20
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.5)
    return not folder.exists()


def _say(what: str, right: bool) -> None:
    print(f"{'ok  ' if right else 'FAIL'}  {what}", flush=True)
    if not right:
        sys.exit(f"the Windows installer failed: {what}")


if __name__ == "__main__":
    sys.exit(main())
