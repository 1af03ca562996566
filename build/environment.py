"""The program's own Python environment: ``.venv``, made from the locked pins and nothing else.

What is frozen comes from another (``FREEZING``) that holds what is shipped, PyInstaller, and nothing else.

The pins are refreshed inside build/pins with:

    uv pip compile ../../pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header -o run.txt
    uv pip compile ../../pyproject.toml --extra checks --universal --python-version 3.11 --generate-hashes \
        --no-header -o checks.txt
    cp run.txt build.txt && uv pip compile ../../pyproject.toml --extra build --universal --python-version 3.11 \
        --generate-hashes --no-header -o build.txt
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
FREEZING = ROOT / ".cache" / "freezing"
_STAMP = "pins-installed.txt"
_OLDEST = (3, 11)


def python_of(venv: Path) -> Path:
    """Return the interpreter of an environment."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


PYTHON = python_of(VENV)


def require_python() -> None:
    """Stop with a sentence when this Python is too old."""
    if sys.version_info < _OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"TradeDesk needs Python 3.11 or newer; this one is {found}.")


def is_ready(pins: str, venv: Path = VENV) -> bool:
    """Say whether the environment was filled from build/pins/<pins>.txt as it is now."""
    stamp = venv / _STAMP
    done = stamp.read_text().splitlines() if stamp.is_file() else []
    # The interpreter may be a link whose end an upgrade of the system's Python took away.
    # The pins for the checks hold those for running too.
    return python_of(venv).exists() and (_line(pins) in done or _line("checks") in done)


def needs_venv_module(venv: Path = VENV) -> bool:
    """Say whether an environment must be made and this Python lacks what makes one (Debian ships it apart)."""
    if _works([str(python_of(venv)), "-m", "pip", "--version"]):
        return False
    return not _works([sys.executable, "-c", "import ensurepip, venv"])


def prepare(pins: str, venv: Path = VENV) -> None:
    """Make the environment hold what build/pins/<pins>.txt locks (run, checks or build), each file by its hash.

    Does nothing when that was done before with the same pins. Stops the program with a sentence when it fails.
    """
    if is_ready(pins, venv):
        return
    python = str(python_of(venv))
    print(f"Preparing TradeDesk's own Python environment in {venv} (once; some minutes on a slow line) …", flush=True)
    if not _works([python, "-m", "pip", "--version"]):
        _run([sys.executable, "-m", "venv", "--clear", str(venv)], "could not make the environment")
    file = ROOT / "build" / "pins" / f"{pins}.txt"
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
    # Wheels only: nothing is compiled, and no package runs code while it is installed.
    command += ["--require-hashes", "--only-binary", ":all:", "-r", str(file)]
    _run(command, "could not install the locked packages; is the network there?")
    (venv / _STAMP).write_text(_line(pins) + "\n")


def _line(pins: str) -> str:
    digest = hashlib.sha256((ROOT / "build" / "pins" / f"{pins}.txt").read_bytes()).hexdigest()
    return f"{pins} {digest}"


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, cwd=ROOT).returncode == 0
    except OSError:
        return False


def _run(command: list[str], trouble: str) -> None:
    if subprocess.run(command, check=False, cwd=ROOT).returncode != 0:
        sys.exit(f"TradeDesk {trouble} (the lines above say more).")
