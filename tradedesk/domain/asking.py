"""Asking which address is for what (B3): the numbered questions, their presumptions, and reading them back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tradedesk.domain.address import Address, Channel, Department, MailboxKind
from tradedesk.domain.ids import AddressId
from tradedesk.domain.purpose import Assignment, Purpose, PurposeCode, Role

#: The template that asks; a message out by it opens a promise, one in that is logged with it is the answer.
ASKING = "which-address"

#: So many purposes stand beside an address at most: more would not be a short question.
_MOST = 3

_BY_KIND: Mapping[MailboxKind, tuple[str, ...]] = {
    MailboxKind.COMPANY: (PurposeCode.CONTRACT, PurposeCode.INVOICE),
    MailboxKind.PERSONAL: (PurposeCode.INQUIRY, PurposeCode.PROGRESS),
}

_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[.)]\s*(\S+@\S+?)\s+[–-]\s+(.+?)\s*$")


@dataclass(frozen=True)
class AskingWords:
    """The words of one language for a question: each purpose, what joins them, and how the line ends."""

    purposes: Mapping[str, str]
    joins: str = ", "
    what: str = "what is it for?"
    mark: str = "?"


@dataclass(frozen=True)
class Question:
    """One address asked about: its number in the letter and the purposes presumed, none when nothing is presumed."""

    number: int
    value: str
    purposes: tuple[str, ...] = ()


def questions(
    addresses: Iterable[Address], purposes: Sequence[Purpose], assignments: Iterable[Assignment]
) -> tuple[Question, ...]:
    """One question for each mailbox that could receive: what "who receives what" says To, else what its kind suggests.

    Bounced, retired, throw-away and never-write mailboxes are not asked about (A7).
    """
    filled: dict[AddressId, list[int]] = {}
    for cell in assignments:
        if cell.role is Role.TO:
            filled.setdefault(cell.address_id, []).append(cell.purpose_id)
    mails = [each for each in addresses if each.channel is Channel.MAIL and each.reachable]
    return tuple(
        Question(number, each.value, _presumed(each, purposes, filled.get(each.id, [])))
        for number, each in enumerate(mails, start=1)
    )


def line(question: Question, words: AskingWords) -> str:
    """ "1. orders@firm.com – contracts and proforma invoices?": an answer to it can be one word."""
    told = words.joins.join(words.purposes.get(code, code) for code in question.purposes)
    return f"{question.number}. {question.value} – {told + words.mark if told else words.what}"


def asked_in(body: str) -> tuple[tuple[int, str, str], ...]:
    """(number, address, words) of the numbered questions in a letter, each once: the letter may say them twice."""
    found: dict[tuple[int, str], tuple[int, str, str]] = {}
    for each in body.splitlines():
        match = _NUMBERED.match(each) if len(each) < 1000 else None
        if match is not None:
            key = (int(match[1]), match[2].casefold())
            found.setdefault(key, (key[0], match[2], match[3]))
    return tuple(found.values())


def _presumed(address: Address, purposes: Sequence[Purpose], filled: Sequence[int]) -> tuple[str, ...]:
    shown = sorted((each for each in purposes if each.code != PurposeCode.NOTICE), key=lambda each: each.position)
    codes = [each.code for each in shown if each.id in filled]
    if not codes and address.kind is MailboxKind.DEPARTMENT:
        codes = [each.code for each in shown if (address.department or Department.GENERAL) in each.departments]
    known = {each.code for each in shown}
    return tuple((codes or [str(code) for code in _BY_KIND.get(address.kind, ()) if str(code) in known])[:_MOST])
