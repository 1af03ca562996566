"""Printing the customer shown, or saving the sheet as a PDF: gathered on the lane, set and written in the pool."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from tradedesk.services import customer_sheet
from tradedesk.services.customer_sheet import PrintedSheet
from tradedesk.ui.commands import Command
from tradedesk.ui.customers.presenter import CustomersPresenter
from tradedesk.ui.desk import Desk
from tradedesk.ui.wording import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog

    from tradedesk.ui.customers.sheet_content import Content


class SheetPrinting(QObject):
    """The two commands; both act on the party shown."""

    def __init__(self, desk: Desk, presenter: CustomersPresenter, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._presenter, self._window = desk, presenter, window
        self.file_dialog: QFileDialog | None = None
        self.print_dialog: QPrintDialog | None = None

    def commands(self) -> list[Command]:
        """What the palette and the menu of a row offer."""

        def shown() -> bool:
            # Elsewhere nobody would see whose sheet it is.
            here = self._desk.places.current
            at_customers = here is not None and here.page == "customers"
            return at_customers and self._presenter.party_id is not None and not self._presenter.adding

        return [
            Command("customer.print-sheet", lambda: tr("Print sheet…"), self.print, "file-text", enabled=shown),
            Command("customer.save-sheet", lambda: tr("Save as PDF…"), self.save, "save", enabled=shown),
        ]

    def save(self) -> None:
        """Ask for a file and write the sheet of the party shown."""
        self._gather(self._ask_file)

    def print(self) -> None:
        """Ask for a printer and print the sheet of the party shown."""
        self._gather(self._ask_printer)

    def _gather(self, then: Callable[[PrintedSheet], None]) -> None:
        party = self._presenter.party_id
        if party is not None:
            self._desk.run(customer_sheet.read, party, on_done=then, owner=self)

    def _ask_file(self, printed: PrintedSheet) -> None:
        from tradedesk.ui.customers.sheet_content import content_of, file_name

        content = content_of(printed)
        dialog = QFileDialog(self._window, tr("Save as PDF…"), str(Path.home() / file_name(printed)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda path: self.write(content, path))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        self.file_dialog = dialog
        dialog.open()

    def write(self, content: Content, path: str) -> None:
        """Set the sheet and write the file, both in the pool."""

        def work() -> str:
            from tradedesk.ui.customers.sheet_paper import pdf

            return customer_sheet.keep(path, pdf(content))

        self._desk.pool_run(work, on_done=lambda name: self._say("sheet-saved", name), owner=self)

    def _ask_printer(self, printed: PrintedSheet) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        from tradedesk.ui.customers.sheet_content import content_of, file_name
        from tradedesk.ui.customers.sheet_paper import page_layout

        content = content_of(printed)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(content.title)
        if not QPrinterInfo.availablePrinterNames():
            # Only a file can be printed to then; the dialog offers this one.
            printer.setOutputFileName(str(Path.home() / file_name(printed)))
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(tr("Print sheet…"))

        def accepted() -> None:
            # The dialog still holds the printer until it has ended.
            QTimer.singleShot(0, self, lambda: self._print(content, printer))

        dialog.accepted.connect(accepted)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        self.print_dialog = dialog
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _print(self, content: Content, printer: object) -> None:
        def work() -> int:
            from tradedesk.ui.customers.sheet_paper import paint

            return paint(printer, content)  # type: ignore[arg-type]

        self._desk.pool_run(work, on_done=lambda _pages: self._say("sheet-printed", content.title), owner=self)

    def _say(self, label: str, name: str) -> None:
        self._desk.said.emit(f"{label}|name={name.replace('|', ' ')}", None)
