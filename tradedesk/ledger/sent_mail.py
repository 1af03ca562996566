"""Hand-overs whose mail is looked for, what was found of them, and the places where sent mail lies."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tradedesk.domain.errors import NotThere
from tradedesk.domain.message import Message
from tradedesk.domain.reason import Reason
from tradedesk.domain.sent_mail import Compared, MailStore, SentAs
from tradedesk.ledger import messages
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import json_text, maybe_utc, reason_from, reason_parts, utc_text

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

_OPEN = "state in ('handing-over', 'handed-over') and medium = 'mail' and direction = 'out'"


def open_hand_overs(reader: Reader, limit: int) -> tuple[Message, ...]:
    """Mails handed over of which nobody said what became of them, the newest first."""
    sql = f"select id from messages where {_OPEN} order by at desc, id desc limit ?"  # noqa: S608
    return tuple(messages.message(reader, row[0]) for row in reader.all(sql, (limit,)))


def how_many_open(reader: Reader) -> int:
    """How many there are."""
    return int(reader.value(f"select count(*) from messages where {_OPEN}"))  # noqa: S608


def taken(reader: Reader, since: datetime) -> frozenset[str]:
    """The keys of mails sent since a moment that belong to an entry."""
    sql = "select sent_id from messages where sent_id != '' and (sent_at is null or sent_at >= ?)"
    return frozenset(row[0] for row in reader.all(sql, (utc_text(since),)))


def addresses_of_group(reader: Reader, group: str) -> frozenset[str]:
    """Everybody that one notice went to (A6)."""
    own = "select id from messages where group_key = ?"
    sql = f"select distinct value from message_recipients where message_id in ({own})"  # noqa: S608
    return frozenset(row[0] for row in reader.all(sql, (group,))) if group else frozenset()


def ask_no_more_about(writer: Writer, key: str) -> None:
    """A mail has its entry: no other one is asked whether it is theirs."""
    sql = f"select id, compared from messages where {_OPEN} and compared != ''"  # noqa: S608
    for row in writer.all(sql):
        known = compared_of(row[1])
        left = tuple(each for each in known.perhaps if each.key != key)
        if left != known.perhaps:
            keep_asked(writer, row[0], Compared(known.found, left, known.refused))


def keep_asked(writer: Writer, message_id: int, value: Compared) -> None:
    """Keep the mails that the user is asked about; what was done to the entry can still be undone."""
    text = compared_text(value)
    if writer.value("select compared from messages where id = ?", (message_id,)) != text:
        writer.many("update messages set compared = ? where id = ?", [(text, message_id)])
        writer.changes.add(("messages", message_id))


# -- what was found ----------------------------------------------------------------------------------------------------


def compared_text(value: Compared) -> str:
    """What is known of a hand-over's mail as JSON; empty when nothing is."""
    if value == Compared():
        return ""
    return json_text({
        "found": _sent_as(value.found) if value.found is not None else None,
        "perhaps": [_sent_as(each) for each in value.perhaps],
        "not": list(value.refused),
    })  # fmt: skip


def compared_of(text: str) -> Compared:
    """What such a text says; a text of another kind says nothing."""
    try:
        told = json.loads(text) if text else {}
    except ValueError:
        return Compared()
    if not isinstance(told, dict):
        return Compared()
    found = told.get("found")
    return Compared(
        found=_read_sent_as(found) if found else None,
        perhaps=tuple(_read_sent_as(each) for each in told.get("perhaps", ())),
        refused=tuple(told.get("not", ())),
    )


def _sent_as(value: SentAs) -> dict[str, Any]:
    return {
        "key": value.key,
        "at": utc_text(value.at) if value.at else None,
        "subject": value.subject,
        "to": list(value.to),
        "kind": value.kind,
        "folder": value.folder,
        "why": _reasons(value.why),
        "changes": _reasons(value.changes),
        "notes": _reasons(value.notes),
    }


def _read_sent_as(told: dict[str, Any]) -> SentAs:
    return SentAs(
        key=told["key"],
        at=maybe_utc(told["at"]),
        subject=told["subject"],
        to=tuple(told["to"]),
        kind=told["kind"],
        folder=told["folder"],
        why=_read_reasons(told["why"]),
        changes=_read_reasons(told["changes"]),
        notes=_read_reasons(told["notes"]),
    )


def _reasons(values: Collection[Reason]) -> list[Any]:
    return [reason_parts(each) for each in values]


def _read_reasons(told: list[Any]) -> tuple[Reason, ...]:
    return tuple(reason_from(each) for each in told)


# -- places ------------------------------------------------------------------------------------------------------------


def stores(reader: Reader) -> tuple[MailStore, ...]:
    """The places that the user named, in the order they were named."""
    return tuple(_store(row) for row in reader.rows("select * from mail_stores order by id"))


def store(reader: Reader, store_id: int) -> MailStore:
    """One place; raises NotThere."""
    row = reader.row("mail_stores", store_id)
    if row is None:
        raise NotThere("mail-store", store_id)
    return _store(row)


def add_store(writer: Writer, value: MailStore) -> int:
    """Add a place; returns its number."""
    row = {"kind": value.kind, "place": value.place, "account": value.account, "watched": int(value.watched)}
    return writer.insert("mail_stores", {**row, **_state(value)})


def keep_state(writer: Writer, value: MailStore) -> None:
    """Keep how far a place was read and what the look brought; what the user did to it can still be undone."""
    state = _state(value)
    sql = "update mail_stores set read_to = ?, looked_at = ? where id = ?"
    writer.many(sql, [(state["read_to"], state["looked_at"], value.id)])
    writer.changes.add(("mail_stores", value.id))


def _state(value: MailStore) -> dict[str, Any]:
    told = {
        "to": value.read_to,
        "folders": list(value.folders),
        "broken": value.broken,
        "trouble": reason_parts(value.trouble) if value.trouble is not None else None,
    }
    return {"read_to": json_text(told), "looked_at": utc_text(value.looked_at) if value.looked_at else None}


def _store(row: Row) -> MailStore:
    told = json.loads(row["read_to"]) if row["read_to"] else {}
    trouble = told.get("trouble")
    return MailStore(
        id=row["id"],
        kind=row["kind"],
        place=row["place"],
        account=row["account"],
        watched=bool(row["watched"]),
        read_to=told.get("to", ""),
        looked_at=maybe_utc(row["looked_at"]),
        folders=tuple(told.get("folders", ())),
        broken=int(told.get("broken", 0)),
        trouble=reason_from(trouble) if trouble else None,
    )
