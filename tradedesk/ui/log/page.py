"""The log: everything said, any channel, newest first, found as one types."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from tradedesk.services import log
from tradedesk.services.log import LogQuery, LogRow
from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.log import words
from tradedesk.ui.log.detail import EntryView
from tradedesk.ui.log.log_list import LogList
from tradedesk.ui.log.note_form import NoteForm
from tradedesk.ui.log.presenter import TOUCHED, LogPresenter
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Button, Column, EmptyState, FilterChips, PlainLabel, WindowModel
from tradedesk.ui.widgets.dropping import files_of
from tradedesk.ui.wording import tr

#: Milliseconds after the last letter before the search runs.
_TYPING = 150


class LogPage(Page):
    """The list at the left, the entry or the form for a note at the right."""

    name = "log"
    help_key = "log"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.presenter = LogPresenter(desk, self)
        self._zone, self._now = ZoneInfo("UTC"), datetime.now(UTC)
        self._waits_for: int | None = None
        #: Whether nothing was said yet at all.
        self._is_bare = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(), 11)
        self._edge = QFrame()
        self._edge.setProperty("line", True)
        self._edge.setFixedWidth(1)
        row.addWidget(self._edge)
        row.addWidget(self._right(), 9)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._search_now)
        self._listen()
        self._add_commands()
        self.setFocusProxy(self.list)
        self.setAcceptDrops(True)

    # -- what the shell asks -------------------------------------------------------------------------------------------

    def header_actions(self) -> list[str]:
        """A mail to write; a call or chat to note."""
        return ["message.write", "log.note"]

    def open(self, place: Place) -> None:
        """Show what the place names."""
        if self.search.text() and place.key is not None:
            self.search.clear()
        self.presenter.show(place)

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read again what was changed."""
        if any(noun in TOUCHED for noun, _ in changes):
            self.model.reload()
            self.presenter.reload()

    # -- building ------------------------------------------------------------------------------------------------------

    def _left(self) -> QWidget:
        left = QWidget()
        left.setProperty("ground", "raised")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setMinimumWidth(380)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools())
        edge = QFrame()
        edge.setProperty("line", True)
        edge.setFixedHeight(1)
        column.addWidget(edge)
        spoken = Column("entry", lambda: tr("Log"), lambda row: self._line(row).spoken)
        self.model = WindowModel(self.desk, log.ids, log.rows, [spoken], parent=self)
        self.list = LogList(self.model, self._line)
        self.list.setAccessibleName(tr("Log"))
        self.empty = QStackedWidget()
        self.empty.addWidget(EmptyState("search", tr("Nothing in the log matches.")))
        self.empty.addWidget(self._nothing_yet())
        self.empty.hide()
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        return left

    def _tools(self) -> QWidget:
        tools = QWidget()
        column = QVBoxLayout(tools)
        column.setContentsMargins(14, 12, 14, 11)
        column.setSpacing(9)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search in texts, customers and orders"))
        self.search.setAccessibleName(tr("Search in texts, customers and orders"))
        self.search.setClearButtonEnabled(True)
        self.filters = FilterChips()
        self.found = PlainLabel(tone="muted", size="small")
        self.scope = Button("", "x", "filter", self._widen)
        self.scope.hide()
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.scope)
        below.addWidget(self.filters, 1)
        below.addWidget(self.found)
        column.addWidget(self.search)
        column.addLayout(below)
        return tools

    def _nothing_yet(self) -> EmptyState:
        told = tr("Nothing was said yet. Note a call or a chat; mails you hand over are noted by themselves.")

        def begin() -> None:
            self.desk.commands.trigger("log.note")

        return EmptyState("messages-square", told, tr("Note a call or chat"), begin)

    def _right(self) -> QWidget:
        self.right = QStackedWidget()
        self.right.setMinimumWidth(360)
        self.entry = EntryView(self.presenter)
        self.nothing = QStackedWidget()
        self.nothing.addWidget(EmptyState("messages-square", tr("Choose an entry to read it.")))
        self.nothing.addWidget(QWidget())
        self.form: NoteForm | None = None
        self.right.addWidget(self.nothing)
        self.right.addWidget(self.entry)
        return self.right

    def _listen(self) -> None:
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.textChanged.connect(lambda text: None if text else self._search_now())
        self.search.returnPressed.connect(self._search_now)
        self.filters.chosen.connect(lambda chip: self.presenter.look_for(chip=chip))
        self.list.picked.connect(self._picked)
        self.list.opened.connect(lambda _id: self.entry.text.setFocus(Qt.FocusReason.OtherFocusReason))
        self.model.reloaded.connect(self._loaded)
        presenter = self.presenter
        presenter.query_changed.connect(self.model.set_query)
        presenter.overview_changed.connect(self._show_overview)
        presenter.sheet_changed.connect(self._show_sheet)
        presenter.form_wanted.connect(self._show_form)
        presenter.wanted.connect(self._select)

    def _add_commands(self) -> None:
        self.desk.commands.add(
            Command("log.find", lambda: tr("Search in the log"), self._find, "search", "Ctrl+F", page="log"),
            Command(
                "log.keep-note", lambda: tr("Keep the note"), self._keep, "check", "Ctrl+Return",
                lambda: self.form is not None and self.right.currentWidget() is self.form, page="log", listed=False,
            ),
            owner=self,
        )  # fmt: skip

    # -- saved mails that are dropped here -----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are taken."""
        if files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """On the entry they are its own; on the list they find theirs."""
        on_entry = self.right.geometry().contains(event.position().toPoint())
        self.presenter.give(files_of(event), everywhere=not on_entry)
        event.acceptProposedAction()

    # -- the list ------------------------------------------------------------------------------------------------------

    def _line(self, row: LogRow) -> words.EntryLine:
        return words.line_of(row, self._zone, self._now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the search into the list."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _search_now(self) -> None:
        self._typing.stop()
        self.presenter.look_for(search=self.search.text().strip())

    def _widen(self) -> None:
        self.presenter.look_for(party_id=None, order_id=None)

    def _loaded(self, count: int) -> None:
        query = self.presenter.query
        narrowed = query != LogQuery()
        self.list.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        self.empty.setCurrentIndex(0 if narrowed else 1)
        self.nothing.setCurrentIndex(0 if count else 1)
        self._is_bare = not count and not narrowed
        self._make_room()
        self.found.setText(words.found_words(count, log.HITS) if query.search else "")
        wanted, self._waits_for = self._waits_for, None
        if wanted is not None:
            self.list.select_id(wanted)
        if count and self.list.current_id() is None:
            self.list.setCurrentIndex(self.model.index(0, 0))
        if self._is_bare:
            self.presenter.pick(None)

    def _make_room(self) -> None:
        """Before anything was said the left has the whole page, unless the first note is being written."""
        for each in (self._edge, self.right):
            each.setVisible(not self._is_bare or self.right.currentWidget() is self.form)

    def _select(self, message_id: int) -> None:
        """Make an entry current: now, or when the list has been read again (a new one is told before it is listed)."""
        self._waits_for = None if self.list.select_id(message_id) else message_id

    def _picked(self, message_id: int | None) -> None:
        if message_id is not None and message_id != self.presenter.message_id:
            self.presenter.pick(message_id)
            here = self.desk.places.current
            if here is not None and here.page == self.name and self.isVisible():
                extra = {name: value for name, value in here.extra.items() if name != "new"}
                self.desk.places.replace(Place(self.name, message_id, extra))

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show_overview(self) -> None:
        overview = self.presenter.overview
        if overview is None:
            return
        self._zone, self._now = ZoneInfo(overview.zone), overview.moment
        self.filters.show_filters(words.filters(overview.counts), self.presenter.query.chip)
        scope = overview.party or overview.order_number
        self.scope.set_words(scope)
        self.scope.setAccessibleName(tr("Show the whole log, not only {scope}", scope=scope))
        self.scope.setVisible(bool(scope))
        self.list.viewport().update()

    def _show_sheet(self) -> None:
        sheet = self.presenter.sheet
        if sheet is not None:
            self.entry.show_sheet(sheet)
        if self.form is None or self.right.currentWidget() is not self.form:
            self.right.setCurrentWidget(self.entry if sheet is not None else self.nothing)

    def _show_form(self, about: tuple[int | None, int | None] | None) -> None:
        if about is None:
            had_focus = self.form is not None and self.form.isAncestorOf(self.focusWidget() or self)
            self.right.setCurrentWidget(self.entry if self.presenter.sheet is not None else self.nothing)
            if had_focus:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            if self.form is None:
                self.form = NoteForm(self.desk, self.presenter)
                self.right.addWidget(self.form)
            self.right.setCurrentWidget(self.form)
            self.form.begin(*about)
        self._make_room()
        self.desk.commands.refresh()

    def _keep(self) -> None:
        if self.form is not None:
            self.form.keep()
