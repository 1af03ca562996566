"""Your company: what stands below every message and decides the own hours; saved as one goes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradedesk.services.own_company import OwnCompany
from tradedesk.ui.settings.fields import OwnLine, OwnText
from tradedesk.ui.widgets import Button, Card, Field, PlainLabel
from tradedesk.ui.wording import reasons, tr


class CompanyCard(Card):
    """The fields of the own company; ``committed`` carries a field's name and what was written."""

    committed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Your company"), tr("Every change is kept at once"), parent)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(14, 14, 14, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.fields: dict[str, Field] = {}
        self.editors: dict[str, OwnLine | OwnText] = {}
        self._add("name", tr("Name"), OwnLine(), 0, 0)
        self._add("short_name", tr("Short name"), OwnLine(), 0, 1)
        self._add("country", tr("Country"), OwnLine(), 1, 0)
        self._add("city", tr("City"), OwnLine(), 1, 1)
        self._add("zone", tr("Time zone"), OwnLine(), 2, 0)
        self._add_zone_reason()
        self._add("signer", tr("Who signs"), OwnLine(), 3, 0, tr("Stands below every message."))
        mail_hint = tr("Notices to a group go to yourself, everybody else in Bcc.")
        self._add("mail", tr("Your mail address"), OwnLine(), 3, 1, mail_hint)
        bank_hint = tr("Comes into invoices and reminders where a template names it.")
        self._add("bank", tr("Bank details"), OwnText(4), 4, 0, bank_hint)
        self._grid.addWidget(self.fields["bank"], 4, 0, 1, 2)
        self.add(holder)

    def show_company(self, company: OwnCompany) -> None:
        """Show what is saved; what is being typed or was refused stays."""
        for name, text in company.values.items():
            self.editors[name].show_saved(text, keep=bool(self.fields[name].problem))
        country, zone = self.editors["country"], self.editors["zone"]
        if isinstance(country, OwnLine) and isinstance(zone, OwnLine):
            country.offer(company.countries)
            zone.offer(company.zones)
        self.zone_reason.setText(reasons.sentence(company.zone_reason))
        self.zone_reason.set_tone("warn" if company.asks_zone else "muted")
        self.follow.setVisible(company.zone_reason.code == "own-zone-chosen")

    def show_problem(self, field: str, sentence: str) -> None:
        """Say beside the field why its value was not taken."""
        if field in self.fields:
            self.fields[field].set_problem(sentence)

    def finish(self) -> None:
        """Tell what is still being typed."""
        for editor in self.editors.values():
            editor.finish()

    def _add(self, key: str, name: str, editor: OwnLine | OwnText, row: int, column: int, hint: str = "") -> None:
        field = Field(name, editor, hint)
        editor.committed.connect(lambda text, k=key: self._finished(k, text))
        self.fields[key], self.editors[key] = field, editor
        # A sentence below one field must not move its neighbour.
        self._grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)

    def _add_zone_reason(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 22, 0, 0)
        column.setSpacing(2)
        self.zone_reason = PlainLabel(tone="muted", size="small", wrap=True)
        self.follow = Button(tr("Follow the place again"), "", "link", lambda: self.committed.emit("zone", ""))
        column.addWidget(self.zone_reason)
        column.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._grid.addWidget(holder, 2, 1, Qt.AlignmentFlag.AlignTop)

    def _finished(self, key: str, text: str) -> None:
        # A page that is taken down loses the focus last of all; what was typed is saved by then.
        if not isValid(self):
            return
        self.fields[key].set_problem("")
        self.committed.emit(key, text)
