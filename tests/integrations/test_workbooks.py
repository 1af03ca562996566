"""Workbooks as they really are: titles, merged cells, totals, numbers for telephones, errors, passwords, bombs."""

from __future__ import annotations

import struct
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.support.workbooks import DATA, ods, with_sheet, xlsx
from tests.support.xlsb import xlsb
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.table import Severity, Sheet, Table
from tradedesk.integrations.files import workbook, workbook_binary, workbook_zip
from tradedesk.integrations.files.list_file import read_table
from tradedesk.integrations.files.packed_rows import PackedRows
from tradedesk.integrations.files.sheet_rows import header_at, is_total, joined_headings

HEADER = ["Customer ID", "Company", "E-mail"]


def rows(table: Table) -> list[tuple[str, ...]]:
    return list(table.rows)


def told(table: Table) -> list[tuple[int, str, Severity]]:
    return [(each.line, each.reason.code, each.severity) for each in table.problems]


def refused(path: Path, **named: object) -> str:
    with pytest.raises(RuleSaysNo) as caught:
        read_table(path, **named)  # type: ignore[arg-type]
    return caught.value.code


# -- what a sheet holds ------------------------------------------------------------------------------------------------


def test_an_old_excel_file_is_read_with_its_title_merged_company_and_total() -> None:
    table = read_table(DATA / "customers.xls")
    assert (table.format, table.sheet) == ("xls", "Customers")
    assert table.sheets == (Sheet("Customers", 8), Sheet("Notes", 1), Sheet("Old", 51, visible=False))
    assert table.header == ("Customer ID", "Company", "Contact", "Email", "Phone", "Since", "Country")
    assert rows(table) == [
        ("C1", "Nordlicht GmbH", "Uwe Falk", "einkauf@nordlicht.example", "4940123456", "2024-03-05", "Germany"),
        ("C1", "Nordlicht GmbH", "Eva Lind", "eva.lind@nordlicht.example", "8613812345678", "", ""),
        ("C2", "Ningbo 海天", "王伟", "sales@haitian.example", "8657488887777", "2023/7/1", "China"),
        ("C3", "Broken Ltd", "Sam", "", "", "", "UK"),
    ]
    assert table.line_numbers == [4, 5, 6, 7]
    assert told(table) == [
        (1, "title-line", Severity.NOTE), (7, "cell-error", Severity.VALUE), (8, "total-row", Severity.NOTE),
    ]  # fmt: skip
    assert (table.problems[1].column, table.problems[1].value) == ("Email", "#N/A")


def test_a_binary_excel_file_is_read_with_every_kind_of_value() -> None:
    table = read_table(DATA / "values.xlsb", sheet="Sheet1")
    assert (table.format, table.sheet, rows(table)) == ("xlsb", "Sheet1", [])
    assert table.header[:7] == ("String", "1", "1.1", "TRUE", "FALSE", "2010-10-10", "2010-10-10 10:10:10")
    assert [(each.name, each.rows) for each in table.sheets] == [
        *(("Sheet3", 3), ("Sheet1", 1), ("Sheet2", 0), ("Merged Cells", 0)),
    ]
    assert rows(read_table(DATA / "values.xlsb")) == [("line2",) * 3, ("line3",) * 3]


def test_a_binary_list_keeps_telephones_days_and_letters_and_leaves_a_hidden_sheet_alone(tmp_path: Path) -> None:
    list_of_customers = [
        [*HEADER, "Phone", "Since"],
        ["C1", "Nordlicht Möbel", "einkauf@nordlicht.example", 4940123456, date(2024, 3, 5)],
        ["C2", "宁波海天", "", "", ""],
    ]
    path = xlsb(tmp_path / "k.xlsb", {"Old": [HEADER] * 20, "Customers": list_of_customers}, hidden=["Old"])
    table = read_table(path)
    assert table.sheets == (Sheet("Customers", 3), Sheet("Old", 20, visible=False))
    assert (table.format, table.sheet, table.header) == ("xlsb", "Customers", (*HEADER, "Phone", "Since"))
    assert rows(table) == [
        ("C1", "Nordlicht Möbel", "einkauf@nordlicht.example", "4940123456", "2024-03-05"),
        ("C2", "宁波海天", "", "", ""),
    ]


