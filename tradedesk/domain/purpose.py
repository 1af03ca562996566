"""What a message is for (用途). Users can add their own; these are shipped."""

from __future__ import annotations

from collections.abc import Iterable
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
    ``position``: its place among the columns, from 1; 0 when it is put away.
    """

    id: PurposeId
    code: str
    name_en: str
    name_zh: str
    formal: bool
    departments: tuple[Department, ...] = ()
    position: int = 0
    version: int = 1

    @property
    def shipped(self) -> bool:
        """Shipped purposes can be renamed, moved and put away; what they mean stays, and so do they."""
        return self.code in _CODES

    @property
    def renamed(self) -> bool:
        """Whether it has a name that the user gave it: an own purpose always has."""
        return not any((each.code, each.name_en, each.name_zh) == (self.code, self.name_en, self.name_zh)
                       for each in SHIPPED)  # fmt: skip


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

_CODES = frozenset(str(each.code) for each in SHIPPED)
_OWN = "own-"


def next_own_code(codes: Iterable[str]) -> str:
    """The code of the next purpose of the user's own; one that was taken is not given again while it is in use."""
    numbers = [int(code.removeprefix(_OWN)) for code in codes if code.startswith(_OWN) and code[4:].isdigit()]
    return f"{_OWN}{max(numbers, default=0) + 1}"
