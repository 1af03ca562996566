"""What a message is for (用途). Users can add their own; these are shipped."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tradedesk.domain.address import Department
from tradedesk.domain.ids import AddressId, PurposeId


class PurposeCode(StrEnum):
    """The shipped purposes; a user's own purpose has a code of its own ("own-3")."""

    CONTRACT = "contract"
    INVOICE = "invoice"
    INQUIRY = "inquiry"
    PROGRESS = "progress"
    TECHNICAL = "technical"
    SHIPPING = "shipping"
    COMPLAINT = "complaint"
    GREETING = "greeting"
    NOTICE = "notice"


@dataclass(frozen=True)
class Purpose:
    """A purpose as the ledger keeps it.

    ``formal``: binding matters that A2 sends to the confirmed company mailbox only.
    ``departments``: whose department mailbox it belongs to (A4, A5), best first.
    """

    id: PurposeId
    code: str
    name_en: str
    name_zh: str
    formal: bool
    departments: tuple[Department, ...] = ()
    position: int = 0
    version: int = 1


class Role(StrEnum):
    """What an assignment says: this address gets To, Cc, or never, for that purpose."""

    TO = "to"
    CC = "cc"
    NEVER = "never"


@dataclass(frozen=True)
class Assignment:
    """收件规则: one filled cell of "who receives what"; an empty cell has no assignment."""

    id: int
    address_id: AddressId
    purpose_id: PurposeId
    role: Role
    version: int = 1


SHIPPED: tuple[Purpose, ...] = (
    Purpose(1, PurposeCode.CONTRACT, "Contract & PI", "合同与PI", True, (Department.PURCHASING, Department.LEGAL), 1),
    Purpose(2, PurposeCode.INVOICE, "Invoice & payment", "发票与付款", True, (Department.ACCOUNTING,), 2),
    Purpose(3, PurposeCode.INQUIRY, "Inquiry & quotation", "询盘与报价", False, (Department.PURCHASING,), 3),
    Purpose(4, PurposeCode.PROGRESS, "Order progress", "订单进度", False, (Department.PURCHASING,), 4),
    Purpose(5, PurposeCode.TECHNICAL, "Technical", "技术", False, (Department.TECHNICAL,), 5),
    Purpose(6, PurposeCode.SHIPPING, "Shipping documents", "货运单证", False, (Department.LOGISTICS,), 6),
    Purpose(7, PurposeCode.COMPLAINT, "Complaint & claim", "投诉与索赔", True, (Department.QUALITY,), 7),
    Purpose(8, PurposeCode.GREETING, "Greeting", "问候", False, (), 8),
    Purpose(9, PurposeCode.NOTICE, "Group notice", "群发通知", False, (), 9),
)
