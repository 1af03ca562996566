"""Who said that a point was reached, and how: it becomes an entry of the log (F3)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.message import Medium
from tradedesk.ui.widgets import Field
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import tr
from tradedesk.ui.wording.told import medium_name


class SaidBox(QWidget):
    """Channel, which way it went, with whom, and what was said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.medium, self.way = SavedChoice(), SavedChoice()
        self.medium.offer([(str(each), medium_name(each)) for each in Medium])
        self.medium.show_saved(str(Medium.CALL))
        self.way.offer([("in", tr("they told us")), ("out", tr("we told the customer"))])
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Field(tr("Channel"), self.medium), 1)
        row.addWidget(Field(tr("Which way"), self.way), 1)
        column.addLayout(row)
        self.who, self.text = QLineEdit(), QLineEdit()
        self.who.setPlaceholderText(tr("Name, number or address"))
        self.text_field = Field(tr("What was said"), self.text)
        column.addWidget(Field(tr("With whom"), self.who))
        column.addWidget(self.text_field)

    def values(self) -> tuple[str, bool, str, str]:
        """Channel, whether we said it, the text, with whom."""
        return self.medium.code, self.way.code == "out", self.text.text(), self.who.text()

    def show_problem(self, sentence: str) -> None:
        """Say what is missing."""
        self.text_field.set_problem(sentence)

    def take_focus(self) -> None:
        """What was said is typed first."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
