"""TradeDesk started as its user starts it: a process of its own, on a profile of its own, without a display."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]


def environment(**changed: str) -> dict[str, str]:
    """The surroundings of a start: this test's own folders, no display but the one in memory."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "LC_ALL"}}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"} | changed


def start_and_wait(*arguments: str, patience: float = 60, **changed: str) -> subprocess.CompletedProcess[str]:
    """Start the program and wait for its end."""
    return subprocess.run(
        [sys.executable, "-m", "tradedesk", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(**changed),
        cwd=ROOT,
        timeout=patience,
        check=False,
    )


class Program:
    """A running program with a hand on its window; killed at the end of the block where it still runs."""

    def __init__(self, profile: Path | None, *arguments: str, env: Mapping[str, str] | None = None) -> None:
        """``profile`` None: the one that the program finds by itself."""
        self.profile = profile or Path()
        chosen = ("--profile", str(profile)) if profile is not None else ()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.looked_into", *chosen, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(**(env or {})),
            cwd=ROOT,
        )
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()

    def ask(self, do: str, patience: float = 30, **more: str) -> Any:
        """Have something done at the window; returns what came of it."""
        self._tell(do, **more)
        reply = json.loads(self._line(patience))
        assert "failed" not in reply, reply["failed"]
        return reply["is"]

    def words(self) -> str:
        """What stands in the window."""
        return str(self.ask("words"))

    def until_it_says(self, text: str, patience: float = 20) -> str:
        """Wait for words in the window; returns all that stands there then."""
        until = time.monotonic() + patience
        while text not in (said := self.words()):
            assert time.monotonic() < until, f"never said “{text}”, but:\n{said}"
            time.sleep(0.05)
        return said

    def click(self, text: str) -> None:
        """Click the button with these words."""
        self.ask("click", text=text)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def send(self, signal_number: signal.Signals) -> None:
        """Tell it something as the system does."""
        self._process.send_signal(signal_number)

    def close(self, patience: float = 20) -> int:
        """Close its windows; returns the exit code. It need not say that it has closed them before it ends."""
        self._tell("close")
        return self.ended(patience)

    def ended(self, patience: float = 20) -> int:
        """Wait for the end; returns the exit code."""
        return self._process.wait(patience)

    def errors(self) -> str:
        """What it wrote to the terminal, once it has ended."""
        assert self._process.stderr is not None
        return self._process.stderr.read().decode()

    def _tell(self, do: str, **more: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **more}).encode() + b"\n")
        self._process.stdin.flush()

    def _where(self) -> str:
        """Where its threads were, of a program that answers no more; ends it."""
        self._process.send_signal(signal.SIGABRT)
        self._process.wait()
        crash = self.profile / "crash.txt"
        return self.errors() + (crash.read_text(encoding="utf-8") if crash.exists() else "")

    def _line(self, patience: float) -> bytes:
        assert self._process.stdout is not None
        until = time.monotonic() + patience
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._rest:
                assert selector.select(max(until - time.monotonic(), 0)), f"no answer; it was at:\n{self._where()}"
                piece = os.read(self._process.stdout.fileno(), 65536)
                assert piece, f"the program ended: {self.errors()}"
                self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return line
