"""Bold in templates: ``**words**``. Two stars that come with a value are two stars, whatever stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tradedesk.domain.rich_runs import Run, Runs, cut, merged, text_of
from tradedesk.domain.rich_store import stored
from tradedesk.domain.rich_text import RichText, from_plain, with_runs

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
#: Stands for a star of a value while the text is put together; a character that no script has.
_STAR = "\uf8f5"


def guarded(values: Mapping[str, str]) -> dict[str, str]:
    """The values for a template, their stars safe from being read as bold."""
    return {name: value.replace("*", _STAR) for name, value in values.items()}


def unguarded(text: str) -> str:
    """The text with the stars of its values again."""
    return text.replace(_STAR, "*")


def plain_and_rich(text: str) -> tuple[str, str]:
    """What a rendered template says, as a draft keeps it: the plain text without the stars, and the formatted one."""
    return stored(from_template(text)) if "**" in text else (unguarded(text), "")


def from_template(text: str) -> RichText:
    """What a rendered template says: as plain text, and ``**words**`` are bold."""
    return with_runs(from_plain(text), lambda runs: _unguarded(_with_bold(runs)))


def _with_bold(runs: Runs) -> Runs:
    if not any("**" in run.text for run in runs):
        return runs
    whole = text_of(runs)
    pieces: list[Run] = []
    here = 0
    for found in _BOLD.finditer(whole):
        pieces += (*cut(runs, here, found.start()), *_bold(cut(runs, found.start() + 2, found.end() - 2)))
        here = found.end()
    return merged((*pieces, *cut(runs, here, len(whole))))


def _bold(runs: Iterable[Run]) -> Iterator[Run]:
    return (run._replace(bold=True) for run in runs)


def _unguarded(runs: Runs) -> Runs:
    return tuple(run._replace(text=unguarded(run.text), link=unguarded(run.link)) for run in runs)
