"""Snippets put into a message, and its wording kept for the customer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.gui.compose import conftest
from tradedesk.domain.own_text import Snippet, SnippetKind
from tradedesk.services import snippets, wordings
from tradedesk.ui.places import Place

PAGES = {**conftest.PAGES, "templates": "tradedesk.ui.templates.page:TemplatesPage"}


@pytest.fixture(autouse=True)
def both_pages(monkeypatch):
    monkeypatch.setattr(conftest, "PAGES", PAGES)


def _menu(hand) -> QMenu:
    hand.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _choose(hand, text: str) -> None:
    menu = _menu(hand)
    action = next(each for each in menu.actions() if each.text() == text)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def _piece(bench, kind: SnippetKind, name: str, language: str, body: str) -> int:
    return snippets.save(bench, Snippet(0, kind, name, language, body))


@pytest.fixture
def pieces(bench) -> None:
    _piece(bench, SnippetKind.SNIPPET, "Care", "en", "Keep order {{ order.number }} dry: {{ packages.summary }}.")
    _piece(bench, SnippetKind.SNIPPET, "保养", "zh_CN", "请保持干燥。")


def test_a_snippet_is_put_in_at_the_cursor_with_the_facts_of_the_message(hand, pieces) -> None:
    hand.draft(order=hand.company.order, template="production-progress")
    edit = hand.page.card.body_edit
    cursor = edit.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    edit.setTextCursor(cursor)
    hand.click("Insert")
    _choose(hand, "Care")
    hand.until(lambda: "Keep order TD-2026-0160 dry" in edit.stored()[0])
    assert edit.stored()[0].endswith("Keep order TD-2026-0160 dry: ⟦packages.summary⟧.")
    hand.page.presenter.flush()
    hand.settle()
    assert "packages.summary" in [each.name for each in hand.view().missing]


def test_a_snippet_before_the_first_word_of_a_line_stands_in_a_line_of_its_own(hand, pieces) -> None:
    hand.draft(order=hand.company.order, template="production-progress")
    edit = hand.page.card.body_edit
    assert edit.textCursor().atStart()
    hand.click("Insert")
    _choose(hand, "Care")
    hand.until(lambda: "Keep order" in edit.stored()[0])
    assert edit.stored()[0].startswith("Keep order TD-2026-0160 dry: ⟦packages.summary⟧.\nDear Mr. Brandt,")


def test_snippets_in_the_language_of_the_message_stand_first_and_others_say_theirs(hand, pieces) -> None:
    hand.draft(order=hand.company.order, template="production-progress")
    hand.click("Insert")
    menu = _menu(hand)
    told = [each.text() for each in menu.actions() if not each.isSeparator()]
    menu.close()
    assert told == ["Care", "保养 · 简体中文", "Snippets and signatures…"]


def test_without_a_snippet_the_menu_leads_to_where_they_are_made(hand) -> None:
    hand.draft(order=hand.company.order, template="production-progress")
    hand.click("Insert")
    _choose(hand, "Snippets and signatures…")
    hand.until(lambda: hand.window.desk.places.current.page == "templates")


def test_a_wording_is_looked_at_before_it_is_kept_and_then_used(hand, bench) -> None:
    number = hand.draft(order=hand.company.order, template="production-progress")
    desk = hand.window.desk
    edit = hand.page.card.body_edit
    text = edit.stored()[0].replace("Kind regards", "Moin moin")
    edit.load(text, "", anew=False)
    edit.typed.emit()
    command = desk.commands.get("draft.keep-wording")
    assert command is not None
    assert command.title() == "Keep this wording for Nordlicht Möbel GmbH"
    desk.commands.trigger("draft.keep-wording")
    hand.until(lambda: desk.places.current.page == "templates" and hand.window.page.presenter.preview is not None)
    page = hand.window.page
    assert "{{ contact.salutation }}," in page.card.text.toPlainText()
    assert "Moin moin" in page.preview.text.toPlainText()
    assert wordings.every(bench) == ()
    page.presenter.save()
    hand.until_kept(lambda bench: len(wordings.every(bench)) == 1)
    hand.until(lambda: not page.presenter.changed)
    desk.open(Place("compose", key=number))
    hand.until(lambda: hand.window.page.name == "compose" and hand.window.page.presenter.view is not None)
    hand.page = hand.window.page
    hand.page.presenter.use_template("goods-ready", "en")
    hand.until(lambda: hand.view().draft.template == "goods-ready")
    assert "wording" not in [chip.words.key for chip in hand.page.card.about.chips]
    hand.page.presenter.use_template("production-progress", "en")
    hand.until(lambda: hand.view().draft.template == "production-progress")
    assert "Moin moin" in hand.view().draft.body
    assert "wording" in [chip.words.key for chip in hand.page.card.about.chips]
    next(chip for chip in hand.page.card.about.chips if chip.words.key == "wording").run.emit("wording")
    hand.until(lambda: desk.places.current.page == "templates")
    assert desk.places.current.extra["template"].startswith("wording/")
