"""Finding anything from the search field, and what the frame of the window is told."""

from __future__ import annotations

from tests.support.desk_bench import bench_at
from tests.support.small_company import SmallCompany
from tradedesk.domain.message import Direction, Medium
from tradedesk.services import desk, log
from tradedesk.services.search import search


def test_a_message_found_says_with_whom_it_was_and_the_very_moment(tmp_path):
    with bench_at(tmp_path) as bench:
        gulf = SmallCompany(bench).gulf
        number = log.note(
            bench, medium=Medium.WHATSAPP, direction=Direction.IN, text="Teak sample tables please", party_id=gulf
        )
        (hit,) = search(bench, "teak tables")
        assert (hit.kind, hit.title, hit.place) == ("message", "Teak sample tables please", ("log", number))
        assert hit.detail == "Gulf Horizon"
        assert hit.at == bench.now().replace(microsecond=0)


def test_signs_that_are_no_words_find_nothing_and_break_nothing(tmp_path):
    with bench_at(tmp_path) as bench:
        SmallCompany(bench)
        for query in ("\0", " ", "\u0300", "zzz\0zzz", "NEAR("):
            assert search(bench, query) == [], query


def test_the_window_is_told_the_zone_the_user_works_in(tmp_path):
    with bench_at(tmp_path) as bench:
        SmallCompany(bench)
        assert desk.summary(bench).zone == "Asia/Shanghai"
