"""Drafts: rows to values and back; chips, attachments and filled-in facts stand as JSON in the row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tradedesk.domain.draft import WHICH_SHIPMENT, Draft, DraftRecipient, Letter, OwnText
from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import DraftId, MessageId
from tradedesk.domain.message import Attachment
from tradedesk.ledger.reader import Reader, Row, marks
from tradedesk.ledger.values import json_text, maybe_utc, reason_from, reason_of, reason_text, utc_text

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def draft(reader: Reader, draft_id: DraftId) -> Draft:
    """One draft; raises NotThere."""
    return _draft(_row(reader, draft_id))


def without_recipients(reader: Reader, draft_id: DraftId) -> Draft:
    """One draft but for its recipients, of which a notice has thousands; raises NotThere."""
    return _draft({**_row(reader, draft_id), "recipients": ""})


def open_drafts(reader: Reader) -> tuple[tuple[int, str, str, str], ...]:
    """(number, subject, customer, changed at) of every draft not handed over, newest first."""
    rows = reader.all(
        """
        select d.id, d.subject, coalesce(p.name, ''), d.changed_at from drafts d
        left join parties p on p.id = d.party_id where d.handed_over_at is null order by d.changed_at desc, d.id desc
        """
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


def open_about_the_same(reader: Reader, value: Draft) -> tuple[Draft, ...]:
    """The drafts not handed over of the same template, language, customer, order, node and point, the newest first."""
    found = reader.rows(
        """
        select * from drafts where handed_over_at is null and template = ? and language = ? and party_id is ?
        and order_id is ? and node_id is ? and point_id is ? order by id desc
        """,
        (value.template, value.language, value.party_id, value.order_id, value.node_id, value.point_id),
    )
    return tuple(_draft(each) for each in found)


def handed_over_as(reader: Reader, draft_id: DraftId) -> MessageId | None:
    """The log entry of a draft that was handed over; None while it is open."""
    found: MessageId | None = reader.value(
        "select message_id from drafts where id = ? and handed_over_at is not null", (draft_id,)
    )
    return found


def of_message(reader: Reader, message_id: MessageId) -> Draft | None:
    """The draft that was handed over as a log entry; None when it was written elsewhere or is gone."""
    found = reader.rows("select * from drafts where message_id = ? order by id limit 1", (message_id,))
    return _draft(found[0]) if found else None


def shipments_told(reader: Reader, numbers: Sequence[int], since: str) -> dict[int, int]:
    """Of these log entries, the first of ``since`` (UTC text), those written for a shipment, with its number (D4)."""
    sql = f"""select message_id, facts from drafts
              where handed_over_at >= ? and message_id in ({marks(numbers)})"""  # noqa: S608
    rows = reader.all(sql, (since, *numbers))
    found = ((message_id, dict(_facts(facts).get("filled", ()))) for message_id, facts in rows)
    return {message_id: int(facts[WHICH_SHIPMENT]) for message_id, facts in found if WHICH_SHIPMENT in facts}


def handed_over(at: str) -> dict[str, Any]:
    """The columns of a draft that was handed over at a moment (UTC text): it waits for no window any more."""
    return {"handed_over_at": at, "queued_for": None, "queued_why": ""}


def draft_row(value: Draft, changed_at: str) -> dict[str, Any]:
    """A draft's columns, without number and version."""
    return {
        "party_id": value.party_id,
        "order_id": value.order_id,
        "node_id": value.node_id,
        "point_id": value.point_id,
        "template": value.template,
        "language": value.language,
        "purpose": value.purpose,
        "subject": value.subject,
        "body": value.body,
        "recipients": _recipients_text(value.recipients),
        "attachments": json_text([asdict(each) for each in value.attachments]) if value.attachments else "[]",
        "facts": _facts_text(value, value.written_with),
        "changed_at": changed_at,
        "tone": value.tone,
        "second_language": value.second_language,
        "rich": value.rich,
        "queued_for": utc_text(value.queued_for) if value.queued_for else None,
        "queued_why": reason_text(value.queued_why),
        "group_parties": json_text(list(value.group_parties)) if value.group_parties else "",
    }


