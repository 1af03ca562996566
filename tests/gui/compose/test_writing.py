"""Beginning a message and writing it: saved by itself, missing facts filled where they belong."""

from __future__ import annotations

import os
import threading

import pytest
import sqlcipher3.dbapi2 as sqlite
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from tests.support.on_screen import words
from tradedesk.ledger import drafts, orders
from tradedesk.services import composing
from tradedesk.ui import marks
from tradedesk.ui.compose import unsaved
from tradedesk.ui.places import Place

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")

CTRL = Qt.KeyboardModifier.ControlModifier


def test_without_a_draft_the_page_asks_whom_to_write_to_and_finds_the_order(hand):
    QTest.keyClicks(hand.page.start.field, "0160")
    hand.until(lambda: hand.page.start.found.count() == 1)
    assert hand.page.start.found.item(0).text() == "TD-2026-0160"
    hand.press(Qt.Key.Key_Return)
    hand.until(lambda: hand.view() is not None)
    assert hand.page.card.subject.toPlainText() == "Order TD-2026-0160: progress"


@pytest.mark.parametrize("known", [True, False], ids=["a draft", "an order"])
def test_while_a_text_is_on_its_way_nobody_is_asked_whom_to_write_to(hand, bench, known):
    number = composing.draft_update(bench, order_id=hand.company.order) if known else None
    ready = threading.Event()
    hand.window.desk.run(lambda _bench: ready.wait(10))
    try:
        hand.window.desk.open(Place("compose", number, {} if known else {"order": hand.company.order}))
        hand.qtbot.wait(50)
        assert "Whom do you write to?" not in words(hand.window)
    finally:
        ready.set()
    hand.until(lambda: "Before it goes out" in words(hand.window))


def test_nobody_found_is_said(hand):
    QTest.keyClicks(hand.page.start.field, "nobody of this name")
    hand.until(hand.page.start._nothing.isVisible)


def test_a_template_chosen_first_waits_for_its_customer(hand):
    hand.page.library.templates.picked.emit("order-confirmation")
    assert "Order confirmation" in hand.page.start._hint.text()
    hand.page.start.chosen.emit("order", hand.company.order)
    hand.until(lambda: hand.view() is not None)
    assert hand.view().draft.template == "order-confirmation"


def test_coming_back_shows_the_same_draft_and_makes_no_second_one(hand):
    number = hand.draft()
    hand.window.desk.open(Place("compose"))
    hand.window.desk.places.back()
    hand.until(lambda: hand.view() is not None)
    assert hand.page.presenter.draft_id == number
    hand.settle()
    assert hand.page.library.drafts.count() == 1


def test_several_drafts_stay_open_and_are_a_click_apart(hand):
    first = hand.draft()
    second = hand.draft(party=hand.company.party)
    hand.until(lambda: hand.page.library.drafts.count() == 2)
    hand.page.library.drafts.picked.emit(str(first))
    hand.until(lambda: hand.view() is not None and hand.view().draft.id == first)
    assert ": progress" in hand.page.card.subject.toPlainText()
    assert second != first


def test_the_lists_are_read_once_and_when_they_change_not_with_each_draft(hand, company, monkeypatch):
    first, second = hand.draft(), hand.draft(party=company.party)
    hand.settle()
    read: list[str] = []
    every = composing.open_drafts
    monkeypatch.setattr(composing, "open_drafts", lambda bench: read.append("drafts") or every(bench))
    for number in (first, second, first):
        go_to(hand, number)
    assert read == []
    hand.page.presenter.discard()
    hand.until(lambda: hand.page.presenter.draft_id is None)
    hand.settle()
    assert read != []
    assert hand.page.library.drafts.count() == 1


