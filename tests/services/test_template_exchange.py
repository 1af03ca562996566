"""Templates in a file: written out, looked at, taken in with one undo; a broken or hostile file gets a sentence."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.desk_bench import bench_at
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo, TradeError
from tradedesk.domain.own_text import Snippet, SnippetKind
from tradedesk.services import snippets, template_exchange, templates
from tradedesk.services.bench import Bench
from tradedesk.services.template_exchange import Arrival

ENTRY: dict[str, Any] = {
    "code": "own-port-news", "language": "en", "name-en": "Port news", "name-zh": "港口消息", "kind": "order",
    "purpose": "progress", "node": "", "required": ["order.number"], "attachments": ["pi"],
    "subject": "Order {{ order.number }}: news", "text": ["{{ contact.salutation }},", "", "the ship is in."],
}  # fmt: skip


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with bench_at(tmp_path / "here") as made:
        yield made


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Bench]:
    with bench_at(tmp_path / "there") as made:
        yield made


def _file(folder: Path, *entries: dict[str, Any], **head: Any) -> Path:
    path = folder / "texts.json"
    told = {"format": "tradedesk-templates", "version": 1, "templates": list(entries), **head}
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def _take_all(bench: Bench, path: Path) -> int:
    return template_exchange.take_in(bench, template_exchange.read(bench, path))


def test_own_texts_written_out_are_the_same_in_another_installation(bench, elsewhere, tmp_path):
    letter = templates.choose(bench, "letter", "en")
    fresh = replace(letter, code="", id=None, builtin=False, name_en="Port news", name_zh="港口消息",
                    body="Grüße — 您好\n\tone", required=(), attachments=("pi", "pl"))  # fmt: skip
    templates.save(bench, fresh)
    templates.save(bench, replace(templates.choose(bench, "goods-ready", "en"), required=(), body="Ready."))
    assert template_exchange.export(bench, tmp_path / "texts.json") == 2
    seen = template_exchange.read(elsewhere, tmp_path / "texts.json")
    assert {each.arrival for each in seen} == {Arrival.NEW, Arrival.REPLACES_SHIPPED}
    assert _take_all(elsewhere, tmp_path / "texts.json") == 2
    for code in ("own-port-news", "goods-ready"):
        one, two = (replace(templates.choose(each, code, "en"), id=None) for each in (bench, elsewhere))
        assert one == two
    assert {each.arrival for each in template_exchange.read(elsewhere, tmp_path / "texts.json")} == {Arrival.SAME}


def test_one_text_can_be_written_out_also_a_shipped_one(bench, tmp_path):
    assert template_exchange.export(bench, tmp_path / "one.json", [("goods-ready", "zh_CN")]) == 1
    told = json.loads((tmp_path / "one.json").read_text("utf-8"))
    assert told["templates"][0]["text"][0] == "{{ contact.salutation }}：" or told["templates"][0]["text"]
    assert told["templates"][0]["name-zh"] == "货物三天后备妥"


def test_without_a_text_of_ones_own_there_is_nothing_to_write(bench, tmp_path):
    with pytest.raises(RuleSaysNo) as refused:
        template_exchange.export(bench, tmp_path / "none.json")
    assert refused.value.code == "templates-none-own"
    assert not (tmp_path / "none.json").exists()


def test_looking_at_a_file_writes_nothing_and_taking_in_is_one_undo(bench, tmp_path):
    before = templates.every(bench)
    path = _file(tmp_path, ENTRY, {**ENTRY, "language": "de"})
    assert [each.arrival for each in template_exchange.read(bench, path)] == [Arrival.NEW, Arrival.NEW]
    assert templates.every(bench) == before
    bench.ledger.take_news()
    assert _take_all(bench, path) == 2
    (news,) = bench.ledger.take_news()
    assert news.undo_id is not None
    bench.ledger.undo(news.undo_id)
    assert templates.every(bench) == before


def test_a_text_that_is_here_in_other_words_is_replaced_and_its_words_are_kept(bench, tmp_path):
    _take_all(bench, _file(tmp_path, ENTRY))
    path = _file(tmp_path, {**ENTRY, "text": ["{{ contact.salutation }},", "the ship is late."]})
    assert [each.arrival for each in template_exchange.read(bench, path)] == [Arrival.REPLACES_OWN]
    _take_all(bench, path)
    assert templates.choose(bench, "own-port-news", "en").body.endswith("late.")
    assert [each.body[-5:] for each in templates.versions(bench, "own-port-news", "en")] == ["s in."]


def test_another_text_of_the_same_code_becomes_a_text_of_its_own(bench, tmp_path):
    _take_all(bench, _file(tmp_path, ENTRY))
    _take_all(bench, _file(tmp_path, {**ENTRY, "name-en": "Harbour", "name-zh": "港湾"},
                           {**ENTRY, "language": "de", "name-en": "Harbour", "name-zh": "港湾"}))  # fmt: skip
    own = [(each.code, each.language) for each in templates.every(bench) if not each.builtin]
    assert own == [("own-port-news", "en"), ("own-harbour", "en"), ("own-harbour", "de")]


def test_a_purpose_that_is_not_here_is_said_and_becomes_order_progress(bench, tmp_path):
    (seen,) = template_exchange.read(bench, _file(tmp_path, {**ENTRY, "purpose": "own-7"}))
    assert (seen.other_purpose, seen.template.purpose, seen.arrival) == ("own-7", "progress", Arrival.NEW)


def test_a_text_with_a_fault_is_shown_with_it_and_cannot_come_in(bench, tmp_path):
    path = _file(tmp_path, ENTRY, {**ENTRY, "language": "de", "text": ["one", "{{ order.numbr }} {{ order.number }}"]})
    good, bad = template_exchange.read(bench, path)
    assert good.arrival is Arrival.NEW
    assert bad.arrival is Arrival.FAULTY
    assert bad.fault is not None
    assert bad.fault.facts["line"] == "2"
    with pytest.raises(RuleSaysNo):
        template_exchange.take_in(bench, [good, bad])
    assert all(each.builtin for each in templates.every(bench))


PIECE = {
    "kind": "snippet", "language": "en", "name": "Stand at the fair", "text": ["Hall **4**, stand 12", "{{ my.name }}"],
}  # fmt: skip


def test_snippets_and_signatures_go_along_and_come_in_with_the_same_undo(bench, elsewhere, tmp_path):
    snippets.save(bench, Snippet(0, SnippetKind.SNIPPET, "Stand at the fair", "en", "Hall 4, stand 12"))
    snippets.save(bench, Snippet(0, SnippetKind.SIGNATURE, "Short", "zh_CN", "{{ my.name }}\n{{ my.company }}"))
    templates.save(bench, replace(templates.choose(bench, "goods-ready", "en"), required=(), body="Ready."))
    path = tmp_path / "texts.json"
    assert template_exchange.export(bench, path) == 3
    assert [each.arrival for each in template_exchange.read(bench, path)] == [Arrival.SAME] * 3
    assert snippets.every(elsewhere) == ()
    elsewhere.ledger.take_news()
    assert _take_all(elsewhere, path) == 3
    assert [replace(each, id=0) for each in snippets.every(elsewhere)] == [
        replace(each, id=0) for each in snippets.every(bench)
    ]
    (news,) = elsewhere.ledger.take_news()
    elsewhere.ledger.undo(news.undo_id)
    assert snippets.every(elsewhere) == ()
    assert all(each.builtin for each in templates.every(elsewhere))


def test_a_snippet_of_the_same_name_in_other_words_comes_in_beside_ones_own(bench, tmp_path):
    snippets.save(bench, Snippet(0, SnippetKind.SNIPPET, "stand at the fair", "en", "Hall 1"))
    (seen,) = template_exchange.read(bench, _file(tmp_path, version=2, snippets=[PIECE]))
    assert (seen.arrival, seen.template.name_en) == (Arrival.NEW, "Stand at the fair 2")
    template_exchange.take_in(bench, [seen])
    assert [each.body for each in snippets.every(bench)] == ["Hall 1", "Hall **4**, stand 12\n{{ my.name }}"]


def test_a_snippet_with_a_fault_is_shown_with_it(bench, tmp_path):
    path = _file(tmp_path, version=2, snippets=[{**PIECE, "text": ["{{ order.numbr }}"]}, {**PIECE, "name": " "}])
    assert [each.arrival for each in template_exchange.read(bench, path)] == [Arrival.FAULTY] * 2


def test_a_file_without_snippets_is_one_that_an_older_program_reads(bench, tmp_path):
    template_exchange.export(bench, tmp_path / "one.json", [("goods-ready", "en")])
    told = json.loads((tmp_path / "one.json").read_text("utf-8"))
    assert (told["version"], sorted(told)) == (1, ["format", "templates", "version"])


@pytest.mark.parametrize(("field", "value"), [("kind", "spell"), ("kind", 7), ("language", "../en"), ("text", "no"),
                                              ("name", "a\x00")])  # fmt: skip
def test_a_damaged_snippet_is_named_with_its_number(bench, tmp_path, field, value):
    path = _file(tmp_path, ENTRY, version=2, snippets=[{**PIECE, field: value}])
    with pytest.raises(RuleSaysNo) as refused:
        template_exchange.read(bench, path)
    assert (refused.value.code, refused.value.facts["number"]) == ("templates-file-damaged", "2")
    assert refused.value.facts["name"] == field


@pytest.mark.parametrize(
    "reach",
    ["{{ ''.__class__.__mro__ }}", "{% include '/etc/passwd' %}", "{{ cycler.__init__.__globals__ }}",
     "{% for a in range(10**9) %}x{% endfor %}", "{{ 'x' * 10**9 }}"],
)  # fmt: skip
def test_a_text_that_reaches_for_more_than_facts_is_faulty(bench, tmp_path, reach):
    (seen,) = template_exchange.read(bench, _file(tmp_path, {**ENTRY, "text": ["{{ order.number }}", reach]}))
    assert seen.arrival is Arrival.FAULTY


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "templates-file-not-one"),
        (b"\xff\xfe\x00", "templates-file-not-one"),
        (b"[]", "templates-file-not-one"),
        (b'{"format": "tradedesk-customer"}', "templates-file-not-one"),
        (b'{"format": "tradedesk-templates", "version": 9, "templates": []}', "templates-file-newer"),
        (b'{"format": "tradedesk-templates", "version": 1, "templates": []}', "templates-file-not-one"),
        (b'{"format": "tradedesk-templates", "version": 1, "templates": [7]}', "templates-file-damaged"),
        (b"[" * 100_000, "templates-file-not-one"),
        (b" " * (4 * 1024 * 1024 + 1), "templates-file-large"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_with_a_code(bench, tmp_path, content, code):
    path = tmp_path / "texts.json"
    path.write_bytes(content)
    with pytest.raises(RuleSaysNo) as refused:
        template_exchange.read(bench, path)
    assert (refused.value.code, refused.value.field) == (code, "file")


@pytest.mark.parametrize(
    ("field", "value"),
    [("code", "../../x"), ("code", ""), ("code", "a" * 81), ("language", "en/../.."), ("language", 7),
     ("text", "not lines"), ("text", ["a\x00b"]), ("subject", "\ud800"), ("required", ["a,b"]),
     ("name-en", {"a": 1}), ("attachments", [None])],
)  # fmt: skip
def test_a_field_that_is_not_as_it_must_be_is_named_with_the_number_of_its_text(bench, tmp_path, field, value):
    path = tmp_path / "texts.json"
    told = {
        "format": "tradedesk-templates",
        "version": 1,
        "templates": [ENTRY, {**ENTRY, "language": "de", field: value}],
    }
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(RuleSaysNo) as refused:
        template_exchange.read(bench, path)
    assert refused.value.facts["number"] == "2"
    assert refused.value.facts["name"] == field


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are of Unix")
def test_a_pipe_is_refused_without_waiting_for_it(bench, tmp_path):
    os.mkfifo(tmp_path / "texts")
    with pytest.raises(RuleSaysNo, match="templates-file-not-one"):
        template_exchange.read(bench, tmp_path / "texts")


def test_a_file_that_is_gone_or_a_folder_gets_a_sentence(bench, tmp_path):
    with pytest.raises(NeighbourFailed):
        template_exchange.read(bench, tmp_path / "gone.json")
    with pytest.raises(NeighbourFailed):
        template_exchange.read(bench, tmp_path)
    with pytest.raises(NeighbourFailed):
        template_exchange.export(bench, tmp_path / "no folder" / "one.json", [("letter", "en")])


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(ENTRY)), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(changes=st.dictionaries(st.sampled_from(sorted(ENTRY)), PLAIN, max_size=4))
def test_whatever_stands_in_a_file_it_is_read_or_refused(bench, tmp_path, changes):
    path = tmp_path / "texts.json"
    told = {"format": "tradedesk-templates", "version": 1, "templates": [{**ENTRY, **changes}]}
    path.write_text(json.dumps(told), encoding="utf-8")
    try:
        told_of = [each.template.language for each in template_exchange.read(bench, path)]
    except TradeError as error:
        told_of = [error.code]
    assert len(told_of) == 1
    assert told_of[0].startswith("templates-file-") or len(told_of[0]) <= 6
