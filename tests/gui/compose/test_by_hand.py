"""What a mail program would lose is said before, with the way by hand beside it."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail.adapters.by_hand import ByHand
from tradedesk.integrations.mail.adapters.mail_link import MailLink
from tradedesk.ledger import drafts
from tradedesk.services import composing, log

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")


@pytest.fixture
def letter(hand, bench, program, tmp_path):
    """A letter with an attachment, and a mail program that takes none."""
    link = MailLink(label="KMail", command=(str(program.path),))
    bench.__dict__["mail_programs"] = (link, ByHand(command=(str(program.path),)))
    number = hand.draft()
    paper = tmp_path / "PI 2026-001.pdf"
    paper.write_bytes(b"%PDF")
    composing.attach(bench, number, paper)
    hand.page.presenter.load()
    hand.until(lambda: any("would not receive the attachments" in each for each in everything(hand)))
    return number


def everything(hand) -> list[str]:
    return [f"{each.told.title} {each.told.detail}" for each in hand.page.checks.rows()]


def by_hand_arrived(hand) -> bool:
    return hand.said().startswith("Prepared to be put in by hand")


def test_what_would_be_missing_stops_and_offers_the_way_by_hand(hand, bench, letter, program):
    hand.click("Open in KMail")
    assert "must be fixed first" in hand.said()
    assert not program.was_started
    hand.click("Put it in by hand")
    hand.until(lambda: by_hand_arrived(hand))
    assert QGuiApplication.clipboard().text() == drafts.draft(bench.ledger.read, letter).body
    assert "Drag the attachments from the folder that was opened." in hand.said()
    assert "What became of it?" in hand.said()
    assert log.message(bench, 1).program == "by-hand"
    assert program.compose().strip().endswith("/attachments") or program.compose().startswith("mailto:")


def test_a_click_on_the_loss_goes_by_hand_too(hand, letter):
    row = next(each for each in hand.page.checks.rows() if each.told.title == "KMail would not take all of it")
    assert "by hand" in row.told.more
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    hand.until(lambda: by_hand_arrived(hand))


def test_what_must_be_fixed_stops_by_hand_as_well(hand, bench, letter):
    number = letter
    draft = drafts.draft(bench.ledger.read, number)
    with bench.ledger.write("changed") as writer:
        drafts.save_draft(writer, replace(draft, subject=" "), bench.stamp())
    hand.page.presenter.load()
    hand.until(lambda: any("subject is empty" in each for each in everything(hand)))
    hand.window.desk.commands.trigger("draft.hand-over-by-hand")
    hand.settle()
    assert "The subject is empty" in hand.said()
    assert bench.ledger.read.value("select count(*) from messages") == 0


def test_after_a_program_was_started_with_attachments_the_user_is_asked_to_look(hand, bench, tmp_path):
    number = hand.draft()
    paper = tmp_path / "PI.pdf"
    paper.write_bytes(b"%PDF")
    composing.attach(bench, number, paper)
    hand.page.presenter.load()
    hand.until(lambda: hand.view().draft.attachments != ())
    assert isinstance(hand.view().draft.attachments[0], Attachment)
    hand.click("Open in Thunderbird")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    assert "Thunderbird was started with 1 attachment: look whether you see it there" in hand.said()


def test_what_was_typed_a_moment_ago_is_on_the_clipboard_too(hand, letter):
    hand.page.card.body_edit.insertPlainText("Typed words. ")
    hand.page.ways.by_hand()
    hand.until(lambda: by_hand_arrived(hand))
    assert QGuiApplication.clipboard().text().startswith("Typed words. ")
