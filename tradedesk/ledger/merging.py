"""Two entries of one company become one: every row of the second goes to the first, and nothing is dropped (B1)."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tradedesk.ledger.reader import Reader, Row, marks
from tradedesk.ledger.values import json_text

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: Every party with what tells whether it is another: one pass over the ledger.
ENTRIES = """
    select p.id, p.name, p.short_name, p.our_name, p.country, p.city, p.tax_no, p.website,
           (select group_concat(a.channel || ' ' || a.kind || ' ' || a.value, char(10)) from addresses a
            where a.party_id = p.id and a.channel in ('mail', 'phone', 'whatsapp'))
    from parties p where p.kind = ? {some} order by p.id
"""

#: Puts a field and its value into the user's words.
Say = Callable[[str, str], str]


def entries(reader: Reader, kind: str, some: Collection[int] | None = None) -> Iterator[tuple[Any, ...]]:
    """The parties of a kind: number, three names, country, city, tax number, site, and "channel kind value" by line.

    ``some``: only these.
    """
    if some is None:
        return reader.stream(ENTRIES.format(some=""), (kind,))
    return reader.stream(ENTRIES.format(some=f"and p.id in ({marks(tuple(some))})"), (kind, *some))


def told_apart(reader: Reader) -> frozenset[tuple[int, int]]:
    """The pairs that the user said are two companies, the older first."""
    found = reader.all("select party_id, other_id from different_parties")
    return frozenset((min(pair), max(pair)) for pair in found)


def tell_apart(writer: Writer, pairs: Iterable[tuple[int, int]]) -> None:
    """Keep of each of these pairs that they are two companies."""
    fresh = sorted({(min(pair), max(pair)) for pair in pairs} - told_apart(writer))
    writer.insert_many("different_parties", [{"party_id": older, "other_id": newer} for older, newer in fresh])


def merge(writer: Writer, kept: int, joined: int, fields: Mapping[str, Any], say: Say) -> None:
    """Give everything of ``joined`` to ``kept``, set ``fields`` of it, and remove the empty entry.

    An address, a contact or a cell that both have becomes one; what refers to it refers to the one that stays. What
    theirs says otherwise is written into the note of the one that stays, in the words of ``say``.
    """
    contacts = _join_contacts(writer, kept, joined, say)
    _join_addresses(writer, kept, joined, contacts, say)
    _drop_doubles(writer, kept, joined)
    lost = _join_wordings(writer, kept, joined, say)
    _point_elsewhere(writer, "parties", joined, kept)
    _readdress_notices(writer, joined, kept)
    if lost:
        sql = "select notes from parties where id = ?"
        notes = fields["notes"] if "notes" in fields else writer.value(sql, (kept,))
        fields = {**fields, "notes": "\n".join(each for each in (notes, *lost) if each)}
    if fields:
        writer.update("parties", kept, fields)
    writer.delete("parties", joined)


def _join_contacts(writer: Writer, kept: int, joined: int, say: Say) -> dict[int, int]:
    """People of the same name are one; the main contact stays who it was. Returns theirs by ours."""
    by_name = {row["name"].casefold(): row for row in _rows(writer, "contacts", kept)}
    main = any(each["is_main"] for each in by_name.values())
    same: dict[int, int] = {}
    for row in _rows(writer, "contacts", joined):
        ours = by_name.get(row["name"].casefold())
        if ours is not None:
            _fill(writer, "contacts", ours, row, say)
            if row["is_main"] and not main:
                writer.update("contacts", ours["id"], {"is_main": 1})
            _point_elsewhere(writer, "contacts", row["id"], ours["id"])
            writer.delete("contacts", row["id"])
            same[row["id"]] = ours["id"]
        elif row["is_main"] and main:
            writer.update("contacts", row["id"], {"is_main": 0})
    return same


def _join_addresses(writer: Writer, kept: int, joined: int, contacts: Mapping[int, int], say: Say) -> None:
    by_value = {(row["channel"], row["value"]): row for row in _rows(writer, "addresses", kept)}
    for row in _rows(writer, "addresses", joined):
        ours = by_value.get((row["channel"], row["value"]))
        if ours is None:
            continue
        _surer(writer, ours, {**row, "contact_id": contacts.get(row["contact_id"], row["contact_id"])}, say)
        _join_cells(writer, ours["id"], row["id"])
        _point_elsewhere(writer, "addresses", row["id"], ours["id"])
        _readdress_drafts(writer, row["id"], ours["id"])
        if ours["backup_for_id"] == row["id"]:
            writer.update("addresses", ours["id"], {"backup_for_id": None})
        writer.delete("addresses", row["id"])


def _readdress_drafts(writer: Writer, old: int, new: int) -> None:
    """A draft keeps its recipients in one column: what it says of the address is said of the one that stays."""
    for number, text in writer.all("select id, recipients from drafts where handed_over_at is null"):
        recipients = json.loads(text or "[]")
        if any(each["address_id"] == old for each in recipients):
            aimed = [{**each, "address_id": new if each["address_id"] == old else each["address_id"]}
                     for each in recipients]  # fmt: skip
            writer.update("drafts", number, {"recipients": json_text(aimed)})


def _readdress_notices(writer: Writer, old: int, new: int) -> None:
    """A notice to many keeps its customers in one column too: the one that stays gets it where the other would have."""
    for number, text in writer.all("select id, group_parties from drafts where group_parties <> ''"):
        parties = json.loads(text)
        if old in parties:
            aimed = dict.fromkeys(new if each == old else each for each in parties)
            writer.update("drafts", number, {"group_parties": json_text(list(aimed))})


def _surer(writer: Writer, ours: Row, theirs: Row, say: Say) -> None:
    """Of one address on file twice the surer word counts: retired, bounced, confirmed, then presumed.

    It is valid on no day on which either is not.
    """
    rank = ("retired", "bounced", "confirmed", "presumed")
    taken: Row = {}
    if rank.index(theirs["standing"] or "presumed") < rank.index(ours["standing"] or "presumed"):
        taken = {name: theirs[name] for name in ("standing", "standing_on", "evidence", "evidence_message_id")}
    if theirs["kind_confirmed"] and not ours["kind_confirmed"]:
        taken |= {name: theirs[name] for name in ("kind", "department", "kind_reason", "kind_confirmed")}
    if ours["backup_for_id"] is None and theirs["backup_for_id"] != ours["id"]:
        taken["backup_for_id"] = theirs["backup_for_id"]
    if ours["contact_id"] is None:
        taken["contact_id"] = theirs["contact_id"]
    days = {"valid_from": max, "valid_to": min}
    taken |= {name: narrower(ours[name] or theirs[name], theirs[name] or ours[name])
              for name, narrower in days.items() if theirs[name]}  # fmt: skip
    note = [ours["note"], theirs["note"] if theirs["note"] not in ours["note"] else ""]
    note += (say(*each) for each in _other_words(writer, ours, theirs, taken))
    taken["note"] = "\n".join(each for each in note if each)
    changed = {name: value for name, value in taken.items() if value != ours[name]}
    if changed:
        writer.update("addresses", ours["id"], changed)
        ours.update(changed)


def _other_words(reader: Reader, ours: Row, theirs: Row, taken: Row) -> Iterator[tuple[str, str]]:
    """What was said of the one address and does not stand in the other: who confirmed it, its kind, whose it is."""
    kept = {**ours, **taken}
    for name in ("evidence", "valid_from", "valid_to"):
        yield from ((name, each[name]) for each in (ours, theirs) if each[name] and each[name] != kept[name])
    if theirs["kind_confirmed"] and theirs["kind"] != kept["kind"]:
        yield "kind", theirs["kind"]
    if theirs["contact_id"] is not None and theirs["contact_id"] != kept["contact_id"]:
        yield "contact", str(reader.value("select name from contacts where id = ?", (theirs["contact_id"],)))


def stays(ours: str, theirs: str) -> str:
    """What a cell says that both have: never outweighs everything; where both say To or Cc, ours stays."""
    return "never" if "never" in (ours, theirs) else ours


def _join_cells(writer: Writer, ours: int, theirs: int) -> None:
    cells = {row["purpose_id"]: row for row in _assigned(writer, ours)}
    for row in _assigned(writer, theirs):
        mine = cells.get(row["purpose_id"])
        if mine is None:
            writer.update("assignments", row["id"], {"address_id": ours})
            continue
        role = stays(mine["role"], row["role"])
        if role != mine["role"]:
            writer.update("assignments", mine["id"], {"role": role})
        writer.delete("assignments", row["id"])


def _drop_doubles(writer: Writer, kept: int, joined: int) -> None:
    """Rows that may stand only once for a party: employments with both, and what was said of the two themselves."""
    served = {row["contact_id"] for row in _rows(writer, "employments", kept)}
    for row in _rows(writer, "employments", joined):
        if row["contact_id"] in served or _home(writer, row["contact_id"]) == kept:
            writer.delete("employments", row["id"])
    for row in _rows(writer, "employments", kept):
        if _home(writer, row["contact_id"]) == joined:
            writer.delete("employments", row["id"])
    known = {frozenset((row["party_id"], row["other_id"])) for row in writer.rows("select * from different_parties")}
    for row in writer.rows("select * from different_parties where ? in (party_id, other_id)", (joined,)):
        other = row["other_id"] if row["party_id"] == joined else row["party_id"]
        if other == kept or frozenset((kept, other)) in known:
            writer.delete("different_parties", row["id"])


def _join_wordings(writer: Writer, kept: int, joined: int, say: Say) -> list[str]:
    """Of two wordings for one occasion ours stays, and theirs is returned for the notes; silenced twice is once."""
    ours = {(row["code"], row["language"]): row for row in _rows(writer, "wordings", kept)}
    lost: list[str] = []
    for row in _rows(writer, "wordings", joined):
        mine = ours.get((row["code"], row["language"]))
        if mine is None:
            continue
        if (mine["subject"], mine["body"]) != (row["subject"], row["body"]):
            lost.append(say("wording", f"{row['subject']}\n{row['body']}"))
        writer.delete("wordings", row["id"])
    silent = {row["code"] for row in _rows(writer, "silenced_checks", kept)}
    for row in _rows(writer, "silenced_checks", joined):
        if row["code"] in silent:
            writer.delete("silenced_checks", row["id"])
    return lost


def _home(reader: Reader, contact_id: int) -> int:
    return int(reader.value("select party_id from contacts where id = ?", (contact_id,)))


def _point_elsewhere(writer: Writer, table: str, old: int, new: int) -> None:
    """Everything that refers to the old row refers to the new one."""
    from tradedesk.ledger.tables import metadata

    for each in metadata.sorted_tables:
        for key in each.foreign_keys:
            if key.column.table.name != table:
                continue
            column = key.parent.name
            sql = f"select id from {each.name} where {column} = ? order by id"  # noqa: S608
            for (number,) in writer.all(sql, (old,)):
                writer.update(each.name, number, {column: new})
    sql = "select id from origins where noun = ? and row_id = ?"
    for (number,) in writer.all(sql, (table, old)):
        writer.update("origins", number, {"row_id": new})


def _fill(writer: Writer, table: str, ours: Row, theirs: Row, say: Say) -> None:
    """Empty fields of ours take what theirs has; notes are put together, and with them what theirs says otherwise."""
    skip = {"id", "version", "party_id", "is_main", "is_desk", "family_first", "notes"}
    told = {name: value for name, value in theirs.items() if name not in skip and value and value != ours[name]}
    taken = {name: value for name, value in told.items() if not ours[name]}
    others = [say(name, str(value)) for name, value in told.items() if ours[name] and name != "name"]
    notes = [ours["notes"], theirs["notes"] if theirs["notes"] not in ours["notes"] else "", *others]
    text = "\n".join(each for each in notes if each)
    if text != ours["notes"]:
        taken["notes"] = text
    if taken:
        writer.update(table, ours["id"], taken)
        ours.update(taken)


def _rows(reader: Reader, table: str, party_id: int) -> list[Row]:
    return reader.rows(f"select * from {table} where party_id = ? order by id", (party_id,))  # noqa: S608


def _assigned(reader: Reader, address_id: int) -> list[Row]:
    return reader.rows("select * from assignments where address_id = ? order by id", (address_id,))
