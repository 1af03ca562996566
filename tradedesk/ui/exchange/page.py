"""The page on which lists are brought in: files at the left, what was seen and what came of it at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.exchange import words
from tradedesk.ui.exchange.files_panel import FilesPanel
from tradedesk.ui.exchange.presenter import ExchangePresenter
from tradedesk.ui.exchange.report_view import ReportView
from tradedesk.ui.exchange.seen_view import SeenView
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Button, Card, EmptyState, Icon, PageTitle, PlainLabel
from tradedesk.ui.widgets.doing import Doing
from tradedesk.ui.widgets.dropping import files_of
from tradedesk.ui.wording import tr

#: How a take-over file ends.
_DOSSIER = ".tradedesk-customer"
#: Width of the files where there is room, and where there is little.
_FILES, _FILES_NARROW = 300, 268


class ExchangePage(Page):
    """Three calm steps: choose files, see what is in them, bring them in."""

    name = "exchange"
    help_key = "exchange"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        self.presenter = ExchangePresenter(desk, self)
        self._dialog: QFileDialog | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.files = FilesPanel()
        row.addWidget(self.files)
        self._edge = QFrame()
        self._edge.setProperty("line", True)
        self._edge.setFixedWidth(1)
        row.addWidget(self._edge)
        row.addWidget(self._right(), 1)
        self._listen()
        self._render()

    def _right(self) -> QStackedWidget:
        self.start = self._start()
        self.reading = QWidget()
        column = QVBoxLayout(self.reading)
        self.doing = Doing(self.presenter.progressed, self.presenter.cancel)
        column.addStretch(1)
        column.addWidget(self.doing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.failed = self._failed()
        self.seen = SeenView(self.presenter)
        self.report = ReportView(self.presenter)
        self.stack = QStackedWidget()
        for widget in (self.start, self.reading, self.failed, self.seen, self.report):
            self.stack.addWidget(widget)
        return self.stack

    def _start(self) -> QWidget:
        """What to do while there is no file."""
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(4)
        outer.addWidget(PageTitle(tr("Import")))
        outer.addWidget(
            PlainLabel(
                tr("Customers, suppliers, forwarders, products, orders and their lines from lists."), tone="muted"
            )
        )
        outer.addSpacing(10)
        card = Card()
        column = QVBoxLayout()
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(3)
        column.addWidget(Icon("upload", "faint", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        drop = PlainLabel(tr("Drop your lists here, or choose them."), size="strong")
        column.addWidget(drop, 0, Qt.AlignmentFlag.AlignHCenter)
        self.choose = Button(tr("Choose files…"), "folder-open", "primary", self.choose_files)
        column.addSpacing(4)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        for told in (
            tr(
                "Workbooks (Excel, LibreOffice), CSV files and business cards (vCard), "
                "or the take-over file of a customer."
            ),
            tr("You see every row and every problem first. What comes in comes in whole, with one undo."),
        ):
            words_below = PlainLabel(told, tone="muted", size="small", wrap=True)
            words_below.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words_below)
        column.addStretch(4)
        holder = QWidget()
        holder.setLayout(column)
        card.add(holder, 1)
        outer.addWidget(card, 1)
        return page

    def _failed(self) -> EmptyState:
        return EmptyState("circle-alert", "", tr("Read again"), self.presenter.look)

    def _listen(self) -> None:
        presenter = self.presenter
        presenter.changed.connect(self._render)
        self.files.picked.connect(presenter.show)
        self.files.removed.connect(presenter.remove)
        self.files.asked.connect(self.choose_files)
        self.report.undo_asked.connect(presenter.undo)
        self.report.next_asked.connect(self._next)
        self.report.place_asked.connect(self._look_at)
        self.report.pairs_asked.connect(self._look_at_pairs)
        self.desk.commands.add(
            Command("exchange.choose-files", lambda: tr("Choose files…"), self.choose_files, "folder-open", "Ctrl+O",
                    page="exchange", listed=False),
            Command("exchange.bring-in", lambda: tr("Bring in"), presenter.bring_in, "import", "Ctrl+Return",
                    enabled=self._can_bring_in, page="exchange", listed=False),
            owner=self,
        )  # fmt: skip

    # -- what the window calls -----------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        """Show the files that the place names, with those chosen before."""
        named = [str(Path(path)) for path in place.extra.get("files", ())]
        if named:
            self.presenter.add_files(named)
        elif not self.presenter.files:
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Look again when a list was taken back, or what lists refer to has changed."""
        self.presenter.refresh(changes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the files give way first."""
        super().resizeEvent(event)
        self.files.setFixedWidth(_FILES if self.width() >= 1120 else _FILES_NARROW)

    # -- files ---------------------------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for files; the window goes on meanwhile."""
        dialog = QFileDialog(self, tr("Choose lists"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                tr("Lists (*.csv *.tsv *.txt *.xlsx *.xlsm *.xlsb *.xls *.ods *.vcf *.tradedesk-customer)"),
                tr("All files (*)"),
            ]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._take)
        self._dialog = dialog
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files."""
        self._take(files_of(event))
        event.acceptProposedAction()

    def _take(self, paths: list[str]) -> None:
        """Add lists and cards; a take-over file is no list and has a page of its own."""
        lists = [path for path in paths if not path.endswith(_DOSSIER)]
        if lists:
            self.presenter.add_files(lists)
        elif paths:
            self.desk.open(Place("takeover", None, {"path": paths[0]}))

    # -- rendering -----------------------------------------------------------------------------------------------------

    def _render(self) -> None:
        presenter = self.presenter
        file = presenter.current
        self.files.show_files(presenter.files, file)
        for widget in (self.files, self._edge):
            widget.setVisible(bool(presenter.files))
        self.files.setEnabled(presenter.doing in ("", "looking"))
        if file is None:
            self.stack.setCurrentWidget(self.start)
        elif file.report is not None:
            self.report.show_report(file, file.report, presenter.next_file())
            self._turn_to(self.report, self.report.next if presenter.next_file() else self.report.undo)
        elif file.preview is not None:
            self.seen.show_list(file, file.preview, presenter.doing)
            self._turn_to(self.seen, None)
        elif presenter.doing:
            self.doing.show_doing(words.doing(presenter.doing))
            self.stack.setCurrentWidget(self.reading)
        else:
            self.failed.sentence.setText(file.problem or tr("The list was not read to its end."))
            self.stack.setCurrentWidget(self.failed)
        self.desk.commands.refresh()

    def _turn_to(self, view: QWidget, focus: QWidget | None) -> None:
        """Show a view; where the button that was pressed is gone, the next one has the focus."""
        if self.stack.currentWidget() is not view:
            self.stack.setCurrentWidget(view)
            if focus is not None:
                focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _can_bring_in(self) -> bool:
        current = self.presenter.current
        return current is not None and current.can_come_in and not self.presenter.doing

    def _next(self) -> None:
        file = self.presenter.next_file()
        if file is not None:
            self.presenter.show(file)

    def _look_at(self, word: str) -> None:
        page = words.PLACES[word]
        extra = {"kind": str(words.KINDS[word][1])} if page == "customers" else {}
        self.desk.open(Place(page, None, extra))

    def _look_at_pairs(self, word: str) -> None:
        self.desk.open(Place("doubles", None, {"kind": str(words.KINDS[word][1])}))
