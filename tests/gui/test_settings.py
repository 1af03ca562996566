"""The settings, as the user sees them: the own company kept as one goes, and choices that take effect at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.support.real_desk import real_desk
from tradedesk.services import order_numbers, own_company
from tradedesk.services.installed import MailWay
from tradedesk.ui import wording
from tradedesk.ui.application import create_application
from tradedesk.ui.places import Place
from tradedesk.ui.settings import commands, mail_words
from tradedesk.ui.settings.page import SettingsPage
from tradedesk.ui.shell.main_window import MainWindow
from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.style import apply_theme

PAGES = {"settings": "tradedesk.ui.settings.page:SettingsPage"}
SOURCES = {"settings": "tradedesk.ui.settings.commands:commands"}


class Seen:
    """The page alone on a real ledger."""

    def __init__(self, qtbot, desk, bench):
        self.qtbot, self.desk, self.bench = qtbot, desk, bench
        self.said = []
        desk.said.connect(lambda label, _undo: self.said.append(label))
        self.page = SettingsPage(desk)
        desk.changed.connect(self.page.refresh)
        qtbot.addWidget(self.page)
        self.page.resize(1080, 620)
        self.page.show()
        self.page.activateWindow()
        self.page.open(Place("settings"))
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk._lane.busy)

    def editor(self, field):
        return self.page.company.editors[field]

    def write(self, field, text):
        editor = self.editor(field)
        # Without a screen, a list of what could be meant that closed by itself does not give the window back.
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        editor.setFocus()
        editor.selectAll()
        first, *more = text.split("\n")
        QTest.keyClicks(editor, first)
        for line in more:
            QTest.keyClick(editor, Qt.Key.Key_Return)
            QTest.keyClicks(editor, line)
        # Where a list of what could be meant is open, it gets the keys first.
        QTest.keyClick(QApplication.activePopupWidget() or editor, Qt.Key.Key_Tab)
        self.settle()

    def values(self):
        return own_company.own_company(self.bench, "en").values

    def button(self, text):
        return next(each for each in self.page.findChildren(QPushButton) if each.text() == text and each.isVisible())


@pytest.fixture
def seen(qtbot, tmp_path):
    with real_desk(tmp_path) as (desk, bench, _):
        yield Seen(qtbot, desk, bench)


@pytest.fixture
def window(qtbot, tmp_path):
    app = create_application(["tradedesk"])
    with real_desk(tmp_path) as (desk, _, _company):
        made = MainWindow(desk, PAGES, SOURCES)
        qtbot.addWidget(made)
        made.resize(1280, 720)
        made.show()
        desk.open(Place("settings"))
        qtbot.waitUntil(lambda: not desk._lane.busy)
        yield made
        qtbot.waitUntil(lambda: not desk._lane.busy)
        apply_theme(app, "light")


def test_the_own_company_is_shown_with_its_zone_and_why(seen):
    assert seen.editor("name").text() == "Ningbo Lantian Trading Co., Ltd."
    assert seen.editor("country").text() == "China"
    assert seen.editor("zone").text() == "Asia/Shanghai"
    assert seen.page.company.zone_reason.text() == "The time zone in which the country does business."


def test_a_field_is_kept_when_the_user_goes_on_and_can_be_taken_back(seen):
    seen.write("signer", "Chen Yu")
    assert seen.values()["signer"] == "Chen Yu"
    assert seen.said == ["own-company-saved"]
    seen.desk.undo()
    seen.settle()
    assert seen.editor("signer").text() == ""


def test_the_bank_details_have_several_lines(seen):
    seen.write("bank", "Bank of Ningbo\nAccount 7001")
    assert seen.values()["bank"] == "Bank of Ningbo\nAccount 7001"


def test_a_country_nobody_knows_stays_with_a_sentence_and_the_good_one_is_kept(seen):
    seen.write("country", "Atlantis")
    assert seen.editor("country").text() == "Atlantis"
    assert "“Atlantis” is not known as a country" in seen.page.company.fields["country"].problem
    seen.write("city", "Shanghai")
    assert seen.editor("country").text() == "Atlantis"
    assert (seen.values()["country"], seen.values()["city"]) == ("China", "Shanghai")
    seen.write("country", "Germany")
    assert seen.page.company.fields["country"].problem == ""
    assert seen.editor("zone").text() == "Europe/Berlin"


def test_a_zone_chosen_by_hand_can_follow_the_place_again(seen):
    follow = "Follow the place again"
    assert not seen.page.company.follow.isVisible()
    seen.write("zone", "Asia/Urumqi")
    seen.button(follow).click()
    seen.settle()
    assert seen.editor("zone").text() == "Asia/Shanghai"
    assert not seen.page.company.follow.isVisible()


def test_a_wrong_mail_address_is_said_beside_its_field(seen):
    seen.write("mail", "chen at lantian.cn")
    assert seen.page.company.fields["mail"].problem != ""
    seen.write("mail", "chen@lantian.cn")
    assert seen.page.company.fields["mail"].problem == ""
    assert seen.values()["mail"] == "chen@lantian.cn"


def test_what_is_being_typed_is_kept_when_one_goes_elsewhere(seen):
    seen.editor("short_name").setFocus()
    seen.editor("short_name").selectAll()
    QTest.keyClicks(seen.editor("short_name"), "Lantian")
    seen.page.leave()
    seen.settle()
    assert seen.values()["short_name"] == "Lantian"


def test_every_place_of_the_data_can_be_copied(seen, tmp_path):
    ledger = seen.page.data.paths["Ledger"]
    assert ledger.text() == str(tmp_path.resolve() / "ledger.tradedesk")
    copy = next(each for each in seen.page.findChildren(QPushButton) if each.accessibleName() == "Copy: Ledger")
    copy.click()
    assert QApplication.clipboard().text() == ledger.text()
    assert seen.said == ["copied"]
    seen.page.data.copy_all.click()
    assert "TradeDesk: 0." in QApplication.clipboard().text()
    assert f"Backups: {tmp_path.resolve() / 'backups'}" in QApplication.clipboard().text()


def test_the_arrows_walk_the_sections_and_bring_each_to_the_top(seen):
    seen.page.sections.setFocus()
    for _ in range(7):
        QTest.keyClick(seen.page.sections, Qt.Key.Key_Down)
    top = seen.page.cards["mail"].mapTo(seen.page.area.viewport(), seen.page.rect().topLeft()).y()
    assert 0 <= top <= 20


def test_scrolling_moves_the_mark_along(seen):
    bar = seen.page.area.verticalScrollBar()
    bar.setValue(seen.page.cards["theme"].y() - 18)
    assert seen.page.sections.currentItem().text() == "Colours"
    bar.setValue(0)
    assert seen.page.sections.currentItem().text() == "Your company"


def test_every_editor_and_choice_has_a_name(seen):
    named = [*seen.page.company.editors.values(), *seen.page.data.paths.values(), seen.page.mail, seen.page.sections]
    assert all(each.accessibleName() for each in named)


def way(code, **more):
    keeps = dict.fromkeys(("attachments", "names", "bcc", "signature", "editable"), True)
    return MailWay(**{"code": code, "label": "Thunderbird", "is_default": True, "cuts_at": "", **keeps, **more})


def test_each_mail_program_says_what_it_keeps(seen):
    seen.page.presenter.ways = (way("thunderbird"), way("mailto", label="", attachments=False, names=False))
    seen.page.presenter.ways_changed.emit()
    shown = seen.page.mail.buttons
    assert [shown[code].text() for code in ("", "thunderbird", "mailto")] == [
        "As the system has it", "Thunderbird", "The system's mail program, with a mail link",
    ]  # fmt: skip
    assert "Keeps recipients, subject, text and attachments;" in shown["thunderbird"].accessibleDescription()
    assert "without attachments" in shown["mailto"].accessibleDescription()
    shown["mailto"].click()
    assert seen.desk.settings.current.mail_program == "mailto"


def test_what_a_way_loses_is_said():
    assert "Cuts a message at: & %" in mail_words.way_sentence(way("mailto", cuts_at="&%"))
    assert "May only show the draft." in mail_words.way_sentence(way("eml", editable=False))
    assert "a part of the message only" in mail_words.way_sentence(way("mailto", bcc=False))
    assert "May mark the text as quoted." in mail_words.way_sentence(way("apple-mail", unquoted=False))
    assert "Takes no Cc and no Bcc." in mail_words.way_sentence(way("outlook-web", attachments=False, cc=False))


def test_without_a_mail_program_it_is_said_what_to_do(seen):
    seen.page.presenter.ways = ()
    seen.page.presenter.ways_changed.emit()
    assert seen.page.mail_told.text().startswith("No mail program was found. Install Thunderbird")
    assert not seen.page.mail.isVisible()
    seen.button("Look again").click()
    assert not seen.page.look_again.isEnabled()
    seen.settle()
    assert seen.page.look_again.isEnabled()
    assert seen.page.presenter.ways is not None


def test_the_colours_change_at_once(window):
    window.page.theme.buttons["dark"].click()
    assert tokens().name == "dark"
    assert window.desk.settings.current.theme == "dark"


def test_colours_chosen_elsewhere_are_marked_here_too(window):
    window.desk.commands.trigger("theme.use-light")
    assert window.page.theme.buttons["light"].isChecked()


def test_the_language_changes_at_once_and_the_page_comes_back_to_it(window, qtbot):
    window.page.language.buttons["zh_CN"].click()
    qtbot.waitUntil(lambda: not window.desk._lane.busy)
    assert wording.language() == "zh_CN"
    assert window.page.cards["company"].title.text() == "您的公司"
    assert window.page.sections.currentItem().text() == "语言"
    assert window.page.language.buttons["zh_CN"].isChecked()
    qtbot.waitUntil(lambda: window.page.company.editors["country"].text() == "中国")


def test_all_shortcuts_are_listed_by_page(window):
    groups = dict(window.page.shortcuts.groups)
    assert ("Ctrl+K", "Find") in groups["Everywhere"]
    assert ("F1", "Explain this page") in groups["Everywhere"]


def test_the_palette_leads_straight_to_a_section(window):
    window.desk.open(Place("settings"))
    window.desk.commands.trigger("settings.show-data")
    assert window.page.sections.currentItem().text() == "Your data"


def test_commands_are_known_before_the_page_is_opened(seen):
    assert {each.id for each in commands.commands(seen.desk)} == {
        "settings.show-company", "settings.show-orders", "settings.show-points", "settings.show-promises",
        "settings.show-mail", "settings.show-sent-mail", "settings.show-shortcuts", "settings.show-data",
    }  # fmt: skip


def test_a_purpose_is_added_moved_put_away_shown_again_and_removed(seen):
    card = seen.page.purposes
    seen.qtbot.waitUntil(lambda: len(card.lines) == 8)
    card.add_button.click()
    QTest.keyClicks(card.form.english, "Samples")
    QTest.keyClick(card.form.english, Qt.Key.Key_Return)
    seen.qtbot.waitUntil(lambda: len(card.lines) == 9)
    added = max(card.lines)
    card.lines[added].up.click()
    seen.qtbot.waitUntil(lambda: list(card.lines)[-2] == added)
    card.lines[added].away.click()
    seen.qtbot.waitUntil(lambda: hasattr(card.lines[added], "again"))
    card.lines[added].again.click()
    seen.qtbot.waitUntil(lambda: hasattr(card.lines[added], "away"))
    card.lines[added].remove.click()
    seen.qtbot.waitUntil(lambda: added not in card.lines)


def test_a_purpose_whose_name_is_taken_is_refused_beside_the_name(seen):
    card = seen.page.purposes
    seen.qtbot.waitUntil(lambda: len(card.lines) == 8)
    card.add_button.click()
    QTest.keyClicks(card.form.english, "Technical")
    QTest.keyClick(card.form.english, Qt.Key.Key_Return)
    seen.qtbot.waitUntil(lambda: "called “technical” already" in card.form._english.problem)
    assert card.form.english.text() == "Technical"


def test_the_pattern_of_order_numbers_is_seen_while_it_is_typed_and_kept_when_it_can_number(seen):
    card = seen.page.cards["orders"]
    seen.qtbot.waitUntil(lambda: "TD-" in card.field.hint)
    card.pattern.setFocus()
    card.pattern.selectAll()
    QTest.keyClicks(card.pattern, "GH{yy}-{seq:3}")
    seen.qtbot.waitUntil(lambda: card.field.hint == "The next order: GH26-001")
    QTest.keyClick(card.pattern, Qt.Key.Key_Return)
    seen.settle()
    assert order_numbers.numbering(seen.bench).pattern == "GH{yy}-{seq:3}"
    card.pattern.selectAll()
    QTest.keyClicks(card.pattern, "GH-{year}")
    QTest.keyClick(card.pattern, Qt.Key.Key_Return)
    seen.settle()
    assert "running number" in card.field.problem
    assert card.pattern.text() == "GH-{year}"
    assert order_numbers.numbering(seen.bench).pattern == "GH{yy}-{seq:3}"
