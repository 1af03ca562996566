"""Dictionaries as hunspell reads them, through ``chunspell``; a word is known when any of them has it."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

from tradedesk.integrations.spelling.found import english_dictionaries

_log = logging.getLogger(__name__)

#: So many suggestions are of use.
_MOST = 5


class Dictionary:
    """English words. Loading takes about a tenth of a second a dictionary, a look-up microseconds, a suggestion more.

    Not for several threads at once.
    """

    def __init__(self, readers: tuple[Any, ...]) -> None:
        self._readers = readers
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Whether any dictionary has it."""
        if word not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[word] = any(_knows(each, word) for each in self._readers)
        return self._known[word]

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What it may be meant to be, the likeliest first."""
        found: dict[str, None] = {}
        for each in self._readers:
            try:
                found |= dict.fromkeys(each.suggest(word))
            except (UnicodeError, ValueError):
                continue
        return tuple(found)[:_MOST]


def load_english(dictionaries: tuple[Path, ...] | None = None) -> Dictionary | None:
    """The English dictionaries of this system, at most two; None where there is none or none can be read."""
    paths = english_dictionaries() if dictionaries is None else dictionaries
    if not paths:
        return None
    try:
        from hunspell import Hunspell
    except ImportError:
        return None
    # Windows alone reads paths in its own encoding unless it is told.
    encoding = {"system_encoding": "UTF-8"} if sys.platform == "win32" else {}
    readers = []
    for path in paths[:2]:
        try:
            readers.append(Hunspell(path.stem, hunspell_data_dir=str(path.parent), **encoding))
        except (OSError, ValueError, RuntimeError, LookupError) as problem:
            _log.info("dictionary %s cannot be read: %s", path.name, type(problem).__name__)
    return Dictionary(tuple(readers)) if readers else None


def _knows(reader: Any, word: str) -> bool:
    try:
        return bool(reader.spell(word))
    except (UnicodeError, ValueError):  # the dictionary's own encoding has no such letters
        return True
