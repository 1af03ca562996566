"""Purposes of the user's own: columns of the matrix that route like the shipped ones, and go only when unused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.desk_bench import take_back
from tradedesk.domain.address import Channel, Department, MailboxKind
from tradedesk.domain.errors import ChangedElsewhere, RuleSaysNo
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.services import addresses, assignments, composing, customers, purposes
from tradedesk.services.bench import Bench


def _called(bench: Bench, name: str) -> Purpose:
    return next(each for each in purposes.every(bench) if each.name_en == name)


def _columns(bench: Bench, party: int) -> list[str]:
    return [each.name_en for each in customers.sheet(bench, party).purposes]


def test_an_own_purpose_is_the_last_column_and_undo_takes_it_away(bench, company):
    bench.ledger.take_news()
    purposes.add(bench, "Samples", "样品")
    assert _columns(bench, company.party)[-2:] == ["Greeting", "Samples"]
    assert _called(bench, "Samples").code == "own-1"
    take_back(bench)
    assert "Samples" not in _columns(bench, company.party)


def test_a_name_in_one_language_serves_for_both(bench):
    purposes.add(bench, "", " 样品 ")
    assert _called(bench, "样品").name_zh == "样品"


@pytest.mark.parametrize(("english", "chinese", "code"), [
    ("  ", "", "purpose-name-missing"), ("technical", "", "purpose-name-taken"), ("", "问候", "purpose-name-taken"),
])  # fmt: skip
def test_a_purpose_without_a_name_of_its_own_is_refused(bench, english, chinese, code):
    with pytest.raises(RuleSaysNo) as refused:
        purposes.add(bench, english, chinese)
    assert refused.value.code == code


def test_a_message_about_an_own_formal_purpose_goes_to_the_confirmed_mailbox_only(bench, company):
    number = purposes.add(bench, "Tender", "投标", formal=True, departments=[Department.LEGAL])
    legal = addresses.add(bench, company.party, Channel.MAIL, "legal@gulfhorizon.ae", None)
    draft = composing.draft_update(bench, party_id=company.party)
    composing.set_purpose(bench, draft, _called(bench, "Tender").code)
    values = {each.value for each in composing.view(bench, draft).draft.recipients if each.role == "to"}
    assert "legal@gulfhorizon.ae" not in values
    addresses.confirm(bench, legal, MailboxKind.DEPARTMENT, Department.LEGAL, "by phone")
    composing.route_again(bench, draft)
    assert [each.value for each in composing.view(bench, draft).draft.recipients if each.role == "to"] == [
        "legal@gulfhorizon.ae"
    ]
    assignments.assign(bench, company.party, legal, number, Role.NEVER)
    composing.route_again(bench, draft)
    assert "legal@gulfhorizon.ae" not in {each.value for each in composing.view(bench, draft).draft.recipients}


def test_shipped_purposes_are_renamed_but_mean_what_they_meant(bench):
    contract = _called(bench, "Contract & PI")
    purposes.change(bench, replace(contract, name_en="Paper", name_zh="文件", formal=False, departments=()))
    renamed = _called(bench, "Paper")
    assert (renamed.code, renamed.formal, renamed.departments) == ("contract", True, contract.departments)
    purposes.change(bench, replace(renamed, name_en="", name_zh=""))
    assert _called(bench, "Contract & PI").name_zh == "合同与PI"


def test_a_purpose_changed_elsewhere_is_not_saved_over(bench):
    contract = _called(bench, "Contract & PI")
    purposes.change(bench, replace(contract, name_en="Paper"))
    with pytest.raises(ChangedElsewhere):
        purposes.change(bench, replace(contract, name_en="Deal"))


def test_columns_are_moved_and_undo_puts_them_back(bench, company):
    before = _columns(bench, company.party)
    bench.ledger.take_news()
    purposes.move(bench, _called(bench, "Greeting").id, 0)
    assert _columns(bench, company.party) == ["Greeting", *before[:-1]]
    take_back(bench)
    assert _columns(bench, company.party) == before


def test_shipped_purposes_are_never_removed_only_put_away(bench, company):
    greeting = _called(bench, "Greeting")
    for cell in customers.sheet(bench, company.party).assignments:
        if cell.purpose_id == greeting.id:
            assignments.assign(bench, company.party, cell.address_id, greeting.id, None)
    with pytest.raises(RuleSaysNo) as refused:
        purposes.remove(bench, greeting.id)
    assert refused.value.code == "purpose-shipped"
    purposes.put_away(bench, greeting.id)
    assert "Greeting" not in _columns(bench, company.party)
    purposes.show_again(bench, greeting.id)
    assert _columns(bench, company.party)[-1] == "Greeting"


def test_a_purpose_in_use_stays_and_says_where(bench, company):
    number = purposes.add(bench, "Samples", "样品")
    address = customers.sheet(bench, company.party).addresses[0].id
    assignments.assign(bench, company.party, address, number, Role.TO)
    for verb in (purposes.remove, purposes.put_away):
        with pytest.raises(RuleSaysNo) as refused:
            verb(bench, number)
        assert refused.value.code == "purpose-in-cells"
        assert refused.value.facts["parties"] == customers.sheet(bench, company.party).party.name
    assignments.assign(bench, company.party, address, number, None)
    draft = composing.draft_update(bench, party_id=company.party)
    composing.set_purpose(bench, draft, "own-1")
    with pytest.raises(RuleSaysNo) as refused:
        purposes.remove(bench, number)
    assert (refused.value.code, refused.value.facts["drafts"]) == ("purpose-in-writing", "1")


def test_an_unused_own_purpose_is_removed(bench):
    number = purposes.add(bench, "Samples", "样品")
    purposes.remove(bench, number)
    assert "own-1" not in {each.code for each in purposes.every(bench)}
