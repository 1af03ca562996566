"""What is owed is looked at by the clock on the wall: after sleep, and after the clock was set (D6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tradedesk.ui.wall_clock import WallClock

AT = datetime(2026, 11, 21, 6, 32, 15, tzinfo=UTC)


class Wall:
    """A clock on the wall that somebody can set."""

    def __init__(self) -> None:
        self.moment = AT

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def wall():
    return Wall()


@pytest.fixture
def clock(qtbot, wall):
    made = WallClock(now=wall)
    made.start()
    yield made
    made.stop()


def struck(clock):
    found = []
    clock.struck.connect(lambda: found.append(clock.due))
    return found


def test_it_strikes_at_the_full_minute_and_waits_for_the_next(clock, wall):
    found = struck(clock)
    for _ in range(4):
        wall.moment += timedelta(seconds=10)
        clock.look()
    assert found == []
    wall.moment = AT.replace(minute=33, second=0)
    clock.look()
    assert found == [AT.replace(minute=34, second=0)]


def test_after_a_night_asleep_it_strikes_at_the_first_look(clock, wall):
    found = struck(clock)
    wall.moment += timedelta(hours=9)
    clock.look()
    assert found == [datetime(2026, 11, 21, 15, 33, tzinfo=UTC)]


@pytest.mark.parametrize("by", [timedelta(hours=-3), timedelta(seconds=-20), timedelta(days=-400), timedelta(hours=2)])
def test_a_clock_that_was_set_is_noticed_at_the_first_look_whichever_way(clock, wall, by):
    found = struck(clock)
    wall.moment += by
    clock.look()
    assert len(found) == 1
    assert clock.due - wall.moment <= timedelta(minutes=1)


def test_it_runs_by_itself(qtbot, clock, wall):
    with qtbot.waitSignal(clock.struck, timeout=2000):
        wall.moment = AT.replace(second=59, microsecond=990_000)
        clock.start()
        wall.moment = AT.replace(minute=33, second=0)