def add_draft(writer: Writer, value: Draft, changed_at: str) -> DraftId:
    """Add a draft; returns its number."""
    return writer.insert("drafts", draft_row(value, changed_at))


def add_letters(writer: Writer, like: Draft, letters: Sequence[Letter], changed_at: str) -> Sequence[DraftId]:
    """Add a draft for each letter, like one draft in all else; their numbers follow one another."""
    same = draft_row(like, changed_at)
    rows = [
        {
            **same,
            "party_id": party_id,
            "language": language,
            "second_language": second_language,
            "subject": words.subject,
            "body": words.body,
            "rich": words.rich,
            "recipients": _recipients_text(recipients),
            "facts": _facts_text(like, words.written_with),
        }
        for party_id, language, second_language, recipients, words in letters
    ]
    return writer.insert_many("drafts", rows)


def save_draft(writer: Writer, value: Draft, changed_at: str) -> int:
    """Save a changed draft; returns the new version."""
    return writer.update("drafts", value.id, draft_row(value, changed_at), value.version)


def save_typed(writer: Writer, value: Draft, changed_at: str) -> None:
    """Save a draft's text as it was typed; what was done to the draft before can still be taken back."""
    writer.carry_undo("drafts", value.id, value.version, save_draft(writer, value, changed_at))


def _row(reader: Reader, draft_id: DraftId) -> Row:
    row = reader.row("drafts", draft_id)
    if row is None:
        raise NotThere("draft", draft_id)
    return row


def _recipients_text(recipients: Sequence[DraftRecipient]) -> str:
    return json_text([vars(each) for each in recipients])


def _recipient(value: dict[str, Any]) -> DraftRecipient:
    return DraftRecipient(
        role=value["role"],
        value=value["value"],
        name=value["name"],
        address_id=value["address_id"],
        reasons=tuple(reason_from(each) for each in value["reasons"]),
        warnings=tuple(reason_from(each) for each in value["warnings"]),
    )


def _facts_text(value: Draft, written_with: tuple[tuple[str, str], ...]) -> str:
    """All that a text was made with: what was filled in by hand, what the ledger said, and the texts it replaced."""
    kept: dict[str, Any] = {"filled": value.facts, "written": written_with}
    if value.own_texts:
        kept["own"] = [asdict(each) for each in value.own_texts]
    return json_text(kept)


def _facts(text: str) -> dict[str, Any]:
    """What ``_facts_text`` made; a draft of earlier days kept what was filled in alone."""
    kept = json.loads(text or "[]")
    return kept if isinstance(kept, dict) else {"filled": kept}


def _read_pairs(kept: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in kept)


def _own_text(kept: dict[str, Any]) -> OwnText:
    return OwnText(**{**kept, "written_with": _read_pairs(kept["written_with"])})


def _draft(row: Row) -> Draft:
    facts = _facts(row["facts"])
    return Draft(
        id=row["id"],
        party_id=row["party_id"],
        order_id=row["order_id"],
        template=row["template"],
        language=row["language"],
        purpose=row["purpose"],
        subject=row["subject"],
        body=row["body"],
        recipients=tuple(_recipient(each) for each in json.loads(row["recipients"] or "[]")),
        attachments=tuple(Attachment(**each) for each in json.loads(row["attachments"] or "[]")),
        facts=_read_pairs(facts.get("filled", ())),
        node_id=row["node_id"],
        point_id=row["point_id"],
        version=row["version"],
        tone=row["tone"],
        second_language=row["second_language"],
        rich=row["rich"],
        queued_for=maybe_utc(row["queued_for"]),
        queued_why=reason_of(row["queued_why"]),
        group_parties=tuple(json.loads(row["group_parties"] or "[]")),
        written_with=_read_pairs(facts.get("written", ())),
        own_texts=tuple(_own_text(each) for each in facts.get("own", ())),
    )
