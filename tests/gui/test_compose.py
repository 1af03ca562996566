"""A message from the first click to the log entry, as a user sees it, on a real ledger with a stand-in mail program."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk, MailProgram
from tradedesk.domain.message import MessageState
from tradedesk.integrations.mail import launcher
from tradedesk.ledger import drafts, orders
from tradedesk.services import composing, log
from tradedesk.services import desk as desk_verbs
from tradedesk.ui import wording
from tradedesk.ui.application import create_application
from tradedesk.ui.compose import marks
from tradedesk.ui.compose.interrupted import ask_about_interrupted
from tradedesk.ui.compose.outcome import Stopped
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.shell.main_window import MainWindow

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")

PAGES = {"compose": "tradedesk.ui.compose.page:ComposePage"}
SOURCES = {"compose": "tradedesk.ui.compose.commands:commands"}
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(tmp_path, monkeypatch) -> Iterator[MailProgram]:
    made = MailProgram(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    yield made
    until = time.monotonic() + 3
    while launcher.forget_finished() and time.monotonic() < until:
        time.sleep(0.01)


@pytest.fixture
def bench(tmp_path, program):
    with bench_at(tmp_path / "profile") as made:
        yield made


@pytest.fixture
def company(bench) -> LetterDesk:
    return LetterDesk(bench)


@pytest.fixture
def desk(bench, company, lane) -> Iterator[Desk]:
    made = Desk(bench, lane, undo_verb=desk_verbs.undo)
    broken: list[Exception] = []
    made.broke.connect(broken.append)
    yield made
    made.close()
    assert broken == []


@pytest.fixture
def window(qtbot, qapp, desk) -> Iterator[MainWindow]:
    create_application(["tradedesk"])
    made = MainWindow(desk, PAGES, SOURCES, search_verb=desk_verbs.search, summary_verb=desk_verbs.summary)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    desk.open(Place("compose"))
    qtbot.waitUntil(lambda: made.isActiveWindow() and made.page.library.templates.count() > 0)
    yield made
    made.close()


class Hand:
    """What a user does and sees."""

    def __init__(self, qtbot, window: MainWindow, company: LetterDesk) -> None:
        self.qtbot, self.window, self.page, self.company = qtbot, window, window.page, company

    def draft(self, **about) -> int:
        self.window.desk.open(Place("compose", extra=about or {"order": self.company.order}))
        places = self.window.desk.places
        self.until(lambda: places.current.key is not None)
        self.until(lambda: self.view() is not None and self.view().draft.id == places.current.key)
        return self.view().draft.id

    def until(self, true) -> None:
        self.qtbot.waitUntil(true, timeout=8000)

    def settle(self) -> None:
        """Until the lane has nothing to do."""
        done = []
        self.window.desk.run(lambda _bench: None, on_done=lambda _: done.append(1))
        self.until(lambda: bool(done))
        self.window.desk.run(lambda _bench: None, on_done=lambda _: done.append(1))
        self.until(lambda: len(done) == 2)

    def button(self, text: str) -> QPushButton:
        return next(each for each in self.page.findChildren(QPushButton) if each.isVisible() and each.text() == text)

    def click(self, text: str) -> None:
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def chips(self, role: str) -> list[str]:
        return [each.words.key for each in self.page.card.rows[role].chips]

    def titles(self) -> list[str]:
        return [each.told.title for each in self.page.checks.rows()]

    def view(self):
        return self.page.presenter.view

    def said(self) -> str:
        notice = self.page.footer.notice
        return "" if notice is None else f"{notice.lead.text()} {notice.words.text()}".strip()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)


@pytest.fixture
def hand(qtbot, window, company) -> Hand:
    return Hand(qtbot, window, company)


# -- beginning -----------------------------------------------------------------------------------------------------


def test_without_a_draft_the_page_asks_whom_to_write_to_and_finds_the_order(hand):
    QTest.keyClicks(hand.page.start.field, "0160")
    hand.until(lambda: hand.page.start.found.count() == 1)
    assert hand.page.start.found.item(0).text() == "TD-2026-0160"
    hand.press(Qt.Key.Key_Return)
    hand.until(lambda: hand.view() is not None)
    assert hand.page.card.subject.toPlainText() == "Order TD-2026-0160: production progress"


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
    assert "production progress" in hand.page.card.subject.toPlainText()
    assert second != first


def test_write_mail_is_a_command_of_its_own(hand):
    hand.draft()
    hand.until(lambda: hand.window.desk.commands.get("message.write") is not None)
    hand.press(Qt.Key.Key_M, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hand.until(hand.page.start.isVisible)


# -- writing -------------------------------------------------------------------------------------------------------


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
    hand.until(lambda: "production progress" in hand.page.card.subject.toPlainText())


# -- missing facts -------------------------------------------------------------------------------------------------


def test_a_missing_fact_is_named_in_the_users_words_and_filled_in_place(hand, bench):
    number = hand.draft(order=hand.company.order, template="inquiry-reply")
    assert "Lead time: ⟦lead time⟧" in hand.page.card.body_edit.toPlainText()
    row = next(each for each in hand.page.checks.rows() if each.told.title == "Missing: lead time")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    popup = hand.page.popup
    assert popup.isVisible()
    assert popup.edit.hasFocus()
    assert popup.keep.isChecked()
    QTest.keyClicks(popup.edit, "35 days after deposit")
    hand.press(Qt.Key.Key_Return)
    assert "Lead time: 35 days after deposit" in hand.page.card.body_edit.toPlainText()
    hand.until(lambda: "Missing: lead time" not in hand.titles())
    assert orders.order(bench.ledger.read, hand.company.order).lead_time == "35 days after deposit"
    assert "35 days after deposit" in drafts.draft(bench.ledger.read, number).body


def test_f2_asks_for_the_fact_at_the_cursor_and_esc_goes_back_to_the_text(hand):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    body = hand.page.card.body_edit
    body.setFocus()
    place = body.toPlainText().index("minimum order quantity⟧")
    cursor = body.textCursor()
    cursor.setPosition(place + 3)
    body.setTextCursor(cursor)
    hand.press(Qt.Key.Key_F2)
    assert hand.page.popup.isVisible()
    assert hand.page.popup.accessibleName() == "Missing: minimum order quantity"
    hand.press(Qt.Key.Key_Escape)
    assert not hand.page.popup.isVisible()
    assert body.hasFocus()
    assert hand.window.desk.places.current.page == "compose"


def test_an_empty_answer_is_no_answer(hand):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    hand.page.fill_here()
    hand.press(Qt.Key.Key_Return)
    assert hand.page.popup.isVisible()
    assert hand.page.popup._problem.text() == "Write what should stand there."


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


# -- recipients ----------------------------------------------------------------------------------------------------


def test_every_recipient_says_why_it_is_there(hand):
    hand.draft()
    assert (hand.chips("to"), hand.chips("cc")) == (["einkauf@nordlicht.de"], ["j.brandt@nordlicht.de"])
    chip = hand.page.card.rows["to"].chips[0]
    assert chip.words.soft == "order progress · confirmed"
    assert len(chip.words.reason.splitlines()) >= 2
    assert chip.accessibleName() == "To, einkauf@nordlicht.de, order progress · confirmed"


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
    model = hand.page.card.rows["to"].edit.completer().model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["joerg.brandt@gmail.com"]


def test_a_recipient_is_moved_to_bcc_by_its_menu(hand):
    hand.draft()
    assert not hand.page.card.rows["bcc"].isVisible()
    hand.page.card.rows["cc"].chips[0].chosen.emit("j.brandt@nordlicht.de", "bcc")
    hand.until(lambda: hand.chips("bcc") == ["j.brandt@nordlicht.de"])
    assert hand.page.card.rows["bcc"].isVisible()
    assert hand.chips("cc") == []


# -- attachments ---------------------------------------------------------------------------------------------------


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


# -- going out -----------------------------------------------------------------------------------------------------


def test_an_update_goes_from_the_order_into_the_mail_program_and_the_log(hand, bench, program):
    hand.draft()
    assert hand.page.footer.main_button.text() == "Open in Thunderbird"
    hand.page.card.body_edit.setFocus()
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    assert "2 recipients · 0 attachments" in hand.said()
    assert "What became of it?" in hand.said()
    assert "You said" not in hand.said()
    assert "einkauf@nordlicht.de" in program.compose()
    assert hand.page.card.body_edit.isReadOnly()
    assert not hand.page.footer.main_button.isVisible()
    hand.click("Sent as it is")
    hand.until(lambda: hand.said().startswith("You said: sent as it is"))
    assert log.message(bench, 1).state is MessageState.SENT


def test_the_log_entry_is_one_click_away(hand):
    hand.draft()
    hand.click("Open in Thunderbird")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    been = []
    hand.window.desk.places.changed.disconnect()
    hand.window.desk.places.changed.connect(been.append)
    hand.click("Show in the log")
    assert been == [Place("log", key=1)]


def test_a_letter_not_sent_can_be_gone_on_with(hand):
    hand.draft()
    hand.click("Open in Thunderbird")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    hand.click("Not sent")
    hand.until(lambda: hand.said().startswith("You said: not sent"))
    hand.click("Go on with this draft")
    hand.until(hand.page.footer.main_button.isVisible)
    assert not hand.page.card.body_edit.isReadOnly()
    assert hand.said() == ""


def test_missing_facts_stop_and_lead_to_the_first(hand, program):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    hand.click("Open in Thunderbird")
    assert isinstance(hand.page.footer.notice, Stopped)
    assert hand.said().startswith("4 matters must be fixed first")
    hand.click("Fix it")
    assert hand.page.popup.isVisible()
    hand.settle()
    assert not program.was_started


def test_what_stops_can_be_waived_with_a_reason_that_the_log_keeps(hand, bench):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    hand.click("Open in Thunderbird")
    hand.click("Hand over all the same…")
    stopped = hand.page.footer.notice
    assert not stopped.go_button.isEnabled()
    QTest.keyClicks(stopped.why, "   ")
    QTest.keyClick(stopped.why, Qt.Key.Key_Return)
    hand.settle()
    assert bench.ledger.read.value("select count(*) from messages") == 0
    QTest.keyClicks(stopped.why, "The customer fills it in")
    hand.click("Hand over all the same")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    assert log.message(bench, 1).override_reason.strip() == "The customer fills it in"


def test_a_letter_to_nobody_cannot_be_waived(hand):
    hand.draft()
    for role in ("to", "cc"):
        hand.page.card.recipient_set.emit(hand.chips(role)[0], "")
        hand.until(lambda r=role: hand.chips(r) == [])
    hand.click("Open in Thunderbird")
    assert not hand.page.footer.notice.all_the_same.isVisible()


def test_the_last_word_typed_goes_along(hand, program):
    hand.draft()
    QTest.keyClicks(hand.page.card.subject, "Urgent: ")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    assert "Urgent: " in program.compose()


def test_a_program_that_fails_leaves_the_file_and_the_next_best_ways(hand, tmp_path, monkeypatch):
    MailProgram(tmp_path / "bin", then="exit 3")
    hand.draft()
    hand.click("Open in Thunderbird")
    hand.until(lambda: "It was not handed over" in hand.said())
    assert "draft.eml" in hand.said()
    target = tmp_path / "kept.eml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    QTest.mouseClick(
        next(each for each in hand.page.footer.notice.findChildren(QPushButton) if each.text() == "Save as .eml…"),
        Qt.MouseButton.LeftButton,
    )
    hand.until(target.exists)
    hand.until(lambda: hand.said().startswith("Saved as an .eml file"))
    hand.page.copy_text()
    assert QGuiApplication.clipboard().text().startswith("Dear Mr. Brandt,")


def test_without_a_mail_program_the_page_says_what_to_do_and_looks_again(hand, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    hand.draft()
    assert hand.said().startswith("No mail program was found")
    assert not hand.page.footer.main_button.isVisible()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    hand.click("Look again")
    hand.until(hand.page.footer.main_button.isVisible)
    assert hand.said() == ""


def test_hostile_names_are_shown_as_they_are_and_reach_nobody_else(qtbot, window, bench, program):
    company = SimpleNamespace(order=0)
    name = '<img src=x> "Evil" <evil@example.com>'
    with bench.ledger.write("renamed") as writer:
        row = writer.first("select id from contacts where is_main = 1 and party_id <> 1")
        writer.update("contacts", row[0], {"name": name})
        party = writer.first("select id from parties where kind = 'customer'")
        writer.update("parties", party[0], {"name": name})
        company.order = writer.value("select max(id) from orders")
    hand = Hand(qtbot, window, company)
    hand.draft()
    assert hand.page.card.about.chips[0].words.strong == name
    assert "<img" not in hand.page.card.about.chips[0].toolTip()
    hand.click("Open in Thunderbird")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    entry = log.message(bench, 1)
    assert [each.value for each in entry.recipients] == ["einkauf@nordlicht.de", "j.brandt@nordlicht.de"]


def test_a_draft_thrown_away_leaves_the_start_and_comes_back(hand):
    number = hand.draft()
    hand.page.card.discard_asked.emit()
    hand.until(hand.page.start.isVisible)
    hand.window.desk.undo()
    hand.until(lambda: hand.page.library.drafts.count() == 1)
    hand.page.library.drafts.picked.emit(str(number))
    hand.until(lambda: hand.view() is not None)


# -- interrupted ---------------------------------------------------------------------------------------------------


def test_an_interrupted_hand_over_is_asked_about_in_the_window(hand, bench, monkeypatch):
    class Crash(BaseException):
        pass

    def end(*_: object) -> None:
        raise Crash

    number = hand.draft()
    from tradedesk.services import handing_over

    with monkeypatch.context() as patch:
        patch.setattr(launcher, "open_draft", end)
        with pytest.raises(Crash):
            handing_over.hand_over(bench, number)
    ask_about_interrupted(hand.window.desk, hand.window.show_banner, hand.window)
    hand.until(lambda: hand.window._banner is not None)
    banner = hand.window._banner
    assert "Order TD-2026-0160: production progress" in banner.words.text()
    button = next(each for each in banner.findChildren(QPushButton) if each.text() == "Sent, changed")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    hand.until(lambda: log.message(bench, 1).state is MessageState.CHANGED)
    hand.settle()
    assert log.interrupted(bench) == ()
    assert composing.open_drafts(bench) == ()


# -- looks ---------------------------------------------------------------------------------------------------------


def test_everything_has_a_name_for_those_who_listen(hand):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    nameless = [
        each
        for each in hand.page.findChildren(QPushButton)
        if each.isVisible() and not (each.text() or each.accessibleName())
    ]
    assert nameless == []
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
    flow = hand.page.card.rows["to"].flow
    assert flow.heightForWidth(120) > flow.heightForWidth(600)
    assert hand.page.card.rows["to"].chips[0].pos() == QPoint(0, 0)
