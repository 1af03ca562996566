"""A feast that is not the reader's (E2), and the user's own note on it, which wins (E4)."""

from __future__ import annotations

import pytest

from tradedesk.domain.check import Advice, Weight
from tradedesk.domain.checks import silenceable
from tradedesk.domain.feasts import feast_checks, feast_checks_of_many

CHRISTMAS = "We wish you, your family and your team a merry Christmas and a happy New Year."
SPRING = "Greetings for the Spring Festival"
EID = "Eid Mubarak to you, your family and your team."


def told(text: str, country: str, notes: str = "") -> list[str]:
    return [each.reason.code for each in feast_checks([text], country, notes)]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        (CHRISTMAS, "SA", ["christmas-not-kept"]),
        (CHRISTMAS, "TR", ["christmas-not-kept"]),
        (CHRISTMAS, "DE", []),
        (CHRISTMAS, "US", []),
        (CHRISTMAS, "PH", []),
        (CHRISTMAS, "LB", []),
        ("圣诞快乐，新年快乐", "AE", ["christmas-not-kept"]),
        (SPRING, "SA", ["spring-festival-not-kept"]),
        (SPRING, "VN", []),
        ("恭贺新春", "DE", ["spring-festival-not-kept"]),
        (EID, "DE", ["eid-not-kept"]),
        (EID, "JP", ["eid-not-kept"]),
        (EID, "SA", []),
        (EID, "ID", []),
        (EID, "IN", []),
        ("开斋节快乐", "KR", ["eid-not-kept"]),
    ],
)
def test_a_feast_that_most_readers_there_do_not_keep_is_told(text, country, expected):
    assert told(text, country) == expected


@pytest.mark.parametrize("text", ["Our office is closed: Spring Festival.", "The goods arrive before Christmas.", ""])
def test_a_feast_that_is_only_a_date_is_no_wish(text):
    assert told(text, "SA") == []


def test_where_the_country_is_not_known_nothing_is_said():
    assert told(CHRISTMAS, "") == []


def test_it_is_advice_that_can_be_silenced_and_shows_the_words():
    (check,) = feast_checks([SPRING, CHRISTMAS.replace("Christmas", "New Year")], "SA", "")
    assert (check.weight, check.kind) == (Weight.LOOK, Advice.FEASTS)
    assert silenceable(check)
    assert check.remedies[0].what == "Spring Festival"
    assert check.reason.rule == "E2"


def test_the_users_own_note_is_shown_instead_of_the_countrys_custom():
    note = "Coffee, no sugar.\nIs a Christian, keeps Christmas."
    (check,) = feast_checks([CHRISTMAS], "SA", note)
    assert (check.reason.code, check.reason.rule) == ("feast-noted", "E4")
    assert check.reason.fact("note") == "Is a Christian, keeps Christmas."
    assert told(CHRISTMAS, "DE", "No Christmas wishes, please") == ["feast-noted"]
    assert told(CHRISTMAS, "SA", "Coffee, no sugar.") == ["christmas-not-kept"]


def test_of_many_readers_those_elsewhere_are_counted():
    (check,) = feast_checks_of_many([CHRISTMAS, CHRISTMAS], ["DE", "SA", "", "JP", "US"])
    assert (check.reason.fact("n"), check.reason.fact("every"), check.reason.fact("word")) == ("2", "5", "Christmas")
    assert feast_checks_of_many([CHRISTMAS], ["DE", "US", ""]) == []
