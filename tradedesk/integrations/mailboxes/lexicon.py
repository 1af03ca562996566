"""Loading what is known of mail providers and department words; read once, on first use."""

from __future__ import annotations

import json
from functools import cache, lru_cache

from tradedesk.domain.address import Department
from tradedesk.domain.mailbox import Lexicon
from tradedesk.runtime.resources import resource_path


@cache
def load_lexicon() -> Lexicon:
    """The shipped lists of providers and words, with the public suffix list behind ``registrable``."""
    from publicsuffixlist import PublicSuffixList

    suffixes = PublicSuffixList()

    @lru_cache(maxsize=4096)
    def registrable(domain: str) -> str:
        return suffixes.privatesuffix(domain) or domain

    words = json.loads(resource_path("data/mailboxes/departments.json").read_text(encoding="utf-8"))
    return Lexicon(
        personal=_lines("personal"),
        disposable=_lines("disposable"),
        staff=_lines("staff"),
        departments={word: Department(name) for word, name in words.items()},
        never_write=_lines("never-write"),
        registrable=registrable,
    )


def _lines(name: str) -> frozenset[str]:
    return frozenset(resource_path(f"data/mailboxes/{name}.txt").read_text(encoding="utf-8").split())
