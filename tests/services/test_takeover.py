"""A customer goes from one ledger to another with everything, and nothing is doubled, lost or overwritten (F4)."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desk_bench import bench_at
from tradedesk.domain.address import Address, Channel
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.domain.purpose import Role
from tradedesk.ledger import addresses, assignments, parties
from tradedesk.services import customers, log, orders, sample, takeover
from tradedesk.services.bench import Bench
from tradedesk.services.log import LogQuery
from tradedesk.services.orders import OrderQuery


@pytest.fixture
def giver(tmp_path) -> Iterator[Bench]:
    with bench_at(tmp_path / "giver") as made:
        sample.fill(made)
        yield made


@pytest.fixture
def taker(tmp_path) -> Iterator[Bench]:
    with bench_at(tmp_path / "taker") as made:
        yield made


def _gulf(bench: Bench) -> int:
    return int(bench.ledger.read.value("select id from parties where name like 'Gulf Horizon%'"))


def _handed(giver: Bench, tmp_path: Path, name: str = "gulf.tradedesk-customer") -> Path:
    path = tmp_path / name
    takeover.hand_over(giver, _gulf(giver), path)
    return path


def _counted(bench: Bench) -> dict[str, int]:
    from tradedesk.ledger.tables import metadata

    silent = {"undo_steps", "meta"}
    read = bench.ledger.read
    return {name: read.value(f"select count(*) from {name}") for name in metadata.tables if name not in silent}


def test_everything_of_a_customer_arrives_in_the_other_ledger(giver, taker, tmp_path):
    path = _handed(giver, tmp_path)
    seen = takeover.look(taker, path)
    assert (seen.name, seen.into, seen.known, seen.different_count) == ("Gulf Horizon Trading LLC", None, False, 0)
    number = takeover.take_over(taker, path, None)
    theirs, ours = customers.sheet(giver, _gulf(giver)), customers.sheet(taker, number)
    assert ours.party.name == theirs.party.name
    assert [each.name for each in ours.contacts] == [each.name for each in theirs.contacts]
    assert [(each.value, each.kind, each.standing) for each in ours.addresses] == [
        (each.value, each.kind, each.standing) for each in theirs.addresses
    ]
    assert [each.said for each in ours.effects] == [each.said for each in theirs.effects]
    assert (ours.orders, ours.messages, len(ours.points)) == (theirs.orders, theirs.messages, len(theirs.points))
    # Those to the forwarder and the supplier about its orders come along.
    assert seen.new["messages"] > theirs.messages
    found = log.rows(taker, log.ids(taker, LogQuery(search="deposit is fine")))
    assert found


def test_the_orders_read_the_same_in_the_other_ledger(giver, taker, tmp_path):
    takeover.take_over(taker, _handed(giver, tmp_path), None)
    for row in orders.rows(giver, orders.ids(giver, OrderQuery(party_id=_gulf(giver)))):
        theirs = orders.sheet(giver, row.id).file
        (again,) = orders.rows(taker, orders.ids(taker, OrderQuery(search=row.number)))
        ours = orders.sheet(taker, again.id).file
        assert [(each.code, each.planned_on, each.actual_on) for each in ours.nodes] == [
            (each.code, each.planned_on, each.actual_on) for each in theirs.nodes
        ]
        assert ours.order.total == theirs.order.total
        told = [each.notice_message_id is not None for each in ours.nodes]
        assert told == [each.notice_message_id is not None for each in theirs.nodes]


def test_a_file_taken_over_twice_brings_nothing_twice(giver, taker, tmp_path):
    path = _handed(giver, tmp_path)
    number = takeover.take_over(taker, path, None)
    before = _counted(taker)
    seen = takeover.look(taker, path)
    assert seen.known
    assert (seen.into, sum(seen.new.values()), seen.different_count) == (number, 0, 0)
    # As many as were handed over: other firms that are only mentioned are not counted as the customer's.
    assert seen.there == takeover.hand_over(giver, _gulf(giver), path).counts
    assert takeover.take_over(taker, path, seen.into) == number
    assert _counted(taker) == before


def test_what_came_home_meets_the_rows_it_once_was(giver, taker, tmp_path):
    there = takeover.take_over(taker, _handed(giver, tmp_path), None)
    with taker.ledger.write("contact-added") as writer:
        parties.add_contact(writer, Contact(0, there, "Layla Haddad"))
    back = tmp_path / "back.tradedesk-customer"
    takeover.hand_over(taker, there, back)
    seen = takeover.look(giver, back)
    assert seen.into == _gulf(giver)
    assert {noun: count for noun, count in seen.new.items() if count} == {"contacts": 1}
    takeover.take_over(giver, back, seen.into)
    assert "Layla Haddad" in [each.name for each in parties.contacts(giver.ledger.read, _gulf(giver))]


def test_ours_stays_where_both_have_something_unless_theirs_is_wanted(giver, taker, tmp_path):
    path = _handed(giver, tmp_path)
    number = takeover.take_over(taker, path, None)
    with taker.ledger.write("party-changed") as writer:
        writer.update("parties", number, {"tier": "C", "source": ""})
    seen = takeover.look(taker, path)
    assert [(each.column, each.ours, each.theirs) for each in seen.different] == [("tier", "C", "VIP")]
    takeover.take_over(taker, path, number)
    assert parties.party(taker.ledger.read, number).tier == "C"
    takeover.take_over(taker, path, number, take_theirs=True)
    assert parties.party(taker.ledger.read, number).tier == "VIP"


def test_one_undo_takes_the_whole_customer_out_again(giver, taker, tmp_path):
    before = _counted(taker)
    taker.ledger.take_news()
    takeover.take_over(taker, _handed(giver, tmp_path), None)
    (news,) = taker.ledger.take_news()
    taker.ledger.undo(news.undo_id)
    assert _counted(taker) == before


def test_a_customer_of_the_same_mailbox_is_offered_and_joined_without_a_second_address(giver, taker, tmp_path):
    path = _handed(giver, tmp_path)
    with taker.ledger.write("party-added") as writer:
        mine = parties.add_party(writer, Party(0, PartyKind.CUSTOMER, "Gulf Horizon"))
        held = addresses.add(writer, Address(0, mine, None, Channel.MAIL, "orders@gulfhorizon.ae"))
        assignments.assign(writer, held, 1, None)
    seen = takeover.look(taker, path)
    assert [(each.party_id, each.why) for each in seen.alike] == [(mine, "orders@gulfhorizon.ae")]
    assert takeover.take_over(taker, path, mine) == mine
    values = [each.value for each in addresses.of_party(taker.ledger.read, mine)]
    assert values.count("orders@gulfhorizon.ae") == 1
    assert parties.party(taker.ledger.read, mine).name == "Gulf Horizon"


def test_an_order_number_that_another_customer_has_gets_an_ending(giver, taker, tmp_path):
    path = _handed(giver, tmp_path)
    number = giver.ledger.read.value("select number from orders where party_id = ? order by id", (_gulf(giver),))
    with taker.ledger.write("order-added") as writer:
        other = writer.insert("parties", {"kind": "customer", "name": "Somebody else"})
        writer.insert("orders", {"party_id": other, "number": number, "currency": "USD", "stage": "inquiry"})
    assert takeover.look(taker, path).renumbered == {number: f"{number}/2"}
    takeover.take_over(taker, path, None)
    kept = taker.ledger.read.all("select number from orders where number like ? order by number", (f"{number}%",))
    assert kept == [(number,), (f"{number}/2",)]


def test_papers_travel_with_the_file_and_lie_in_the_new_profile(giver, taker, tmp_path):
    paper = tmp_path / "形式发票 PI 7.pdf"
    paper.write_bytes(b"%PDF-1.7 seven")
    with giver.ledger.write("document-added") as writer:
        writer.insert("documents", {"party_id": _gulf(giver), "kind": "pi", "title": "PI 7", "path": str(paper)})
        writer.insert("documents", {"party_id": _gulf(giver), "kind": "ci", "title": "gone", "path": "/not/there.pdf"})
    path = tmp_path / "gulf.tradedesk-customer"
    done = takeover.hand_over(giver, _gulf(giver), path)
    assert done.papers >= 1
    assert done.missing >= 1
    takeover.take_over(taker, path, None)
    placed = Path(taker.ledger.read.value("select path from documents where title = 'PI 7'"))
    assert placed.parent == taker.profile.root / "papers"
    assert (placed.name, placed.read_bytes()) == (paper.name, b"%PDF-1.7 seven")


# Files that are not what they should be


def _rewritten(path: Path, change) -> Path:
    """The file with its rows changed and its fingerprint made right again: as somebody would who means harm."""
    import hashlib

    with zipfile.ZipFile(path) as pack:
        held = {name: pack.read(name) for name in pack.namelist()}
    rows, head = json.loads(held["data.json"]), json.loads(held["manifest.json"])
    change(rows, head)
    data = json.dumps(rows).encode()
    head["data"] = hashlib.sha256(data).hexdigest()
    bad = path.with_name("bad.tradedesk-customer")
    with zipfile.ZipFile(bad, "w") as pack:
        for name, content in {**held, "data.json": data, "manifest.json": json.dumps(head).encode()}.items():
            pack.writestr(name, content)
    return bad


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda rows, head: head.update(version=99), "dossier-newer"),
        (lambda rows, head: head.update(revision="9999"), "dossier-newer"),
        (lambda rows, head: head.update(format="other"), "dossier-not-one"),
        (lambda rows, head: rows["parties"].clear(), "dossier-damaged"),
        (lambda rows, head: rows["addresses"][0].update(value=7), "dossier-damaged"),
        (lambda rows, head: rows["addresses"][0].update(value=None), "dossier-damaged"),
        (lambda rows, head: rows["orders"][0].update(id="1; drop table orders"), "dossier-damaged"),
        (lambda rows, head: rows.update(parties="x"), "dossier-damaged"),
    ],
)
def test_a_file_that_no_program_wrote_is_refused_and_nothing_changed(giver, taker, tmp_path, change, code):
    bad = _rewritten(_handed(giver, tmp_path), change)
    before = _counted(taker)
    with pytest.raises(RuleSaysNo, match=code):
        takeover.look(taker, bad)
    with pytest.raises(RuleSaysNo, match=code):
        takeover.take_over(taker, bad, None)
    assert _counted(taker) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows["addresses"][0].update(channel="carrier-pigeon"),
        lambda rows: rows["orders"][0].update(ordered_on="soon"),
        lambda rows: rows["assignments"][0].update(role="everybody"),
    ],
)
def test_words_that_no_program_writes_are_refused_whole(giver, taker, tmp_path, change):
    bad = _rewritten(_handed(giver, tmp_path), lambda rows, _head: change(rows))
    before = _counted(taker)
    with pytest.raises(RuleSaysNo, match="dossier-damaged"):
        takeover.take_over(taker, bad, None)
    assert _counted(taker) == before


def test_another_file_a_cut_file_and_no_file_are_told_in_words(taker, tmp_path, giver):
    other = tmp_path / "x.tradedesk-customer"
    with pytest.raises(NeighbourFailed, match="file-not-there"):
        takeover.look(taker, other)
    other.write_bytes(b"hello")
    with pytest.raises(RuleSaysNo, match="dossier-not-one"):
        takeover.look(taker, other)
    whole = _handed(giver, tmp_path).read_bytes()
    other.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RuleSaysNo, match="dossier-not-one"):
        takeover.look(taker, other)


def test_a_folder_and_a_pipe_are_no_take_over_files_and_nobody_waits_for_them(taker, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for each in (tmp_path, pipe):
        with pytest.raises(RuleSaysNo, match="dossier-not-one"):
            takeover.look(taker, each)


def test_whom_a_file_is_of_is_not_chosen_where_it_is_known(giver, taker, tmp_path):
    path = _handed(giver, tmp_path)
    home = takeover.look(giver, path, alone=True)
    assert (home.into, home.known, home.alike) == (_gulf(giver), True, ())
    number = takeover.take_over(taker, path, None)
    assert takeover.look(taker, path, alone=True).into == number


def test_a_papers_name_never_leads_out_of_its_folder(giver, taker, tmp_path):
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF")
    with giver.ledger.write("document-added") as writer:
        values = {"party_id": _gulf(giver), "kind": "pi", "title": "PI", "path": str(paper), "number": "7"}
        writer.insert("documents", values)

    def escape(rows, _head):
        row = next(row for row in rows["documents"] if row["number"] == "7")
        row.update(path="../../../../tmp/evil.pdf", title="x")
        rows["message_attachments"].append(
            {"id": 90001, "version": 1, "message_id": rows["messages"][0]["id"], "name": "..\\..\\evil/../up.pdf",
             "path": "/etc/x", "size": 4, "sha256": row["sha256"], "_origins": []}
        )  # fmt: skip

    takeover.take_over(taker, _rewritten(_handed(giver, tmp_path), escape), None)
    placed = [Path(path) for (path,) in taker.ledger.read.all("select path from documents where number = '7'")]
    assert [each.parent for each in placed] == [taker.profile.root / "papers"]


def test_a_kind_or_standing_goes_or_stays_with_what_stands_behind_it(giver, taker, tmp_path):
    path = _handed(giver, tmp_path)
    number = takeover.take_over(taker, path, None)
    sql = "select kind, kind_confirmed, standing, standing_on, evidence from addresses where value = ?"
    mailbox = ("orders@gulfhorizon.ae",)
    (theirs,) = giver.ledger.read.all(sql, mailbox)
    ours = ("personal", 0, "bounced", "2026-11-20", "")
    with taker.ledger.write("address-changed") as writer:
        (found,) = writer.all("select id from addresses where value = ?", mailbox)
        columns = ("kind", "kind_confirmed", "standing", "standing_on", "evidence")
        writer.update("addresses", found[0], dict(zip(columns, ours, strict=True)))
    seen = takeover.look(taker, path)
    assert {each.column for each in seen.different} == {"kind", "standing"}
    takeover.take_over(taker, path, number)
    assert taker.ledger.read.all(sql, mailbox) == [ours]
    takeover.take_over(taker, path, number, take_theirs=True)
    assert taker.ledger.read.all(sql, mailbox) == [theirs]


def _with_kind(bench: Bench, kind: str, confirmed: int) -> None:
    with bench.ledger.write("address-changed") as writer:
        number = writer.value("select id from addresses where value = 'orders@gulfhorizon.ae'")
        writer.update("addresses", number, {"kind": kind, "kind_confirmed": confirmed})


def test_a_kind_that_nobody_confirmed_is_not_confirmed_by_taking_theirs(giver, taker, tmp_path):
    _with_kind(giver, "company", 0)
    path = _handed(giver, tmp_path)
    number = takeover.take_over(taker, path, None)
    _with_kind(taker, "personal", 1)
    takeover.take_over(taker, path, number, take_theirs=True)
    sql = "select kind, kind_confirmed from addresses where value = 'orders@gulfhorizon.ae'"
    assert taker.ledger.read.all(sql) == [("company", 0)]


def test_an_address_of_somebody_of_another_firm_is_still_theirs_in_the_other_ledger(giver, taker, tmp_path):
    with giver.ledger.write("contact-added") as writer:
        home = parties.add_party(writer, Party(0, PartyKind.SUPPLIER, "PortLink Agency"))
        layla = parties.add_contact(writer, Contact(0, home, "Layla Haddad", is_main=True))
        writer.insert("employments", {"contact_id": layla, "party_id": _gulf(giver), "role": "agent"})
        writer.update(
            "addresses", writer.value("select id from addresses where value = 'docs@portlink-fwd.com'"),
            {"contact_id": layla},
        )  # fmt: skip
    number = takeover.take_over(taker, _handed(giver, tmp_path), None)
    (guest,) = parties.guests(taker.ledger.read, number)
    assert (guest.name, guest.role, guest.is_main) == ("Layla Haddad", "agent", False)
    sql = "select contact_id from addresses where value = 'docs@portlink-fwd.com'"
    assert taker.ledger.read.value(sql) == guest.id


@pytest.mark.parametrize("theirs", [Role.TO, Role.CC])
def test_what_must_not_be_written_to_here_stays_so_even_where_theirs_is_taken(giver, taker, tmp_path, theirs):
    mailbox = "orders@gulfhorizon.ae"

    def say(bench: Bench, role: Role) -> None:
        with bench.ledger.write("cell-changed") as writer:
            number = writer.value("select id from addresses where value = ?", (mailbox,))
            assignments.assign(writer, number, writer.value("select id from purposes where code = 'contract'"), role)

    say(giver, theirs)
    path = _handed(giver, tmp_path)
    number = takeover.take_over(taker, path, None)
    say(taker, Role.NEVER)
    seen = takeover.look(taker, path)
    (found,) = seen.different
    assert (found.row, found.purpose, found.ours, found.theirs) == (mailbox, "contract", "never", str(theirs))
    assert (found.stays, seen.staying_count) == (True, 1)
    takeover.take_over(taker, path, number, take_theirs=True)
    sql = "select c.role from assignments c join addresses a on a.id = c.address_id join purposes p \
on p.id = c.purpose_id where a.value = ? and p.code = 'contract'"
    assert taker.ledger.read.all(sql, (mailbox,)) == [("never",)]


def test_the_customers_own_wordings_and_silenced_advice_travel_along(giver, taker, tmp_path):
    with giver.ledger.write("own words") as writer:
        words = {"code": "letter", "language": "en", "subject": "Hello", "body": "Dear {{ contact.name }}"}
        writer.insert("wordings", {**words, "party_id": _gulf(giver), "changed_at": giver.stamp()})
        writer.insert("silenced_checks", {"party_id": _gulf(giver), "code": "slang"})
    path = _handed(giver, tmp_path)
    number = takeover.take_over(taker, path, None)
    for _again in range(2):
        kept = taker.ledger.read.all("select code, body from wordings where party_id = ?", (number,))
        assert kept == [("letter", "Dear {{ contact.name }}")]
        assert taker.ledger.read.all("select code from silenced_checks where party_id = ?", (number,)) == [("slang",)]
        takeover.take_over(taker, path, number)
