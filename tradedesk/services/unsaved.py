"""Texts of drafts that the ledger did not take, say while it is locked: in files of the profile until it takes them.

So they survive a sudden end of the program. On a full disk there is no place for them either: then the window alone
has them.
"""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from tradedesk.domain.errors import NotThere, TradeError
from tradedesk.ledger import drafts
from tradedesk.runtime.safe_write import write_whole
from tradedesk.services import composing
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from pathlib import Path

    from tradedesk.domain.ids import DraftId

#: Subject, plain and formatted text (or empty), as the draft keeps them.
Text = tuple[str, str, str]


def save(bench: Bench, draft_id: DraftId, text: Text) -> None:
    """Save a draft's text as ``composing.save_text`` does; what is refused is kept in its file."""
    file = bench.profile.unsaved_text_of(draft_id)
    try:
        composing.save_text(bench, draft_id, *text)
    except TradeError as error:
        if not isinstance(error, NotThere):
            _keep(bench, draft_id, text, file)
        raise
    _let_go(file)


def kept(bench: Bench) -> dict[DraftId, Text]:
    """The texts still to be saved, by draft, but for those whose draft has had another text since or is no more."""
    found = {}
    for file in sorted(bench.profile.unsaved_texts.glob("*.json")):
        told = _read(file)
        if told is not None and _version(bench, told[0]) == told[1]:
            found[told[0]] = told[2]
        else:
            _let_go(file)
    return found


def _keep(bench: Bench, draft_id: DraftId, text: Text, file: Path) -> None:
    with contextlib.suppress(OSError, TradeError):
        file.parent.mkdir(exist_ok=True)
        told = {"draft": draft_id, "version": _version(bench, draft_id), "text": text}
        write_whole(file, json.dumps(told).encode())


def _let_go(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)


def _read(file: Path) -> tuple[DraftId, int | None, Text] | None:
    """(draft, its version when it was refused, text) of a file; None for one that says something else."""
    try:
        told = json.loads(file.read_bytes())
        subject, body, rich = map(str, told["text"])
        return int(told["draft"]), told["version"], (subject, body, rich)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _version(bench: Bench, draft_id: DraftId) -> int | None:
    try:
        return drafts.draft(bench.ledger.read, draft_id).version
    except NotThere:
        return None
