"""Customers are found by every field, by how their Chinese names sound, and by numbers however they are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlcipher3.dbapi2 as sqlite
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.desk_bench import Clock, bench_at
from tradedesk.ledger.connection import APPLICATION_ID, connect
from tradedesk.ledger.party_lines import bare_numbers
from tradedesk.ledger.pinyin import spelled
from tradedesk.ledger.queries import party_lists
from tradedesk.ledger.queries.find import bare_digits, party_condition
from tradedesk.ledger.queries.party_filters import CustomerFilter
from tradedesk.ledger.queries.party_lists import CustomerQuery
from tradedesk.ledger.upgrade import migrate, open_ledger
from tradedesk.services.bench import Bench

TODAY = date(2026, 11, 21)
LANTIAN, GULF, NORD, XIAMEN, ZOLW = 1, 2, 3, 4, 5


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench_at(tmp_path_factory.mktemp("finding")) as made:
        with made.ledger.write("x") as writer:
            for row in (
                {"name": "宁波蓝天贸易有限公司", "short_name": "蓝天", "country": "CN", "city": "宁波",
                 "code": "C-001"},
                {"name": "Gulf Horizon Trading LLC", "our_name": "海湾地平线贸易", "country": "AE", "city": "Dubai",
                 "categories": "outdoor furniture, rattan", "tags": "展会2026,vip", "tax_no": "TRN 100-234-567",
                 "source": "Canton Fair", "notes": "Prefers teak; asks for FSC papers"},
                {"name": "Nordlicht Möbel GmbH", "country": "DE", "city": "Hamburg", "languages": "de,en",
                 "tier": "Prio-A"},
                {"name": "厦门长城重工", "country": "CN", "city": "厦门"},
                {"name": "Żółw Meble", "country": "PL", "city": "Łódź"},
            ):  # fmt: skip
                writer.insert("parties", {"kind": "customer", "code": "", **row})
            person = writer.insert(
                "contacts",
                {"party_id": GULF, "name": "Khalid Al Mansoori", "title": "Managing Director", "role": "buyer"},
            )
            writer.insert("contacts", {"party_id": LANTIAN, "name": "王小明"})
            writer.insert("contacts", {"party_id": ZOLW, "name": "Paweł Işık"})
            writer.insert("contacts", {"party_id": ZOLW, "name": "Søren Jäger"})
            writer.insert("employments", {"contact_id": person, "party_id": NORD, "title": "Agent"})
            for party, channel, value, original, note in (
                (GULF, "mail", "accounts@gulfhorizon.ae", "Accounts <accounts@gulfhorizon.ae>", "until 16:00"),
                (GULF, "whatsapp", "+971505550134", "+971 50 555 0134", ""),
                (NORD, "phone", "+494012345678", "+49 (0)40 1234-5678", ""),
                (NORD, "mail", "einkauf@nordlicht-moebel.de", "", ""),
            ):
                writer.insert("addresses", {"party_id": party, "channel": channel, "value": value,
                                            "original": original, "note": note})  # fmt: skip
            writer.insert(
                "postal_addresses", {"party_id": GULF, "purpose": "ship-to", "street": "Jebel Ali Warehouse 7"}
            )
            writer.insert(
                "bank_accounts", {"party_id": NORD, "bank": "Commerzbank Hamburg", "account": "DE89 3704 0044"}
            )
        yield made


def _found(bench: Bench, search: str, **more: object) -> list[int]:
    query = CustomerQuery(search=search, **more)  # type: ignore[arg-type]
    return list(party_lists.ids(bench.ledger.read, query, TODAY))


@pytest.mark.parametrize(
    ("search", "who"),
    [
        ("蓝天", [LANTIAN]), ("蓝", [LANTIAN]), ("nbltmy", [LANTIAN]), ("NBLT", [LANTIAN]), ("lantian", [LANTIAN]),
        ("lt", [LANTIAN]), ("ningbo lan", [LANTIAN]), ("wangxiaoming", [LANTIAN]), ("wxm", [LANTIAN]),
        ("xiamen", [XIAMEN]), ("changcheng", [XIAMEN]), ("zhonggong", [XIAMEN]), ("hwdpx", [GULF]), ("海湾", [GULF]),
        ("C-001", [LANTIAN]), ("germany", [NORD]), ("德国", [NORD]), ("阿联酋", [GULF]), ("united arab", [GULF]),
        ("hamburg", [NORD]), ("rattan", [GULF]), ("展会", [GULF]), ("展", [GULF]), ("vip", [GULF]),
        ("canton fair", [GULF]), ("fsc", [GULF]), ("khalid", [NORD, GULF]), ("managing", [GULF]), ("agent", [NORD]),
        ("accounts@", [GULF]), ("gulfhorizon.ae", [GULF]), ("16:00", [GULF]), ("einkauf", [NORD]),
        ("050 555", [GULF]), ("050-555-0134", [GULF]), ("+971 (0)50 555", [GULF]), ("00971505550134", [GULF]),
        ("5550134", [GULF]), ("050 555 gulf", [GULF]), ("040 1234", [NORD]), ("40 12 34 56", [NORD]), ("12 34 99", []),
        ("100234567", [GULF]), ("100 234", [GULF]), ("jebel ali", [GULF]), ("commerzbank", [NORD]),
        ("DE8937040044", [NORD]), ("mobel", [NORD]), ("moebel gmbh", [NORD]), ("zolw", [ZOLW]),
        ("ŻÓŁW", [ZOLW]), ("lodz", [ZOLW]), ("łódź", [ZOLW]), ("pawel", [ZOLW]), ("isik", [ZOLW]), ("IŞIK", [ZOLW]),
        ("soren", [ZOLW]), ("soeren", [ZOLW]), ("jaeger", [ZOLW]), ("jager", [ZOLW]),
        ("prio-a", [NORD]), ("nordlicht dubai", []), ("zzqqxx", []),
    ],
)  # fmt: skip
def test_a_customer_is_found_by_every_field(bench, search, who):
    assert sorted(_found(bench, search)) == sorted(who)


def test_those_found_by_their_names_come_first(bench):
    with bench.ledger.write("x") as writer:
        writer.insert("parties", {"kind": "supplier", "name": "Zeta Rattan", "city": ""})
        writer.insert("parties", {"kind": "supplier", "name": "Alpha Chairs", "notes": "rattan and cane"})
    found = _found(bench, "rattan", kind="supplier")
    names = [row.name for row in party_lists.rows(bench.ledger.read, found)]
    assert names == ["Zeta Rattan", "Alpha Chairs"]


@pytest.mark.parametrize(
    ("search", "who", "told"),
    [
        ("accounts@", GULF, "accounts@gulfhorizon.ae"), ("050 555", GULF, "+971505550134"), ("gulf", GULF, ""),
        ("khalid", GULF, "Khalid Al Mansoori, Managing Director"), ("wxm", LANTIAN, "王小明"), ("dubai", GULF, ""),
        ("gulf teak", GULF, "Prefers teak; asks for FSC papers"), ("jebel", GULF, "Jebel Ali Warehouse 7"),
        ("nbltmy", LANTIAN, ""), ("germany", NORD, ""), ("prio-a", NORD, "Prio-A"),
        ("pawel", ZOLW, "Paweł Işık"), ("jaeger", ZOLW, "Søren Jäger"), ("moebel", NORD, ""),
        ("commerz", NORD, "Commerzbank Hamburg DE89 3704 0044"),
    ],
)  # fmt: skip
def test_the_row_says_what_matched_unless_it_was_the_name(bench, search, who, told):
    (row,) = party_lists.rows(bench.ledger.read, [who], search)
    assert row.found == told


def test_a_long_note_is_cut_around_what_was_found(bench):
    with bench.ledger.write("x") as writer:
        note = "Customers since 2011, always pay in time. Want mahogany only, never plywood or cane; ask each time."
        number = writer.insert("parties", {"kind": "forwarder", "name": "Portlink", "notes": note})
    (row,) = party_lists.rows(bench.ledger.read, [number], "mahogany")
    assert "mahogany" in row.found
    assert row.found.startswith("…")
    assert row.found.endswith("…")
    assert len(row.found) <= 62


def test_a_person_who_changes_the_name_is_found_at_every_employer(tmp_path):
    with bench_at(tmp_path) as bench:
        with bench.ledger.write("x") as writer:
            for name in ("First", "Second"):
                writer.insert("parties", {"kind": "customer", "name": name})
            person = writer.insert("contacts", {"party_id": 1, "name": "Anna Schmidt"})
            writer.insert("employments", {"contact_id": person, "party_id": 2})
        with bench.ledger.write("x") as writer:
            writer.update("contacts", person, {"name": "Anna Lindqvist"})
        assert _found(bench, "lindqvist") == [1, 2]
        assert _found(bench, "schmidt") == []


def test_a_ledger_of_the_first_schema_gets_its_indexes_anew(tmp_path):
    path = tmp_path / "ledger.tradedesk"
    old = connect(path)
    migrate(old, "0001")
    old.execute(f"pragma application_id={APPLICATION_ID}")
    old.execute("insert into meta (name, value) values ('uuid', 'x')")
    old.execute("insert into parties (kind, name, tags) values ('customer', '宁波蓝天贸易有限公司', '展会')")
    old.execute("insert into party_fts (rowid, text) values (1, '宁波蓝天贸易有限公司')")
    old.close()
    for _ in range(2):
        opened = open_ledger(path, tmp_path / "backups", now=Clock())
        for search in ("nbltmy", "蓝天", "展", "nb"):
            assert list(party_lists.ids(opened.ledger.read, CustomerQuery(search=search), TODAY)) == [1], search
        with opened.ledger.write("x") as writer:
            writer.update("parties", 1, {"city": "宁波"})
        opened.ledger.close()


def test_indexes_half_made_by_a_kill_are_made_again(tmp_path):
    path = tmp_path / "ledger.tradedesk"
    opened = open_ledger(path, tmp_path / "backups", now=Clock())
    with opened.ledger.write("x") as writer:
        writer.insert("parties", {"kind": "customer", "name": "Gulf Horizon"})
    opened.ledger.close()
    damaged = sqlite.connect(str(path), isolation_level=None)
    damaged.execute("delete from meta where name = 'indexes'")
    damaged.execute("drop table party_short")
    damaged.close()
    opened = open_ledger(path, tmp_path / "backups", now=Clock())
    assert list(party_lists.ids(opened.ledger.read, CustomerQuery(search="gu"), TODAY)) == [1]
    opened.ledger.close()


def test_the_readings_of_a_name_are_the_usual_ones():
    assert spelled("宁波蓝天") == "ningbolantian nblt"
    assert "chongqingyinhang" in spelled("重庆银行").split()
    assert {"lvse", "luse", "ls"} <= set(spelled("绿色").split())
    assert spelled("Nordlicht") == ""
    assert len(spelled("长" * 40).split()) == 2


def test_a_number_is_told_by_its_digits():
    assert bare_digits("+49 (0)40 1234-56") == "4940123456"
    assert bare_digits("0086 574 8765") == "865748765"
    assert bare_numbers("+49 (0)40 1234-56\nno 7\n4940\nDE12 34") == "4940123456 DE1234"


@given(st.text(max_size=30))
@settings(max_examples=200)
def test_no_search_breaks_the_list(bench, text):
    found = _found(bench, text)
    condition, _ = party_condition(text)
    assert condition or len(found) == 5
    party_lists.rows(bench.ledger.read, found, text)


@given(
    st.sampled_from(["宁波蓝天贸易有限公司", "Gulf", "Horizon", "LLC", "海湾地平线贸易", "Khalid", "Mansoori"]),
    st.data(),
)
@settings(max_examples=150)
def test_any_fragment_of_a_name_finds_its_customer(bench, word, data):
    start = data.draw(st.integers(0, len(word) - 1))
    end = data.draw(st.integers(start + (1 if word not in ("Khalid", "Mansoori") else 3), len(word) + 3))
    fragment = word[start:end]
    if word in ("Khalid", "Mansoori") and len(fragment) < 3:
        return
    assert set(_found(bench, fragment)) & {LANTIAN, GULF}


def _filtered(bench: Bench, **asked: object) -> list[int]:
    query = CustomerQuery(filter=CustomerFilter(**asked))  # type: ignore[arg-type]
    return sorted(party_lists.ids(bench.ledger.read, query, TODAY))


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ({"countries": ("CN", "DE")}, [LANTIAN, NORD, XIAMEN]), ({"tags": ("vip",)}, [GULF]), ({"tags": ("vi",)}, []),
        ({"categories": ("rattan",)}, [GULF]), ({"sources": ("Canton Fair",)}, [GULF]),
        ({"languages": ("en",)}, [NORD]),
        ({"channels": ("whatsapp", "phone")}, [GULF, NORD]), ({"domain": "gulfhorizon.ae"}, [GULF]),
        ({"domain": "@GULFHORIZON.AE"}, [GULF]), ({"domain": "horizon.ae"}, []), ({"bounced": True}, []),
        ({"quiet_days": 30}, [LANTIAN, GULF, NORD, XIAMEN, ZOLW]),
        ({"open_orders": "no", "countries": ("AE",)}, [GULF]),
        ({"open_orders": "yes"}, []), ({"countries": ("CN",), "tags": ("vip",)}, []),
    ],
)  # fmt: skip
def test_filters_are_combined(bench, asked, who):
    assert _filtered(bench, **asked) == who


def test_filters_follow_messages_orders_and_standings(tmp_path):
    with bench_at(tmp_path) as bench:
        with bench.ledger.write("x") as writer:
            for name in ("Quiet", "Busy"):
                writer.insert("parties", {"kind": "customer", "name": name})
            writer.insert("messages", {"at": "2026-11-10T00:00:00Z", "party_id": 2, "state": "sent"})
            writer.insert("messages", {"at": "2026-11-20T00:00:00Z", "party_id": 1, "state": "not-sent"})
            writer.insert("messages", {"at": "2026-11-20T00:00:00Z", "state": "noted"})
            writer.insert("orders", {"party_id": 2, "number": "TD-1", "stage": "ready"})
            bounced = {"party_id": 1, "channel": "whatsapp", "value": "+971", "standing": "bounced"}
            writer.insert("addresses", bounced)
        assert _filtered(bench, quiet_days=30) == [1]
        assert _filtered(bench, quiet_days=5) == [1, 2]
        assert _filtered(bench, open_orders="yes") == [2]
        assert _filtered(bench, bounced=True) == [1]
        assert _filtered(bench, channels=("whatsapp",)) == []
