"""The right column: what is told, what one click does about it, and how advice is silenced and brought back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tradedesk.services import composing, silenced, spelling
from tradedesk.ui.places import Place
from tradedesk.ui.wording import set_language

AFF = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\n"
DIC = "12\ndear\nthe\ngoods\nare\nready\nand\nwe\nship\nkind\nregards\nreceive\nyour\n"


@pytest.fixture
def dictionary(tmp_path, monkeypatch) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "en_GB.aff").write_text(AFF)
    (folder / "en_GB.dic").write_text(DIC)
    monkeypatch.setattr("tradedesk.integrations.spelling.found._roots", lambda: iter([folder]))


def write(hand, bench, body: str, subject: str = "Order TD-2026-0160: goods ready") -> None:
    """A letter with this text, as it is when the page is opened."""
    number = composing.draft_update(bench, order_id=hand.company.order, template="letter")
    composing.save_text(bench, number, subject, body)
    bench.ledger.take_news()
    hand.window.desk.open(Place("compose", key=number))
    hand.until(lambda: hand.view() is not None and hand.view().draft.id == number)


def row(hand, title: str):
    return next(each for each in hand.page.checks.rows() if title in each.told.title)


def offer(hand, words: str):
    return next(each for line in hand.page.checks.rows() for each in line.offers if words in each.accessibleName())


def take(hand, words: str) -> None:
    """Choose a line of the menu that is open."""
    menu = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible())
    action = next(each for each in menu.actions() if words in each.text())
    menu.close()
    action.trigger()


def text(hand) -> str:
    return hand.page.card.text()[1]


def test_a_plain_word_is_put_in_place_by_one_click_and_taken_back_by_the_editors_undo(hand, bench):
    write(hand, bench, "The ETD of PI-ETD-7 is near.\n- ETD: 5 December")
    QTest.mouseClick(offer(hand, "“ETD”"), Qt.MouseButton.LeftButton)
    wanted = "The estimated time of departure of PI-ETD-7 is near.\n- Estimated time of departure: 5 December"
    assert text(hand) == wanted
    hand.until(lambda: not any("abbreviation" in title for title in hand.titles()))
    hand.page.card.body_edit.undo()
    assert "The ETD of" in text(hand)


def test_words_within_a_mark_stay(hand, bench):
    write(hand, bench, "The MOQ is ⟦order.moq⟧.")
    QTest.mouseClick(offer(hand, "“MOQ”"), Qt.MouseButton.LeftButton)
    hand.page.presenter.flush()
    hand.settle()
    assert hand.view().draft.body == "The minimum order quantity is ⟦order.moq⟧."


def test_a_long_sentence_is_shown_where_it_stands(hand, bench):
    sentence = "We pack " + "and we pack " * 10 + "the goods 😀."
    write(hand, bench, f"Dear Mr. Brandt 😀,\n{sentence}\nThe goods are ready.")
    QTest.mouseClick(offer(hand, "Show"), Qt.MouseButton.LeftButton)
    assert hand.page.card.body_edit.textCursor().selectedText() == sentence


def test_the_order_number_is_put_into_the_subject_by_one_click(hand, bench):
    write(hand, bench, "The goods are ready.", subject="The goods are ready")
    QTest.mouseClick(offer(hand, "subject"), Qt.MouseButton.LeftButton)
    assert hand.page.card.text()[0] == "The goods are ready – TD-2026-0160"
    hand.until(lambda: "The subject does not name the order" not in hand.titles())


def test_a_warm_opening_is_put_below_the_salutation(hand, bench):
    with bench.ledger.write("changed") as writer:
        writer.update("parties", hand.company.party, {"country": "AE", "zone": "Asia/Dubai"})
    write(hand, bench, "Dear Mr. Brandt,\n\nThe goods are ready.")
    QTest.mouseClick(offer(hand, "Begin with"), Qt.MouseButton.LeftButton)
    assert text(hand) == "Dear Mr. Brandt,\n\nI hope you and your team are well.\n\nThe goods are ready."


def test_which_address_is_for_what_is_asked_by_one_click(hand, bench):
    with bench.ledger.write("changed") as writer:
        writer.update("addresses", hand.company.main, {"standing": "presumed"})
    write(hand, bench, "The goods are ready.")
    QTest.mouseClick(offer(hand, "Ask which address"), Qt.MouseButton.LeftButton)
    hand.until(lambda: hand.view() is not None and hand.view().draft.template == "which-address")


def test_advice_is_silenced_for_this_customer_said_to_be_hidden_and_brought_back(hand, bench):
    write(hand, bench, "The ETD is near.")
    row(hand, "abbreviation").menu_button.click()
    take(hand, "Not for Nordlicht")
    hand.until(lambda: not any("abbreviation" in title for title in hand.titles()))
    hidden = hand.page.checks.hidden_button
    assert (hidden.isVisible(), hidden.text()) == (True, "1 hidden")
    assert [each.party for each in silenced.every(bench)] == ["Nordlicht Möbel GmbH"]
    hidden.click()
    take(hand, "Abbreviations: not for Nordlicht")
    hand.until(lambda: any("abbreviation" in title for title in hand.titles()))
    assert not hidden.isVisible()


def test_advice_is_silenced_for_all(hand, bench):
    write(hand, bench, "The ETD is near.")
    row(hand, "abbreviation").ask_silence()
    take(hand, "Never")
    hand.until(lambda: not any("abbreviation" in title for title in hand.titles()))
    assert [each.party_id for each in silenced.every(bench)] == [None]


def test_a_must_has_no_menu_and_stands_first(hand, bench):
    write(hand, bench, "The MOQ is ⟦order.moq⟧, pls.", subject="")
    rows = hand.page.checks.rows()
    roles = [each.told.role for each in rows]
    assert roles == sorted(roles, key=["bad", "warn", "good"].index)
    assert [each.menu_button for each in rows if each.told.role == "bad"] == [None, None]
    assert "2 must be fixed · " in hand.page.checks._count.text()


def test_lines_that_say_the_same_stay_the_same_widgets(hand, bench):
    write(hand, bench, "The ETD is near.")
    before = {each.told.title: each for each in hand.page.checks.rows()}
    hand.page.card.body_edit.moveCursor(QTextCursor.MoveOperation.End)
    hand.page.card.body_edit.setFocus()
    QTest.keyClicks(hand.page.card.body_edit, " We wait!!")
    hand.until(lambda: "Many exclamation marks" in hand.titles())
    after = {each.told.title: each for each in hand.page.checks.rows()}
    assert all(after[title] is line for title, line in before.items() if title in after)


def test_what_is_offered_is_reached_and_named_for_the_keyboard(hand, bench):
    write(hand, bench, "The ETD is near.")
    line = row(hand, "abbreviation")
    assert line.menu_button.accessibleName() == "Silence: Abbreviations"
    assert [each.accessibleName() for each in line.offers] == ["“ETD” → estimated time of departure"]
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in (line.menu_button, *line.offers))


def test_a_word_that_is_not_in_the_dictionary_is_put_right_or_learnt(hand, bench, dictionary):
    write(hand, bench, "Dear Brandt,\nwe recieve the goods and the wurstel.")
    assert "2 words not in the dictionary" in hand.titles()
    QTest.mouseClick(offer(hand, "recieve"), Qt.MouseButton.LeftButton)
    hand.until(lambda: any(isinstance(each, QMenu) and each.isVisible() for each in QApplication.topLevelWidgets()))
    take(hand, "receive")
    assert "we receive the goods" in text(hand)
    hand.until(lambda: "1 word not in the dictionary" in hand.titles())
    QTest.mouseClick(offer(hand, "wurstel"), Qt.MouseButton.LeftButton)
    hand.until(lambda: any(isinstance(each, QMenu) and each.isVisible() for each in QApplication.topLevelWidgets()))
    take(hand, "to my words")
    hand.until(lambda: not any("dictionary" in title for title in hand.titles()))
    assert spelling.own_words(bench) == ("wurstel",)


def test_a_right_click_on_an_unknown_word_offers_what_it_may_be(hand, bench, dictionary):
    write(hand, bench, "recieve the goods")
    edit = hand.page.card.body_edit
    cursor = edit.textCursor()
    cursor.setPosition(3)
    at = edit.cursorRect(cursor).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, edit.viewport().mapToGlobal(at))
    QApplication.sendEvent(edit.viewport(), event)
    hand.until(lambda: any(isinstance(each, QMenu) and each.isVisible() for each in QApplication.topLevelWidgets()))
    take(hand, "receive")
    assert text(hand) == "receive the goods"


def underlined(hand) -> list[str]:
    """The words with a wavy line below, in order."""
    found, block = [], hand.page.card.body_edit.document().begin()
    while block.isValid():
        wave = QTextCharFormat.UnderlineStyle.WaveUnderline
        looks = [each for each in block.layout().formats() if each.format.underlineStyle() == wave]
        found += [block.text().encode("utf-16-le")[2 * each.start : 2 * (each.start + each.length)] for each in looks]
        block = block.next()
    return [each.decode("utf-16-le") for each in found]


def test_unknown_words_are_underlined_in_the_editor_and_nowhere_else(hand, bench, dictionary):
    write(hand, bench, "Dear 😀 Brandt,\nwe recieve the goods and recieves.\n\n⟦order.moq⟧ recieve, wurstel")
    hand.until(lambda: underlined(hand) == ["recieve", "recieves", "recieve", "wurstel"])
    edit = hand.page.card.body_edit
    before = edit.stored()
    assert not edit.document().isModified()
    assert (hand.page.presenter._text, hand.view().draft.rich) == (None, "")
    spelling.learn(bench, "wurstel")
    hand.page.presenter.load()
    hand.until(lambda: underlined(hand) == ["recieve", "recieves", "recieve"])
    cursor = QTextCursor(edit.document())
    cursor.setPosition(edit.document().findBlockByNumber(1).position() + len("we recieve"))
    cursor.insertText("d")
    assert underlined(hand) == ["recieves", "recieve"]
    cursor.deletePreviousChar()
    assert underlined(hand) == ["recieve", "recieves", "recieve"]
    assert edit.stored() == before
    hand.page.presenter._desk.run(silenced.silence, "spelling", None)
    hand.until(lambda: underlined(hand) == [])


def test_the_column_speaks_chinese(hand, bench):
    set_language("zh_CN")
    try:
        write(hand, bench, "The ETD is near, pls!!")
        assert "2 个对方可能不懂的缩写" in hand.titles()
        assert "感叹号过多" in hand.titles()
    finally:
        set_language("en")


def test_a_file_changed_after_it_was_attached_is_told_and_taken_as_it_is_now_by_one_click(hand, bench, tmp_path):
    offer_pdf = tmp_path / "offer.pdf"
    offer_pdf.write_bytes(b"USD 18,000")
    write(hand, bench, "Please see the offer attached.")
    hand.page.presenter.attach([str(offer_pdf)])
    hand.until(lambda: hand.view() is not None and len(hand.view().draft.attachments) == 1)
    hand.settle()
    assert "An attached file was changed" not in hand.titles()
    offer_pdf.write_bytes(b"USD 81,000")
    hand.page.presenter.hand_over()
    hand.until(lambda: "An attached file was changed" in hand.titles())
    assert hand.view().handed is None
    QTest.mouseClick(offer(hand, "Attach it again"), Qt.MouseButton.LeftButton)
    hand.until(lambda: "An attached file was changed" not in hand.titles())
    assert [each.name for each in hand.view().draft.attachments] == ["offer.pdf"]
    hand.window.desk.undo()
    hand.until(lambda: "An attached file was changed" in hand.titles())
