"""A notice to many that waits: each mail for its own readers' hours, over restarts, one after the other (D6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from tests.support.desk_bench import Clock, bench_at
from tests.support.letter_desk import LetterDesk
from tests.support.many_firms import ManyFirms
from tradedesk.domain.message import MessageState
from tradedesk.domain.queueing import SlotKind, WaitKind
from tradedesk.ledger import drafts, messages
from tradedesk.services import composing, group_mails, group_notice, group_view, handing_over, log, queue, reminding
from tradedesk.services.bench import Bench

#: Friday, 20 November 2026, 08:00 in Ningbo.
FRIDAY = datetime(2026, 11, 20, 0, tzinfo=UTC)
#: When Tokyo and we are at work, and when Hamburg is.
TOKYO, HAMBURG = datetime(2026, 11, 20, 1, tzinfo=UTC), datetime(2026, 11, 20, 7, tzinfo=UTC)
SIZE = {"more": {"group.mail-size": 1}}


@pytest.fixture
def clock() -> Clock:
    return Clock(FRIDAY)


@pytest.fixture
def bench(bench: Bench, program) -> Bench:
    bench.setting = SIZE.get
    return bench


@pytest.fixture
def notice(bench) -> int:
    """To a customer in Hamburg and one in Tokyo, a mail each."""
    LetterDesk(bench)
    firms = ManyFirms(bench)
    with bench.ledger.write("moved", undoable=False) as writer:
        writer.update("parties", firms.alpha, {"country": "DE", "zone": "Europe/Berlin"})
        writer.update("parties", firms.beta, {"country": "JP", "zone": "Asia/Tokyo"})
    return group_notice.start(bench, (firms.alpha, firms.beta))


def wait_for_the_best(bench: Bench, number: int):
    slot = composing.view(bench, number).slots[0]
    queue.wait_for(bench, number, slot.at, slot.reason)
    return slot


def to_come(bench: Bench, number: int) -> list[str]:
    draft = drafts.draft(bench.ledger.read, number)
    return [one.value for share in group_mails.mails_of(bench, draft).next for one in share.recipients]


def test_the_mails_go_from_east_to_west_each_with_its_own_moment(bench, notice):
    assert to_come(bench, notice) == ["office@beta.fr"]
    slot = wait_for_the_best(bench, notice)
    assert (slot.kind, slot.at, slot.reason.fact("n")) == (SlotKind.MOST, TOKYO, "1")
    seen = composing.view(bench, notice)
    assert (seen.wait.kind, seen.draft.queued_why) == (WaitKind.WAITS, slot.reason)


def test_it_stands_among_the_waiting_ones_with_how_many_it_is_for(bench, notice):
    slot = wait_for_the_best(bench, notice)
    assert [(row.id, row.party, row.customers, row.queued_for) for row in queue.waiting(bench).rows] == [
        (notice, "", 2, slot.at)
    ]


def test_once_a_mail_was_opened_it_waits_for_the_next_one_s_readers(bench, notice, clock):
    slot = wait_for_the_best(bench, notice)
    clock.moment = slot.at
    assert [each.wait.kind for each in reminding.due(bench)] == [WaitKind.NOW]
    handing_over.hand_over(bench, notice)
    draft = drafts.draft(bench.ledger.read, notice)
    assert (to_come(bench, notice), draft.queued_for) == (["info@alpha.de"], HAMBURG)
    assert draft.queued_why.code == "queue-most-at-work"
    clock.moment = HAMBURG
    handing_over.hand_over(bench, notice)
    assert drafts.draft(bench.ledger.read, notice).queued_for is None
    assert queue.waiting(bench).rows == ()


def test_a_next_mail_whose_readers_are_at_work_as_well_is_due_at_once(bench, notice, clock):
    wait_for_the_best(bench, notice)
    clock.moment = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
    handing_over.hand_over(bench, notice)
    assert [row.id for row in queue.waiting(bench).rows] == [notice]
    assert queue.due_count(bench) == 1


def test_one_that_does_not_wait_is_not_made_to_by_its_mails(bench, notice):
    handing_over.hand_over(bench, notice)
    assert drafts.draft(bench.ledger.read, notice).queued_for is None


def test_a_mail_that_was_not_sent_after_all_does_not_begin_to_wait(bench, notice):
    handing_over.hand_over(bench, notice)
    handing_over.hand_over(bench, notice)
    number = bench.ledger.read.value("select min(id) from messages")
    log.say_what_became(bench, number, MessageState.NOT_SENT)
    assert messages.message(bench.ledger.read, number).state is MessageState.NOT_SENT
    assert composing.view(bench, notice).wait is None


def test_it_waits_over_a_restart_and_says_what_was_missed(tmp_path, program, clock):
    with bench_at(tmp_path / "other", clock) as bench:
        LetterDesk(bench)
        firms = ManyFirms(bench)
        with bench.ledger.write("moved", undoable=False) as writer:
            writer.update("parties", firms.alpha, {"country": "DE", "zone": "Europe/Berlin"})
        number = group_notice.start(bench, (firms.alpha, firms.beta))
        wait_for_the_best(bench, number)
    clock.moment = datetime(2026, 11, 20, 20, tzinfo=UTC)
    with bench_at(tmp_path / "other", clock) as bench:
        (found,) = reminding.due(bench)
        assert (found.row.id, found.row.customers) == (number, 2)
        assert composing.view(bench, number).wait.kind is WaitKind.CLOSED


def test_a_moment_of_ones_own_says_how_many_are_at_work_then(bench, notice):
    slot = group_view.own_moment(bench, notice, date(2026, 11, 24), time(9))
    assert (slot.at, slot.reason.code) == (datetime(2026, 11, 24, 1, tzinfo=UTC), "queue-own-time-most")
    assert slot.reason.fact("n") == "1"
