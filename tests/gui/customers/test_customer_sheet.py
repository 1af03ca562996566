"""One customer on paper: the file is written beside the window, and what was printed can be read out of it again."""

from __future__ import annotations

import io
import unicodedata
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from tests.gui.customers.window import CustomersWindow
from tests.support.desk_bench import bench_at
from tests.support.small_company import SmallCompany
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.services import customer_sheet
from tradedesk.services import desk as verbs
from tradedesk.services.bench import Bench
from tradedesk.ui import wording
from tradedesk.ui.customers import sheet_content, sheet_paper
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place

#: Parts of characters that share their drawing with whole ones.
_LOOK_ALIKES = str.maketrans({"⻚": "页", "⻛": "风", "⻓": "长", "⻉": "贝"})


@pytest.fixture
def firm(bench: Bench, firm: SmallCompany) -> SmallCompany:
    gulf = firm.gulf
    with bench.ledger.write("x") as writer:
        person = writer.insert(
            "contacts", {"party_id": gulf, "name": "خالد المنصوري", "is_main": 1, "title": "采购经理"}
        )
        mail = {"party_id": gulf, "channel": "mail", "kind": "company", "standing": "confirmed", "contact_id": person}
        orders = writer.insert("addresses", {**mail, "value": "orders@gulfhorizon.ae", "standing_on": "2026-03-12"})
        private = writer.insert(
            "addresses", {**mail, "value": "khalid@gmail.com", "kind": "personal", "note": "evenings"}
        )
        writer.insert("addresses", {"party_id": gulf, "channel": "whatsapp", "value": "+971505550134"})
        (contract,) = (row[0] for row in writer.all("select id from purposes where code = 'contract'"))
        writer.insert("assignments", {"address_id": orders, "purpose_id": contract, "role": "to"})
        writer.insert("assignments", {"address_id": private, "purpose_id": contract, "role": "never"})
        writer.insert("postal_addresses", {"party_id": gulf, "purpose": "ship-to", "street": "Jebel Ali 7",
                                           "city": "Dubai", "country": "AE"})  # fmt: skip
        writer.insert("bank_accounts", {"party_id": gulf, "bank": "Emirates NBD", "account": "AE07 0331 2345",
                                        "currency": "USD"})  # fmt: skip
        writer.update(
            "parties", gulf, {"our_name": "海湾地平线贸易", "tags": "vip", "notes": "Prefers teak <b>only</b>"}
        )
        for number in range(30):
            at = f"2026-10-{number + 1:02d}T08:00:00Z"
            writer.insert("messages", {"at": at, "party_id": gulf, "medium": "mail", "direction": "out",
                                       "subject": f"Letter number {number:02d}", "state": "sent"})  # fmt: skip
    bench.ledger.take_news()
    return firm


def _text(data: bytes) -> str:
    """What can be read out of a PDF, without blanks; letters that only look like others count as those."""
    pages = PdfReader(io.BytesIO(data)).pages
    return _bare("".join(page.extract_text() for page in pages))


def _bare(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).translate(_LOOK_ALIKES).split())


def _sheet(bench: Bench, party: int) -> bytes:
    return sheet_paper.pdf(sheet_content.content_of(customer_sheet.read(bench, party)))


def test_everything_of_a_customer_stands_on_the_sheet(qapp, bench, firm):
    data = _sheet(bench, firm.gulf)
    text = _text(data)
    for words in (
        "Gulf Horizon Trading LLC", "海湾地平线贸易", "Dubai, United Arab Emirates", "vip", "采购经理",
        "orders@gulfhorizon.ae", "Company domain", "Confirmed 12 Mar", "khalid@gmail.com", "evenings", "WhatsApp",
        "+971505550134", "Who receives what", "never", "Jebel Ali 7", "Emirates NBD", "AE07 0331 2345", "TD-2026-0131",
        "USD 18,000.00", "10% deposit is fine", "Letter number 29", "Prefers teak <b>only</b>", "Page 1 of 2",
        "Page 2 of 2", "Printed 21 Nov 2026 14:32", "Ningbo Lantian Trading",
    ):  # fmt: skip
        assert _bare(words) in text, words
    assert "Letternumber11" not in text
    assert len(PdfReader(io.BytesIO(data)).pages) == 2


def test_the_fonts_for_chinese_and_arabic_are_in_the_file(qapp, bench, firm):
    reader = PdfReader(io.BytesIO(_sheet(bench, firm.gulf)))
    files = 0
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3")), inner["/BaseFont"]
            files += 1
    assert files >= 3
    arabic = [letter for letter in _text(_sheet(bench, firm.gulf)) if "\u0600" <= letter <= "\u06ff"]
    assert len(arabic) >= 8


def test_the_sheet_speaks_chinese(qapp, bench, firm):
    wording.set_language("zh_CN")
    text = _text(_sheet(bench, firm.gulf))
    for words in ("谁收什么", "阿联酋", "联系人", "第 1 页，共 2 页", "2026年11月21日 14:32", "进行中订单"):
        assert _bare(words) in text, words


def test_a_row_is_never_cut_by_the_end_of_a_page(qapp, bench, firm):
    with bench.ledger.write("x") as writer:
        for number in range(90):
            note = " ".join(f"line{number:02d}-{part}" for part in range(8))
            writer.insert(
                "addresses", {"party_id": firm.gulf, "channel": "mail", "value": f"d{number}@g.ae", "note": note}
            )
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(_sheet(bench, firm.gulf))).pages]
    assert len(pages) > 3
    for number in range(90):
        parts = [at for at, page in enumerate(pages) for part in range(8) if f"line{number:02d}-{part}" in page]
        assert len(parts) == 8
        assert len(set(parts)) == 1
    assert all("Remark" in page for page in pages[1:3]), "the heads are repeated"


