"""The rows of a list that are, or may be, a company that is there or stands earlier in the list (B1), by the rules of
``domain.duplicates``. Two that both have a key of the user's own, and not the same, are never certain: they are joined
when the user says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tradedesk.domain import duplicates
from tradedesk.domain.duplicate_keys import Keys, keys
from tradedesk.domain.duplicates import Entry
from tradedesk.domain.importing import PartyRow, Problems, each_row
from tradedesk.domain.mailbox import host_of
from tradedesk.domain.reason import Reason
from tradedesk.ledger import imports, parties
from tradedesk.services.duplicates import alike_names, entries

if TYPE_CHECKING:
    from tradedesk.services.list_party import PartyMaking
    from tradedesk.services.list_plan import Matching

#: Of the companies that have something in common so many are kept: of a thousand with one domain the first stand for
#: all. A beginning or an end of a name that more have tells nothing.
_KEPT_TOGETHER = 20
#: Likely ones that are looked at more closely; certain ones are all looked at.
_LOOKED_AT = 8
#: Parties of the ledger between two looks at whether the user has cancelled.
_STEP = 500
#: Earlier rows that are kept as they were understood.
_KEPT = 300
_COMPANY = ("company", "department")
_PHONES = ("phone", "whatsapp")


@dataclass(frozen=True)
class Twin:
    """Another that the row is (``certain``) or may be: a party by its number, or an earlier line of the list."""

    name: str
    certain: bool
    why: tuple[Reason, ...]
    party_id: int = 0
    line: int = 0

    @property
    def other(self) -> int:
        """The party's number, or the line below zero."""
        return self.party_id or -self.line


class Twins:
    """Knows the companies of the ledger, and every row of the list that it was told of."""

    def __init__(self, work: Matching, making: PartyMaking) -> None:
        self._work, self._making = work, making
        self._alike: duplicates.Alike | None = None
        # Who has a key: a line of the list, or a party of the ledger as a negative number.
        self._who: dict[int, int | list[int]] = {}
        self._rows: dict[int, tuple[Entry, str]] = {}
        self._own = Keys([], [], [])
        for count, each in enumerate(entries(work.bench, work.seen.options.party_kind)):
            if count % _STEP == 0:
                work.share.told(0)
            own = keys(each.names, each.country, each.tax_no, each.mailboxes, each.domains, each.phones)
            self._keep(-each.id, own)

    def of(self, row: PartyRow, new: imports.NewParty) -> Twin | None:
        """The other that a row most likely is, a certain one first; None when nothing speaks for it."""
        self._own = keys(*_traits(row, new))
        found = self._candidates()
        if not found:
            return None
        own = _entry(row, new)
        if self._alike is None:
            self._alike = alike_names()
        best: Twin | None = None
        for who in found:
            other, code = self._other(who)
            pair = duplicates.judge(own, other, self._alike)
            if pair is None:
                continue
            certain = pair.certain and not (row.code and code and row.code != code)
            twin = Twin(other.names[0], certain, pair.why, max(-who, 0), max(who, 0))
            if twin.certain:
                return twin
            if best is None or len(twin.why) > len(best.why):
                best = twin
        return best

    def note(self, line: int) -> None:
        """The row that was just asked about is there from now on, as this line."""
        self._keep(line, self._own)

    def row(self, line: int) -> PartyRow:
        """An earlier line of the list as it was understood."""
        seen, bench = self._work.seen, self._work.bench
        assert seen.kind is not None
        at = bisect_left(seen.table.line_numbers, line)
        table = replace(seen.table, rows=seen.table.rows[at : at + 1], line_numbers=(line,), problems=())
        rows: Iterator[Any] = each_row(
            table, seen.mapping, seen.kind, seen.options, bench.countries, bench.cities, Problems()
        )
        found: PartyRow = next(rows)
        return found

    def _keep(self, who: int, own: Keys) -> None:
        for some in own:
            for key in some:
                others = self._who.setdefault(key, who)
                if others is who:
                    continue
                if isinstance(others, int):
                    if others != who:
                        self._who[key] = [others, who]
                elif len(others) <= _KEPT_TOGETHER and others[-1] != who:
                    others.append(who)

    def _candidates(self) -> list[int]:
        found: dict[int, None] = {}
        for key in self._own.certain:
            found.update(dict.fromkeys(self._with(key)))
        most = len(found) + _LOOKED_AT
        for key in self._own.likely:
            found.update(dict.fromkeys(self._with(key)[:_LOOKED_AT]))
        for key in self._own.names:
            others = self._with(key)
            if len(others) <= _KEPT_TOGETHER:
                found.update(dict.fromkeys(others))
        return list(found)[:most]

    def _with(self, key: int) -> Sequence[int]:
        """Those that have a key, the first ones."""
        others = self._who.get(key, ())
        return (others,) if isinstance(others, int) else others

    def _other(self, who: int) -> tuple[Entry, str]:
        """Another with the key of the user's own that it has."""
        if who not in self._rows:
            if len(self._rows) >= _KEPT:
                self._rows.clear()
            self._rows[who] = self._of_ledger(-who) if who < 0 else self._of_list(who)
        return self._rows[who]

    def _of_ledger(self, number: int) -> tuple[Entry, str]:
        (found,) = entries(self._work.bench, self._work.seen.options.party_kind, (number,))
        return found, parties.party(self._work.read, number).code

    def _of_list(self, line: int) -> tuple[Entry, str]:
        row = self.row(line)
        return _entry(row, self._making.party(row)[0]), row.code


def _traits(
    row: PartyRow, new: imports.NewParty
) -> tuple[tuple[str, ...], str, str, set[str], set[str], set[str]]:  # fmt: skip
    """Names, country, tax number, company mailboxes, domains and telephones, as the ledger's own entries have them."""
    mailboxes: set[str] = set()
    domains: set[str] = set()
    phones: set[str] = set()
    for each in new.addresses:
        if each["channel"] == "mail":
            if each["kind"] in _COMPANY:
                value = str(each["value"]).casefold()
                mailboxes.add(value)
                domains.add(value.rpartition("@")[2])
        elif each["channel"] in _PHONES:
            phones.add(str(each["value"]).partition("x")[0])
    if row.website:
        domains.add(host_of(row.website))
        domains.discard("")
    names = (row.name, row.short_name, row.our_name)
    tax_no = "".join(filter(str.isalnum, row.tax_no.upper())) if row.tax_no else ""
    known = tuple(dict.fromkeys(each for each in names if each)) if row.short_name or row.our_name else (row.name,)
    return known, row.country, tax_no, mailboxes, domains, phones


def _entry(row: PartyRow, new: imports.NewParty) -> Entry:
    names, country, tax_no, mailboxes, domains, phones = _traits(row, new)
    return Entry(0, names, country, row.city, tax_no, frozenset(mailboxes), frozenset(domains), frozenset(phones))
