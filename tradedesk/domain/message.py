"""Messages (沟通记录): one line of the log, any channel, in or out, or a call or a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tradedesk.domain.ids import MessageId, NodeId, OrderId, PartyId


class Direction(StrEnum):
    """Who spoke: we (OUT), they (IN), or both (a call, a meeting)."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


class Medium(StrEnum):
    """By which way it was said."""

    MAIL = "mail"
    WHATSAPP = "whatsapp"
    WECHAT = "wechat"
    LINKEDIN = "linkedin"
    TELEGRAM = "telegram"
    CALL = "call"
    MEETING = "meeting"
    OTHER = "other"


class MessageState(StrEnum):
    """What became of it (F3).

    HANDING_OVER: the mail program is being started; if it stays so, the next start asks.
    HANDED_OVER: the draft was opened; whether it was sent is not known.
    SENT, CHANGED (sent, but not as composed) and NOT_SENT are what the user says afterwards.
    NOTED: something said or received, entered by hand.
    """

    HANDING_OVER = "handing-over"
    HANDED_OVER = "handed-over"
    SENT = "sent"
    CHANGED = "changed"
    NOT_SENT = "not-sent"
    NOTED = "noted"


@dataclass(frozen=True)
class Recipient:
    """Somebody a message went to or came from: role is to, cc, bcc or from."""

    role: str
    value: str
    name: str = ""
    address_id: int | None = None


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message. ``sha256`` is its fingerprint at hand-over; ``size`` is in bytes."""

    name: str
    path: str
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class Message:
    """One log entry. ``at`` is UTC. ``fingerprint`` is the SHA-256 of subject, body and attachments as handed over.

    ``template`` is what it was written with; of something received, the one whose question it answers (B3). ``rich`` is
    the formatted text as JSON, empty for plain. The copies of one notice to many customers share a ``group_key`` (A6).
    ``sent_at`` (UTC), ``sent_id`` (Message-ID) and ``compared`` (JSON: what was changed) tell of the mail that was
    found as sent.
    """

    id: MessageId
    at: datetime
    medium: Medium
    direction: Direction
    party_id: PartyId | None
    order_id: OrderId | None
    subject: str
    body: str
    state: MessageState
    purpose: str = ""
    node_id: NodeId | None = None
    template: str = ""
    program: str = ""
    fingerprint: str = ""
    override_reason: str = ""
    recipients: tuple[Recipient, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    version: int = 1
    rich: str = ""
    group_key: str = ""
    sent_at: datetime | None = None
    sent_id: str = ""
    compared: str = ""
