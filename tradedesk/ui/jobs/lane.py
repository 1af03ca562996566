"""One worker thread that runs callables in order, and a pool of two for what does not touch the ledger.

Results come back to the thread that owns the lane (the GUI) through a queued signal that carries nothing: the results
themselves wait in a deque, and each turn of the event loop hands over only as many as fit into one frame.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

#: Seconds that one turn of the event loop may spend on handing over results (a frame is 16 ms).
FRAME = 0.008
#: Seconds between two reports of progress that are passed on.
REPORT_EVERY = 0.05


class JobCancelled(Exception):
    """Raised inside a job by ``report`` when the user has cancelled it; nothing was committed."""


class Job:
    """One callable on its way: ``fn(job)`` reads ``job.cancelled`` and may call ``job.report``."""

    def __init__(
        self,
        fn: Callable[[Job], Any],
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
    ) -> None:
        self.fn = fn
        self.on_done = on_done
        self.on_error = on_error
        self.on_progress = on_progress
        self.on_cancelled = on_cancelled
        self.cancelled = False
        self.started = False
        self.finished = False
        self._post: Callable[[Callable[[], object]], None] | None = None
        self._reported = 0.0

    def cancel(self) -> None:
        """Ask for the end: a waiting job never starts, a running one stops at its next report; nothing is delivered."""
        self.cancelled = True

    def report(self, done: int, total: int) -> None:
        """Tell progress from inside the job (passed on at most 20 times a second); ends a cancelled job."""
        if self.cancelled:
            raise JobCancelled
        now = perf_counter()
        if (
            self.on_progress is not None
            and self._post is not None
            and (done >= total or now - self._reported >= REPORT_EVERY)
        ):
            self._reported = now
            told = self.on_progress
            self._post(lambda: None if self.cancelled else told(done, total))

    def run(self, post: Callable[[Callable[[], object]], None]) -> None:
        """Run in the worker thread; ``post`` takes what is to happen in the GUI thread."""
        self._post = post
        if self.cancelled:
            post(self._end_cancelled)
            return
        self.started = True
        try:
            result = self.fn(self)
        except JobCancelled:
            self.cancelled = True
            post(self._end_cancelled)
        except Exception as error:  # noqa: BLE001 - the lane is where errors change threads
            caught = error
            post(lambda: self._end_failed(caught))
        else:
            post(lambda: self._end_done(result))

    def _end_done(self, result: Any) -> None:
        self.finished = True
        if self.cancelled:
            self._tell_cancelled()
        elif self.on_done is not None:
            self.on_done(result)

    def _end_failed(self, error: Exception) -> None:
        self.finished = True
        if self.cancelled:
            self._tell_cancelled()
        elif self.on_error is not None:
            self.on_error(error)
        else:
            raise error

    def _end_cancelled(self) -> None:
        self.finished = True
        self._tell_cancelled()

    def _tell_cancelled(self) -> None:
        if self.on_cancelled is not None:
            self.on_cancelled()


class Lane(QObject):
    """Worker threads fed from one queue; with one thread (the ledger lane) the order is kept."""

    _arrived = Signal()
    #: Emitted when the last waiting job has been handed over.
    idle = Signal()

    def __init__(self, name: str = "ledger", threads: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._ready: deque[Callable[[], object]] = deque()
        self._jobs: dict[int, Job] = {}
        self._woken = False
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(target=self._work, name=f"tradedesk-{name}-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def submit(
        self,
        fn: Callable[[Job], Any],
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
    ) -> Job:
        """Queue ``fn(job)``; exactly one of the handlers is called in the GUI thread when it has ended.

        Raises RuntimeError after ``close``.
        """
        if self._closed:
            raise RuntimeError("the lane is closed")
        job = Job(fn, on_done, on_error, on_progress, on_cancelled)
        self._jobs[id(job)] = job
        self._queue.put(job)
        return job

    @property
    def busy(self) -> bool:
        """Whether something is waiting, running or not yet handed over."""
        return bool(self._jobs)

    def close(self) -> None:
        """Run what is queued (edits must not be lost), end the threads and wait; nothing is delivered afterwards."""
        if self._closed:
            return
        self._closed = True
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()
        self._ready.clear()
        self._jobs.clear()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            job.run(self._post)
            number = id(job)
            # The handlers may hold widgets: the last reference to them must fall in the GUI thread, not in this one.
            del job
            self._post(partial(self._forget, number))

    def _post(self, happening: Callable[[], object]) -> None:
        self._ready.append(happening)
        if not self._woken and not self._closed:
            self._woken = True
            self._arrived.emit()

    def _forget(self, number: int) -> None:
        del self._jobs[number]
        if not self._jobs:
            self.idle.emit()

    def _deliver(self) -> None:
        self._woken = False
        until = perf_counter() + FRAME
        try:
            while self._ready and not self._closed and perf_counter() < until:
                self._ready.popleft()()
        finally:
            # A timer and not another queued call, so that painting and keys come in between.
            if self._ready and not self._closed:
                self._woken = True
                QTimer.singleShot(0, self._deliver)


class Pool(Lane):
    """Two threads for rendering, parsing and the network: work that does not touch the ledger, in no promised order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("pool", 2, parent)
