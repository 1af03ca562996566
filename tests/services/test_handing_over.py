"""Handing over: what stops it, what the program gets, what the log says, and what a crash leaves behind."""

from __future__ import annotations

import os

import pytest

from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk, MailProgram
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.message import MessageState
from tradedesk.integrations.mail import fingerprint, launcher
from tradedesk.ledger import drafts, messages, orders
from tradedesk.services import composing, draft_request, handing_over, log

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program"),
    pytest.mark.usefixtures("program"),
]


@pytest.fixture
def letter(bench, company) -> int:
    return composing.draft_update(bench, order_id=company.order)


def test_the_program_gets_recipients_subject_and_text(bench, letter, program):
    handed = handing_over.hand_over(bench, letter)
    told = program.compose()
    assert "to='einkauf@nordlicht.de'" in told or "einkauf@nordlicht.de" in told.split("cc=")[0]
    assert "j.brandt@nordlicht.de" in told.split("cc=")[1]
    assert "Order TD-2026-0160: progress" in told
    assert (handed.program, handed.recipients, handed.attachments) == ("Thunderbird", 2, 0)
    assert b"X-Unsent: 1" in handed.record.read_bytes()


def test_the_log_says_to_whom_about_what_when_and_with_which_text(bench, company, letter):
    draft = drafts.draft(bench.ledger.read, letter)
    handed = handing_over.hand_over(bench, letter)
    entry = log.message(bench, handed.message_id)
    assert (entry.state, entry.program, entry.order_id) == (MessageState.HANDED_OVER, "Thunderbird", company.order)
    assert [(each.role, each.value) for each in entry.recipients] == [
        ("to", "einkauf@nordlicht.de"), ("cc", "j.brandt@nordlicht.de"),
    ]  # fmt: skip
    assert entry.fingerprint == fingerprint.fingerprint(draft_request.request_of(draft))
    assert (entry.at, entry.body) == (bench.now(), draft.body)


def test_the_entry_is_the_notice_of_its_node_until_the_user_says_it_was_not_sent(bench, company, letter):
    handed = handing_over.hand_over(bench, letter)
    node = company.nodes["production"]
    assert orders.node(bench.ledger.read, node).notice_message_id == handed.message_id
    log.say_what_became(bench, handed.message_id, MessageState.NOT_SENT)
    assert orders.node(bench.ledger.read, node).notice_message_id is None


def test_a_handed_over_draft_is_not_open_any_more_and_not_handed_over_twice(bench, letter):
    handing_over.hand_over(bench, letter)
    assert composing.open_drafts(bench) == ()
    with pytest.raises(RuleSaysNo, match="already-handed-over"):
        handing_over.hand_over(bench, letter)
    view = composing.view(bench, letter)
    assert view.handed is not None
    assert view.handed.state is MessageState.HANDED_OVER


def test_a_draft_that_was_not_sent_can_be_gone_on_with(bench, letter):
    handed = handing_over.hand_over(bench, letter)
    log.say_what_became(bench, handed.message_id, MessageState.NOT_SENT)
    composing.reopen(bench, letter)
    assert [each[0] for each in composing.open_drafts(bench)] == [letter]
    assert handing_over.hand_over(bench, letter).message_id != handed.message_id


def test_a_missing_fact_stops_before_anything_is_logged_or_started(bench, company, program):
    letter = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    with pytest.raises(RuleSaysNo, match="must-fix-first"):
        handing_over.hand_over(bench, letter)
    assert not program.was_started
    assert bench.ledger.read.value("select count(*) from messages") == 0


def test_an_override_needs_a_reason_and_the_log_keeps_it(bench, company):
    letter = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    with pytest.raises(RuleSaysNo, match="must-fix-first"):
        handing_over.hand_over(bench, letter, "   ")
    handed = handing_over.hand_over(bench, letter, "The customer fills it in")
    assert log.message(bench, handed.message_id).override_reason == "The customer fills it in"


def test_no_reason_waives_a_missing_recipient(bench, letter, program):
    for address in ("einkauf@nordlicht.de", "j.brandt@nordlicht.de"):
        composing.set_recipient(bench, letter, address, "")
    with pytest.raises(RuleSaysNo, match="must-fix-first"):
        handing_over.hand_over(bench, letter, "all the same")
    assert not program.was_started


def test_a_hostile_name_is_refused_by_the_gate_and_leaves_no_entry(tmp_path, program):
    with bench_at(tmp_path / "other") as bench:
        company = LetterDesk(bench, brandt="Brandt\r\nBcc: evil@example.com")
        letter = composing.draft_update(bench, order_id=company.order)
        with pytest.raises(RuleSaysNo):
            handing_over.hand_over(bench, letter, "all the same")
        assert bench.ledger.read.value("select count(*) from messages") == 0
    assert not program.was_started


def test_a_name_full_of_commas_and_quotes_stays_a_name(tmp_path, program):
    with bench_at(tmp_path / "other") as bench:
        company = LetterDesk(bench, brandt='Brandt, "Jörg" <evil@example.com>')
        handing_over.hand_over(bench, composing.draft_update(bench, order_id=company.order))
        entry = log.message(bench, 1)
    assert [each.value for each in entry.recipients] == ["einkauf@nordlicht.de", "j.brandt@nordlicht.de"]
    record = next((tmp_path / "other" / "outbox").rglob("draft.eml")).read_bytes()
    assert b"evil@example.com" not in record.split(b"\r\n\r\n")[0]


