"""The log: a note in one verb, points to confirm, what became of a hand-over, finding by any word."""

from __future__ import annotations

import pytest

from tests.support.desk_bench import take_back
from tests.support.small_company import SmallCompany
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.message import Direction, Medium, MessageState
from tradedesk.services import log
from tradedesk.services.log import LogQuery


@pytest.fixture
def company(bench):
    return SmallCompany(bench)


def subjects(bench, **query):
    return [row.subject for row in log.rows(bench, log.ids(bench, LogQuery(**query)))]


def chat(bench, company, text="10% deposit is fine", **more):
    return log.note(bench, medium=Medium.WHATSAPP, direction=Direction.IN, text=text, party_id=company.gulf, **more)


def test_a_noted_call_is_the_newest_entry_and_its_first_line_the_subject(bench, company):
    number = chat(bench, company, "\nFumigation certificate?\nBy Friday", who="Khalid")
    assert log.ids(bench, LogQuery())[0] == number
    row = log.rows(bench, [number])[0]
    assert (row.subject, row.state, row.people) == ("Fumigation certificate?", "noted", "from Khalid")


def test_a_note_without_words_is_refused_and_nothing_is_kept(bench, company):
    before = len(log.ids(bench, LogQuery()))
    with pytest.raises(RuleSaysNo) as refused:
        chat(bench, company, " \n ")
    assert (refused.value.code, refused.value.field) == ("nothing-said", "text")
    assert len(log.ids(bench, LogQuery())) == before


def test_a_note_can_keep_a_point_open_and_one_undo_takes_both_back(bench, company):
    number = chat(bench, company, to_confirm="10% deposit for the next order", order_id=company.owing)
    sheet = log.sheet(bench, number)
    assert [(each.text, each.medium, each.order_id) for each in sheet.points] == [
        ("10% deposit for the next order", "whatsapp", company.owing)
    ]
    take_back(bench)
    with pytest.raises(NotThere):
        log.sheet(bench, number)
    assert bench.ledger.read.value("select count(*) from points") == 1


def test_an_order_alone_says_whose_it_is(bench, company):
    number = log.note(
        bench, medium=Medium.CALL, direction=Direction.OUT, text="On its way", party_id=None, order_id=company.shipped
    )
    assert log.sheet(bench, number).party == "Nordlicht Möbel GmbH"


def test_what_a_note_was_about_is_kept(bench, company):
    assert log.message(bench, chat(bench, company, purpose="contract")).purpose == "contract"


def test_a_point_can_be_made_of_an_entry_later(bench, company):
    log.make_point(bench, company.call, "  Fumigation\ncertificate by Friday ")
    point = log.sheet(bench, company.call).points[0]
    assert (point.text, point.medium, point.party_id) == ("Fumigation certificate by Friday", "call", company.noor)
    assert point.said_at == log.message(bench, company.call).at
    with pytest.raises(RuleSaysNo):
        log.make_point(bench, company.call, "  ")


def test_the_filters_count_what_they_show(bench, company):
    counts = log.overview(bench, LogQuery(search="anything")).counts
    assert counts == {"": 5, "handed-over": 2, "points": 1}
    for chip, count in counts.items():
        assert len(log.ids(bench, LogQuery(chip=chip))) == count
    narrowed = log.overview(bench, LogQuery(party_id=company.gulf))
    assert narrowed.counts == {"": 2, "handed-over": 1, "points": 1}
    assert narrowed.party == "Gulf Horizon Trading LLC"


def test_the_log_is_narrowed_to_a_customer_or_an_order(bench, company):
    assert subjects(bench, party_id=company.nordlicht) == ["Production started"]
    assert subjects(bench, order_id=company.owing) == ["Balance of TD-2026-0131", "10% deposit is fine"]
    assert log.overview(bench, LogQuery(order_id=company.owing)).order_number == "TD-2026-0131"


@pytest.mark.parametrize("typed", ["deposit", "GULF hor", "0131"])
def test_the_search_finds_by_text_by_customer_and_by_order(bench, company, typed):
    assert "10% deposit is fine" in subjects(bench, search=typed)


def test_the_search_shows_the_newest_first_and_keeps_to_the_filter(bench, company):
    assert subjects(bench, search="gulf") == ["Balance of TD-2026-0131", "10% deposit is fine"]
    assert subjects(bench, search="gulf", chip="points") == ["10% deposit is fine"]
    assert subjects(bench, search="gulf", party_id=company.noor) == []


def test_a_very_long_text_is_cut_for_the_page_and_whole_on_request(bench, company):
    number = chat(bench, company, "长" * 100_000)
    sheet = log.sheet(bench, number)
    assert (len(sheet.message.body), sheet.length) == (64 * 1024, 100_000)
    assert len(log.body(bench, number)) == 100_000


def test_a_mail_that_was_not_sent_confirms_nothing(bench, company):
    draft = {"message_id": company.handed, "point_id": company.point, "party_id": company.gulf}
    with bench.ledger.write("draft") as writer:
        writer.insert("drafts", draft)
    confirmed_by = "select confirmed_by from points where id = ?"
    log.say_what_became(bench, company.handed, MessageState.CHANGED)
    assert bench.ledger.read.value(confirmed_by, (company.point,)) == company.handed
    log.say_what_became(bench, company.handed, MessageState.NOT_SENT)
    assert bench.ledger.read.value(confirmed_by, (company.point,)) is None
    with pytest.raises(RuleSaysNo):
        log.say_what_became(bench, company.handed, MessageState.NOTED)


def test_a_customers_orders_are_offered_newest_first(bench, company):
    assert [number for _, number, _ in log.orders_of(bench, company.gulf)] == ["TD-2026-0131"]
