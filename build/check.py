"""Run every check of TradeDesk, fastest first, and stop at the first that fails: ``python3 build/check.py``.

``--quick`` leaves the journeys through real programs out; ``--bench`` measures instead and prints the table;
``--mail`` hands forty nasty messages to each real mail program instead (half an hour).
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time

import environment
import system

ROOT = environment.ROOT
UNIT_FOLDERS = ("architecture", "domain", "runtime", "ledger", "integrations", "services", "gui")
PROGRAMS = {"file": "file"}
"""Programs that the tests ask: command → Debian's and Ubuntu's package."""
JOURNEY_PROGRAMS = {"thunderbird": "thunderbird"}
"""Programs that the journeys drive."""
MORE_PROGRAMS = {
    "claws-mail": "claws-mail",
    "evolution": "evolution",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus",
    "localedef": "libc-bin",
}
"""More mail programs, and what gives them a desktop: without them their journeys are left out, with the reason."""
MORE_FILES = {"/usr/share/i18n/locales/en_US": "locales"}
"""The same: Evolution's language."""
MAIL_PROGRAMS = {
    "kmail": "kmail",
    "akonadictl": "akonadi-server",
    "geary": "geary",
    "gnome-keyring-daemon": "gnome-keyring",
    "gdbus": "libglib2.0-bin",
}
"""Mail programs of half a gigabyte, for ``--mail`` alone."""
MAIL_FILES = {
    "/usr/share/doc/akonadi-backend-sqlite/copyright": "akonadi-backend-sqlite",
    "/usr/sbin/dovecot": "dovecot-imapd",
    "/usr/libexec/xdg-desktop-portal": "xdg-desktop-portal",
    "/usr/share/xdg-desktop-portal/portals/gtk.portal": "xdg-desktop-portal-gtk",
}
"""The same: KMail's and Geary's places for drafts, the portal."""
_MOST = 4
"""So many tests run side by side at most: each holds a window and a ledger."""
_CLOSING = re.compile(r"^(=+ )?\d+ (passed|failed|error|skipped).* in [\d.]+s", re.MULTILINE)


def main() -> int:
    arguments = _arguments()
    environment.require_python()
    needed = system.missing_libraries(system.WINDOWLESS) + system.missing_fonts() + system.missing_programs(PROGRAMS)
    if not environment.is_ready("checks") and environment.needs_venv_module():
        needed.append(system.venv_package())
    wished: list[str] = []
    if arguments.mail or not (arguments.quick or arguments.bench):
        needed += system.missing_programs(JOURNEY_PROGRAMS)
        wished = system.missing_programs(MORE_PROGRAMS) + system.missing_files(MORE_FILES)
    if arguments.mail:
        wished += system.missing_programs(MAIL_PROGRAMS) + system.missing_files(MAIL_FILES)
    system.provide(needed)
    system.provide([], wished, "Some journeys are left out until these mail programs are there:")
    environment.prepare("checks")
    begun = time.monotonic()
    closing: list[str] = []
    for name, command in _steps(arguments):
        code = _step(name, command, closing)
        if code != 0:
            print(f"\n{name} failed. Nothing after it was run.", flush=True)
            return max(code, 1)  # a crash has a negative one
    print(f"\nAll checks passed in {time.monotonic() - begun:.0f} s.")
    print("\n".join(closing), flush=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="leave out the journeys through real programs")
    parser.add_argument("--bench", action="store_true", help="measure, and do nothing else")
    parser.add_argument("--mail", action="store_true", help="forty messages into real mail programs, and nothing else")
    return parser.parse_args()


def _steps(arguments: argparse.Namespace) -> list[tuple[str, list[str]]]:
    scripts = environment.PYTHON.parent
    python = str(environment.PYTHON)
    if arguments.bench:
        return [("measurements", [python, "-m", "pytest", "-s", "tests/bench"])]
    if arguments.mail:
        return [("mail programs", [python, "-m", "pytest", "tests/mail"])]
    folders = [f"tests/{each}" for each in UNIT_FOLDERS if _has_tests(each)]
    steps = [
        ("ruff", [str(scripts / "ruff"), "check", "."]),
        ("import-linter", [str(scripts / "lint-imports"), "--no-cache"]),
        ("mypy", [python, "-m", "mypy"]),
        ("tests", [python, "-m", "pytest", *_side_by_side(), *folders]),
    ]
    if not arguments.quick and _has_tests("e2e"):
        steps.append(("journeys", [python, "-m", "pytest", "tests/e2e"]))
    return steps


def _side_by_side() -> list[str]:
    """On several processors as many files at a time; the journeys alone have the machine to themselves."""
    processors = min(os.cpu_count() or 1, _MOST)
    return ["-n", str(processors), "--dist", "loadfile"] if processors > 1 else []


def _has_tests(folder: str) -> bool:
    return any((ROOT / "tests" / folder).rglob("test_*.py"))


def _step(name: str, command: list[str], closing: list[str]) -> int:
    print(f"── {name}", flush=True)
    begun = time.monotonic()
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    last = line = "\n"
    with subprocess.Popen(
        command, cwd=ROOT, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.rstrip() or last
    if not line.endswith("\n"):
        print()
    if _CLOSING.match(last):
        closing.append(last)
    ended = "well" if process.returncode == 0 else f"FAILED with code {process.returncode}"
    print(f"── {name}: {ended}, {time.monotonic() - begun:.1f} s", flush=True)
    return process.returncode


if __name__ == "__main__":
    sys.exit(main())
