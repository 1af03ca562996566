"""B3: a customer is asked which address is for what; the answer, looked at, confirms the mailboxes in one step."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.desk_bench import NOON, take_back
from tradedesk.domain.address import Department, MailboxKind, Standing
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Direction, Medium, MessageState
from tradedesk.domain.purpose import Role
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments as cells_of
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.services import addresses, answers, chat, composing, customers, handing_over, log, today
from tradedesk.services.answers import Choice, Review

ANSWER = "1. contracts\r\n2. yes\r\n3. please do not use\r\nNew for the technicians: technik@nordlicht.de\r\n"


def asked(bench, company, tmp_path, language="en"):
    """The letter, handed over as a file."""
    draft = composing.draft_update(bench, party_id=company.party, language=language)
    return handing_over.hand_over_as_file(bench, draft, tmp_path / "asked.eml").message_id


def mail(tmp_path: Path, body: str = ANSWER, sender: str = "j.brandt@nordlicht.de") -> str:
    path = tmp_path / "answer.eml"
    date = "Mon, 23 Nov 2026 09:00:00 +0100"
    path.write_bytes(f"From: Brandt <{sender}>\r\nDate: {date}\r\nSubject: AW: addresses\r\n\r\n{body}".encode())
    return str(path)


def taken(review: Review) -> list[Choice]:
    """What is ticked, as it stands."""
    return [
        Choice(
            each.value,
            each.address_id,
            each.standing,
            *review.kind(each),
            each.roles,
        )
        for each in review.reading.proposals
        if review.ticked(each)
    ]


def cells(bench, company) -> dict[tuple[str, str], Role]:
    codes = {each.id: each.code for each in purpose_rows.every(bench.ledger.read)}
    values = {each.id: each.value for each in address_rows.of_party(bench.ledger.read, company.party)}
    found = cells_of.of_party(bench.ledger.read, company.party)
    return {(values[each.address_id].partition("@")[0], codes[each.purpose_id]): each.role for each in found}


def values(bench, company):
    """What is known of each address."""
    found = address_rows.of_party(bench.ledger.read, company.party)
    return {(each.value, each.kind, each.standing, each.evidence, each.evidence_message_id) for each in found}


def test_asking_opens_a_promise_that_today_shows_until_the_answer_is_in(bench, company, clock, tmp_path):
    assert answers.open_question(bench, company.party) is None
    asked(bench, company, tmp_path)
    found = answers.open_question(bench, company.party)
    assert (found.kind, found.action) == ("asked", "bring-answer")
    assert [each for each in today.agenda(bench).promises if each.kind == "asked"] == [found]
    clock.moment = NOON + timedelta(days=10)
    assert answers.open_question(bench, company.party).action == "remind-asked"
    review = answers.read_file(bench, company.party, mail(tmp_path))
    answers.apply(bench, review, taken(review))
    assert answers.open_question(bench, company.party) is None
    assert "asked" not in [each.kind for each in today.agenda(bench).promises]


def test_a_letter_that_was_not_sent_asked_nothing_and_the_user_may_wait_no_longer(bench, company, tmp_path):
    number = asked(bench, company, tmp_path)
    log.say_what_became(bench, number, MessageState.NOT_SENT)
    assert answers.open_question(bench, company.party) is None
    log.say_what_became(bench, number, MessageState.SENT)
    assert answers.open_question(bench, company.party) is not None
    answers.close(bench, company.party, "No answer is waited for")
    assert answers.open_question(bench, company.party) is None
    take_back(bench)
    assert answers.open_question(bench, company.party) is not None


@pytest.mark.parametrize("language", ["en", "de", "ja", "ar", "zh_CN"])
def test_the_numbers_of_the_letter_count_in_whatever_language_it_was_written(bench, company, tmp_path, language):
    asked(bench, company, tmp_path, language)
    review = answers.read_text(bench, company.party, "2. yes\n3. old")
    assert [(each.value, str(each.standing)) for each in review.reading.proposals] == [
        ("j.brandt@nordlicht.de", "confirmed"), ("joerg.brandt@gmail.com", "retired"),
    ]  # fmt: skip
    assert [code for code, _ in review.reading.proposals[0].roles] == ["contract", "invoice"]


def test_the_answer_is_logged_and_taken_in_one_step_that_one_undo_takes_back(bench, company, clock, tmp_path):
    asked(bench, company, tmp_path)
    clock.moment = NOON + timedelta(days=5)
    before = values(bench, company), cells(bench, company)
    review = answers.read_file(bench, company.party, mail(tmp_path))
    number = answers.apply(bench, review, taken(review))

    entry = log.message(bench, number)
    assert (entry.direction, entry.subject, entry.party_id) == (Direction.IN, "AW: addresses", company.party)
    assert entry.at.isoformat() == "2026-11-23T08:00:00+00:00"
    assert [(each.role, each.value, each.address_id) for each in entry.recipients] == [
        ("from", "j.brandt@nordlicht.de", company.main)
    ]
    by_value = {each.value: each for each in address_rows.of_party(bench.ledger.read, company.party)}
    official = by_value["einkauf@nordlicht.de"]
    assert (official.standing, official.evidence, official.evidence_message_id) == (
        Standing.CONFIRMED, "1. contracts", number,
    )  # fmt: skip
    assert str(official.standing_on) == "2026-11-23"
    new = by_value["technik@nordlicht.de"]
    assert (new.standing, new.kind, new.department) == (
        Standing.CONFIRMED, MailboxKind.DEPARTMENT, Department.TECHNICAL,
    )  # fmt: skip
    after = cells(bench, company)
    assert (after["einkauf", "contract"], after["joerg.brandt", "invoice"]) == (Role.TO, Role.NEVER)

    take_back(bench)
    assert (values(bench, company), cells(bench, company)) == before
    assert answers.open_question(bench, company.party) is not None


def test_whoever_is_no_address_of_the_customer_confirms_nothing_by_himself(bench, company, tmp_path):
    asked(bench, company, tmp_path)
    review = answers.read_file(bench, company.party, mail(tmp_path, sender="j.brandt@nord1icht.de"))
    assert [each.code for each in review.warnings] == ["answer-from-stranger"]
    assert review.reading.proposals
    assert taken(review) == []
    answers.apply(bench, review, [])
    assert answers.open_question(bench, company.party) is not None


def test_a_name_in_the_from_line_does_not_make_a_stranger_known(bench, company, tmp_path):
    path = Path(mail(tmp_path))
    path.write_bytes(path.read_bytes().replace(b"Brandt <j.brandt@nordlicht.de>", b'"j.brandt@nordlicht.de" <x@y.zz>'))
    assert not answers.read_file(bench, company.party, str(path)).sender_known


def test_an_answer_by_chat_is_logged_as_one_and_is_the_evidence(bench, company, tmp_path):
    assert answers.asked_by(bench, company.party) is Medium.MAIL
    asked(bench, company, tmp_path)
    review = answers.read_text(bench, company.party, "1. contracts", medium=Medium.WECHAT)
    number = answers.apply(bench, review, taken(review))
    assert log.message(bench, number).medium is Medium.WECHAT
    official = next(each for each in address_rows.of_party(bench.ledger.read, company.party) if each.standing_on)
    evidence = addresses.evidence(bench, official.evidence_message_id)
    assert (evidence.medium, evidence.direction, evidence.subject) == ("wechat", "in", "1. contracts")


def test_who_was_asked_by_chat_is_presumed_to_answer_by_it(bench, company):
    draft = composing.draft_update(bench, party_id=company.party, template="which-address")
    chat.copy_out(bench, draft, Medium.WHATSAPP, "", "1. a@nordlicht.de – contracts?")
    assert answers.asked_by(bench, company.party) is Medium.WHATSAPP


def test_the_very_answer_is_not_taken_twice(bench, company, tmp_path):
    review = answers.read_file(bench, company.party, mail(tmp_path))
    answers.apply(bench, review, taken(review))
    with pytest.raises(RuleSaysNo, match="answer-already-in"):
        answers.apply(bench, answers.read_file(bench, company.party, mail(tmp_path)), [])


def test_nothing_of_another_customer_can_be_touched(bench, company, tmp_path):
    with bench.ledger.write("filled", undoable=False) as writer:
        other = writer.insert("parties", {"kind": "customer", "name": "Other"})
        foreign = writer.insert("addresses", {"party_id": other, "channel": "mail", "value": "a@other.com"})
    review = answers.read_text(bench, company.party, "a@other.com is old")
    assert [each.address_id for each in review.reading.proposals] in ([], [None])
    choice = Choice("a@other.com", foreign, Standing.RETIRED, MailboxKind.COMPANY, None, ())
    with pytest.raises(RuleSaysNo, match="address-of-another-party"):
        answers.apply(bench, review, [choice])
    assert address_rows.address(bench.ledger.read, foreign).standing is Standing.PRESUMED


def test_a_mail_without_words_is_said_and_nothing_is_pasted_from_nothing(bench, company, tmp_path):
    with pytest.raises(RuleSaysNo, match="mail-without-text"):
        answers.read_file(bench, company.party, mail(tmp_path, body="\r\n"))
    with pytest.raises(RuleSaysNo, match="nothing-said"):
        answers.read_text(bench, company.party, "  ")


def test_nothing_is_waited_for_when_every_mailbox_is_known(bench, company, tmp_path):
    asked(bench, company, tmp_path)
    with bench.ledger.write("filled") as writer:
        writer.update("addresses", company.private, {"standing": "confirmed"})
    assert answers.open_question(bench, company.party) is None
    assert customers.sheet(bench, company.party).addresses


def test_b4_what_a_mailbox_is_called_stands_beside_it_in_the_log_and_in_the_draft(bench, company, tmp_path):
    number = asked(bench, company, tmp_path)
    to = {each.value for each in log.message(bench, number).recipients}
    labels = dict(log.sheet(bench, number).labels)
    assert set(labels) == to
    draft = composing.draft_update(bench, party_id=company.party)
    shown = dict(composing.view(bench, draft).labels)
    assert shown["j.brandt@nordlicht.de"].code == "address-label.official"
    assert shown["einkauf@nordlicht.de"].fact("department") == "purchasing"
    assert all(shown[value] == label for value, label in labels.items())


def test_a_yes_to_what_the_user_set_to_never_waits_for_the_user(bench, company, tmp_path):
    asked(bench, company, tmp_path)
    mailbox = next(each for each in company_mails(bench, company) if each.value == "j.brandt@nordlicht.de")
    purpose = next(each.id for each in purpose_rows.every(bench.ledger.read) if each.code == "contract")
    with bench.ledger.write("cell-changed") as writer:
        cells_of.assign(writer, mailbox.id, purpose, Role.NEVER)
    review = answers.read_text(bench, company.party, "2. yes")
    (found,) = review.reading.proposals
    assert [each.code for each in found.doubts] == ["answer-was-never"]
    assert taken(review) == []


def test_what_an_address_is_not_for_confirms_nothing_when_it_is_taken_all_the_same(bench, company, tmp_path):
    review = answers.read_text(bench, company.party, "k.tech@nordlicht.de is not for technical questions any more")
    (found,) = review.reading.proposals
    assert taken(review) == []
    choice = Choice(found.value, found.address_id, found.standing, *review.kind(found), found.roles)
    answers.apply(bench, review, [choice])
    after = next(each for each in company_mails(bench, company) if each.value == found.value)
    assert (after.standing, after.evidence, after.kind_confirmed) == (Standing.PRESUMED, "", False)
    assert cells(bench, company)["k.tech", "technical"] is Role.NEVER


def company_mails(bench, company):
    return address_rows.of_party(bench.ledger.read, company.party)
