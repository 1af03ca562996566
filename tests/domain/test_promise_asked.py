"""B3: whoever was asked which address is for what is looked after, with a clock that stands still."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from tradedesk.domain.promise import AskedFacts, Promise, PromiseTerms, Urgency, promises_for_asked
from tradedesk.domain.window import Hours

#: Thursday, 12 November 2026, 10:00 in Ningbo.
ASKED = datetime(2026, 11, 12, 2, 0, tzinfo=UTC)
OWN = Hours("Asia/Shanghai", ((time(9), time(18)),), "CN")
TERMS = PromiseTerms()
FACTS = AskedFacts(41, 3, "Gulf Horizon", ASKED)


def at(days: float, *, terms: PromiseTerms = TERMS, facts: AskedFacts = FACTS, **more: object) -> list[Promise]:
    """The promises so many days after it was asked."""
    return promises_for_asked([facts], terms, ASKED + timedelta(days=days), OWN, **more)  # type: ignore[arg-type]


def test_an_answer_is_looked_for_five_own_working_days_after_it_was_asked() -> None:
    (found,) = at(1)
    assert (found.kind, found.rule, found.party_id, found.message_id) == ("asked", "B3", 3, 41)
    assert found.due_at == datetime(2026, 11, 19, 10, 0, tzinfo=UTC)  # Thursday, 18:00 in Ningbo
    assert (found.title.fact("asked"), found.title.fact("party")) == ("2026-11-12", "Gulf Horizon")


def test_until_then_the_answer_is_brought_in_and_afterwards_they_are_reminded() -> None:
    assert [(each.urgency, each.action) for each in at(1)] == [(Urgency.LATER, "bring-answer")]
    assert [(each.urgency, each.action) for each in at(8)] == [(Urgency.LATE, "remind-asked")]


def test_the_days_can_be_changed_and_own_holidays_are_not_working_days() -> None:
    (sooner,) = at(0, terms=PromiseTerms(asked_working_days=1))
    assert sooner.due_at.date() == date(2026, 11, 13)
    (later,) = at(0, terms=PromiseTerms(asked_working_days=1), holidays={date(2026, 11, 13): "A holiday"})
    assert later.due_at.date() == date(2026, 11, 16)


def test_an_answer_ends_it_and_so_does_a_long_time() -> None:
    assert at(1, facts=FACTS._replace(answered=True)) == []
    assert at(1, terms=PromiseTerms(not_before=date(2026, 11, 13))) == []


def test_the_same_question_keeps_its_key_at_every_reckoning() -> None:
    assert at(1)[0].key == at(30)[0].key
