"""Texts of one's own on the page: begun, named, saved, copied, compared, gone back to, exchanged, taken away."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support import on_screen
from tradedesk.domain.own_text import Snippet, SnippetKind, Wording
from tradedesk.services import snippets, template_exchange, wordings
from tradedesk.services import templates as template_verbs
from tradedesk.ui.places import Place
from tradedesk.ui.templates.items import Sort
from tradedesk.ui.templates.rows import Heading
from tradedesk.ui.templates.subject_picker import SubjectPicker


def _until(hand, true) -> None:
    hand.qtbot.waitUntil(true)


def _own(bench):
    return [each for each in template_verbs.every(bench) if not each.builtin]


def _begin(hand, name: str) -> None:
    """Ctrl+N, the name typed over what it says, and back to the text."""
    hand.press(Qt.Key.Key_N)
    _until(hand, hand.page.about_card.name_en.hasFocus)
    QTest.keyClicks(hand.page.about_card.name_en, name)
    hand.settle()


def _save(hand) -> None:
    hand.press(Qt.Key.Key_S)
    _until(hand, lambda: not hand.page.presenter.changed and not hand.page.presenter.current.fresh)
    hand.settle()


def test_a_new_text_is_named_first_and_used_once_it_is_saved(hand, bench) -> None:
    _begin(hand, "Port news")
    assert hand.page.title.text() == "Port news"
    assert "Not saved yet" in hand.reads()
    assert (hand.page.list.rows()[0], hand.page.list.current_key()) == (Heading("Not saved yet"), "new/1")
    assert _own(bench) == []
    QTest.keyClick(hand.page.about_card.name_en, Qt.Key.Key_Return)
    assert hand.text.hasFocus()
    assert hand.text.toPlainText().endswith("{{ my.signature }}")
    assert "Chen Yu" in hand.page.preview.text.toPlainText()
    _save(hand)
    assert [(each.code, each.name_en) for each in _own(bench)] == [("own-port-news", "Port news")]
    assert hand.page.list.current_key() == "own-port-news"


def test_a_text_begun_outlives_the_window_and_can_be_dropped(hand, bench) -> None:
    _begin(hand, "Port news")
    hand.window.rebuild()
    hand.settle()
    assert Heading("Not saved yet") in hand.page.list.rows()
    hand.page.presenter.show("new/1")
    hand.settle()
    QTest.mouseClick(on_screen.button(hand.window, "Drop the changes"), Qt.MouseButton.LeftButton)
    hand.settle()
    assert Heading("Not saved yet") not in hand.page.list.rows()
    assert _own(bench) == []


def test_without_a_name_it_is_said_beside_the_name(hand, bench) -> None:
    _begin(hand, "x")
    for line in (hand.page.about_card.name_en, hand.page.about_card.name_zh):
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Backspace)
    hand.press(Qt.Key.Key_S)
    _until(hand, lambda: hand.page.about_card.fields["name"].problem != "")
    assert hand.page.about_card.fields["name"].problem == "Give it a name."
    assert _own(bench) == []


def test_purpose_step_needs_and_papers_are_chosen_and_kept(hand, bench) -> None:
    _begin(hand, "Port news")
    card = hand.page.about_card
    for box, code in ((card.purpose, "technical"), (card.node, "shipped"), (card.kind, "order")):
        box.setCurrentIndex(box.findData(code))
        box.activated.emit(box.currentIndex())
    QTest.mouseClick(card.papers.chips["pi"], Qt.MouseButton.LeftButton)
    card.needs.field.setFocus()
    QTest.keyClicks(card.needs.field, "salutation")
    QTest.keyClick(card.needs.field, Qt.Key.Key_Return)
    hand.settle()
    _save(hand)
    (own,) = _own(bench)
    assert (own.purpose, own.node, own.kind, own.attachments) == ("technical", "shipped", "order", ("pi",))
    assert own.required == ("contact.salutation",)
    assert "Recipients: technical" in hand.reads()


def test_a_fact_that_it_needs_must_have_a_place_in_the_text(hand) -> None:
    _begin(hand, "Port news")
    hand.page.about_card.needs.changed.emit(("order.number",))
    hand.settle()
    assert '"order number" is required, but the text has no place for it.' in hand.reads()
    assert not hand.page.save.isEnabled()
    QTest.mouseClick(on_screen.button(hand.window, "No longer needs: order number"), Qt.MouseButton.LeftButton)
    hand.settle()
    assert hand.page.save.isEnabled()


def test_a_copy_is_another_text_and_a_translation_the_same_occasion(hand, bench) -> None:
    hand.press(Qt.Key.Key_D)
    hand.settle()
    assert hand.page.title.text() == "Goods ready in three days, copy"
    _save(hand)
    hand.open("goods-ready")
    hand.page.presenter.duplicate("de")
    hand.settle()
    _save(hand)
    assert {(each.code, each.language) for each in _own(bench)} == {
        ("own-goods-ready-in-three-days-copy", "en"), ("goods-ready", "de"),
    }  # fmt: skip
    assert "de" not in hand.page.other_languages()


def test_what_a_text_said_before_is_compared_and_gone_back_to(hand, bench) -> None:
    for words in (" One.", " Two."):
        hand.open("goods-ready")
        hand.at_end_of_line(1)
        hand.type_into(hand.text, words)
        _save(hand)
    QTest.mouseClick(on_screen.button(hand.window, "What it said before"), Qt.MouseButton.LeftButton)
    _until(hand, lambda: hand.page.stack.currentWidget() is hand.page.versions)
    shown = hand.page.versions.lines.toPlainText().split("\n")
    assert [line[0] for line in shown if " One." in line] == ["−", "+"]
    assert "1 line gone since, 1 line new" in hand.reads()
    hand.press(Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert "Shipped text" in hand.page.versions.list.currentItem().text()
    hand.press(Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier)
    QTest.mouseClick(on_screen.button(hand.window, "Go back to this text"), Qt.MouseButton.LeftButton)
    _until(hand, lambda: " Two." not in template_verbs.choose(bench, "goods-ready", "en").body)
    hand.settle()
    assert " One." in template_verbs.choose(bench, "goods-ready", "en").body
    assert len(template_verbs.versions(bench, "goods-ready", "en")) == 3
    hand.desk.undo()
    _until(hand, lambda: " Two." in template_verbs.choose(bench, "goods-ready", "en").body)
    hand.settle()


def test_an_own_text_is_deleted_and_undo_brings_it_back(hand, bench) -> None:
    _begin(hand, "Port news")
    _save(hand)
    QTest.mouseClick(on_screen.button(hand.window, "Delete this text"), Qt.MouseButton.LeftButton)
    _until(hand, lambda: _own(bench) == [])
    hand.settle()
    assert "own-port-news" not in [getattr(row, "key", "") for row in hand.page.list.rows()]
    hand.desk.undo()
    _until(hand, lambda: len(_own(bench)) == 1)
    hand.settle()


def test_a_snippet_has_no_subject_and_a_signature_signs_what_is_shown(hand, bench) -> None:
    hand.page.presenter.make(Sort.SIGNATURE)
    hand.settle()
    QTest.keyClicks(hand.page.about_card.name_en, "Short")
    hand.page.write()
    assert not hand.page.card.subject.isVisible()
    hand.text.setPlainText("{{ my.name }}\nYour man in Ningbo")
    hand.settle()
    assert hand.page.preview.text.toPlainText() == "Chen Yu\nYour man in Ningbo"
    _save(hand)
    assert "Signs every message in this language" in hand.reads()
    hand.open("goods-ready")
    _until(hand, lambda: "Your man in Ningbo" in hand.page.preview.text.toPlainText())
    hand.settle()


def test_another_signature_is_made_the_usual_one(hand, bench) -> None:
    for name in ("First", "Second"):
        snippets.save(bench, Snippet(0, SnippetKind.SIGNATURE, name, "en", name))
    hand.desk.open(Place("templates", extra={"list": "pieces"}))
    hand.page.presenter.load()
    _until(hand, lambda: any(getattr(row, "text", "") == "Second" for row in hand.page.list.rows()))
    second = next(each for each in hand.page.presenter.items if each.text.name_en == "Second")
    hand.page.presenter.show(second.row)
    hand.settle()
    hand.desk.commands.trigger("signature.make-usual")
    _until(hand, lambda: second.number in snippets.usual(snippets.every(bench)))
    hand.settle()
    assert "Signs every message in this language" in hand.reads()


def test_a_customers_wording_stands_under_its_name_and_is_taken_away(hand, bench, company) -> None:
    wordings.save(bench, Wording(0, company.party, "goods-ready", "en", "Ready", "Moin {{ contact.name }}"))
    hand.page.presenter.load()
    QTest.mouseClick(on_screen.button(hand.window, "Customers"), Qt.MouseButton.LeftButton)
    _until(hand, lambda: Heading("Nordlicht Möbel GmbH") in hand.page.list.rows())
    hand.page.presenter.show(f"wording/{company.party}/goods-ready/en")
    hand.settle()
    assert "What Nordlicht Möbel GmbH gets in place of the template" in hand.reads()
    assert "Moin Jörg Brandt" in hand.page.preview.text.toPlainText()
    QTest.mouseClick(on_screen.button(hand.window, "Remove this wording"), Qt.MouseButton.LeftButton)
    _until(hand, lambda: wordings.every(bench) == ())
    _until(hand, lambda: hand.page.presenter.which == "all")
    hand.settle()
    QTest.mouseClick(on_screen.button(hand.window, "Customers"), Qt.MouseButton.LeftButton)
    assert "No customer has a wording of its own." in hand.reads()


def test_a_text_is_shown_on_the_order_that_is_picked(hand, bench, company) -> None:
    with bench.ledger.write("order-added") as writer:
        row = {"number": "TD-2026-0170", "party_id": company.party, "stage": "inquiry", "currency": "USD"}
        writer.insert("orders", {**row, "summary": "tables", "ordered_on": "2026-11-20"})
    QTest.mouseClick(hand.page.preview.choose, Qt.MouseButton.LeftButton)
    picker = hand.page.findChild(SubjectPicker)
    assert picker is not None
    _until(hand, lambda: picker.list.count() > 0)
    QTest.keyClicks(picker.search, "0170")
    _until(hand, lambda: [getattr(row, "text", "") for row in picker.list.rows()] == ["Orders", "TD-2026-0170"])
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    _until(hand, lambda: "With the facts of TD-2026-0170" in hand.reads())
    hand.settle()
    assert "tables" in on_screen.words(hand.page.facts)


def test_facts_show_their_values_and_are_found_by_them(hand) -> None:
    _until(hand, lambda: "order number: TD-2026-0160" in hand.reads())
    QTest.keyClicks(hand.page.facts.search, "rattan")
    rows = [row for row in hand.page.facts.list.rows() if not isinstance(row, Heading)]
    assert [(row.key, row.soft) for row in rows] == [("order.summary", "120 rattan lounge sets")]


def test_a_click_puts_a_fact_in_and_it_can_be_dragged(hand) -> None:
    facts = hand.page.facts
    QTest.keyClicks(facts.search, "order total")
    hand.at_end_of_line(3)
    item = next(facts.list.item(at) for at in range(facts.list.count()) if facts.list.item(at).text() == "order total")
    place = facts.list.visualItemRect(item).center()
    QTest.mouseClick(facts.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    hand.settle()
    assert hand.text.toPlainText().count("{{ order.total }}") == 1
    dragged = facts.list.mimeData([item])
    assert isinstance(dragged, QMimeData)
    assert dragged.text() == "{{ order.total }}"
    hand.text.insertFromMimeData(dragged)
    hand.settle()
    assert hand.text.toPlainText().count("{{ order.total }}") == 2


@pytest.fixture
def file(tmp_path):
    entry = {
        "code": "own-port-news", "language": "en", "name-en": "Port news", "name-zh": "港口消息", "kind": "order",
        "purpose": "progress", "node": "", "required": [], "attachments": [], "subject": "News",
        "text": ["The ship is in."],
    }  # fmt: skip
    path = tmp_path / "texts.json"
    entries = [entry, {**entry, "language": "de", "text": ["{{ order.numbr }}"]}]
    path.write_text(json.dumps({"format": "tradedesk-templates", "version": 1, "templates": entries}), "utf-8")
    return path


def test_a_file_is_looked_at_before_anything_of_it_comes_in(hand, bench, file) -> None:
    hand.page.files.look_at(str(file))
    _until(hand, lambda: "Take 1 text in" in hand.reads())
    assert 'Line 1: there is no fact called "order.numbr".' in hand.reads()
    assert [box.isEnabled() for box in hand.page.incoming.boxes] == [True, False]
    assert _own(bench) == []
    QTest.mouseClick(on_screen.button(hand.window, "Take 1 text in"), Qt.MouseButton.LeftButton)
    _until(hand, lambda: hand.page.title.text() == "Port news")
    hand.settle()
    assert [each.code for each in _own(bench)] == ["own-port-news"]
    hand.desk.undo()
    _until(hand, lambda: _own(bench) == [])
    hand.settle()


def test_a_snippet_of_a_file_is_seen_for_what_it_is_and_shown_once_it_is_in(hand, bench, tmp_path) -> None:
    piece = {"kind": "signature", "language": "en", "name": "Short", "text": ["{{ my.name }}"]}
    path = tmp_path / "texts.json"
    told = {"format": "tradedesk-templates", "version": 2, "templates": [], "snippets": [piece]}
    path.write_text(json.dumps(told), "utf-8")
    hand.page.files.look_at(str(path))
    _until(hand, lambda: "Take 1 text in" in hand.reads())
    assert "Signature" in hand.reads()
    assert [box.text() for box in hand.page.incoming.boxes] == ["Short"]
    QTest.mouseClick(on_screen.button(hand.window, "Take 1 text in"), Qt.MouseButton.LeftButton)
    _until(hand, lambda: hand.page.title.text() == "Short")
    assert [each.name for each in snippets.every(bench)] == ["Short"]
    hand.desk.undo()
    _until(hand, lambda: snippets.every(bench) == ())
    hand.settle()


def test_a_broken_file_gets_a_sentence_and_nothing_changes(hand, bench, tmp_path) -> None:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    said: list[str] = []
    hand.desk.refused.connect(said.append)
    hand.page.files.look_at(str(path))
    _until(hand, lambda: bool(said))
    assert said == ["holiday.jpg is not a file with templates. Choose one that was exported from TradeDesk."]
    assert hand.page.stack.currentWidget() is hand.page.card


def test_one_text_is_written_to_a_file_and_the_page_says_so(hand, bench, tmp_path) -> None:
    hand.page.files.export_to(str(tmp_path / "one.json"), [("goods-ready", "en")])
    hand.sees("1 text written to one.json")
    assert [each.arrival for each in template_exchange.read(bench, tmp_path / "one.json")] == ["same"]


def test_a_list_is_narrowed_by_typing_and_enter_shows_the_first(hand) -> None:
    search = hand.page.listing.search
    QTest.keyClicks(search, "balance")
    rows = [row.text for row in hand.page.list.rows() if not isinstance(row, Heading)]
    assert rows
    assert all("alance" in each for each in rows)
    QTest.keyClick(search, Qt.Key.Key_Return)
    hand.settle()
    assert "alance" in hand.page.title.text()
    search.clear()
    QTest.keyClicks(search, "no such text")
    assert "No text is called so." in hand.reads()


def test_every_list_says_what_to_do_where_it_is_empty(hand) -> None:
    for name, told in (("Own", "You have no text of your own yet."), ("Snippets", "No snippet and no signature yet.")):
        QTest.mouseClick(on_screen.button(hand.window, name), Qt.MouseButton.LeftButton)
        assert told in hand.reads()


def test_what_can_be_made_is_offered_at_the_lower_edge(hand) -> None:
    QTest.mouseClick(on_screen.button(hand.window, "New text"), Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [each.text() for each in menu.actions()] == ["Template", "Snippet", "Signature"]
    menu.close()
