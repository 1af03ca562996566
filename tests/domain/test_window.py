"""D6: who works when, over zones, weekends, holidays and the days on which the clock is changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.window import (
    Hours,
    Interval,
    Side,
    WindowKind,
    day_bounds,
    default_hours,
    length,
    next_opening,
    next_shared,
    overlap,
    ribbon,
    shifts_on,
    state,
    utc_of,
    work_intervals,
)

NINE_TO_SIX = ((time(9), time(18)),)
EIGHT_TO_SIX = ((time(8), time(18)),)
EVENING = ((time(20), time(22)),)

WINTER = date(2026, 1, 14)
SUMMER = date(2026, 7, 15)

ZONES = st.sampled_from(
    [
        "Asia/Shanghai",
        "America/Los_Angeles",
        "America/New_York",
        "Europe/Berlin",
        "Europe/London",
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "America/St_Johns",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Africa/Casablanca",
        "Asia/Dubai",
        "UTC",
    ]
)
QUARTERS = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
SHIFTS = st.lists(st.tuples(QUARTERS, QUARTERS), min_size=1, max_size=3).map(tuple)
HOURS = st.builds(Hours, ZONES, SHIFTS, st.sampled_from(["CN", "US", "AE", "SA", "IN", "DE", ""]))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
SPANS = st.integers(1, 24 * 9).map(lambda hours: timedelta(hours=hours))


def china_day(day: date) -> Interval:
    return day_bounds("Asia/Shanghai", day)


def shared(day: date, own: Hours, other: Hours) -> list[tuple[str, str]]:
    """The shared time of an own Chinese day, as Chinese clock times."""
    start, end = china_day(day)
    both = overlap(work_intervals(own, start, end), work_intervals(other, start, end))
    zone = ZoneInfo("Asia/Shanghai")
    return [(f"{a.astimezone(zone):%H:%M}", f"{b.astimezone(zone):%H:%M}") for a, b in both]


def clock(day: date, at: time, zone: str, there: str) -> str:
    return f"{utc_of(day, at, ZoneInfo(zone)).astimezone(ZoneInfo(there)):%d %H:%M}"


def test_d6_china_and_the_us_west_lie_16_hours_apart_in_winter_and_15_in_summer() -> None:
    for day, apart in ((WINTER, 16), (SUMMER, 15)):
        china = utc_of(day, time(12), ZoneInfo("Asia/Shanghai"))
        west = utc_of(day, time(12), ZoneInfo("America/Los_Angeles"))
        assert west - china == timedelta(hours=apart)


def test_d6_the_often_quoted_evening_is_early_morning_on_the_us_west_coast_and_no_office_time() -> None:
    assert clock(WINTER, time(20), "Asia/Shanghai", "America/Los_Angeles") == "14 04:00"
    assert clock(WINTER, time(22), "Asia/Shanghai", "America/Los_Angeles") == "14 06:00"
    assert clock(SUMMER, time(20), "Asia/Shanghai", "America/Los_Angeles") == "15 05:00"
    west = Hours("America/Los_Angeles", EIGHT_TO_SIX, "US")
    own = Hours("Asia/Shanghai", EVENING, "CN")
    assert shared(WINTER, own, west) == []
    assert shared(SUMMER, own, west) == []


def test_d6_in_winter_8_to_18_in_china_shares_8_to_10_with_9_to_18_on_the_us_west_coast() -> None:
    own = Hours("Asia/Shanghai", EIGHT_TO_SIX, "CN")
    west = Hours("America/Los_Angeles", NINE_TO_SIX, "US")
    assert shared(WINTER, own, west) == [("08:00", "10:00")]
    assert clock(WINTER, time(9), "Asia/Shanghai", "America/Los_Angeles") == "13 17:00"


def test_d6_with_9_to_18_on_both_sides_one_hour_is_left_in_winter_and_none_in_summer() -> None:
    own = Hours("Asia/Shanghai", NINE_TO_SIX, "CN")
    west = Hours("America/Los_Angeles", NINE_TO_SIX, "US")
    assert shared(WINTER, own, west) == [("09:00", "10:00")]
    assert shared(SUMMER, own, west) == []


def test_d6_a_second_shift_in_the_evening_meets_new_york() -> None:
    own = Hours("Asia/Shanghai", NINE_TO_SIX + EVENING, "CN")
    east = Hours("America/New_York", ((time(8), time(17)),), "US")
    assert shared(WINTER, own, east) == [("21:00", "22:00")]
    assert shared(SUMMER, own, east) == [("20:00", "22:00")]


def test_d6_an_interval_over_the_spring_change_is_an_hour_shorter_than_the_clock_says() -> None:
    nights = Hours("America/New_York", ((time(1), time(5)),), "US", weekend=frozenset())
    start, end = day_bounds("America/New_York", date(2026, 3, 8))
    assert end - start == timedelta(hours=23)
    assert length(work_intervals(nights, start, end)) == timedelta(hours=3)


def test_d6_an_interval_over_the_autumn_change_is_an_hour_longer_than_the_clock_says() -> None:
    nights = Hours("America/New_York", ((time(0), time(5)),), "US", weekend=frozenset())
    start, end = day_bounds("America/New_York", date(2026, 11, 1))
    assert end - start == timedelta(hours=25)
    assert length(work_intervals(nights, start, end)) == timedelta(hours=6)


def test_d6_an_opening_at_a_clock_time_that_is_skipped_opens_when_the_clock_jumps() -> None:
    zone = ZoneInfo("America/New_York")
    assert utc_of(date(2026, 3, 8), time(2, 30), zone) == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)
    assert utc_of(date(2026, 3, 8), time(3, 0), zone) == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)


def test_d6_a_clock_time_that_comes_twice_is_its_first_coming() -> None:
    assert utc_of(date(2026, 11, 1), time(1, 30), ZoneInfo("America/New_York")) == datetime(
        2026, 11, 1, 5, 30, tzinfo=UTC
    )


def test_d6_a_day_that_a_place_skipped_altogether_has_no_working_time() -> None:
    apia = Hours("Pacific/Apia", NINE_TO_SIX, "WS")
    start, end = datetime(2011, 12, 29, tzinfo=UTC), datetime(2012, 1, 1, tzinfo=UTC)
    days = {a.astimezone(ZoneInfo("Pacific/Apia")).date() for a, _ in work_intervals(apia, start, end)}
    assert date(2011, 12, 30) not in days
    assert date(2011, 12, 29) in days


def test_d6_a_shift_past_midnight_belongs_to_the_day_it_began() -> None:
    late = Hours("Asia/Shanghai", ((time(20), time(1)),), "CN")
    saturday_half_past_midnight = utc_of(date(2026, 11, 21), time(0, 30), ZoneInfo("Asia/Shanghai"))
    assert state(late, saturday_half_past_midnight).kind is WindowKind.WORKING
    assert state(late, saturday_half_past_midnight + timedelta(days=1)).kind is WindowKind.CLOSED_WEEKEND


def test_d6_a_place_at_work_says_until_when() -> None:
    now = datetime(2026, 11, 20, 6, 32, tzinfo=UTC)
    found = state(default_hours("JP", "Asia/Tokyo"), now)
    assert found.kind is WindowKind.WORKING
    assert found.until == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert found.opens_at is None
    assert f"{found.local_now:%H:%M}" == "15:32"
    assert (found.reason.code, found.reason.rule) == ("window-working", "D6")
    assert found.reason.fact("change") == "2026-11-20T18:00+09:00"


def test_d6_a_place_outside_its_hours_says_when_it_opens_in_utc() -> None:
    now = datetime(2026, 11, 20, 6, 32, tzinfo=UTC)
    found = state(default_hours("DE", "Europe/Berlin"), now)
    assert found.kind is WindowKind.OPENS
    assert found.until is None
    assert found.opens_at == datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
    assert found.reason.code == "window-opens"


def test_d6_saturday_is_weekend_in_riyadh_and_sunday_opens() -> None:
    now = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)
    found = state(default_hours("SA", "Asia/Riyadh"), now)
    assert found.kind is WindowKind.CLOSED_WEEKEND
    assert found.opens_at == datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    assert found.reason.fact("weekday") == "5"


def test_d6_a_holiday_is_named() -> None:
    now = datetime(2026, 11, 26, 17, 0, tzinfo=UTC)
    found = state(default_hours("US", "America/Los_Angeles"), now, {date(2026, 11, 26): "Thanksgiving Day"})
    assert found.kind is WindowKind.HOLIDAY
    assert found.reason.fact("holiday") == "Thanksgiving Day"
    assert found.opens_at == datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


def test_d6_the_other_side_may_still_have_yesterday() -> None:
    found = state(default_hours("US", "America/Los_Angeles"), datetime(2026, 11, 21, 6, 32, tzinfo=UTC))
    assert found.local_now.date() == date(2026, 11, 20)


def test_d6_a_friday_in_dubai_is_over_at_noon() -> None:
    dubai = default_hours("AE", "Asia/Dubai")
    morning, afternoon = datetime(2026, 11, 20, 7, 0, tzinfo=UTC), datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert state(dubai, morning).until == datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    assert state(dubai, afternoon).kind is WindowKind.OPENS
    assert state(dubai, afternoon).opens_at == datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def test_e2_offices_in_saudi_arabia_work_short_days_in_ramadan() -> None:
    riyadh = default_hours("SA", "Asia/Riyadh")
    assert shifts_on(riyadh, date(2026, 2, 17)) == ((time(8), time(17)),)
    assert shifts_on(riyadh, date(2026, 2, 18)) == ((time(10), time(16)),)
    noon = datetime(2026, 2, 19, 9, 0, tzinfo=UTC)
    assert state(riyadh, noon).reason.code == "window-working-ramadan"


def test_d6_a_saturday_worked_in_exchange_is_a_working_day_in_china() -> None:
    ningbo = default_hours("CN", "Asia/Shanghai")
    now = datetime(2026, 10, 10, 2, 0, tzinfo=UTC)
    assert state(ningbo, now).kind is WindowKind.CLOSED_WEEKEND
    assert state(ningbo, now, worked={date(2026, 10, 10)}).kind is WindowKind.WORKING


@pytest.mark.parametrize(
    ("zone", "code"), [("", "zone-missing"), ("Asia/Beijing", "zone-unknown"), ("../x", "zone-unknown")]
)
def test_d6_a_zone_that_is_missing_or_unknown_is_refused(zone: str, code: str) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        state(Hours(zone, NINE_TO_SIX), datetime(2026, 11, 21, tzinfo=UTC))
    assert refused.value.code == code
    assert refused.value.field == "zone"


def test_d6_a_place_without_a_working_day_never_opens() -> None:
    closed = Hours("Asia/Shanghai", NINE_TO_SIX, "CN", weekend=frozenset(range(7)))
    found = state(closed, datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
    assert found.kind is WindowKind.CLOSED_WEEKEND
    assert found.opens_at is None


def test_d6_a_queued_message_waits_for_the_hours_both_share() -> None:
    own = Side("own", Hours("Asia/Shanghai", NINE_TO_SIX + EVENING, "CN"))
    seattle = Side("seattle", Hours("America/Los_Angeles", EIGHT_TO_SIX, "US"))
    friday_evening_in_seattle = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)
    found = next_shared(own, seattle, friday_evening_in_seattle)
    assert found is not None
    # Monday 17:00 to 18:00 in Seattle is Tuesday 9:00 to 10:00 in China.
    assert found == (datetime(2026, 11, 24, 1, 0, tzinfo=UTC), datetime(2026, 11, 24, 2, 0, tzinfo=UTC))


def test_the_ribbon_shows_own_hours_the_overlap_and_what_is_left_of_theirs() -> None:
    own = Side("own", Hours("Asia/Shanghai", NINE_TO_SIX, "CN"))
    hamburg = Side("hamburg", Hours("Europe/Berlin", EIGHT_TO_SIX, "DE"))
    riyadh = Side("riyadh", default_hours("SA", "Asia/Riyadh"))
    start, end = china_day(date(2026, 11, 20))
    now = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
    found = ribbon(own, [hamburg, riyadh], start, now)
    assert (found.start, found.end) == (start, end)
    assert found.now == pytest.approx(14 / 24)
    mine, theirs, weekend = found.rows
    assert [bar.kind for bar in mine.segments] == ["own"]
    assert mine.segments[0].start == pytest.approx(9 / 24)
    # 8 to 18 in Hamburg is 15 to 1 in China: until 18 together, then theirs alone to the end of the own day.
    assert [(bar.kind, round(bar.start * 24, 3), round(bar.end * 24, 3)) for bar in theirs.segments] == [
        ("theirs", 0, 1),
        ("overlap", 15, 18),
        ("theirs", 18, 24),
    ]
    assert weekend.segments == ()
    assert weekend.state.kind is WindowKind.CLOSED_WEEKEND


def test_the_ribbon_of_another_day_has_no_marker() -> None:
    own = Side("own", Hours("Asia/Shanghai", NINE_TO_SIX, "CN"))
    start, _ = china_day(date(2026, 11, 20))
    assert ribbon(own, [], start, datetime(2026, 11, 21, 6, 0, tzinfo=UTC)).now is None


@settings(max_examples=150)
@given(HOURS, HOURS, MOMENTS, SPANS)
def test_d6_overlap_is_the_same_from_both_sides_and_lies_inside_both(
    one: Hours, other: Hours, start: datetime, span: timedelta
) -> None:
    mine, theirs = work_intervals(one, start, start + span), work_intervals(other, start, start + span)
    both = overlap(mine, theirs)
    assert both == overlap(theirs, mine)
    for a, b in both:
        assert a < b
        assert any(x <= a and b <= y for x, y in mine)
        assert any(x <= a and b <= y for x, y in theirs)
    assert length(both) <= min(length(mine), length(theirs))
    assert overlap(mine, mine) == mine


@settings(max_examples=150)
@given(HOURS, MOMENTS, SPANS)
def test_d6_intervals_are_in_order_apart_within_the_bounds_and_cut_anywhere_add_up(
    hours: Hours, start: datetime, span: timedelta
) -> None:
    end, middle = start + span, start + span / 3
    whole = work_intervals(hours, start, end)
    for a, b in whole:
        assert start <= a < b <= end
        assert a.utcoffset() == b.utcoffset() == timedelta()
    for (_, first_end), (second_start, _) in pairwise(whole):
        assert first_end < second_start
    parts = work_intervals(hours, start, middle) + work_intervals(hours, middle, end)
    assert length(parts) == length(whole)


@settings(max_examples=200)
@given(ZONES, st.dates(date(2025, 1, 1), date(2028, 12, 31)), QUARTERS)
def test_d6_a_clock_time_becomes_the_moment_that_shows_it_or_the_jump_over_it(zone: str, day: date, at: time) -> None:
    place = ZoneInfo(zone)
    moment = utc_of(day, at, place)
    shown = moment.astimezone(place)
    if shown.replace(tzinfo=None) != datetime.combine(day, at):
        before = (moment - timedelta(seconds=1)).astimezone(place)
        assert before.replace(tzinfo=None) < datetime.combine(day, at) < shown.replace(tzinfo=None)
    assert shown.fold == 0


@settings(max_examples=100)
@given(HOURS, MOMENTS)
def test_d6_the_state_agrees_with_the_intervals(hours: Hours, now: datetime) -> None:
    found = state(hours, now)
    inside = bool(work_intervals(hours, now, now + timedelta(seconds=1)))
    assert (found.kind is WindowKind.WORKING) == inside
    opening = next_opening(hours, now)
    assert opening == (now if inside else found.opens_at)
    assert found.local_now == now


def test_d6_a_shift_that_would_begin_when_a_half_day_ends_falls_away() -> None:
    two_shifts = Hours("Asia/Dubai", ((time(8), time(12)), (time(12), time(15))), "AE")
    assert shifts_on(two_shifts, date(2026, 11, 20)) == ((time(8), time(12)),)


def test_d6_a_factory_closed_for_three_weeks_says_when_it_opens_again() -> None:
    closed = {date(2027, 1, 25) + timedelta(days=n): "Spring Festival" for n in range(21)}
    found = state(default_hours("CN", "Asia/Shanghai"), datetime(2027, 1, 25, 2, 0, tzinfo=UTC), closed)
    assert found.kind is WindowKind.HOLIDAY
    assert found.opens_at == datetime(2027, 2, 15, 1, 0, tzinfo=UTC)
