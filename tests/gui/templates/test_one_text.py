"""One text on the page: what a user types, presses and reads."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.templates.conftest import Hand
from tests.support import on_screen
from tradedesk.services import templates as template_verbs
from tradedesk.ui import wording
from tradedesk.ui.places import Place
from tradedesk.ui.templates.rows import Heading, Row


def test_the_list_shows_every_occasion_once_under_its_kind_with_its_languages(hand) -> None:
    rows = hand.page.list.rows()
    assert rows[:2] == [Heading("Inquiry"), Row("inquiry-reply", "Inquiry reply", "", rows[1].chips, rows[1].spoken)]
    keys = [row.key for row in rows if isinstance(row, Row)]
    assert len(keys) == len(set(keys))
    assert keys.index("production-progress") < keys.index("goods-ready") < keys.index("shipped")
    assert [chip[0] for chip in rows[1].chips] == ["EN", "中文"]


def test_a_template_is_shown_on_a_real_order_and_says_on_which(hand) -> None:
    seen = hand.reads()
    assert "With the facts of TD-2026-0160, Nordlicht Möbel GmbH" in seen
    assert "Dear Mr. Brandt," in seen
    assert "TD-2026-0160: goods ready on 10 December 2026" in seen
    assert "⟦packages and weights⟧" in seen  # the order has none: the mark in the user's words


def test_what_it_cannot_do_without_stands_below_the_text(hand) -> None:
    assert "packages and weights" in hand.page.card.needs.facts
    assert "packages and weights" in hand.page.card.needs.accessibleName()


def test_an_unknown_fact_is_told_at_its_line_and_cannot_be_saved(hand) -> None:
    hand.at_end_of_line(3)
    hand.type_into(hand.text, " {{ order.numbr }}")
    assert 'Line 3: there is no fact called "order.numbr".' in hand.reads()
    assert [mark.cursor.blockNumber() for mark in hand.text.extraSelections()] == [2]
    assert not hand.page.save.isEnabled()
    hand.press(Qt.Key.Key_S)
    hand.settle()
    assert hand.page.presenter.changed
    assert "As it read before the fault" in hand.reads()


def test_show_leads_to_the_faulty_line(hand) -> None:
    hand.at_end_of_line(3)
    hand.type_into(hand.text, "{% if %}")
    hand.page.list.setFocus()
    QTest.mouseClick(on_screen.button(hand.window, "Show"), Qt.MouseButton.LeftButton)
    assert hand.text.hasFocus()
    assert hand.text.textCursor().blockNumber() == 2


def test_a_half_typed_text_is_not_used_until_it_is_saved(hand, bench) -> None:
    hand.at_end_of_line(3)
    hand.type_into(hand.text, " We are glad.")
    hand.sees("Unsaved changes")
    assert "We are glad." in hand.page.preview.text.toPlainText()
    assert "We are glad." not in template_verbs.choose(bench, "goods-ready", "en").body
    hand.press(Qt.Key.Key_S)
    hand.sees("Your own text")
    hand.settle()
    assert "Unsaved changes" not in hand.reads()
    assert "We are glad." in template_verbs.choose(bench, "goods-ready", "en").body


def test_a_saved_text_is_marked_in_the_list_and_goes_back_to_the_shipped_one(hand, bench) -> None:
    shipped = hand.text.toPlainText()
    hand.at_end_of_line(3)
    hand.type_into(hand.text, " We are glad.")
    hand.press(Qt.Key.Key_S)
    hand.sees("Your own text: EN")
    hand.settle()
    QTest.mouseClick(on_screen.button(hand.window, "Back to the shipped text"), Qt.MouseButton.LeftButton)
    hand.qtbot.waitUntil(lambda: hand.text.toPlainText() == shipped)
    hand.settle()
    assert "Your own text" not in hand.reads()
    assert template_verbs.choose(bench, "goods-ready", "en").builtin


def test_undo_takes_a_saved_text_back(hand) -> None:
    shipped = hand.text.toPlainText()
    hand.at_end_of_line(3)
    hand.type_into(hand.text, " We are glad.")
    hand.press(Qt.Key.Key_S)
    hand.sees("Your own text")
    hand.settle()
    hand.desk.undo()
    hand.qtbot.waitUntil(lambda: hand.text.toPlainText() == shipped)
    hand.settle()
    assert "Your own text" not in hand.reads()


def test_changes_can_be_dropped(hand) -> None:
    shipped = hand.text.toPlainText()
    hand.type_into(hand.text, "x")
    QTest.mouseClick(on_screen.button(hand.window, "Drop the changes"), Qt.MouseButton.LeftButton)
    hand.settle()
    assert hand.text.toPlainText() == shipped
    assert "Unsaved changes" not in hand.reads()


def test_unsaved_text_is_kept_while_another_template_is_looked_at(hand) -> None:
    hand.at_end_of_line(3)
    hand.type_into(hand.text, " We are glad.")
    hand.page.list.setFocus()
    hand.press(Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    hand.settle()
    assert hand.page.title.text() == "Customs released"
    assert "Not saved: EN" in hand.reads()
    hand.press(Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier)
    hand.settle()
    assert "We are glad." in hand.text.toPlainText()


def test_unsaved_text_outlives_the_window(qtbot, desk, hand) -> None:
    hand.at_end_of_line(3)
    hand.type_into(hand.text, " We are glad.")
    hand.window.rebuild()
    hand.settle()
    assert "We are glad." in hand.text.toPlainText()
    assert "Unsaved changes" in hand.reads()


def test_a_fact_is_found_by_its_words_and_put_in_at_the_cursor_by_keyboard(hand) -> None:
    hand.at_end_of_line(3)
    hand.text.setFocus()
    hand.press(Qt.Key.Key_F)
    hand.qtbot.waitUntil(hand.page.facts.search.hasFocus)
    QTest.keyClicks(hand.page.facts.search, "port load")
    QTest.keyClick(hand.page.facts.search, Qt.Key.Key_Return)
    hand.settle()
    assert hand.text.toPlainText().split("\n")[2].endswith("{{ order.port_loading }}")
    assert hand.text.hasFocus()


def test_a_double_click_puts_a_fact_into_the_subject_where_the_cursor_was(hand) -> None:
    subject = hand.page.card.subject
    subject.setFocus()
    subject.go_to_line(1)
    facts = hand.page.facts.list
    item = next(facts.item(at) for at in range(facts.count()) if facts.item(at).text() == "order total")
    facts.scrollToItem(item)
    place = facts.visualItemRect(item).center()
    QTest.mouseClick(facts.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(facts.viewport(), Qt.MouseButton.LeftButton, pos=place)
    hand.settle()
    assert subject.toPlainText().endswith("{{ order.total }}")


def test_a_subject_stays_one_line_when_two_are_pasted(hand) -> None:
    subject = hand.page.card.subject
    subject.setFocus()
    QApplication.clipboard().setText("first\nsecond")
    hand.press(Qt.Key.Key_A)
    hand.press(Qt.Key.Key_V)
    hand.settle()
    assert subject.toPlainText() == "first second"


def test_taking_a_needed_fact_out_is_told_by_its_label(hand) -> None:
    hand.text.setPlainText("Only words.")
    hand.settle()
    assert '"packages and weights" is required, but the text has no place for it.' in hand.reads()
    assert not hand.page.save.isEnabled()


def test_the_language_of_a_template_is_chosen_beside_its_name(hand) -> None:
    QTest.mouseClick(on_screen.button(hand.window, "简体中文"), Qt.MouseButton.LeftButton)
    hand.settle()
    assert "的货物" in hand.text.toPlainText()
    assert hand.page.title.text() == "Goods ready in three days"


def test_in_chinese_names_kinds_and_facts_are_chinese(hand) -> None:
    wording.set_language("zh_CN")
    hand.window.rebuild()
    hand.settle()
    assert hand.page.title.text() == "货物三天后备妥"
    assert Heading("订单进度") in hand.page.list.rows()
    assert "⟦件数与重量⟧" in hand.reads()


def test_writing_with_a_template_starts_a_message_from_it(hand) -> None:
    QTest.mouseClick(on_screen.button(hand.window, "Write with this"), Qt.MouseButton.LeftButton)
    assert hand.desk.places.current == Place("compose", extra={"template": "goods-ready"})


def test_what_is_typed_as_markup_is_shown_as_typed(hand) -> None:
    hand.text.setFocus()
    hand.at_end_of_line(3)
    hand.type_into(hand.text, " <b>now</b>")
    assert "<b>now</b>" in hand.page.preview.text.toPlainText()


def test_without_an_order_every_fact_is_marked_and_the_page_says_so(qtbot, qapp, bench, desk) -> None:
    made = Hand(qtbot, desk)
    made.open("goods-ready")
    assert "There is no order yet, so every fact is marked." in made.reads()
    assert "⟦order number⟧" in made.reads()
    made.window.close()
    made.window.deleteLater()
    QApplication.sendPostedEvents(made.window, QEvent.Type.DeferredDelete)