def test_a_program_that_fails_keeps_the_draft_and_names_the_file(tmp_path, monkeypatch):
    program = MailProgram(tmp_path / "broken", then="exit 3")
    monkeypatch.setenv("PATH", str(program.path.parent))
    with bench_at(tmp_path / "other") as bench:
        letter = composing.draft_update(bench, order_id=LetterDesk(bench).order)
        with pytest.raises(NeighbourFailed) as caught:
            handing_over.hand_over(bench, letter)
        assert caught.value.kept.endswith("draft.eml")
        assert [each[0] for each in composing.open_drafts(bench)] == [letter]
        assert log.message(bench, 1).state is MessageState.NOT_SENT
        assert log.interrupted(bench) == ()


def test_without_a_program_nothing_is_logged_and_the_draft_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with bench_at(tmp_path / "other") as bench:
        letter = composing.draft_update(bench, order_id=LetterDesk(bench).order)
        with pytest.raises(NeighbourFailed, match="mail-no-program"):
            handing_over.hand_over(bench, letter)
        assert bench.ledger.read.value("select count(*) from messages") == 0


class _Crash(BaseException):
    """The program ends."""


@pytest.fixture
def crashed(bench, letter, monkeypatch) -> int:
    def end(*_: object) -> None:
        raise _Crash

    with monkeypatch.context() as patch:
        patch.setattr(launcher, "open_draft", end)
        with pytest.raises(_Crash):
            handing_over.hand_over(bench, letter)
    return letter


def test_a_crash_while_handing_over_is_asked_about(bench, crashed):
    found = log.interrupted(bench)
    assert [each.state for each in found] == [MessageState.HANDING_OVER]
    assert [each[0] for each in composing.open_drafts(bench)] == [crashed]


def test_the_answer_sent_closes_the_draft_and_counts_as_the_notice(bench, company, crashed):
    entry = log.interrupted(bench)[0]
    handing_over.settle_interrupted(bench, entry.id, MessageState.SENT)
    assert log.interrupted(bench) == ()
    assert composing.open_drafts(bench) == ()
    assert orders.node(bench.ledger.read, company.nodes["production"]).notice_message_id == entry.id


def test_the_answer_not_sent_leaves_the_draft_open(bench, company, crashed):
    entry = log.interrupted(bench)[0]
    handing_over.settle_interrupted(bench, entry.id, MessageState.NOT_SENT)
    assert log.interrupted(bench) == ()
    assert messages.message(bench.ledger.read, entry.id).state is MessageState.NOT_SENT
    assert [each[0] for each in composing.open_drafts(bench)] == [crashed]
    assert handing_over.hand_over(bench, crashed).message_id != entry.id


def test_confirming_a_point_by_mail_closes_it(bench, company):
    with bench.ledger.write("point", undoable=False) as writer:
        point = writer.insert(
            "points",
            {"text": "10% deposit is fine", "said_at": "2026-11-20T06:00:00Z", "medium": "whatsapp",
             "party_id": company.party, "order_id": company.order},
        )  # fmt: skip
    letter = composing.draft_update(bench, point_id=point)
    assert "10% deposit is fine" in drafts.draft(bench.ledger.read, letter).body
    handed = handing_over.hand_over(bench, letter, "")
    assert messages.point(bench.ledger.read, point).confirmed_by == handed.message_id


def test_a_draft_saved_as_a_file_opens_as_a_draft_and_is_logged_like_a_hand_over(bench, letter, tmp_path):
    handed = handing_over.hand_over_as_file(bench, letter, tmp_path / "letter.eml")
    assert b"X-Unsent: 1" in handed.record.read_bytes()
    entry = messages.message(bench.ledger.read, handed.message_id)
    assert (entry.state, entry.program) == (MessageState.HANDED_OVER, "letter.eml")
    assert len(entry.fingerprint) == 64


def test_a_file_that_cannot_be_written_leaves_the_draft_and_says_not_sent(bench, letter, tmp_path):
    with pytest.raises(NeighbourFailed, match="file-not-written") as caught:
        handing_over.hand_over_as_file(bench, letter, tmp_path / "no such folder" / "letter.eml")
    assert caught.value.kept == "draft"
    assert bench.ledger.read.value("select state from messages order by id desc") == "not-sent"
    assert bench.ledger.read.value("select handed_over_at from drafts where id = ?", (letter,)) is None


def test_the_log_says_who_has_proofread_what_was_handed_over_c5(bench, company, letter, program):
    composing.say_proofread(bench, letter, "Maria Nowak")
    handed = handing_over.hand_over(bench, letter)
    assert log.sheet(bench, handed.message_id).proofread_by == "Maria Nowak"
    other = handing_over.hand_over(bench, composing.draft_update(bench, party_id=company.party, template="letter"))
    assert log.sheet(bench, other.message_id).proofread_by == ""
