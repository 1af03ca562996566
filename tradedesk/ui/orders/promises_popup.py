"""What is promised on an order, to its customer and to everybody, and how long each takes (D7)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tradedesk.services.promise_terms import TermLine
from tradedesk.ui.orders.plan_presenter import PlanPresenter
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.widgets import Field, PlainLabel
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.widgets.term_rows import term_row
from tradedesk.ui.widgets.terms_editor import TermsEditor
from tradedesk.ui.wording import tr


class PromisesPopup(SmallPopup):
    """Stays open while promises are changed; each change is its own step that can be taken back."""

    def __init__(self, presenter: PlanPresenter, parent: QWidget | None = None) -> None:
        super().__init__(tr("What is promised"), 640, parent)
        self._presenter = presenter
        self.scope = SavedChoice()
        self.scope.offer([("order", tr("this order")), ("party", tr("this customer")), ("all", tr("everybody"))])
        self.scope.committed.connect(lambda _code: self._read(fresh=True))
        self.column.addWidget(Field(tr("For"), self.scope))
        self.column.addWidget(
            PlainLabel(
                tr("What is said of the order wins over the customer, the customer over everybody."),
                tone="muted",
                size="small",
                wrap=True,
            )
        )
        self.editor = TermsEditor()
        self.editor.said.connect(self._say)
        self.column.addWidget(self.editor)
        self._read(fresh=True)

    def take_focus(self) -> None:
        """For whom comes first."""
        self.scope.setFocus(Qt.FocusReason.PopupFocusReason)

    def _read(self, *, fresh: bool) -> None:
        def show(lines: Sequence[TermLine]) -> None:
            if isValid(self):
                self.editor.show_rows([term_row(line) for line in lines], fresh=fresh)
                self.fit()

        self._presenter.read_terms(self.scope.code, show)

    def _say(self, kind: str, number: str, off: bool, note: str) -> None:
        def tell(_field: str, sentence: str) -> None:
            if not isValid(self):
                return
            if sentence:
                self.editor.show_outcome(kind, sentence)
                self.fit()
            else:
                self._read(fresh=False)

        self._presenter.say_term(self.scope.code, kind, number, off=off, note=note, tell=tell)
