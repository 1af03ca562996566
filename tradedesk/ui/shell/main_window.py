"""The one window."""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.shell.banners import Banners
from tradedesk.ui.shell.entries import title_of
from tradedesk.ui.shell.help_commands import help_commands
from tradedesk.ui.shell.keys import escape
from tradedesk.ui.shell.page_table import PageTable, named
from tradedesk.ui.shell.rail import Rail
from tradedesk.ui.shell.status_line import StatusLine
from tradedesk.ui.shell.top_bar import TopBar
from tradedesk.ui.shell.window_commands import window_commands
from tradedesk.ui.wording import formats, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from tradedesk.ui.shell.palette import Palette
    from tradedesk.ui.widgets.cards import Banner

_log = logging.getLogger(__name__)
#: Milliseconds after a change before the numbers on the rail are counted again.
_COUNT_AFTER = 250
#: Milliseconds after the first page was filled in which it is painted.
_SETTLE_AFTER = 40


class Summary(Protocol):
    """What the frame of the window shows about the ledger."""

    @property
    def company(self) -> str:
        """The user's company."""

    @property
    def zone(self) -> str:
        """The IANA zone the user works in."""

    @property
    def badges(self) -> Mapping[str, int]:
        """How much waits, by page."""

    @property
    def urgent(self) -> Collection[str]:
        """The pages whose number says what needs the user now."""

    @property
    def counts(self) -> Mapping[str, int]:
        """customers, addresses, orders."""


