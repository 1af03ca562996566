"""Templates: the shipped ones, the user's own, what is wrong with one, and how it reads for a real order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.letter_desk import LetterDesk
from tradedesk.domain.errors import ChangedElsewhere, NotThere, RuleSaysNo
from tradedesk.domain.point import Point
from tradedesk.domain.template import Template
from tradedesk.ledger import messages
from tradedesk.services import template_preview, templates
from tradedesk.services.bench import Bench


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
    found = template_preview.look(bench, templates.choose(bench, "goods-ready", "en"))
    assert found.faults == ()
    assert found.preview is not None
    assert (found.preview.order, found.preview.party) == ("TD-2026-0160", "Nordlicht Möbel GmbH")
    assert "Dear Mr. Brandt," in found.preview.rendered.body
    assert "packages.summary" in found.preview.rendered.missing


def test_a_faulty_text_is_not_shown_on_an_order(bench):
    LetterDesk(bench)
    found = template_preview.look(bench, replace(templates.choose(bench, "goods-ready", "en"), body="{{ order.number"))
    assert found.preview is None
    assert [(each.code, each.line) for each in found.faults] == [("template-syntax", 1)]


def test_the_confirmation_is_shown_on_the_newest_point(bench):
    company = LetterDesk(bench)
    with bench.ledger.write("points") as writer:
        for said in ("20 days are fine", "10% deposit is fine"):
            point = Point(0, said, bench.now(), "whatsapp", company.party, company.order, None)
            messages.add_point(writer, point)
    found = template_preview.preview(bench, templates.choose(bench, "confirm-point", "en"))
    assert "10% deposit is fine" in found.rendered.body
    assert "20 days" not in found.rendered.body
    assert found.order == "TD-2026-0160"


def test_without_an_order_every_needed_fact_is_marked(bench):
    template = templates.choose(bench, "shipped", "en")
    found = template_preview.preview(bench, template)
    assert (found.order, found.party) == ("", "")
    assert set(template.required) <= set(found.rendered.missing)


def test_an_occasion_that_is_not_there_is_said_so(bench):
    with pytest.raises(NotThere):
        templates.choose(bench, "no-such-occasion", "en")


def _new(bench: Bench, **changes: object) -> Template:
    letter = templates.choose(bench, "letter", "en")
    fresh = replace(letter, code="", id=None, builtin=False, name_en="Port news", name_zh="", required=())
    return replace(fresh, **changes)  # type: ignore[arg-type]


def test_a_text_of_ones_own_gets_a_code_from_its_name_and_both_names(bench):
    templates.save(bench, _new(bench))
    templates.save(bench, _new(bench))
    own = [each for each in templates.every(bench) if not each.builtin]
    assert [each.code for each in own] == ["own-port-news", "own-port-news-2"]
    assert own[0].name_zh == "Port news"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name_en": " "}, "name"), ({"name_en": "x" * 90}, "name"), ({"purpose": "chat"}, "purpose"),
     ({"purpose": ""}, "purpose"), ({"kind": "song"}, "kind"), ({"code": "letter"}, "language")],
)  # fmt: skip
def test_a_text_of_ones_own_is_refused_at_the_field_that_is_wrong(bench, changes, field):
    templates.save(bench, replace(templates.choose(bench, "letter", "en"), body="Mine.", required=()))
    before = templates.every(bench)
    with pytest.raises(RuleSaysNo) as refused:
        templates.save(bench, _new(bench, **changes))
    assert refused.value.field == field
    assert templates.every(bench) == before


def test_every_saved_change_keeps_what_the_text_said_before(bench):
    number = templates.save(bench, _new(bench, body="One."))
    for body in ("Two.", "Three."):
        own = next(each for each in templates.every(bench) if each.id == number)
        templates.save(bench, replace(own, body=body))
    assert [each.body for each in templates.versions(bench, "own-port-news", "en")] == ["Two.", "One."]
    own = next(each for each in templates.every(bench) if each.id == number)
    templates.save(bench, replace(own, name_en="Harbour news"))
    assert len(templates.versions(bench, "own-port-news", "en")) == 2


def test_going_back_is_a_change_of_its_own_and_can_be_undone(bench):
    number = templates.save(bench, _new(bench, body="One."))
    own = next(each for each in templates.every(bench) if each.id == number)
    templates.save(bench, replace(own, body="Two."))
    bench.ledger.take_news()
    first = templates.versions(bench, "own-port-news", "en")[-1]
    templates.go_back(bench, "own-port-news", "en", first.number)
    assert templates.choose(bench, "own-port-news", "en").body == "One."
    assert [each.body for each in templates.versions(bench, "own-port-news", "en")] == ["Two.", "One."]
    undo_id = bench.ledger.take_news()[-1].undo_id
    assert undo_id is not None
    bench.ledger.undo(undo_id)
    assert templates.choose(bench, "own-port-news", "en").body == "Two."


def test_the_shipped_text_is_the_oldest_version_of_a_changed_one_and_the_changed_one_is_kept(bench):
    shipped = templates.choose(bench, "goods-ready", "en")
    assert templates.versions(bench, "goods-ready", "en") == ()
    _changed(bench)
    assert [(each.number, each.body) for each in templates.versions(bench, "goods-ready", "en")] == [(0, shipped.body)]
    templates.go_back(bench, "goods-ready", "en", 0)
    assert templates.choose(bench, "goods-ready", "en").builtin
    kept = templates.versions(bench, "goods-ready", "en")
    assert [each.body for each in kept] == [f"{shipped.body}\nWe are glad."]
    templates.go_back(bench, "goods-ready", "en", kept[0].number)
    assert templates.choose(bench, "goods-ready", "en").body.endswith("We are glad.")


def test_name_and_purpose_are_the_same_in_every_language_of_an_own_text(bench):
    templates.save(bench, _new(bench))
    english = templates.choose(bench, "own-port-news", "en")
    templates.save(bench, replace(english, id=None, language="de", body="Moin."))
    german = templates.choose(bench, "own-port-news", "de")
    templates.save(bench, replace(german, name_en="Harbour news", purpose="technical", body="Ahoi."))
    english = templates.choose(bench, "own-port-news", "en")
    assert (english.name_en, english.purpose) == ("Harbour news", "technical")
    assert "Ahoi" not in english.body


def test_an_own_text_is_taken_away_with_its_versions_and_comes_back_with_them(bench):
    number = templates.save(bench, _new(bench, body="One."))
    own = next(each for each in templates.every(bench) if each.id == number)
    templates.save(bench, replace(own, body="Two."))
    bench.ledger.take_news()
    templates.remove(bench, number)
    assert templates.versions(bench, "own-port-news", "en") == ()
    with pytest.raises(NotThere):
        templates.choose(bench, "own-port-news", "en")
    undo_id = bench.ledger.take_news()[-1].undo_id
    assert undo_id is not None
    bench.ledger.undo(undo_id)
    assert [each.body for each in templates.versions(bench, "own-port-news", "en")] == ["One."]


def test_a_text_in_one_language_alone_is_used_for_a_reader_of_another(bench):
    templates.save(bench, _new(bench, language="zh_CN", body="您好"))
    assert templates.choose(bench, "own-port-news", "de").body == "您好"


def test_a_text_is_shown_on_the_order_that_the_user_chose(bench):
    company = LetterDesk(bench)
    with bench.ledger.write("order-added") as writer:
        row = {"number": "TD-2026-0170", "party_id": company.party, "stage": "inquiry", "currency": "USD"}
        second = writer.insert("orders", row)
    template = templates.choose(bench, "goods-ready", "en")
    found = template_preview.preview(bench, template, template_preview.Wanted(company.party, second))
    assert found.order == "TD-2026-0170"
    assert "TD-2026-0170" in found.rendered.subject


def test_a_customer_without_an_order_gives_what_is_known_of_it(bench):
    LetterDesk(bench)
    with bench.ledger.write("party") as writer:
        other = writer.insert("parties", {"kind": "customer", "name": "Gulf Horizon", "country": "AE"})
    found = template_preview.preview(bench, templates.choose(bench, "letter", "en"), template_preview.Wanted(other))
    assert (found.order, found.party) == ("", "Gulf Horizon")


def test_orders_and_customers_are_found_to_show_a_text_on(bench):
    LetterDesk(bench)
    assert [each.title for each in template_preview.found(bench, "")] == ["TD-2026-0160"]
    assert [each.title for each in template_preview.found(bench, "nordlicht")] == [
        "TD-2026-0160",
        "Nordlicht Möbel GmbH",
    ]
    assert template_preview.found(bench, "0160")[0].detail == "Nordlicht Möbel GmbH · 120 rattan lounge sets"
    assert template_preview.found(bench, "nobody at all") == []


def test_a_scene_shows_what_is_typed_without_the_ledger(bench):
    LetterDesk(bench)
    template = templates.choose(bench, "goods-ready", "en")
    scene = template_preview.scene(bench, template)
    before = bench.ledger.read.statements
    shown = scene.look(replace(template, body=f"{template.body}\nMore of {{{{ order.number }}}}."))
    assert shown.preview is not None
    assert shown.preview.rendered.body.endswith("More of TD-2026-0160.")
    assert bench.ledger.read.statements == before
