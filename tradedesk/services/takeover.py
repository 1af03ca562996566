"""A customer with everything to one file, and from it into another ledger, the merge shown before (F4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import PartyId
from tradedesk.ledger import dossier as rows_of
from tradedesk.ledger import parties, takeover
from tradedesk.ledger.connection import SCHEMA_REVISION
from tradedesk.ledger.takeover import Difference
from tradedesk.services.bench import Bench

__all__ = ["NOUNS", "Alike", "Difference", "HandedOver", "Preview", "hand_over", "look", "take_over"]

Progress = Callable[[int, int], object] | None
#: Differences shown; all are counted.
_SHOWN = 200
#: The tables whose rows carry a paper: where it lies and its fingerprint.
_WITH_PAPERS = ("documents", "message_attachments")
#: What the user is told of by number, table by table; the rest goes with them.
NOUNS = ("contacts", "addresses", "orders", "messages", "documents", "points", "promises")


@dataclass(frozen=True)
class HandedOver:
    """What was written: the file, how many rows of each noun, how many papers, and how many were not found."""

    path: str
    counts: Mapping[str, int]
    papers: int
    missing: int


@dataclass(frozen=True)
class Alike:
    """A customer of ours that the file's could be; ``why`` is "name" or the mailbox that both have."""

    party_id: PartyId
    name: str
    why: str


@dataclass(frozen=True)
class Preview:
    """What taking a file over would do; nothing has been changed.

    ``into`` is the customer it would be joined with, None for a new one; ``known`` says that the file (or another of
    the same customer) was taken over before. ``new`` and ``there`` count by noun; ``brings`` says that any row at all
    is new, of other nouns too. ``different`` are the first fields where both ledgers have something else,
    ``different_count`` all of them; ``staying_count`` of these are cells that say never here and stay so.
    """

    path: str
    name: str
    made_at: str
    into: PartyId | None
    into_name: str
    known: bool
    alike: tuple[Alike, ...]
    new: Mapping[str, int]
    there: Mapping[str, int]
    brings: bool
    filled: int
    different: tuple[Difference, ...]
    different_count: int
    staying_count: int
    renumbered: Mapping[str, str]
    papers: int

    @property
    def nothing_new(self) -> bool:
        """Whether taking it over would change nothing, whatever is chosen."""
        return not (self.brings or self.filled or self.different_count > self.staying_count)


def hand_over(bench: Bench, party_id: PartyId, path: Path | str, *, progress: Progress = None) -> HandedOver:
    """Write one customer with contacts, addresses, purposes, orders, messages, papers, habits and open promises.

    Drafts stay: they are their writer's. Raises NotThere, NeighbourFailed disk-full and file-not-writable.
    """
    from tradedesk.integrations.files.dossier_file import write_dossier
    from tradedesk.integrations.files.file_mark import sha256_of

    party = parties.party(bench.ledger.read, party_id)
    rows = rows_of.collect(bench.ledger.read, party_id)
    papers: dict[str, Path] = {}
    missing = 0
    for row in (row for table in _WITH_PAPERS for row in rows[table] if row["path"]):
        where = Path(row["path"])
        if not where.is_file():
            missing += 1
            continue
        row["sha256"] = row["sha256"] or sha256_of(where)
        papers[row["sha256"]] = where
    head = {"name": party.name, "made_at": bench.stamp(), "revision": SCHEMA_REVISION}
    packed = write_dossier(Path(path), head, rows, papers.items(), progress=progress)
    counts = {noun: sum(not row.get(rows_of.MENTIONED) for row in rows[noun]) for noun in NOUNS}
    return HandedOver(str(path), counts, packed, missing + len(papers) - packed)


