"""Today lists the drafts that wait for their window: both clocks, what was missed, and one step to each (D6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from tests.support.desk_bench import NOON
from tests.support.kept import until_kept
from tests.support.on_screen import button, words
from tests.support.real_desk import real_desk
from tradedesk.domain.reason import because
from tradedesk.services import composing, draft_view, group_notice, queue
from tradedesk.ui.places import Place
from tradedesk.ui.shell.tray import Tray
from tradedesk.ui.today.page import TodayPage


@pytest.fixture
def today(qtbot, tmp_path):
    """The page at Saturday, 14:32 in Ningbo, and a way to let a letter to somebody wait for its best moment."""
    with real_desk(tmp_path) as (desk, bench, company):
        page = TodayPage(desk)
        desk.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1160, 740)
        page.show()

        def look():
            with qtbot.waitSignal(page.presenter.work_changed):
                page.open(Place("today"))
            qtbot.waitUntil(lambda: not desk._lane.busy)

        def wait(party, subject):
            number = composing.draft_update(bench, party_id=party, template="letter")
            composing.save_text(bench, number, subject, "Dear Sir,")
            slot = draft_view.view(bench, number).slots[0]
            queue.wait_for(bench, number, slot.at, slot.reason)
            return number

        page.look, page.wait, page.bench, page.company = look, wait, bench, company
        yield page


def test_without_anything_waiting_there_is_no_such_card(today):
    today.look()
    assert not today.waiting.isVisible()
    assert "window" not in today.summary.text()


def test_each_draft_stands_there_with_both_clocks(today):
    today.wait(today.company.bluewater, "Quotation rev. 2")
    today.wait(today.company.noor, "Order progress")
    today.look()
    said = words(today.waiting)
    assert "Quotation rev. 2 → Bluewater" in said
    assert "Opens Tue 00:00 your time · Seattle Mon 08:00" in said
    assert "Order progress → Al Noor" in said
    assert "Opens Mon 13:00 your time · Riyadh 08:00" in said
    assert today.summary.text().endswith("2 mails wait for their window")


def test_what_was_missed_is_said_with_what_is_left_of_their_day_or_the_next_window(qtbot, today):
    today.wait(today.company.noor, "Order progress")
    today.bench.now.moment = NOON + timedelta(days=3, hours=6)
    today.look()
    told = "It waited for 23 Nov 13:00, it is 20:32 now. Their office closes in 1 h."
    qtbot.waitUntil(lambda: told in words(today.waiting))
    today.bench.now.moment = NOON + timedelta(days=3, hours=9)
    today.look()
    closed = "Their office is closed; the next window opens Wed 13:00."
    qtbot.waitUntil(lambda: closed in words(today.waiting))


def test_one_click_opens_the_draft_and_another_lets_it_wait_no_longer(qtbot, today):
    number = today.wait(today.company.noor, "Order progress")
    today.look()
    been = []
    today.desk.places.changed.connect(been.append)
    QTest.mouseClick(button(today.waiting, "Open · Order progress → Al Noor"), Qt.MouseButton.LeftButton)
    assert been == [Place("compose", number)]
    QTest.mouseClick(button(today.waiting, "Do not wait · Order progress → Al Noor"), Qt.MouseButton.LeftButton)
    until_kept(qtbot, today.desk, lambda bench: queue.waiting(bench).rows == ())
    qtbot.waitUntil(lambda: not today.waiting.isVisible())


def test_a_customer_s_corrected_zone_asks_to_choose_anew(today):
    today.wait(today.company.nordlicht, "Price list")
    with today.bench.ledger.write("moved") as writer:
        writer.update("parties", today.company.nordlicht, {"country": "US", "zone": "America/Los_Angeles"})
    today.look()
    assert "Choose anew" in words(today.waiting)


def test_a_notice_to_many_says_to_how_many(today):
    number = group_notice.start(today.bench, (today.company.noor, today.company.bluewater), template="holiday-notice")
    queue.wait_for(today.bench, number, NOON + timedelta(hours=1), because("queue-own-time", "D6"))
    today.look()
    assert "2 customers · Opens 15:32 your time" in words(today.waiting)


def test_more_than_four_are_counted(today):
    for party in (today.company.nordlicht, today.company.gulf, today.company.takahashi, today.company.bluewater,
                  today.company.noor):  # fmt: skip
        today.wait(party, "Season's greetings")
    today.look()
    assert "1 more" in words(today.waiting)


def test_without_a_tray_the_window_alone_tells(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    tray = Tray(window)
    tray.tell("Its window is open", "Quotation", lambda: None)
    assert tray._icon is None
