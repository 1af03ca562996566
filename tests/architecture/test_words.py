"""Every word the user reads exists in both languages, with the same placeholders, once."""

from __future__ import annotations

import ast
import json
from functools import cache
from string import Formatter

import pytest

from tests.architecture.source import ROOT, Module, called, calls, modules, text_of

I18N = ROOT / "resources" / "i18n"
CODED = {"reasons", "errors", "done", "terms", "help"}
_ERROR_TYPES = {
    "TradeError", "RuleSaysNo", "ChangedElsewhere", "Missing", "NeighbourFailed", "RuntimeRefusal", "ProfileUnusable",
    "AlreadyRunning",
}  # fmt: skip


#: Besides the window: what is said when there cannot be one or need not be one.
ALSO_SPEAK = {"tradedesk/app.py", "tradedesk/self_test.py", "tradedesk/tour.py"}


def _speaking() -> list[Module]:
    return [each for each in modules("tradedesk") if each.path.startswith("tradedesk/ui/") or each.path in ALSO_SPEAK]


def _pairs(path: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = json.loads(
        (I18N / path).read_text(encoding="utf-8"), object_pairs_hook=lambda pairs: pairs
    )
    return found


def _areas() -> list[str]:
    return sorted(file.stem for file in (I18N / "zh_CN").glob("*.json") if file.stem.split("-")[0] not in CODED)


@cache
def _coded(language: str, *kinds: str) -> dict[str, str]:
    """All sentences of these kinds; a code that two files explain differently fails."""
    found: dict[str, str] = {}
    for kind in kinds:
        for file in sorted((I18N / language).glob(f"{kind}*.json")):
            for code, sentence in _pairs(f"{language}/{file.name}"):
                assert found.setdefault(code, sentence) == sentence, f"{file.name}: {code}"
    return found


@cache
def _chinese() -> dict[str, str]:
    return {english: chinese for area in _areas() for english, chinese in _pairs(f"zh_CN/{area}.json")}


@cache
def _used() -> dict[str, str]:
    """The English of every tr() and trn() literal, with where it stands; of trn() the plural counts."""
    found: dict[str, str] = {}
    for module in _speaking():
        for call in calls(module.tree, "tr", "trn"):
            position = 0 if called(call) == "tr" else 1
            text = text_of(call.args[position]) if len(call.args) > position else None
            if text is not None:
                found[text] = f"{module.path}:{call.lineno}"
    return found


def _holes(pattern: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def test_every_text_of_the_window_has_its_chinese() -> None:
    assert {place: text for text, place in _used().items() if text not in _chinese()} == {}


def test_both_languages_name_the_same_values() -> None:
    assert {english: chinese for english, chinese in _chinese().items() if _holes(english) != _holes(chinese)} == {}


def test_no_translation_is_empty() -> None:
    assert [english for english, chinese in _chinese().items() if not chinese.strip()] == []


def test_every_stored_text_is_still_read_by_somebody() -> None:
    literals = {
        node.value
        for module in _speaking()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(_chinese()) - literals) == []


def test_one_english_text_has_one_chinese() -> None:
    seen: dict[str, str] = {}
    twice = []
    for area in _areas():
        for english, chinese in _pairs(f"zh_CN/{area}.json"):
            if seen.setdefault(english, chinese) != chinese:
                twice.append(f"{english}: {seen[english]} / {chinese} ({area})")
    assert twice == []


def test_values_are_placeholders_and_never_part_of_the_source_text() -> None:
    built = [
        f"{module.path}:{call.lineno}"
        for module in modules("tradedesk")
        for call in calls(module.tree, "tr", "trn")
        for argument in call.args[:2]
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (isinstance(argument, ast.Call) and called(argument) == "format")
    ]
    assert built == []


def test_only_the_window_makes_words() -> None:
    found = {each.path for each in modules("tradedesk") for _ in calls(each.tree, "tr", "trn")}
    assert found - {each.path for each in _speaking()} == set()


@pytest.mark.parametrize("kind", sorted(CODED - {"help"}))
def test_coded_sentences_exist_in_both_languages_with_the_same_facts(kind: str) -> None:
    english, chinese = _coded("en", kind), _coded("zh_CN", kind)
    assert sorted(set(english) ^ set(chinese)) == []
    assert {code for code in english if _holes(english[code]) != _holes(chinese[code])} == set()


def _codes(names: set[str]) -> dict[str, str]:
    return {
        code: f"{module.path}:{call.lineno}"
        for module in modules("tradedesk")
        for call in calls(module.tree, *names)
        if (code := text_of(call.args[0] if call.args else None)) is not None
    }


def test_every_error_that_can_be_raised_has_its_sentence() -> None:
    known = _coded("en", "errors", "reasons")
    families = _ERROR_TYPES | _subclasses_of(_ERROR_TYPES)
    raised = _codes(families - {"ChangedElsewhere", "NotThere"})  # these two take the kind of thing first
    assert {place: code for code, place in raised.items() if code not in known} == {}


def test_every_reason_that_can_be_given_has_its_sentence() -> None:
    known = _coded("en", "reasons")
    assert {place: code for code, place in _codes({"because", "Reason"}).items() if code not in known} == {}


def _subclasses_of(families: set[str]) -> set[str]:
    return {
        node.name
        for module in modules("tradedesk")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id in families for base in node.bases)
    }
