"""A recipient as a chip: where it stands, why it is there in short and whole, and what it is called (A1, B4)."""

from __future__ import annotations

from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.reason import Reason
from tradedesk.ui.widgets.reason_chip import ChipWords
from tradedesk.ui.wording import joined, reasons, tr
from tradedesk.ui.wording.coded import is_known, sentence_for
from tradedesk.ui.wording.told import term, told

#: Labels that say how sure they are.
_SURE_LABELS = frozenset({"address-label.official", "address-label.department"})


def role_words(role: str) -> str:
    """From, To, Cc, Bcc as they stand before the rows."""
    return tr("From") if role == "from" else term("role", role)


def recipient_words(each: DraftRecipient, standing: str, label: Reason | None = None) -> ChipWords:
    """A recipient's chip: the address, why, and its label (B4) or how sure it is; everything in the tooltip."""
    whole = [reasons.sentence(reason) for reason in (*each.reasons, *each.warnings)]
    role = "warn" if each.warnings else {"to": "good", "cc": "info"}.get(each.role, "neutral")
    called = reasons.sentence(label) if label is not None else ""
    head = joined((f"{each.name} <{each.value}>" if each.name else each.value, called))
    is_sure = label is not None and label.code in _SURE_LABELS
    sure = called if is_sure else term("standing", standing) if standing else ""
    soft = joined((_in_short(each.reasons[0]) if each.reasons else "", sure))
    spoken = ", ".join(part for part in (role_words(each.role), each.value, soft) if part)
    return ChipWords(each.value, each.value, soft, role, "\n".join([head, *whole]), spoken)


def _in_short(reason: Reason) -> str:
    code = f"chip.{reason.code}"
    return sentence_for("terms", code, told(dict(reason.facts))) if is_known("terms", code) else ""
