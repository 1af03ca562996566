"""Today reckons what is owed, asks what became of hand-overs, shows who is at work, and says what closes the day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.desk_bench import NOON
from tests.support.small_company import SmallCompany
from tradedesk.domain.message import MessageState
from tradedesk.domain.promise_facts import Urgency
from tradedesk.domain.window import WindowKind
from tradedesk.ledger.values import utc_text
from tradedesk.services import log, today


@pytest.fixture
def company(bench):
    return SmallCompany(bench)


def kinds(agenda):
    return [(each.kind, each.urgency.value) for each in agenda.promises]


def test_today_puts_what_is_late_first_and_a_late_payment_behind_what_is_due_within_hours(bench, company):
    assert kinds(today.agenda(bench)) == [
        ("tracking", "late"),
        ("inquiry", "soon"),
        ("ready-notice", "soon"),
        ("payment", "late"),
        ("point", "today"),
    ]


def test_an_answered_inquiry_owes_nothing_any_more(bench, company):
    log.note(
        bench, medium="mail", direction="out", text="Our offer", party_id=company.bluewater, order_id=company.inquiry
    )
    assert "inquiry" not in [kind for kind, _ in kinds(today.agenda(bench))]


def test_a_question_to_the_supplier_is_no_answer_to_the_customers_inquiry_d1(bench, company):
    with bench.ledger.write("party-added") as writer:
        supplier = writer.insert("parties", {"kind": "supplier", "name": "Sunhe Rattan Factory"})
    log.note(bench, medium="mail", direction="out", text="Your price?", party_id=supplier, order_id=company.inquiry)
    assert "inquiry" in [kind for kind, _ in kinds(today.agenda(bench))]


def test_a_notice_that_went_out_takes_its_promise_away(bench, company):
    node = bench.ledger.read.value("select id from nodes where order_id = ?", (company.shipped,))
    with bench.ledger.write("told") as writer:
        writer.update("nodes", node, {"notice_message_id": company.sent})
    assert "tracking" not in [kind for kind, _ in kinds(today.agenda(bench))]


def test_goods_ready_far_ahead_owe_no_notice_yet(bench, company):
    assert company.noor_order not in [each.order_id for each in today.agenda(bench).promises]


def test_the_container_number_stands_in_for_a_missing_tracking_number(bench, company):
    found = next(each for each in today.agenda(bench).promises if each.kind == "tracking")
    assert found.title.fact("tracking") == "CSNU6180442"


def test_the_point_reached_last_is_the_one_the_customer_is_told_of(bench, company):
    with bench.ledger.write("order") as writer:
        company._writer = writer
        nodes = (("confirmed", None, "2026-11-10"), ("deposit", None, "2026-11-12"), ("production", None, "2026-11-18"))
        number = company.order("TD-2026-0170", company.noor, "production", *nodes)
        confirmed = writer.value("select id from nodes where order_id = ? and code = 'confirmed'", (number,))
        writer.update("nodes", confirmed, {"notice_message_id": company.sent})
    found = [each for each in today.agenda(bench).promises if each.order_id == number]
    assert [(each.kind, each.title.fact("node")) for each in found] == [("update", "production")]


def test_an_order_without_any_point_owes_nothing_and_is_no_error(bench, company):
    with bench.ledger.write("order") as writer:
        company._writer = writer
        number = company.order("TD-2026-0171", company.noor, "confirmed")
    assert number not in [each.order_id for each in today.agenda(bench).promises]


def test_old_orders_brought_in_from_a_list_owe_nobody_anything(bench, company):
    with bench.ledger.write("order") as writer:
        company._writer = writer
        number = company.order(
            "OLD-1", company.noor, "on-the-way", ("shipped", None, "2024-03-01"), ordered_on="2024-01-10"
        )
    assert number not in [each.order_id for each in today.agenda(bench).promises]


def test_in_ramadan_a_late_payment_waits_and_says_why(bench, company, clock):
    clock.moment = NOON + timedelta(days=85)
    held = next(each for each in today.agenda(bench).promises if each.kind == "payment")
    assert held.held is not None
    assert held.held.code == "ramadan-no-chasing"
    assert held.urgency is Urgency.LATER


def test_an_interrupted_hand_over_is_asked_about_before_those_handed_over(bench, company):
    agenda = today.agenda(bench)
    assert [(each.id, each.state) for each in agenda.unanswered] == [
        (company.cut_off, "handing-over"),
        (company.handed, "handed-over"),
    ]
    log.say_what_became(bench, company.handed, MessageState.SENT)
    assert [each.id for each in today.agenda(bench).unanswered] == [company.cut_off]


def test_closing_the_day_counts_what_is_left(bench, company):
    left = {each.code: each.open for each in today.agenda(bench).closing}
    assert left == {"inquiries-answered": 1, "progress-told": 2, "hand-overs-marked": 2, "points-confirmed": 1}


def test_the_agenda_does_not_wait_for_the_holiday_calendars(bench, company):
    assert not today.agenda(bench).with_holidays
    today.at_work(bench)
    assert today.agenda(bench).with_holidays


def test_a_new_ledger_says_that_it_is_new(bench):
    agenda = today.agenda(bench)
    assert agenda.is_fresh
    assert (agenda.now, agenda.later_today, agenda.coming) == (0, 0, 0)
    assert all(each.open == 0 for each in agenda.closing)


def test_the_ribbon_shows_the_user_first_and_customers_with_open_matters(bench, company):
    shown = today.at_work(bench)
    assert shown.people[0] == ("own", "", "Ningbo")
    assert {name for _, name, _ in shown.people[1:]} == {
        "Nordlicht",
        "Gulf Horizon",
        "Takahashi",
        "Bluewater",
        "Al Noor",
    }
    states = dict(
        zip([name for _, name, _ in shown.people], (row.state.kind for row in shown.ribbon.rows), strict=True)
    )
    assert states["Gulf Horizon"] is WindowKind.CLOSED_WEEKEND


def test_a_customer_with_an_impossible_zone_does_not_hide_the_others(bench, company):
    with bench.ledger.write("zone") as writer:
        writer.update("parties", company.gulf, {"zone": "Atlantis/Capital"})
    names = [name for _, name, _ in today.at_work(bench).people]
    assert "Gulf Horizon" not in names
    assert "Takahashi" in names


def test_the_next_delivery_is_the_first_customer_on_the_ribbon(bench, company):
    with bench.ledger.write("order") as writer:
        writer.update("orders", company.noor_order, {"delivery_on": "2026-11-25"})
        writer.update("orders", company.shipped, {"delivery_on": "2026-11-30"})
        writer.update("orders", company.owing, {"delivery_on": "2026-11-01"})
    assert [name for _, name, _ in today.at_work(bench).people[1:3]] == ["Al Noor", "Nordlicht"]


def test_twenty_thousand_running_orders_are_looked_through_in_a_handful_of_questions(bench):
    from tradedesk.ledger.queries.today import order_facts

    day = NOON.date()
    with bench.ledger.write("many", undoable=False) as writer:
        party = writer.insert("parties", {"kind": "customer", "name": "Gulf Horizon"})
        told = writer.insert("messages", {"at": utc_text(NOON), "medium": "mail", "direction": "out"})
        rows = [{"number": f"TD-{n}", "party_id": party, "stage": "production"} for n in range(20_000)]
        orders = writer.insert_many("orders", rows)
        codes = ("inquiry", "quoted", "confirmed", "production", "ready", "shipped")
        nodes = [
            {
                "order_id": order,
                "position": position,
                "code": code,
                "planned_on": (day + timedelta(days=(position - 4) * 20)).isoformat(),
                "actual_on": day.isoformat() if position <= 4 else None,
                "notice_message_id": told if position <= 4 and order % 20 else None,
            }
            for order in orders
            for position, code in enumerate(codes, start=1)
        ]
        writer.insert_many("nodes", nodes)
    before = bench.ledger.read.statements
    found = order_facts(bench.ledger.read, day - timedelta(days=365), day, day + timedelta(days=10))
    assert len(found) == 1000
    assert bench.ledger.read.statements - before < 10
