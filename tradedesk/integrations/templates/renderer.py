"""Rendering templates in a process of its own, which is ended when a text takes too long or too much."""

from __future__ import annotations

import json
import math
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.facts import FACTS
from tradedesk.domain.template import Rendered, Template, TemplateFault, missing, unfilled

#: Seconds that one text may take before its process is ended.
TIME_LIMIT = 2.0

#: Seconds that the process may take to start; a cold disk and a virus scanner are slow.
START_LIMIT = 20.0

#: Bytes of a template (its subject, its body), in UTF-8.
SOURCE_LIMIT = 64 * 1024

#: Bytes of an answer: a text at its limit, every character escaped.
_ANSWER_LIMIT = 32 * 1024 * 1024

_LENGTH = struct.Struct(">I")
_MODULE = "tradedesk.integrations.templates.worker"


def worker_command() -> list[str]:
    """Return the command line of the render process; the frozen program is its own (``--render-worker``)."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--render-worker"]
    # -P: nothing that lies in the working directory is ever loaded.
    return [sys.executable, "-P", "-m", _MODULE]


class TemplateRenderer:
    """Renders and checks templates. May be used from several threads; one text is rendered at a time.

    The process starts with the first text (or ``warm_up``), is kept, and ends with ``close`` or with the program.
    """

    def __init__(self, time_limit: float = TIME_LIMIT, command: Sequence[str] | None = None) -> None:
        self._time_limit = time_limit
        self._command = list(command) if command is not None else worker_command()
        self._lock = threading.Lock()
        self._process: _RenderProcess | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm_up(self) -> None:
        """Start the process now, so that the first preview need not wait. Raises NeighbourFailed if it cannot."""
        with self._lock:
            self._running_process()

    def render(self, template: Template, facts: Mapping[str, str]) -> Rendered:
        """Put the facts into the template; where one is absent or blank stands its mark ⟦fact.name⟧.

        ``facts`` are texts by the names of FACTS. Raises RuleSaysNo (``field`` "subject", "body" or "facts"; facts
        ``line``, 0 for the whole, and ``name`` where there is one; codes "template-…"), or NeighbourFailed when the
        process cannot be started.
        """
        _refuse_long(template)
        answer = self._ask({"job": "render", **_texts(template), "facts": _all_facts(facts)})
        for fault in _faults(answer):
            raise _as_error(fault)
        subject, body = str(answer["subject"]), str(answer["body"])
        names = dict.fromkeys((*missing(template, facts), *unfilled(subject, body)))
        return Rendered(subject, body, tuple(names))

    def check(self, template: Template) -> list[TemplateFault]:
        """Return everything that is wrong with a template, best before it is saved; an empty list when it is sound.

        Raises NeighbourFailed when the process cannot be started.
        """
        try:
            _refuse_long(template)
            job = {"job": "check", **_texts(template), "facts": _all_facts({}), "required": list(template.required)}
            return _faults(self._ask(job))
        except RuleSaysNo as no:
            facts = tuple((name, value) for name, value in no.facts.items() if name != "line")
            return [TemplateFault(0, no.code, facts, no.field)]

    def close(self) -> None:
        """End the process. The renderer cannot be used afterwards."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.end()
                self._process = None

    def _ask(self, job: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            process = self._running_process()
            answer = process.exchange(job, self._time_limit)
            if answer is None:
                process.end()
                self._process = None
                raise RuleSaysNo("template-too-heavy", "body", line=0, seconds=f"{self._time_limit:g}")
            return answer

    def _running_process(self) -> _RenderProcess:
        if self._closed:
            raise RuntimeError("the renderer is closed")
        if self._process is not None and not self._process.alive():
            self._process.end()
            self._process = None
        if self._process is None:
            self._process = _RenderProcess.started(self._command)
        return self._process


class _RenderProcess:
    """One running process and its pipes."""

    def __init__(self, process: subprocess.Popen[bytes], source: IO[bytes], sink: IO[bytes]) -> None:
        self._process = process
        self._source = source
        self._sink = sink
        self._expired = False
        self._bell = threading.Condition()
        self._due: float | None = None
        self._looks_at, self._ended = 0.0, False
        # One for the life of the process: a timer for each text would cost more than the text.
        self._watch = threading.Thread(target=self._keep_time, name="template-time", daemon=True)
        self._watch.start()

    @classmethod
    def started(cls, command: Sequence[str]) -> Self:
        """Start the process and wait until it is ready. Raises NeighbourFailed."""
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise NeighbourFailed("template-renderer-unavailable", detail=error.strerror or "") from error
        assert process.stdin is not None
        assert process.stdout is not None
        started = cls(process, process.stdout, process.stdin)
        if started.exchange(None, START_LIMIT) is None:
            started.end()
            raise NeighbourFailed("template-renderer-unavailable", detail="")
        return started

    def alive(self) -> bool:
        """Whether the process can take a job; not one that was ended in the moment in which it answered."""
        return not self._expired and self._process.poll() is None

    def exchange(self, job: dict[str, Any] | None, seconds: float) -> dict[str, Any] | None:
        """Send a job (None: only listen) and return the answer, or None when the process ended before it had one.

        A process that takes longer is ended: its closed pipe is what wakes us, on every system alike.
        """
        self._allow(seconds)
        try:
            if job is not None:
                text = json.dumps(job).encode("ascii")
                self._sink.write(_LENGTH.pack(len(text)) + text)
                self._sink.flush()
            return self._answer()
        except OSError:
            return None
        finally:
            self._allow(None)

    def _allow(self, seconds: float | None) -> None:
        """So long may the present job take; None: there is none."""
        with self._bell:
            self._due = None if seconds is None else time.monotonic() + seconds
            if self._due is not None and self._due < self._looks_at:
                self._bell.notify()

    def _keep_time(self) -> None:
        """End the process when its job takes too long. One that is done in time is noticed when its time is over."""
        with self._bell:
            while not self._ended:
                left = None if self._due is None else self._due - time.monotonic()
                if left is not None and left <= 0:
                    self._expired, self._due = True, None
                    self._process.kill()
                    continue
                self._looks_at = math.inf if self._due is None else self._due
                self._bell.wait(left)

    def _answer(self) -> dict[str, Any] | None:
        head = self._source.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return None
        size = _LENGTH.unpack(head)[0]
        if size > _ANSWER_LIMIT:
            return None
        text = self._source.read(size)
        if len(text) < size:
            return None
        answer = json.loads(text)
        assert isinstance(answer, dict)
        return answer

    def end(self) -> None:
        """End the process and give its pipes back; does not fail when it has ended already."""
        with self._bell:
            self._ended = True
            self._bell.notify()
        self._watch.join()
        self._process.kill()
        self._process.wait()
        for pipe in (self._sink, self._source):
            with suppress(OSError):
                pipe.close()


def _environment() -> dict[str, str]:
    """Let the process find this very program, wherever it was started from."""
    root = str(Path(__file__).resolve().parents[3])
    inherited = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, inherited)))}