class MainWindow(QMainWindow):
    """Rail, top bar, page, status line.

    ``pages`` maps a page's name to "module:Class", ``command_sources`` a page's name to "module:function", a function
    ``(desk) -> iterable of Command``, ``search`` is the "module:function" of a verb that gives the palette its hits;
    each is imported when it is needed. ``summary_verb(bench)`` gives a Summary.
    """

    #: After the first paint.
    painted = Signal()
    #: The first page is filled and the palette knows its commands: now the heavy things may be imported.
    settled = Signal()
    closing = Signal()

    def __init__(
        self,
        desk: Desk,
        pages: Mapping[str, str],
        command_sources: Mapping[str, str] | None = None,
        search: str = "",
        *,
        summary_verb: Callable[[Any], Summary] | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._search, self._summary_verb = search, summary_verb
        self._painted = False
        self._page: Page | None = None
        self.table = PageTable(desk, pages, command_sources or {})
        self.resize(1360, 850)
        self.setMinimumSize(860, 520)
        self._restore_geometry()
        self._add_commands(pages)
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_AFTER)
        self._counting.timeout.connect(self._count)
        self._build()
        self._listen()

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = Rail(self.table.names)
        self.rail.chosen.connect(lambda page: self.desk.open(self._last_on(page)))
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.top_bar = TopBar(self.desk.commands)
        self.stack = QStackedWidget()
        self.status = StatusLine(self.desk.undo, self.desk.redo)
        self.banners = Banners()
        column.addWidget(self.top_bar)
        column.addLayout(self.banners)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)
        self._palette_panel: Palette | None = None
        self.top_bar.search.textEdited.connect(self._first_letter)
        self.top_bar.search.stepped.connect(self._first_letter)

    def rebuild(self) -> None:
        """Build everything again at the same place: after the language changed."""
        if self._page is not None:
            self._page.leave()
        self._page = None
        self.table.forget()
        old = self.takeCentralWidget()
        self._build()
        if old is not None:
            old.deleteLater()
        self._seen.clear()
        if self.desk.places.current is not None:
            self._show(self.desk.places.current)
        self._count()

    def _add_commands(self, pages: Mapping[str, str]) -> None:
        self._seen: dict[str, Place] = {}
        self.desk.commands.add(
            *window_commands(self.desk, pages),
            Command("palette.open", lambda: tr("Find"), self._find, "search", "Ctrl+K",
                    listed=False),
            Command("page.open-more", lambda: tr("More"), self._open_more, "ellipsis", "F10",
                    lambda: self._page is not None and bool(self._page.more_actions()), listed=False),
            Command("help.explain-page", lambda: tr("Explain this page"), self._explain, "circle-help", "F1"),
            Command("place.leave", lambda: tr("Close or go back"), lambda: escape(self), "", "Esc", listed=False),
            *help_commands(self.desk, self),
            owner=self,
        )  # fmt: skip

    def _listen(self) -> None:
        desk = self.desk
        desk.places.changed.connect(self._show)
        desk.places.corrected.connect(desk.commands.refresh)
        desk.changed.connect(self._changed)
        desk.said.connect(self._said)
        desk.taken_back.connect(self._taken_back)
        desk.taking_back.connect(self.status.show_taking_back)
        desk.undo_changed.connect(lambda *_: desk.commands.refresh())
        desk.refused.connect(self._refused)
        desk.broke.connect(self._broke)
        desk.commands.changed.connect(self._show_actions)
        desk.settings.changed.connect(self._setting_changed)

    # -- places --------------------------------------------------------------------------------------------------------

    def _show(self, place: Place) -> None:
        page = self.table.page(place.page)
        if page is None:
            _log.warning("no page %s", place.page)
            return
        if self._page is not None and self._page is not page:
            self._page.leave()
        if self._palette_panel is not None and self._palette_panel.isVisible():
            self._palette_panel.close_up()
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self._page = page
        self._seen[place.page] = place
        self.stack.setCurrentWidget(page)
        if self.focusWidget() is None:
            page.setFocus()
        self.rail.show_place(place.page)
        self.setWindowTitle(f"{title_of(place.page)} – TradeDesk")
        self.banners.leave()
        page.open(place)
        waiting = self.table.take_waiting(place.page)
        if waiting:
            page.refresh(waiting)
        self.desk.commands.refresh()

    def _last_on(self, page: str) -> Place:
        """Choosing a place on the rail comes back to what was shown there; choosing it again goes to its start."""
        here = self.desk.places.current
        return Place(page) if here is not None and here.page == page else self._seen.get(page, Place(page))

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._page

    def _show_actions(self) -> None:
        page = self._page
        self.top_bar.show_actions(
            page.header_actions() if page is not None else [], has_main=page is None or page.main_action_above
        )
        self.top_bar.show_more(self._page.more_actions() if self._page is not None else [])

    def _open_more(self) -> None:
        self.top_bar.open_more()

    # -- what happens --------------------------------------------------------------------------------------------------

    def _changed(self, changes: frozenset[tuple[str, int]]) -> None:
        self.table.remember(changes, self._page)
        if self._page is not None:
            self._page.refresh(changes)
        self._counting.start()

    def _said(self, label: str, undo_id: int | None) -> None:
        self.status.show_done(label, undo_id)

    def _taken_back(self, label: str, can_redo: bool) -> None:
        self.status.show_taken_back(label, can_redo=can_redo)

    @property
    def palette_panel(self) -> Palette:
        """The palette, made at its first use."""
        if self._palette_panel is None:
            from tradedesk.ui.shell.palette import Palette

            centre = self.centralWidget()
            assert centre is not None
            search = named(self._search) if self._search else None
            self._palette_panel = Palette(self.desk, self.top_bar.search, search, centre)
        return self._palette_panel

    def _first_letter(self, _typed: object) -> None:
        # From the second one on, the palette hears the field itself.
        if self._palette_panel is None:
            self.palette_panel.open_below()

    def _find(self) -> None:
        self.palette_panel.open()

    def count_again(self) -> None:
        """Count what waits, say because a moment has come."""
        self._counting.start()

    def _count(self) -> None:
        if self._summary_verb is not None:
            self.desk.run(self._summary_verb, on_done=self._counted, owner=self)

    def _counted(self, summary: Summary) -> None:
        formats.use_zone(ZoneInfo(summary.zone) if summary.zone else None)
        self.rail.show_company(summary.company)
        self.rail.show_numbers(summary.badges, summary.urgent)
        self.status.show_counts(summary.counts)

    def _setting_changed(self, name: str) -> None:
        from tradedesk.ui.appearance import use_language, use_theme

        settings = self.desk.settings.current
        if name == "theme":
            use_theme(settings.theme)
        elif name == "language":
            use_language(settings.language)
            self.rebuild()
        self.desk.commands.refresh()

    def _refused(self, sentence: str) -> None:
        self.banners.refuse(sentence)

    def _broke(self, error: Exception) -> None:
        # Out of a slot it reaches the exception hook, which writes it down and shows the crash dialog.
        raise error

    def show_banner(self, role: str, sentence: str) -> Banner:
        """Show a sentence above the page until it is closed."""
        return self.banners.tell(role, sentence)

    def _explain(self) -> None:
        from tradedesk.ui.shell.dialogs import HelpDialog

        place = self.desk.places.current
        if self._page is not None and place is not None:
            HelpDialog(self.desk, place.page, self._page.help_key, self).open()

    # -- the window itself ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Notice the first paint."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._after_paint)

    def _after_paint(self) -> None:
        self.painted.emit()
        # Whatever is imported now would keep the first page from being filled.
        self.desk.when_idle(lambda: QTimer.singleShot(_SETTLE_AFTER, self, self._settle))

    def _settle(self) -> None:
        from tradedesk.ui.shell.shortcuts import Shortcuts

        self._shortcuts = Shortcuts(self, self.desk)
        self._count()
        self.table.load_commands(self, self.settled.emit)

    def _restore_geometry(self) -> None:
        kept = self.desk.settings.current.window_geometry
        if kept:
            from PySide6.QtCore import QByteArray

            try:
                self.restoreGeometry(QByteArray(b64decode(kept)))
            except ValueError:
                _log.info("the kept window geometry cannot be read")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being edited and where the window stood."""
        if self._page is not None:
            self._page.leave()
        geometry = b64encode(self.saveGeometry().data()).decode("ascii")
        self.desk.settings.change(window_geometry=geometry)
        self.closing.emit()
        super().closeEvent(event)
