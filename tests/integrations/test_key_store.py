"""Passwords in a real key store: gnome-keyring on a bus of its own; without one it is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

_NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
_MISSING = [name for name in _NEEDED if shutil.which(name) is None]

_SCRIPT = """
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.integrations import key_store
try:
    assert key_store.find("chen@lantian.cn imaps://x:993") is None
    key_store.keep("chen@lantian.cn imaps://x:993", "geheim 密码 '\\"")
    print(ascii(key_store.find("chen@lantian.cn imaps://x:993")))
    key_store.forget("chen@lantian.cn imaps://x:993")
    key_store.forget("chen@lantian.cn imaps://x:993")
    print(key_store.find("chen@lantian.cn imaps://x:993"))
except NeighbourFailed as failed:
    print(failed.code)
"""


def _said(tmp_path, *before: str, **variables: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DBUS_", "GNOME_", "XDG_"))}
    home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PYTHONWARNINGS": "error", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*before, sys.executable, "-c", _SCRIPT], capture_output=True, text=True, cwd=tmp_path,
        env={**kept, **home, **variables}, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux" or bool(_MISSING), reason=f"needs {', '.join(_MISSING)}")
def test_a_password_is_kept_found_and_forgotten_and_lies_in_no_file_of_ours(tmp_path) -> None:
    # The daemon is unlocked with a password of its own and goes with its bus.
    script = (
        "printf test | gnome-keyring-daemon --foreground --unlock --components=secrets >control 2>&1 & daemon=$!\n"
        "for turn in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -s control ] && break; sleep 0.1; done\n"
        '"$@"; status=$?; kill $daemon; wait $daemon 2>/dev/null; exit $status'
    )
    said = _said(tmp_path, "dbus-run-session", "--", "sh", "-c", script, "sh")
    assert said.splitlines() == [ascii("geheim 密码 '\""), "None"]
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and b"geheim" in file.read_bytes()]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have one")
def test_a_computer_without_a_key_store_says_so(tmp_path) -> None:
    said = _said(tmp_path, DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere/bus")
    assert said.split() == ["key-store-missing"]
