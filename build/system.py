"""The system libraries that Qt needs on Linux: seen by looking for them, installed by root, else named in one line."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

WINDOWLESS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
}
"""What every start needs, also one without a display: library → Debian's and Ubuntu's package."""

X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_FONTS = {
    "fonts-noto-cjk": re.compile(r"cjk|sourcehan|wqy|droidsansfallback|uming|ukai|simsun|notosans(sc|tc|jp)", re.I),
    "fonts-noto-core": re.compile(r"notosansarabic|notonaskharabic", re.I),
}


def missing_for_window(environment: dict[str, str]) -> list[str]:
    """Return the packages whose libraries a start in this session lacks; empty outside Linux."""
    wanted = dict(WINDOWLESS)
    if environment.get("DISPLAY"):
        wanted |= X11
    if environment.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND
    return missing_libraries(wanted)


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """Return the packages of those libraries that the loader does not find; empty outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    known = _loader_cache()
    return _unique(package for library, package in wanted.items() if library not in known and not _loads(library))


def missing_programs(wanted: dict[str, str]) -> list[str]:
    """Return the packages of those programs that are not on the path; empty outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return _unique(package for program, package in wanted.items() if shutil.which(program) is None)


def missing_files(wanted: dict[str, str]) -> list[str]:
    """Return the packages of those files that are not here; empty outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return _unique(package for path, package in wanted.items() if not Path(path).exists())


def missing_fonts() -> list[str]:
    """Return the font packages without which Chinese or Arabic would be boxes; empty outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    names = [
        file
        for folder in _FONT_FOLDERS
        for _, _, files in os.walk(Path(folder).expanduser(), followlinks=True)
        for file in files
    ]
    return [package for package, pattern in _FONTS.items() if not any(pattern.search(name) for name in names)]


_WITHOUT_FONTS = "Some letters will show as boxes until these fonts are there:"


def venv_package() -> str:
    """Return the package that gives this Python its venv module on Debian and Ubuntu."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def provide(needed: list[str], wished: list[str] | None = None, without: str = _WITHOUT_FONTS) -> None:
    """Install the packages as root, or name them in one line and stop; ``wished`` ones alone do not stop the start, and
    ``without`` says what is missing then.
    """
    wished = wished or []
    everything = _unique([*needed, *wished])
    if not everything:
        return
    if shutil.which("apt-get") is None:
        _name_only(needed, wished)
        return
    if os.geteuid() != 0:
        line = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(everything)}"
        if needed:
            sys.exit(f"TradeDesk needs some system packages first. Run this line, then start again:\n{line}")
        print(f"{without}\n{line}", file=sys.stderr)
        return
    print(f"Installing system packages: {' '.join(everything)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *everything]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=quiet, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if done.returncode != 0 and needed:
        sys.exit("TradeDesk could not install the system packages it needs (the lines above say more).")


def _name_only(needed: list[str], wished: list[str]) -> None:
    names = ", ".join([*needed, *wished])
    text = f"Please install what this system calls the following (names as in Debian): {names}"
    if needed:
        sys.exit(f"TradeDesk needs some system packages first. {text}")
    print(text, file=sys.stderr)


def _loader_cache() -> set[str]:
    program = shutil.which("ldconfig") or "/sbin/ldconfig"
    if not Path(program).exists():
        return set()
    told = subprocess.run([program, "-p"], capture_output=True, text=True, check=False).stdout
    # 32-bit libraries stand in the same cache; their lines do not say x86-64 or AArch64.
    return {line.split()[0] for line in told.splitlines()[1:] if "x86-64" in line or "AArch64" in line}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
