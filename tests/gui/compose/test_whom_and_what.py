"""Recipients with their reasons, attachments, and how the page shows itself."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.support.on_screen import nameless
from tradedesk.services import composing, purposes
from tradedesk.ui import wording
from tradedesk.ui.widgets.labels import PlainLabel

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")

CTRL = Qt.KeyboardModifier.ControlModifier


def test_every_recipient_says_why_it_is_there(hand):
    hand.draft()
    assert (hand.chips("to"), hand.chips("cc")) == (["einkauf@nordlicht.de"], ["j.brandt@nordlicht.de"])
    chip = hand.page.card.rows["to"].chips[0]
    assert chip.words.soft == "order progress · Customer – purchasing"
    assert len(chip.words.reason.splitlines()) >= 2
    assert chip.accessibleName() == "To, einkauf@nordlicht.de, order progress · Customer – purchasing"


def test_the_cross_and_delete_take_a_recipient_out_and_undo_brings_it_back(hand):
    hand.draft()
    chip = hand.page.card.rows["cc"].chips[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.cross().center())
    hand.until(lambda: hand.chips("cc") == [])
    hand.page.card.rows["to"].chips[0].setFocus()
    hand.press(Qt.Key.Key_Delete)
    hand.until(lambda: "Nobody would get it" in hand.titles())
    hand.page.setFocus()
    hand.press(Qt.Key.Key_Z, CTRL)
    hand.until(lambda: hand.chips("to") == ["einkauf@nordlicht.de"])


def test_a_typed_address_is_added_and_warned_of_at_once(hand):
    hand.draft()
    row = hand.page.card.rows["cc"]
    QTest.mouseClick(row.add_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(row.edit, "someone@example.com")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    hand.until(lambda: "someone@example.com" in hand.chips("cc"))
    chip = next(each for each in row.chips if each.words.key == "someone@example.com")
    assert chip.words.role == "warn"
    assert any("someone@example.com" in each.told.title + each.told.detail for each in hand.page.checks.rows())
    hand.click("By the rules")
    hand.until(lambda: hand.chips("cc") == ["j.brandt@nordlicht.de"])


def test_what_is_no_address_stays_in_the_field_with_the_sentence_beside_it(hand):
    hand.draft()
    row = hand.page.card.rows["to"]
    row.start_adding()
    QTest.keyClicks(row.edit, "no address")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    hand.until(row._problem.isVisible)
    assert row.edit.text() == "no address"
    assert hand.chips("to") == ["einkauf@nordlicht.de"]


def test_the_partys_other_addresses_are_proposed(hand):
    hand.draft()
    hand.page.card.rows["to"].start_adding()
    model = hand.page.card.rows["to"].edit.completer().model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["joerg.brandt@gmail.com"]


def test_a_recipient_is_moved_to_bcc_by_its_menu(hand):
    hand.draft()
    assert not hand.page.card.rows["bcc"].isVisible()
    hand.page.card.rows["cc"].chips[0].chosen.emit("j.brandt@nordlicht.de", "bcc")
    hand.until(lambda: hand.chips("bcc") == ["j.brandt@nordlicht.de"])
    assert hand.page.card.rows["bcc"].isVisible()
    assert hand.chips("cc") == []


def test_files_are_attached_with_name_and_size_and_taken_off(hand, tmp_path, monkeypatch):
    paper = tmp_path / "报价 A&B.pdf"
    paper.write_bytes(b"x" * 188_000)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(paper)], ""))
    hand.draft()
    hand.click("Attach")
    hand.until(lambda: len(hand.page.card.attachments.chips) == 1)
    chip = hand.page.card.attachments.chips[0]
    assert (chip.words.strong, chip.words.soft) == ("报价 A&B.pdf", "188 kB")
    hand.click("Attach")
    hand.until(lambda: "attached already" in hand.page.card.attachments._problem.text())
    hand.page.card.attachments.chips[0].removed.emit(str(paper))
    hand.until(lambda: hand.page.card.attachments.chips == [])


def test_a_file_changed_since_it_was_attached_stops_with_its_name(hand, bench, tmp_path):
    number = hand.draft()
    paper = tmp_path / "invoice.pdf"
    paper.write_bytes(b"first")
    composing.attach(bench, number, paper)
    paper.write_bytes(b"another text")
    hand.page.presenter.load()
    hand.until(lambda: "An attached file was changed" in hand.titles())
    row = next(each for each in hand.page.checks.rows() if each.told.title == "An attached file was changed")
    assert row.told.detail.startswith("“invoice.pdf” is not what you attached any more")


def test_everything_has_a_name_for_those_who_listen(hand):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    assert nameless(hand.page) == []
    assert all(row.accessibleName() for row in hand.page.checks.rows())


def test_the_page_speaks_chinese(hand):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    hand.window.desk.settings.change(language="zh_CN")
    hand.page = hand.window.page
    hand.until(lambda: hand.view() is not None)
    assert hand.page.footer.main_button.text() == "在 Thunderbird 中打开"
    assert "⟦交货期⟧" in hand.page.card.body_edit.toPlainText()
    assert "缺少：交货期" in hand.titles()
    wording.set_language("en")


def test_the_chips_wrap_where_the_window_is_narrow(hand):
    hand.draft()
    flow = hand.page.card.about.flow
    assert flow.heightForWidth(120) > flow.heightForWidth(600)
    assert hand.page.card.rows["to"].chips[0].pos() == QPoint(0, 0)


def test_what_the_message_is_about_is_chosen_and_its_recipients_follow(hand, bench):
    number = hand.draft()
    chip = next(each for each in hand.page.card.about.chips if each.words.key == "purpose")
    assert chip.words.strong == "Order progress"
    purposes.add(bench, "Tender", "投标", formal=True)
    composing.set_purpose(bench, number, "own-1")
    bench.ledger.take_news()
    hand.page.presenter.load()
    hand.until(lambda: any(each.words.strong == "Tender" for each in hand.page.card.about.chips))
    chip = next(each for each in hand.page.card.about.chips if each.words.key == "purpose")
    chip.chosen.emit("purpose", "progress")
    hand.until(lambda: hand.view().draft.purpose == "progress")
    assert hand.chips("to") == ["einkauf@nordlicht.de"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_words_beside_the_buttons_stand_in_two_lines_or_give_way(hand, language):
    wording.set_language(language)
    hand.draft()
    hint = hand.page.footer.findChild(PlainLabel, "hint")
    shown = []
    for width in range(1280, 1801, 40):
        hand.window.resize(width, 720)
        hand.until(lambda width=width: hand.window.width() == width)
        QTest.qWait(1)
        if hint.isVisible():
            assert hint.heightForWidth(hint.width()) <= 2 * hint.fontMetrics().lineSpacing() + 2, width
            shown.append(width)
    assert shown[-1] == 1800


def test_the_chosen_template_stays_in_sight_when_the_tones_come_in_above(hand):
    hand.draft()
    hand.page.presenter.act(composing.use_template, "letter", "en")
    listed = hand.page.library.templates
    hand.until(lambda: listed.currentItem() is not None and "letter" in listed.currentItem().text())
    hand.settle()
    hand.window.resize(1280, 600)
    assert listed.viewport().rect().contains(listed.visualItemRect(listed.currentItem()))
