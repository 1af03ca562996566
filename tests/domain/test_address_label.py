"""What an address is called beside its value (B4)."""

from __future__ import annotations

from datetime import date
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.mailboxes_on_file import ACCOUNTS, ACCOUNTS_NEW, ANNA_CO, ANNA_NEW, ANNA_PRIVATE, TECH, TODAY, box
from tradedesk.domain.address_label import label_of, labelled
from tradedesk.domain.party import PartyKind


@pytest.mark.parametrize(
    ("spec", "code", "department"),
    [
        (ANNA_CO, "official", ""),
        (ANNA_NEW, "company", ""),
        (ANNA_PRIVATE, "personal", ""),
        (TECH, "department", "technical"),
        (ACCOUNTS, "department", "accounting"),
        (ACCOUNTS_NEW, "department-presumed", "accounting"),
        ("a@n.de company bounced", "bounced", ""),
        ("a@n.de company retired", "retired", ""),
        ("a@n.de company confirmed until:2026-11-20", "not-valid", ""),
        ("a@n.de company confirmed until:2026-11-21", "official", ""),
        ("a@n.de disposable", "disposable", ""),
        ("a@n.de never-write", "never-write", ""),
        ("a@n.de unsure", "mailbox", ""),
        ("+4940123456 whatsapp", "channel", ""),
    ],
)
def test_an_address_is_labelled_for_people(spec: str, code: str, department: str) -> None:
    label = label_of(box(spec, 1), PartyKind.CUSTOMER, TODAY)
    assert (label.code, label.rule) == (f"address-label.{code}", "B4")
    assert (label.fact("party"), label.fact("department")) == ("customer", department)


def test_without_a_day_the_days_of_an_address_are_not_looked_at() -> None:
    expired = box("a@n.de company confirmed until:2020-01-01", 1)
    assert label_of(expired, PartyKind.SUPPLIER).code == "address-label.official"
    assert label_of(expired, PartyKind.SUPPLIER, date(2020, 1, 1)).code == "address-label.official"


@given(st.text(max_size=40), st.sampled_from(["", "Customer – official", "客户 – 官方", 'a "b" \\ c, d']))
def test_an_address_is_copied_with_its_label_in_a_form_that_mail_programs_read_back(name: str, label: str) -> None:
    copied = labelled("orders@gulf.ae", name, label)
    assert "\n" not in copied
    assert "\r" not in copied
    shown, address = parseaddr(copied)
    assert address == "orders@gulf.ae"
    assert label.split() == [] or set(label.split()) <= set(shown.replace("(", " ").replace(")", " ").split())


def test_the_label_stands_beside_the_name_in_quotation_marks() -> None:
    copied = labelled("orders@gulf.ae", "Khalid Al Mansoori", "Customer – official")
    assert copied == '"Khalid Al Mansoori (Customer – official)" <orders@gulf.ae>'
    assert labelled("orders@gulf.ae", "", "Customer – official") == '"Customer – official" <orders@gulf.ae>'
    assert labelled("orders@gulf.ae", "", "") == "orders@gulf.ae"
