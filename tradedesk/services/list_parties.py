"""Comparing a list of parties with the ledger, batch by batch: new ones, more people of one, those already there."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from tradedesk.domain.country import folded
from tradedesk.domain.export_rows import flat_columns
from tradedesk.domain.importing import PartyRow, Severity
from tradedesk.domain.reason import because
from tradedesk.ledger import imports, merging
from tradedesk.services.list_existing import Existing
from tradedesk.services.list_lost import not_taken
from tradedesk.services.list_party import PartyMaking, Told
from tradedesk.services.list_there import There
from tradedesk.services.list_twins import Twin, Twins

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer
    from tradedesk.services.list_plan import Matching, Plan
    from tradedesk.services.list_reading import Seen

#: Parties that are written together: bounds the memory, and the time until a cancel is heard.
_BATCH = 500


def match_parties(work: Matching, writer: Writer | None) -> Plan:
    """Say what the list would do, or with a ``writer`` do it: each batch is written before the next is read."""
    return _Parties(work, writer).matched()


class _Parties:
    def __init__(self, work: Matching, writer: Writer | None) -> None:
        self._work = work
        self._writer = writer
        self._kind = str(work.seen.options.party_kind)
        self._keys = imports.keys(work.read, self._kind)
        self._places = {_place(name, country, city): number
                        for number, name, country, city in imports.party_places(work.read, self._kind)}  # fmt: skip
        self._making = PartyMaking(work.bench, each_own=work.seen.table.format == "vcf" or _is_ours(work.seen))
        self._existing = Existing(work, self._making)
        self._twins = Twins(work, self._making)
        # The companies of this list: which of the new ones it is by its key, and of each its first line and its name.
        self._firsts: dict[int, int] = {}
        self._lines, self._names = array("q"), array("q")
        self._there = There()
        # Lines that were joined with a company of an earlier one, and which of the new ones it is.
        self._later: dict[int, int] = {}
        # How such lines were written: the next one written so is joined as they were.
        self._written_so: dict[int, Twin] = {}
        self._new: list[imports.NewParty] = []
        self._more: list[imports.MoreOf] = []
        # Other keys by which a company of an earlier line is known from now on.
        self._other_keys: list[tuple[str, int]] = []
        # Those of which the user said that they are two companies.
        self._apart: list[tuple[int, int]] = []
        self._made = 0
        self._first_id = imports.next_number(work.read, "parties")

    def matched(self) -> Plan:
        row: PartyRow
        for row in self._work.rows():
            self._row(row)
            if len(self._new) + len(self._more) >= _BATCH:
                self._flush()
        self._flush()
        self._existing.flush(self._writer)
        counts = self._work.plan.counts
        for name in ("alike", "not-taken"):
            # What is to be looked at is told last, and only where there is some.
            if many := counts.pop(name, 0):
                counts[name] = many
        plan = self._work.ready(self._made, None)
        plan.changed = self._existing.changed
        return plan

    def _row(self, row: PartyRow) -> None:
        key = hash(row.code) if row.code else _place(row.name, row.country, row.city)
        known = self._keys.get(row.code) if row.code else self._places.get(key)
        if known is not None:
            self._is_there(known, row)
        elif key in self._firsts:
            self._again(self._firsts[key], row)
        elif key in self._written_so:
            self._joined(key, row, self._written_so[key])
        else:
            self._unknown(key, row)

    def _is_there(self, known: int, row: PartyRow, key: str = "") -> None:
        self._work.plan.already_there += 1
        self._existing.add(known, row, self._writer, key)

    def _unknown(self, key: int, row: PartyRow) -> None:
        """A row that neither its key nor its name and place finds: another one, or one that is written differently."""
        new, notes = self._making.party(row)
        twin = self._twins.of(row, new)
        if twin is None or not (twin.certain or self._said_same(row, twin)):
            if twin is not None and self._work.seen.same_or_new.said_new(row.line):
                other = twin.party_id or self._first_id + self._made_of(twin.line)
                self._apart.append((other, self._first_id + self._made))
            self._first(key, row, new, notes)
        elif twin.party_id:
            if twin.certain:
                told = because("is-there-as", name=twin.name)
                self._work.tell(row.line, "name", row.name, told, Severity.NOTE, twin.why)
            # A further row that is written so is the same one, and is not asked about again.
            elif row.code:
                self._keys[row.code] = twin.party_id
            else:
                self._places[key] = twin.party_id
            self._is_there(twin.party_id, row, row.code)
        else:
            self._twins.note(row.line)
            self._joined(key, row, twin)

    def _said_same(self, row: PartyRow, twin: Twin) -> bool:
        """Whether the user said that a row is what it looks like; told either way, so that it can be said otherwise."""
        same = self._work.seen.same_or_new.same(row.line, twin.other)
        self._work.plan.counts["alike"] += not same
        code = "said-same" if same else "looks-like"
        told = because(code, name=twin.name)
        if twin.line:
            told = because(f"{code}-line", name=twin.name, line=str(twin.line))
        self._work.tell(row.line, "name", row.name, told, Severity.QUESTION, twin.why, twin.other)
        return same

    def _first(self, key: int, row: PartyRow, new: imports.NewParty, notes: list[Told]) -> None:
        self._tell(row, notes)
        self._firsts[key] = self._made
        self._lines.append(row.line)
        self._names.append(_name(row))
        self._there.first(new)
        self._twins.note(row.line)
        self._made += 1
        self._new.append(new)
        self._count(new)
        counts = self._work.plan.counts
        counts["zone-questions"] += row.zone_question

    def _joined(self, key: int, row: PartyRow, twin: Twin) -> None:
        """The company of an earlier line, written differently: what it has more is added there, and all else told."""
        first = self._made_of(twin.line)
        once_more = key in self._written_so
        if twin.certain or once_more:
            told = because("is-in-line", name=twin.name, line=str(twin.line))
            self._work.tell(row.line, "name", row.name, told, Severity.NOTE, twin.why)
        if row.code and not once_more:
            self._other_keys.append((row.code, self._first_id + first))
        for name in not_taken(row, self._twins.row(self._lines[first])):
            value = getattr(row, name)
            value = ", ".join(value) if isinstance(value, tuple) else str(value)
            told = because("value-not-taken", value=value, line=str(twin.line))
            self._work.tell(row.line, name, value, told, Severity.NOTE)
        more, notes = self._making.more(row)
        self._written_so.setdefault(key, twin)
        self._later[row.line] = first
        if self._there.only_new(first, more):
            self._tell(row, notes)
            self._add(first, more)

    def _made_of(self, line: int) -> int:
        """Which of the new companies an earlier line of this list is."""
        return self._later[line] if line in self._later else bisect_left(self._lines, line)

    def _again(self, first: int, row: PartyRow) -> None:
        """A row more of a company of this list: another person of it, or the same thing twice."""
        more, notes = self._making.more(row)
        if self._names[first] == _name(row) and self._there.only_new(first, more):
            self._tell(row, notes)
            self._add(first, more)
            return
        name = row.code or row.name
        told = because("key-twice", key=name, line=str(self._lines[first]))
        self._work.tell(row.line, "code" if row.code else "name", name, told, Severity.ROW)

    def _add(self, first: int, more: imports.NewParty) -> None:
        self._there.add(first, more)
        self._more.append(imports.MoreOf(self._first_id + first, more.people, more.addresses))
        self._count(more)

    def _count(self, new: imports.NewParty) -> None:
        counts = self._work.plan.counts
        counts["contacts"] += len(new.people)
        counts["postal"] += new.postal is not None
        counts["addresses"] += len(new.addresses)

    def _tell(self, row: PartyRow, notes: list[Told]) -> None:
        for note in notes:
            self._work.tell(row.line, note.field, note.value, note.reason, note.severity)

    def _flush(self) -> None:
        if self._writer is not None:
            imports.add_parties(self._writer, self._kind, self._new, self._more, self._other_keys)
            if self._apart:
                merging.tell_apart(self._writer, self._apart)
        self._new, self._more, self._other_keys, self._apart = [], [], [], []


def _is_ours(seen: Seen) -> bool:
    """Whether a list is one that we wrote: nobody else has these columns in this order."""
    return tuple(field for _column, field in sorted(seen.mapping.items())) == flat_columns()


def _place(name: str, country: str, city: str) -> int:
    """How a party without a key is known again."""
    return hash((" ".join(name.casefold().split()), country, folded(city)))


def _name(row: PartyRow) -> int:
    return hash(" ".join(row.name.casefold().split()))
