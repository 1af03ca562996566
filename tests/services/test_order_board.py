"""The board: orders by stage, and moving one with its consequences known before."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.an_order import TODAY, add_party, an_order, node, pay, reach
from tests.support.desk_bench import take_back
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.money import Money
from tradedesk.domain.order import NodeCode, Stage
from tradedesk.services import order_board, order_finding, order_life, order_standing, orders
from tradedesk.services.order_finding import OrderFilter, OrderQuery

EVERY_STAGE = list(order_board.STAGES)


@pytest.fixture
def order(bench):
    return an_order(bench, add_party(bench, "Gulf Horizon Trading LLC", country="AE"))


def stage(bench, number):
    return orders.sheet(bench, number).file.order.stage


def everything(bench):
    return [bench.ledger.read.all(f"select * from {table}") for table in ("orders", "nodes", "instalments")]


def test_the_board_has_a_column_a_stage_with_its_count_and_totals(bench, order):
    second = an_order(bench, add_party(bench, "Atelier Lumen"), price="20", quantity="5")
    reach(bench, order, NodeCode.CONFIRMED)
    orders.log_inquiry(bench, 1, "Lamp shades", currency="EUR")
    shown = order_board.board(bench, OrderQuery())
    assert [each.stage for each in shown.columns] == EVERY_STAGE
    inquiry, confirmed = shown.columns[0], shown.columns[2]
    assert (list(confirmed.ids), confirmed.count, confirmed.totals) == ([order], 1, (Money(1800000, "USD"),))
    assert (second in inquiry.ids, inquiry.count, inquiry.totals) == (True, 2, (Money(10000, "USD"),))


def test_of_what_is_over_only_the_recent_is_shown_until_all_is_asked_for(bench, order, monkeypatch):
    monkeypatch.setattr(order_board, "RECENT", 2)
    for _ in range(3):
        reach(bench, an_order(bench, 1), NodeCode.CLOSED, day=date(2026, 11, 1))
    reach(bench, order, NodeCode.CLOSED, day=date(2026, 11, 20))
    over = order_board.board(bench, OrderQuery()).columns[-1]
    assert (over.ids[0], len(over.ids), over.count, over.hidden) == (order, 2, 4, 2)
    assert order_board.board(bench, OrderQuery(), every_done=True).columns[-1].hidden == 0


def test_moving_forward_is_the_point_of_the_timeline_happening_today(bench, order):
    other = an_order(bench, 1)
    order_board.move(bench, order, Stage.CONFIRMED)
    reach(bench, other, NodeCode.CONFIRMED)
    ours, theirs = (orders.sheet(bench, each).file for each in (order, other))
    assert ours.order.stage is theirs.order.stage is Stage.CONFIRMED
    assert [(each.planned_on, each.actual_on) for each in ours.nodes] == [
        (each.planned_on, each.actual_on) for each in theirs.nodes
    ]
    assert [each.due_on for each in ours.instalments] == [each.due_on for each in theirs.instalments]


def test_what_a_move_brings_is_told_before_and_nothing_is_changed(bench, order):
    before = everything(bench)
    bench.ledger.take_news()
    told = order_board.look_ahead(bench, order, Stage.CONFIRMED)
    assert everything(bench) == before
    assert bench.ledger.take_news() == []
    assert (told.stage_before, told.stage_after) == (Stage.INQUIRY, Stage.CONFIRMED)
    assert [(move.code, move.after) for move in told.reached] == [(NodeCode.CONFIRMED, TODAY)]
    assert told.notice is NodeCode.CONFIRMED
    assert told.overtaken == (NodeCode.QUOTED,)
    order_board.move(bench, order, Stage.CONFIRMED)
    after = {each.code: each.planned_on for each in orders.sheet(bench, order).file.nodes}
    assert told.planned
    assert all(after[move.code] == move.after for move in told.planned)


def test_money_that_should_have_come_in_before_is_named(bench, order):
    reach(bench, order, NodeCode.CONFIRMED)
    told = order_board.look_ahead(bench, order, Stage.PRODUCTION)
    assert [(each.label, each.open) for each in told.unpaid] == [("deposit", Money(540000, "USD"))]
    (deposit, _balance) = orders.sheet(bench, order).file.instalments
    pay(bench, order, deposit.id, f"{deposit.amount.amount:f}")
    assert order_board.look_ahead(bench, order, Stage.PRODUCTION).unpaid == ()
    shipped = order_board.look_ahead(bench, order, Stage.ON_THE_WAY)
    assert shipped.unpaid == ()
    assert [(each.label, each.after) for each in shipped.dues] == [("balance", TODAY)]


@pytest.mark.parametrize("target", EVERY_STAGE)
@pytest.mark.parametrize("start", EVERY_STAGE)
def test_every_stage_leads_to_every_other_and_one_step_takes_it_back(bench, order, start, target):
    order_board.move(bench, order, start)
    bench.ledger.take_news()
    before = everything(bench)
    told = order_board.look_ahead(bench, order, target)
    order_board.move(bench, order, target)
    assert stage(bench, order) is told.stage_after is target
    if start is target:
        assert told.nothing
        assert bench.ledger.take_news() == []
    else:
        take_back(bench)
        assert everything(bench) == before


def test_moving_back_takes_back_the_points_behind(bench, order):
    reach(bench, order, NodeCode.CONFIRMED, NodeCode.DEPOSIT, NodeCode.PRODUCTION, NodeCode.READY)
    told = order_board.look_ahead(bench, order, Stage.CONFIRMED)
    assert [(move.code, move.after) for move in told.reached] == [(NodeCode.PRODUCTION, None), (NodeCode.READY, None)]
    assert (told.notice, told.unpaid, told.overtaken) == (None, (), ())
    order_board.move(bench, order, Stage.CONFIRMED)
    assert node(bench, order, NodeCode.DEPOSIT).actual_on == TODAY
    assert node(bench, order, NodeCode.READY).actual_on is None


def test_a_cancelled_order_and_a_stage_without_a_point_are_refused_with_the_reason(bench, order):
    with bench.ledger.write("test") as writer:
        writer.delete("nodes", node(bench, order, NodeCode.PRODUCTION).id)
    with pytest.raises(RuleSaysNo, match="stage-has-no-point"):
        order_board.look_ahead(bench, order, Stage.PRODUCTION)
    order_life.end_order(bench, order, "no budget")
    with pytest.raises(RuleSaysNo, match="order-cancelled-stays"):
        order_board.move(bench, order, Stage.QUOTED)
    with pytest.raises(RuleSaysNo, match="not-yet-happened"):
        order_board.move(bench, an_order(bench, 1), Stage.CONFIRMED, date(2026, 12, 24))


# -- the same filters for all views ------------------------------------------------------------------------------------


def test_filters_combine_and_the_totals_are_of_what_is_shown(bench, order):
    lamps = orders.log_inquiry(bench, add_party(bench, "Atelier Lumen", country="FR"), "Lamp shades", currency="EUR")
    reach(bench, order, NodeCode.CONFIRMED)

    def found(**asked):
        return list(order_finding.ids(bench, OrderQuery(filter=OrderFilter(**asked))))

    assert found(customers=(1,)) == [order]
    assert found(stages=("inquiry", "quoted")) == [lamps]
    assert found(waiting=("deposit",)) == [order]
    assert found(countries=("FR",), currencies=("EUR",)) == [lamps]
    assert found(countries=("FR",), currencies=("USD",)) == []
    assert found(delivery=("2027-01",)) == [order]
    assert sorted(found(ordered=("2026-11",))) == [order, lamps]
    (usd,) = order_finding.totals(bench, OrderQuery(filter=OrderFilter(customers=(1,))))
    assert (usd.orders, usd.total, usd.open) == (1, Money(1800000, "USD"), Money(1800000, "USD"))


def test_mine_are_the_running_orders_on_which_i_do_something(bench, order):
    assert order_finding.heads(bench).me == ""
    others = an_order(bench, 1)
    with bench.ledger.write("test") as writer:
        own = writer.insert("parties", {"kind": "own", "name": "Lantian", "zone": "Asia/Shanghai"})
        me = writer.insert("contacts", {"party_id": own, "name": "Chen", "is_main": 1})
        other = writer.insert("contacts", {"party_id": own, "name": "Zhou"})
        writer.insert("order_roles", {"order_id": order, "role": "sales", "contact_id": me, "name": "Chen"})
        writer.insert("order_roles", {"order_id": others, "role": "sales", "contact_id": other})
    heads = order_finding.heads(bench)
    assert (heads.me, heads.counts["mine"]) == ("Chen", 1)
    assert list(order_finding.ids(bench, OrderQuery(chip="mine"))) == [order]
    assert list(order_finding.ids(bench, OrderQuery(filter=OrderFilter(people=("Chen",))))) == [order]
    assert order_finding.choices(bench).offered.people == (("Chen", 1), ("Zhou", 1))


def test_a_kept_filter_comes_back_as_it_was_and_does_not_mix_with_those_of_customers(bench, order):
    from tradedesk.services import finding

    asked = OrderFilter(customers=(1,), stages=("production",), delivery=("2026-12",))
    query = OrderQuery(chip="late", search="gulf", sort="total", filter=asked)
    number = order_finding.keep_filter(bench, "  Late  Gulf ", query)
    (kept,) = order_finding.saved_filters(bench)
    assert (kept.id, kept.name, kept.query) == (number, "Late Gulf", order_finding.without_sorting(query))
    assert finding.saved_filters(bench, "customer") == ()
    finding.keep_filter(bench, "Late Gulf", finding.CustomerQuery(chip="late"))
    order_finding.rename_filter(bench, number, "Gulf, late")
    with pytest.raises(RuleSaysNo, match="filter-empty"):
        order_finding.keep_filter(bench, "Nothing", OrderQuery(sort="total"))
    order_finding.remove_filter(bench, number)
    assert order_finding.saved_filters(bench) == ()


def test_what_another_version_kept_in_a_filter_does_no_harm(bench):
    with bench.ledger.write("x") as writer:
        text = '{"chip": "of-tomorrow", "filter": {"moon": "full", "stages": ["ready"]}}'
        writer.insert("saved_filters", {"noun": "orders", "name": "Old", "query": text})
    (kept,) = order_finding.saved_filters(bench)
    assert kept.query == OrderQuery(filter=OrderFilter(stages=("ready",)))


def test_a_card_says_what_the_customer_is_owed_now_an_answer_or_the_number_d1_d4(bench, order):
    asked = orders.log_inquiry(bench, orders.sheet(bench, order).party.id, "Lamp shades")

    def owed():
        return {each.order.id: each.owed.kind if each.owed else "" for each in order_board.cards(bench, [asked, order])}

    assert owed() == {asked: "inquiry", order: "inquiry"}
    reach(bench, order, NodeCode.CONFIRMED)
    assert owed() == {asked: "inquiry", order: ""}
    order_board.move(bench, order, Stage.ON_THE_WAY)
    assert owed() == {asked: "inquiry", order: "tracking"}
    order_standing.say(bench, order, "on-hold", "the buyer's warehouse is full")
    assert owed() == {asked: "inquiry", order: ""}
    take_back(bench)
    assert owed() == {asked: "inquiry", order: "tracking"}
