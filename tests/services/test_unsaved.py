"""A draft's text that the ledger refuses outlives the program, and never takes the place of a newer one."""

from __future__ import annotations

import os

import pytest
import sqlcipher3.dbapi2 as sqlite

from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk
from tradedesk.domain.errors import NotThere, TradeError
from tradedesk.ledger import drafts
from tradedesk.services import composing, unsaved

TYPED = ("Order TD-2026-0160", "Typed 在错误的时刻 \ud83d", "")


@pytest.fixture
def bench(tmp_path):
    with bench_at(tmp_path / "profile") as made:
        made.ledger.connection.execute("pragma busy_timeout=0")
        yield made


@pytest.fixture
def letter(bench):
    return composing.draft_update(bench, order_id=LetterDesk(bench).order)


@pytest.fixture
def refused(bench, letter):
    """Another program holds the ledger while a text is to be saved."""
    other = sqlite.connect(str(bench.ledger.path), isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(TradeError, match="ledger-in-use"):
        unsaved.save(bench, letter, TYPED)
    other.execute("rollback")
    other.close()
    return letter


def test_what_is_refused_lies_in_the_profile_readable_by_its_owner_alone(bench, refused):
    assert unsaved.kept(bench) == {refused: TYPED}
    if os.name == "posix":
        assert bench.profile.unsaved_text_of(refused).stat().st_mode & 0o077 == 0


def test_saved_at_last_it_is_kept_no_longer(bench, refused):
    said = (TYPED[0], "Typed later", "")
    unsaved.save(bench, refused, said)
    assert drafts.draft(bench.ledger.read, refused).body == "Typed later"
    assert unsaved.kept(bench) == {}
    assert list(bench.profile.unsaved_texts.iterdir()) == []


def test_it_never_takes_the_place_of_a_text_that_was_saved_since(bench, refused):
    composing.save_text(bench, refused, TYPED[0], "Newer")
    assert unsaved.kept(bench) == {}
    assert not bench.profile.unsaved_text_of(refused).exists()


def test_of_a_draft_that_was_thrown_away_nothing_is_kept(bench, refused):
    composing.discard(bench, refused)
    with pytest.raises(NotThere):
        unsaved.save(bench, refused, TYPED)
    assert unsaved.kept(bench) == {}


@pytest.mark.parametrize("garbage", [b"", b"\xff", b"[]", b'{"draft": 1}', b'{"draft": 1, "version": 1, "text": "ab"}'])
def test_a_file_that_says_something_else_is_let_go(bench, letter, garbage):
    file = bench.profile.unsaved_text_of(letter)
    file.parent.mkdir()
    file.write_bytes(garbage)
    assert unsaved.kept(bench) == {}
    assert not file.exists()


def test_a_file_in_the_folder_s_place_costs_nothing_but_the_keeping(bench, letter):
    bench.profile.unsaved_texts.touch()
    other = sqlite.connect(str(bench.ledger.path), isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(TradeError, match="ledger-in-use"):
        unsaved.save(bench, letter, TYPED)
    other.close()
    unsaved.save(bench, letter, (TYPED[0], "Typed later", ""))
    assert drafts.draft(bench.ledger.read, letter).body == "Typed later"
