"""One notice to many: how it is divided into mails, who gets it once, and what is minded of all its readers (A6)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.support.mailboxes_on_file import PARTY, PEOPLE, PURPOSES, TODAY, boxes, cells
from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.group_notice import Reader, Share, advice, differs_by_customer, in_mails, once
from tradedesk.domain.routing import route_apart


def share(party: int, *values: str) -> Share:
    return Share(party, tuple(DraftRecipient("bcc", value) for value in values))


def test_a_notice_is_divided_into_mails_of_the_size_and_a_customer_stays_whole():
    shares = [share(1, "a@x.de", "b@x.de"), share(2, "c@y.de"), share(3, "d@z.de", "e@z.de")]
    mails = in_mails(shares, 3)
    assert [[each.party_id for each in mail] for mail in mails] == [[1, 2], [3]]


def test_a_customer_with_more_addresses_than_a_mail_takes_is_divided():
    mails = in_mails([share(1, *(f"a{number}@x.de" for number in range(5)))], 2)
    assert [len(once(mail)) for mail in mails] == [2, 2, 1]


def test_an_address_that_two_customers_have_counts_once_and_both_keep_it():
    mails = in_mails([share(1, "Agent@x.de"), share(2, "agent@x.de"), share(3, "c@y.de")], 2)
    assert len(mails) == 1
    assert [each.value for each in once(mails[0])] == ["Agent@x.de", "c@y.de"]


@given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=8, unique=True), max_size=25), st.integers(1, 12))
def test_however_it_is_divided_everybody_gets_it_and_no_mail_is_too_large(customers, size):
    shares = [share(number, *(f"m{each}@x.de" for each in mails)) for number, mails in enumerate(customers, 1)]
    mails = in_mails(shares, size)
    assert all(0 < len(once(mail)) <= size for mail in mails)
    told = [(each.party_id, one.value) for mail in mails for each in mail for one in each.recipients]
    wanted = [(each.party_id, one.value) for each in shares for one in each.recipients]
    assert told == wanted


def test_each_customers_share_is_chosen_as_for_that_customer_alone_and_hidden():
    on_file = boxes(
        "anna@n.de company confirmed Anna", "karl@n.de company confirmed Karl", "cash@n.de accounting confirmed Desk"
    )
    found = route_apart(PURPOSES["notice"], PARTY, on_file, PEOPLE, (), today=TODAY)
    assert [(each.role, each.value) for each in found.recipients] == [("bcc", "anna@n.de")]
    assert [each.code for each in found.recipients[0].reasons] == ["group-hidden", "fallback-company"]
    chosen = cells(PURPOSES["notice"], on_file, {"karl@n.de": "to", "anna@n.de": "cc"})
    both = route_apart(PURPOSES["notice"], PARTY, on_file, PEOPLE, chosen, today=TODAY)
    assert [(each.role, each.value) for each in both.recipients] == [("bcc", "karl@n.de"), ("bcc", "anna@n.de")]


def test_a_formal_notice_reaches_no_private_mailbox_of_any_customer():
    on_file = boxes("anna@gmail.com personal confirmed Anna")
    found = route_apart(PURPOSES["contract"], PARTY, on_file, PEOPLE, (), today=TODAY)
    assert (found.recipients, [each.code for each in found.notes]) == ((), ["nobody-for-formal"])


def test_what_a_customer_would_read_differently_is_named_and_what_is_ours_is_not():
    text = "Dear ⟦contact.name⟧ of ⟦party.name⟧, order ⟦order.number⟧. ⟦my.signature⟧ ⟦holiday.first⟧ ⟦reply.by⟧"
    assert differs_by_customer("News", text) == ("contact.name", "party.name", "order.number")


def test_ramadan_holidays_and_other_languages_are_summed_up():
    readers = [Reader("SA", ("ar",)), Reader("AE", ("en",)), Reader("DE", ("de", "en")), Reader("", ()),
               Reader("CN", ("zh-CN",))]  # fmt: skip
    told = advice(readers, date(2027, 2, 20), "en", {"DE": "Some day"})
    assert [(each.code, each.fact("n")) for each in told] == [
        ("group-ramadan", "2"), ("group-holiday", "1"), ("group-other-language", "2"),
    ]  # fmt: skip
    assert advice(readers[1:3], date(2026, 11, 21), "en") == ()
