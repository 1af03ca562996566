"""What is done to many parties at once: one step, one undo, and it can be cancelled on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import PartyId
from tradedesk.ledger.reader import marks
from tradedesk.ledger.values import split_words, words
from tradedesk.services.bench import Bench

#: Told how many of how many are done; raises to end the work, and then nothing was changed.
Progress = Callable[[int, int], object]

#: Parties that are changed between two looks at whether the user has cancelled.
_BATCH = 200


def set_tier(bench: Bench, parties: Sequence[PartyId], tier: str, *, progress: Progress | None = None) -> int:
    """Give parties a tier ("" takes it away); returns how many have another one now."""
    wanted = " ".join(tier.split())
    return _change(bench, parties, "tier", "parties-tier", lambda _now: wanted, progress)


def add_tag(bench: Bench, parties: Sequence[PartyId], tag: str, *, progress: Progress | None = None) -> int:
    """Add a tag to those that do not have it; returns how many. Raises RuleSaysNo (field "tag") for no tag."""
    wanted = _tag(tag)

    def added(now: str) -> str:
        tags = split_words(now)
        return words((*tags, wanted)) if wanted not in tags else now

    return _change(bench, parties, "tags", "parties-tagged", added, progress)


def remove_tag(bench: Bench, parties: Sequence[PartyId], tag: str, *, progress: Progress | None = None) -> int:
    """Take a tag from those that have it; returns how many. Raises like ``add_tag``."""
    unwanted = _tag(tag)

    def without(now: str) -> str:
        return words(tuple(each for each in split_words(now) if each != unwanted))

    return _change(bench, parties, "tags", "parties-untagged", without, progress)


def _tag(tag: str) -> str:
    tidy = " ".join(tag.replace(",", " ").replace("，", " ").split())
    if not tidy:
        raise RuleSaysNo("tag-missing", "tag")
    return tidy


def _change(
    bench: Bench,
    parties: Sequence[PartyId],
    column: str,
    label: str,
    after: Callable[[str], str],
    progress: Progress | None,
) -> int:
    changed = 0
    with bench.ledger.write(label) as writer:
        for start in range(0, len(parties), _BATCH):
            some = parties[start : start + _BATCH]
            sql = f"select id, {column} from parties where id in ({marks(some)})"  # noqa: S608
            for number, now in writer.all(sql, some):
                if after(now) != now:
                    writer.update("parties", number, {column: after(now)})
                    changed += 1
            if progress is not None:
                progress(min(start + _BATCH, len(parties)), len(parties))
    return changed