@pytest.mark.parametrize("name", ["{{ 7*7 }}", "<img src=file:///etc/passwd>", "{0} %s", "a\nb\u202ec", "x" * 10_000])
def test_a_hostile_name_is_printed_as_it_is_written(qapp, bench, firm, name):
    with bench.ledger.write("x") as writer:
        writer.update("parties", firm.noor, {"name": name, "notes": "n" * 200_000})
    printed = customer_sheet.read(bench, firm.noor)
    assert sheet_content.content_of(printed).title == name
    assert sheet_paper.pdf(sheet_content.content_of(printed)).startswith(b"%PDF")
    file = sheet_content.file_name(printed)
    assert file.endswith(" 2026-11-21.pdf")
    assert not set(file) & set('/\\:*?"<>|\n')
    assert len(file) < 100


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path):
    with pytest.raises(NeighbourFailed, match="file-not-writable"):
        customer_sheet.keep(str(tmp_path / "no-such-folder" / "a.pdf"), b"%PDF")
    assert list(tmp_path.iterdir()) == []


def test_the_command_asks_for_a_file_and_saves_the_sheet_shown(qtbot: Any, desk: Desk, bench: Bench, firm, tmp_path):
    seen = CustomersWindow(qtbot, desk, firm)
    seen.open(firm.gulf)
    said: list[str] = []
    desk.said.connect(lambda label, _undo: said.append(label))
    assert desk.commands.trigger("customer.save-sheet")
    printing = seen.page.printing
    seen.until(lambda: printing.file_dialog is not None and printing.file_dialog.isVisible())
    assert "Gulf Horizon Trading LLC 2026-11-21.pdf" in printing.file_dialog.selectedFiles()[0]
    target = tmp_path / "sheet.pdf"
    printing.file_dialog.fileSelected.emit(str(target))
    printing.file_dialog.reject()
    seen.until(lambda: said == ["sheet-saved|name=sheet.pdf"])
    assert "orders@gulfhorizon.ae" in _text(target.read_bytes())


def test_the_command_prints_what_is_shown(qtbot: Any, desk: Desk, bench: Bench, firm, tmp_path):
    seen = CustomersWindow(qtbot, desk, firm)
    seen.open(firm.nordlicht)
    said: list[str] = []
    desk.said.connect(lambda label, _undo: said.append(label))
    assert desk.commands.trigger("customer.print-sheet")
    printing = seen.page.printing
    seen.until(lambda: printing.print_dialog is not None and printing.print_dialog.isVisible())
    target = tmp_path / "printed.pdf"
    (line,) = (each for each in printing.print_dialog.findChildren(QLineEdit) if each.objectName() == "filename")
    assert line.text().endswith("Nordlicht Möbel GmbH 2026-11-21.pdf")
    line.setText(str(target))
    printing.print_dialog.accept()
    seen.until(lambda: said == ["sheet-printed|name=Nordlicht Möbel GmbH"])
    assert "Nordlicht" in _text(target.read_bytes())


@pytest.mark.qt_log_ignore("QPainter", "QPdf")
def test_a_printer_that_refuses_is_told_in_a_sentence(qtbot: Any, desk: Desk, bench: Bench, firm, tmp_path):
    seen = CustomersWindow(qtbot, desk, firm)
    seen.open(firm.nordlicht)
    refused: list[str] = []
    desk.refused.connect(refused.append)
    content = sheet_content.content_of(customer_sheet.read(bench, firm.nordlicht))
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "no-such-folder" / "a.pdf"))
    seen.page.printing._print(content, printer)
    seen.until(lambda: bool(refused))
    assert "Nothing was printed" in refused[0]


def test_the_menu_of_a_row_offers_the_sheet(qtbot: Any, desk: Desk, bench: Bench, firm):
    seen = CustomersWindow(qtbot, desk, firm)
    seen.open()
    view = seen.page.list.view
    place = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=place)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), asked)
    (menu,) = seen.page.list.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    offered = {action.text(): action for action in menu.actions()}
    assert {"Print sheet…", "Save as PDF…"} <= set(offered)
    seen.settle()
    offered["Save as PDF…"].trigger()
    menu.close()
    seen.until(lambda: seen.page.printing.file_dialog is not None and seen.page.printing.file_dialog.isVisible())
    assert "Bluewater Outdoor" in seen.page.printing.file_dialog.selectedFiles()[0]
    seen.page.printing.file_dialog.reject()


def test_elsewhere_no_sheet_is_printed_of_a_customer_that_nobody_sees(qtbot: Any, desk: Desk, bench: Bench, firm):
    seen = CustomersWindow(qtbot, desk, firm)
    seen.open(firm.gulf)
    assert desk.commands.is_enabled("customer.print-sheet")
    desk.open(Place("log"))
    assert not desk.commands.is_enabled("customer.print-sheet")


def test_without_a_customer_there_is_nothing_to_print(qtbot: Any, tmp_path, lane):
    with bench_at(tmp_path / "empty") as empty:
        desk = Desk(empty, lane, undo_verb=verbs.undo)
        seen = CustomersWindow(qtbot, desk, None)  # type: ignore[arg-type]
        seen.open()
        assert not desk.commands.is_enabled("customer.print-sheet")
        assert not desk.commands.trigger("customer.save-sheet")
        seen.settle()
        desk.close()
