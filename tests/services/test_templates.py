"""Templates: the shipped ones, the user's own, what is wrong with one, and how it reads for a real order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk
from tradedesk.domain.errors import ChangedElsewhere, NotThere, RuleSaysNo
from tradedesk.domain.point import Point
from tradedesk.ledger import messages
from tradedesk.services import templates
from tradedesk.services.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with bench_at(tmp_path) as made:
        yield made


def _changed(bench: Bench, body: str = "") -> int:
    """The English goods-ready text, changed and saved; returns its number."""
    shipped = templates.choose(bench, "goods-ready", "en")
    return templates.save(bench, replace(shipped, body=body or f"{shipped.body}\nWe are glad."))


def test_every_shipped_text_stands_in_both_languages_and_is_sound(bench):
    every = templates.every(bench)
    languages = {code: {each.language for each in every if each.code == code} for code in {one.code for one in every}}
    assert all({"en", "zh_CN"} <= found for found in languages.values())
    assert [templates.faults(bench, each) for each in every] == [()] * len(every)


def test_the_users_own_text_takes_the_place_of_the_shipped_one_in_its_language_alone(bench):
    before = len(templates.every(bench))
    _changed(bench)
    assert len(templates.every(bench)) == before
    assert templates.choose(bench, "goods-ready", "en").body.endswith("We are glad.")
    assert not templates.choose(bench, "goods-ready", "en").builtin
    assert templates.choose(bench, "goods-ready", "zh_CN").builtin


def test_back_to_the_shipped_text_and_undo_of_that(bench):
    number = _changed(bench)
    bench.ledger.take_news()
    templates.back_to_shipped(bench, number)
    assert templates.choose(bench, "goods-ready", "en").builtin
    undo_id = bench.ledger.take_news()[-1].undo_id
    assert undo_id is not None
    bench.ledger.undo(undo_id)
    assert templates.choose(bench, "goods-ready", "en").body.endswith("We are glad.")


def test_a_faulty_text_is_refused_with_its_line_and_the_one_before_stays(bench):
    _changed(bench)
    own = templates.choose(bench, "goods-ready", "en")
    with pytest.raises(RuleSaysNo) as refused:
        templates.save(bench, replace(own, body=f"{own.body}\n{{{{ order.numbr }}}}"))
    assert refused.value.facts == {"line": str(own.body.count("\n") + 2), "name": "order.numbr"}
    assert refused.value.field == "body"
    assert templates.choose(bench, "goods-ready", "en") == own


def test_two_windows_cannot_save_over_each_other(bench):
    _changed(bench)
    read = templates.choose(bench, "goods-ready", "en")
    templates.save(bench, replace(read, body=f"{read.body}\nOne."))
    with pytest.raises(ChangedElsewhere):
        templates.save(bench, replace(read, body=f"{read.body}\nTwo."))


def test_a_look_shows_the_text_on_the_running_order_that_has_the_node(bench):
    company = LetterDesk(bench)
    other = {"number": "TD-2026-0170", "party_id": company.party, "stage": "inquiry", "ordered_on": "2026-11-20"}
    with bench.ledger.write("order-added") as writer:
        writer.insert("orders", {**other, "currency": "USD", "summary": "tables"})
    found = templates.look(bench, templates.choose(bench, "goods-ready", "en"))
    assert found.faults == ()
    assert found.preview is not None
    assert (found.preview.order, found.preview.party) == ("TD-2026-0160", "Nordlicht Möbel GmbH")
    assert "Dear Mr. Brandt," in found.preview.rendered.body
    assert "packages.summary" in found.preview.rendered.missing


def test_a_faulty_text_is_not_shown_on_an_order(bench):
    LetterDesk(bench)
    found = templates.look(bench, replace(templates.choose(bench, "goods-ready", "en"), body="{{ order.number"))
    assert found.preview is None
    assert [(each.code, each.line) for each in found.faults] == [("template-syntax", 1)]


def test_the_confirmation_is_shown_on_the_newest_point(bench):
    company = LetterDesk(bench)
    with bench.ledger.write("points") as writer:
        for said in ("20 days are fine", "10% deposit is fine"):
            point = Point(0, said, bench.now(), "whatsapp", company.party, company.order, None)
            messages.add_point(writer, point)
    found = templates.preview(bench, templates.choose(bench, "confirm-point", "en"))
    assert "10% deposit is fine" in found.rendered.body
    assert "20 days" not in found.rendered.body
    assert found.order == "TD-2026-0160"


def test_without_an_order_every_needed_fact_is_marked(bench):
    template = templates.choose(bench, "shipped", "en")
    found = templates.preview(bench, template)
    assert (found.order, found.party) == ("", "")
    assert set(template.required) <= set(found.rendered.missing)


def test_an_occasion_that_is_not_there_is_said_so(bench):
    with pytest.raises(NotThere):
        templates.choose(bench, "no-such-occasion", "en")
