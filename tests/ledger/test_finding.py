"""Finding in the ledger: any fragment of a name or number, every Chinese word, and never an operator by accident."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.desk_bench import bench_at
from tradedesk.ledger.queries import find, log, orders, party_lists
from tradedesk.ledger.queries.log import LogQuery
from tradedesk.ledger.queries.orders import OrderQuery
from tradedesk.ledger.queries.party_lists import CustomerQuery
from tradedesk.ledger.segments import match_expression, segmented

TEXTS = [
    ("报关单已发", "请尽快安排清关，提单副本见附件"),
    ("Tracking number for TD-2026-0148", "Container CSNU6180442, please see attached"),
    ("Müller asked about ½ size", "Grüße aus Köln"),
    ("عرض سعر", "السلام عليكم ورحمة الله"),
    ("Mixed 报价 PI-2026-001", "the price 100% & more_less"),
]


@pytest.fixture
def bench(tmp_path):
    with bench_at(tmp_path / "profile") as made:
        with made.ledger.write("x") as writer:
            party = writer.insert(
                "parties", {"kind": "customer", "name": "Nordlicht Möbel GmbH", "city": "Hamburg", "code": "NORD"}
            )
            writer.insert("addresses", {"party_id": party, "channel": "mail", "value": "einkauf@nordlicht-moebel.de"})
            writer.insert("addresses", {"party_id": party, "channel": "phone", "value": "+494012345678"})
            writer.insert("contacts", {"party_id": party, "name": "王小明"})
            other = writer.insert("parties", {"kind": "customer", "name": "100% Rattan_Co", "city": "Ho Chi Minh"})
            order = writer.insert("orders", {"party_id": party, "number": "TD-2026-0148", "stage": "ready"})
            writer.insert("shipments", {"order_id": order, "container_no": "CSNU6180442"})
            writer.insert("orders", {"party_id": other, "number": "TD-2026-0149", "stage": "inquiry"})
            for subject, body in TEXTS:
                writer.insert("messages", {"at": "2026-11-20T01:00:00Z", "subject": subject, "body": body})
        yield made


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("单", [1]),
        ("报关", [1]),
        ("报关单", [1]),
        ("提单副本", [1]),
        ("关报", []),
        ("报价", [5]),
        ("报价 PI-2026", [5]),
        ("track", [2]),
        ("csnu6180442", [2]),
        ("TD-2026-0148", [2]),
        ("muller", [3]),
        ("MÜLLER", [3]),
        ("koln", [3]),
        ("السلام", [4]),
        ("price more", [5]),
        ("zzqqxx", []),
        ("", []),
        ('"', []),
        ("AND", []),
        ("a*b(", []),
        ("NEAR(", []),
        ("x:y", []),
        ("-attached", [2]),
    ],
)
def test_the_log_is_found_by_any_word(bench, query, hits):
    found = log.ids(bench.ledger.read, LogQuery(search=query)) if query.strip() else []
    if query == "-attached":
        assert list(found) in ([], hits)
    else:
        assert list(found) == hits


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("nord", 1),
        ("LICHT", 1),
        ("mobel", 1),
        ("einkauf@", 1),
        ("0123456", 1),
        ("小明", 1),
        ("王", 1),
        ("hamburg nord", 1),
        ("hamburg rattan", 0),
        ("100%", 1),
        ("%", 1),
        ("_", 1),
        ("ho", 1),
        ('"', 0),
        ("", 2),
    ],
)
def test_a_customer_is_found_by_any_fragment(bench, query, count):
    today = bench.today()
    assert len(party_lists.ids(bench.ledger.read, CustomerQuery(search=query), today)) == count


@pytest.mark.parametrize(("query", "count"), [("0148", 1), ("csnu618", 1), ("nordlicht", 1), ("2026", 2), ("TD", 2)])
def test_an_order_is_found_by_number_customer_and_container(bench, query, count):
    assert len(orders.ids(bench.ledger.read, OrderQuery(search=query), bench.today())) == count


def test_an_order_is_found_by_its_goods_and_by_every_number_of_a_shipment(bench):
    today = bench.today()
    with bench.ledger.write("x") as writer:
        line = {"order_id": 1, "position": 1, "product_code": "RC-55", "description": "Armchair", "quantity": "1"}
        line_id = writer.insert("order_lines", line)
        shipment = writer.insert("shipments", {"order_id": 1})
        writer.insert("shipment_containers", {"shipment_id": shipment, "number": "MSKU1234565", "seal_no": "ML-9"})
        writer.insert("shipment_numbers", {"shipment_id": shipment, "kind": "parcel", "number": "1Z999AA1"})
    for typed in ("armchair", "rc-55", "msku1234565", "ml-9", "1z999"):
        assert list(orders.ids(bench.ledger.read, OrderQuery(search=typed), today)) == [1], typed
    with bench.ledger.write("x") as writer:
        writer.update("order_lines", line_id, {"description": "Stool"})
    assert list(orders.ids(bench.ledger.read, OrderQuery(search="armchair"), today)) == []
    assert list(orders.ids(bench.ledger.read, OrderQuery(search="stool"), today)) == [1]


def test_a_changed_customer_is_found_by_its_new_name_only(bench):
    with bench.ledger.write("x") as writer:
        writer.update("parties", 1, {"name": "Südlicht AG"})
    today = bench.today()
    assert len(party_lists.ids(bench.ledger.read, CustomerQuery(search="sudlicht"), today)) == 1
    assert len(party_lists.ids(bench.ledger.read, CustomerQuery(search="Möbel GmbH"), today)) == 0
    bench.ledger.undo(bench.ledger.take_news()[-1].undo_id)
    assert len(party_lists.ids(bench.ledger.read, CustomerQuery(search="Möbel GmbH"), today)) == 1


def test_reading_a_page_of_the_list_takes_one_statement_whatever_its_length(bench):
    read = bench.ledger.read
    before = read.statements
    party_lists.rows(read, [1, 2, 1])
    orders.rows(read, [1, 2])
    log.rows(read, [1, 2, 3])
    assert read.statements == before + 3


def test_a_chinese_run_becomes_characters_and_pairs():
    assert segmented("报关单").split() == ["报", "报关", "关", "关单", "单"]


def add_message(bench, text):
    with bench.ledger.write("x") as writer:
        return writer.insert("messages", {"at": "2026-11-21T01:00:00Z", "body": text})


def tokens_of(expression):
    """The tokens that a query asks for, with the ones that may stand instead of each."""
    return [part.strip("()").split(" OR ") for part in expression.split(" AND ")] if expression else []


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_no_query_can_act_as_an_operator(query):
    for token in itertools.chain(*tokens_of(match_expression(query))):
        assert token.startswith('"')
        assert token.rstrip("*").endswith('"')
        assert '"' not in token.rstrip("*")[1:-1]


@pytest.mark.parametrize("query", ["\0", "a\0b", "\u0300", '"', "a*b(", "NEAR(", "x:y", "%", "_", "\\", "x" * 10_000])
def test_no_query_breaks_a_search(bench, query):
    read, today = bench.ledger.read, bench.today()
    every = read.value("select count(*) from orders")
    assert len(orders.ids(read, OrderQuery(search=query), today)) <= every
    assert len(party_lists.ids(read, CustomerQuery(search=query), today)) <= every
    assert len(log.ids(read, LogQuery(search=query))) <= len(TEXTS)


@given(st.text(alphabet="报关单清提货 abcüłøæ%_\"'-*", min_size=1, max_size=12))
@settings(max_examples=150)
def test_whatever_was_written_is_found_again(text):
    from tradedesk.ledger.segments import folded, words_of

    words = words_of(text)
    expression = match_expression(text)
    if expression:
        indexed = f" {segmented(text)} "
        assert all(word in folded(text) for word in words)
        for meant in tokens_of(expression):
            assert any(token.strip('"*') in indexed for token in meant)
    assert find.party_condition(text)[0] or not words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Paweł from Wrocław calls", "pawel wroclaw"),
        ("Zielonogłowy, Kołłątaj", "zielonoglowy kollataj"),
        ("Smørrebrød from Ærø", "smorrebrod"),
        ("Smørrebrød", "smoerrebroed"),
        ("Işık Mobilya", "isik"),
        ("Müller in Köln", "mueller koeln"),
        ("Müller in Köln", "muller koln"),
        ("Pawel without his letter", "Paweł"),
        ("Đorđe", "dorde"),
    ],
)
def test_a_word_of_the_log_is_found_in_plain_letters_and_out_of_them(bench, written, typed):
    number = add_message(bench, written)
    assert number in find.messages(bench.ledger.read, typed, 10)


def test_plain_letters_do_not_find_what_is_another_word(bench):
    add_message(bench, "Paweł from Wrocław")
    assert find.messages(bench.ledger.read, "pavel", 10) == []
    assert find.messages(bench.ledger.read, "wrocuaw", 10) == []
