"""The program's diary: small rotating files without customer data, mode 0600."""

from __future__ import annotations

import logging
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from tradedesk.runtime.traces import trace_lines

SIZE_LIMIT = 512 * 1024
KEPT_FILES = 3
_MAILBOX = re.compile(r"[^\s@<>,;\"']+@[^\s@<>,;\"']+")
_LONG_NUMBER = re.compile(r"\+?\d[\d ()-]{6,}\d")


class _DiscreetFormatter(logging.Formatter):
    """Tracebacks give file, line and type but no values; mailboxes and long numbers are masked as a second net."""

    def __init__(self, *, masked: bool) -> None:
        super().__init__()
        self._masked = masked

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and the lines of a traceback; what another formatter cached in the record is not used."""
        text = record.getMessage()
        if self._masked:
            text = _LONG_NUMBER.sub("…", _MAILBOX.sub("…@…", text))
        when = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
        lines = [f"{when}Z {record.levelname} {record.name} {text.replace(chr(10), ' ⏎ ')}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += trace_lines(record.exc_info[1])
        return "\n".join(lines)


class _RotatingHandler(logging.Handler):
    """A log file that starts again at its limit; logging.handlers would pull sockets and pickle into the start."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._descriptor: int | None = None

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = (self.format(record) + "\n").encode(errors="replace")
            if self._descriptor is None:
                self._open()
            if os.fstat(self._fileno()).st_size + len(line) > SIZE_LIMIT:
                self._rotate()
            os.write(self._fileno(), line)
        except (OSError, ValueError, TypeError):
            # A full disk or a badly written log call must not take the program down with it.
            self._close()

    def _fileno(self) -> int:
        if self._descriptor is None:
            raise OSError("log file is closed")
        return self._descriptor

    def _open(self) -> None:
        flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        self._descriptor = os.open(self._path, flags, 0o600)

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _rotate(self) -> None:
        self._close()
        for number in range(KEPT_FILES - 1, 0, -1):
            older = self._path.with_suffix(f".{number}.log")
            newer = self._path if number == 1 else self._path.with_suffix(f".{number - 1}.log")
            if newer.exists():
                newer.replace(older)
        self._open()

    def close(self) -> None:
        """Close the file; the handler opens it again if it is still used."""
        self._close()
        super().close()


def start_logging(folder: Path, *, verbose: bool = False) -> Path:
    """Write log records of INFO and above to ``tradedesk.log`` in ``folder``; return its path.

    ``verbose`` also writes DEBUG records, which may carry customer data, unmasked, and copies to standard error;
    it is for development. Never raises: without a writable folder there is no log.
    """
    path = folder / "tradedesk.log"
    stop_logging()
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    handlers: list[logging.Handler] = [_RotatingHandler(path)]
    if verbose:
        handlers.append(logging.StreamHandler(sys.stderr))
    for handler in handlers:
        handler.setFormatter(_DiscreetFormatter(masked=not verbose))
        handler.set_name("tradedesk")
        root.addHandler(handler)
    return path


def stop_logging() -> None:
    """Close the files that ``start_logging`` opened."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if each.get_name() == "tradedesk"]:
        root.removeHandler(handler)
        handler.close()
