"""What of an entry must be confirmed in writing (F1, F2), and a line to add such a point."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.errors import TradeError
from tradedesk.domain.point import Point
from tradedesk.services.log import LogSheet
from tradedesk.ui.log.presenter import LogPresenter
from tradedesk.ui.widgets import Button, Card, Chip, Field, Line, PlainLabel
from tradedesk.ui.widgets.emptying import empty
from tradedesk.ui.wording import errors, tr


class PointsCard(Card):
    """The points of one entry, open ones with the button that writes the confirmation."""

    def __init__(self, presenter: LogPresenter, parent: QWidget | None = None) -> None:
        super().__init__(tr("Points to confirm"), parent=parent)
        self._presenter = presenter
        self._shown: tuple[Point, ...] | None = None
        self._entry = 0
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.make = Button(tr("Make it a point to confirm…"), "mail-check", "quiet", self._begin, compact=True)
        self._make_row = QWidget()
        row = QHBoxLayout(self._make_row)
        row.setContentsMargins(8, 5, 8, 1)
        row.addWidget(self.make)
        row.addStretch(1)
        self.add(self._make_row)
        self._form = self._add_form()

    def _add_form(self) -> QWidget:
        form = QWidget()
        row = QHBoxLayout(form)
        row.setContentsMargins(14, 8, 14, 6)
        row.setSpacing(8)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(tr("For example: 10% deposit for the next order"))
        self.edit.returnPressed.connect(self._add)
        self.field = Field(tr("What has to be confirmed in writing"), self.edit)
        self.add_button = Button(tr("Add"), kind="primary", on_click=self._add)
        row.addWidget(self.field, 1)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.add(form)
        form.hide()
        return form

    def show_points(self, sheet: LogSheet) -> None:
        """Show the points of this entry; another entry closes the line that was being typed."""
        if sheet.message.id != self._entry:
            self._entry = sheet.message.id
            self._end()
        if sheet.points == self._shown:
            return
        self._shown = sheet.points
        empty(self._rows)
        for point in sheet.points:
            self._rows.addWidget(self._row(point))
            self._rows.addWidget(Line())

    def _row(self, point: Point) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(10)
        row.addWidget(PlainLabel(point.text, wrap=True), 1)
        if point.confirmed_by is None:
            row.addWidget(Chip(tr("Confirm by mail"), "warn"))
            row.addWidget(Button(tr("Confirm"), on_click=partial(self._presenter.confirm, point.id), compact=True))
        else:
            row.addWidget(Chip(tr("Confirmed"), "good"))
        return holder

    def _begin(self) -> None:
        self._make_row.hide()
        self._form.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self.edit.clear()
        self.field.set_problem("")
        self._form.hide()
        self._make_row.show()

    def _add(self) -> None:
        self._presenter.add_point(self.edit.text(), lambda _point: self._end(), self._refused)

    def _refused(self, error: TradeError) -> None:
        self.field.set_problem(errors.sentence(error))
