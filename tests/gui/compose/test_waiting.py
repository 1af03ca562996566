"""A draft that waits for its window, as a user sees it: queued, taken back, told once when the moment has come (D6)."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.support.desk_bench import Clock, bench_at
from tests.support.on_screen import words
from tradedesk.services import queue
from tradedesk.ui import wording
from tradedesk.ui.compose.reminding import Reminder
from tradedesk.ui.wall_clock import WallClock

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")

CTRL = Qt.KeyboardModifier.ControlModifier
#: Friday, 20 November 2026, 14:32 in Ningbo and 07:32 in Hamburg, whose office opens at 15:00 our time.
FRIDAY = datetime(2026, 11, 20, 6, 32, tzinfo=UTC)
OPENING = datetime(2026, 11, 20, 7, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(FRIDAY)


@pytest.fixture
def bench(tmp_path, program, clock):
    with bench_at(tmp_path / "profile", clock) as made:
        yield made


class Told:
    """The system's notices as they reach it: there is no tray here."""

    def __init__(self) -> None:
        self.notices: list[tuple[str, str]] = []
        self.clicks: list = []

    def tell(self, title, text, on_click) -> None:
        self.notices.append((title, text))
        self.clicks.append(on_click)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def reminder(window, told):
    made = Reminder(window.desk, window.show_banner, told, window.count_again, window, WallClock())
    yield made
    made.stop()


def queued(bench):
    return [row.queued_for for row in queue.waiting(bench).rows]


def strip(hand, about="wait"):
    notice = hand.page.footer.strips.get(about)
    return "" if notice is None else f"{notice.lead.text()} {notice.words.text()}".strip()


def wait(hand, bench):
    hand.draft()
    hand.click("Queue for 15:00")
    hand.until_kept(lambda bench: queued(bench) == [OPENING])
    hand.until(lambda: strip(hand) != "")


def test_one_click_lets_it_wait_for_the_opening_on_both_clocks(hand, bench):
    wait(hand, bench)
    assert strip(hand).startswith("Waits for 15:00 your time · Hamburg 08:00 Both sides are at work then")
    assert not hand.page.footer.queue_button.isVisible()
    assert "Draft waits for its window" in hand.window.status.words.text()


def test_the_list_of_drafts_shows_a_clock(hand, bench):
    wait(hand, bench)
    hand.settle()
    assert "Waits for" in words(hand.page.library)


def test_undo_takes_it_back(hand, bench):
    wait(hand, bench)
    hand.window.desk.undo()
    hand.until_kept(lambda bench: queued(bench) == [])
    hand.until(hand.page.footer.queue_button.isVisible)
    assert strip(hand) == ""


def test_it_need_not_wait_any_longer(hand, bench):
    wait(hand, bench)
    hand.click("Do not wait")
    hand.until_kept(lambda bench: queued(bench) == [])
    hand.until(hand.page.footer.queue_button.isVisible)


def at(hand) -> str:
    """Which control has the keyboard."""
    found = hand.window.focusWidget()
    return found.text() or found.accessibleName() if isinstance(found, QPushButton) else found.accessibleName()


def test_the_keyboard_stays_where_the_hand_is_while_buttons_come_and_go(hand, bench, clock):
    wait(hand, bench)
    hand.until(lambda: at(hand) == "Another time")
    hand.press(Qt.Key.Key_Tab)
    assert at(hand) == "Do not wait"
    clock.moment = OPENING + timedelta(minutes=7)
    hand.page.presenter.load()
    hand.until(lambda: strip(hand).startswith("Its window is open now"))
    assert at(hand) == "Do not wait"
    hand.press(Qt.Key.Key_Return)
    hand.until(lambda: strip(hand) == "")
    assert at(hand) == hand.page.footer.queue_button.text()


