"""From the draft into the mail program and the log, and everything that may go wrong on the way."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests.support.letter_desk import MailProgram
from tradedesk.domain.check import Check, Weight
from tradedesk.domain.message import MessageState
from tradedesk.domain.reason import because
from tradedesk.integrations.mail import launcher
from tradedesk.services import composing, handing_over, log
from tradedesk.ui import wording
from tradedesk.ui.compose import check_words
from tradedesk.ui.compose.interrupted import ask_about_interrupted
from tradedesk.ui.compose.outcome import Stopped
from tradedesk.ui.places import Place

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")

CTRL = Qt.KeyboardModifier.ControlModifier


def test_an_update_goes_from_the_order_into_the_mail_program_and_the_log(hand, bench, program):
    hand.draft()
    assert hand.page.footer.main_button.text() == "Open in Thunderbird"
    hand.page.card.body_edit.setFocus()
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    assert "2 recipients · 0 attachments" in hand.said()
    assert "What became of it?" in hand.said()
    assert "You said" not in hand.said()
    assert "einkauf@nordlicht.de" in program.compose()
    assert hand.page.card.body_edit.isReadOnly()
    assert not hand.page.footer.main_button.isVisible()
    hand.click("Sent as it is")
    hand.until(lambda: hand.said().startswith("You said: sent as it is"))
    assert log.message(bench, 1).state is MessageState.SENT


def test_the_log_entry_is_one_click_away(hand):
    hand.draft()
    hand.click("Open in Thunderbird")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    been = []
    hand.window.desk.places.changed.disconnect()
    hand.window.desk.places.changed.connect(been.append)
    hand.click("Show in the log")
    assert been == [Place("log", key=1)]


def test_a_letter_not_sent_can_be_gone_on_with(hand):
    hand.draft()
    hand.click("Open in Thunderbird")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    hand.click("Not sent")
    hand.until(lambda: hand.said().startswith("You said: not sent"))
    hand.click("Go on with this draft")
    hand.until(hand.page.footer.main_button.isVisible)
    assert not hand.page.card.body_edit.isReadOnly()
    assert hand.said() == ""


def test_missing_facts_stop_and_lead_to_the_first(hand, program):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    hand.click("Open in Thunderbird")
    assert isinstance(hand.page.footer.notice, Stopped)
    assert hand.said().startswith("4 matters must be fixed first")
    hand.click("Fix it")
    assert hand.page.facts.popup.isVisible()
    hand.settle()
    assert not program.was_started


def test_what_stops_can_be_waived_with_a_reason_that_the_log_keeps(hand, bench):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    hand.click("Open in Thunderbird")
    hand.click("Hand over all the same…")
    stopped = hand.page.footer.notice
    assert not stopped.go_button.isEnabled()
    QTest.keyClicks(stopped.why, "   ")
    QTest.keyClick(stopped.why, Qt.Key.Key_Return)
    hand.settle()
    assert bench.ledger.read.value("select count(*) from messages") == 0
    QTest.keyClicks(stopped.why, "The customer fills it in")
    hand.click("Hand over all the same")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    assert log.message(bench, 1).override_reason.strip() == "The customer fills it in"


def test_a_letter_to_nobody_cannot_be_waived(hand):
    hand.draft()
    for role in ("to", "cc"):
        hand.page.card.recipient_set.emit(hand.chips(role)[0], "")
        hand.until(lambda r=role: hand.chips(r) == [])
    hand.click("Open in Thunderbird")
    assert not hand.page.footer.notice.all_the_same.isVisible()


def test_the_last_word_typed_goes_along(hand, program):
    hand.draft()
    QTest.keyClicks(hand.page.card.subject, "Urgent: ")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    assert "Urgent: " in program.compose()


def test_a_program_that_fails_leaves_the_file_and_the_next_best_ways(hand, tmp_path, monkeypatch):
    MailProgram(tmp_path / "bin", then="exit 3")
    hand.draft()
    hand.click("Open in Thunderbird")
    hand.until(lambda: "It was not handed over" in hand.said())
    assert "draft.eml" in hand.said()
    hand.until(lambda: "Not handed over" in hand.window.status.words.text())
    target = tmp_path / "kept.eml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    QTest.mouseClick(
        next(each for each in hand.page.footer.notice.findChildren(QPushButton) if each.text() == "Save as .eml…"),
        Qt.MouseButton.LeftButton,
    )
    hand.until(target.exists)
    hand.until(lambda: hand.said().startswith("Saved as kept.eml"))
    hand.page.ways.copy_text()
    assert QGuiApplication.clipboard().text().startswith("Dear Mr. Brandt,")


def test_when_another_program_than_ones_own_is_taken_the_page_says_why(hand, tmp_path):
    standing_in = {
        "claws-mail": "", "xdg-open": "",
        "xdg-mime": 'case "$3" in x-scheme-handler/mailto) echo claws-mail.desktop;; esac',
    }  # fmt: skip
    for name, does in standing_in.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    hand.draft()
    hand.until(lambda: "Thunderbird instead of Claws Mail" in hand.titles())
    told = next(each.told for each in hand.page.checks.rows() if each.told.title.startswith("Thunderbird instead"))
    assert told.detail.startswith("Claws Mail would not keep: ")
    assert told.detail.endswith("To stay with it all the same, choose it in Settings.")
    assert told.detail in hand.page.footer.main_button.toolTip()
    hand.page.card.body_edit.setPlainText("Dear Mr. Brandt,\nAll is well.\n")
    hand.until(lambda: hand.button("Open in Claws Mail").isVisible())
    assert not [each for each in hand.titles() if "instead" in each]


def test_why_another_program_is_taken_is_said_in_chinese_too(hand):
    reason = because("way-elsewhere-only", program="Thunderbird", own="Claws Mail",
                     lost="mail-loses-bcc, mail-loses-formatting")  # fmt: skip
    hand.draft()
    wording.set_language("zh_CN")
    view = replace(hand.view(), checks=(Check(Weight.FINE, reason),))
    assert check_words.elsewhere(view) == ("用 Thunderbird 代替 Claws Mail", "Claws Mail 无法保留：密送、格式。")


def test_without_a_mail_program_the_page_says_what_to_do_and_looks_again(hand, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    hand.draft()
    assert hand.said().startswith("No mail program was found")
    assert not hand.page.footer.main_button.isVisible()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    hand.click("Look again")
    hand.until(hand.page.footer.main_button.isVisible)
    assert hand.said() == ""


def test_hostile_names_are_shown_as_they_are_and_reach_nobody_else(hand, bench):
    name = '<img src=x> "Evil" <evil@example.com>'
    with bench.ledger.write("renamed") as writer:
        row = writer.first("select id from contacts where is_main = 1 and party_id <> 1")
        writer.update("contacts", row[0], {"name": name})
        party = writer.first("select id from parties where kind = 'customer'")
        writer.update("parties", party[0], {"name": name})
    hand.draft()
    assert hand.page.card.about.chips[0].words.strong == name
    assert "<img" not in hand.page.card.about.chips[0].toolTip()
    hand.click("Open in Thunderbird")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    entry = log.message(bench, 1)
    assert [each.value for each in entry.recipients] == ["einkauf@nordlicht.de", "j.brandt@nordlicht.de"]


def test_a_draft_thrown_away_leaves_the_start_and_comes_back(hand):
    number = hand.draft()
    hand.page.card.discard_asked.emit()
    hand.until(hand.page.start.isVisible)
    hand.window.desk.undo()
    hand.until(lambda: hand.page.library.drafts.count() == 1)
    hand.page.library.drafts.picked.emit(str(number))
    hand.until(lambda: hand.view() is not None)


def test_an_interrupted_hand_over_is_asked_about_in_the_window(hand, bench, monkeypatch):
    class Crash(BaseException):
        pass

    def end(*_: object) -> None:
        raise Crash

    number = hand.draft()
    with monkeypatch.context() as patch:
        patch.setattr(launcher, "open_draft", end)
        with pytest.raises(Crash):
            handing_over.hand_over(bench, number)
    ask_about_interrupted(hand.window.desk, hand.window.show_banner, hand.window)
    hand.until(lambda: hand.window.banners.newest is not None)
    banner = hand.window.banners.newest
    assert "Order TD-2026-0160: progress" in banner.words.text()
    button = next(each for each in banner.findChildren(QPushButton) if each.text() == "Sent, changed")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    hand.until_kept(lambda bench: log.message(bench, 1).state is MessageState.CHANGED)
    hand.settle()
    assert log.interrupted(bench) == ()
    assert composing.open_drafts(bench) == ()
