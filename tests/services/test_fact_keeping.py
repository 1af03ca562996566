"""A fact filled into a message is kept where it belongs, with what follows from it there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.facts import FACTS
from tradedesk.ledger import drafts, orders, parties
from tradedesk.services import composing, fact_keeping, order_lines
from tradedesk.services.bench import Bench
from tradedesk.services.fact_places import DAYS, Where, place_of

pytestmark = pytest.mark.usefixtures("no_program")


@pytest.fixture
def letter(bench, company) -> int:
    return composing.draft_update(bench, order_id=company.order, template="letter")


def where(bench: Bench, letter: int, name: str) -> tuple[str, str] | None:
    place = place_of(bench, drafts.draft(bench.ledger.read, letter), name)
    return (str(place.where), place.name) if place is not None else None


@pytest.mark.parametrize(
    ("name", "written", "field", "kept"),
    [
        ("order.lead_time", " 35 days after deposit ", "lead_time", "35 days after deposit"),
        ("order.moq", "200 pieces", "moq", "200 pieces"),
        ("order.port_discharge", "Hamburg", "port_discharge", "Hamburg"),
        ("order.valid_until", "5 December 2026", "valid_until", date(2026, 12, 5)),
        ("order.delivery_on", "20. Dezember 2026", "delivery_on", date(2026, 12, 20)),
        ("order.delivery_on", "2026年12月20日", "delivery_on", date(2026, 12, 20)),
        ("order.incoterm", "fob Ningbo (Incoterms® 2020)", "incoterm", "FOB"),
        ("order.incoterm", "FOB Ningbo", "incoterm_place", "Ningbo"),
    ],
)
def test_what_belongs_to_the_order_is_kept_on_it(bench, company, letter, name, written, field, kept):
    assert where(bench, letter, name) == ("order", "TD-2026-0160")
    fact_keeping.keep(bench, letter, name, written)
    assert getattr(orders.order(bench.ledger.read, company.order), field) == kept


def test_new_terms_split_the_price_anew(bench, company, letter):
    fact_keeping.keep(bench, letter, "order.payment_terms", "T/T 40% deposit, 60% before shipment")
    parts = orders.order_file(bench.ledger.read, company.order).instalments
    assert [each.percent for each in parts] == [Decimal(40), Decimal(60)]


def test_parameters_are_kept_on_the_line_when_there_is_one_line_alone(bench, company, letter):
    assert where(bench, letter, "order.product_parameters") is None
    order_lines.add_line(bench, company.order)
    fact_keeping.keep(bench, letter, "order.product_parameters", "190 × 85 cm")
    assert orders.order_file(bench.ledger.read, company.order).lines[0].specification == "190 × 85 cm"
    order_lines.add_line(bench, company.order)
    assert where(bench, letter, "order.product_parameters") is None


def test_a_day_that_has_come_is_reached_and_one_ahead_is_planned(bench, company, letter):
    assert where(bench, letter, "node.date") == ("timeline", "TD-2026-0160")
    fact_keeping.keep(bench, letter, "node.date", "19 November 2026")
    fact_keeping.keep(bench, letter, "next_node.date", "15 December 2026")
    nodes = {each.code: each for each in orders.nodes(bench.ledger.read, company.order)}
    assert nodes["production"].actual_on == date(2026, 11, 19)
    assert nodes["ready"].planned_on == date(2026, 12, 15)


def test_what_belongs_to_the_shipment_makes_one_and_goes_on_with_it(bench, company, letter):
    assert where(bench, letter, "shipment.etd") == ("shipment", "TD-2026-0160")
    fact_keeping.keep(bench, letter, "shipment.carrier", "Maersk")
    fact_keeping.keep(bench, letter, "shipment.etd", "12 December 2026")
    fact_keeping.keep(bench, letter, "shipment.number", "MSKU1234565")
    found = orders.order_file(bench.ledger.read, company.order).shipments
    assert [(each.carrier, each.etd) for each in found] == [("Maersk", date(2026, 12, 12))]
    assert "MSKU1234565" in (found[0].container_no, found[0].tracking_no)


def test_what_belongs_to_the_customer_its_people_and_oneself_is_kept_there(bench, company, letter):
    assert where(bench, letter, "party.city") == ("customer", "Nordlicht Möbel GmbH")
    assert where(bench, letter, "contact.salutation") == ("contact", "Jörg Brandt")
    assert where(bench, letter, "my.bank") == ("own", "Ningbo Lantian Trading")
    for name, written in (("party.city", "Bremen"), ("contact.salutation", "Dear Jörg"), ("my.bank", "BOC\n4711")):
        fact_keeping.keep(bench, letter, name, written)
    read = bench.ledger.read
    assert parties.party(read, company.party).city == "Bremen"
    assert parties.contact(read, company.brandt).salutation == "Dear Jörg"
    assert read.value("select bank from parties where id = ?", (bench.own().id,)) == "BOC\n4711"


@pytest.mark.parametrize("name", ["point.text", "packages.summary", "balance.amount", "order.number", "reply.by"])
def test_what_has_no_place_is_kept_nowhere(bench, letter, name):
    assert where(bench, letter, name) is None
    bench.ledger.take_news()
    fact_keeping.keep(bench, letter, name, "anything")
    assert not bench.ledger.take_news()


@pytest.mark.parametrize("written", ["soon", "5 or 6 December 2026 or 7 December 2026", "31 June 2027"])
@pytest.mark.parametrize("name", sorted(DAYS))
def test_what_is_no_day_is_refused_and_nothing_is_kept(bench, company, letter, name, written):
    before = orders.order_file(bench.ledger.read, company.order)
    with pytest.raises(RuleSaysNo, match="fact-not-a-day"):
        fact_keeping.keep(bench, letter, name, written)
    assert orders.order_file(bench.ledger.read, company.order) == before


def test_without_an_order_only_the_customer_and_oneself_have_a_place(bench, company):
    number = composing.draft_update(bench, party_id=company.party, template="letter")
    found = {name: where(bench, number, name) for name in FACTS}
    assert {each[0] for each in found.values() if each} == {Where.CUSTOMER, Where.CONTACT, Where.OWN}


def body_of(bench: Bench, letter: int) -> str:
    return drafts.draft(bench.ledger.read, letter).body


def test_a_fact_filled_in_and_kept_is_taken_back_as_one(bench, company):
    letter = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    before = body_of(bench, letter), orders.order(bench.ledger.read, company.order).lead_time
    bench.ledger.take_news()
    fact_keeping.fill_and_keep(bench, letter, "order.lead_time", "35 days")
    assert "Lead time: 35 days" in body_of(bench, letter)
    assert orders.order(bench.ledger.read, company.order).lead_time == "35 days"
    (news,) = bench.ledger.take_news()
    assert {("orders", company.order), ("drafts", letter)} <= news.changes
    bench.ledger.undo(news.undo_id)
    assert (body_of(bench, letter), orders.order(bench.ledger.read, company.order).lead_time) == before


def test_a_fact_that_cannot_be_kept_stands_in_the_text_all_the_same(bench, company):
    letter = composing.draft_update(bench, order_id=company.order, template="goods-ready")
    composing.save_text(bench, letter, "Goods", "Delivery on ⟦order.delivery_on⟧.")
    before = orders.order_file(bench.ledger.read, company.order)
    with pytest.raises(RuleSaysNo, match="fact-not-a-day"):
        fact_keeping.fill_and_keep(bench, letter, "order.delivery_on", "soon")
    assert body_of(bench, letter) == "Delivery on soon."
    assert orders.order_file(bench.ledger.read, company.order) == before
