"""Two entries of one company become one, and whatever either held is still there."""

from __future__ import annotations

import pytest

from tradedesk.domain.address import Address, Channel, MailboxKind, Standing
from tradedesk.domain.draft import Draft, DraftRecipient
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.party import Contact, Employment, Party, PartyKind
from tradedesk.domain.purpose import Role
from tradedesk.ledger import addresses, assignments, drafts, employments, parties
from tradedesk.services import composing, customers, duplicates, group_notice, log, sample
from tradedesk.services.bench import Bench
from tradedesk.services.log import LogQuery


@pytest.fixture
def bench(bench: Bench) -> Bench:
    sample.fill(bench)
    return bench


def _say(field: str, value: str) -> str:
    return f"{field}: {value}"


def _gulf(bench: Bench) -> int:
    return int(bench.ledger.read.value("select min(id) from parties where name like 'Gulf Horizon%'"))


def _second(bench: Bench) -> int:
    """The same firm, entered again by somebody in a hurry."""
    with bench.ledger.write("party-added") as writer:
        place = {"country": "AE", "city": "Dubai", "website": "https://gulfhorizon.ae", "tax_no": "TRN1"}
        words = {"tier": "B", "tags": ("rattan", "new"), "notes": "Met at the fair"}
        party = Party(0, PartyKind.CUSTOMER, "Gulf Horizon Trading", **place, **words)
        number = parties.add_party(writer, party)
        khalid = parties.add_contact(writer, Contact(0, number, "khalid al mansoori", role="owner", is_main=True))
        layla = parties.add_contact(writer, Contact(0, number, "Layla Haddad", notes="prefers calls"))
        box = Address(0, number, khalid, Channel.MAIL, "orders@gulfhorizon.ae", kind=MailboxKind.COMPANY,
                      standing=Standing.PRESUMED)  # fmt: skip
        held = addresses.add(writer, box)
        fresh = addresses.add(writer, Address(0, number, layla, Channel.MAIL, "layla@gulfhorizon.ae"))
        assignments.assign(writer, held, 1, Role.NEVER)
        assignments.assign(writer, fresh, 4, Role.CC)
        order = writer.insert("orders", {"party_id": number, "number": "TD-9", "currency": "USD", "stage": "inquiry"})
        said = {
            "party_id": number,
            "order_id": order,
            "at": "2026-11-20T08:00:00Z",
            "medium": "mail",
            "direction": "in",
        }
        message = writer.insert("messages", {**said, "subject": "Palm parasols", "body": "Do you have them?"})
        reached = {"message_id": message, "role": "to", "value": "orders@gulfhorizon.ae", "address_id": held}
        writer.insert("message_recipients", reached)
    return number


def test_the_second_entry_is_found_as_certain_and_told_why(bench):
    second = _second(bench)
    (pair,) = duplicates.of_party(bench, second)
    assert (pair.first, pair.second, pair.certain) == (_gulf(bench), second, True)
    assert {"same-mailbox", "same-name-and-place"} <= {each.code for each in pair.why}
    assert pair in duplicates.find(bench, PartyKind.CUSTOMER)


def test_the_comparison_says_what_to_choose_and_what_both_have(bench):
    seen = duplicates.compare(bench, _gulf(bench), _second(bench))
    assert ("tier", "VIP", "B") in [(each.name, each.first, each.second) for each in seen.fields]
    assert seen.people == ("Khalid Al Mansoori",)
    assert seen.addresses == ("orders@gulfhorizon.ae",)
    assert (seen.brings["contacts"], seen.brings["orders"], seen.brings["messages"]) == (2, 1, 1)


