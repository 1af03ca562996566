"""Before it goes out: what must be fixed comes first, and only what may be waived can be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.checks import Known, Weight, before_it_goes_out, must_fix
from tradedesk.domain.culture import culture_of
from tradedesk.domain.draft import Draft, DraftRecipient
from tradedesk.domain.facts import FACTS
from tradedesk.domain.message import Attachment
from tradedesk.domain.purpose import SHIPPED
from tradedesk.domain.reason import because
from tradedesk.domain.template import fill, marker, unfilled

CONTRACT, PROGRESS = SHIPPED[0], SHIPPED[3]
LETTER = Draft(
    1, 1, 1, "production-progress", "en", "progress", "Order TD-1: progress", "Dear Mr. Brandt,\nall is well.",
    recipients=(DraftRecipient("to", "a@b.de"),),
)  # fmt: skip


def codes(draft: Draft, weight: Weight, **more: object) -> list[str]:
    checks = before_it_goes_out(draft, PROGRESS, Known(**more))  # type: ignore[arg-type]
    return [each.reason.code for each in checks if each.weight is weight]


def test_a_letter_in_order_has_nothing_to_fix():
    assert must_fix(before_it_goes_out(LETTER, PROGRESS, Known(order_number="TD-1"))) == ()
    assert codes(LETTER, Weight.FINE, order_number="TD-1") == ["recipients-by-purpose", "facts-complete"]


def test_a_formal_letter_to_the_company_mailbox_is_said_to_be_right():
    found = before_it_goes_out(LETTER, CONTRACT)
    assert "formal-to-company-mailbox" in [each.reason.code for each in found]


@pytest.mark.parametrize("roles", [(), ("cc",)])
def test_somebody_must_be_addressed(roles):
    people = tuple(DraftRecipient(role, "a@b.de") for role in roles)
    found = must_fix(before_it_goes_out(replace(LETTER, recipients=people), PROGRESS))
    assert [(each.reason.code, each.waivable) for each in found] == [("no-recipient", False)]


@pytest.mark.parametrize("code", ["address-bounced", "address-bounced-instead", "address-retired"])
def test_a7_a_dead_mailbox_stops_a_letter_unless_the_user_says_why_it_goes_there(code):
    dead = DraftRecipient("to", "a@b.de", warnings=(because(code, "A7", address="a@b.de"),))
    found = must_fix(before_it_goes_out(replace(LETTER, recipients=(dead,)), PROGRESS))
    assert [(each.reason.code, each.waivable) for each in found] == [(code, True)]


def test_a_letter_to_hidden_recipients_alone_may_go():
    hidden = replace(LETTER, recipients=(DraftRecipient("bcc", "a@b.de"),))
    assert must_fix(before_it_goes_out(hidden, PROGRESS)) == ()


def test_each_missing_fact_is_named_once_and_may_be_waived():
    text = f"{marker('order.moq')} and {marker('order.moq')} and {marker('order.lead_time')}"
    found = must_fix(before_it_goes_out(replace(LETTER, body=text), PROGRESS))
    assert [(each.reason.fact("fact"), each.waivable) for each in found] == [
        ("order.moq", True), ("order.lead_time", True),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["⟦lead time", "lead time⟧", "⟦order.moq", "⟦⟦order.moq⟧"])
def test_half_a_mark_does_not_go_out(text):
    assert "mark-broken" in codes(replace(LETTER, body=text), Weight.MUST)


@given(st.lists(st.sampled_from(sorted(FACTS)), min_size=1, max_size=5), st.text(alphabet="ab ,.\n", max_size=30))
def test_a_text_is_clean_exactly_when_every_mark_was_filled(names, between):
    text = between.join(marker(name) for name in names)
    for name in dict.fromkeys(names):
        assert name in unfilled(text)
        assert codes(replace(LETTER, body=text), Weight.MUST)
        text = fill(text, name, "value")
    assert codes(replace(LETTER, body=text), Weight.MUST) == []


def test_an_empty_subject_must_be_fixed_and_one_without_the_order_deserves_a_look():
    assert codes(replace(LETTER, subject=" "), Weight.MUST, order_number="TD-1") == ["subject-empty"]
    assert codes(replace(LETTER, subject="Goods are ready"), Weight.LOOK, order_number="TD-1") == [
        "subject-without-order"
    ]


@pytest.mark.parametrize("body", ["Please find attached our invoice.", "随附发票。", "The list is enclosed."])
def test_an_announced_attachment_that_is_not_there_deserves_a_look(body):
    letter = replace(LETTER, body=body, language="zh_CN" if body.startswith("随") else "en")
    assert codes(letter, Weight.LOOK) == ["says-attached-but-nothing-is"]
    paper = replace(letter, attachments=(Attachment("a.pdf", "/a.pdf", 5),))
    assert codes(paper, Weight.LOOK) == []
    assert "attachments-ready" in codes(paper, Weight.FINE)


def test_an_older_version_deserves_a_look_instead_of_praise():
    paper = replace(LETTER, attachments=(Attachment("a.pdf", "/a.pdf", 5),))
    assert codes(paper, Weight.LOOK, newer_versions=(("a.pdf", "b.pdf"),)) == ["newer-version"]
    assert "attachments-ready" not in codes(paper, Weight.FINE, newer_versions=(("a.pdf", "b.pdf"),))


def test_a_warning_beside_a_recipient_is_told_instead_of_praise():
    warned = DraftRecipient("to", "a@gmail.com", warnings=(because("formal-to-personal", "A2"),))
    draft = replace(LETTER, recipients=(warned,))
    assert codes(draft, Weight.LOOK) == ["formal-to-personal"]
    assert "recipients-by-purpose" not in codes(draft, Weight.FINE)


def test_e4_what_the_user_noted_on_the_reader_stands_beside_the_custom_of_the_country():
    noted = culture_of("DE", notes="Reads on the phone:\nkeep it short")
    told = before_it_goes_out(LETTER, PROGRESS, Known(culture=noted, country="DE"))
    (note,) = [each.reason for each in told if each.reason.code == "reader-noted"]
    assert (note.rule, note.fact("note")) == ("E4", "Reads on the phone: keep it short")
    assert "culture-direct" in [each.reason.code for each in told]
    assert "reader-noted" not in codes(LETTER, Weight.FINE, culture=culture_of("DE"), country="DE")


def test_what_the_program_cannot_carry_stops_and_what_it_loses_is_told():
    stops, loses = because("mail-too-long"), because("mail-loses-names")
    assert codes(LETTER, Weight.MUST, losses=(stops, loses), stopping=(stops,)) == ["mail-too-long"]
    assert codes(LETTER, Weight.LOOK, losses=(stops, loses), stopping=(stops,)) == ["mail-loses-names"]


def test_the_heaviest_comes_first():
    draft = replace(LETTER, subject="Hello", body=marker("order.moq"))
    weights = [each.weight for each in before_it_goes_out(draft, PROGRESS, Known(order_number="TD-1"))]
    assert weights == sorted(weights, key=[Weight.MUST, Weight.LOOK, Weight.FINE].index)
