"""Handing a message over: write its files into a private folder, start the mail program, tell what was started.

The system's own "open this address" services are not used on Linux: they lose Cc, Bcc and attachments and still report
success. Programs are started from argument lists, never through a shell.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import addressing, attached, gate, ways
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import MailProgram

if TYPE_CHECKING:
    from subprocess import Popen

# Programs that were started and may still run; kept so that those that have ended can be taken off the process list.
_started: list[Popen[bytes]] = []


@dataclass(frozen=True)
class HandOver:
    """What was started, with what, and which files must stay: attachments until the user has sent the message.

    ``command`` is the one that opens the draft, with its arguments; where the system itself opened it, what it opened.
    """

    program_code: str
    command: tuple[str, ...]
    files: tuple[Path, ...]
    record: Path


def open_draft(program: MailProgram, request: ComposeRequest, folder: Path) -> HandOver:
    """Open the message as a draft in the mail program; waits at most ``program.fails_within`` seconds for it.

    ``folder`` belongs to this one hand-over: it is made (0700) and gets the record ``draft.eml`` (0600) and what the
    program reads, such as the text and copies of the attachments, which must stay there until the message was sent.
    What comes back means that the program was started, not that the draft is seen, nor that anything was sent.

    RuleSaysNo: codes of ``gate.check``, or of ``ways.lost`` when this way cannot carry the whole message.
    NeighbourFailed: mail-files-not-written, mail-program-not-started, mail-program-failed, ``kept`` being the path of
    the record where it was written.
    """
    forget_finished()
    gate.check(request)
    request = _settled(request)
    _refuse_losses(program, request)
    files = OutgoingFiles(folder, program.reads)
    with _translated("mail-files-not-written", folder=folder):
        record = files.write_record(request)
    with _translated("mail-files-not-written", record, folder=folder):
        start = program.prepare(request, files)
    for command in start.commands:
        _start(program, command, folder, record)
    for target in start.opens:
        with _translated("mail-program-not-started", record, program=program.label):
            _open_with_system(target)
    command = start.commands[0] if start.commands else start.opens[:1]
    return HandOver(program.code, command, (record, *start.files), record)


def forget_finished() -> int:
    """Take ended programs off the process list; how many of those that were started here still run."""
    _started[:] = [process for process in _started if process.poll() is None]
    return len(_started)


def _settled(request: ComposeRequest) -> ComposeRequest:
    """The request with every attachment's SHA-256, so that record and copy cannot hold different bytes, and with every
    domain in ASCII: of others KMail and Claws Mail make an address that nobody has."""
    return replace(
        request,
        to=_with_ascii_domains(request.to),
        cc=_with_ascii_domains(request.cc),
        bcc=_with_ascii_domains(request.bcc),
        attachments=_with_digests(request.attachments),
        inline=_with_digests(request.inline),
    )


def _with_ascii_domains(people: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, addressing.with_ascii_domain(address)) for name, address in people)


def _with_digests(items: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    return tuple(item if item.sha256 else replace(item, sha256=attached.digest_of(item)) for item in items)


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


def _start(program: MailProgram, command: tuple[str, ...], folder: Path, record: Path) -> None:
    import subprocess

    with _translated("mail-program-not-started", record, program=program.label):
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
        status = process.wait(timeout=program.fails_within)
    except subprocess.TimeoutExpired:
        return
    if status not in program.ends_well:
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
