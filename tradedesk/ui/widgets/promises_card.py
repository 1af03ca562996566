"""What is promised: to one customer, or where nothing else was said of a customer or an order (D7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradedesk.domain.errors import TradeError
from tradedesk.services import promise_terms
from tradedesk.services.promise_terms import TermLine
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets import Card, PlainLabel
from tradedesk.ui.widgets.term_rows import term_row
from tradedesk.ui.widgets.terms_editor import TermsEditor
from tradedesk.ui.wording import errors, tr


class PromisesCard(Card):
    """A line for each promise, saved when it is finished."""

    grew = Signal()

    def __init__(self, desk: Desk, told: str, parent: QWidget | None = None) -> None:
        """``told`` says what an empty field means here."""
        super().__init__(tr("Promises"), tr("By when the customer is told"), parent)
        self._desk = desk
        self._party_id: int | None = None
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(PlainLabel(told, tone="muted", size="small", wrap=True))
        self.editor = TermsEditor()
        self.editor.said.connect(self._say)
        column.addWidget(self.editor)
        self.add(holder)

    def load(self, party_id: int | None = None) -> None:
        """Read how they hold for a customer, else for all."""
        fresh, self._party_id = party_id != self._party_id, party_id

        def show(lines: Sequence[TermLine]) -> None:
            if party_id == self._party_id:
                self.editor.show_rows([term_row(line) for line in lines], fresh=fresh)
                self.grew.emit()

        asked = (promise_terms.of_all,) if party_id is None else (promise_terms.of_party, party_id)
        self._desk.run(*asked, on_done=show, owner=self)

    def _say(self, kind: str, number: str, off: bool, note: str) -> None:
        party_id = self._party_id

        def verb(bench: Any) -> None:
            promise_terms.say(bench, kind, number, off=off, note=note, party_id=party_id)

        def refused(error: TradeError) -> None:
            self.editor.show_outcome(kind, errors.sentence(error))

        self._desk.run(verb, on_error=refused, owner=self)
