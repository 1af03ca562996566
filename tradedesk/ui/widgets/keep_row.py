"""Keeping a filter by a name, renaming it and forgetting it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.ui.list_query import ListQuery
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import Problem
from tradedesk.ui.wording import tr


class KeepRow(QWidget):
    """A name with its buttons, and beside it what is wrong with the name."""

    def __init__(self, finding: ListQuery, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Keep it by a name"))
        self.name.setAccessibleName(tr("Name of the filter"))
        self.name.returnPressed.connect(self._keep)
        row.addWidget(self.name, 1)
        self.keep = Button(tr("Keep"), on_click=self._keep)
        self.rename = Button(tr("Rename"), on_click=lambda: finding.rename(self.name.text(), self._told))
        self.remove = Button(tr("Remove"), kind="quiet", on_click=finding.forget)
        for button in (self.keep, self.rename, self.remove):
            row.addWidget(button)
        column.addLayout(row)
        self.problem = Problem()
        column.addWidget(self.problem)

    def begin(self) -> None:
        """Begin with an empty name and without a complaint."""
        self.name.clear()
        self._say("")

    def show_state(self) -> None:
        """A filter that is kept already can be renamed and removed, another one kept."""
        current = self._finding.current
        self.keep.setVisible(current is None)
        self.rename.setVisible(current is not None)
        self.remove.setVisible(current is not None)
        self.name.setPlaceholderText(current.name if current is not None else tr("Keep it by a name"))

    def _keep(self) -> None:
        if self._finding.current is not None:
            self._finding.rename(self.name.text(), self._told)
        else:
            self._finding.keep(self.name.text(), self._told)

    def _told(self, sentence: str) -> None:
        if not sentence:
            self.name.clear()
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.problem.say(sentence)
        self.window().adjustSize()
