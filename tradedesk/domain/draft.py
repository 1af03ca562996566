"""Drafts (草稿): a message that is being written, and the unchangeable request that is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tradedesk.domain.frozen import made
from tradedesk.domain.ids import AddressId, DraftId, NodeId, OrderId, PartyId, PointId
from tradedesk.domain.message import Attachment
from tradedesk.domain.reason import Reason

#: What a draft keeps beside the facts filled into it: the number of the shipment it tells of. No template may name it.
WHICH_SHIPMENT = "shipment.row"


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
class OwnText:
    """A text changed by hand that was written anew since, with all that it takes to bring it back."""

    template: str
    language: str
    purpose: str
    tone: str
    second_language: str
    subject: str
    body: str
    rich: str
    written_with: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Draft:
    """A message being written. Missing facts stand in subject and body as ⟦fact.name⟧ until they are filled.

    ``facts`` are values the user filled in for this draft, by fact name (they win over the ledger's); ``written_with``
    are the ledger's own that stand in the text, as they were when it was written. ``tone`` is
    "direct", "warm" or "formal", or empty for what the reader's country asks for (E1-E3); ``second_language`` stands
    below the first one (C5). ``rich`` is the body with its formatting as JSON, empty for plain text; ``body`` says the
    same in plain text. ``queued_for`` is the UTC moment it waits for and ``queued_why`` the reason (D6).
    ``group_parties`` are the customers that one notice goes to, empty for a message to one party (A6). ``own_texts``
    were changed by hand and then written anew, the newest first.
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
    tone: str = ""
    second_language: str = ""
    rich: str = ""
    queued_for: datetime | None = None
    queued_why: Reason | None = None
    group_parties: tuple[PartyId, ...] = ()
    written_with: tuple[tuple[str, str], ...] = ()
    own_texts: tuple[OwnText, ...] = ()

    def to(self, party_id: PartyId, language: str) -> Draft:
        """The same draft to another reader, in its language; nothing is said a second time in the same one."""
        second = self.second_language if self.second_language != language else ""
        return made(Draft, {**vars(self), "party_id": party_id, "language": language, "second_language": second})


class Words(NamedTuple):
    """What a draft says, and the ledger's facts that stand in it; the same fields as the draft's."""

    subject: str
    body: str
    rich: str
    written_with: tuple[tuple[str, str], ...]


class Letter(NamedTuple):
    """What is each reader's own where many get a draft each: the rest is the same in all of them."""

    party_id: PartyId
    language: str
    second_language: str
    recipients: tuple[DraftRecipient, ...]
    words: Words


@dataclass(frozen=True)
class ComposeRequest:
    """What is handed to a mail program, whole or not at all. Pairs are (display name, address).

    The adapter that takes it refuses control characters in every header field; it never "cleans" them. ``html`` is the
    text with its formatting as a whole document, empty for plain text; ``text`` says the same without. ``inline`` are
    the pictures that the document shows, each by ``cid:`` and its name.
    """

    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...]
    bcc: tuple[tuple[str, str], ...]
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    html: str = ""
    inline: tuple[Attachment, ...] = ()
