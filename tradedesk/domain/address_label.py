"""What an address is called beside its value (B4): "Customer – official", "Customer – technical"."""

from __future__ import annotations

from datetime import date

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.party import PartyKind
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.routing_desk import is_official

#: The code of the label of a company's confirmed mailbox.
OFFICIAL = "address-label.official"

_MAILBOXES = {
    MailboxKind.COMPANY: "address-label.company",
    MailboxKind.PERSONAL: "address-label.personal",
    MailboxKind.DISPOSABLE: "address-label.disposable",
    MailboxKind.NEVER_WRITE: "address-label.never-write",
    MailboxKind.UNSURE: "address-label.mailbox",
}
_GONE = {Standing.BOUNCED: "address-label.bounced", Standing.RETIRED: "address-label.retired"}


def label_of(address: Address, kind: PartyKind, today: date | None = None) -> Reason:
    """The label of an address as a code with the facts ``party``, ``department`` and ``channel`` (B4).

    "Official" is said of confirmed mailboxes of the company alone (A2); what bounced, is put away or outside its days
    on ``today`` is called so first, since that is what somebody who copies it must know.
    """
    facts = {"party": str(kind), "channel": str(address.channel)}
    gone = _GONE.get(address.standing) or ("" if address.valid_on(today) else "address-label.not-valid")
    if gone:
        return because(gone, "B4", **facts)
    if address.channel is not Channel.MAIL:
        return because("address-label.channel", "B4", **facts)
    if address.kind is MailboxKind.DEPARTMENT:
        facts["department"] = str(address.department or Department.GENERAL)
        sure = address.standing is Standing.CONFIRMED or address.kind_confirmed
        return because("address-label.department" if sure else "address-label.department-presumed", "B4", **facts)
    if is_official(address):
        return because(OFFICIAL, "B4", **facts)
    return because(_MAILBOXES[address.kind], "B4", **facts)


def labelled(value: str, name: str, label: str) -> str:
    """A mail address as mail programs take it from the clipboard, the label beside the name (B4, RFC 5322).

    >>> labelled("orders@gulf.ae", "Khalid", "Customer – official")
    '"Khalid (Customer – official)" <orders@gulf.ae>'
    """
    words = f"{name} ({label})" if name.strip() and label else name if name.strip() else label
    shown = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    if not shown:
        return value
    # Brackets, commas and the like mean something else outside quotation marks.
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" <{value}>'
