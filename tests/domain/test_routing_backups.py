"""Addresses with days and backups: who receives when an address is outside its days, or its backup steps in (A7)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.mailboxes_on_file import (
    ACCOUNTS,
    ANNA_CO,
    KARL_CO,
    NOBODY_MAIN,
    PARTY,
    PEOPLE,
    PURPOSES,
    TODAY,
    box,
    boxes,
    cells,
)
from tradedesk.domain.party import Contact
from tradedesk.domain.routing import Routing, effect, gaps, objections, route

GONE = "anna@n.de company bounced Anna"
GONE_ACCOUNTS = "buchhaltung@n.de accounting bounced"
SPARE = "office@n.de company confirmed backup:1"


def routed(
    purpose: str,
    *specs: str,
    assigned: dict[str, str] | None = None,
    people: tuple[Contact, ...] = PEOPLE,
    today: date = TODAY,
) -> Routing:
    addresses = boxes(*specs)
    matter = PURPOSES[purpose]
    return route(matter, PARTY, addresses, people, cells(matter, addresses, assigned or {}), today=today)


def places(found: Routing) -> dict[str, str]:
    return {each.value: each.role for each in found.recipients}


def whys(found: Routing) -> list[str]:
    return [f"{reason.code}/{reason.rule}" for each in found.recipients for reason in each.reasons]


def codes(found: Routing) -> list[str]:
    return [each.code for each in found.notes]


@pytest.mark.parametrize(
    ("days", "receives"),
    [
        ("until:2026-11-20", False),
        ("until:2026-11-21", True),
        ("from:2026-11-21", True),
        ("from:2026-11-22", False),
        ("from:2026-11-01 until:2026-11-30", True),
    ],
)
def test_an_address_receives_from_its_first_to_its_last_day(days: str, receives: bool) -> None:
    found = routed("contract", f"anna@n.de company confirmed {days} Anna")
    assert (places(found) == {"anna@n.de": "to"}) is receives


def test_an_assigned_address_past_its_last_day_is_left_out_with_the_day() -> None:
    found = routed(
        "progress", "anna@n.de company confirmed until:2026-10-31 Anna", KARL_CO, assigned={"anna@n.de": "to"}
    )
    assert places(found) == {"karl@n.de": "to"}
    (note,) = (each for each in found.notes if each.rule == "A7")
    assert (note.code, note.fact("day"), note.fact("instead")) == ("left-out-past", "2026-10-31", "karl@n.de")


def test_an_assigned_address_before_its_first_day_is_left_out_with_the_day() -> None:
    found = routed("progress", "anna@n.de company confirmed from:2026-12-01 Anna", assigned={"anna@n.de": "to"})
    assert places(found) == {}
    assert [(each.code, each.fact("day")) for each in found.notes if each.rule == "A7"] == [
        ("left-out-early-alone", "2026-12-01")
    ]


def test_a_backup_takes_the_place_of_an_assigned_address_that_bounced_and_says_so() -> None:
    found = routed("contract", GONE, SPARE, KARL_CO, assigned={"anna@n.de": "to"})
    assert places(found) == {"office@n.de": "to"}
    assert whys(found) == ["backup-takes-over/A7"]
    assert found.recipients[0].reasons[0].fact("address") == "anna@n.de"
    assert [(each.code, each.fact("instead")) for each in found.notes] == [("left-out-bounced", "office@n.de")]


def test_a_backup_takes_over_a_copy_as_a_copy() -> None:
    found = routed("progress", GONE, SPARE, KARL_CO, assigned={"anna@n.de": "cc", "karl@n.de": "to"})
    assert places(found) == {"karl@n.de": "to", "office@n.de": "cc"}


def test_a_backup_takes_over_once_the_address_is_past_its_last_day() -> None:
    specs = ("anna@n.de company confirmed until:2026-11-21 Anna", SPARE)
    before = routed("contract", *specs, assigned={"anna@n.de": "to"})
    after = routed("contract", *specs, assigned={"anna@n.de": "to"}, today=date(2026, 11, 22))
    assert (places(before), places(after)) == ({"anna@n.de": "to"}, {"office@n.de": "to"})


def test_a_backup_stands_by_while_the_address_works() -> None:
    found = routed("contract", ANNA_CO, SPARE)
    assert places(found) == {"anna@n.de": "to"}
    assert whys(routed("progress", ANNA_CO, SPARE)) == ["fallback-company/A8"]


def test_a_backup_that_works_comes_after_a_later_address_of_the_same_standing() -> None:
    found = routed("progress", KARL_CO, "spare@n.de company confirmed backup:1 Anna", ANNA_CO)
    assert places(found) == {"anna@n.de": "to"}


def test_a_backup_that_is_not_confirmed_gets_no_contract() -> None:
    found = routed("contract", GONE, "office@n.de company presumed backup:1", assigned={"anna@n.de": "to"})
    assert places(found) == {}
    assert "backup-not-confirmed" in codes(found)


def test_a_personal_backup_gets_no_contract_though_it_is_confirmed() -> None:
    found = routed("contract", GONE, "anna@gmail.com personal confirmed backup:1 Anna", assigned={"anna@n.de": "to"})
    assert places(found) == {}
    assert "backup-not-confirmed" in codes(found)


def test_a_personal_backup_gets_the_daily_news_of_the_main_contact() -> None:
    found = routed("progress", GONE, "anna@gmail.com personal confirmed backup:1", people=PEOPLE)
    assert places(found) == {"anna@gmail.com": "to"}
    assert whys(found) == ["fallback-main-contact/A8", "backup-stands-in/A7"]


def test_the_backup_of_a_department_receives_what_the_department_is_for() -> None:
    found = routed("invoice", GONE_ACCOUNTS, SPARE, ANNA_CO)
    assert places(found) == {"office@n.de": "to"}
    assert whys(found) == ["department/A5", "backup-stands-in/A7"]


def test_a_department_that_works_comes_before_the_backup_of_another() -> None:
    found = routed("invoice", "fibu@n.de accounting bounced", SPARE, ACCOUNTS)
    assert places(found) == {"buchhaltung@n.de": "to"}


def test_another_department_speaks_for_the_company_while_it_is_the_backup() -> None:
    assert places(routed("contract", GONE, "tech@n.de technical confirmed backup:1")) == {"tech@n.de": "to"}
    assert places(routed("contract", GONE, "tech@n.de technical confirmed")) == {}


def test_the_backup_of_a_backup_steps_in_when_both_are_out() -> None:
    found = routed(
        "contract", GONE, "b@n.de company retired backup:1", "c@n.de company confirmed backup:2",
        assigned={"anna@n.de": "to"},
    )  # fmt: skip
    assert places(found) == {"c@n.de": "to"}
    assert found.recipients[0].reasons[0].fact("address") == "anna@n.de"


def test_only_the_best_of_several_backups_takes_the_place() -> None:
    found = routed(
        "progress", GONE, "a@gmail.com personal presumed backup:1", "c@n.de company confirmed backup:1",
        assigned={"anna@n.de": "to"},
    )  # fmt: skip
    assert places(found) == {"c@n.de": "to"}


def test_a_backup_marked_never_for_a_purpose_does_not_step_in() -> None:
    found = routed("progress", GONE, SPARE, KARL_CO, assigned={"anna@n.de": "to", "office@n.de": "never"})
    assert places(found) == {"karl@n.de": "to"}


def test_an_address_marked_never_hands_nothing_to_its_backup() -> None:
    found = routed("progress", ANNA_CO, SPARE, KARL_CO, assigned={"anna@n.de": "never", "karl@n.de": "to"})
    assert places(found) == {"karl@n.de": "to"}


def test_two_backups_of_each_other_end_where_they_began() -> None:
    found = routed("progress", "a@n.de company bounced backup:2 Anna", "b@n.de company bounced backup:1 Anna")
    assert places(found) == {}


def test_the_matrix_names_the_backup_in_use_and_the_address_outside_its_days() -> None:
    matter = PURPOSES["contract"]
    addresses = boxes(GONE, SPARE, "karl@n.de company confirmed until:2026-10-31 Karl")
    assigned = cells(matter, addresses, {"anna@n.de": "to", "karl@n.de": "to"})
    found = gaps([matter], PARTY, addresses, PEOPLE, assigned, today=TODAY)
    assert [(each.code, each.fact("address")) for each in found] == [
        ("goes-outside-its-days", "karl@n.de"),
        ("backup-in-use", "anna@n.de"),
    ]
    (told,) = effect([matter], PARTY, addresses, PEOPLE, assigned, today=TODAY)
    assert told.said.fact("to") == "office@n.de"


def test_an_official_mailbox_outside_its_days_is_no_official_mailbox() -> None:
    addresses = boxes("anna@n.de company confirmed until:2026-10-31 Anna", "karl@n.de company presumed Karl")
    assert [each.code for each in gaps([], PARTY, addresses, PEOPLE, (), today=TODAY)] == ["no-official-mailbox"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("from:2026-12-01", ("address-early", "2026-12-01")),
        ("from:2026-10-01 until:2026-10-31", ("address-past", "2026-10-31")),
    ],
)
def test_choosing_an_address_outside_its_days_by_hand_is_objected_to(days: str, said: tuple[str, str]) -> None:
    address = box(f"anna@n.de company confirmed {days} Anna", 1)
    (found,) = objections(PURPOSES["contract"], "to", address, address.value, today=TODAY)
    assert (found.code, found.fact("day")) == said


@given(
    st.lists(
        st.tuples(st.sampled_from(["confirmed", "presumed", "bounced", "retired"]), st.integers(1, 6)), max_size=6
    ),
    st.sampled_from(sorted(PURPOSES)),
)
def test_whatever_backs_up_whom_a_stand_in_names_an_address_that_is_out(
    backups: list[tuple[str, int]], purpose: str
) -> None:
    specs = [f"m{n}@n.de company {standing} backup:{of} Anna" for n, (standing, of) in enumerate(backups, 1)]
    addresses = boxes(*specs)
    matter = PURPOSES[purpose]
    assigned = cells(matter, addresses, {each.value: "to" for each in addresses[:2]})
    found = route(matter, PARTY, addresses, NOBODY_MAIN, assigned, own_address="me@x.cn", today=TODAY)
    by_value = {each.value: each for each in addresses}
    for each in found.recipients:
        for reason in each.reasons:
            if reason.code.startswith("backup-"):
                assert not by_value[reason.fact("address")].reachable
                assert by_value[each.value].reachable
