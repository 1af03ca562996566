"""The rules of every test: no display, bundled time zones, the user's own folders out of reach, nothing left behind."""

from __future__ import annotations

import gc
import logging
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

# Before anything of Qt is imported: without a platform the whole test process would abort.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "0")
# Child processes find the program wherever they are started from.
os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tradedesk.runtime.clock import use_bundled_zones
from tradedesk.runtime.paths import keep_files_private

keep_files_private()
use_bundled_zones()

_PATIENCE = 3.0
"""Seconds that a thread or child process may take to end after its test."""

# A busy machine is slow, not wrong: what comes in the end has come, and how fast is measured by tests/bench.
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed, QtBot.waitActive):
    _wait.__kwdefaults__["timeout"] = 20_000
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def _own_folders() -> Iterator[None]:
    """Point every per-user folder into a temporary one: no test may see or touch the tester's own ledger."""
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA")
    before = {name: os.environ.get(name) for name in names}
    with tempfile.TemporaryDirectory(prefix="tradedesk-tests-", ignore_cleanup_errors=True) as folder:
        for name in names:
            os.environ[name] = str(Path(folder, name.lower()))
        yield
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture
def not_collecting() -> Iterator[None]:
    """For a test of how long something takes: what earlier tests have left in memory is not gone through meanwhile."""
    gc.disable()
    yield
    gc.enable()


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


@pytest.fixture(autouse=True)
def _no_stray_log_records(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a record of WARNING or above, unless ``@pytest.mark.expects_log("text")`` announced it."""
    expected = [str(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    listener = _Listener()
    root = logging.getLogger()
    root.addHandler(listener)
    yield
    root.removeHandler(listener)
    told = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in listener.heard]
    stray = [line for line in told if not any(re.search(text, line) for text in expected)]
    assert not stray, f"unexpected log records: {stray}"
    silent = [text for text in expected if not any(re.search(text, line) for line in told)]
    assert not silent, f"announced but never logged: {silent}"


def _threads() -> set[threading.Thread]:
    # A dummy thread stands for a foreign one (Qt's) that once ran Python; its pool belongs to Qt.
    return {each for each in threading.enumerate() if not isinstance(each, threading._DummyThread)}


def _children() -> set[int]:
    """Return the live child processes of this one; Linux only, elsewhere empty."""
    if not sys.platform.startswith("linux"):
        return set()
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        try:
            found.update(int(pid) for pid in (task / "children").read_text().split())
        except OSError:  # the thread ended meanwhile
            continue
    return {pid for pid in found if _is_alive(pid)}


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail when a test leaves a thread or a child process behind."""
    threads, children = _threads(), _children()
    yield
    until = time.monotonic() + _PATIENCE
    while (_threads() - threads or _children() - children) and time.monotonic() < until:
        time.sleep(0.01)
    leaked = sorted(thread.name for thread in _threads() - threads)
    assert not leaked, f"threads left running: {leaked}"
    assert not _children() - children, "child processes left running"
