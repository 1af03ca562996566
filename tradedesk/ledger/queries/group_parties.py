"""The customers of one notice by the hundred: names, whose an address is, and the mails that went out (A6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tradedesk.domain.address import Address
from tradedesk.domain.message import MessageState
from tradedesk.ledger.addresses import value_of
from tradedesk.ledger.reader import Reader
from tradedesk.ledger.values import json_text, split_words

_THESE = "in (select value from json_each(?))"


class Named(NamedTuple):
    """A party by name, with where it is and what it reads."""

    number: int
    name: str
    country: str
    zone: str
    languages: tuple[str, ...]


def names(reader: Reader, numbers: Sequence[int]) -> list[Named]:
    """These parties, by their names."""
    sql = f"select id, name, country, zone, languages from parties where id {_THESE} order by name collate nocase, id"  # noqa: S608
    found = reader.all(sql, (json_text(list(numbers)),))
    return [Named(number, name, country, zone, split_words(told)) for number, name, country, zone, told in found]


def owners(reader: Reader, address_ids: Sequence[int]) -> dict[int, int]:
    """Whose each of these addresses is, by the address."""
    sql = f"select id, party_id from addresses where id {_THESE}"  # noqa: S608
    return {row[0]: row[1] for row in reader.all(sql, (json_text(list(address_ids)),))}


def out_of_use(reader: Reader, address_ids: Sequence[int], purpose_id: int, today: str) -> list[tuple[Address, bool]]:
    """Those of these addresses that cannot receive now, each with whether it was set to never for the purpose."""
    sql = f"""
        select a.*, exists (select 1 from assignments c where c.address_id = a.id and c.purpose_id = ?
                            and c.role = 'never') as is_never
        from addresses a where a.id {_THESE} and (is_never or a.standing in ('bounced', 'retired')
            or a.kind in ('never-write', 'disposable') or a.valid_from > ? or a.valid_to < ?) order by a.id
    """  # noqa: S608
    rows = reader.rows(sql, (purpose_id, json_text(list(address_ids)), today, today))
    never = [bool(row.pop("is_never")) for row in rows]
    return list(zip(map(value_of, rows), never, strict=True))


@dataclass(frozen=True)
class MailRow:
    """One mail of a notice as the log has it: its key, the first entry, when, to how many, what became of it."""

    key: str
    message_id: int
    at: str
    addresses: int
    customers: int
    state: MessageState
    program: str


def key_of(reader: Reader, draft_id: int) -> str:
    """What the keys of all mails of a draft begin with; empty while none was handed over."""
    sql = "select m.group_key from drafts d join messages m on m.id = d.message_id where d.id = ?"
    return str(reader.value(sql, (draft_id,)) or "").rpartition("/")[0]


def draft_of(reader: Reader, mail_key: str) -> int | None:
    """The draft of the notice that a mail of this key belongs to; None when it is gone."""
    sql = """
        select d.id from drafts d join messages m on m.id = d.message_id
        where d.group_parties <> '' and m.group_key >= ? and m.group_key < ?
    """
    found = reader.value(sql, _of(mail_key.rpartition("/")[0]))
    return None if found is None else int(found)


def mails(reader: Reader, key: str) -> list[MailRow]:
    """The mails of a notice that were handed over, in their order."""
    sql = """
        select m.group_key, min(m.id), min(m.at), count(distinct lower(r.value)), count(distinct m.party_id),
               min(m.state), min(m.program)
        from messages m join message_recipients r on r.message_id = m.id and r.role = 'bcc'
        where m.group_key >= ? and m.group_key < ? group by m.group_key
        order by min(m.id)
    """
    rows = reader.all(sql, _of(key)) if key else []
    return [
        MailRow(key, number, at, addresses, customers, MessageState(state), program)
        for key, number, at, addresses, customers, state, program in rows
    ]


def handed(reader: Reader, key: str) -> set[tuple[int, str]]:
    """(customer, address) of all that a notice went to by mails that are not known to have stayed."""
    sql = """
        select m.party_id, r.value from messages m
        join message_recipients r on r.message_id = m.id and r.role = 'bcc'
        where m.group_key >= ? and m.group_key < ? and m.state <> 'not-sent'
    """
    return {(row[0], row[1].casefold()) for row in reader.all(sql, _of(key))} if key else set()


def same_mail(reader: Reader, key: str) -> list[int]:
    """The entries of one mail, one a customer."""
    return [row[0] for row in reader.all("select id from messages where group_key = ? order by id", (key,))]


def _of(key: str) -> tuple[str, str]:
    """Every key that begins with this one and a stroke: "0" follows "/"."""
    return f"{key}/", f"{key}0"
