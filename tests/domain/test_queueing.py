"""When a message that waits for its window may go out (D6, E2): both clocks, holidays, Ramadan, the clock changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.queueing import SlotKind, WaitKind, may_remind, own_slot, slots, wait
from tradedesk.domain.window import Side, default_hours, work_intervals

NINGBO = "Asia/Shanghai"
OWN = Side("own", default_hours("CN", NINGBO))


def there(country: str, zone: str, holidays: dict[date, str] | None = None) -> Side:
    return Side("party", default_hours(country, zone), holidays or {})


HAMBURG = there("DE", "Europe/Berlin")
SEATTLE = there("US", "America/Los_Angeles")
RIYADH = there("SA", "Asia/Riyadh")
DUBAI = there("AE", "Asia/Dubai")


def at(told: str, zone: str = NINGBO) -> datetime:
    """A moment on a place's own clock."""
    return datetime.fromisoformat(told).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def first(theirs: Side | None, now: str) -> tuple[SlotKind, datetime]:
    found = slots(OWN, theirs, at(now))[0]
    return found.kind, found.at


def test_before_hamburg_opens_a_message_waits_for_its_opening():
    assert first(HAMBURG, "2026-11-20 14:32") == (SlotKind.BOTH, at("2026-11-20 15:00"))


def test_in_summer_the_same_office_opens_an_hour_earlier_on_our_clock():
    assert first(HAMBURG, "2026-07-20 11:00") == (SlotKind.BOTH, at("2026-07-20 14:00"))


@pytest.mark.parametrize(
    ("now", "opens"),
    [("2026-10-23 19:00", "2026-10-26 15:00"), ("2026-03-27 19:00", "2026-03-30 14:00")],
)
def test_over_the_weekend_on_which_the_clocks_change_the_new_hour_counts(now, opens):
    assert first(HAMBURG, now) == (SlotKind.BOTH, at(opens))


def test_while_both_are_at_work_the_next_time_is_the_next_day():
    assert first(HAMBURG, "2026-11-19 16:00") == (SlotKind.BOTH, at("2026-11-20 15:00"))


def test_friday_evening_waits_for_monday():
    assert first(HAMBURG, "2026-11-20 18:30") == (SlotKind.BOTH, at("2026-11-23 15:00"))


def test_a_lunch_break_is_waited_for():
    madrid = there("ES", "Europe/Madrid")
    own_late = Side("own", default_hours("PL", "Europe/Warsaw"))
    found = slots(own_late, madrid, at("2026-11-20 14:30", "Europe/Madrid"))[0]
    assert found.at == at("2026-11-20 16:00", "Europe/Madrid")


def test_without_shared_hours_it_waits_for_their_opening_and_says_so():
    found = slots(OWN, SEATTLE, at("2026-11-21 14:32"))
    assert (found[0].kind, found[0].at) == (SlotKind.THEIRS, at("2026-11-23 08:00", "America/Los_Angeles"))
    assert (found[0].at, found[0].reason.code) == (at("2026-11-24 00:00"), "queue-no-shared-hours")
    assert [each.at for each in found[:2]] == [at("2026-11-24 00:00"), at("2026-11-25 00:00")]


def test_in_riyadh_the_week_begins_on_sunday_but_ours_on_monday():
    found = slots(OWN, RIYADH, at("2026-11-20 15:00"))
    assert found[0].kind is SlotKind.BOTH
    assert found[0].at == at("2026-11-23 13:00")
    sunday = next(each for each in found if each.kind is SlotKind.THEIRS)
    assert (sunday.at, sunday.reason.code) == (at("2026-11-22 08:00", "Asia/Riyadh"), "queue-their-opening")


def test_on_friday_dubai_closes_at_noon():
    found = slots(OWN, DUBAI, at("2026-11-20 09:00"))[0]
    assert found.at == at("2026-11-20 13:00")
    assert datetime.fromisoformat(found.reason.fact("until")) == at("2026-11-20 16:00")


def test_a_shared_quarter_of_an_hour_is_too_short():
    early = Side("own", default_hours("CN", NINGBO)._replace(shifts=((time(9), time(15, 10)),)))
    assert slots(early, HAMBURG, at("2026-11-20 14:00"))[0].kind is SlotKind.THEIRS