def _texts(template: Template) -> dict[str, str]:
    return {"subject": template.subject, "body": template.body}


def _all_facts(facts: Mapping[str, str]) -> dict[str, str]:
    """Every fact there is, blank where it is not given. Raises RuleSaysNo for what is no fact or no text."""
    for name, value in facts.items():
        if name not in FACTS:
            raise RuleSaysNo("template-unknown-fact", "facts", line=0, name=name)
        if not isinstance(value, str):
            raise RuleSaysNo("template-fact-not-text", "facts", line=0, name=name)
    return {name: facts.get(name, "") for name in FACTS}


def _refuse_long(template: Template) -> None:
    for field, text in (("subject", template.subject), ("body", template.body)):
        if len(text) > SOURCE_LIMIT or len(text.encode("utf-8", "surrogatepass")) > SOURCE_LIMIT:
            raise RuleSaysNo("template-too-long", field, line=0, kib=SOURCE_LIMIT // 1024)


def _faults(answer: dict[str, Any]) -> list[TemplateFault]:
    return [
        TemplateFault(line, code, tuple((name, value) for name, value in facts), field)
        for line, code, facts, field in answer["faults"]
    ]


def _as_error(fault: TemplateFault) -> RuleSaysNo:
    return RuleSaysNo(fault.code, fault.field, line=fault.line, **dict(fault.facts))
