"""Of which shipment of several the customer was told (D4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tradedesk.domain.container import Container
from tradedesk.domain.departure import untold
from tradedesk.domain.shipment import Box, Consignment, departures, to_tell_of

FIRST = Consignment(1, 7, tracking=("SF1234567890",), shipped_on=date(2026, 11, 18))
SECOND = Consignment(2, 7, boxes=(Box(1, Container("CSLU6034512")),), shipped_on=date(2026, 11, 20))
WAITS = Consignment(3, 7, etd=date(2026, 11, 28))
EVERY = (WAITS, SECOND, FIRST)


def owed(*notices: tuple[int, str], of: tuple[Consignment, ...] = EVERY) -> list[int]:
    return [each.id for each in untold(departures(of), [(date(2026, 11, day), text) for day, text in notices])]


def test_d4_every_shipment_that_left_is_owed_a_word_the_first_that_left_first() -> None:
    assert owed() == [1, 2]
    assert owed(of=(WAITS,)) == []


def test_d4_a_message_that_names_a_number_tells_of_that_shipment_alone() -> None:
    assert owed((21, "Container CSLU 603451-2 is on board")) == [1]
    assert owed((18, "SF1234567890"), (21, "cslu6034512")) == []


def test_d4_a_message_that_names_none_tells_of_what_had_left_by_its_day() -> None:
    assert owed((18, "Your goods are on the way")) == [2]
    assert owed((20, "Your goods are on the way")) == []
    assert owed((10, "Your goods leave on the 18th")) == [2]


def test_d4_nobody_waits_for_a_word_on_what_has_arrived() -> None:
    assert owed(of=(replace(FIRST, arrived_on=date(2026, 11, 21)), SECOND)) == [2]


def test_d4_told_of_is_the_one_that_is_owed_else_the_last_that_left_else_the_next() -> None:
    assert to_tell_of(EVERY, departures((FIRST, SECOND))) == FIRST
    assert to_tell_of(EVERY, ()) == SECOND
    assert to_tell_of((WAITS,), ()) == WAITS
    assert to_tell_of((), ()) is None
