"""How messages are looked over before they go out: what is silenced, from what size on a mail is large, own words."""

from __future__ import annotations

import re
from typing import NamedTuple

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.services import draft_checks, silenced, spelling
from tradedesk.services.bench import Bench
from tradedesk.services.draft_checks import LARGEST, SMALLEST
from tradedesk.services.silenced import Silenced


class Writing(NamedTuple):
    """What the settings show: silences, megabytes, whether there is a dictionary, the user's own words."""

    silenced: tuple[Silenced, ...]
    size_limit: int
    has_dictionary: bool
    own_words: tuple[str, ...]


def writing(bench: Bench) -> Writing:
    """How messages are looked over."""
    return Writing(
        silenced.every(bench),
        draft_checks.size_limit(bench),
        spelling.has_dictionary(bench),
        spelling.own_words(bench),
    )


def size_of(text: str) -> int:
    """Megabytes as they are typed; raises RuleSaysNo "size-limit-not-a-number" (field "size")."""
    digits = text.strip().removesuffix("MB").strip()
    if not re.fullmatch(r"[0-9]{1,4}", digits) or not SMALLEST <= int(digits) <= LARGEST:
        raise RuleSaysNo("size-limit-not-a-number", "size", value=text.strip(), least=str(SMALLEST), most=str(LARGEST))
    return int(digits)
