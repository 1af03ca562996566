"""A crash is written down, small and without customer data, and offered to the user at the next start."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from io import BufferedRandom
from pathlib import Path
from types import TracebackType

from tradedesk.runtime.traces import trace_lines

SIZE_LIMIT = 64 * 1024
_LOG = logging.getLogger(__name__)


class CrashLog:
    """The crash file of one profile. ``install`` once at the start; ``pending`` before, to offer what is there."""

    def __init__(self, crash_file: Path, version: str) -> None:
        self._file = crash_file
        self._version = version
        self._native = crash_file.with_suffix(".native")
        self._native_stream: BufferedRandom | None = None
        self._tell: Callable[[list[str]], None] | None = None
        self._busy = False

    def pending(self) -> str:
        """Return what the last crashes left, newest last; empty when all went well."""
        return "\n".join(text for text in (_read(self._file), _read(self._native)) if text)

    def dismiss(self) -> None:
        """Forget the crashes: the user has seen them."""
        self._file.unlink(missing_ok=True)
        if self._native_stream is None:
            self._native.unlink(missing_ok=True)

    def record(self, exception: BaseException, thread: str = "") -> list[str]:
        """Append one crash to the file, at most 64 KiB in all, and return its lines. Never raises OSError."""
        when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        head = f"TradeDesk {self._version}, Python {sys.version.split()[0]}, {sys.platform}, {when}"
        lines = [f"{head}, thread {thread}" if thread else head, *trace_lines(exception)]
        with contextlib.suppress(OSError):
            self._append("\n".join(lines) + "\n\n")
        return lines

    def install(self, tell: Callable[[list[str]], None] | None = None) -> None:
        """Catch what nobody caught: in the main thread, in others, and the interpreter's own faults.

        ``tell`` gets the lines of each crash, in the thread where it happened; it is where a window may say so.
        """
        import faulthandler

        self._tell = tell
        self._keep_native_fault()
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        with contextlib.suppress(OSError):
            # The stream stays open for as long as the process lives: a fault handler may not open files.
            flags = os.O_CREAT | os.O_RDWR | os.O_TRUNC
            self._native_stream = os.fdopen(os.open(self._native, flags, 0o600), "w+b")
            faulthandler.enable(self._native_stream, all_threads=True)

    def uninstall(self) -> None:
        """Put the interpreter's own hooks back; an empty fault file is removed."""
        import faulthandler

        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._native_stream is not None:
            faulthandler.disable()
            self._native_stream.close()
            self._native_stream = None
            with contextlib.suppress(OSError):
                if self._native.stat().st_size == 0:
                    self._native.unlink()

    def _keep_native_fault(self) -> None:
        """Move what the fault handler wrote in the last life into the crash file, before its file is emptied."""
        text = _read(self._native)
        if text:
            with contextlib.suppress(OSError):
                self._append(f"Fault of the interpreter in the session before\n{text}\n\n")

    def _append(self, text: str) -> None:
        kept = (_read(self._file) + text).encode(errors="replace")[-SIZE_LIMIT:]
        flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(self._file, flags, 0o600), "wb") as file:
            file.write(kept)

    def _on_exception(self, kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value, trace)
            return
        self._handle(value, "")

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self._handle(args.exc_value, args.thread.name if args.thread else "unknown")

    def _handle(self, value: BaseException, thread: str) -> None:
        lines = self.record(value, thread)
        _LOG.critical("crash: %s", lines[-1])
        if self._tell is None:
            with contextlib.suppress(OSError, AttributeError, ValueError):
                sys.stderr.write("\n".join(lines) + "\n")
            return
        if self._busy:  # telling itself crashed: written down is enough
            return
        self._busy = True
        try:
            self._tell(lines)
        except Exception as second:  # noqa: BLE001 - the hook is the last net; there is nobody above to raise to
            self.record(second, thread)
        finally:
            self._busy = False


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT).decode(errors="replace").strip("\x00")
    except OSError:
        return ""
