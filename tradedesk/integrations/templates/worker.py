"""The process in which templates are rendered: it can be ended at any moment without harm to anything.

It does one job at a time on standard input and output, each message a four-byte length and JSON, and ends when its
input is closed, that is at the latest when the program is gone.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from collections.abc import Iterator
from typing import Any

#: Bytes of address space. A render needs some 40 MiB.
MEMORY_LIMIT = 256 * 1024 * 1024

#: Seconds of processor time for one job. The program's own clock is the first limit; this one holds without it.
CPU_LIMIT = 3

_LENGTH = struct.Struct(">I")


def main() -> int:
    """Serve until the input ends; 0."""
    source, sink = _take_over_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the program, which then closes us
    from tradedesk.integrations.templates import engine  # noqa: F401 - loaded before the memory is limited

    _limit_memory()
    _send(sink, {"ready": True})
    while (job := _receive(source)) is not None:
        for answer in answers(job):
            _send(sink, answer)
    return 0


def answers(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Do one job: {"job": "check", "subject", "body", "required"}, one answer; or {"job": "render", "texts", "each"}.

    ``texts`` are pairs of subject and body, ``each`` pairs of a text's place and its facts: one answer each, up to the
    first that is refused.
    """
    from dataclasses import astuple

    from tradedesk.integrations.templates.engine import RefusedError, check_message, render_message

    _limit_processor_time()
    if job["job"] == "check":
        faults = check_message(job["subject"], job["body"], job["required"])
        yield {"faults": [astuple(one) for one in faults]}
        return
    for place, facts in job["each"]:
        subject, body = job["texts"][place]
        try:
            subject, body = render_message(subject, body, facts)
        except RefusedError as refused:
            yield {"faults": [astuple(one) for one in refused.faults]}
            return
        yield {"subject": subject, "body": body, "faults": []}
        _limit_processor_time()


def _take_over_pipes() -> tuple[int, int]:
    """Keep the two pipes to ourselves: nothing that prints by accident may mix with the answers."""
    source, sink = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(source, os.O_BINARY)
        msvcrt.setmode(sink, os.O_BINARY)
    return source, sink


def _limit_memory() -> None:
    """Bound the address space (Linux, mostly macOS) and leave no core file.

    Windows knows no such limit for a process by itself. There the program's own clock holds: the process is ended
    after its two seconds, with all it took; the lengths of template, result and answer are bounded everywhere.
    """
    if sys.platform != "win32":
        import resource
        from contextlib import suppress

        with suppress(ValueError, OSError):  # macOS knows the limit but does not always take it
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor_time() -> None:
    """Allow the next job its seconds: the limit counts from the start of the process, so it moves on with each."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + CPU_LIMIT
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        if hard == resource.RLIM_INFINITY or soft < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _receive(source: int) -> dict[str, Any] | None:
    head = _read(source, _LENGTH.size)
    if head is None:
        return None
    text = _read(source, *_LENGTH.unpack(head))
    return None if text is None else json.loads(text)


def _read(source: int, size: int) -> bytes | None:
    """Read exactly ``size`` bytes, or return None when the input ends before."""
    parts = bytearray()
    while len(parts) < size:
        part = os.read(source, size - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)


def _send(sink: int, message: dict[str, Any]) -> None:
    # Escaped to ASCII: half a surrogate pair in a fact must come back as it was.
    text = json.dumps(message).encode("ascii")
    rest = memoryview(_LENGTH.pack(len(text)) + text)
    while rest:
        rest = rest[os.write(sink, rest) :]


if __name__ == "__main__":
    sys.exit(main())
