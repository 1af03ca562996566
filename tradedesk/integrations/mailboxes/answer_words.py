"""The words for asking which address is for what, and for reading the answer; read once, on first use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache

from tradedesk.domain.answer_words import AnswerWords
from tradedesk.domain.asking import AskingWords
from tradedesk.domain.purpose import PurposeCode
from tradedesk.runtime.resources import resource_path

_NOT_PURPOSES = ("and", "what", "mark")


def asking_words(language: str, own: Mapping[str, str]) -> AskingWords:
    """The words of a language ("de", "zh_CN" …), else the English ones; ``own`` names purposes of the user's own."""
    every: dict[str, dict[str, str]] = _file("asking")
    words = every.get(language.casefold().replace("_", "-").split("-")[0], every["en"])
    purposes = {code: told for code, told in words.items() if code not in _NOT_PURPOSES}
    return AskingWords({**purposes, **own}, words["and"], words["what"], words["mark"])


def answer_words(own: Mapping[str, Iterable[str]]) -> AnswerWords:
    """The words of all languages together; ``own`` are the names of purposes that the user made or renamed, by code."""
    return _compiled(tuple((code, tuple(names)) for code, names in sorted(own.items())))


@cache
def _compiled(own: tuple[tuple[str, tuple[str, ...]], ...]) -> AnswerWords:
    every: dict[str, dict[str, list[str]]] = _file("words")
    phrases = {code: [word for words in languages.values() for word in words] for code, languages in every.items()}
    named = {code: [name for name in names if name.strip()] for code, names in own}
    # What the user calls a purpose comes first: it wins over the same word in the lists.
    both = {code: [*named.get(code, ()), *phrases.get(code, ())] for code in (*named, *phrases)}
    return AnswerWords(both, {*named, *(str(code) for code in PurposeCode)})


@cache
def _file(name: str) -> dict[str, dict]:  # type: ignore[type-arg]
    found: dict[str, dict] = json.loads(  # type: ignore[type-arg]
        resource_path(f"data/answers/{name}.json").read_text(encoding="utf-8")
    )
    return found
