"""Reading a workbook (.xlsx, .xlsb, .xls, .ods) in a process of its own, whose memory and faults are not ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.table import Sheet

_MODULE = "tradedesk.integrations.files.workbook_worker"
#: Seconds that a workbook may take before its process is ended.
TIME_LIMIT = 120.0

#: A row that is not blank: its number in the sheet (1 is the first) and its cells as texts.
SheetRow = tuple[int, list[str]]


@dataclass(frozen=True)
class SheetFacts:
    """What is known of a sheet besides its rows. Rows and columns count from 0 in the whole sheet.

    ``merged`` are ranges (first row, first column, last row, last column). ``errors`` are the cells that hold one.
    ``first_column`` is where the rows begin.
    """

    sheets: tuple[Sheet, ...]
    sheet: str
    first_column: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    without_value: int = 0


def worker_command() -> list[str]:
    """Return the command line of the reading process; the frozen program is its own (``--workbook-worker``)."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--workbook-worker"]
    return [sys.executable, "-P", "-m", _MODULE]


@contextmanager
def opened(
    path: Path, sheet: str | None = None, cancelled: Callable[[], bool] | None = None
) -> Iterator[tuple[SheetFacts, Iterator[SheetRow]]]:
    """Read one sheet: what is known of it, and its rows that are not blank, one after the other.

    ``cancelled`` is asked ten times a second. Raises RuleSaysNo ``workbook-damaged``, ``workbook-password``,
    ``workbook-too-large``, ``list-empty``, ``list-cancelled``, or NeighbourFailed ``workbook-reader-unavailable``.
    """
    process = _started()
    try:
        answers = _answers(process, path, sheet, cancelled)
        yield _facts(next(answers)), (row for batch in answers for row in batch)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what a reader that has ended did not take is still to be written
                    pipe.close()


def _started() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[3])
    inherited = os.environ.get("PYTHONPATH", "")
    try:
        return subprocess.Popen(
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, inherited)))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise NeighbourFailed("workbook-reader-unavailable", detail=error.strerror or "") from error


def _answers(
    process: subprocess.Popen[bytes], path: Path, sheet: str | None, cancelled: Callable[[], bool] | None
) -> Iterator[Any]:
    """Every message that carries something; a process that ends before its last one has failed on the file."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps({"path": str(path.absolute()), "sheet": sheet}).encode("ascii") + b"\n")
        process.stdin.flush()
    except OSError:
        raise _damaged(path) from None
    began = time.monotonic()
    while line := process.stdout.readline():
        if cancelled is not None and cancelled():
            raise RuleSaysNo("list-cancelled", "file")
        if time.monotonic() - began > TIME_LIMIT:
            raise RuleSaysNo("workbook-too-large", "file", file=path.name, mib=0)
        message = json.loads(line)
        if isinstance(message, dict):
            if "refused" in message:
                raise RuleSaysNo(message["refused"], "file", **message["facts"])
            if "end" in message:
                return
        if message is not None:
            yield message
    raise _damaged(path)


def _damaged(path: Path) -> RuleSaysNo:
    return RuleSaysNo("workbook-damaged", "file", file=path.name, why="")


def _facts(message: dict[str, Any]) -> SheetFacts:
    return SheetFacts(
        sheets=tuple(Sheet(name, rows, visible) for name, rows, visible in message["sheets"]),
        sheet=message["sheet"],
        first_column=message["first_column"],
        merged=tuple((a, b, c, d) for a, b, c, d in message["merged"]),
        errors={(row, column): error for row, column, error in message["errors"]},
        without_value=message["without_value"],
    )
