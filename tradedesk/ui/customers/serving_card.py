"""Mailboxes of other firms under the party they serve: whose they are, for what, and a press leads there (B1)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.party import PartyKind
from tradedesk.domain.purpose import Role
from tradedesk.services.customers import CustomerSheet
from tradedesk.services.serving import FirmMailbox, ServingFirm
from tradedesk.ui.customers import words
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Button, Card, Icon, PlainLabel
from tradedesk.ui.widgets.emptying import empty
from tradedesk.ui.widgets.flow import FlowLayout
from tradedesk.ui.widgets.reason_chip import ChipWords, ReasonChip
from tradedesk.ui.wording import joined, listed, reasons, tr
from tradedesk.ui.wording.told import term

#: So many order numbers are named with a job.
_ORDERS = 3


class ServingCard(Card):
    """One line a firm; hidden where no other firm has to do with the party."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Other firms' mailboxes"), parent=parent)
        self._desk = desk
        self._shown: tuple[object, ...] = ()
        self.chips: list[ReasonChip] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(6, 6, 6, 8)
        self._column.setSpacing(6)
        self.body.addLayout(self._column)

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show the firms of a party's sheet."""
        self.setVisible(bool(sheet.firms))
        shown = (sheet.firms, sheet.assignments)
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._column)
        self.chips = []
        for firm in sheet.firms:
            self._column.addWidget(self._line(firm, _set_for(sheet)))

    def _line(self, firm: ServingFirm, set_for: Mapping[int, str]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        icon = Icon(words.icon_of_party(firm.kind), "muted", 16)
        icon.setFixedHeight(25)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(PlainLabel(joined((firm.name, *_for_what(firm))), size="small", wrap=True))
        chips = QWidget()
        flow = FlowLayout(chips, gap=6, line_gap=4)
        for mailbox in firm.mailboxes:
            flow.addWidget(self._chip(firm, mailbox, set_for))
        if not firm.mailboxes:
            flow.addWidget(PlainLabel(tr("No mailbox of theirs is on file."), tone="muted", size="small"))
        column.addWidget(chips)
        row.addLayout(column, 1)
        button = Button(tr("Open"), kind="plain", compact=True, on_click=lambda: self._open(firm, None))
        button.setAccessibleName(tr("Open {name}", name=firm.name))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _chip(self, firm: ServingFirm, mailbox: FirmMailbox, set_for: Mapping[int, str]) -> ReasonChip:
        address, called = mailbox.address, reasons.sentence(mailbox.label)
        here = set_for.get(mailbox.entry or 0, "")
        soft = joined((called, here))
        whole = [f"{address.value} · {called}", firm.name, here and tr("Set here for: {purposes}", purposes=here)]
        told = ChipWords(str(address.id), address.value, soft, "info" if address.reachable else "bad",
                         "\n".join(part for part in whole if part))  # fmt: skip
        chip = ReasonChip(told, removable=False)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.run.connect(lambda number: self._open(firm, int(number)))
        self.chips.append(chip)
        return chip

    def _open(self, firm: ServingFirm, address_id: int | None) -> None:
        extra = {"tab": "addresses"} if address_id is None else {"tab": "addresses", "address": address_id}
        self._desk.open(Place("customers", firm.party_id, extra))


def _for_what(firm: ServingFirm) -> list[str]:
    """ "Forwarder", "logistics: TD-2026-0140"; of a customer that only has the mailbox too, just that."""
    told = [term("party", firm.kind)]
    for job, numbers in firm.jobs:
        more = ["…"] if len(numbers) > _ORDERS else []
        told.append(tr("{job}: {orders}", job=term("job", job), orders=listed([*numbers[:_ORDERS], *more])))
    if not firm.jobs:
        told.append(tr("has the same mailbox") if firm.kind is PartyKind.CUSTOMER else tr("the mailbox is theirs"))
    return told


def _set_for(sheet: CustomerSheet) -> dict[int, str]:
    """By entry of the party: "To shipping docs", as the matrix has it."""
    names = {each.id: words.purpose(each, short=True) for each in sheet.purposes}
    found: dict[int, list[str]] = {}
    for cell in sheet.assignments:
        if cell.role is not Role.NEVER and cell.purpose_id in names:
            found.setdefault(cell.address_id, []).append(f"{term('role', cell.role)} {names[cell.purpose_id]}")
    return {number: listed(told) for number, told in found.items()}
