"""Sentences for codes: the domain says ``code`` and facts, the words lie as data in ``resources/i18n``.

``resources/i18n/en/<kind>*.json`` map a code to an English pattern, ``zh_CN/<kind>*.json`` to the Chinese one; the
placeholders are the names of the facts. A kind may have several files, one an area: ``reasons-routing.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tradedesk.ui.wording import filled, language


@cache
def patterns(kind: str, code: str) -> dict[str, str]:
    """All patterns of one kind (``reasons``, ``errors``, ``done``, ``help``) in one language; empty without a file."""
    import json

    from tradedesk.runtime.resources import resource_path

    found: dict[str, str] = {}
    for path in sorted(resource_path(f"i18n/{code}").glob(f"{kind}*.json")):
        found.update(json.loads(path.read_text(encoding="utf-8")))
    return found


def is_known(kind: str, code: str) -> bool:
    """Whether somebody wrote words for this code."""
    return code in patterns(kind, "en")


def sentence_for(kind: str, code: str, facts: Mapping[str, object]) -> str:
    """The sentence for a code in the user's language; else in English; else a readable form of the code itself."""
    pattern = patterns(kind, language()).get(code) or patterns(kind, "en").get(code)
    if pattern is None:
        return readable(code, facts)
    return filled(pattern, dict(facts))


def readable(code: str, facts: Mapping[str, object]) -> str:
    """ "mailbox-confirmed" with where=mail becomes "Mailbox confirmed (where: mail)": plain without any words."""
    words = code.replace("-", " ").replace(".", " ").replace("_", " ").strip() or "?"
    told = ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in facts.items() if str(value))
    return words[0].upper() + words[1:] + (f" ({told})" if told else "")
