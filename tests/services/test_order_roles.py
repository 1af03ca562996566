"""Who does what on an order, and all concerned written to in one step, with nobody's address leaked (H3, I1)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.an_order import an_order
from tests.support.firms import Firms
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.ledger import drafts
from tradedesk.services import composing, draft_view, order_roles


@pytest.fixture
def firms(bench):
    return Firms(bench)


@pytest.fixture
def order(bench, firms):
    return an_order(bench, firms.customer)


def places(recipients):
    return [(each.role, each.value) for each in recipients]


def test_a_job_is_held_by_a_person_of_ours_the_supplier_or_the_forwarder_with_days(bench, firms, order):
    number = order_roles.add(bench, order, "merchandising", contact_id=firms.zhou, from_on="2026-11-01")
    (seen,) = order_roles.of_order(bench, order)
    assert (seen.holder.label, seen.holder.kind) == ("Mr. Zhou · Anji Rattan Works", "supplier")
    assert (seen.now, seen.remark) == (True, None)
    order_roles.save(bench, number, "merchandising", contact_id=firms.zhou, from_on="2026-11-01", to_on="2026-11-15")
    (seen,) = order_roles.of_order(bench, order)
    assert (seen.holder.to_on, seen.now) == (date(2026, 11, 15), False)


def test_a_name_that_is_not_on_file_is_kept_and_said_to_be_out_of_reach(bench, firms, order):
    order_roles.add(bench, order, "inspection", name="Mr. Wu of SGS")
    (seen,) = order_roles.of_order(bench, order)
    assert (seen.holder.job, seen.holder.label) == ("inspection", "Mr. Wu of SGS")
    assert seen.remark.code == "job-unreachable"


def test_a_job_can_be_given_to_another_renamed_and_taken_away(bench, firms, order):
    number = order_roles.add(bench, order, "purchasing", contact_id=firms.lin)
    order_roles.save(bench, number, "samples", contact_id=firms.chen)
    (seen,) = order_roles.of_order(bench, order)
    assert (seen.holder.job, seen.holder.name) == ("samples", "Ms. Chen")
    assert order_roles.job_names(bench)[-1] == "samples"
    order_roles.remove(bench, number)
    assert order_roles.of_order(bench, order) == ()


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [({"job": " ", "name": "x"}, "job-missing", "job"), ({"job": "sales"}, "holder-missing", "holder"),
     ({"job": "sales", "name": "x", "from_on": "2026-11-02", "to_on": "2026-11-01"}, "ends-before-it-begins", "to_on"),
     ({"job": "sales", "name": "x", "from_on": "03/04/2026"}, "day-unclear", "from_on")],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(bench, order, told, code, field):
    with pytest.raises(RuleSaysNo) as refused:
        order_roles.add(bench, order, told.pop("job"), **told)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_customer_gets_no_job_of_ours(bench, firms, order):
    with pytest.raises(RuleSaysNo) as refused:
        order_roles.add(bench, order, "sales", contact_id=firms.khalid)
    assert refused.value.code == "holder-is-customer"


def test_our_people_are_offered_first_and_customers_never(bench, firms):
    found = [(each.kind, each.person or each.firm) for each in order_roles.choices(bench)]
    assert found == [
        ("own", "Lin Wei"), ("own", "Ms. Chen"), ("supplier", "Anji Rattan Works"), ("supplier", "Mr. Zhou"),
        ("forwarder", "PortLink Forwarding"), ("forwarder", "Ms. Tan"),
    ]  # fmt: skip
    assert [each.person for each in order_roles.choices(bench, "anji zh")] == ["Mr. Zhou"]
    assert order_roles.choices(bench, "100%") == []


def test_all_concerned_are_written_to_at_once_and_the_customer_is_not(bench, firms, order):
    order_roles.add(bench, order, "purchasing", contact_id=firms.chen)
    order_roles.add(bench, order, "merchandising", contact_id=firms.zhou)
    order_roles.add(bench, order, "logistics", party_id=firms.forwarder)
    draft = drafts.draft(bench.ledger.read, order_roles.write_to_all(bench, order))
    assert places(draft.recipients) == [
        ("to", "chen@lantian.example"), ("bcc", "zhou@anji.example"), ("bcc", "tan@portlink.example"),
    ]  # fmt: skip
    assert all(each.reasons for each in draft.recipients)
    assert draft.body.startswith("Dear all,")
    assert "Gulf Horizon" not in draft.subject + draft.body
    assert draft.order_id == order
    assert draft_view.view(bench, draft.id).by_rules  # the customer's own rules are not offered for it


def test_a_chosen_customer_is_hidden_from_the_factory_and_the_factory_from_the_customer(bench, firms, order):
    order_roles.add(bench, order, "merchandising", contact_id=firms.zhou)
    group = order_roles.whom(bench, order, customer=True)
    assert places(group.recipients) == [
        ("to", "lin@lantian.example"), ("bcc", "zhou@anji.example"), ("bcc", "orders@gulfhorizon.example"),
    ]  # fmt: skip


def test_one_supplier_alone_is_written_to_in_its_language_and_no_address_of_the_customer_is_offered(
    bench, firms, order
):
    order_roles.add(bench, order, "merchandising", contact_id=firms.zhou)
    number = order_roles.write_to_all(bench, order)
    seen = composing.view(bench, number)
    assert seen.draft.body.startswith("各位好：")
    assert places(seen.draft.recipients) == [("to", "zhou@anji.example")]
    assert seen.party.id == firms.factory
    assert "gulfhorizon" not in str(seen.offers)


def test_those_chosen_are_written_to_alone_and_who_cannot_be_reached_is_told(bench, firms, order):
    first = order_roles.add(bench, order, "merchandising", contact_id=firms.zhou)
    order_roles.add(bench, order, "logistics", contact_id=firms.tan)
    third = order_roles.add(bench, order, "inspection", name="Mr. Wu")
    group = order_roles.whom(bench, order, [first, third])
    assert places(group.recipients) == [("to", "zhou@anji.example")]
    assert [(each.code, each.fact("name")) for each in group.notes] == [("job-unreachable", "Mr. Wu")]


def test_who_has_the_job_no_more_is_not_written_to(bench, firms, order):
    order_roles.add(bench, order, "merchandising", contact_id=firms.zhou, to_on="2026-11-01")
    order_roles.add(bench, order, "logistics", contact_id=firms.tan)
    assert places(order_roles.whom(bench, order).recipients) == [("to", "tan@portlink.example")]


def test_with_nobody_to_write_to_that_is_said(bench, order):
    with pytest.raises(RuleSaysNo) as refused:
        order_roles.write_to_all(bench, order)
    assert refused.value.code == "nobody-concerned"
