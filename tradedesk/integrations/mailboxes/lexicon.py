"""Loading what is known of mail providers and department words; read once, on first use."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, lru_cache

from tradedesk.domain.address import Department
from tradedesk.domain.mailbox import Lexicon, fold
from tradedesk.runtime.resources import resource_path


@cache
def load_lexicon() -> Lexicon:
    """The shipped lists of providers and words, with the public suffix list behind ``registrable``."""
    words: dict[str, str] = json.loads(_text("departments.json"))
    return Lexicon(
        personal=_lines("personal"),
        disposable=_lines("disposable"),
        staff=_lines("staff"),
        departments={fold(word): Department(name) for word, name in words.items()},
        never_write=frozenset(map(fold, _lines("never-write"))),
        registrable=registrable,
        personal_parents=_lines("parents"),
        brands=_lines("brands"),
        shared=_lines("shared"),
        also_names=frozenset(map(fold, _lines("also-names"))),
        affixes=frozenset(map(fold, _lines("affixes"))),
        networks=_lines("networks"),
        slips=slips(),
    )


@cache
def slips() -> dict[str, str]:
    """Mistyped domains of large providers, with the right one; never those that are real providers themselves."""
    found: dict[str, str] = json.loads(_text("slips.json"))
    return found


@lru_cache(maxsize=4096)
def registrable(domain: str) -> str:
    """The domain that one registers: shop.firm.co.uk → firm.co.uk; a public suffix alone stays what it is."""
    return _private_suffix()(domain) or domain


@cache
def _private_suffix() -> Callable[[str], str | None]:
    """The list takes 40 ms to load: not before the first domain has to be compared with another."""
    from publicsuffixlist import PublicSuffixList

    look_up: Callable[[str], str | None] = PublicSuffixList().privatesuffix
    return look_up


def _lines(name: str) -> frozenset[str]:
    return frozenset(_text(f"{name}.txt").split())


def _text(name: str) -> str:
    return resource_path(f"data/mailboxes/{name}").read_text(encoding="utf-8")
