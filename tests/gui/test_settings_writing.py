"""The settings of what is looked at before a message goes out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.real_desk import real_desk
from tradedesk.domain.party import Party, PartyKind
from tradedesk.ledger import parties
from tradedesk.services import silenced, spelling
from tradedesk.services.draft_checks import SIZE_SETTING
from tradedesk.ui.settings.writing_card import WritingCard


@pytest.fixture
def dictionary(tmp_path, monkeypatch) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "en_GB.aff").write_text("SET UTF-8\n")
    (folder / "en_GB.dic").write_text("1\ngood\n")
    monkeypatch.setattr("tradedesk.integrations.spelling.found._roots", lambda: iter([folder]))


class Seen:
    """The card alone on a real ledger."""

    def __init__(self, qtbot, desk, bench) -> None:
        self.qtbot, self.desk, self.bench = qtbot, desk, bench
        self.card = WritingCard(desk)
        desk.changed.connect(lambda _changes: self.card.load())
        qtbot.addWidget(self.card)
        self.card.resize(700, 500)
        self.card.show()
        self.load()

    def load(self) -> None:
        self.card.load()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.desk._lane.busy)


@pytest.fixture
def seen(qtbot, tmp_path, dictionary):
    with real_desk(tmp_path / "profile", filled=False) as (desk, bench, _company):
        yield Seen(qtbot, desk, bench)


def test_silenced_advice_is_listed_and_brought_back(seen):
    assert seen.card.none.isVisible()
    with seen.bench.ledger.write("filled") as writer:
        party = parties.add_party(writer, Party(0, PartyKind.CUSTOMER, "Nordlicht", country="DE"))
    silenced.silence(seen.bench, "slang", party)
    silenced.silence(seen.bench, "tone")
    seen.load()
    assert [each.accessibleDescription() for each in seen.card.buttons] == [
        "tone, for all customers", "slang, for Nordlicht",
    ]  # fmt: skip
    QTest.mouseClick(seen.card.buttons[0], Qt.MouseButton.LeftButton)
    seen.qtbot.waitUntil(lambda: len(seen.card.buttons) == 1)
    assert [each.kind for each in silenced.every(seen.bench)] == ["slang"]


def test_the_size_is_kept_and_what_is_none_stays_with_its_sentence(seen):
    assert seen.card.limit.text() == "20"
    for typed, problem in (("ten", True), ("25", False)):
        seen.card.limit.setText(typed)
        seen.card.limit.finish()
        assert bool(seen.card.limit_field.problem) is problem
    assert seen.desk.settings.get(SIZE_SETTING) == 25


def test_own_words_are_kept(seen):
    seen.card.words.setPlainText("wurst, Senf\nwurst")
    seen.card.finish()
    seen.settle()
    seen.qtbot.waitUntil(lambda: seen.card.words.toPlainText() == "senf\nwurst")
    assert spelling.own_words(seen.bench) == ("senf", "wurst")


def test_looking_up_words_is_turned_off_and_stays_off(seen):
    assert seen.card.spelling.isChecked()
    seen.card.spelling.click()
    seen.load()
    assert not seen.card.spelling.isChecked()


def test_without_a_dictionary_it_says_where_one_comes_from(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("tradedesk.integrations.spelling.found._roots", lambda: iter(()))
    with real_desk(tmp_path / "profile", filled=False) as (desk, bench, _company):
        card = Seen(qtbot, desk, bench).card
        assert card.no_dictionary.isVisible()
        assert not card.spelling.isEnabled()
        assert not card.words_field.isVisible()