def test_the_comparison_shows_what_each_holds_and_which_cell_stays(bench):
    gulf, second = _gulf(bench), _second(bench)
    with bench.ledger.write("cell-changed") as writer:
        ours, theirs = (writer.value("select id from addresses where value = 'orders@gulfhorizon.ae' and party_id = ?",
                                     (each,)) for each in (gulf, second))  # fmt: skip
        codes = dict(writer.all("select code, id from purposes"))
        assignments.assign(writer, ours, codes["contract"], Role.TO)
        for purpose, mine, other in (("invoice", Role.TO, Role.CC), ("shipping", Role.CC, Role.CC)):
            assignments.assign(writer, ours, codes[purpose], mine)
            assignments.assign(writer, theirs, codes[purpose], other)
    seen = duplicates.compare(bench, gulf, second)
    first, other = seen.sides
    assert "Layla Haddad" in other.people
    assert first.held[0].address.value == other.held[0].address.value == "orders@gulfhorizon.ae"
    assert dict(other.held[0].cells)["contract"] is Role.NEVER
    expected = {"contract": (Role.TO, Role.NEVER, Role.NEVER), "invoice": (Role.TO, Role.CC, Role.TO)}
    assert {each.purpose: (each.first, each.second, each.stays) for each in seen.cells} == expected
    duplicates.merge(bench, gulf, second, frozenset(), _say)
    after = customers.sheet(bench, gulf)
    assert {each.purpose: after.role(ours, codes[each.purpose]) for each in seen.cells} == {
        each.purpose: each.stays for each in seen.cells
    }


def test_made_one_nothing_that_either_held_is_lost(bench):
    gulf, second = _gulf(bench), _second(bench)
    before = customers.sheet(bench, gulf)
    duplicates.merge(bench, gulf, second, frozenset({"website"}), _say)
    now = customers.sheet(bench, gulf)
    assert [each.name for each in now.contacts].count("Khalid Al Mansoori") == 1
    assert {each.name for each in now.contacts} == {each.name for each in before.contacts} | {"Layla Haddad"}
    assert sum(each.is_main for each in now.contacts) == 1
    assert {each.value for each in now.addresses} == {each.value for each in before.addresses} | {
        "layla@gulfhorizon.ae"
    }
    (official,) = [each for each in now.addresses if each.value == "orders@gulfhorizon.ae"]
    assert official.standing is Standing.CONFIRMED
    assert now.role(official.id, 1) is Role.NEVER
    assert (now.orders, now.messages) == (before.orders + 1, before.messages + 1)
    party = now.party
    assert (party.name, party.website, party.tax_no) == ("Gulf Horizon Trading LLC", "https://gulfhorizon.ae", "TRN1")
    assert {"rattan", "new"} <= set(party.tags)
    for lost in ("Met at the fair", "tier: B", "name: Gulf Horizon Trading"):
        assert lost in party.notes
    assert bench.ledger.read.value("select count(*) from parties where id = ?", (second,)) == 0
    assert [row.party for row in log.rows(bench, log.ids(bench, LogQuery(search="Palm parasols")))] == [party.name]


def test_one_undo_makes_them_two_again(bench):
    gulf, second = _gulf(bench), _second(bench)
    before = [customers.sheet(bench, number) for number in (gulf, second)]
    bench.ledger.take_news()
    duplicates.merge(bench, gulf, second, frozenset(), _say)
    (news,) = bench.ledger.take_news()
    bench.ledger.undo(news.undo_id)
    assert [customers.sheet(bench, number) for number in (gulf, second)] == before


def test_a_draft_to_the_doubled_address_still_knows_whose_it_is(bench):
    gulf, second = _gulf(bench), _second(bench)
    with bench.ledger.write("draft-saved") as writer:
        doubled = next(each for each in addresses.of_party(writer, second) if each.value.startswith("orders@"))
        to = DraftRecipient("to", doubled.value, address_id=doubled.id)
        number = drafts.add_draft(writer, Draft(0, second, None, "", "en", "contract", "", "", (to,)), bench.stamp())
    duplicates.merge(bench, gulf, second, frozenset(), _say)
    kept = drafts.draft(bench.ledger.read, number)
    official = next(each for each in addresses.of_party(bench.ledger.read, gulf) if each.value == doubled.value)
    assert (kept.party_id, kept.recipients[0].address_id) == (gulf, official.id)


