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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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

#: Bytes that wait in a pipe where the system lets us say so: room for the texts of a few hundred letters.
_PIPE = 512 * 1024

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
        subject, body = self.render_each(((template, facts),))[0]
        marked = dict.fromkeys((*missing(template, facts), *unfilled(subject, body)))
        return Rendered(subject, body, tuple(marked))

    def render_each(
        self, texts: Sequence[tuple[Template, Mapping[str, str]]], meanwhile: Callable[[], object] = lambda: None
    ) -> list[tuple[str, str]]:
        """As ``render``, subject and body of one text after the other, each within its own time.

        The first that is refused ends it. ``meanwhile`` is done here while the process is at work.
        """
        sources: dict[tuple[str, str], int] = {}
        each = []
        for template, facts in texts:
            key = (template.subject, template.body)
            if key not in sources:
                _refuse_long(template)
                sources[key] = len(sources)
            each.append([sources[key], _known(facts)])
        answers = self._ask({"job": "render", "texts": list(sources), "each": each}, len(each), meanwhile)
        for fault in _faults(answers[-1]) if answers else ():
            raise _as_error(fault)
        return [(str(answer["subject"]), str(answer["body"])) for answer in answers]

    def check(self, template: Template) -> list[TemplateFault]:
        """Return everything that is wrong with a template, best before it is saved; an empty list when it is sound.

        Raises NeighbourFailed when the process cannot be started.
        """
        try:
            _refuse_long(template)
            text = {"subject": template.subject, "body": template.body}
            return _faults(self._ask({"job": "check", **text, "required": list(template.required)})[0])
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

    def _ask(
        self, job: dict[str, Any], count: int = 1, meanwhile: Callable[[], object] = lambda: None
    ) -> list[dict[str, Any]]:
        """The answers to a job, as many as it has texts; fewer when the last of them says why not."""
        with self._lock:
            process = self._running_process()
            in_step = False
            try:
                process.send(job, self._time_limit)
                meanwhile()
                answers = process.answers(count, self._time_limit)
                in_step = True
            except _EndedError:
                raise RuleSaysNo("template-too-heavy", "body", line=0, seconds=f"{self._time_limit:g}") from None
            finally:
                if not in_step:
                    # Answers that nobody listens to any more would be taken for those to the next job.
                    process.end()
                    self._process = None
            return answers

    def _running_process(self) -> _RenderProcess:
        if self._closed:
            raise RuntimeError("the renderer is closed")
        if self._process is not None and not self._process.alive():
            self._process.end()
            self._process = None
        if self._process is None:
            self._process = _RenderProcess.started(self._command)
        return self._process


class _EndedError(Exception):
    """The process is no more."""


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
                pipesize=_PIPE,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise NeighbourFailed("template-renderer-unavailable", detail=error.strerror or "") from error
        assert process.stdin is not None
        assert process.stdout is not None
        started = cls(process, process.stdout, process.stdin)
        try:
            started.answers(1, START_LIMIT)
        except _EndedError:
            started.end()
            raise NeighbourFailed("template-renderer-unavailable", detail="") from None
        return started

    def alive(self) -> bool:
        """Whether the process can take a job; not one that was ended in the moment in which it answered."""
        return not self._expired and self._process.poll() is None

    def send(self, job: dict[str, Any], seconds: float) -> None:
        """Send a job. Raises _EndedError."""
        text = json.dumps(job).encode("ascii")
        with self._within(seconds):
            self._sink.write(_LENGTH.pack(len(text)) + text)
            self._sink.flush()

    def answers(self, count: int, seconds: float) -> list[dict[str, Any]]:
        """The next answers, each within its own time; fewer when the last of them says why not.

        Raises _EndedError when the process ended before. One that takes longer is ended: its closed pipe is what wakes
        us, on every system alike.
        """
        found: list[dict[str, Any]] = []
        with self._within(seconds):
            while len(found) < count and not (found and found[-1]["faults"]):
                # Later than before, so nobody has to be woken for it.
                self._due = time.monotonic() + seconds
                size = _LENGTH.unpack(self._read(_LENGTH.size))[0]
                if size > _ANSWER_LIMIT:
                    raise _EndedError
                found.append(json.loads(self._read(size)))
        return found

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        self._allow(seconds)
        try:
            yield
        except OSError as error:
            raise _EndedError from error
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

    def _read(self, size: int) -> bytes:
        text = self._source.read(size)
        if len(text) < size:
            raise _EndedError
        return text

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


def _known(facts: Mapping[str, str]) -> Mapping[str, str]:
    """The facts as they are. Raises RuleSaysNo for what is no fact or no text."""
    for name in facts.keys() - FACTS.keys():
        raise RuleSaysNo("template-unknown-fact", "facts", line=0, name=name)
    for name, value in facts.items():
        if not isinstance(value, str):
            raise RuleSaysNo("template-fact-not-text", "facts", line=0, name=name)
    return facts


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
