"""A person who serves several firms: the other firms below the person, and people of other firms below the contacts."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.party import PartyKind
from tradedesk.services.employments import Elsewhere, Guest
from tradedesk.ui.customers import words
from tradedesk.ui.customers.company_actions import CompanyActions
from tradedesk.ui.widgets import Button, Field, PlainLabel
from tradedesk.ui.widgets.party_field import PartyField
from tradedesk.ui.widgets.saved import SavedChoice, SavedFields, SavedLine
from tradedesk.ui.wording import tr


class EmploymentRow(QWidget):
    """What a person is at another firm: a link to the other side, and three fields."""

    def __init__(self, actions: CompanyActions, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._party_id, self._kind = actions, 0, ""
        self.fields = SavedFields(lambda field, text: actions.set_employment_field(number, field, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.what = PlainLabel(tone="muted", size="small")
        self.link = Button("", kind="link", on_click=lambda: actions.open_party(self._party_id, self._kind))
        remove = Button("", "x", "quiet", lambda: actions.remove_employment(number), compact=True)
        remove.setAccessibleName(tr("Does not serve this firm any more"))
        remove.setToolTip(tr("Does not serve this firm any more"))
        row.addWidget(self.what)
        row.addWidget(self.link)
        row.addStretch(1)
        row.addWidget(remove)
        column.addLayout(row)
        line = QHBoxLayout()
        line.setSpacing(14)
        for key, title in (
            ("title", tr("Position there")),
            ("role", tr("What they decide there")),
            ("note", tr("Remark")),
        ):
            line.addWidget(self.fields.add(key, title, SavedLine()), 1)
        column.addLayout(line)

    def show_employment(self, found: Elsewhere | Guest, *, fresh: bool) -> None:
        """Show the other firm of a person, or a person of another firm."""
        employment = found.employment
        if isinstance(found, Guest):
            self.what.setText(tr("{name} of", name=found.name))
            self._party_id, name = found.home_id, found.home
        else:
            self.what.setText(tr("Serves also"))
            self._party_id, name = employment.party_id, found.firm
        self._kind = found.kind
        self.link.set_words(name)
        self.link.setAccessibleName(name)
        values = {key: str(getattr(employment, key)) for key in ("title", "role", "note")}
        self.fields.show_values(values, fresh=fresh)


class EmploymentRows(QWidget):
    """Rows by number, kept while the same ones are shown."""

    def __init__(self, actions: CompanyActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.rows: dict[int, EmploymentRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        actions.presenter.told.connect(self._told)

    def show_rows(self, found: tuple[Elsewhere, ...] | tuple[Guest, ...]) -> None:
        """Show these employments."""
        for gone in set(self.rows) - {each.employment.id for each in found}:
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        for each in found:
            number = each.employment.id
            fresh = number not in self.rows
            if fresh:
                self.rows[number] = EmploymentRow(self._actions, number)
                self._column.addWidget(self.rows[number])
            self.rows[number].show_employment(each, fresh=fresh)
        self.setVisible(bool(found))

    def finish(self) -> None:
        """Save what is still being typed."""
        for row in self.rows.values():
            row.fields.finish()

    def _told(self, form: str, number: int, field: str, sentence: str) -> None:
        if form == "employment" and number in self.rows:
            self.rows[number].fields.show_problem(field, sentence)


class Employers(QWidget):
    """The other firms a person serves, and a way to name one more."""

    def __init__(self, actions: CompanyActions, contact_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._contact_id = actions, contact_id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.rows = EmploymentRows(actions)
        column.addWidget(self.rows)
        self.begin = Button(tr("Serves another firm too"), kind="link", on_click=self._begin)
        line = QHBoxLayout()
        line.addWidget(self.begin)
        line.addStretch(1)
        column.addLayout(line)
        self._column = column
        self._picker: QWidget | None = None
        self.begin.hide()
        self._open = False

    def show_elsewhere(self, found: tuple[Elsewhere, ...]) -> None:
        """Show the other firms."""
        self.rows.show_rows(found)
        self.setVisible(self._open or bool(found))

    def unfold(self, *, open_: bool) -> None:
        """Offer to name another firm, or no longer."""
        self._open = open_
        self.setVisible(open_ or bool(self.rows.rows))
        self.begin.setVisible(open_ and (self._picker is None or self._picker.isHidden()))
        if self._picker is not None and not open_:
            self._picker.hide()

    def finish(self) -> None:
        """Save what is still being typed."""
        self.rows.finish()

    def _begin(self) -> None:
        if self._picker is None:
            self._picker = self._make_picker()
            self._column.addWidget(self._picker)
        self._picker.show()
        self.begin.hide()
        self.party.setFocus()

    def _make_picker(self) -> QWidget:
        """Which kind of party, and a line to find it by a part of its name; made when it is first wanted."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.kind = SavedChoice()
        self.kind.offer([(str(each), words.kinds(each)) for each in words.KINDS])
        self.kind.committed.connect(lambda _code: self._offer_kind())
        row.addWidget(Field(tr("Kind of firm"), self.kind))
        self._places = QVBoxLayout()
        row.addLayout(self._places, 1)
        self._field: Field | None = None
        self._offer_kind()
        return holder

    def _offer_kind(self) -> None:
        if self._field is not None:
            self._field.hide()
            self._field.deleteLater()
        kind = PartyKind(self.kind.code or PartyKind.CUSTOMER)
        self.party = PartyField(self._actions.desk, kind, may_add=False)
        self._field = Field(tr("Which firm"), self.party)
        self.party.chosen.connect(self._chosen)
        self._places.addWidget(self._field)

    def _chosen(self, party_id: int | None) -> None:
        if party_id is not None:
            self._actions.add_employer(self._contact_id, party_id, self._added)

    def _added(self, problem: str) -> None:
        if self._field is not None:
            self._field.set_problem(problem)
        if not problem and self._picker is not None:
            self.party.clear()
            self.party.party_id = None
            self._picker.hide()
            self.begin.show()