def test_a_notice_begun_to_the_doubled_entry_still_goes_to_its_mailbox(bench):
    gulf, second = _gulf(bench), _second(bench)
    other = int(bench.ledger.read.value("select min(id) from parties where kind = 'customer' and id <> ?", (gulf,)))
    number = group_notice.start(bench, (second, other))

    def hidden() -> list[set[str]]:
        return [{one.value for one in each.recipients} for each in composing.view(bench, number).group.members]

    before = hidden()
    duplicates.merge(bench, gulf, second, frozenset(), _say)
    assert [each.party_id for each in composing.view(bench, number).group.members] == [gulf, other]
    assert hidden() == before


def test_a_person_who_served_both_is_not_employed_by_the_own_firm(bench):
    gulf, second = _gulf(bench), _second(bench)
    with bench.ledger.write("contact-saved") as writer:
        person = parties.contacts(writer, gulf)[0].id
        employments.add(writer, Employment(0, person, second, role="buyer"))
    duplicates.merge(bench, gulf, second, frozenset(), _say)
    assert bench.ledger.read.value("select count(*) from employments where party_id = ?", (gulf,)) == 0


def test_pairs_told_apart_stay_apart_until_undone(bench):
    gulf, second = _gulf(bench), _second(bench)
    duplicates.tell_apart(bench, second, gulf)
    assert duplicates.of_party(bench, second) == []
    duplicates.tell_apart(bench, gulf, second)
    assert bench.ledger.read.value("select count(*) from different_parties") == 1


def test_a_customer_is_never_made_one_with_a_supplier_or_with_itself(bench):
    supplier = int(bench.ledger.read.value("select id from parties where kind = 'supplier' order by id"))
    with pytest.raises(RuleSaysNo, match="merge-kinds-differ"):
        duplicates.merge(bench, _gulf(bench), supplier, frozenset(), _say)
    with pytest.raises(RuleSaysNo, match="merge-same-entry"):
        duplicates.merge(bench, supplier, supplier, frozenset(), _say)


def test_what_the_other_entry_said_of_a_person_or_address_both_have_stands_in_its_note(bench):
    gulf, second = _gulf(bench), _second(bench)
    with bench.ledger.write("contact-saved") as writer:
        khalid = next(each for each in parties.contacts(writer, second) if each.is_main)
        writer.update("contacts", khalid.id, {"title": "Managing director", "birthday": "03-14"})
        ours = next(each for each in parties.contacts(writer, gulf) if each.name == "Khalid Al Mansoori")
        writer.update("contacts", ours.id, {"title": "Owner"})
        layla = next(each for each in parties.contacts(writer, second) if each.name == "Layla Haddad")
        held = next(each for each in addresses.of_party(writer, second) if each.value.startswith("orders@"))
        said = {"standing": "confirmed", "evidence": "Layla, by phone", "contact_id": layla.id}
        writer.update("addresses", held.id, {**said, "valid_to": "2027-03-01"})
    duplicates.merge(bench, gulf, second, frozenset(), _say)
    now = customers.sheet(bench, gulf)
    (person,) = [each for each in now.contacts if each.name == "Khalid Al Mansoori"]
    assert (person.title, person.birthday) == ("Owner", "03-14")
    assert "title: Managing director" in person.notes
    (official,) = [each for each in now.addresses if each.value == "orders@gulfhorizon.ae"]
    assert official.evidence == "Mr. Al Mansoori, by mail"
    assert str(official.valid_to) == "2027-03-01"
    for lost in ("evidence: Layla, by phone", "contact: Layla Haddad"):
        assert lost in official.note