def test_on_a_public_holiday_it_waits_for_the_day_after_and_names_it():
    berlin = there("DE", "Europe/Berlin", {date(2026, 12, 25): "Christmas Day", date(2026, 12, 26): "Boxing Day"})
    found = slots(OWN, berlin, at("2026-12-25 10:00"))[0]
    assert found.at == at("2026-12-28 15:00")
    assert (found.kind, found.reason.fact("holiday")) == (SlotKind.AFTER_HOLIDAY, "Christmas Day")


def test_before_a_holiday_the_time_after_it_is_offered_too():
    berlin = there("DE", "Europe/Berlin", {date(2026, 12, 25): "Christmas Day", date(2026, 12, 26): "Boxing Day"})
    found = slots(OWN, berlin, at("2026-12-23 10:00"))
    assert [(each.kind, each.at) for each in found] == [
        (SlotKind.BOTH, at("2026-12-23 15:00")),
        (SlotKind.BOTH, at("2026-12-24 15:00")),
        (SlotKind.AFTER_HOLIDAY, at("2026-12-28 15:00")),
    ]


def test_our_own_golden_week_does_not_keep_their_opening_from_being_offered():
    week = {date(2026, 10, day): "National Day" for day in range(1, 8)}
    own = OWN._replace(holidays=week)
    found = slots(own, HAMBURG, at("2026-10-01 10:00"))
    assert found[0].at == at("2026-10-08 14:00")
    assert next(each for each in found if each.kind is SlotKind.THEIRS).at == at("2026-10-01 14:00")


def test_our_exchanged_saturday_is_a_day_at_work():
    own = OWN._replace(worked=frozenset({date(2026, 10, 10)}))
    sunday_week = there("SA", "Asia/Riyadh")
    saturday = there("IN", "Asia/Kolkata")
    assert slots(own, saturday, at("2026-10-09 19:00"))[0].at == at("2026-10-10 12:30")
    assert slots(own, sunday_week, at("2026-10-09 19:00"))[0].at == at("2026-10-12 13:00")


def test_in_ramadan_waiting_until_after_its_feast_is_offered_about():
    found = slots(OWN, RIYADH, at("2026-03-02 10:00"))
    after = next(each for each in found if each.kind is SlotKind.AFTER_RAMADAN)
    assert after.at >= at("2026-03-21 00:00", "Asia/Riyadh")
    assert (after.reason.rule, after.reason.fact("eid")) == ("E2", "2026-03-20")
    assert found[0].kind is SlotKind.BOTH
    assert found[0].at == at("2026-03-02 15:00")  # 10:00 in Riyadh: the short hours of Ramadan


def test_an_unknown_zone_leaves_our_own_hours():
    assert first(None, "2026-11-21 14:32") == (SlotKind.OURS, at("2026-11-23 09:00"))


def test_the_reader_s_date_may_still_be_yesterday_s():
    found = slots(OWN, SEATTLE, at("2026-11-24 02:00"))[0]
    assert found.at.astimezone(ZoneInfo("America/Los_Angeles")).date() == date(2026, 11, 24)
    assert found.at == at("2026-11-25 00:00")


# -- a moment of one's own ---------------------------------------------------------------------------------------------


def test_a_time_on_their_clock_is_the_same_moment_on_ours():
    now = at("2026-11-20 14:00")
    found = own_slot(OWN, HAMBURG, date(2026, 11, 24), time(9, 30), at_theirs=True, now=now)
    assert found.at == at("2026-11-24 16:30")
    assert found.reason.code == "queue-own-time-open"
    same = own_slot(OWN, HAMBURG, date(2026, 11, 24), time(16, 30), at_theirs=False, now=now)
    assert same.at == found.at


def test_a_time_at_which_they_are_closed_may_be_chosen_and_says_so():
    now = at("2026-11-20 14:00")
    found = own_slot(OWN, HAMBURG, date(2026, 11, 22), time(9), at_theirs=True, now=now)
    assert found.reason.code == "queue-own-time-closed"


def test_a_moment_that_has_passed_is_refused_also_when_their_clock_still_shows_an_earlier_one():
    now = at("2026-11-24 10:00")
    with pytest.raises(RuleSaysNo) as no:
        own_slot(OWN, SEATTLE, date(2026, 11, 23), time(18), at_theirs=True, now=now)
    assert (no.value.code, no.value.field) == ("queue-in-the-past", "time")
    assert own_slot(OWN, SEATTLE, date(2026, 11, 23), time(18, 1), at_theirs=True, now=now).at > now


