"""The moment for one mail to many readers in several places: the most of them decide (D6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from tradedesk.domain import group_queueing
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.group_notice import Share
from tradedesk.domain.group_queueing import Crowd
from tradedesk.domain.queueing import SlotKind, WaitKind
from tradedesk.domain.window import Side, default_hours

#: Friday, 20 November 2026, 08:00 in Ningbo.
FRIDAY = datetime(2026, 11, 20, 0, tzinfo=UTC)
OURS = Side("own", default_hours("CN", "Asia/Shanghai"))


def crowd(country: str, zone: str, readers: int) -> Crowd:
    return Crowd(Side("party", default_hours(country, zone)), readers)


TOKYO, HAMBURG = crowd("JP", "Asia/Tokyo", 3), crowd("DE", "Europe/Berlin", 45)
SEATTLE, DUBAI = crowd("US", "America/Los_Angeles", 50), crowd("AE", "Asia/Dubai", 2)


def told(slot):
    return slot.kind, slot.at, slot.reason.fact("n"), slot.reason.fact("readers")


def test_the_most_of_them_decide():
    best, *_ = group_queueing.slots(OURS, [TOKYO, HAMBURG], 48, FRIDAY)
    assert told(best) == (SlotKind.MOST, datetime(2026, 11, 20, 7, tzinfo=UTC), "48", "48")


def test_nearly_all_today_are_better_than_all_of_them_days_later():
    best, full, *_ = group_queueing.slots(OURS, [HAMBURG, crowd("IL", "Asia/Jerusalem", 3)], 48, FRIDAY)
    assert told(best) == (SlotKind.MOST, datetime(2026, 11, 20, 7, tzinfo=UTC), "45", "48")
    assert told(full)[1:3] == (datetime(2026, 11, 23, 7, tzinfo=UTC), "48")


def test_where_nobody_shares_our_hours_theirs_count():
    best, later = group_queueing.slots(OURS, [SEATTLE], 50, FRIDAY)
    assert told(best) == (SlotKind.MOST_THEIRS, datetime(2026, 11, 20, 16, tzinfo=UTC), "50", "50")
    assert later.at == datetime(2026, 11, 23, 16, tzinfo=UTC)


def test_without_any_zone_it_is_our_own_working_time():
    (best,) = group_queueing.slots(OURS, [], 7, FRIDAY)
    assert (best.kind, best.reason.code) == (SlotKind.OURS, "queue-zone-unknown")


def test_readers_of_an_unknown_zone_are_counted_but_not_as_being_at_work():
    best, *_ = group_queueing.slots(OURS, [HAMBURG], 50, FRIDAY)
    assert told(best)[2:] == ("45", "50")


def test_the_mails_go_from_east_to_west_and_unknown_places_last():
    zones = {1: "America/Los_Angeles", 2: "", 3: "Asia/Tokyo", 4: "Europe/Berlin", 5: "Asia/Tokyo"}
    shares = [Share(number, (), zone=zone) for number, zone in zones.items()]
    assert [each.party_id for each in group_queueing.east_to_west(shares, FRIDAY)] == [3, 5, 4, 1, 2]


def test_it_is_missed_when_nobody_of_them_is_at_work_any_more():
    queued = datetime(2026, 11, 20, 7, tzinfo=UTC)
    late, gone = datetime(2026, 11, 20, 12, tzinfo=UTC), datetime(2026, 11, 20, 20, tzinfo=UTC)
    assert group_queueing.wait(queued, OURS, [HAMBURG], 45, FRIDAY).kind is WaitKind.WAITS
    assert group_queueing.wait(queued, OURS, [HAMBURG], 45, queued).kind is WaitKind.NOW
    assert group_queueing.wait(queued, OURS, [HAMBURG], 45, late).kind is WaitKind.LATE
    missed = group_queueing.wait(queued, OURS, [HAMBURG], 45, gone)
    assert (missed.kind, missed.next.at) == (WaitKind.CLOSED, datetime(2026, 11, 23, 7, tzinfo=UTC))


def test_a_moment_of_ones_own_says_how_many_are_at_work_then():
    slot = group_queueing.own_slot(OURS, [HAMBURG, DUBAI], 50, date(2026, 11, 23), time(15), FRIDAY)
    assert (slot.kind, slot.reason.code, slot.reason.fact("n")) == (SlotKind.OWN_TIME, "queue-own-time-most", "47")
    with pytest.raises(RuleSaysNo) as no:
        group_queueing.own_slot(OURS, [HAMBURG], 45, date(2026, 11, 19), time(15), FRIDAY)
    assert no.value.code == "queue-in-the-past"


def test_the_next_mail_goes_at_once_while_nearly_as_many_are_at_work_now():
    best, *_ = group_queueing.slots(OURS, [HAMBURG, DUBAI], 47, FRIDAY)
    assert group_queueing.is_as_good([HAMBURG, DUBAI], datetime(2026, 11, 20, 9, tzinfo=UTC), best)
    assert not group_queueing.is_as_good([HAMBURG, DUBAI], datetime(2026, 11, 20, 5, tzinfo=UTC), best)
