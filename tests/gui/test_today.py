"""Today, as the user sees it: the lines with their one action, the questions, closing the day, a new ledger."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.support.desk_bench import NOON
from tests.support.real_desk import real_desk
from tradedesk.domain.message import MessageState
from tradedesk.services import log
from tradedesk.ui import wording
from tradedesk.ui.commands import Command
from tradedesk.ui.places import Place
from tradedesk.ui.today.page import TodayPage
from tradedesk.ui.today.promise_list import button_rect


class Seen:
    """The page on a real ledger, and where it led."""

    def __init__(self, qtbot, desk, bench, company):
        self.qtbot, self.desk, self.bench, self.company = qtbot, desk, bench, company
        self.places: list[Place] = []
        desk.places.changed.connect(self.places.append)
        self.page = TodayPage(desk)
        desk.changed.connect(self.page.refresh)
        qtbot.addWidget(self.page)
        self.page.resize(1160, 740)
        self.page.show()
        self.page.activateWindow()
        self.look()

    def look(self):
        with self.qtbot.waitSignal(self.page.presenter.work_changed):
            self.page.open(Place("today"))
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk._lane.busy)

    def lines(self):
        return [line.title for line in self.page.promises.promises.lines]

    def click(self, row, *, button):
        view = self.page.promises
        box = view.visualRect(view.promises.index(row))
        at = button_rect(box).center() if button else box.topLeft() + QPoint(60, 20)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.fixture
def seen(qtbot, tmp_path):
    with real_desk(tmp_path) as (desk, bench, company):
        yield Seen(qtbot, desk, bench, company)


@pytest.fixture
def fresh(qtbot, tmp_path):
    with real_desk(tmp_path, filled=False) as (desk, bench, _):
        yield Seen(qtbot, desk, bench, None)


def buttons(widget):
    return {button.text(): button for button in widget.findChildren(QPushButton) if button.isVisible()}


def test_the_title_says_the_day_and_how_much_is_owed(seen):
    assert seen.page.title.text() == "Saturday, 21 November"
    assert seen.page.summary.text() == "4 need you now · 1 later today"


def test_each_promise_is_a_line_with_its_reason_its_time_and_one_action(seen):
    told = [(line.title, line.sub, line.chip, line.action) for line in seen.page.promises.promises.lines]
    assert told == [
        ("TD-2026-0148 shipped 20 Nov — tracking number not yet sent",
         "Nordlicht Möbel GmbH · CSNU6180442 · promised at once after shipping", "20 h late", "Send tracking"),
        ("Inquiry from Bluewater Outdoor — 40 ft of folding tables",
         "Received yesterday 15:10 · reply due 15:10, there 20 Nov 23:10", "38 min left", "Reply"),
        ("TD-2026-0155 goods ready on 24 Nov — tell the customer",
         "Takahashi Seiki · told 3 days before the goods are ready", "3 h left", "Notify"),
        ("TD-2026-0131 balance USD 12,600.00 was due 14 Nov", "Gulf Horizon Trading LLC · a polite reminder is due",
         "7 days late", "Remind politely"),
        ("Verbal: “10% deposit is fine” — confirm by mail",
         "Gulf Horizon Trading LLC · WhatsApp, 19 Nov · what was agreed may not stay verbal", "Today", "Confirm"),
    ]  # fmt: skip


def test_the_button_of_each_line_begins_the_letter_that_belongs_to_it(seen):
    company = seen.company
    for row in range(5):
        seen.click(row, button=True)
    assert [(place.page, dict(place.extra)) for place in seen.places] == [
        ("compose", {"order": company.shipped, "party": company.nordlicht, "template": "shipped"}),
        ("compose", {"order": company.inquiry, "party": company.bluewater, "template": "inquiry-reply"}),
        ("compose", {"order": company.ready, "party": company.takahashi, "template": "goods-ready"}),
        ("compose", {"order": company.owing, "party": company.gulf, "template": "balance-reminder"}),
        (
            "compose",
            {"order": company.owing, "party": company.gulf, "point": company.point, "template": "confirm-point"},
        ),
    ]


def test_a_click_on_the_line_opens_the_order(seen):
    seen.click(0, button=False)
    assert seen.places == [Place("orders", seen.company.shipped)]


def test_up_and_down_walk_and_enter_does_the_action(seen):
    view = seen.page.promises
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert [place.page for place in seen.places] == ["compose", "orders"]
    assert seen.places[0].extra["template"] == "inquiry-reply"


def test_the_current_line_stays_current_when_another_one_goes(seen):
    view = seen.page.promises
    view.setCurrentIndex(view.promises.index(1))
    log.note(
        seen.bench, medium="mail", direction="out", text="Here it is",
        party_id=seen.company.nordlicht, order_id=seen.company.shipped,
    )  # fmt: skip
    node = seen.bench.ledger.read.value("select id from nodes where order_id = ?", (seen.company.shipped,))
    with seen.bench.ledger.write("told") as writer:
        writer.update("nodes", node, {"notice_message_id": seen.company.sent})
    seen.look()
    assert len(seen.lines()) == 4
    assert view.line_at(view.currentIndex()).title.startswith("Inquiry from Bluewater")


def test_in_ramadan_the_late_payment_has_a_reason_instead_of_a_button(seen):
    seen.bench.now.moment = NOON + timedelta(days=85)
    seen.look()
    held = next(line for line in seen.page.promises.promises.lines if line.promise.kind == "payment")
    assert (held.chip, held.action) == ("Waits", "")
    assert "Ramadan" in held.sub
    row = seen.page.promises.promises.lines.index(held)
    view = seen.page.promises
    view.setCurrentIndex(view.promises.index(row))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert seen.places == [Place("orders", seen.company.owing)]


def test_the_ribbon_says_who_is_at_work_in_words_too(seen):
    lines = seen.page.ribbon.lines()
    assert lines[0] == "You · Ningbo · 14:32 · Weekend"
    assert "Bluewater · Seattle · 22:32 · Opens Tue 00:00" in lines
    assert seen.page.ribbon.accessibleDescription() == "\n".join(lines)


def test_on_a_working_day_the_ribbon_tells_until_when(seen):
    seen.bench.now.moment = NOON + timedelta(days=3)
    seen.look()
    lines = seen.page.ribbon.lines()
    assert lines[0] == "You · Ningbo · 14:32 · Working"
    assert "Takahashi · Osaka · 15:32 · Until 17:00" in lines
    assert "Nordlicht · Hamburg · 07:32 · Opens 15:00" in lines


def test_an_interrupted_hand_over_says_so_and_sent_takes_the_question_away(seen):
    card = seen.page.hand_overs
    texts = [label.text() for label in card.findChildren(type(seen.page.summary))]
    assert "The program ended while this was handed over." in texts
    first = next(each for each in card.findChildren(QPushButton) if each.accessibleName().startswith("Sent · Balance"))
    first.click()
    seen.settle()
    seen.qtbot.waitUntil(lambda: seen.page.presenter.agenda.unanswered_count == 1)
    assert log.message(seen.bench, seen.company.cut_off).state is MessageState.SENT


def test_not_sent_can_be_undone(seen):
    card = seen.page.hand_overs
    wanted = "Not sent · Goods ready in three days"
    next(each for each in card.findChildren(QPushButton) if each.accessibleName() == wanted).click()
    seen.settle()
    assert log.message(seen.bench, seen.company.handed).state is MessageState.NOT_SENT
    seen.desk.undo()
    seen.settle()
    assert log.message(seen.bench, seen.company.handed).state is MessageState.HANDED_OVER


def test_closing_the_day_counts_and_leads_into_the_log(seen):
    shows = [each for each in seen.page.closing.findChildren(QPushButton) if not each.isHidden()]
    assert [each.accessibleName() for each in shows] == [
        "Show: 2 hand-overs not marked yet",
        "Show: 1 verbal point to confirm by mail",
    ]
    shows[1].click()
    assert seen.places == [Place("log", extra={"chip": "points"})]


def test_a_new_ledger_offers_three_ways_to_begin(fresh):
    page = fresh.page
    assert not page.promises.isVisible()
    assert [name for name in buttons(page) if name in ("Import a list", "Add a customer", "Log an inquiry")] == [
        "Import a list",
        "Add a customer",
    ]
    asked = []
    fresh.desk.commands.add(Command("order.log-inquiry", lambda: "Log an inquiry", lambda: asked.append(1)))
    for name in ("Import a list", "Add a customer", "Log an inquiry"):
        buttons(page)[name].click()
    assert fresh.places == [Place("exchange"), Place("customers", extra={"new": True})]
    assert asked == [1]


def test_the_first_customer_ends_the_first_steps(fresh):
    with fresh.bench.ledger.write("party") as writer:
        writer.insert("parties", {"kind": "customer", "name": "Gulf Horizon"})
    fresh.look()
    assert fresh.page.closing.isVisible()
    assert "Import a list" not in buttons(fresh.page)
    assert fresh.page.summary.text() == "nothing is owed now"


def test_the_minute_runs_only_while_the_page_is_seen(seen):
    assert seen.page._minute.is_running
    seen.page.hide()
    assert not seen.page._minute.is_running


def test_in_chinese_every_line_is_chinese(seen):
    wording.set_language("zh_CN")
    seen.look()
    line = seen.page.promises.promises.lines[0]
    assert (line.chip, line.action) == ("已逾期 20 小时", "发送单号")
    assert seen.page.title.text() == "11月21日 星期六"
    assert seen.page.summary.text() == "4 项当前待办 · 今日稍后 1 项"


def test_tab_leads_from_what_needs_the_user_through_the_cards_beside_it_from_the_top(seen):
    page = seen.page
    here = page.promises
    here.setFocus()
    shown = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    assert len(shown) > 2
    for there in sorted(shown, key=lambda each: (each.mapTo(page, QPoint()).y(), each.mapTo(page, QPoint()).x())):
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert page.focusWidget() is there
        here = there