def test_tab_goes_through_the_page_as_the_eye_does(hand, bench):
    hand.draft()
    hand.press(Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hand.until(lambda: strip(hand) != "")
    gone_through = []
    for _ in range(50):
        hand.press(Qt.Key.Key_Tab)
        gone_through.append(at(hand))
    assert gone_through[:7] == [
        "Attach", "Insert", "Formatting", "Another time", "Do not wait", "Copy for chat", "Open in Thunderbird",
    ]  # fmt: skip
    to = next(each for each in gone_through if each.startswith("To, "))
    after = gone_through[gone_through.index(to) :]
    expected = [to, "Add to To", next(each for each in after if each.startswith("Cc, ")), "Add to Cc", "Bcc", "Subject"]
    assert after[: len(expected)] == expected


def test_the_menu_offers_the_next_day_too_with_both_clocks_and_why(hand, bench):
    hand.draft()
    hand.page.footer.choice_button.click()
    offered = [each.text() for each in hand.page.queueing.menu.actions() if each.text()]
    assert offered == [
        "15:00 your time · Hamburg 08:00 — both at work",
        "Mon 15:00 your time · Hamburg 08:00 — both at work",
        "Another time…",
    ]
    hand.page.queueing.menu.actions()[1].trigger()
    hand.until_kept(lambda bench: queued(bench) == [datetime(2026, 11, 23, 7, tzinfo=UTC)])
    hand.page.queueing.menu.close()


def test_a_time_on_their_clock_is_shown_on_both_before_it_is_taken(hand, bench):
    hand.draft()
    hand.page.queueing.choose()
    dialog = hand.page.queueing.dialog
    dialog.theirs.setChecked(True)
    dialog.day.setText("24 Nov 2026")
    dialog.time.setText("930")
    hand.until(lambda: "Tue 16:30 your time · Hamburg 09:30" in words(dialog))
    assert "their office is open then" in words(dialog)
    QTest.mouseClick(dialog.take_button, Qt.MouseButton.LeftButton)
    hand.until_kept(lambda bench: queued(bench) == [datetime(2026, 11, 24, 8, 30, tzinfo=UTC)])


def test_a_moment_that_has_passed_is_refused_beside_the_fields(hand, bench):
    hand.draft()
    hand.page.queueing.choose()
    dialog = hand.page.queueing.dialog
    dialog.day.setText("19 Nov 2026")
    hand.until(lambda: "That moment has passed. Choose a later one." in words(dialog))
    assert not dialog.take_button.isEnabled()
    dialog.day.setText("nonsense")
    hand.until(lambda: "Write a day" in words(dialog))
    dialog.day.setText("24 Nov 2026")
    dialog.time.setText("25:00")
    hand.until(lambda: "Write a time" in words(dialog))
    dialog.time.setText("9")
    QTest.keyClick(dialog.time, Qt.Key.Key_Up)
    assert dialog.time.text() == "09:30"
    hand.until(dialog.take_button.isEnabled)
    dialog.reject()
    hand.settle()
    assert queued(bench) == []


def test_when_the_moment_has_come_it_is_told_once_and_leads_to_the_draft(hand, bench, clock, reminder, told, program):
    wait(hand, bench)
    hand.window.desk.open(hand.window.desk.places.current._replace(key=None, extra={"new": True}))
    reminder.look()
    hand.settle()
    assert told.notices == []
    clock.moment = OPENING
    reminder.look()
    hand.until(lambda: len(told.notices) == 1)
    title, text = told.notices[0]
    assert title == "Its window is open: Order TD-2026-0160: progress → Nordlicht Möbel GmbH"
    assert "This is the moment it waited for." in text
    assert "Their office is open until Sat 00:00 your time." in text
    hand.until(lambda: title in words(hand.window))
    reminder.look()
    hand.settle()
    assert len(told.notices) == 1
    QTest.mouseClick(_banner_button(hand, "Open the draft"), Qt.MouseButton.LeftButton)
    hand.until(lambda: strip(hand).startswith("Its window is open now"))
    assert not program.was_started
    hand.click("Open in Thunderbird")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    assert program.compose() != ""
    assert queued(bench) == []


def _banner_button(hand, text):
    from tests.support.on_screen import button

    return button(hand.window, text)


def test_after_a_restart_nothing_is_told_twice(hand, bench, clock, told, window):
    wait(hand, bench)
    clock.moment = OPENING + timedelta(hours=2, minutes=20)
    first = Reminder(window.desk, window.show_banner, told, window.count_again, window, WallClock())
    hand.until(lambda: len(told.notices) == 1)
    assert "It waited for 15:00, it is 17:20 now." in told.notices[0][1]
    first.stop()
    second = Reminder(window.desk, window.show_banner, told, window.count_again, window, WallClock())
    hand.settle()
    second.stop()
    assert len(told.notices) == 1


def test_at_night_nobody_is_called_and_in_the_morning_it_is_said_what_was_missed(hand, bench, clock, reminder, told):
    wait(hand, bench)
    clock.moment = OPENING + timedelta(hours=12)
    reminder.look()
    hand.settle()
    assert told.notices == []
    clock.moment = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
    reminder.look()
    hand.until(lambda: len(told.notices) == 1)
    assert "It waited for 20 Nov 15:00, it is 09:05 now." in told.notices[0][1]
    assert "Their office is closed; the next window opens 15:00." in told.notices[0][1]


def test_a_moment_chosen_anew_is_told_anew(hand, bench, clock, reminder, told):
    wait(hand, bench)
    clock.moment = OPENING
    reminder.look()
    hand.until(lambda: len(told.notices) == 1)
    hand.page.presenter.look_at_the_clock()
    hand.until(lambda: hand.page.footer.queue_button.text() == "Queue for Mon 15:00")
    hand.page.queueing.best()
    monday = datetime(2026, 11, 23, 7, tzinfo=UTC)
    hand.until_kept(lambda bench: queued(bench) == [monday])
    clock.moment = monday
    reminder.look()
    hand.until(lambda: len(told.notices) == 2)


def test_the_number_on_the_rail_stands_out_when_a_window_has_opened(hand, bench, clock, reminder):
    wait(hand, bench)
    button = hand.window.rail.buttons["compose"]
    hand.until(lambda: button.number == 1)
    assert not button.urgent
    clock.moment = OPENING
    reminder.look()
    hand.until(lambda: button.urgent)
    assert button.number == 1


def test_the_checks_of_that_moment_are_told_with_it(hand, bench, company, clock, reminder, told):
    wait(hand, bench)
    for role in ("to", "cc"):
        hand.page.card.recipient_set.emit(hand.chips(role)[0], "")
        hand.until(lambda r=role: hand.chips(r) == [])
    clock.moment = OPENING
    reminder.look()
    hand.until(lambda: len(told.notices) == 1)
    assert told.notices[0][1].endswith("One matter must be fixed first.")


def test_in_chinese_too(hand, bench, clock, reminder, told):
    wait(hand, bench)
    wording.set_language("zh_CN")
    clock.moment = OPENING + timedelta(hours=2)
    reminder.look()
    hand.until(lambda: len(told.notices) == 1)
    assert "它等的是 15:00，现在是 17:00。" in told.notices[0][1]


# -- a text that has grown old -----------------------------------------------------------------------------------------


def change_the_order(hand, bench):
    with bench.ledger.write("order-changed") as writer:
        writer.update("orders", hand.company.order, {"summary": "150 rattan lounge sets"})
    hand.page.presenter.load()


def stale(hand, bench):
    hand.draft(order=hand.company.order, template="order-confirmation")
    hand.settle()
    change_the_order(hand, bench)
    hand.until(lambda: strip(hand, "moved") != "")


def test_a_changed_order_is_told_with_the_old_and_the_new_value(hand, bench):
    stale(hand, bench)
    assert strip(hand, "moved") == (
        "Changed since this was written Goods in one line: 120 rattan lounge sets → 150 rattan lounge sets"
    )


def test_written_anew_it_says_the_new_value_and_undo_brings_the_old_text_back(hand, bench):
    stale(hand, bench)
    hand.click("Write it anew")
    hand.until(lambda: "150 rattan lounge sets" in hand.page.card.text()[1])
    assert strip(hand, "moved") == ""
    hand.window.desk.undo()
    hand.until(lambda: "120 rattan lounge sets" in hand.page.card.text()[1])


def test_kept_as_it_is_it_is_asked_no_more(hand, bench):
    stale(hand, bench)
    hand.click("Keep it as it is")
    hand.until(lambda: strip(hand, "moved") == "")
    assert "120 rattan lounge sets" in hand.page.card.text()[1]


# -- the page ----------------------------------------------------------------------------------------------------------


def test_ctrl_n_asks_for_the_next_message_and_the_first_draft_stays(hand, bench):
    hand.draft()
    QTest.keyClicks(hand.page.card.subject, "Urgent: ")
    hand.press(Qt.Key.Key_N, CTRL)
    hand.until(lambda: hand.page.stack.currentWidget() is hand.page.start)
    hand.settle()
    assert hand.page.library.drafts.count() == 1
    second = hand.draft(order=hand.company.order, template="order-confirmation")
    hand.settle()
    assert hand.page.library.drafts.count() == 2
    hand.page.library.drafts.picked.emit(str(second - 1))
    hand.until(lambda: hand.page.card.text()[0].startswith("Urgent: "))


def test_the_preview_shows_who_gets_what_from_whom(hand, bench):
    hand.draft()
    hand.press(Qt.Key.Key_P, CTRL)
    from tradedesk.ui.compose.preview import PreviewDialog

    hand.until(lambda: any(each.isVisible() for each in hand.page.findChildren(PreviewDialog)))
    dialog = hand.page.findChild(PreviewDialog)
    said = words(dialog)
    assert "Chen Yu" in said
    assert "einkauf@nordlicht.de" in said
    assert "Order TD-2026-0160: progress" in said
    assert dialog.text.isReadOnly()
    dialog.accept()


def test_the_top_bar_says_the_language_and_offers_the_preview(hand):
    hand.draft()
    from tests.support.on_screen import button, words

    hand.until(lambda: "Preview" in words(hand.window.top_bar))
    assert button(hand.window.top_bar, "English ▾").isEnabled()
    assert button(hand.window.top_bar, "Preview").property("kind") == "plain"
