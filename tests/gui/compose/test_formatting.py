"""The look of the text: by key, by bar and as one types; what is pasted is clean; it is kept and goes out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.support.writer import Writer
from tradedesk.domain.rich_runs import Run
from tradedesk.domain.rich_store import of
from tradedesk.domain.rich_text import Paragraph
from tradedesk.ui.marking import Highlighter

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def writer(hand, bench) -> Writer:
    return Writer(hand, bench)


def test_bold_words_are_kept_and_the_plain_text_beside_them(writer):
    writer.type("Amount: USD 41,400.00 net")
    writer.select("USD 41,400.00")
    writer.hand.press(Qt.Key.Key_B, CTRL)
    draft = writer.kept()
    assert draft.body == "Amount: USD 41,400.00 net"
    assert of(draft.body, draft.rich) == (Paragraph((Run("Amount: "), Run("USD 41,400.00", bold=True), Run(" net"))),)


def test_what_is_not_formatted_any_more_is_plain_again(writer):
    writer.type("Hello")
    writer.body.selectAll()
    writer.hand.press(Qt.Key.Key_B, CTRL)
    assert writer.kept().rich
    writer.hand.press(Qt.Key.Key_B, CTRL)
    draft = writer.kept()
    assert (draft.body, draft.rich) == ("Hello", "")


def test_ctrl_i_is_italic_in_the_text_and_opens_no_list(writer):
    writer.hand.press(Qt.Key.Key_I, CTRL)
    writer.type("soon")
    assert writer.blocks() == (Paragraph((Run("soon", italic=True),)),)
    assert writer.hand.window.desk.places.current.page == "compose"


def test_a_hyphen_and_a_blank_begin_a_list_and_enter_in_an_empty_item_ends_it(writer):
    writer.type("Terms:")
    writer.press(Qt.Key.Key_Return)
    writer.type("- T/T")
    writer.press(Qt.Key.Key_Return)
    writer.press(Qt.Key.Key_Tab)
    writer.type("30%")
    writer.press(Qt.Key.Key_Return)
    writer.press(Qt.Key.Key_Return)
    writer.type("FOB")
    writer.press(Qt.Key.Key_Return)
    writer.press(Qt.Key.Key_Return)
    writer.type("Regards")
    draft = writer.kept()
    assert (draft.body, draft.rich) == ("Terms:\n- T/T\n  - 30%\n- FOB\nRegards", "")


def test_a_number_begins_a_list_with_numbers_and_undo_brings_the_figure_back(writer):
    writer.type("1. one")
    writer.press(Qt.Key.Key_Return)
    writer.type("two")
    assert writer.blocks() == (Paragraph((Run("one"),), "number"), Paragraph((Run("two"),), "number"))
    assert writer.kept().body == "1. one\n2. two"
    writer.body.selectAll()
    writer.press(Qt.Key.Key_Delete)
    writer.press(Qt.Key.Key_Backspace)
    writer.type("1. ")
    writer.press(Qt.Key.Key_Z, CTRL)
    assert writer.body.toPlainText() == "1. "


def test_backspace_at_the_beginning_of_an_item_makes_it_a_line_again(writer):
    writer.type("- item")
    writer.press(Qt.Key.Key_Home)
    writer.press(Qt.Key.Key_Backspace)
    assert writer.blocks() == (Paragraph((Run("item"),)),)


def test_selected_lines_become_a_list_and_lines_again(writer):
    writer.type("one")
    writer.press(Qt.Key.Key_Return)
    writer.type("two")
    writer.body.selectAll()
    writer.hand.window.desk.commands.trigger("draft.bullets")
    assert writer.kept().body == "- one\n- two"
    writer.hand.window.desk.commands.trigger("draft.numbers")
    assert writer.kept().body == "1. one\n2. two"
    writer.hand.window.desk.commands.trigger("draft.numbers")
    assert writer.kept().body == "one\ntwo"


def test_tab_leaves_the_text_where_it_is_no_item(writer):
    writer.type("word")
    writer.press(Qt.Key.Key_Tab)
    assert not writer.body.hasFocus()


def test_a_link_is_set_changed_and_taken_away_and_a_bad_target_is_told(writer):
    writer.type("Track it here please")
    writer.select("here")
    writer.hand.press(Qt.Key.Key_K, CTRL | SHIFT)
    popup = writer.hand.page.formatting.popup
    assert popup.isVisible()
    assert not popup.words.isVisible()
    QTest.keyClicks(popup.target, "javascript:alert(1)")
    writer.hand.press(Qt.Key.Key_Return)
    assert popup._problem.isVisible()
    popup.target.clear()
    QTest.keyClicks(popup.target, "example.com/track?no=1")
    writer.hand.press(Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert writer.body.hasFocus()
    writer.type("!")
    assert writer.blocks() == (
        Paragraph((Run("Track it "), Run("here", link="https://example.com/track?no=1"), Run("! please"))),
    )
    assert writer.kept().body == "Track it here (https://example.com/track?no=1)! please"
    writer.select("her")
    cursor = writer.body.textCursor()
    cursor.clearSelection()
    writer.body.setTextCursor(cursor)
    writer.hand.press(Qt.Key.Key_K, CTRL | SHIFT)
    assert popup.target.text() == "https://example.com/track?no=1"
    QTest.mouseClick(popup.unlink_button, Qt.MouseButton.LeftButton)
    assert writer.blocks() == (Paragraph((Run("Track it here! please"),)),)


def test_a_mark_takes_its_look_whole_and_a_filled_fact_keeps_it(hand, bench):
    writer = Writer(hand, bench)
    hand.page.presenter.use_template("inquiry-reply", "en")
    hand.until(lambda: "⟦lead time⟧" in writer.body.toPlainText())
    writer.select("time⟧")
    hand.press(Qt.Key.Key_B, CTRL)
    bold = [run for block in writer.blocks() if isinstance(block, Paragraph) for run in block.runs if run.bold]
    assert bold == [Run("⟦order.lead_time⟧", bold=True)]
    hand.page.facts._fill("order.lead_time", "35 days", False)
    bold = [run for block in writer.blocks() if isinstance(block, Paragraph) for run in block.runs if run.bold]
    assert bold == [Run("35 days", bold=True)]


def test_a_line_is_set_from_the_side_of_its_letters_and_the_other_side_by_hand(writer):
    writer.type("123")
    assert writer.body.document().begin().textDirection() != Qt.LayoutDirection.RightToLeft
    writer.body.insertPlainText(" شكرا")
    assert writer.body.document().begin().textDirection() == Qt.LayoutDirection.RightToLeft
    assert not writer.kept().rich
    writer.hand.press(Qt.Key.Key_X, CTRL | SHIFT)
    assert writer.blocks()[0].direction == "ltr"
    writer.hand.press(Qt.Key.Key_X, CTRL | SHIFT)
    assert writer.blocks()[0].direction == ""


def test_the_bar_is_put_away_until_wanted_and_shows_what_holds_at_the_cursor(writer):
    bar = writer.hand.page.formatting.bar
    assert not bar.isVisible()
    QTest.mouseClick(writer.hand.page.formatting.toggle, Qt.MouseButton.LeftButton)
    assert bar.isVisible()
    writer.body.setFocus()
    writer.type("plain ")
    QTest.mouseClick(bar.buttons["draft.bold"], Qt.MouseButton.LeftButton)
    assert writer.body.hasFocus()
    writer.type("bold")
    assert bar.buttons["draft.bold"].isChecked()
    writer.press(Qt.Key.Key_Home)
    assert not bar.buttons["draft.bold"].isChecked()
    assert writer.blocks() == (Paragraph((Run("plain "), Run("bold", bold=True))),)
    assert all(button.accessibleName() for button in bar.buttons.values())


def test_a_formatted_draft_goes_to_the_mail_program_as_html(writer, program, bench):
    writer.type("Dear Ana")
    writer.select("Ana")
    writer.hand.press(Qt.Key.Key_B, CTRL)
    writer.kept()
    writer.hand.until(lambda: writer.hand.view().draft.rich != "")
    writer.hand.press(Qt.Key.Key_Return, CTRL)
    writer.hand.until(lambda: program.was_started)
    told = program.compose()
    assert "format=html" in told
    body = told.partition("message=")[2].partition(",")[0].strip()
    assert "Dear <b>Ana</b>" in Path(body).read_text(encoding="utf-8")
    writer.hand.settle()
    rich = bench.ledger.read.value("select rich from messages order by id desc limit 1")
    assert of("", rich) == (Paragraph((Run("Dear "), Run("Ana", bold=True))),)


class CountingHighlighter(Highlighter):
    """Remembers the lines it coloured."""

    def __init__(self, document) -> None:
        self.touched: list[str] = []
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        self.touched.append(text)
        super().highlightBlock(text)


def test_a_key_in_a_long_letter_touches_its_own_line_alone(writer, monkeypatch):
    writer.body.load("\n".join(f"line {n} with ⟦order.moq⟧" for n in range(2_000)), "", anew=True)
    writer.body._highlighter.setDocument(None)
    counting = CountingHighlighter(writer.body.document())
    counting.rehighlight()
    writer.hand.settle()
    assert len(counting.touched) == 2_000
    cursor = writer.body.textCursor()
    cursor.setPosition(writer.body.document().findBlockByNumber(1_000).position())
    writer.body.setTextCursor(cursor)
    counting.touched.clear()
    read: list[int] = []
    monkeypatch.setattr(type(writer.body), "blocks", lambda _self: read.append(1) or ())
    for key in "abc":
        QTest.keyClick(writer.body, key)
    assert [text.partition("line")[0] for text in counting.touched] == ["a", "ab", "abc"]
    assert read == []
    writer.hand.page.presenter._text = None


def test_a_click_on_a_mark_asks_for_its_fact(writer):
    writer.hand.page.presenter.use_template("inquiry-reply", "en")
    writer.hand.until(lambda: "⟦lead time⟧" in writer.body.toPlainText())
    writer.hand.settle()
    rect = writer.body.rect_of("order.lead_time")
    place = rect.topLeft() - writer.body.viewport().pos() + QPoint(20, 8)
    QTest.mouseClick(writer.body.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert writer.hand.page.facts.popup.isVisible()


def test_a_text_that_comes_from_elsewhere_keeps_the_cursor_and_can_be_taken_back(writer):
    writer.type("mine")
    writer.kept()
    writer.body.moveCursor(QTextCursor.MoveOperation.Left)
    writer.body.load("theirs, longer", "", anew=False)
    assert writer.body.textCursor().position() == 3
    writer.press(Qt.Key.Key_Z, CTRL)
    assert writer.body.toPlainText() == "mine"
