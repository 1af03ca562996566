"""The pictures in the text of a draft: files in the profile, a folder a draft, each named by its content."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import DraftId
from tradedesk.domain.rich_store import is_file_name
from tradedesk.ledger import drafts
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from pathlib import Path

    from tradedesk.domain.draft import Draft

#: Bytes of one picture as it goes out, and of all in one text.
LARGEST, ALL_TOGETHER = 2 * 1024 * 1024, 10 * 1024 * 1024


def keep(bench: Bench, draft_id: DraftId, data: bytes, ending: str) -> str:
    """Keep a picture ("png" or "jpg") for the text of a draft; returns the name by which the text shows it.

    Raises RuleSaysNo "picture-too-large" or "pictures-too-large" (field "body"), NotThere, NeighbourFailed.
    """
    drafts.draft(bench.ledger.read, draft_id)
    folder = bench.profile.pictures_of(draft_id)
    name = f"picture-{sha256(data).hexdigest()[:10]}.{ending}"
    if not is_file_name(name):
        raise ValueError(ending)
    if len(data) > LARGEST:
        raise RuleSaysNo("picture-too-large", "body", megabytes=LARGEST // 1024 // 1024)
    from tradedesk.integrations.files.refusal import not_written
    from tradedesk.runtime.safe_write import write_whole

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        others = sum(each.stat().st_size for each in folder.iterdir() if each.name != name)
        if others + len(data) > ALL_TOGETHER:
            raise RuleSaysNo("pictures-too-large", "body", megabytes=ALL_TOGETHER // 1024 // 1024)
        write_whole(folder / name, data)
    except OSError as error:
        raise not_written(folder / name, error, "picture-not-kept", "draft") from error
    _forget_old(bench, folder.parent)
    return name


def load(bench: Bench, draft_id: DraftId, names: Sequence[str]) -> tuple[tuple[str, bytes], ...]:
    """(name, bytes) of those pictures of a draft that are there."""
    folder = bench.profile.pictures_of(draft_id)
    found = []
    for name in names:
        try:
            if is_file_name(name) and (folder / name).stat().st_size <= LARGEST:
                found.append((name, (folder / name).read_bytes()))
        except OSError:
            continue
    return tuple(found)


def bring_along(bench: Bench, draft: Draft, others: Sequence[DraftId]) -> None:
    """Let other drafts with the same text show its pictures too: the same files under another name, where the disk
    allows that. Raises NeighbourFailed.
    """
    from tradedesk.domain import rich_store, rich_text
    from tradedesk.integrations.files.refusal import not_written

    names = rich_text.pictures_in(rich_store.of(draft.body, draft.rich)) if draft.rich else ()
    there = [file for name in names if (file := bench.profile.pictures_of(draft.id) / name).is_file()]
    for number in others if there else ():
        folder = bench.profile.pictures_of(number)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            for file in there:
                if not (folder / file.name).exists():  # named by its content: one that is there is the same
                    _same_file(file, folder / file.name)
        except OSError as error:
            raise not_written(folder, error, "picture-not-kept", "draft") from error


def _same_file(file: Path, other: Path) -> None:
    from tradedesk.runtime.safe_write import write_whole

    try:
        other.hardlink_to(file)
    except OSError:  # a disk on which a file has one name alone
        write_whole(other, file.read_bytes())


def _forget_old(bench: Bench, root: Path) -> None:
    """Take away the folders of drafts that are gone; a draft thrown away a moment ago may still be brought back."""
    newest = bench.ledger.read.value("select max(id) from drafts") or 0
    there = {row[0] for row in bench.ledger.read.all("select id from drafts")}
    month = bench.now().timestamp() - 30 * 24 * 3600
    try:
        for folder in root.iterdir():
            known = not folder.name.isdecimal() or int(folder.name) in there or int(folder.name) > newest
            if not known and folder.stat().st_mtime < month:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return
