"""Receipts on a real ledger: split over orders, corrected, taken back; credit used later; nothing lost (G2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.an_order import add_party, an_order, node, reach
from tests.support.desk_bench import Clock, bench_at, take_back
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.money import Money, money
from tradedesk.domain.order import NodeCode
from tradedesk.services import order_forms, order_life, orders, receipts, receivables
from tradedesk.services.receipts import ReceiptEntry


@pytest.fixture
def party(bench):
    return add_party(bench, "Gulf Horizon Trading LLC")


def confirmed(bench, party, price="1800", day=date(2026, 10, 6)):
    number = an_order(bench, party, price=price)
    reach(bench, number, NodeCode.CONFIRMED, day=day)
    return number


def parts(bench, order):
    return orders.sheet(bench, order).file.instalments


def received(bench, order):
    return [each.received.minor for each in parts(bench, order)]


def entry(party, amount, **more):
    return ReceiptEntry(party, amount, more.pop("currency", "USD"), more.pop("day", "2026-11-20"), **more)


def test_one_receipt_pays_the_deposits_of_two_orders_the_older_first_and_the_rest_is_credit(bench, party):
    younger, older = confirmed(bench, party), confirmed(bench, party, day=date(2026, 9, 1))
    found = receipts.rehearse(bench, entry(party, "12,000"))
    assert [one.order_id for one in found.parts[:2]] == [older, younger]
    assert found.left == Money(0, "USD")  # the balances take what the deposits leave
    deposits = {parts(bench, each)[0].id: "5400" for each in (older, younger)}
    receipts.note(bench, entry(party, "12,000", shares=deposits, bank_ref=" TT 4711 "))
    assert received(bench, older) == received(bench, younger) == [540_000, 0]
    assert receipts.credit(bench, party) == (Money(120_000, "USD"),)
    assert node(bench, older, NodeCode.DEPOSIT).actual_on == date(2026, 11, 20)
    assert receipts.of_order(bench, older)[0].bank_ref == "TT 4711"


def test_credit_is_used_later_and_taken_back_by_undo(bench, party):
    first = confirmed(bench, party)
    deposit = parts(bench, first)[0].id
    receipts.note(bench, entry(party, "6000", shares={deposit: "5400"}))
    second = confirmed(bench, party)
    assert receipts.use_credit(bench, second) == Money(60_000, "USD")
    assert received(bench, second) == [60_000, 0]
    assert receipts.credit(bench, party) == ()
    take_back(bench)
    assert received(bench, second) == [0, 0]
    assert receipts.credit(bench, party) == (Money(60_000, "USD"),)


def third(bench, party):
    """12,000 dollars paid the 5,400 of a deposit; an order in yen waits."""
    first = confirmed(bench, party)
    deposit = parts(bench, first)[0].id
    receipts.note(bench, entry(party, "11,975", charges="25", shares={deposit: "5400"}, bank_ref="TT 4711"))
    yen = confirmed(bench, party)
    order_forms.set_field(bench, yen, "currency", "JPY")
    (source,) = receipts.of_party(bench, party)
    return first, yen, source.id


def test_credit_that_is_left_of_a_receipt_pays_an_order_in_another_currency_at_a_rate(bench, party):
    first, yen, source = third(bench, party)
    wanted = entry(party, "100.01", first=parts(bench, yen)[0].id, settles_in="JPY", part_of=source)
    with pytest.raises(RuleSaysNo) as refused:
        receipts.rehearse(bench, wanted)
    assert (refused.value.code, refused.value.field) == ("receipt-needs-rate", "rate")
    wanted = replace(wanted, rate="54.3")
    seen = receipts.rehearse(bench, wanted)
    assert (seen.worth, seen.exact) == (Money(5431, "JPY"), Decimal("5430.543"))
    bench.ledger.take_news()
    receipts.note(bench, wanted)
    undo = bench.ledger.take_news()[-1].undo_id
    stays, taken = receipts.of_party(bench, party)
    assert (stays.amount, stays.charges, stays.used) == (
        Money(1_187_499, "USD"),
        Money(2_500, "USD"),
        Money(540_000, "USD"),
    )
    assert (taken.amount, taken.rate, taken.bank_ref) == (Money(10_001, "USD"), Decimal("54.3"), "TT 4711")
    assert taken.received_on == stays.received_on
    assert (received(bench, first)[0], received(bench, yen)[0]) == (
        540_000,
        min(5431, parts(bench, yen)[0].amount.minor),
    )
    bench.ledger.undo(undo)
    (again,) = receipts.of_party(bench, party)
    assert (again.amount, again.credit) == (Money(1_197_500, "USD"), Money(660_000, "USD"))
    assert received(bench, yen)[0] == 0


def test_more_than_is_left_of_a_receipt_is_refused_and_nothing_is_parted_for_nothing(bench, party):
    _first, yen, source = third(bench, party)
    wanted = entry(party, "6600.01", first=parts(bench, yen)[0].id, settles_in="JPY", rate="54", part_of=source)
    with pytest.raises(RuleSaysNo) as refused:
        receipts.note(bench, wanted)
    assert (refused.value.code, refused.value.field) == ("above-credit", "amount")
    with pytest.raises(RuleSaysNo, match="no-credit"):
        receipts.note(bench, replace(wanted, amount="10", shares={parts(bench, yen)[0].id: "0"}))
    assert len(receipts.of_party(bench, party)) == 1


def test_there_is_nothing_to_use_without_credit_in_the_orders_currency(bench, party):
    order = confirmed(bench, party)
    receipts.note(bench, entry(party, "500", currency="EUR", shares={}))
    with pytest.raises(RuleSaysNo, match="no-credit"):
        receipts.use_credit(bench, order)
    assert receipts.credit(bench, party) == (Money(50_000, "EUR"),)


def test_a_changed_receipt_pays_anew_and_a_removed_one_opens_what_it_paid(bench, party):
    order = confirmed(bench, party)
    deposit, balance = parts(bench, order)
    number = receipts.note(bench, entry(party, "5400", first=deposit.id))
    assert node(bench, order, NodeCode.DEPOSIT).actual_on == date(2026, 11, 20)
    receipts.note(bench, entry(party, "5000", charges="25", receipt_id=number, shares={deposit.id: "5025"}))
    assert received(bench, order) == [502_500, 0]
    assert node(bench, order, NodeCode.DEPOSIT).actual_on is None
    receipts.remove(bench, number)
    assert received(bench, order) == [0, 0]
    with pytest.raises(NotThere):
        receipts.remove(bench, number)
    take_back(bench)
    assert received(bench, order) == [502_500, 0]
    assert balance.open == Money(1_260_000, "USD")


def test_a_receipt_in_another_currency_asks_for_the_rate_and_shows_what_was_rounded(bench, party):
    order = confirmed(bench, party)
    deposit = parts(bench, order)[0].id
    euros = entry(party, "5,000.01", currency="EUR", first=deposit)
    with pytest.raises(RuleSaysNo) as refused:
        receipts.note(bench, euros)
    assert (refused.value.code, refused.value.field) == ("receipt-needs-rate", "rate")
    found = receipts.rehearse(bench, replace(euros, rate="1.0855"))
    assert (found.worth, found.exact) == (Money(542_751, "USD"), Decimal("5427.510855"))
    receipts.note(bench, replace(euros, rate="1.0855", shares={deposit: "5400"}))
    assert received(bench, order) == [540_000, 0]
    assert receipts.credit(bench, party) == (Money(2_751, "USD"),)
    (kept,) = receipts.of_party(bench, party)
    assert (kept.amount, kept.rate) == (Money(500_001, "EUR"), Decimal("1.0855"))


def test_a_foreign_receipt_that_pays_nothing_keeps_no_rate(bench, party):
    order = confirmed(bench, party)
    deposit = parts(bench, order)[0].id
    receipts.note(bench, entry(party, "100", currency="EUR", rate="1.1", first=deposit, shares={deposit: "0"}))
    assert receipts.of_party(bench, party)[0].rate is None
    assert receipts.credit(bench, party) == (Money(10_000, "EUR"),)


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"amount": "0"}, "amount", "receipt-not-possible"),
        ({"amount": "1.005"}, "amount", "amount-too-fine"),
        ({"amount": "abc"}, "amount", "number-not-read"),
        ({"charges": "-1"}, "charges", "number-below-zero"),
        ({"day": "2026-11-22"}, "day", "not-yet-happened"),
        ({"day": ""}, "day", "receipt-without-day"),
        ({"currency": "US"}, "currency", "currency-not-a-code"),
        ({"rate": "0"}, "rate", "rate-not-possible"),
    ],
)
def test_what_is_no_receipt_is_refused_beside_its_field(bench, party, wrong, field, code):
    with pytest.raises(RuleSaysNo) as refused:
        receipts.rehearse(bench, replace(entry(party, "100"), **wrong))
    assert refused.value.field == field
    assert refused.value.code == code or code == "number-not-read"


def test_receivables_stand_by_age_and_customer_and_lead_to_their_orders(bench, party):
    order = confirmed(bench, party)
    other = confirmed(bench, add_party(bench, "Brightwater Retail"), price="100")
    receipts.note(bench, entry(party, "400", first=parts(bench, order)[0].id))
    found = receivables.receivables(bench)
    (total,) = found.totals
    assert [each.minor for each in total.open] == [1_330_000, 0, 530_000, 0, 0]
    assert [(one.party_name, one.total.minor) for one in found.customers] == [
        ("Gulf Horizon Trading LLC", 1_760_000), ("Brightwater Retail", 100_000),
    ]  # fmt: skip
    assert {one.order_id for one in found.owed} == {order, other}
    assert receivables.receivables(bench, party).owed == tuple(one for one in found.owed if one.party_id == party)


def test_credit_of_a_customer_stands_with_the_receivables(bench, party):
    receipts.note(bench, entry(party, "40"))
    (one,) = receivables.receivables(bench).credits
    assert (one.party_name, one.amount) == ("Gulf Horizon Trading LLC", Money(4_000, "USD"))


def test_an_order_by_letter_of_credit_tells_which_day_is_missed(bench, party):
    order = confirmed(bench, party)
    with bench.ledger.write("order-changed") as writer:
        writer.update("orders", order, {"lc_number": "LC-7", "lc_latest_shipment": "2026-11-01"})
    found = receivables.of_order(bench, order)
    assert [one.code for one in found.warnings] == ["lc-shipment-missed"]
    order_life.end_order(bench, order, "no budget")
    assert receivables.of_order(bench, order).warnings == ()


@pytest.fixture(scope="module", params=["JPY", "USD", "KWD"])
def three_orders(request, tmp_path_factory):
    with bench_at(tmp_path_factory.mktemp("money") / "profile", Clock()) as bench:
        party = add_party(bench, "Gulf Horizon Trading LLC")
        numbers = [confirmed(bench, party, price=price) for price in ("3.33", "17", "0.7")]
        for number in numbers:
            with bench.ledger.write("order-changed") as writer:
                writer.update("orders", number, {"currency": request.param})
        yield bench, party, request.param, numbers


whats = st.sampled_from(["note", "foreign", "change", "remove", "credit"])
things_done = st.lists(st.tuples(whats, st.integers(1, 9_000), st.integers(1, 300_000), st.integers(0, 9)), max_size=6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(done=things_done)
def test_no_cent_is_lost_or_invented_over_receipts_changes_and_undo(three_orders, done):
    bench, party, currency, numbers = three_orders
    bench.ledger.take_news()
    states = [_books(bench, party, numbers)]
    steps = []
    for one in done:
        if _step(bench, party, currency, numbers, *one):
            states.append(_books(bench, party, numbers))
            steps += [each.undo_id for each in bench.ledger.take_news()]
            _check(bench, party, numbers, currency)
    assert len(steps) == len(states) - 1
    for step in reversed(steps):
        bench.ledger.undo(step)
        states.pop()
        assert _books(bench, party, numbers) == states[-1]


def _books(bench, party, numbers):
    paid = [[each.received.minor for each in parts(bench, number)] for number in numbers]
    return paid, [
        (each.id, each.amount, each.charges, each.rate, each.shares) for each in receipts.of_party(bench, party)
    ]


def _step(bench, party, currency, numbers, what, tenths, rate, which):
    """Do one thing; False when it was refused or would change nothing."""
    there = receipts.of_party(bench, party)
    if what in ("remove", "change") and not there:
        return False
    one = there[which % len(there)].id if there else 0
    before = _books(bench, party, numbers)
    try:
        if what == "remove":
            receipts.remove(bench, one)
        elif what == "credit":
            receipts.use_credit(bench, numbers[which % len(numbers)])
        else:
            own = "EUR" if what == "foreign" else currency
            amount = f"{money(Decimal(tenths).scaleb(-1), own).amount:f}"
            told = f"{Decimal(rate).scaleb(-3):f}" if what == "foreign" else ""
            changed = one if what == "change" else 0
            receipts.note(bench, entry(party, amount, currency=own, rate=told, settles_in=currency, receipt_id=changed))
    except RuleSaysNo:
        return False
    return _books(bench, party, numbers) != before


def _check(bench, party, numbers, currency):
    shares: dict[int, int] = {}
    for one in receipts.of_party(bench, party):
        assert one.credit.minor >= 0
        assert one.used.minor + one.credit.minor == one.worth.minor
        for share in one.shares:
            assert share.amount.currency == currency
            shares[share.instalment_id] = shares.get(share.instalment_id, 0) + share.amount.minor
    for number in numbers:
        for each in parts(bench, number):
            assert each.received.minor == shares.get(each.id, 0) <= each.amount.minor
