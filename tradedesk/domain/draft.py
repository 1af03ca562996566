"""Drafts (草稿): a message that is being written, and the unchangeable request that is handed over."""

from __future__ import annotations

from dataclasses import dataclass

from tradedesk.domain.ids import AddressId, DraftId, NodeId, OrderId, PartyId, PointId
from tradedesk.domain.message import Attachment
from tradedesk.domain.reason import Reason


@dataclass(frozen=True)
class DraftRecipient:
    """A chip in To, Cc or Bcc, with the reasons why it is there (A1) and the warnings that go with it."""

    role: str
    value: str
    name: str = ""
    address_id: AddressId | None = None
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A message being written. Missing facts stand in subject and body as ⟦fact.name⟧ until they are filled.

    ``facts`` are values the user filled in for this draft, by fact name (they win over the ledger's).
    """

    id: DraftId
    party_id: PartyId | None
    order_id: OrderId | None
    template: str
    language: str
    purpose: str
    subject: str
    body: str
    recipients: tuple[DraftRecipient, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    node_id: NodeId | None = None
    point_id: PointId | None = None
    version: int = 1


@dataclass(frozen=True)
class ComposeRequest:
    """What is handed to a mail program, whole or not at all. Pairs are (display name, address).

    The adapter that takes it refuses control characters in every header field; it never "cleans" them.
    """

    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...]
    bcc: tuple[tuple[str, str], ...]
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
