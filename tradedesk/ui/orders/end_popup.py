"""Why a deal will not come about: one of the usual reasons, or the user's own words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from tradedesk.domain.order_end import reasons_for
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.widgets import Button, Field
from tradedesk.ui.wording import capital, tr
from tradedesk.ui.wording.told import term


class EndPopup(SmallPopup):
    """``ended`` carries the code or the own words."""

    ended = Signal(str)

    def __init__(self, won: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Cancel the order") if won else tr("Mark the inquiry as lost"), 320, parent)
        self._codes = {capital(term("end", code)): code for code in reasons_for(won)}
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.reason.addItems(list(self._codes))
        self.reason.setEditText("")
        self.field = Field(tr("Why"), self.reason, tr("Choose a reason or write your own."))
        self.column.addWidget(self.field)
        self.end_button = Button(tr("Cancel the order") if won else tr("Mark as lost"), "ban", "primary", self._end)
        row = QHBoxLayout()
        row.addWidget(self.end_button)
        row.addStretch(1)
        self.column.addLayout(row)
        line = self.reason.lineEdit()
        assert line is not None
        line.returnPressed.connect(self._end)

    def take_focus(self) -> None:
        """The reason comes first."""
        self.reason.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_outcome(self, sentence: str) -> None:
        """Close when all is well, else say what is wrong."""
        if not sentence:
            self.close()
            return
        self.field.set_problem(sentence)
        self.fit()

    def _end(self) -> None:
        self.field.set_problem("")
        told = " ".join(self.reason.currentText().split())
        self.ended.emit(self._codes.get(told, told))
