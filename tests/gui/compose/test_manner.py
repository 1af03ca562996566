"""The tone beside the templates' title, the second language below the first, and who has proofread it."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tradedesk.ledger import drafts
from tradedesk.services import composing, draft_text
from tradedesk.ui.places import Place

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")


def open_menu() -> QMenu:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible())


def choose(menu: QMenu, text: str) -> None:
    action = next(each for each in menu.actions() if each.text() == text)
    action.trigger()
    menu.close()


def texts(menu: QMenu) -> list[str]:
    return [each.text() for each in menu.actions() if each.text()]


def body(hand) -> str:
    return hand.page.card.body_edit.toPlainText()


def test_the_tone_stands_beside_the_language_with_its_reason_e1(hand):
    assert not hand.page.library.tone.isVisible()
    hand.draft(order=hand.company.order, template="order-confirmation")
    hand.until(hand.page.library.tone.isVisible)
    button = hand.page.library.tone.button
    assert button.text() == "Direct"
    assert button.accessibleName() == "Tone of the message: Direct"
    assert "Europe and North America" in button.toolTip()


def test_another_tone_is_chosen_by_keyboard_and_writes_the_text_anew(hand, bench):
    number = hand.draft(order=hand.company.order, template="order-confirmation")
    hand.until(hand.page.library.tone.isVisible)
    button = hand.page.library.tone.button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    menu = open_menu()
    assert texts(menu)[0] == "As usual for this reader"
    assert [each.isChecked() for each in menu.actions()] == [True, False, False, False]
    choose(menu, "Warm: A warm word first")
    hand.until(lambda: "With warm regards," in body(hand))
    assert button.text() == "Warm"
    assert "You chose this tone" in button.toolTip()
    assert drafts.draft(bench.ledger.read, number).tone == "warm"


def test_a_second_language_is_chosen_below_the_first_and_taken_away_c5(hand):
    hand.draft(order=hand.company.order, template="order-confirmation")
    hand.until(hand.page.library.tone.isVisible)
    library = hand.page.library
    QTest.mouseClick(library.language_button, Qt.MouseButton.LeftButton)
    menu = open_menu()
    assert texts(menu) == ["English", "简体中文", "Second language below it"]
    below = menu.actions()[-1].menu()
    assert texts(below) == ["No second language", "简体中文"]
    choose(below, "简体中文")
    menu.close()
    hand.until(lambda: "---------- 简体中文 ----------" in body(hand))
    assert library.language_button.text() == "English + 简体中文"
    library.second_picked.emit("")
    hand.until(lambda: "简体中文" not in body(hand))
    assert library.language_button.text() == "English"


def test_before_there_is_a_draft_no_tone_is_offered(hand):
    hand.draft(order=hand.company.order)
    hand.until(hand.page.library.tone.isVisible)
    hand.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    hand.until(hand.page.start.isVisible)
    assert not hand.page.library.tone.isVisible()


def test_who_has_proofread_it_is_asked_where_it_is_missed_and_then_told_c5(hand, bench):
    number = hand.draft(party=hand.company.party, template="which-address")
    hand.page.library.language_picked.emit("pl")
    hand.until(lambda: "Not yet proofread" in hand.titles())
    row = next(each for each in hand.page.checks.rows() if each.told.title == "Not yet proofread")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    popup = hand.page.manner.popup
    assert popup.isVisible()
    assert popup.accessibleName() == "Missing: proofread by"
    QTest.keyClicks(popup.edit, "Maria Nowak")
    QTest.keyClick(popup.edit, Qt.Key.Key_Return)
    hand.until(lambda: "Proofread" in hand.titles())
    assert "Not yet proofread" not in hand.titles()
    assert draft_text.proofread_by(drafts.draft(bench.ledger.read, number)) == "Maria Nowak"


def test_every_occasion_stands_in_the_list_in_the_order_of_a_deal_whatever_the_language(hand):
    hand.draft(party=hand.company.party, template="which-address")
    hand.page.library.language_picked.emit("pl")
    hand.until(lambda: hand.view().draft.language == "pl")
    shown = hand.page.library.templates
    names = [shown.item(row).text() for row in range(shown.count())]
    assert len(names) == 35
    deal = ["Inquiry reply", "Quotation", "Proforma invoice", "Order confirmation", "Shipped, with tracking number"]
    assert [each for each in names if each in deal] == deal


def test_a_missing_fact_in_a_subject_is_read_by_its_words_among_the_drafts(hand):
    hand.draft(order=hand.company.order, template="quotation")
    drafts_shown = hand.page.library.drafts
    hand.until(lambda: drafts_shown.count() == 1)
    assert "document number" in drafts_shown.item(0).data(Qt.ItemDataRole.UserRole + 1)
    assert "document.number" not in drafts_shown.item(0).data(Qt.ItemDataRole.UserRole + 1)


def strip(hand) -> str:
    notice = hand.page.footer.strips.get("own-text")
    return "" if notice is None else f"{notice.lead.text()} {notice.words.text()}".strip()


def reopened(hand, number: int) -> None:
    hand.window.desk.open(Place("compose"))
    hand.until(lambda: hand.view() is None)
    hand.window.desk.open(Place("compose", key=number))
    hand.until(lambda: hand.view() is not None)
    hand.settle()


def test_a_text_changed_by_hand_is_kept_over_another_template_and_brought_back_after_reopening(hand):
    number = hand.draft(order=hand.company.order)
    body = hand.page.card.body_edit
    body.insertPlainText("My own words. ")
    mine, template = body.toPlainText(), hand.view().draft.template
    hand.page._use_template("letter")
    hand.until(lambda: hand.view().draft.template == "letter")
    hand.settle()
    assert "My own words" not in body.toPlainText()
    reopened(hand, number)
    assert "Your own text is kept" in strip(hand)
    assert "My own words" in strip(hand)
    body.insertPlainText("Second thoughts. ")
    hand.click("Bring it back")
    hand.until(lambda: hand.view().draft.template == template)
    hand.settle()
    assert body.toPlainText() == mine
    assert "Second thoughts" in strip(hand)
    hand.click("Not needed any more")
    hand.until(lambda: strip(hand) == "")
    assert body.toPlainText() == mine


def test_a_text_that_nobody_changed_is_not_kept(hand, bench):
    hand.draft(order=hand.company.order)
    hand.page.presenter.act(composing.set_tone, "warm")
    hand.until(lambda: hand.view().draft.tone == "warm")
    hand.page._use_language("zh_CN")
    hand.until(lambda: hand.view().draft.language == "zh_CN")
    hand.settle()
    assert strip(hand) == ""


def test_of_several_texts_of_ones_own_one_is_chosen(hand):
    hand.draft(order=hand.company.order)
    body = hand.page.card.body_edit
    for words, tone in (("The first. ", "warm"), ("The second. ", "formal")):
        body.insertPlainText(words)
        hand.page.presenter.act(composing.set_tone, tone)
        hand.until(lambda tone=tone: hand.view().draft.tone == tone)
        hand.settle()
    assert "2 texts of your own are kept" in strip(hand)
    hand.click("Bring one back")
    menu = open_menu()
    choose(menu, next(text for text in texts(menu) if "The first" in text))
    hand.until(lambda: body.toPlainText().startswith("The first. "))
    assert "The second" in strip(hand)


def test_a_fact_filled_in_since_stands_in_the_text_that_is_brought_back(hand):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    body = hand.page.card.body_edit
    body.insertPlainText("My own words. ")
    hand.page.presenter.act(composing.set_tone, "warm")
    hand.until(lambda: hand.view().draft.tone == "warm")
    hand.page.presenter.fill("order.lead_time", "35 days", keep=False)
    hand.until(lambda: "35 days" in hand.view().draft.body)
    hand.click("Bring it back")
    hand.until(lambda: body.toPlainText().startswith("My own words. "))
    assert "35 days" in body.toPlainText()
