"""Parties of a list that are there already: left, empty fields filled, or brought up to date; never emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradedesk.domain.import_options import LEAVE, UPDATE
from tradedesk.domain.importing import PartyRow, Severity
from tradedesk.domain.reason import because
from tradedesk.ledger import imports
from tradedesk.services.list_party import PartyMaking, office, people_of, texts_of

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer
    from tradedesk.services.list_plan import Matching

_BATCH = 250
#: Columns of a party that a list never changes: what it is known by, and what the ledger itself keeps.
_KEPT = frozenset({"id", "version", "kind", "code", "created_at", "reorder_by", "culture"})
#: Columns that are made of others of the row.
_MADE = frozenset({"zone", "kind_reason"})
#: The field of the list whose column shows where a changed value came from, where it is not called the same.
_FIELDS = {"cycle_days": "cycle"}


class Existing:
    """Gathers the rows of parties that are there and compares them batch by batch."""

    def __init__(self, work: Matching, making: PartyMaking) -> None:
        self._work = work
        self._making = making
        self._leaves = work.seen.options.existing == LEAVE
        self._overwrites = work.seen.options.existing == UPDATE
        self._rows: list[tuple[int, PartyRow, str]] = []
        self._touched: set[int] = set()

    @property
    def changed(self) -> int:
        """How many parties are changed."""
        return len(self._touched)

    def add(self, party_id: int, row: PartyRow, writer: Writer | None, key: str = "") -> None:
        """One more row of a party that is there; ``key`` is one by which it is not known yet."""
        self._rows.append((party_id, row, key))
        if len(self._rows) == _BATCH:
            self.flush(writer)

    def flush(self, writer: Writer | None) -> None:
        """Compare what was gathered, and with a writer write it."""
        numbers = sorted({number for number, _, _ in self._rows})
        there = imports.parties_there(writer or self._work.read, numbers)
        for number, row, key in self._rows:
            self._compare(there[number], row, key, writer)
        self._rows = []

    def _compare(self, there: imports.PartyThere, row: PartyRow, key: str, writer: Writer | None) -> None:
        if self._leaves and there.has_all(people_of(row), texts_of(row)):
            # Everything is there as it is written: nothing has to be understood.
            fresh = self._making.company(row)
        else:
            fresh, _notes = self._making.party(row)
        number = int(there.party["id"])
        # Who has a key of the user's own already keeps it, and is known by the other one too.
        key = key if there.party["code"] else ""
        changed = self._values(there.party, fresh.party)
        fields = [*changed, *(["code"] if key else [])]
        more = self._more(there, fresh)
        postal = self._postal(there, row)
        if not (fields or more.people or more.addresses or postal):
            return
        if self._leaves:
            self._tell_left(row, {**changed, **({"code": key} if key else {})}, more, postal)
            return
        there.party.update(changed)
        there.note(more)
        fields += ["contact_name"] * bool(more.people) + ["emails"] * bool(more.addresses) + ["street"] * bool(postal)
        self._tell(row, fields, number)
        if writer is not None:
            imports.change_party(writer, number, changed, more, postal)
            if key:
                imports.add_key(writer, str(there.party["kind"]), key, number)

    def _values(self, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
        """The columns that change: what the list leaves empty stays, tags are added to those there."""
        changed = {}
        if new["code"] and not old["code"]:
            changed["code"] = new["code"]
        for name, value in new.items():
            if name in _KEPT or value in ("", None) or value == old[name]:
                continue
            if name == "tags" and old[name]:
                value = ",".join(dict.fromkeys((*str(old[name]).split(","), *str(value).split(","))))
            if value != old[name] and (self._overwrites or name == "tags" or old[name] in ("", None)):
                changed[name] = value
        if "zone" in changed and not {"country", "city"} & set(changed) and old["zone"]:
            del changed["zone"]
        return changed

    def _more(self, there: imports.PartyThere, fresh: imports.NewParty) -> imports.MoreOf:
        """People and addresses that the party does not have yet: to add them overwrites nothing."""
        places: dict[int, int] = {}
        people: list[dict[str, Any]] = []
        for at, person in enumerate(fresh.people):
            if there.has_person(str(person["name"])):
                if number := there.person(str(person["name"])):
                    places[at] = -number
                continue
            places[at] = len(people)
            people.append({**person, "is_main": int(bool(person["is_main"]) and not there.people)})
        addresses = [
            {**each, "contact_id": places.get(each["contact_id"])}
            for each in fresh.addresses
            if not there.has_way(str(each["channel"]), str(each["value"]))
        ]
        return imports.MoreOf(int(there.party["id"]), people, addresses)

    def _postal(self, there: imports.PartyThere, row: PartyRow) -> dict[str, Any]:
        """The office to add ("id" 0), or the columns of the one that is there which change."""
        place = office(row)
        if place is None:
            return {}
        if there.office is None:
            there.office = {"id": -1, **place}
            return {"id": 0, **place}
        old = there.office
        changed = {
            name: value
            for name, value in place.items()
            if name not in ("party_id", "purpose", "addressee") and value and value != old[name]
            and (self._overwrites or not old[name])
        }  # fmt: skip
        old.update(changed)
        return {"id": old["id"], **changed} if changed and old["id"] > 0 else {}

    def _tell(self, row: PartyRow, fields: list[str], number: int) -> None:
        self._touched.add(number)
        seen = self._work.seen
        columns = [seen.heading(_FIELDS.get(name, name)) or name for name in fields]
        self._work.plan.counts["fields-changed"] += len(fields)
        told = because("fields-changed", count=str(len(fields)), columns=", ".join(dict.fromkeys(columns)))
        self._work.tell(row.line, "name", row.name, told, Severity.NOTE)

    def _tell_left(self, row: PartyRow, changed: dict[str, Any], more: imports.MoreOf, postal: dict[str, Any]) -> None:
        """Name what the row has and the ledger has not: it is left as it is, but not without a word."""
        texts = [str(each["name"]) for each in more.people]
        texts += [str(each["original"] or each["value"]) for each in more.addresses]
        texts += [str(changed[name]) for name in changed if name not in _MADE]
        texts += [str(postal["street"])] if postal.get("street") else []
        if texts:
            told = because("left-as-it-is", what="; ".join(dict.fromkeys(texts)))
            self._work.tell(row.line, "name", row.name, told, Severity.NOTE)
            self._work.plan.counts["not-taken"] += 1
