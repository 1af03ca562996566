from __future__ import annotations

import threading
from itertools import pairwise
from time import perf_counter

import pytest
from PySide6.QtCore import QThread, QTimer

from tradedesk.ui.jobs import Lane, Pool


def test_jobs_of_one_lane_run_in_the_order_they_were_given(qtbot, lane):
    ran: list[int] = []
    for number in range(200):
        lane.submit(lambda _job, n=number: ran.append(n))
    with qtbot.waitSignal(lane.idle):
        pass
    assert ran == list(range(200))


def test_a_fast_result_is_not_lost_and_arrives_in_the_gui_thread(qtbot, qapp, lane):
    arrived: list[tuple[int, bool]] = []
    for number in range(100):
        lane.submit(
            lambda _job, n=number: n, lambda result: arrived.append((result, QThread.currentThread() is qapp.thread()))
        )
    qtbot.waitUntil(lambda: len(arrived) == 100)
    assert arrived == [(number, True) for number in range(100)]


def test_the_work_itself_is_not_done_in_the_gui_thread(qtbot, lane):
    seen: list[threading.Thread] = []
    lane.submit(lambda _job: threading.current_thread(), seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] is not threading.main_thread()


def test_a_job_cancelled_while_it_waits_never_starts(qtbot, lane):
    hold = threading.Event()
    ran: list[str] = []
    told: list[str] = []
    lane.submit(lambda _job: hold.wait(5))
    job = lane.submit(
        lambda _job: ran.append("ran"), lambda _r: told.append("done"), on_cancelled=lambda: told.append("x")
    )
    job.cancel()
    hold.set()
    with qtbot.waitSignal(lane.idle):
        pass
    assert (ran, told, job.started) == ([], ["x"], False)


def test_a_running_job_sees_that_it_was_cancelled_and_ends_at_its_next_report(qtbot, lane):
    began, go_on = threading.Event(), threading.Event()
    rows: list[int] = []
    told: list[str] = []

    def work(job):
        for row in range(10):
            job.report(row, 10)
            rows.append(row)
            began.set()
            go_on.wait(5)

    job = lane.submit(work, lambda _r: told.append("done"), on_cancelled=lambda: told.append("cancelled"))
    assert began.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert (rows, told) == ([0], ["cancelled"])


def test_an_error_goes_to_its_handler_and_the_lane_goes_on(qtbot, lane):
    errors: list[str] = []
    done: list[int] = []
    lane.submit(lambda _job: {}["no"], None, lambda error: errors.append(type(error).__name__))
    lane.submit(lambda _job: 7, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert (errors, done) == (["KeyError"], [7])


def test_progress_arrives_and_always_tells_the_end(qtbot, lane):
    told: list[tuple[int, int]] = []

    def work(job):
        for number in range(1, 1001):
            job.report(number, 1000)

    lane.submit(work, on_progress=lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(lane.idle):
        pass
    assert told[-1] == (1000, 1000)
    assert len(told) < 100


def test_many_slow_handlers_leave_room_for_painting_in_between(qtbot, lane):
    """Each handler takes 4 ms; a timer of the window must get its turn between them."""
    turns: list[float] = []
    done: list[int] = []

    def slow(result: int) -> None:
        until = perf_counter() + 0.004
        while perf_counter() < until:
            pass
        done.append(result)

    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: turns.append(len(done)))
    timer.start()
    for number in range(40):
        lane.submit(lambda _job, n=number: n, slow)
    qtbot.waitUntil(lambda: len(done) == 40)
    timer.stop()
    steps = [later - earlier for earlier, later in pairwise(turns)]
    assert max(steps) <= 4


def test_closing_finishes_what_was_queued_so_that_no_edit_is_lost(qapp):
    lane = Lane()
    ran: list[int] = []
    for number in range(50):
        lane.submit(lambda _job, n=number: ran.append(n))
    lane.close()
    assert ran == list(range(50))
    with pytest.raises(RuntimeError):
        lane.submit(lambda _job: None)


def test_the_pool_works_on_two_things_at_once(qtbot, qapp):
    pool = Pool()
    meet = threading.Barrier(2)
    done: list[int] = []
    for _ in range(2):
        pool.submit(lambda _job: meet.wait(5), done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    pool.close()
    assert sorted(done) == [0, 1]