def test_an_hour_that_the_clock_jumps_over_is_the_moment_of_the_jump():
    now = at("2026-03-20 10:00")
    found = own_slot(OWN, HAMBURG, date(2026, 3, 29), time(2, 30), at_theirs=True, now=now)
    assert found.at == datetime(2026, 3, 29, 1, tzinfo=UTC)


# -- when the moment has come ------------------------------------------------------------------------------------------


def test_before_its_moment_it_waits():
    found = wait(at("2026-11-20 15:00"), OWN, HAMBURG, at("2026-11-20 14:59"))
    assert (found.kind, found.off) == (WaitKind.WAITS, False)


def test_at_its_moment_it_is_time_and_their_closing_is_named():
    found = wait(at("2026-11-20 15:00"), OWN, HAMBURG, at("2026-11-20 15:00"))
    assert (found.kind, found.until) == (WaitKind.NOW, at("2026-11-21 00:00"))


def test_two_hours_late_it_is_missed_while_they_are_still_at_work():
    found = wait(at("2026-11-20 15:00"), OWN, HAMBURG, at("2026-11-20 17:20"))
    assert (found.kind, found.until) == (WaitKind.LATE, at("2026-11-21 00:00"))


def test_after_a_night_asleep_the_next_window_is_named():
    found = wait(at("2026-11-19 15:00"), OWN, HAMBURG, at("2026-11-20 09:00"))
    assert found.kind is WaitKind.CLOSED
    assert found.next is not None
    assert found.next.at == at("2026-11-20 15:00")


def test_a_clock_set_back_makes_it_wait_again():
    queued = at("2026-11-20 15:00")
    assert wait(queued, OWN, HAMBURG, at("2026-11-20 15:05")).kind is WaitKind.NOW
    assert wait(queued, OWN, HAMBURG, at("2026-11-20 12:05")).kind is WaitKind.WAITS


def test_a_zone_that_was_corrected_is_noticed_before_the_moment_comes():
    found = wait(at("2026-11-23 15:00"), OWN, SEATTLE, at("2026-11-21 15:00"))
    assert (found.kind, found.off) == (WaitKind.WAITS, True)
    assert found.next is not None
    assert found.next.at == at("2026-11-24 00:00")


def test_a_holiday_learnt_since_is_noticed_too():
    berlin = there("DE", "Europe/Berlin", {date(2026, 11, 23): "A day of mourning"})
    assert wait(at("2026-11-23 15:00"), OWN, berlin, at("2026-11-21 15:00")).off


def test_one_is_called_in_one_s_own_hours_or_at_the_very_moment_one_chose_outside_them():
    day, night = at("2026-11-20 15:00"), at("2026-11-24 00:00")
    assert may_remind(day, OWN, at("2026-11-20 15:00"))
    assert not may_remind(day, OWN, at("2026-11-20 22:00"))
    assert may_remind(day, OWN, at("2026-11-23 09:00"))
    assert may_remind(night, OWN, at("2026-11-24 00:05"))
    assert not may_remind(night, OWN, at("2026-11-24 03:00"))


ZONES = [("DE", "Europe/Berlin"), ("US", "America/Los_Angeles"), ("SA", "Asia/Riyadh"), ("IR", "Asia/Tehran"),
         ("NZ", "Pacific/Auckland"), ("IN", "Asia/Kolkata"), ("BR", "America/Sao_Paulo"), ("CN", NINGBO)]  # fmt: skip


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 1)),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
)
def test_whatever_the_clocks_say_the_moment_lies_ahead_and_they_are_at_work_then(naive, ours, theirs):
    now = naive.replace(tzinfo=UTC)
    own, other = Side("own", default_hours(*ours)), there(*theirs)
    found = slots(own, other, now)
    assert found
    assert len({each.at for each in found}) == len(found)
    for each in found:
        assert each.at > now
        assert each.at.utcoffset() == timedelta()
        assert work_intervals(other.hours, each.at, each.at + timedelta(minutes=1))
        if each.kind is SlotKind.BOTH:
            assert work_intervals(own.hours, each.at, each.at + timedelta(minutes=1))
