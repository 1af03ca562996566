"""Freeze TradeDesk into one folder that needs no Python: ``python3 build/freeze.py [--measure]``.

The folder is ``dist/tradedesk``. It is made from the locked pins in an environment of its own, tried out with
``--self-test`` from a strange folder, and its size and the C library it needs are told. ``--measure`` (X11 display, or
``xvfb-run -s -noreset``: else Xvfb begins anew after each window) compares its start with the one from source.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

import environment
import system
from installers import icons, product

ROOT = environment.ROOT
FROZEN = ROOT / "dist" / "tradedesk"
_WORK = ROOT / ".cache" / "freeze"
_TOOLS = {"objdump": "binutils", "strip": "binutils"}
#: Wheels that come without the text of their licence; it lies in build/licences with those of what lies within others.
_WITHOUT_TEXT = ("pyside6_essentials", "shiboken6")
#: What only builds the program, and what the spec leaves out of it.
_NOT_SHIPPED = ("altgraph", "dnspython", "macholib", "packaging", "pefile", "pip", "pyinstaller_hooks_contrib",
                "setuptools")  # fmt: skip
#: How often each start is measured; they take turns.
_STARTS = 9


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--measure", action="store_true", help="compare the start with the one from source")
    parser.add_argument("--keep", action="store_true", help="do not freeze anew: only try out what is there")
    arguments = parser.parse_args()
    environment.require_python()
    if not arguments.keep:
        freeze()
    code = try_out(FROZEN)
    _tell_sizes()
    if arguments.measure and code == 0:
        measure()
    return code


def freeze() -> None:
    """Make ``dist/tradedesk`` anew."""
    needed = system.missing_libraries(system.WINDOWLESS) + system.missing_programs(_TOOLS)
    if environment.needs_venv_module(environment.FREEZING):
        needed.append(system.venv_package())
    system.provide([*needed, *_missing_shared_python()])
    environment.prepare("build", environment.FREEZING)
    python = str(environment.python_of(environment.FREEZING))
    shutil.rmtree(FROZEN, ignore_errors=True)
    if sys.platform == "win32":
        _WORK.mkdir(parents=True, exist_ok=True)
        icons.draw({_WORK / "tradedesk.ico": 256})
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--workpath", str(_WORK)]
    command += ["--distpath", str(FROZEN.parent), str(ROOT / "build" / "tradedesk.spec")]
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode != 0:
        sys.exit("TradeDesk could not be frozen (the lines above say more).")
    _strip()
    lay_out_shiboken(Path(python), FROZEN / "program" / "shiboken6" / "files.dir")
    _write_build()
    _gather_licences(environment.FREEZING)
    missing = [each for each in _shipped_files() if not (FROZEN / "program" / each).is_file()]
    if missing:
        sys.exit(f"The frozen program lacks {', '.join(missing[:5])} …")


def try_out(frozen: Path) -> int:
    """Run the program's own check, as it is and while another takes its place; returns an exit code, 0 for well."""
    return _self_test(frozen) or _replaced_while_it_runs(frozen)


def _replaced_while_it_runs(frozen: Path) -> int:
    """The same check, but as soon as it runs another program lies there, as after an update under an open window."""
    if not sys.platform.startswith("linux"):
        return 0
    with tempfile.TemporaryDirectory(prefix="replaced-", dir=frozen.parent) as folder:
        copy = Path(folder, frozen.name)
        shutil.copytree(frozen, copy, symlinks=True, copy_function=os.link)
        other = Path(folder, "other")
        other.write_text(f'#!/bin/sh\nexec "{frozen / _program()}" "$@"\n')
        other.chmod(0o755)
        with subprocess.Popen([str(copy / _program()), "--self-test"], stdout=subprocess.PIPE, cwd=folder) as running:
            assert running.stdout is not None
            told = running.stdout.readline()
            other.replace(copy / _program())
            told += running.stdout.read()
    if running.returncode != 0:
        print(f"When another takes its place while it runs:\n{told.decode()}", file=sys.stderr)
    return running.returncode


def _self_test(frozen: Path) -> int:
    """With nothing of this session around it."""
    with tempfile.TemporaryDirectory(prefix="strange-folder-") as folder:
        for name in ("json", "sqlalchemy", "tradedesk", "PySide6"):
            Path(folder, f"{name}.py").write_text("raise SystemExit('loaded from the working folder')")
        kept = {"HOME": folder, "PATH": os.defpath, "LANG": "C.UTF-8"} if os.name == "posix" else None
        return subprocess.run([str(frozen / _program()), "--self-test"], cwd=folder, env=kept, check=False).returncode


def needed_c_library(folder: Path) -> tuple[str, str]:
    """Return the newest version of glibc that a file of the folder asks for, and a file that does ("2.35", name)."""
    newest, asks = (0, 0), ""
    for file in binaries(folder):
        told = subprocess.run(["objdump", "-T", str(file)], capture_output=True, text=True, check=False).stdout
        for found in re.findall(r"GLIBC_(\d+)\.(\d+)", told):
            version = (int(found[0]), int(found[1]))
            if version > newest:
                newest, asks = version, file.name
    return ".".join(map(str, newest)), asks


