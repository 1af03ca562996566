"""A draft that waits for its window on a real ledger: queued, taken back, due, missed, and what changed meanwhile."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.support.desk_bench import Clock, bench_at, take_back
from tests.support.letter_desk import LetterDesk
from tradedesk.domain.address import Standing
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.queueing import SlotKind, WaitKind
from tradedesk.ledger import drafts
from tradedesk.services import composing, draft_view, queue, reminding
from tradedesk.services import desk as desk_verbs

#: Friday, 20 November 2026, 14:32 in Ningbo and 07:32 in Hamburg.
FRIDAY = datetime(2026, 11, 20, 6, 32, tzinfo=UTC)
OPENING = datetime(2026, 11, 20, 7, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(FRIDAY)


@pytest.fixture
def letter(bench, company) -> int:
    return composing.draft_update(bench, order_id=company.order)


def best(bench, letter):
    return draft_view.view(bench, letter).slots[0]


def wait(bench, letter):
    slot = best(bench, letter)
    queue.wait_for(bench, letter, slot.at, slot.reason)
    return slot


def test_a_draft_waits_for_the_opening_of_the_reader_s_office(bench, letter):
    slot = wait(bench, letter)
    assert (slot.kind, slot.at) == (SlotKind.BOTH, OPENING)
    draft = drafts.draft(bench.ledger.read, letter)
    assert (draft.queued_for, draft.queued_why) == (OPENING, slot.reason)
    assert [(row.id, row.place, row.queued_for) for row in queue.waiting(bench).rows] == [(letter, "Hamburg", OPENING)]
    assert draft_view.view(bench, letter).wait.kind is WaitKind.WAITS


def test_queueing_is_taken_back_like_any_step(bench, letter):
    wait(bench, letter)
    step = bench.ledger.take_news()[-1]
    assert step.label == "draft-queued"
    desk_verbs.undo(bench, step.undo_id)
    assert queue.waiting(bench).rows == ()
    assert drafts.draft(bench.ledger.read, letter).queued_for is None


def test_a_draft_that_waits_no_longer_stays_and_that_can_be_taken_back_too(bench, letter):
    wait(bench, letter)
    queue.go_on(bench, letter)
    assert queue.waiting(bench).rows == ()
    assert [each[0] for each in composing.open_drafts(bench)] == [letter]
    take_back(bench)
    assert [row.queued_for for row in queue.waiting(bench).rows] == [OPENING]


def test_a_draft_that_does_not_wait_is_not_written_to(bench, letter):
    bench.ledger.take_news()
    queue.go_on(bench, letter)
    assert list(bench.ledger.take_news()) == []


def test_typing_and_writing_anew_do_not_lose_the_waiting(bench, letter):
    wait(bench, letter)
    composing.save_text(bench, letter, "TD-2026-0160", "Another text")
    composing.use_template(bench, letter, "production-progress", "en")
    assert [row.queued_for for row in queue.waiting(bench).rows] == [OPENING]


def test_the_past_is_refused(bench, letter):
    with pytest.raises(RuleSaysNo) as no:
        queue.wait_for(bench, letter, FRIDAY, best(bench, letter).reason)
    assert no.value.code == "queue-in-the-past"


def test_a_moment_of_one_s_own_on_their_clock(bench, letter):
    slot = queue.own_moment(bench, letter, date(2026, 11, 23), time(9, 30), at_theirs=True)
    assert slot.at == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    queue.wait_for(bench, letter, slot.at, slot.reason)
    assert [row.queued_for for row in queue.waiting(bench).rows] == [slot.at]


def test_nothing_is_due_before_its_moment_and_it_is_due_after_a_restart(tmp_path, clock):
    with bench_at(tmp_path / "profile", clock) as bench:
        letter = composing.draft_update(bench, order_id=LetterDesk(bench).order)
        wait(bench, letter)
        assert reminding.due(bench) == ()
        assert queue.due_count(bench) == 0
    clock.moment = OPENING + timedelta(hours=2, minutes=20)
    with bench_at(tmp_path / "profile", clock) as bench:
        (found,) = reminding.due(bench)
        assert (found.row.id, found.wait.kind, found.may_remind) == (letter, WaitKind.LATE, True)
        assert found.wait.until == datetime(2026, 11, 20, 16, tzinfo=UTC)
        assert queue.due_count(bench) == 1


def test_at_night_nobody_is_called(bench, letter, clock):
    wait(bench, letter)
    clock.moment = OPENING + timedelta(hours=8)
    (found,) = reminding.due(bench)
    assert not found.may_remind


def test_the_checks_are_run_again_when_the_moment_has_come(bench, company, letter, clock):
    wait(bench, letter)
    (before,) = queue_due_at(bench, clock, OPENING)
    with bench.ledger.write("bounced") as writer:
        writer.update("addresses", company.official, {"standing": str(Standing.BOUNCED)})
        writer.update("orders", company.order, {"summary": "150 rattan lounge sets"})
    (after,) = queue_due_at(bench, clock, OPENING)
    assert after.look > before.look
    told = {check.reason.code for check in draft_view.view(bench, letter).checks}
    assert {"fact-moved", "address-bounced-instead"} <= told


def queue_due_at(bench, clock, moment):
    clock.moment = moment
    return reminding.due(bench)


def test_a_customer_s_corrected_zone_is_noticed_while_the_draft_waits(bench, company, letter):
    wait(bench, letter)
    with bench.ledger.write("moved") as writer:
        writer.update("parties", company.party, {"country": "US", "zone": "America/Los_Angeles"})
    view = draft_view.view(bench, letter)
    assert (view.wait.kind, view.wait.off) == (WaitKind.WAITS, True)
    assert view.wait.next.at == datetime(2026, 11, 20, 16, tzinfo=UTC)
    assert dict(queue.standings(bench))[letter].off


def test_a_clock_that_was_set_back_makes_it_wait_again(bench, letter, clock):
    wait(bench, letter)
    assert len(queue_due_at(bench, clock, OPENING)) == 1
    assert queue_due_at(bench, clock, OPENING - timedelta(hours=3)) == ()


def test_a_reader_without_a_zone_is_waited_for_in_one_s_own_hours(bench, company, letter):
    with bench.ledger.write("unknown") as writer:
        writer.update("parties", company.party, {"zone": ""})
    slot = best(bench, letter)
    assert (slot.kind, slot.reason.code) == (SlotKind.OURS, "queue-zone-unknown")
    assert slot.at == datetime(2026, 11, 23, 1, tzinfo=UTC)


# -- what changed since the draft was written --------------------------------------------------------------------------


def reminder(bench, company):
    with bench.ledger.write("owed") as writer:
        share = {"label": "balance", "amount_minor": 1_240_000, "due_on": "2026-12-01", "position": 1}
        number = writer.insert("instalments", {"order_id": company.order, **share})
    return composing.draft_update(bench, order_id=company.order, template="balance-reminder"), number


def receive(bench, number):
    with bench.ledger.write("paid") as writer:
        writer.update("instalments", number, {"received_minor": 300_000})


def test_a_balance_paid_in_part_since_is_told_with_both_amounts(bench, company):
    letter, number = reminder(bench, company)
    assert draft_view.view(bench, letter).moved == ()
    receive(bench, number)
    (moved,) = draft_view.view(bench, letter).moved
    assert (moved.name, moved.then, moved.now) == ("balance.amount", "USD 12,400.00", "USD 9,400.00")


def test_written_anew_it_says_the_new_amount(bench, company):
    letter, number = reminder(bench, company)
    receive(bench, number)
    composing.write_anew(bench, letter)
    view = draft_view.view(bench, letter)
    assert view.moved == ()
    assert "USD 9,400.00" in view.draft.body
    assert "12,400" not in view.draft.body


def test_kept_as_it_is_it_is_not_brought_up_again_until_it_changes_once_more(bench, company):
    letter, number = reminder(bench, company)
    receive(bench, number)
    composing.keep_as_written(bench, letter)
    view = draft_view.view(bench, letter)
    assert view.moved == ()
    assert "USD 12,400.00" in view.draft.body
    take_back(bench)
    assert len(draft_view.view(bench, letter).moved) == 1


def test_a_text_that_says_something_else_by_now_is_the_user_s_own_word(bench, company):
    letter, number = reminder(bench, company)
    draft = drafts.draft(bench.ledger.read, letter)
    said = [each.replace("USD 12,400.00", "the open balance") for each in (draft.subject, draft.body)]
    composing.save_text(bench, letter, *said)
    receive(bench, number)
    assert draft_view.view(bench, letter).moved == ()


def test_the_day_by_which_an_answer_is_asked_does_not_make_a_draft_old(bench, company, clock):
    letter = composing.draft_update(bench, order_id=company.order, template="balance-reminder")
    clock.moment = FRIDAY + timedelta(days=2)
    assert [each for each in draft_view.view(bench, letter).moved if each.name == "reply.by"] == []
