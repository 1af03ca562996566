"""C2: the lists of points by type of order, as shipped and as the user has them."""

from __future__ import annotations

import pytest

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.node_list import (
    SHIPPED,
    DayKind,
    Lead,
    ListedPoint,
    NodeList,
    checked,
    lead_of,
    merged,
    type_of,
    usual_lead,
    usual_role,
)
from tradedesk.domain.order import NodeCode
from tradedesk.domain.timeline import node_codes


def test_a_sample_has_a_verdict_and_no_balance_and_a_parcel_by_air_no_customs_of_its_own() -> None:
    codes = {name: [point.code for point in found.points] for name, found in SHIPPED.items()}
    assert NodeCode.FEEDBACK in codes["sample"]
    assert NodeCode.BALANCE not in codes["sample"]
    assert NodeCode.CUSTOMS not in codes["air"]
    assert codes["sea"] == list(node_codes())


def test_an_order_without_a_type_takes_the_list_of_its_mode_of_transport() -> None:
    assert (type_of("", "courier"), type_of("", "sea"), type_of("", ""), type_of("sample", "sea")) == (
        "air", "sea", "sea", "sample",
    )  # fmt: skip


def test_the_mode_of_the_very_order_says_how_long_the_goods_travel() -> None:
    assert usual_lead(NodeCode.DELIVERED, "sea", "rail") == Lead(20, DayKind.CALENDAR)
    assert usual_lead(NodeCode.DELIVERED, "sample") == Lead(5, DayKind.CALENDAR)
    assert usual_lead(NodeCode.OWN) == Lead(1)


def test_days_and_their_kind_can_be_the_users_own() -> None:
    own = ListedPoint(NodeCode.READY, 40, "calendar")
    assert lead_of(own) == Lead(40, DayKind.CALENDAR)
    assert lead_of(ListedPoint(NodeCode.READY)) == Lead(25)
    assert (usual_role(NodeCode.READY), usual_role(NodeCode.OWN)) == ("factory", "")


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (NodeList("sea", ()), "node-list-empty"),
        (NodeList("sea", (ListedPoint(NodeCode.READY), ListedPoint(NodeCode.READY))), "node-twice"),
        (NodeList("sea", (ListedPoint(NodeCode.OWN),)), "node-unnamed"),
        (NodeList("sea", (ListedPoint(NodeCode.READY, -1),)), "node-days"),
        (NodeList("mine", (ListedPoint(NodeCode.READY),)), "node-list-unnamed"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(found: NodeList, code: str) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        checked(found)
    assert refused.value.code == code


def test_the_users_own_lists_stand_behind_the_shipped_ones_and_change_them_in_place() -> None:
    shorter = SHIPPED["air"]._replace(points=SHIPPED["air"].points[2:])
    mine = checked(NodeList("mine", (ListedPoint(NodeCode.OWN, name_en="Lab dip"),), "Printed fabric"))
    assert [each.code for each in merged([mine, shorter])] == ["sea", "sample", "air", "mine"]
    assert merged([mine, shorter])[2] is shorter