def measure() -> None:
    """Print the start of the frozen program, the one from source, and their ratio: process to window on the screen."""
    environment.prepare("run")
    commands = {"frozen": [str(FROZEN / _program())], "source": [str(environment.PYTHON), "-P", "-m", "tradedesk"]}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory(prefix="starts-") as folder:
        for turn in range(_STARTS + 1):
            for name, command in commands.items():
                seconds = _start_once([*command, "--profile", str(Path(folder, name))])
                if turn:  # the first one fills the disk's cache and makes the ledger
                    taken[name].append(seconds)
    frozen, source = (statistics.median(taken[name]) for name in ("frozen", "source"))
    print(f"Start until the window is on the screen, median of {_STARTS}: frozen {frozen * 1000:.0f} ms, "
          f"source {source * 1000:.0f} ms, ratio {frozen / source:.2f}")  # fmt: skip


def _start_once(command: list[str]) -> float:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb"}
    began = time.monotonic()
    process = subprocess.Popen(command, env=variables, cwd="/")
    try:
        while process.poll() is None and time.monotonic() - began < 60:
            # It fails when a window goes while it looks; then it looks again.
            seen = subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, text=True, check=False).stdout
            if re.search(r'"[^"]*TradeDesk[^"]*": .*  (?:[5-9]\d\d|\d{4})x', seen):
                return time.monotonic() - began
        sys.exit("The program showed no window.")
    finally:
        process.kill()
        process.wait()


def _program() -> str:
    return "tradedesk.exe" if sys.platform == "win32" else "tradedesk"


def _missing_shared_python() -> list[str]:
    """Debian keeps the shared library of Python in a package of its own."""
    name = f"libpython{sys.version_info.major}.{sys.version_info.minor}.so.1.0"
    folders = [sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("LIBPL")]
    if any(folder and Path(folder, name).exists() for folder in folders):
        return []
    return system.missing_libraries({name: name.removesuffix(".so.1.0")})


def _shipped_files() -> list[str]:
    folders = ("resources", "tradedesk/ledger/migrations")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*") if file.is_file()]
    return [str(each.relative_to(ROOT)) for each in files if each.suffix not in {".md", ".pyc"}]


def binaries(folder: Path) -> list[Path]:
    """Return the programs and libraries of a folder (ELF)."""
    if not sys.platform.startswith("linux"):
        return []
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return [file for file in files if file.read_bytes()[:4] == b"\x7fELF"]


def _strip() -> None:
    """Take the symbols out of Python's own library and its extensions: the wheels of Qt come without."""
    for file in binaries(FROZEN / "program"):
        if "PySide6" not in file.parts and "shiboken6" not in file.parts:
            subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)


def lay_out_shiboken(python: Path, target: Path) -> None:
    """Put the Python sources that Shiboken carries inside its library into ``target``, compiled (decision 0012)."""
    where = "import importlib.util as u; print(u.find_spec('shiboken6').submodule_search_locations[0])"
    package = subprocess.run([str(python), "-c", where], capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory(prefix="shiboken-") as folder:
        # A copy: what is written stays out of the environment.
        shutil.copytree(package, Path(folder, "shiboken6"))
        variables = {**os.environ, "SBK_EMBED": "0", "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run([str(python), "-c", "import shiboken6"], env=variables, check=True)
        shutil.copytree(Path(folder, "shiboken6", "files.dir"), target)
    # Valid by itself, whatever time its source has where it is installed: there nothing can be written.
    how = ["--invalidation-mode", "unchecked-hash", "-s", str(target)]
    subprocess.run([str(python), "-m", "compileall", "-q", *how, str(target)], check=True)


def _write_build() -> None:
    """Write down which commit this is, and its day (nothing where there is no git), and where newer ones are named."""
    told = subprocess.run(["git", "-C", str(ROOT), "log", "-1", "--format=%h, %cs"], capture_output=True, text=True,
                          check=False)  # fmt: skip
    build = {"name": told.stdout.strip(), "published": product.PUBLISHED}
    (FROZEN / "program" / "resources" / "build.json").write_text(json.dumps(build) + "\n", encoding="utf-8")


def _gather_licences(venv: Path) -> None:
    """Put the licence of everything that is shipped into ``program/licences``, one folder a package."""
    target = FROZEN / "program" / "licences"
    packages = next(venv.glob("lib/python*/site-packages"), venv / "Lib" / "site-packages")
    lacking = []
    for info in sorted(packages.glob("*.dist-info")):
        name = re.sub(r"[-.]+", "_", info.name.split("-")[0]).lower()
        if name in (*_NOT_SHIPPED, *_WITHOUT_TEXT):
            continue
        texts = [*info.glob("LICEN*"), *info.glob("COPYING*"), *(info / "licenses").rglob("*")]
        texts = [each for each in texts if each.is_file()]
        if not texts:
            lacking.append(name)
        (target / name).mkdir(parents=True)
        for text in texts:
            shutil.copyfile(text, target / name / text.name)
    shutil.copytree(ROOT / "build" / "licences", target, dirs_exist_ok=True)
    # Where Python itself keeps it, on Windows, and on Debian.
    own = [Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path(sys.base_prefix, "LICENSE.txt"),
           Path("/usr/share/doc/libpython3.11-stdlib/copyright")]  # fmt: skip
    found = next((each for each in own if each.is_file()), None)
    if found is None or lacking:
        sys.exit(f"No licence text found of {', '.join(lacking) or 'Python'}.")
    (target / "python").mkdir()
    shutil.copyfile(found, target / "python" / "LICENSE.txt")


def _tell_sizes() -> None:
    size = sum(file.stat().st_size for file in FROZEN.rglob("*") if file.is_file() and not file.is_symlink())
    print(f"{FROZEN}: {size / 1e6:.0f} MB")
    if sys.platform.startswith("linux"):
        version, asks = needed_c_library(FROZEN)
        print(f"Needs glibc {version} or newer (as {asks} does).")


if __name__ == "__main__":
    sys.exit(main())