def test_error_cells_of_a_binary_workbook_are_told(tmp_path: Path) -> None:
    broken = [HEADER, ["C1", "Acme", "#N/A"], ["C2", "#REF!", "b@bolt.example"], *[["C3", "Cord", "c"]] * 300]
    table = read_table(xlsb(tmp_path / "k.xlsb", {"Notes": [["#N/A"]], "Customers": broken}))
    assert rows(table)[:2] == [("C1", "Acme", ""), ("C2", "", "b@bolt.example")]
    assert [(each.line, each.column, each.value) for each in table.problems] == [
        (2, "E-mail", "#N/A"), (3, "Company", "#REF!"),
    ]  # fmt: skip


def formula_with_error(row: int, column: int) -> bytes:
    """A record of an .xls: a cell whose formula came to #REF!."""
    content = struct.pack("<HHH", row, column, 15) + b"\x02\x00\x17\x00\x00\x00\xff\xff" + bytes(8)
    return struct.pack("<HH", 6, len(content)) + content


def compound(stream: bytes) -> bytes:
    """A file of Excel's old form around a long stream: its head, the table of sectors, the directory, the stream."""
    sectors = -(-len(stream) // 512)
    head = bytearray(b"\xff" * 512)
    head[:76] = bytes(76)
    head[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HH", head, 30, 9, 6)
    struct.pack_into("<II", head, 44, 1, 1)
    struct.pack_into("<IIIII", head, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<I", head, 76, 0)
    follows = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack(f"<{len(follows)}I", *follows).ljust(512, b"\xff")
    named = bytearray(128)
    named[:16] = "Workbook".encode("utf-16-le")
    struct.pack_into("<HB", named, 64, 18, 2)
    struct.pack_into("<II", named, 116, 2, len(stream))
    return bytes(head) + table + bytes(named).ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")


def test_error_cells_and_formulas_of_an_old_excel_file_are_found_in_a_long_stream_too() -> None:
    sheet = struct.pack("<HHI", 0x0809, 4, 0) + bytes(5000) + formula_with_error(70, 2)
    name = "Kunden".encode("latin-1")
    bound = struct.pack("<HHIBBBB", 0x85, 8 + len(name), 26, 0, 0, len(name), 0) + name
    book = bound + struct.pack("<HH", 0x0A, 0) + bytes(26 - len(bound) - 4) + sheet
    assert workbook_binary.errors_of_xls(compound(book)) == {"Kunden": {(70, 2): "#REF!"}}


def test_no_damage_of_an_old_excel_file_stops_the_look_for_errors() -> None:
    whole = (DATA / "customers.xls").read_bytes()
    assert workbook_binary.errors_of_xls(whole)["Customers"] == {(6, 3): "#N/A"}
    for at in range(0, len(whole), 61):
        cut_off, rest = whole[:at], whole[at + 40 :]
        for damaged in (cut_off, cut_off + b"\xff" * 40 + rest, cut_off + bytes(40) + rest):
            assert isinstance(workbook_binary.errors_of_xls(damaged), dict)


def test_a_damaged_binary_workbook_is_refused(tmp_path: Path) -> None:
    whole = xlsb(tmp_path / "k.xlsb", {"A": [HEADER, ["C1", "Acme", "a@acme.example"]]})
    broken = tmp_path / "broken.xlsb"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for member in old.infolist():
            raw = old.read(member)
            new.writestr(member.filename, raw[: len(raw) // 2] if "sheet1" in member.filename else raw)
    assert refused(broken) == "workbook-damaged"


def test_what_a_file_is_counts_and_not_its_name(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "really.csv", {"A": [HEADER, ["C1", "Acme", "a@acme.example"]]})
    assert (read_table(book).format, rows(read_table(book))) == ("xlsx", [("C1", "Acme", "a@acme.example")])
    (tmp_path / "text.xlsx").write_text("company\nAcme\n", encoding="utf-8")
    assert read_table(tmp_path / "text.xlsx").format == "csv"


def test_a_libreoffice_sheet_with_a_thousand_formatted_rows_has_only_those_that_say_something(
    tmp_path: Path,
) -> None:
    table = read_table(ods(tmp_path / "k.ods", [["Firma", "Telefon"], ["Bolt & Söhne", 8613812345678.0], ["", ""]]))
    assert (table.format, table.header, rows(table)) == (
        *("ods", ("Firma", "Telefon"), [("Bolt & Söhne", "8613812345678")]),
    )


def test_a_short_list_with_headings_goes_before_a_longer_sheet_of_something_else(tmp_path: Path) -> None:
    notes = [["Said by", "What", ""], *([["Ann", "yes", ""]] * 9)]
    empty = [["Company", "Country", "E-mail", "Phone"]]
    path = xlsx(tmp_path / "b.xlsx", {"Notes": notes, "Form": empty, "Firms": [HEADER, ["1", "A", ""]]})
    assert read_table(path).sheet == "Firms"


def test_the_sheet_with_most_rows_is_taken_another_can_be_chosen_and_a_hidden_one_only_by_name(tmp_path: Path) -> None:
    sheets = {
        "Few": [HEADER, ["1", "A", ""]],
        "Many": [HEADER, *(["1", "B", ""] for _ in range(5))],
        "Old": [HEADER] * 20,
    }
    path = xlsx(tmp_path / "b.xlsx", sheets, lambda book: book.get_worksheet_by_name("Old").hide())
    assert read_table(path).sheet == "Many"
    assert [(each.name, each.visible) for each in read_table(path).sheets] == [
        *(("Many", True), ("Few", True), ("Old", False)),
    ]
    assert rows(read_table(path, sheet="Few")) == [("1", "A", "")]
    assert read_table(path, sheet="Old").sheet == "Old"


def test_numbers_days_and_truths_arrive_as_they_would_be_typed(tmp_path: Path) -> None:
    values = [8613812345678, 0.15, 1.234, 1e15, -3, True, date(2026, 3, 5), datetime(2026, 3, 5, 14, 30)]
    table = read_table(xlsx(tmp_path / "v.xlsx", {"A": [[f"h{n}" for n in range(8)], values]}))
    assert rows(table) == [
        ("8613812345678", "0.15", "1.2340", "1E+15", "-3", "TRUE", "2026-03-05", "2026-03-05 14:30:00"),
    ]
    old = xlsx(tmp_path / "1904.xlsx", {"A": [["Company", "Since"], ["Acme", date(2026, 3, 5)]]}, date_1904=True)
    assert rows(read_table(old)) == [("Acme", "2026-03-05")]


def test_two_header_rows_become_one(tmp_path: Path) -> None:
    def merged(book):
        sheet = book.get_worksheet_by_name("A")
        sheet.merge_range(1, 0, 2, 0, "编号")
        sheet.merge_range(1, 1, 1, 2, "Company")
        sheet.merge_range(1, 3, 1, 4, "Contact")

    blank = ["", "", "", "", ""]
    below = ["", "Name", "City", "Name", "Phone"]
    path = xlsx(
        tmp_path / "two.xlsx", {"A": [["客户名单"], blank, below, ["C1", "Acme", "Berlin", "Eva", "1"]]}, merged
    )
    table = read_table(path)
    assert table.header == ("编号", "Company / Name", "Company / City", "Contact / Name", "Contact / Phone")
    assert rows(table) == [("C1", "Acme", "Berlin", "Eva", "1")]
    assert told(table)[0] == (1, "title-line", Severity.NOTE)


def test_without_merged_cells_a_second_header_row_shows_by_its_gaps() -> None:
    assert header_at([["Report", ""], ["Key", "Contact"], ["", "Phone"], ["1", "2"]]) == 1
    assert joined_headings(["Key", "Contact", ""], ["", "Phone", "City"]) == ["Key", "Contact / Phone", "City"]


@pytest.mark.parametrize(
    ("row", "total"),
    [
        (["合计", "", "1,200"], True),
        (["", "Grand total:", "", "12.5"], True),
        (["Summe", "3", ""], True),
        (["Total Energies SE", "", "5"], False),
        (["Total", "Paris", ""], False),
        (["", "", ""], False),
    ],
)
def test_a_total_is_told_from_a_company_called_total(row: list[str], total: bool) -> None:
    assert is_total(row) is total


def test_error_cells_and_formulas_without_a_value_are_told(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "e.xlsx", {"A": [HEADER, ["C1", "Acme", "x"], ["C2", "Bolt", "y"]]})

    def broken(text: bytes) -> bytes:
        cell = b'<c r="C2" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>'
        formula = b'<c r="C3"><f>A1&amp;"@x.example"</f></c>'
        before, _, _ = text.partition(b'<c r="C2"')
        return before + cell + b'</row><row r="3"><c r="A3"><v>2</v></c>' + formula + b"</row></sheetData></worksheet>"

    table = read_table(with_sheet(tmp_path / "f.xlsx", path, broken))
    assert rows(table) == [("C1", "Acme", ""), ("2", "", "")]
    assert told(table) == [(1, "formula-without-value", Severity.NOTE), (2, "cell-error", Severity.VALUE)]
    assert (table.problems[1].column, table.problems[1].value) == ("E-mail", "#N/A")


def test_a_preview_reads_only_the_first_rows(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "p.xlsx", {"A": [HEADER, *([str(n), "A", ""] for n in range(2000))]})
    table = read_table(path, limit=3)
    assert (len(table.rows), table.more) == (3, True)


# -- what cannot be read -----------------------------------------------------------------------------------------------


def test_a_password_a_torso_and_another_format_are_told_apart(tmp_path: Path) -> None:
    assert refused(DATA / "password.xlsx") == "workbook-password"
    whole = xlsx(tmp_path / "whole.xlsx", {"A": [HEADER]}).read_bytes()
    (tmp_path / "half.xlsx").write_bytes(whole[: len(whole) // 2])
    assert refused(tmp_path / "half.xlsx") == "workbook-damaged"
    (tmp_path / "half.xls").write_bytes((DATA / "customers.xls").read_bytes()[:2500])
    assert refused(tmp_path / "half.xls") in ("workbook-damaged", "list-other-format")
    (tmp_path / "page.xls").write_text("<html><table><tr><td>Company</td></tr></table></html>", encoding="utf-8")
    assert refused(tmp_path / "page.xls") == "list-other-format"
    with zipfile.ZipFile(tmp_path / "letter.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused(tmp_path / "letter.xlsx") == "list-other-format"
    assert refused(xlsx(tmp_path / "empty.xlsx", {"A": []})) == "list-empty"


def test_a_workbook_that_unpacks_to_far_more_than_it_says_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path / "b.xlsx", {"A": [HEADER, ["1", "A", ""]]})
    bomb = with_sheet(
        tmp_path / "bomb.xlsx", path, lambda text: text.replace(b"<v>0</v>", b"<v>" + b"9" * 3_000_000 + b"</v>")
    )
    monkeypatch.setattr(workbook_zip, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(RuleSaysNo) as caught:
        workbook_zip.look_into(bomb)
    assert caught.value.code == "workbook-too-large"


def test_one_cell_at_the_far_corner_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "far.xlsx", {"A": [HEADER]}, lambda book: book.worksheets()[0].write(1_048_575, 16_383, "x"))
    assert refused(path) == "workbook-too-large"


@pytest.mark.parametrize("text", [b"<!ENTITY lol 'lol'>", b"<!ENTITY x SYSTEM 'file:///etc/passwd'>"])
def test_entities_are_never_expanded(tmp_path: Path, text: bytes) -> None:
    path = xlsx(tmp_path / "x.xlsx", {"A": [HEADER, ["C1", "Acme", "e"]]})
    name = text.split()[1]
    head = b'<?xml version="1.0"?><!DOCTYPE worksheet [' + text + b"]>"

    def hostile(sheet: bytes) -> bytes:
        body = sheet.partition(b"?>")[2]
        return head + body.replace(b'<c r="B2" t="s"><v>4</v></c>', b'<c r="B2" t="str"><v>&' + name + b";</v></c>")

    assert refused(with_sheet(tmp_path / "y.xlsx", path, hostile)) == "workbook-damaged"


def test_a_reader_that_ends_in_the_middle_is_a_damaged_file_and_a_cancel_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path / "b.xlsx", {"A": [HEADER, *([str(n), "A", ""] for n in range(3000))]})
    assert refused(path, cancelled=lambda: True) == "list-cancelled"
    monkeypatch.setattr(workbook, "worker_command", lambda: ["/bin/sh", "-c", "exit 3"])
    assert refused(path) == "workbook-damaged"


def test_packed_rows_are_a_sequence_like_any_other() -> None:
    plain = [(str(n), "x") for n in range(1203)]
    packed = PackedRows(plain)
    assert (len(packed), packed[0], packed[-1], packed[600]) == (1203, plain[0], plain[-1], plain[600])
    assert packed[499:502] == plain[499:502]
    assert packed == plain
    assert list(packed) == plain
    with pytest.raises(IndexError):
        packed[1203]
