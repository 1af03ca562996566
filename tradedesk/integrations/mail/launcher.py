"""Handing a message over: write its files into a private folder, start the mail program, tell what was started.

The system's own "open this address" services are not used on Linux: they lose Cc, Bcc and attachments and still report
success. Programs are started from argument lists, never through a shell.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import attached, eml, gate, mailto, thunderbird, ways
from tradedesk.integrations.mail.ways import MailProgram

if TYPE_CHECKING:
    from subprocess import Popen

#: Seconds in which a program that cannot start is expected to say so.
FAILS_WITHIN = 0.3
RECORD_NAME = "draft.eml"
BODY_NAME = "body.txt"

# Programs that were started and may still run; kept so that those that have ended can be taken off the process list.
_started: list[Popen[bytes]] = []


@dataclass(frozen=True)
class HandOver:
    """What was started, with what, and which files must stay: attachments until the user has sent the message."""

    program_code: str
    command: tuple[str, ...]
    files: tuple[Path, ...]
    record: Path


def open_draft(program: MailProgram, request: ComposeRequest, folder: Path) -> HandOver:
    """Open the message as a draft in the mail program; waits at most ``FAILS_WITHIN`` seconds for it.

    ``folder`` belongs to this one hand-over: it is made (0700) and gets the record ``draft.eml`` (0600), and for
    Thunderbird the text and copies of the attachments, which must stay there until the message was sent.
    What comes back means that the program was started, not that the draft is seen, nor that anything was sent.

    RuleSaysNo: codes of ``gate.check``, or of ``ways.lost`` when this way cannot carry the whole message.
    NeighbourFailed: mail-files-not-written, mail-program-not-started, mail-program-failed, ``kept`` being the path of
    the record where it was written.
    """
    forget_finished()
    gate.check(request)
    request = _pinned(request)
    _refuse_losses(program, request)
    with _translated("mail-files-not-written", folder=folder):
        _private(folder)
        record = _record(request, folder)
    with _translated("mail-files-not-written", record, folder=folder):
        argument, files = _prepare(program, request, record, _place(program, folder))
    command = (*program.command, *argument)
    _start(program, command, folder, record)
    return HandOver(program.code, command, (record, *files), record)


def forget_finished() -> int:
    """Take ended programs off the process list; how many of those that were started here still run."""
    _started[:] = [process for process in _started if process.poll() is None]
    return len(_started)


def _pinned(request: ComposeRequest) -> ComposeRequest:
    """The request with every attachment's SHA-256, so that record and copy cannot hold different bytes."""
    known = (item if item.sha256 else replace(item, sha256=attached.digest_of(item)) for item in request.attachments)
    return replace(request, attachments=tuple(known))


def _refuse_losses(program: MailProgram, request: ComposeRequest) -> None:
    for reason in ways.stopping(ways.lost(program, request)):
        field = "attachments" if reason.code == "mail-loses-attachments" else ""
        raise RuleSaysNo(reason.code, field=field, **dict(reason.facts))


@contextmanager
def _translated(code: str, kept: Path | None = None, **facts: object) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NeighbourFailed(code, kept=str(kept or ""), why=why, **facts) from error


def _place(program: MailProgram, folder: Path) -> Path:
    return Path(program.reads) / "TradeDesk" / folder.name if program.reads else folder


def _private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def _record(request: ComposeRequest, folder: Path) -> Path:
    """The message as an .eml file, whatever way it goes: what was prepared, and the last resort."""
    target = folder / RECORD_NAME
    _write(target, lambda file: eml.write_eml(request, file, international=True))
    return target


def _prepare(
    program: MailProgram, request: ComposeRequest, record: Path, place: Path
) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """The arguments for this way, and the files it needs besides the record."""
    if program.code == "mailto":
        return (mailto.mailto_uri(request),), ()
    if program.code == "eml":
        if place == record.parent:
            return (str(record.absolute()),), ()
        _private(place)
        copy = place / RECORD_NAME
        _write(copy, lambda file: eml.write_eml(request, file))
        return (str(copy.absolute()),), (copy,)
    _private(place)
    copies = tuple(_copy(item, place / f"attachment-{n}") for n, item in enumerate(request.attachments, 1))
    body = _body(request.text, place)
    argument = thunderbird.compose_argument(request, body, copies)
    if program.max_length and len(argument) > program.max_length:
        raise RuleSaysNo("mail-too-long", program=program.label, length=len(argument), limit=program.max_length)
    return ("-compose", argument), (*((body,) if body else ()), *copies)


def _body(text: str, place: Path) -> Path | None:
    if not text:
        return None
    target = (place / BODY_NAME).absolute()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # Thunderbird reads the file as flowed text: a space at the end of a line would join it to the next one.
    kept = "\n".join(line if line == "-- " else line.rstrip(" ") for line in lines).encode("utf-8")
    _write(target, lambda file: file.write(kept))
    return target


def _copy(attachment: Attachment, place: Path) -> Path:
    """A copy under the attachment's own name: it stays as it is now, whatever happens to the original."""
    _private(place)
    target = (place / attachment.name).absolute()
    _write(target, lambda file: file.writelines(attached.pieces(attachment)))
    return target


def _write(target: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file that only its owner reads: on disk before it gets its name, or not there at all."""
    part = target.parent / ".part"
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if sys.platform != "win32":
        directory = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def _start(program: MailProgram, command: tuple[str, ...], folder: Path, record: Path) -> None:
    import subprocess

    with _translated("mail-program-not-started", record, program=program.label):
        if not program.command:
            _open_with_system(command[0])
            return
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_surroundings(os.environ),
            start_new_session=True,
            close_fds=True,
        )
    _started.append(process)
    try:
        status = process.wait(timeout=FAILS_WITHIN)
    except subprocess.TimeoutExpired:
        return
    if status != 0:
        raise NeighbourFailed("mail-program-failed", kept=str(record), program=program.label, status=status)


def _open_with_system(target: str) -> None:
    if sys.platform == "win32":
        os.startfile(target)  # noqa: S606  (a file of ours or an encoded address, both checked above)
    else:
        raise FileNotFoundError(2, "no opener", target)


def _surroundings(env: Mapping[str, str]) -> dict[str, str]:
    """The environment for the program: a frozen TradeDesk's own library path is not for others."""
    given = dict(env)
    original = given.pop("LD_LIBRARY_PATH_ORIG", None)
    if original is not None:
        given["LD_LIBRARY_PATH"] = original
    elif getattr(sys, "frozen", False):
        given.pop("LD_LIBRARY_PATH", None)
    return given
