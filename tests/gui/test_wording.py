from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tradedesk.domain.errors import ChangedElsewhere, NeighbourFailed, RuleSaysNo
from tradedesk.domain.money import Money, money
from tradedesk.domain.reason import because
from tradedesk.ui.widgets import PlainLabel, elided
from tradedesk.ui.wording import done, errors, formats, joined, reasons, set_language, tr, trn
from tradedesk.ui.wording.coded import patterns
from tradedesk.ui.wording.tongues import names_of

NOW = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)


def test_a_value_with_braces_stays_as_it_is():
    assert tr("{span} late", span="{n} <b>") == "{n} <b> late"


def test_a_missing_value_leaves_a_readable_gap():
    assert tr("{span} late") == "… late"


def test_the_number_chooses_the_form_in_english_and_chinese_has_one():
    assert trn("{n} day", "{n} days", 1) == "1 day"
    assert trn("{n} day", "{n} days", 2) == "2 days"
    set_language("zh_CN")
    assert trn("{n} day", "{n} days", 1) == "1 天"


def test_an_unknown_language_is_english():
    set_language("tlh")
    assert tr("Today") == "Today"


def test_a_code_without_words_is_readable_all_the_same():
    assert reasons.sentence(because("no-such-reason", "A2", mailbox="orders@")) == "No such reason (mailbox: orders@)"
    assert errors.sentence(RuleSaysNo("no-such.error", year=3)) == "No such error (year: 3)"
    assert done.sentence("no-such-deed|n=3") == "No such deed (n: 3)"


def test_an_error_is_told_in_the_users_language():
    error = ChangedElsewhere("party", 7)
    assert errors.sentence(error) == patterns("errors", "en")["changed-elsewhere"]
    set_language("zh_CN")
    assert errors.sentence(error) == patterns("errors", "zh_CN")["changed-elsewhere"]


def test_what_looks_like_a_day_and_is_none_is_quoted_as_it_was_written():
    assert reasons.sentence(because("no-such-day", value="2026-02-31")) == "There is no day “2026-02-31”."
    assert "2026-13-45" in reasons.sentence(because("key-twice", key="2026-13-45", line="2"))
    assert "2026-01-02" in reasons.sentence(because("not-a-number", value="2026-01-02", expected="12.50"))


def test_a_neighbours_failure_says_what_is_safe():
    told = errors.sentence(NeighbourFailed("mail-program-failed", kept="/outbox/7/draft.eml", program="X", status="1"))
    assert "/outbox/7/draft.eml" in told


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [(date(2026, 11, 21), "21 Nov", "11月21日"), (date(2027, 3, 2), "2 Mar 2027", "2027年3月2日"), (None, "—", "—")],
)
def test_a_day_is_short_and_cannot_be_misread(value, english, chinese):
    assert formats.day(value, date(2026, 11, 21)) == english
    set_language("zh_CN")
    assert formats.day(value, date(2026, 11, 21)) == chinese


def test_a_moment_of_today_is_the_time_alone():
    assert formats.moment(NOW, UTC, NOW) == "14:32"
    assert formats.moment(NOW - timedelta(days=3), UTC, NOW) == "18 Nov 14:32"
    assert formats.long_day(NOW.date()) == "Saturday, 21 November"
    set_language("zh_CN")
    assert formats.long_day(NOW.date()) == "11月21日 星期六"


def test_a_promise_says_what_is_left_or_how_late_it_is():
    assert formats.due(NOW + timedelta(minutes=38, seconds=30), NOW) == "38 min left"
    assert formats.due(NOW - timedelta(hours=2, minutes=10), NOW) == "2 h late"
    assert formats.due(NOW - timedelta(days=7), NOW) == "7 days late"


def test_the_past_and_the_future_are_told_from_now():
    assert formats.relative(NOW - timedelta(days=2), NOW) == "2 days ago"
    assert formats.relative(NOW - timedelta(hours=41), NOW) == "2 days ago"
    assert formats.relative(NOW + timedelta(hours=3), NOW) == "in 3 h"
    assert formats.relative(NOW - timedelta(seconds=20), NOW) == "just now"
    assert formats.relative_day(NOW.date() + timedelta(days=79), NOW.date()) == "in 79 days"
    assert formats.relative_day(NOW.date() - timedelta(days=1), NOW.date()) == "yesterday"


def test_money_always_shows_its_currency():
    assert formats.money(money(Decimal(12600), "USD")) == "USD 12,600.00"
    assert formats.money(Money(3280000, "JPY")) == "JPY 3,280,000"
    assert formats.money(None) == "—"


def test_languages_are_spoken_of_in_the_users_own_whatever_region_stands_behind():
    assert names_of(("en", "ar")) == "English, Arabic"
    assert names_of(("zh", "zh_CN", "pt-br", "sw")) == "Chinese, Chinese, Portuguese, sw"
    set_language("zh_CN")
    assert names_of(("en", "ar")) == "英语、阿拉伯语"


def test_several_addresses_of_a_reason_are_listed_as_the_language_does():
    twice = because("person-twice", "A1", name="Khalid", addresses="a@gulf.ae, k@gmail.com")
    assert "a@gulf.ae, k@gmail.com" in reasons.sentence(twice)
    set_language("zh_CN")
    assert "a@gulf.ae、k@gmail.com" in reasons.sentence(twice)


def test_an_arabic_name_keeps_its_direction_and_does_not_turn_the_line_round():
    assert joined(("شركة الأفق", "", "USD 18,000.00")) == "\u200e\u2068شركة الأفق\u2069 · USD 18,000.00"
    assert tr("{n} for {name}", n=2, name="אביב") == "2 for \u200e\u2068אביב\u2069"
    assert joined(("Gulf Horizon", "海天")) == "Gulf Horizon · 海天"


def test_a_name_written_from_the_right_stands_where_the_others_begin(qtbot):
    label = PlainLabel("شركة الأفق")
    qtbot.addWidget(label)
    label.resize(600, 30)
    picture = label.grab().toImage()
    half = picture.width() // 2
    ground = picture.pixel(picture.width() - 1, 0)
    inked = {x < half for x in range(picture.width()) for y in range(picture.height()) if picture.pixel(x, y) != ground}
    assert inked == {True}


def test_a_name_written_from_the_right_is_cut_off_at_its_end_which_is_left(qtbot):
    label = PlainLabel()
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    assert elided(metrics, "شركة الأفق الخليجي للتجارة", 70).startswith("\u200e\u2068شر")
    assert elided(metrics, "Gulf Horizon Trading LLC", 70).startswith("Gulf")
