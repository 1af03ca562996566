"""What the page of exports shows and does, without widgets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import TradeError
from tradedesk.domain.party import PartyKind
from tradedesk.services import customer_export, customers, order_export, order_finding, takeover
from tradedesk.services.customer_export import Form, Written
from tradedesk.services.customers import CustomerQuery
from tradedesk.services.order_export import OrderForm
from tradedesk.services.order_finding import OrderQuery
from tradedesk.services.takeover import HandedOver
from tradedesk.ui.desk import Desk
from tradedesk.ui.export import words
from tradedesk.ui.jobs import Job
from tradedesk.ui.wording import errors


class ExportPresenter(QObject):
    """Holds who is written and in which form; ``done`` is what came of it, ``problem`` the sentence why not."""

    changed = Signal()
    progressed = Signal(int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kind = PartyKind.CUSTOMER
        #: Whether orders are written, with their lines and receipts, rather than parties.
        self.of_orders = False
        self.numbers: Sequence[int] = ()
        self.names: list[str] = []
        #: Whether the user chose some of the list, rather than all of it.
        self.chosen = False
        self.form = str(Form.WORKBOOK)
        self.writing = False
        self.done: Written | HandedOver | None = None
        self.problem = ""
        self._job: Job | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that fit: the take-over file holds one customer."""
        if self.of_orders:
            return words.ORDER_FORMS
        return words.FORMS if len(self.numbers) == 1 else words.FORMS[:-1]

    def begin(self, kind: PartyKind, numbers: Sequence[int] | None, form: str = "") -> None:
        """Write these parties; None: all of the kind."""
        self.of_orders = False
        self.kind, self.chosen = kind, numbers is not None
        self.done, self.problem = None, ""
        if form:
            self.form = form

        def found(all_of_them: Sequence[int]) -> None:
            self.numbers = all_of_them
            if self.form not in self.forms:
                self.form = str(Form.WORKBOOK)
            self._desk.run(customers.rows, list(all_of_them[:3]), on_done=self._named, owner=self)

        if numbers is None:
            self._desk.run(customers.ids, CustomerQuery(kind=str(kind)), on_done=found, owner=self)
        else:
            found(list(numbers))

    def begin_orders(self, numbers: Sequence[int] | None) -> None:
        """Write these orders with their lines and receipts; None: all."""
        self.of_orders, self.chosen = True, numbers is not None
        self.done, self.problem, self.form = None, "", str(OrderForm.WORKBOOK)

        def found(all_of_them: Sequence[int]) -> None:
            self.numbers = all_of_them
            self._desk.run(order_finding.rows, list(all_of_them[:3]), on_done=self._named, owner=self)

        if numbers is None:
            self._desk.run(order_finding.ids, OrderQuery(chip=""), on_done=found, owner=self)
        else:
            found(list(numbers))

    def _named(self, rows: list[Any]) -> None:
        self.names = [each.number if self.of_orders else each.name for each in rows]
        self.changed.emit()

    def choose(self, form: str) -> None:
        """Say in which form."""
        self.form = form
        self.changed.emit()

    def write(self, path: str) -> None:
        """Write the file."""
        where = path if Path(path).suffix else path + words.form(self.form).ending
        self.writing, self.done, self.problem = True, None, ""
        self.changed.emit()
        handlers: dict[str, Any] = {
            "on_done": self._written, "on_error": self._failed, "on_progress": self._told,
            "on_cancelled": self._ended, "owner": self,
        }  # fmt: skip
        if self.of_orders:
            form_of_orders, told = OrderForm(self.form), words.order_word
            self._job = self._desk.run(order_export.write_orders, self.numbers, where, form_of_orders, told, **handlers)
        elif self.form == words.DOSSIER:
            self._job = self._desk.run(takeover.hand_over, self.numbers[0], where, **handlers)
        else:
            verb, form = customer_export.write_customers, Form(self.form)
            self._job = self._desk.run(verb, self.numbers, where, form, words.told(), **handlers)

    def cancel(self) -> None:
        """End the writing; no file is left behind."""
        if self._job is not None:
            self._job.cancel()

    def _told(self, done: int, total: int) -> None:
        self.progressed.emit(done * 1000 // max(total, 1))

    def _written(self, done: Written | HandedOver) -> None:
        self.done = done
        self._ended()

    def _failed(self, error: TradeError) -> None:
        self.problem = errors.sentence(error)
        self._ended()

    def _ended(self) -> None:
        self.writing, self._job = False, None
        self.changed.emit()
