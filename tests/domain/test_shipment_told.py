"""Of which shipment of several the customer was told (D4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tradedesk.domain.container import Container
from tradedesk.domain.departure import Told, untold
from tradedesk.domain.shipment import Box, Consignment, departures, to_tell_of

FIRST = Consignment(1, 7, tracking=("SF1234567890",), shipped_on=date(2026, 11, 18))
SECOND = Consignment(2, 7, boxes=(Box(1, Container("CSLU6034512")),), shipped_on=date(2026, 11, 20))
WAITS = Consignment(3, 7, etd=date(2026, 11, 28))
EVERY = (WAITS, SECOND, FIRST)


def owed(*notices: tuple[int, str] | tuple[int, str, int], of: tuple[Consignment, ...] = EVERY) -> list[int]:
    told = [Told(date(2026, 11, day), *rest) for day, *rest in notices]
    return [each.id for each in untold(departures(of), told)]


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


def test_d4_a_message_that_names_none_tells_of_the_shipment_it_was_written_for_alone() -> None:
    assert owed((21, "The second part is on its way", 2)) == [1]
    assert owed((21, "The third part leaves next week", 3)) == [1, 2]


def test_d4_the_number_in_a_message_counts_before_the_shipment_it_was_written_for() -> None:
    assert owed((21, "SF1234567890", 2)) == [2]
    assert owed((21, "SF1234567890 and CSLU6034512", 2)) == []


def test_d4_a_container_that_two_shipments_share_is_that_of_the_shipment_the_message_was_written_for() -> None:
    beside = replace(FIRST, id=4, tracking=(), boxes=SECOND.boxes)
    assert owed((21, "CSLU6034512", 4), of=(SECOND, beside)) == [2]
    assert owed((21, "CSLU6034512"), of=(SECOND, beside)) == []


def test_d4_nobody_waits_for_a_word_on_what_has_arrived() -> None:
    assert owed(of=(replace(FIRST, arrived_on=date(2026, 11, 21)), SECOND)) == [2]


def test_d4_told_of_is_the_one_that_is_owed_else_the_last_that_left_else_the_next() -> None:
    assert to_tell_of(EVERY, departures((FIRST, SECOND))) == FIRST
    assert to_tell_of(EVERY, ()) == SECOND
    assert to_tell_of((WAITS,), ()) == WAITS
    assert to_tell_of((), ()) is None
