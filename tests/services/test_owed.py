"""What is owed is kept from one look to the next: whatever is changed, it is what a fresh look would find (D1-D7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.an_order import TODAY, add_party, an_order, node, reach
from tests.support.desk_bench import take_back
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Direction, Medium, MessageState
from tradedesk.domain.order import NodeCode
from tradedesk.domain.promise import in_order
from tradedesk.domain.promise_facts import Urgency
from tradedesk.services import log, order_life, orders, promise_terms, today
from tradedesk.services.owed import Owed


@pytest.fixture
def party(bench):
    return add_party(bench, "Gulf Horizon Trading LLC", country="AE", zone="Asia/Dubai")


def kept(bench):
    return today.agenda(bench).promises


def fresh(bench):
    own = today.own_hours(bench)
    holidays = bench.known_holidays(own.country, TODAY.year)
    return tuple(in_order(Owed(bench.ledger).look(bench.now(), own, holidays)))


def owed(bench, order_id):
    return {each.kind: each for each in kept(bench) if each.order_id == order_id}


def credit_till(bench, order_id, latest):
    with bench.ledger.write("order-changed") as writer:
        values = {"lc_number": "LC-7", "lc_latest_shipment": latest.isoformat(), "lc_expiry": "2027-03-01"}
        writer.update("orders", order_id, values)


def test_after_every_kind_of_change_and_after_taking_it_back_it_is_what_a_fresh_look_finds(bench, party):
    other = add_party(bench, "Atelier Lumen", country="FR", zone="Europe/Paris")
    first = an_order(bench, party)
    kept(bench)

    def note(**more):
        told = {"medium": Medium.MAIL, "direction": Direction.OUT, "text": "Our offer", "party_id": party, **more}
        return log.note(bench, **told)

    def party_moves():
        with bench.ledger.write("party-changed") as writer:
            writer.update("parties", party, {"name": "Gulf Horizon FZE", "zone": "Asia/Riyadh"})

    steps = [
        lambda: orders.log_inquiry(bench, other, "Lamp shades"),
        lambda: note(order_id=first),
        lambda: reach(bench, first, NodeCode.CONFIRMED),
        lambda: reach(bench, first, NodeCode.DEPOSIT),
        lambda: orders.plan_node(bench, node(bench, first, NodeCode.READY).id, TODAY + timedelta(days=4)),
        lambda: note(order_id=first, to_confirm="10% deposit"),
        lambda: promise_terms.say(bench, "point", "2", order_id=first),
        lambda: promise_terms.say(bench, "ready-notice", "20", party_id=party),
        party_moves,
        lambda: credit_till(bench, first, TODAY + timedelta(days=8)),
        lambda: promise_terms.say(bench, "credit", "5", order_id=first),
        lambda: reach(bench, first, NodeCode.PRODUCTION),
        lambda: reach(bench, first, NodeCode.SHIPPED),
        lambda: order_life.end_order(bench, first, "no budget"),
    ]
    bench.ledger.take_news()
    for step in steps:
        step()
        assert kept(bench) == fresh(bench)
        for news in reversed(bench.ledger.take_news()):
            bench.ledger.undo(news.undo_id)
            assert kept(bench) == fresh(bench)
        bench.ledger.take_news()
        step()
        assert kept(bench) == fresh(bench)
        bench.ledger.take_news()


def test_g2_the_latest_shipment_of_a_credit_is_owed_from_ten_days_before_or_as_said_for_the_order(bench, party):
    order_id = an_order(bench, party)
    credit_till(bench, order_id, TODAY + timedelta(days=12))
    assert "credit" not in owed(bench, order_id)
    promise_terms.say(bench, "credit", "14", order_id=order_id)
    found = owed(bench, order_id)["credit"]
    assert (found.title.code, found.rule, found.urgency) == ("promise-lc-shipment-soon", "G2", Urgency.LATER)
    assert found.why is not None
    credit_till(bench, order_id, TODAY - timedelta(days=1))
    found = owed(bench, order_id)["credit"]
    assert (found.title.code, found.urgency) == ("promise-lc-shipment-missed", Urgency.LATE)
    promise_terms.say(bench, "credit", "", off=True, order_id=order_id)
    assert "credit" not in owed(bench, order_id)


def test_a_list_brought_in_is_looked_at_whole(bench, party):
    kept(bench)
    day = (TODAY - timedelta(days=1)).isoformat()
    with bench.ledger.write("import") as writer:
        order = {"number": "X-1", "party_id": party, "stage": "on-the-way", "ordered_on": day, "currency": "USD"}
        numbers = writer.insert_many("orders", [order, {**order, "number": "X-2"}])
        shipped = {"position": 1, "code": "shipped", "actual_on": day}
        writer.insert_many("nodes", [{"order_id": number, **shipped} for number in numbers])
    assert [each.kind for each in kept(bench)] == ["tracking", "tracking"]


def test_as_the_day_goes_on_a_promise_comes_nearer_without_anything_being_read(bench, party, clock):
    number = orders.log_inquiry(bench, party, "Rattan chairs")
    assert owed(bench, number)["inquiry"].urgency is Urgency.LATER
    clock.moment += timedelta(hours=21)
    owed(bench, number)
    clock.moment += timedelta(minutes=30)
    before = bench.ledger.read.statements
    assert owed(bench, number)["inquiry"].urgency is Urgency.SOON
    # Where the user is, what the log is asked, and which drafts wait: nothing of the orders.
    assert bench.ledger.read.statements - before <= 6
    clock.moment += timedelta(hours=3)
    assert owed(bench, number)["inquiry"].urgency is Urgency.LATE


def test_d1_an_answer_stays_an_answer_when_the_clock_is_set_back(bench, party, clock):
    number = orders.log_inquiry(bench, party, "Rattan chairs")
    clock.moment += timedelta(hours=2)
    log.note(bench, medium=Medium.MAIL, direction=Direction.OUT, text="Our offer", party_id=party, order_id=number)
    assert "inquiry" not in owed(bench, number)
    clock.moment -= timedelta(days=3)
    assert "inquiry" not in owed(bench, number)
    assert fresh(bench) == kept(bench)


def test_d1_what_was_handed_over_while_the_clock_was_wrong_answers_all_the_same(bench, party, clock):
    number = orders.log_inquiry(bench, party, "Rattan chairs")
    early = clock.moment - timedelta(days=2)
    noted = log.note(
        bench, medium=Medium.MAIL, direction=Direction.OUT, text="Mail", party_id=party, order_id=number, at=early
    )
    # A mail of long before, entered by hand, answers nothing; one handed over on this order does.
    assert "inquiry" in owed(bench, number)
    with bench.ledger.write("handed-over") as writer:
        writer.update("messages", noted, {"state": str(MessageState.SENT)})
    assert "inquiry" not in owed(bench, number)


def test_d7_twelve_hours_for_one_customer_show_their_reason_and_are_taken_back_by_an_empty_field(bench, party):
    number = orders.log_inquiry(bench, party, "Rattan chairs")
    promise_terms.say(bench, "inquiry", "12", note="their  buyer waits", party_id=party)
    found = owed(bench, number)["inquiry"]
    assert found.due_at == bench.now() + timedelta(hours=12)
    assert (found.why.code, found.why.fact("note")) == ("promise-term-own", "their buyer waits")
    line = next(each for each in promise_terms.of_order(bench, number) if each.kind == "inquiry")
    assert (line.number, line.said_here, line.why) == (12, False, found.why)
    promise_terms.say(bench, "inquiry", "", party_id=party)
    assert owed(bench, number)["inquiry"].why is None
    assert bench.ledger.read.value("select count(*) from promise_terms") == 0


def test_d7_a_promise_can_be_off_for_an_order_and_comes_back_with_undo(bench, party):
    number = orders.log_inquiry(bench, party, "Rattan chairs")
    promise_terms.say(bench, "inquiry", "", off=True, order_id=number)
    assert owed(bench, number) == {}
    take_back(bench)
    assert "inquiry" in owed(bench, number)


def test_d7_a_number_that_is_none_is_refused_beside_its_promise(bench, party):
    with pytest.raises(RuleSaysNo) as refused:
        promise_terms.say(bench, "inquiry", "soon", party_id=party)
    assert (refused.value.code, refused.value.field) == ("not-a-whole-number", "inquiry")


def test_d7_a_notice_wanted_twenty_days_before_is_found_beyond_the_usual_look_ahead(bench, party):
    number = an_order(bench, party, delivery="")
    reach(bench, number, NodeCode.CONFIRMED)
    orders.plan_node(bench, node(bench, number, NodeCode.READY).id, date(2026, 12, 10))
    assert "ready-notice" not in owed(bench, number)
    promise_terms.say(bench, "ready-notice", "20", order_id=number)
    assert "ready-notice" in owed(bench, number)


def test_d6_moving_to_another_zone_keeps_the_hours_and_ends_the_day_there(bench, party):
    with bench.ledger.write("own") as writer:
        own = writer.insert("parties", {"kind": "own", "name": "Lantian", "country": "CN", "zone": "Asia/Shanghai"})
    number = orders.log_inquiry(bench, party, "Rattan chairs")
    paid = an_order(bench, party)
    reach(bench, paid, NodeCode.CONFIRMED, NodeCode.DEPOSIT)
    before = owed(bench, number)["inquiry"].due_at, owed(bench, paid)["confirm-order"].due_at
    with bench.ledger.write("own") as writer:
        writer.update("parties", own, {"zone": "America/Los_Angeles"})
    after = owed(bench, number)["inquiry"].due_at, owed(bench, paid)["confirm-order"].due_at
    assert after[0] == before[0]
    assert after[1] - before[1] in (timedelta(hours=16), timedelta(hours=-8))
    assert kept(bench) == fresh(bench)