def look(
    bench: Bench, path: Path | str, *, into: PartyId | None = None, alone: bool = False, progress: Progress = None
) -> Preview:
    """Read a take-over file and say what it would bring. ``alone``: as a new customer even where one is alike.

    One that was taken over before, or came from here, is that customer whatever is chosen: nobody is there twice.

    Raises what ``read_dossier`` raises, and RuleSaysNo dossier-newer, dossier-damaged (field "file").
    """
    dossier = _read(path)
    read = bench.ledger.read
    known = takeover.subject(read, dossier.rows)
    chosen = known or (None if alone else into)
    meeting = takeover.meet(read, dossier.rows, chosen, _steps(progress, _count(dossier.rows)))
    return Preview(
        path=str(path),
        name=dossier.name,
        made_at=dossier.made_at,
        into=chosen,
        into_name=parties.party(read, chosen).name if chosen is not None else "",
        known=known is not None,
        alike=() if known else tuple(Alike(*each) for each in takeover.alike(read, dossier.rows)),
        new={noun: meeting.new.get(noun, 0) for noun in NOUNS},
        there={noun: meeting.there.get(noun, 0) for noun in NOUNS},
        brings=any(meeting.new.values()),
        filled=meeting.filled,
        different=tuple(meeting.differences[:_SHOWN]),
        different_count=len(meeting.differences),
        staying_count=sum(each.stays for each in meeting.differences),
        renumbered=dict(meeting.renumbered),
        papers=len(dossier.files),
    )


def take_over(
    bench: Bench, path: Path | str, into: PartyId | None, *, take_theirs: bool = False, progress: Progress = None
) -> PartyId:
    """Put a take-over file into this ledger as one unit of work with one undo; returns the customer's number.

    ``into`` is the customer to join it with, None for a new one. Our fields stay where both have something, unless
    ``take_theirs``; a never of ours stays in any case. The papers are copied into the profile's folder "papers"; undo
    leaves the copies where they are.
    Raises as ``look``; then nothing was changed.
    """
    from tradedesk.integrations.files import dossier_file

    dossier = _read(path)
    wanted = _wanted(dossier.rows)
    step = _steps(progress, 2 * _count(dossier.rows) + len(wanted))
    meeting = takeover.meet(bench.ledger.read, dossier.rows, into, step)
    folder = bench.profile.root / "papers"
    placed = dossier_file.unpack(dossier, wanted, folder, step)
    _place(dossier.rows, placed)
    try:
        with bench.ledger.write(f"customer-taken-over|name={dossier.name}") as writer:
            number = takeover.put_in(writer, dossier.rows, meeting, take_theirs=take_theirs, step=step)
            _check(bench, number, dossier.path)
    except BaseException:
        dossier_file.remove(placed.values())
        raise
    return number


def _count(rows: Mapping[str, list[dict[str, Any]]]) -> int:
    return sum(len(rows.get(table, ())) for table in rows_of.TABLES)


def _steps(progress: Progress, total: int) -> Callable[[], object]:
    """Each call is one step more of all of them."""
    from itertools import count

    numbers = count(1)
    return lambda: None if progress is None else progress(next(numbers), total)


def _read(path: Path | str) -> Any:
    from tradedesk.integrations.files.dossier_file import read_dossier

    dossier = read_dossier(Path(path))
    if dossier.revision > SCHEMA_REVISION:
        raise RuleSaysNo("dossier-newer", "file", file=Path(path).name)
    if not rows_of.sound(dossier.rows):
        raise RuleSaysNo("dossier-damaged", "file", file=Path(path).name)
    return dossier


def _wanted(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, str]:
    """The papers by fingerprint, each with the name it had."""
    found: dict[str, str] = {}
    for table in _WITH_PAPERS:
        for row in rows.get(table, ()):
            name = row.get("name") or Path(str(row.get("path", "")).replace("\\", "/")).name or row.get("title")
            found.setdefault(row.get("sha256") or "", name or "paper")
    found.pop("", None)
    return found


def _place(rows: Mapping[str, list[dict[str, Any]]], placed: Mapping[str, Path]) -> None:
    """Where a paper lies now; one that did not come along is named but lies nowhere."""
    for table in _WITH_PAPERS:
        for row in rows.get(table, ()):
            row["path"] = str(placed.get(row.get("sha256") or "", ""))


def _check(bench: Bench, number: PartyId, path: Path) -> None:
    """Read the customer as its page does: a file with words that no program writes is refused before the commit."""
    from tradedesk.domain.errors import TradeError
    from tradedesk.services import customers, orders

    try:
        sheet = customers.sheet(bench, number)
        found = bench.ledger.read.numbers("select id from orders where party_id = ? order by id", (sheet.party.id,))
        for order in found:
            orders.sheet(bench, order)
    except TradeError:
        raise
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise RuleSaysNo("dossier-damaged", "file", file=path.name) from error
