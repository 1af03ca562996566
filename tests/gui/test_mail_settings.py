"""The mail program in the settings: ways found and ways in the browser, and the test draft to oneself."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.support.letter_desk import mail_program
from tests.support.real_desk import real_desk
from tradedesk.services import own_company
from tradedesk.ui import wording
from tradedesk.ui.places import Place
from tradedesk.ui.settings import mail_words
from tradedesk.ui.settings.page import SettingsPage

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")


class Seen:
    def __init__(self, qtbot, desk, bench):
        self.qtbot, self.desk, self.bench = qtbot, desk, bench
        self.page = SettingsPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1080, 700)
        self.page.show()
        self.page.open(Place("settings", extra={"section": "mail"}))
        self.settle()
        self.card = self.page.mail_card

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk._lane.busy)

    def click(self, button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def told(self):
        return " ".join(each.text() for each in self.card.findChildren(QLabel) if each.isVisible())

    def sentence(self, code):
        return self.card.choices.buttons[code].accessibleDescription()


@pytest.fixture
def program(tmp_path, monkeypatch):
    with mail_program(tmp_path / "bin", monkeypatch) as made:
        opener = tmp_path / "bin" / "xdg-open"
        opener.write_text("#!/bin/sh\nexit 0\n")
        opener.chmod(0o755)
        yield made


@pytest.fixture
def seen(qtbot, tmp_path, program):
    with real_desk(tmp_path / "desk") as (desk, bench, _):
        own_company.set_own_field(bench, "mail", "chen@lantian-trading.com")
        made = Seen(qtbot, desk, bench)
        yield made
        made.page.close()


def test_ways_in_the_browser_and_by_hand_can_be_chosen_though_nothing_was_found_of_them(seen):
    shown = seen.card.choices.buttons
    assert [shown[code].text() for code in ("thunderbird", "gmail", "qq-mail", "by-hand")] == [
        "Thunderbird", "Gmail, in the browser", "QQ Mail, in the browser", "By hand",
    ]  # fmt: skip
    assert "formatted text and attachments" in seen.sentence("thunderbird")
    assert "For short messages without attachments" in seen.sentence("gmail")
    assert "its site is opened, the text copied" in seen.sentence("163-mail")
    shown["gmail"].click()
    assert seen.desk.settings.current.mail_program == "gmail"


def test_a_test_draft_is_opened_and_what_arrived_is_noted_at_the_way(seen, program):
    seen.click(seen.card.trial_button)
    assert "To: " not in program.compose()
    assert "Thunderbird was started with a draft to chen@lantian-trading.com." in seen.told()
    assert "Did To, subject, text and attachment arrive as they should?" in seen.told()
    seen.click(seen.card.yes_button)
    assert "arrived whole" in seen.sentence("thunderbird")
    assert "Did To" not in seen.told()
    assert "arrived" in seen.desk.settings.get("mail.tested.thunderbird")


def test_what_is_missing_is_noted_and_another_way_is_named(seen):
    seen.click(seen.card.trial_button)
    seen.click(seen.card.no_button)
    assert "did not arrive whole" in seen.sentence("thunderbird")
    assert "Choose another way above" in seen.told()


def test_by_hand_the_test_text_lies_on_the_clipboard(seen):
    seen.card.choices.buttons["by-hand"].click()
    seen.settle()
    seen.click(seen.card.trial_button)
    assert QApplication.clipboard().text().startswith("This is a test draft of TradeDesk.")
    assert "the folder with the attachment is open" in seen.told()


def test_without_an_own_address_the_test_says_what_to_enter(qtbot, tmp_path, program):
    with real_desk(tmp_path / "desk") as (desk, bench, _):
        seen = Seen(qtbot, desk, bench)
        seen.click(seen.card.trial_button)
        assert "Your own mail address is not known yet" in seen.told()
        assert not program.was_started
        seen.page.close()


def test_a_program_that_does_not_start_is_said_in_the_card(seen, program):
    program.path.write_text("#!/bin/sh\nexit 3\n")
    seen.click(seen.card.trial_button)
    assert "Thunderbird ended at once with error 3" in seen.told()
    assert seen.card.trial_button.isEnabled()


def test_the_answer_is_told_in_chinese_too(seen, qtbot):
    seen.click(seen.card.trial_button)
    seen.click(seen.card.yes_button)
    noted = seen.desk.settings.get("mail.tested.thunderbird")
    way = next(each for each in seen.page.presenter.ways if each.code == "thunderbird")
    wording.set_language("zh_CN")
    try:
        assert "测试草稿完整到达" in mail_words.way_sentence(way, noted)
    finally:
        wording.set_language("en")
