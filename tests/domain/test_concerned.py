"""Writing to all concerned: each by the rules, and no firm learns of another (H3, A6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.concerned import Holder, reach, write_to
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.domain.purpose import SHIPPED, Assignment, PurposeCode, Role

PROGRESS = next(each for each in SHIPPED if each.code == PurposeCode.PROGRESS)
SHIPPING = next(each for each in SHIPPED if each.code == PurposeCode.SHIPPING)
OWN = Party(1, PartyKind.OWN, "Ningbo Lantian Trading")
FACTORY = Party(2, PartyKind.SUPPLIER, "Anji Rattan Works")
FORWARDER = Party(3, PartyKind.FORWARDER, "PortLink Forwarding")
CUSTOMER = Party(4, PartyKind.CUSTOMER, "Gulf Horizon Trading LLC")
ME = "you@lantian.example"


def mailbox(number, party, value, contact=None, **more):
    settled = {"kind": MailboxKind.COMPANY, "standing": Standing.CONFIRMED, **more}
    return Address(number, party.id, contact, Channel.MAIL, value, **settled)


CHEN = Contact(10, OWN.id, "Ms. Chen")
ZHOU = Contact(20, FACTORY.id, "Mr. Zhou", is_main=True)
CHENS = Holder("purchasing", PROGRESS, OWN, CHEN, [mailbox(11, OWN, "chen@lantian.example", 10)], [CHEN])
ZHOUS = Holder("merchandising", PROGRESS, FACTORY, ZHOU, [mailbox(21, FACTORY, "zhou@anji.example", 20)], [ZHOU])
PORTLINK = Holder(
    "logistics", SHIPPING, FORWARDER, None,
    [mailbox(31, FORWARDER, "info@portlink.example"),
     mailbox(32, FORWARDER, "ops@portlink.example", kind=MailboxKind.DEPARTMENT, department=Department.LOGISTICS)],
)  # fmt: skip
BUYER = Holder("buyer", PROGRESS, CUSTOMER, None, [mailbox(41, CUSTOMER, "orders@gulfhorizon.example")])


def places(routing):
    return [(each.role, each.value) for each in routing.recipients]


def test_a_person_gets_it_at_the_own_mailbox_with_the_job_as_reason():
    (only,) = reach(ZHOUS).recipients
    assert (only.value, only.name) == ("zhou@anji.example", "Mr. Zhou")
    assert [(each.code, each.fact("job")) for each in only.reasons] == [("job-holder", "merchandising")]


def test_a_firm_without_a_person_gets_it_where_the_rules_send_the_jobs_purpose():
    (only,) = reach(PORTLINK).recipients
    assert only.value == "ops@portlink.example"
    assert [each.code for each in only.reasons] == ["job-of-firm", "department"]


def test_a_person_whose_mailbox_bounced_is_reached_through_the_firm_and_else_said():
    dead = mailbox(21, FACTORY, "zhou@anji.example", 20, standing=Standing.BOUNCED)
    through = Holder("sales", PROGRESS, FACTORY, ZHOU, [dead, mailbox(22, FACTORY, "office@anji.example")], [ZHOU])
    assert places(reach(through)) == [("to", "office@anji.example")]
    nobody = reach(Holder("sales", PROGRESS, FACTORY, ZHOU, [dead], [ZHOU]))
    assert (nobody.recipients, [each.code for each in nobody.notes]) == ((), ["job-unreachable"])


def test_a_mailbox_marked_never_for_the_purpose_is_not_used_for_the_job():
    never = Assignment(1, 21, PROGRESS.id, Role.NEVER)
    marked = Holder("sales", PROGRESS, FACTORY, ZHOU, ZHOUS.addresses, [ZHOU], [never])
    assert reach(marked).recipients == ()


def test_one_firm_besides_ours_gets_it_and_ours_a_copy():
    assert places(write_to([CHENS, ZHOUS], ME)) == [("to", "zhou@anji.example"), ("cc", "chen@lantian.example")]


def test_only_our_own_people_all_get_it():
    assert places(write_to([CHENS], ME)) == [("to", "chen@lantian.example")]


def test_two_firms_are_hidden_from_one_another_a6():
    found = write_to([CHENS, ZHOUS, PORTLINK], ME)
    assert places(found) == [
        ("to", "chen@lantian.example"), ("bcc", "zhou@anji.example"), ("bcc", "ops@portlink.example"),
    ]  # fmt: skip
    assert [each.reasons[-1].code for each in found.recipients[1:]] == ["firms-apart", "firms-apart"]


def test_without_one_of_ours_it_goes_to_oneself_and_without_an_own_address_that_is_said():
    assert places(write_to([ZHOUS, PORTLINK], ME))[0] == ("to", ME)
    missing = write_to([ZHOUS, PORTLINK])
    assert [each.code for each in missing.notes] == ["own-address-missing"]


def test_who_has_two_jobs_gets_it_once_with_both_reasons():
    again = Holder("quality", PROGRESS, FACTORY, ZHOU, ZHOUS.addresses, [ZHOU])
    (only,) = write_to([ZHOUS, again], ME).recipients
    assert [each.fact("job") for each in only.reasons] == ["merchandising", "quality"]


EVERY = [CHENS, ZHOUS, PORTLINK, BUYER]


@given(st.lists(st.sampled_from(EVERY), max_size=6), st.sampled_from([ME, ""]))
def test_whoever_is_concerned_no_firm_can_read_the_address_of_another(holders, own):
    found = write_to(holders, own)
    seen = {each.value.rpartition("@")[2] for each in found.recipients if each.role != "bcc"} - {"lantian.example"}
    hidden = {each.value for each in found.recipients if each.role == "bcc"}
    assert len(seen) <= 1
    assert not (seen and hidden)
    assert all(each.reasons for each in found.recipients)


@pytest.mark.parametrize("holders", [[CHENS, ZHOUS, PORTLINK], [ZHOUS], [PORTLINK]])
def test_the_customer_is_not_written_to_unless_chosen(holders):
    assert not [each for each in write_to(holders, ME).recipients if "gulfhorizon" in each.value]
