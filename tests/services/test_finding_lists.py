"""Filters kept by name, acts on many parties, and the wide list as the verbs give them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.desk_bench import bench_at, take_back
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.money import Money
from tradedesk.services import customer_forms, finding, party_groups
from tradedesk.services.finding import CustomerFilter, CustomerQuery


def test_a_kept_filter_comes_back_as_it_was(bench, firm):
    asked = CustomerFilter(countries=("DE", "AE"), quiet_days=30, open_orders="yes", domain="gulf.ae", bounced=True)
    query = CustomerQuery(chip="late", search="gulf", sort="city", descending=True, filter=asked)
    finding.keep_filter(bench, "  Late   gulf ", query)
    (kept,) = finding.saved_filters(bench, "customer")
    assert kept.name == "Late gulf"
    assert kept.query == finding.without_sorting(query)
    assert finding.saved_filters(bench, "supplier") == ()


def test_what_another_version_kept_in_a_filter_does_no_harm(bench, firm):
    with bench.ledger.write("x") as writer:
        text = '{"kind": "customer", "chip": "of-tomorrow", "filter": {"moon": "full", "tiers": ["A"]}}'
        writer.insert("saved_filters", {"noun": "parties", "name": "Old", "query": text})
    (kept,) = finding.saved_filters(bench, "customer")
    assert kept.query == CustomerQuery(filter=CustomerFilter(tiers=("A",)))


@pytest.mark.parametrize(
    ("name", "code"), [("", "filter-name-missing"), ("x" * 41, "filter-name-long"), ("Late", "filter-name-taken")]
)
def test_a_name_that_will_not_do_is_refused_with_the_reason(bench, firm, name, code):
    finding.keep_filter(bench, "Late", CustomerQuery(chip="late"))
    with pytest.raises(RuleSaysNo, match=code) as refused:
        finding.keep_filter(bench, name, CustomerQuery(chip="late"))
    assert refused.value.field == "name"


def test_a_filter_that_filters_nothing_is_not_kept(bench, firm):
    with pytest.raises(RuleSaysNo, match="filter-empty"):
        finding.keep_filter(bench, "All", CustomerQuery(search="  ", sort="city"))


def test_a_removed_filter_is_brought_back_by_undo(bench, firm):
    number = finding.keep_filter(bench, "Late", CustomerQuery(chip="late"))
    finding.rename_filter(bench, number, "Late payers")
    finding.remove_filter(bench, number)
    with pytest.raises(NotThere):
        finding.saved_filter(bench, number)
    take_back(bench)
    assert finding.saved_filter(bench, number).name == "Late payers"


def test_the_choices_are_what_the_parties_have(bench, firm):
    customer_forms.set_field(bench, firm.gulf, "tags", "vip, fair")
    customer_forms.set_field(bench, firm.noor, "tags", "vip")
    customer_forms.set_field(bench, firm.noor, "categories", "sofas; chairs、tables")
    choices = finding.filter_choices(bench, "customer")
    assert choices.tags == (("vip", 2), ("fair", 1))
    assert {value for value, _ in choices.categories} == {"sofas", "chairs", "tables"}
    assert {value for value, _ in choices.countries} == {"DE", "AE", "JP", "US", "SA"}


def test_many_are_changed_in_one_step_and_only_where_something_changes(bench, firm):
    everybody = [firm.gulf, firm.noor, firm.nordlicht]
    assert party_groups.set_tier(bench, everybody, " A ") == 3
    assert party_groups.set_tier(bench, everybody, "A") == 0
    assert party_groups.add_tag(bench, everybody, "spring，fair") == 3
    assert party_groups.add_tag(bench, everybody[:1], "vip") == 1
    assert party_groups.remove_tag(bench, everybody, "vip") == 1
    rows = {row.id: row for row in finding.wide_rows(bench, everybody)}
    assert {row.tags for row in rows.values()} == {("spring fair",)}
    news = bench.ledger.take_news()
    assert [each.label for each in news] == ["parties-tier", "parties-tagged", "parties-tagged", "parties-untagged"]
    bench.ledger.undo(news[-1].undo_id)
    assert finding.wide_rows(bench, [firm.gulf])[0].tags == ("spring fair", "vip")
    with pytest.raises(RuleSaysNo, match="tag-missing"):
        party_groups.add_tag(bench, everybody, " , ")


def test_a_cancelled_act_on_many_changes_nobody(bench, firm):
    class Stopped(Exception):
        pass

    def stop(done: int, every: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        party_groups.set_tier(bench, [firm.gulf], "A", progress=stop)
    assert finding.wide_rows(bench, [firm.gulf])[0].tier == ""


def test_the_wide_list_tells_the_time_there_and_the_next_order(bench, firm):
    with bench.ledger.write("x") as writer:
        writer.update("orders", firm.owing, {"ordered_on": "2026-09-01"})
        writer.update("parties", firm.gulf, {"cycle_days": 60})
    (row,) = finding.wide_rows(bench, [firm.gulf])
    assert row.local is not None
    assert (row.local.hour, row.local.minute) == (10, 32)
    assert row.next_reorder == date(2026, 10, 31)
    assert (row.open_orders, row.open_amounts) == (1, (Money(1_800_000, "USD"),))


@pytest.mark.parametrize("sort", ["next-reorder", "mailbox", "contact", "last-contact"])
def test_the_order_of_the_list_is_the_order_of_what_its_rows_show(bench, firm, sort):
    shown = {"next-reorder": "next_reorder", "mailbox": "mailbox", "contact": "contact", "last-contact": "last_contact"}
    with bench.ledger.write("x") as writer:
        for at, party in enumerate((firm.gulf, firm.noor, firm.nordlicht)):
            writer.insert("contacts", {"party_id": party, "name": f"Desk {at}", "is_desk": 1})
            writer.insert("contacts", {"party_id": party, "name": f"Person {9 - at}"})
            for local, kind, standing in (("zz", "personal", "presumed"), ("info", "company", "confirmed"),
                                          ("aa", "company", "bounced")):  # fmt: skip
                mail = {"party_id": party, "channel": "mail", "value": f"{local}@firm{9 - at}.ae"}
                writer.insert("addresses", {**mail, "kind": kind, "standing": standing})
            for day in ("2026-01-05", f"2026-0{4 + at}-10", "2026-09-10"):
                writer.insert("orders", {"party_id": party, "number": f"TD-{at}-{day}", "ordered_on": day,
                                         "stage": "closed"})  # fmt: skip
    for descending in (False, True):
        numbers = list(finding.ids(bench, CustomerQuery(sort=sort, descending=descending)))
        values = [getattr(row, shown[sort]) for row in finding.wide_rows(bench, numbers)]
        filled = [value for value in values if value]
        assert values[: len(filled)] == filled
        assert filled == sorted(filled, reverse=descending)
        assert len(filled) >= 3


def test_countries_stand_by_their_names_in_the_users_language(tmp_path):
    with bench_at(tmp_path) as bench:
        with bench.ledger.write("x") as writer:
            for country in ("CN", "DE", "AE", ""):
                writer.insert("parties", {"kind": "customer", "name": country or "?", "country": country})
        query = CustomerQuery(sort="country")
        read = lambda: [row.country for row in finding.rows(bench, list(finding.ids(bench, query)))]  # noqa: E731
        assert read() == ["CN", "DE", "AE", ""]
        bench.setting = {"language": "zh_CN"}.get
        assert read() == ["AE", "DE", "CN", ""]
