"""One list before it comes in: what was seen, what can be changed, its first rows, its problems, and the one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from tradedesk.services.exchange import Preview, Severity
from tradedesk.ui.exchange import words
from tradedesk.ui.exchange.arriving import first_rows
from tradedesk.ui.exchange.mapping_table import MappingTable
from tradedesk.ui.exchange.presenter import ExchangePresenter, ListFile
from tradedesk.ui.exchange.problem_list import CellsTable, ProblemList
from tradedesk.ui.exchange.settings_form import SettingsForm
from tradedesk.ui.widgets import Button, Card, Chip, ElidedLabel, Line, PlainLabel, Problem, SectionTitle
from tradedesk.ui.widgets.doing import Doing
from tradedesk.ui.wording import formats, joined, tr

_COLUMNS, _ROWS, _PROBLEMS = range(3)
#: Milliseconds after which work shows how far it is.
_PATIENCE = 250


class SeenView(QWidget):
    """Renders a file that has been read."""

    def __init__(self, presenter: ExchangePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._shown: ListFile | None = None
        self._seen: Preview | None = None
        self._under_way = False
        self._wait = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._wait.timeout.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        column.addLayout(self._title())
        self.form = SettingsForm(presenter)
        card = Card()
        card.setAccessibleName(tr("2  What was seen"))
        card.add(self.form)
        column.addWidget(card)
        column.addWidget(self._tabs(), 1)
        column.addWidget(Line())
        column.addLayout(self._foot())

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(SectionTitle(tr("2  What was seen")))
        self.name = ElidedLabel(tone="muted")
        row.addWidget(self.name, 1)
        self.before = Chip("", "info")
        row.addWidget(self.before)
        return row

    def _tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(tr("Parts of the list"))
        # Tab stops at its bar; the whole of it would be the same place once more.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.columns = MappingTable(self._presenter)
        self.cells = CellsTable(tr("First rows of the list"))
        self.problems = ProblemList()
        self.problems.said.connect(lambda rows, same: self._presenter.say(rows, same=same))
        self.problems.said_of_all.connect(lambda same: self._presenter.say_of_all(same=same))
        for widget in (self.columns, self.cells, self.problems):
            holder = Card()
            holder.add(widget, 1)
            page = QWidget()
            inner = QVBoxLayout(page)
            inner.setContentsMargins(0, 10, 0, 0)
            inner.addWidget(holder)
            self.tabs.addTab(page, "")
        return self.tabs

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(SectionTitle(tr("3  Bring in")))
        told = QVBoxLayout()
        told.setSpacing(2)
        self.will = PlainLabel(wrap=True)
        self.beside = PlainLabel(tone="muted", size="small", wrap=True)
        self.problem = Problem()
        for label in (self.will, self.beside, self.problem):
            told.addWidget(label)
        row.addLayout(told, 1)
        self.alike = Button("", kind="link", on_click=self._look_alike)
        row.addWidget(self.alike, 0, Qt.AlignmentFlag.AlignVCenter)
        self.doing = Doing(self._presenter.progressed, self._presenter.cancel)
        self.button = Button("", "import", "primary", self._presenter.bring_in)
        self.doing.hide()
        for widget in (self.doing, self.button):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    # -- rendering -----------------------------------------------------------------------------------------------------

    def show_list(self, file: ListFile, seen: Preview, doing: str) -> None:
        """Show the list, and whether something is under way."""
        fresh = file is not self._shown
        self._shown = file
        self.problems.bar.setEnabled(doing in ("", "looking"))
        if fresh or doing != "looking":
            # While it is looked at again, what the user has just chosen stays as chosen.
            self._show_seen(file, seen)
        self.problems.show_problems(seen.problems, seen.problem_counts, file.chosen.same_or_new, asks=True)
        if fresh:
            self.tabs.setCurrentIndex(_PROBLEMS if seen.kind and seen.left_out else _COLUMNS)
        self._show_foot(file, seen, doing)
        self.form.setEnabled(doing in ("", "looking"))
        self.columns.setEnabled(doing in ("", "looking"))

    def _show_seen(self, file: ListFile, seen: Preview) -> None:
        self.name.setText(joined((file.name, words.rows("", seen.row_count))))
        self._show_before(seen)
        self.form.show_settings(file, seen)
        self.columns.show_columns(seen)
        if seen is not self._seen:
            self._seen = seen
            self.cells.cells.show_cells(*first_rows(seen))
            self._name_tabs(seen)

    def _show_before(self, seen: Preview) -> None:
        from datetime import datetime

        when = formats.day(datetime.fromisoformat(seen.before).astimezone().date()) if seen.before else ""
        self.before.show_state(tr("This very file came in on {day}", day=when) if when else "", "info")

    def _name_tabs(self, seen: Preview) -> None:
        many = sum(seen.problem_counts.values())
        only_notes = set(seen.problem_counts) <= {Severity.NOTE, Severity.QUESTION}
        third = (
            tr("Notes {count}", count=formats.count(many))
            if only_notes and many
            else tr("Problems {count}", count=formats.count(many))
        )
        titles = (tr("Columns {count}", count=len(seen.header)), tr("First rows"), third)
        for at, title in enumerate(titles):
            self.tabs.setTabText(at, title)

    def _show_foot(self, file: ListFile, seen: Preview, doing: str) -> None:
        self.will.setText(self._expected(file, seen))
        self.beside.say(words.beside(seen.left_out, seen.already_there, seen.changed))
        self.problem.say(file.problem)
        alike = seen.problem_counts.get(Severity.QUESTION, 0)
        self.alike.set_words(words.look_alike(alike))
        self.alike.setVisible(alike > 0)
        self.button.set_words(words.bring_in(seen))
        self.button.setEnabled(file.can_come_in and not doing)
        self.doing.show_doing(words.doing(doing))
        self._under_way = bool(doing)
        if not doing:
            self._wait.stop()
            self._turn()
        elif not self._wait.isActive() and not self.doing.isVisible():
            self._wait.start()

    def _look_alike(self) -> None:
        self.tabs.setCurrentIndex(_PROBLEMS)
        self.problems.look_at(Severity.QUESTION)

    def _turn(self) -> None:
        """Show how far it is in place of the button; what is done at once shows nothing."""
        self.doing.setVisible(self._under_way)
        self.button.setVisible(not self._under_way)

    def _expected(self, file: ListFile, seen: Preview) -> str:
        if seen.kind is None:
            return tr("Choose what the list holds.")
        if file.asks:
            return tr("Choose the line that reads well first.")
        if seen.refused:
            listed = next((each for each in seen.problems if each.severity is Severity.LIST), None)
            return words.sentence(listed) if listed is not None else tr("This list cannot come in as it is.")
        if not seen.new + seen.changed:
            return self._nothing_new(seen)
        return words.all_counts(seen.counts)

    def _nothing_new(self, seen: Preview) -> str:
        if not seen.left_out:
            return tr("Everything in this list is there already.")
        if any(each.reason.code == "reference-unknown" for each in seen.problems if each.severity is Severity.ROW):
            return tr("Bring in what the rows refer to first; see the problems.")
        return tr("No row can come in as it is; see the problems.")
