"""Addresses (地址): one way to reach a contact, what kind of mailbox it is, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tradedesk.domain.ids import AddressId, ContactId, MessageId, PartyId
from tradedesk.domain.reason import Reason


class Channel(StrEnum):
    """The ways to reach somebody."""

    MAIL = "mail"
    PHONE = "phone"
    WHATSAPP = "whatsapp"
    WECHAT = "wechat"
    LINKEDIN = "linkedin"
    TELEGRAM = "telegram"
    LINE = "line"
    KAKAOTALK = "kakaotalk"
    SKYPE = "skype"
    FAX = "fax"
    WEB_FORM = "web-form"
    OTHER = "other"


#: Channels of A9: for quick synchronisation only; what binds goes into a mail as well.
INSTANT_MESSAGING = frozenset(
    {
        Channel.WHATSAPP,
        Channel.WECHAT,
        Channel.LINKEDIN,
        Channel.TELEGRAM,
        Channel.LINE,
        Channel.KAKAOTALK,
        Channel.SKYPE,
    }
)


class MailboxKind(StrEnum):
    """邮箱类型 (B2)."""

    COMPANY = "company"
    PERSONAL = "personal"
    DEPARTMENT = "department"
    DISPOSABLE = "disposable"
    NEVER_WRITE = "never-write"
    UNSURE = "unsure"


class Department(StrEnum):
    """Whose desk a department mailbox is."""

    PURCHASING = "purchasing"
    ACCOUNTING = "accounting"
    TECHNICAL = "technical"
    SALES = "sales"
    LOGISTICS = "logistics"
    QUALITY = "quality"
    LEGAL = "legal"
    GENERAL = "general"
    #: A desk for none of our matters: human resources, marketing, press, data protection. A8 never falls back to it.
    OTHER = "other"


class Standing(StrEnum):
    """确认状态: how sure we are that this address works and is what it seems."""

    PRESUMED = "presumed"
    CONFIRMED = "confirmed"
    BOUNCED = "bounced"
    RETIRED = "retired"


# Asked a dozen times for each mailbox of a notice to thousands: to look a member up in its class costs more than this.
_OUT_OF_USE = frozenset((Standing.BOUNCED, Standing.RETIRED))
_NOT_WRITTEN_TO = frozenset((MailboxKind.NEVER_WRITE, MailboxKind.DISPOSABLE))


@dataclass(frozen=True)
class Address:
    """One address of a party, of any channel.

    ``value`` is normalised, ``original`` is what was typed or imported.
    ``kind_reason`` says why the kind is presumed (B2); ``kind_confirmed`` is set when a person said so.
    ``standing_on`` is the day of the standing, ``evidence`` the words for who confirmed it or what bounced, and
    ``evidence_message_id`` the message of the log that says so. ``valid_from`` and ``valid_to`` are the first and the
    last day on which it may be used, None for no limit. ``backup_for_id`` is the address that this one stands in for.
    """

    id: AddressId
    party_id: PartyId
    contact_id: ContactId | None
    channel: Channel
    value: str
    original: str = ""
    kind: MailboxKind = MailboxKind.UNSURE
    department: Department | None = None
    kind_reason: Reason | None = None
    kind_confirmed: bool = False
    standing: Standing = Standing.PRESUMED
    standing_on: date | None = None
    evidence: str = ""
    note: str = ""
    evidence_message_id: MessageId | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    backup_for_id: AddressId | None = None
    version: int = 1

    @property
    def reachable(self) -> bool:
        """Bounced and retired addresses never receive (A7); nor do never-write and disposable ones."""
        return self.standing not in _OUT_OF_USE and self.kind not in _NOT_WRITTEN_TO

    def valid_on(self, today: date | None) -> bool:
        """Whether the day lies between its first and its last one; None: the days are not looked at."""
        if today is None:
            return True
        return (self.valid_from or today) <= today <= (self.valid_to or today)

    def usable_on(self, today: date | None) -> bool:
        """Whether it may receive on that day: it works, is one to be written to, and is valid then (A7)."""
        return self.reachable and self.valid_on(today)