def test_an_address_on_file_twice_is_valid_on_no_day_on_which_either_is_not(bench):
    gulf, second = _gulf(bench), _second(bench)
    with bench.ledger.write("address-saved") as writer:
        ours, theirs = (next(each.id for each in addresses.of_party(writer, number) if each.value.startswith("orders@"))
                        for number in (gulf, second))  # fmt: skip
        writer.update("addresses", ours, {"valid_from": "2026-01-01", "valid_to": "2026-11-01"})
        writer.update("addresses", theirs, {"valid_from": "2026-02-01", "valid_to": "2026-12-01"})
    duplicates.merge(bench, gulf, second, frozenset(), _say)
    (official,) = [each for each in customers.sheet(bench, gulf).addresses if each.value == "orders@gulfhorizon.ae"]
    assert (str(official.valid_from), str(official.valid_to)) == ("2026-02-01", "2026-11-01")


def test_the_main_contact_of_the_other_entry_becomes_ours_where_we_have_none(bench):
    gulf, second = _gulf(bench), _second(bench)
    with bench.ledger.write("contact-saved") as writer:
        for each in parties.contacts(writer, gulf):
            writer.update("contacts", each.id, {"is_main": 0})
    duplicates.merge(bench, gulf, second, frozenset(), _say)
    assert [each.name for each in customers.sheet(bench, gulf).contacts if each.is_main] == ["Khalid Al Mansoori"]


def test_what_the_indexes_find_of_one_entry_is_what_comparing_all_finds(bench):
    second = _second(bench)
    with bench.ledger.write("party-added") as writer:
        for name, more in (("Möbel Nordlicht", {}), ("北京远洋贸易有限公司", {"country": "CN"}), ("远洋北京公司", {}),
                           ("Casa Verde Imports", {"country": "MX"}), ("Other name", {"tax_no": "trn-1"})):  # fmt: skip
            parties.add_party(writer, Party(0, PartyKind.CUSTOMER, name, **more))
    found = duplicates.find(bench, PartyKind.CUSTOMER)
    assert len(found) >= 3
    for number in bench.ledger.read.numbers("select id from parties where kind = 'customer'"):
        pairs = {pair for pair in found if number in (pair.first, pair.second)}
        assert pairs <= set(duplicates.of_party(bench, number))
    likeliest = duplicates.likeliest(bench, second)
    assert likeliest is not None
    assert (likeliest.first, likeliest.second) == ("Gulf Horizon Trading LLC", "Gulf Horizon Trading")
    assert duplicates.likeliest(bench, _alone(bench)) is None


def _alone(bench: Bench) -> int:
    return int(bench.ledger.read.value("select id from parties where name like 'Saigon%'"))


def test_wordings_and_silenced_advice_of_both_are_one_and_the_wording_that_goes_stands_in_the_notes(bench):
    gulf, second = _gulf(bench), _second(bench)
    with bench.ledger.write("own words") as writer:
        wordings = ((gulf, "letter", "Ours"), (second, "letter", "Theirs"), (second, "shipped", "Moved"))
        for party, code, words in wordings:
            words_of = {"party_id": party, "code": code, "language": "en", "subject": "S", "body": words}
            writer.insert("wordings", {**words_of, "changed_at": bench.stamp()})
        for party, code in ((gulf, "abbreviation"), (second, "abbreviation"), (second, "long-sentence")):
            writer.insert("silenced_checks", {"party_id": party, "code": code})
    bench.ledger.take_news()
    duplicates.merge(bench, gulf, second, frozenset(), _say)
    read = bench.ledger.read
    assert read.all("select party_id, code, body from wordings order by code") == [
        (gulf, "letter", "Ours"), (gulf, "shipped", "Moved"),
    ]  # fmt: skip
    assert read.all("select party_id, code from silenced_checks order by code") == [
        (gulf, "abbreviation"), (gulf, "long-sentence"),
    ]  # fmt: skip
    assert "wording: S\nTheirs" in parties.party(read, gulf).notes
    undo_id = bench.ledger.take_news()[-1].undo_id
    assert undo_id is not None
    bench.ledger.undo(undo_id)
    assert read.value("select count(*) from wordings where party_id = ?", (second,)) == 2