def test_write_mail_is_a_command_of_its_own(hand):
    hand.draft()
    hand.until(lambda: hand.window.desk.commands.get("message.write") is not None)
    hand.press(Qt.Key.Key_M, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hand.until(hand.page.start.isVisible)


def test_what_is_typed_is_saved_by_itself(hand, bench):
    number = hand.draft()
    hand.page.card.body_edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(hand.page.card.body_edit, " Postscript")
    hand.until(lambda: not hand.page.presenter._timer.isActive())
    hand.settle()
    assert drafts.draft(bench.ledger.read, number).body.endswith(" Postscript")


def test_leaving_the_page_saves_at_once(hand, bench):
    number = hand.draft()
    QTest.keyClicks(hand.page.card.body_edit, "Hello ")
    hand.window.page.leave()
    hand.settle()
    assert drafts.draft(bench.ledger.read, number).body.startswith("Hello ")


def test_what_is_typed_while_an_answer_is_under_way_is_not_lost(hand, bench):
    number = hand.draft()
    for word in ("one ", "two ", "three "):
        QTest.keyClicks(hand.page.card.body_edit, word)
        hand.page.presenter.flush()
    QTest.keyClicks(hand.page.card.body_edit, "four ")
    hand.settle()
    assert hand.page.card.body_edit.toPlainText().startswith("one two three four ")
    hand.page.presenter.flush()
    hand.settle()
    assert drafts.draft(bench.ledger.read, number).body.startswith("one two three four ")


def test_the_subject_stays_one_line_whatever_is_pasted(hand):
    hand.draft()
    subject = hand.page.card.subject
    QGuiApplication.clipboard().setText("first\r\nBcc: evil@example.com")
    subject.selectAll()
    subject.paste()
    assert subject.toPlainText() == "first Bcc: evil@example.com"
    subject.setFocus()
    hand.press(Qt.Key.Key_Return)
    assert hand.page.card.body_edit.hasFocus()
    assert "\n" not in subject.toPlainText()


def test_another_language_rewrites_the_letter(hand):
    hand.draft()
    hand.page.library.language_picked.emit("zh_CN")
    hand.until(lambda: "2026年11月20日" in hand.page.card.body_edit.toPlainText())
    assert hand.page.library.language_button.text() == "简体中文"


def test_a_template_chosen_by_mistake_is_taken_back(hand):
    hand.draft()
    hand.page.library.templates.picked.emit("order-confirmation")
    hand.until(lambda: "order confirmation" in hand.page.card.subject.toPlainText())
    hand.page.setFocus()
    hand.window.desk.undo()
    hand.until(lambda: ": progress" in hand.page.card.subject.toPlainText())


def test_what_is_typed_after_a_step_leaves_its_undo_where_it_stands(hand, bench):
    number = hand.draft()
    hand.page.library.templates.picked.emit("order-confirmation")
    hand.until(lambda: "order confirmation" in hand.page.card.subject.toPlainText())
    hand.page.card.body_edit.insertPlainText("Typed words. ")
    hand.until(lambda: drafts.draft(bench.ledger.read, number).body.startswith("Typed words. "))
    hand.settle()
    status = hand.window.status
    assert status.words.text() == "✓ Draft written anew"
    QTest.mouseClick(status.undo_link, Qt.MouseButton.LeftButton)
    hand.until(lambda: ": progress" in hand.page.card.subject.toPlainText())


def test_a_missing_fact_is_named_in_the_users_words_and_filled_in_place(hand, bench):
    number = hand.draft(order=hand.company.order, template="inquiry-reply")
    assert "Lead time: ⟦lead time⟧" in hand.page.card.body_edit.toPlainText()
    row = next(each for each in hand.page.checks.rows() if each.told.title == "Missing: lead time")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    popup = hand.page.facts.popup
    assert popup.isVisible()
    assert popup.edit.hasFocus()
    assert popup.keep.isChecked()
    QTest.keyClicks(popup.edit, "35 days after deposit")
    hand.press(Qt.Key.Key_Return)
    assert "Lead time: 35 days after deposit" in hand.page.card.body_edit.toPlainText()
    hand.until(lambda: "Missing: lead time" not in hand.titles())
    assert orders.order(bench.ledger.read, hand.company.order).lead_time == "35 days after deposit"
    assert "35 days after deposit" in drafts.draft(bench.ledger.read, number).body
    hand.window.desk.undo()
    hand.until(lambda: "Missing: lead time" in hand.titles())
    assert "Lead time: ⟦lead time⟧" in hand.page.card.body_edit.toPlainText()
    assert orders.order(bench.ledger.read, hand.company.order).lead_time == ""


def test_f2_asks_for_the_fact_at_the_cursor_and_esc_goes_back_to_the_text(hand):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    body = hand.page.card.body_edit
    body.setFocus()
    place = body.toPlainText().index("minimum order quantity⟧")
    cursor = body.textCursor()
    cursor.setPosition(place + 3)
    body.setTextCursor(cursor)
    hand.press(Qt.Key.Key_F2)
    assert hand.page.facts.popup.isVisible()
    assert hand.page.facts.popup.accessibleName() == "Missing: minimum order quantity"
    hand.press(Qt.Key.Key_Escape)
    assert not hand.page.facts.popup.isVisible()
    assert body.hasFocus()
    assert hand.window.desk.places.current.page == "compose"


def test_an_empty_answer_is_no_answer(hand):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    hand.page.facts.ask_next()
    hand.press(Qt.Key.Key_Return)
    assert hand.page.facts.popup.isVisible()
    assert hand.page.facts.popup._problem.text() == "Write what should stand there."


def test_typing_into_a_mark_replaces_it_whole(hand):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    body = hand.page.card.body_edit
    cursor = body.textCursor()
    cursor.setPosition(body.toPlainText().index("lead time⟧") + 2)
    body.setTextCursor(cursor)
    QTest.keyClicks(body, "35 days")
    assert "Lead time: 35 days\n" in body.toPlainText()


def test_marks_are_shown_in_words_and_kept_by_name():
    told = "A ⟦order.lead_time⟧ and ⟦nobody.knows⟧ 😀 ⟦order.moq⟧"
    for language in ("en", "zh_CN"):
        shown = marks.shown(told, language)
        assert "order.lead_time" not in shown
        assert marks.stored(shown, language) == told


def test_what_cannot_be_saved_stays_on_the_screen_and_no_older_text_goes_out_for_it(hand, bench, program):
    hand.draft()
    card = hand.page.card
    before = drafts.draft(bench.ledger.read, hand.view().draft.id).body
    card.subject.insertPlainText("A tab\tin it ")
    card.body_edit.insertPlainText("Typed words. ")
    hand.click("Open in Thunderbird")
    hand.until(lambda: "could not be saved" in hand.said())
    assert not program.was_started
    assert drafts.draft(bench.ledger.read, hand.view().draft.id).body == before
    hand.page.presenter.load()
    hand.settle()
    assert card.body_edit.toPlainText().startswith("Typed words. ")

    card.subject.setPlainText("One line")
    hand.click("Open in Thunderbird")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    assert drafts.draft(bench.ledger.read, hand.view().draft.id).body.startswith("Typed words. ")


def test_a_draft_thrown_away_comes_back_with_what_was_typed_last(hand, bench):
    number = hand.draft()
    hand.page.card.body_edit.insertPlainText("Typed words. ")
    hand.page.presenter.discard()
    hand.until(lambda: hand.page.presenter.draft_id is None)
    hand.window.desk.undo()
    hand.settle()
    assert drafts.draft(bench.ledger.read, number).body.startswith("Typed words. ")


def test_what_is_typed_while_another_draft_is_on_its_way_never_gets_into_that_one(hand, bench, company):
    first = hand.draft()
    second = hand.draft(party=company.party)
    before = drafts.draft(bench.ledger.read, first)
    card, slow = hand.page.card, threading.Event()
    hand.window.desk.run(lambda _bench: slow.wait(5))
    hand.window.desk.open(Place("compose", key=first))
    QTest.keyClicks(card.body_edit, "For the other one. ")
    card.body_edit.insertPlainText("For the other one. ")
    card.left.emit()
    hand.page.presenter.set_recipient("einkauf@nordlicht.de", "")
    hand.page.presenter.discard()
    slow.set()
    hand.until(lambda: hand.view() is not None and hand.view().draft.id == first)
    hand.settle()
    now = drafts.draft(bench.ledger.read, first)
    assert (now.subject, now.body, now.recipients) == (before.subject, before.body, before.recipients)
    assert card.body_edit.toPlainText().startswith("Dear Mr. Brandt")
    assert not card.body_edit.isReadOnly()
    assert "For the other one" not in drafts.draft(bench.ledger.read, second).body


@pytest.fixture
def other_program(bench, monkeypatch):
    """Another program that may hold the ledger: what is saved meanwhile is refused at once."""
    monkeypatch.setattr(unsaved, "_AGAIN_AFTER", 100)
    bench.ledger.connection.execute("pragma busy_timeout=0")
    made = sqlite.connect(str(bench.ledger.path), isolation_level=None)
    yield made
    made.close()


def go_to(hand, number: int) -> None:
    hand.window.desk.open(Place("compose", key=number))
    hand.until(lambda: hand.view() is not None and hand.view().draft.id == number)
    hand.settle()


def problem(hand) -> str:
    return hand.page.card.subject_row._problem.text()


def test_a_text_that_could_not_be_saved_is_kept_over_other_drafts_and_saved_when_it_can_be(
    other_program, hand, bench, company
):
    first, second = hand.draft(), hand.draft(party=company.party)
    said: list[str] = []
    hand.window.desk.refused.connect(said.append)
    go_to(hand, first)
    other_program.execute("begin immediate")
    hand.page.card.body_edit.insertPlainText("Typed at the wrong moment. ")
    go_to(hand, second)
    assert "is not saved yet" in said[0]
    assert "Another program" in said[0]
    assert not hand.page.card.body_edit.toPlainText().startswith("Typed at")

    go_to(hand, first)
    assert hand.page.card.body_edit.toPlainText().startswith("Typed at the wrong moment. ")
    hand.until(lambda: problem(hand) != "")
    go_to(hand, second)
    assert not drafts.draft(bench.ledger.read, first).body.startswith("Typed at")
    other_program.execute("rollback")
    hand.until_kept(lambda bench: drafts.draft(bench.ledger.read, first).body.startswith("Typed at the wrong moment. "))
    assert len(said) == 1


def test_a_text_that_could_not_be_saved_where_it_is_written_is_saved_when_it_can_be(other_program, hand, bench):
    number = hand.draft()
    other_program.execute("begin immediate")
    hand.page.card.body_edit.insertPlainText("Typed at the wrong moment. ")
    hand.page.presenter.flush()
    hand.until(lambda: problem(hand) != "")
    other_program.execute("rollback")
    hand.until(lambda: problem(hand) == "")
    assert drafts.draft(bench.ledger.read, number).body.startswith("Typed at the wrong moment. ")
