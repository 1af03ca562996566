"""What is promised where nothing else was said of a customer or an order (D7)."""

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

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Promises"), tr("By when the customer is told"), parent)
        self._desk = desk
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        told = tr("An empty field is the rule. On an order, “Promises” changes them for the order or its customer.")
        column.addWidget(PlainLabel(told, tone="muted", size="small", wrap=True))
        self.editor = TermsEditor()
        self.editor.said.connect(self._say)
        column.addWidget(self.editor)
        self.add(holder)

    def load(self) -> None:
        """Read how they hold."""
        self._desk.run(promise_terms.of_all, on_done=self._show, owner=self)

    def _show(self, lines: Sequence[TermLine]) -> None:
        self.editor.show_rows([term_row(line) for line in lines])
        self.grew.emit()

    def _say(self, kind: str, number: str, off: bool, note: str) -> None:
        def verb(bench: Any) -> None:
            promise_terms.say(bench, kind, number, off=off, note=note)

        def refused(error: TradeError) -> None:
            self.editor.show_outcome(kind, errors.sentence(error))

        self._desk.run(verb, on_error=refused, owner=self)
