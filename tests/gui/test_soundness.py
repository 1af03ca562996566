"""The look through the ledger's file, at the window: once a day, told when something is wrong, silent otherwise."""

from __future__ import annotations

from datetime import date

import pytest
import sqlcipher3.dbapi2 as sqlite

from tests.support.at_the_window import whole_program
from tradedesk.ui.soundness import SoundnessLook


@pytest.fixture
def at(qtbot, qapp, tmp_path):
    with whole_program(qtbot, qapp, tmp_path / "profile") as user:
        yield user


class Looking:
    """The program's look, on a day; ``told`` is what was found, each time that it was said."""

    def __init__(self, user):
        self.user, self.told = user, []
        self.look = SoundnessLook.of(user.desk)
        self.on("2026-11-22")
        self.look.begin(user.bench.ledger.path, self.told.append, at_once=True)
        self.wait()

    def on(self, day):
        self.look._now = lambda: date.fromisoformat(day)

    def wait(self):
        self.user.until(lambda: not self.look.busy)

    def come_back(self):
        self.look.look_by_itself()
        self.wait()

    @property
    def last(self):
        return self.user.desk.settings.get(SoundnessLook.kept_as, "")


def break_a_row(user):
    """As a disk does, beside the program: a person of a customer that is not there."""
    connection = sqlite.connect(str(user.bench.ledger.path), isolation_level=None)
    connection.execute("insert into contacts (party_id, name) values (4711, 'Nobody')")
    connection.close()


def test_a_whole_ledger_is_looked_through_once_a_day_and_nothing_is_said(at):
    looking = Looking(at)
    assert (looking.told, looking.last) == ([], "2026-11-22")
    break_a_row(at)
    looking.come_back()
    assert looking.told == []
    looking.on("2026-11-23")
    looking.come_back()
    assert (looking.told, looking.last) == ([["contacts 1"]], "2026-11-22")


def test_damage_is_told_once_and_again_at_the_next_start(at):
    break_a_row(at)
    looking = Looking(at)
    looking.come_back()
    assert (looking.told, looking.last) == ([["contacts 1"]], "")


def test_a_ledger_that_is_not_in_its_place_is_no_matter_of_the_look(at, tmp_path):
    path = at.bench.ledger.path
    aside = path.rename(tmp_path / "aside")
    looking = Looking(at)
    assert (looking.told, looking.last, path.exists(), at.window.banners.newest) == ([], "", False, None)
    aside.rename(path)
    looking.come_back()
    assert looking.last == "2026-11-22"
