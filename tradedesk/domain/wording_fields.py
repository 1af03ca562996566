"""Putting the fields back into a text that was written from a template and changed by hand since.

The text is compared, word by word, with what the template gives when every value is marked with the fact it came from.
A value that still stands where the rendering put it becomes its field again, and only there: the same word written by
hand stays a word. What was written by hand becomes a field only where it is the value of a fact that cannot be
anything else, such as the order's number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from tradedesk.domain.rich_runs import Runs
from tradedesk.domain.rich_text import Block, to_plain, with_runs
from tradedesk.domain.template import markers

#: Around a value: its beginning with the fact's name, the end of the name, the end of the value. In private use, so
#: that no text has them.
_OPEN, _NAMED, _CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
_VALUE = re.compile(f"{_OPEN}([^{_NAMED}]*){_NAMED}([^{_CLOSE}]*){_CLOSE}")
_WORDS = re.compile(r"(\S(?:.*\S)?)", re.DOTALL)
_PARTS = re.compile(r"\w+|\s|[^\w\s]")
#: Parts of a text that are compared word by word; of a longer one only the telling values become fields.
_MOST_PARTS = 6000
#: Facts whose value means them wherever it stands.
_TELLING = (
    "contact.salutation", "party.name", "contact.name", "order.number", "order.total", "order.buyer_ref",
    "shipment.number", "shipment.link", "invoice.number", "balance.amount", "deposit.amount", "my.company", "my.name",
)  # fmt: skip
_SHORTEST = 4


class Span(NamedTuple):
    """``text[start:end]`` is the value of a fact."""

    start: int
    end: int
    name: str


def named_values(facts: Mapping[str, str]) -> dict[str, str]:
    """The facts with every value carrying the name of its fact, to be rendered and read by ``unnamed``."""
    return {name: f"{_OPEN}{name}{_NAMED}{value}{_CLOSE}" for name, value in facts.items() if value.strip()}


def unnamed(text: str) -> tuple[str, tuple[Span, ...]]:
    """The rendered text as it reads, and where which fact stands in it."""
    parts: list[str] = []
    spans: list[Span] = []
    at = last = 0
    for found in _VALUE.finditer(text):
        before, value = text[last : found.start()], found[2]
        at += len(before)
        spans.append(Span(at, at + len(value), found[1]))
        parts += [before, value]
        at += len(value)
        last = found.end()
    return "".join((*parts, text[last:])), tuple(spans)


def with_stars(blocks: Sequence[Block]) -> str:
    """A formatted text as a template says it: bold words between two stars each, all else as plain text."""
    return to_plain(with_runs(blocks, _starred))


def _starred(runs: Runs) -> Runs:
    return tuple(
        run._replace(text=_WORDS.sub(r"**\1**", run.text, count=1), bold=False) if run.bold else run for run in runs
    )


def with_fields(
    text: str, written: str, spans: Collection[Span], facts: Mapping[str, str], *, optional: Collection[str] = ()
) -> str:
    """The text with its fields put back, as the source of a template.

    ``written`` is what the template gave, ``spans`` where its values stood. Lines with a fact of ``optional`` are left
    out when it is not known, as a template's own are.
    """
    kept = _still_there(text, written, spans)
    kept += [Span(mark.start, mark.end, mark.name) for mark in markers(text)]
    kept = _apart([*kept, *_telling(text, facts, kept)])
    out: list[str] = []
    last = 0
    for span in kept:
        out += [_plain(text[last : span.start]), "{{ " + span.name + " }}"]
        last = span.end
    source = "".join((*out, _plain(text[last:])))
    return _guarded(source, frozenset(optional)) if optional else source


def _still_there(text: str, written: str, spans: Collection[Span]) -> list[Span]:
    """The spans, as they lie in the text now, of which nothing was changed."""
    old, new = _PARTS.findall(written), _PARTS.findall(text)
    if max(len(old), len(new)) > _MOST_PARTS:
        return list(spans) if text == written else []
    starts_old, starts_new = _starts(old), _starts(new)
    found: list[Span] = []
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if not block.size:
            continue
        first, last = starts_old[block.a], starts_old[block.a + block.size]
        moved = starts_new[block.b] - first
        found += [
            Span(each.start + moved, each.end + moved, each.name)
            for each in spans
            if first <= each.start < each.end <= last
        ]
    return found


def _starts(parts: list[str]) -> list[int]:
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _telling(text: str, facts: Mapping[str, str], kept: Collection[Span]) -> list[Span]:
    """Values written by hand that cannot be anything but their fact."""
    known = sorted(
        ((facts[name], name) for name in _TELLING if len(facts.get(name, "")) >= _SHORTEST),
        key=lambda pair: -len(pair[0]),
    )
    found: list[Span] = []
    for value, name in known:
        for hit in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text):
            span = Span(hit.start(), hit.end(), name)
            if not any(_touch(span, each) for each in (*kept, *found)):
                found.append(span)
    return found


def _touch(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _apart(spans: Collection[Span]) -> list[Span]:
    """In order, and of two that touch the first."""
    found: list[Span] = []
    for span in sorted(spans):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _plain(text: str) -> str:
    """Words as a template's source: what would open a field stands as text."""
    return re.sub(r"\{[{%#]|\{\Z", lambda found: "{{ '" + found[0] + "' }}", text)


def _guarded(source: str, optional: frozenset[str]) -> str:
    """Lines with facts that need not be known stand between conditions."""
    lines: list[str] = []
    for line in source.split("\n"):
        named = dict.fromkeys(re.findall(r"\{\{ ([a-z_.]+) \}\}", line))
        needs = [name for name in named if name in optional]
        lines += [f"{{% if {' and '.join(needs)} %}}", line, "{% endif %}"] if needs else [line]
    # The end of the last line is the end of the text: nothing comes below it.
    return "\n".join(lines).removesuffix("\n{% endif %}") + ("{% endif %}" if lines[-1] == "{% endif %}" else "")
