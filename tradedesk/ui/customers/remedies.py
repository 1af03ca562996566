"""What to do about a gap of "who receives what": one action each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from tradedesk.domain.address import Address, Channel, MailboxKind, Standing
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.domain.reason import Reason
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.customers.matrix import MatrixView
from tradedesk.ui.customers.matrix_menu import Do, MatrixMenu
from tradedesk.ui.customers.matrix_outcome import Remedy
from tradedesk.ui.customers.presenter import CustomersPresenter
from tradedesk.ui.wording import tr

_CONFIRM = frozenset({"not-confirmed-for-formal", "presumed-department-cc"})
_ANOTHER = frozenset({"goes-to-dead-address", "goes-outside-its-days", "formal-to-personal"})


class Remedies:
    """Leads from the words of a gap to where it is closed."""

    def __init__(
        self,
        presenter: CustomersPresenter,
        view: MatrixView,
        confirm: Callable[[int], None],
        add: Callable[[], None],
        parent: QWidget,
    ) -> None:
        self._presenter, self._view, self._parent = presenter, view, parent
        self._confirm, self._add = confirm, add

    def of(self, gap: Reason) -> Remedy:
        """The words of the action and what it does; None where there is only something to know."""
        sheet = self._presenter.sheet
        if sheet is None:
            return None
        if gap.code in ("no-address", "no-official-mailbox"):
            best = _best_to_confirm(sheet)
            return (tr("Confirm…"), partial(self._confirm, best.id)) if best else (tr("Add address"), self._add)
        if gap.code == "two-receive-invoice":
            return tr("Choose one"), partial(self._choose_one, gap.fact("addresses").split(", "))
        return self._of_cell(sheet, gap)

    def _of_cell(self, sheet: CustomerSheet, gap: Reason) -> Remedy:
        address = next((each for each in sheet.addresses if each.value == gap.fact("address")), None)
        purpose = next((each for each in sheet.purposes if each.code == gap.fact("purpose")), None)
        if gap.code == "dead-at-firm" and address is not None:
            return tr("Look at it"), partial(self._confirm, address.id)
        if gap.code in _CONFIRM and address is not None:
            return tr("Confirm…"), partial(self._confirm, address.id)
        if gap.code in _ANOTHER and address is not None and purpose is not None:
            return tr("Choose another"), partial(self._choose, address, purpose)
        return None

    def _choose(self, old: Address, purpose: Purpose) -> None:
        """Another mailbox in this one's place: the menu offers those that may have it."""
        sheet = self._presenter.sheet
        if sheet is None:
            return
        role = sheet.role(old.id, purpose.id) or Role.TO
        choices: list[tuple[str, Do]] = [
            (_told(each), partial(self._put, old, each, purpose, role)) for each in _others(sheet, old, purpose)
        ]
        menu = MatrixMenu(self._parent)
        for told, do in choices:
            menu.offer(told, do)
        if choices:
            menu.addSeparator()
        menu.offer(tr("Empty the cell"), partial(self._presenter.assigning.set_cells, [((old, purpose), None)]))
        menu.offer(tr("Show the cell"), partial(self._view.go_to_cell, old.id, purpose.id))
        self._open(menu)

    def _choose_one(self, values: Sequence[str]) -> None:
        """One of several keeps To, the others get Cc."""
        sheet = self._presenter.sheet
        purpose = next((each for each in sheet.purposes if each.code == "invoice"), None) if sheet else None
        if sheet is None or purpose is None:
            return
        found = [each for each in sheet.addresses if each.value in values]
        menu = MatrixMenu(self._parent)
        for each in found:
            wanted = [((one, purpose), Role.TO if one is each else Role.CC) for one in found]
            menu.offer(tr("{address} To, the other Cc", address=words.value_of(each)),
                       partial(self._presenter.assigning.set_cells, wanted))  # fmt: skip
        self._open(menu)

    def _put(self, old: Address, new: Address, purpose: Purpose, role: Role) -> None:
        self._presenter.assigning.set_cells([((old, purpose), None), ((new, purpose), role)])

    def _open(self, menu: MatrixMenu) -> None:
        button = self._parent.window().focusWidget() or self._parent
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _others(sheet: CustomerSheet, old: Address, purpose: Purpose) -> list[Address]:
    """Mailboxes that may take a purpose over, the confirmed first; nothing formal goes to a personal one (A2)."""
    return sorted(
        (
            each
            for each in sheet.addresses
            if each.channel is Channel.MAIL
            and each.id != old.id
            and each.usable_on(sheet.today)
            and not (purpose.formal and each.kind is MailboxKind.PERSONAL)
            and sheet.role(each.id, purpose.id) is not Role.NEVER
        ),
        key=lambda each: (each.standing is not Standing.CONFIRMED, each.id),
    )


def _best_to_confirm(sheet: CustomerSheet) -> Address | None:
    """The mailbox most likely the official one: of the company before a department's, the main contact's first."""
    main = {each.id for each in sheet.contacts if each.is_main}
    kinds = (MailboxKind.COMPANY, MailboxKind.DEPARTMENT, MailboxKind.UNSURE)
    found = [each for each in sheet.addresses
             if each.channel is Channel.MAIL and each.usable_on(sheet.today) and each.kind in kinds]  # fmt: skip
    return min(found, key=lambda one: (kinds.index(one.kind), one.contact_id not in main, one.id), default=None)


def _told(address: Address) -> str:
    return f"{words.value_of(address)} · {words.kind_chip(address)[0]}"
