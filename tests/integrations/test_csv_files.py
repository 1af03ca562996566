"""Reading lists as other programs really write them, and everything that can be wrong with them."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.importing import (
    ListKind,
    Options,
    RowProblem,
    check_list,
    recognise,
    without_unknown,
)
from tradedesk.domain.table import Table
from tradedesk.integrations.files import csv_file
from tradedesk.integrations.files.csv_file import read_table
from tradedesk.integrations.geography import load_cities, load_countries


def _codes(problems: tuple[RowProblem, ...]) -> list[tuple[int, str, str]]:
    return [(each.line, each.reason.code, each.severity.value) for each in problems]


def _read(folder: Path, content: bytes | str, **options: object) -> Table:
    path = folder / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(path, **options)  # type: ignore[arg-type]


# Encodings

_CHINESE = "客户编号,公司名称,城市,国家\nA1,深圳市华强电子有限公司,深圳,中国\nA2,宁波进出口贸易有限公司,宁波,中国\n"
_GERMAN = "Kundennummer;Firma;Ort\n1;Müller & Söhne;Köln\n2;Grüße GmbH;Düsseldorf\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_a_chinese_list_is_read_in_the_encoding_that_it_is_in(tmp_path: Path, encoding: str, name: str) -> None:
    table = _read(tmp_path, _CHINESE.encode(encoding))
    assert (table.encoding, table.encoding_certain) == (name, True)
    assert table.header == ("客户编号", "公司名称", "城市", "国家")
    assert table.rows[0] == ("A1", "深圳市华强电子有限公司", "深圳", "中国")


@pytest.mark.parametrize(
    ("encoding", "name", "text"),
    [
        ("cp1252", "cp1252", _GERMAN),
        ("cp1251", "cp1251", "Номер,Компания,Город\n1,ООО Ромашка и партнёры,Москва\n2,Завод Красный,Самара\n"),
        ("cp932", "cp932", "番号,会社名,都市\n1,株式会社ヤマダ電機,大阪\n2,サクラ商事とトヨタ,東京\n"),
        ("euc-kr", "euc-kr", "번호,회사명,도시\n1,삼성전자 주식회사,서울\n2,현대자동차,부산\n"),
        ("big5", "big5", "編號,公司名稱,城市\n1,臺灣積體電路製造股份有限公司,新竹\n2,鴻海精密工業,臺北\n"),
    ],
)
def test_an_encoding_that_the_bytes_do_not_tell_is_a_choice_with_previews(
    tmp_path: Path, encoding: str, name: str, text: str
) -> None:
    table = _read(tmp_path, text.encode(encoding))
    assert not table.encoding_certain
    assert table.candidates[0].encoding == table.encoding == name
    assert table.candidates[0].preview in text
    assert len(table.candidates) > 1
    chosen = _read(tmp_path, text.encode(encoding), encoding=name)
    assert chosen.encoding_certain
    assert chosen.rows == table.rows


def test_a_short_chinese_list_is_not_taken_for_certain_but_offered(tmp_path: Path) -> None:
    table = _read(tmp_path, "name,city\n张,深\n".encode("gb18030"))
    assert not table.encoding_certain
    assert "gb18030" in [candidate.encoding for candidate in table.candidates]


def test_chinese_at_the_end_of_a_long_plain_list_is_still_seen(tmp_path: Path) -> None:
    content = "name,city\n" + "Firm,Berlin\n" * 3000 + "深圳市华强电子有限公司,深圳\n"
    table = _read(tmp_path, content.encode("gb18030"))
    assert (table.encoding, table.encoding_certain) == ("gb18030", True)
    assert table.rows[-1] == ("深圳市华强电子有限公司", "深圳")


def test_mixed_encodings_are_never_guessed(tmp_path: Path) -> None:
    table = _read(tmp_path, "name,city\nMüller,Köln\n".encode() + "Söhne,Düsseldorf\n".encode("cp1252"))
    assert not table.encoding_certain


def test_bytes_that_no_encoding_has_are_shown_and_asked_about(tmp_path: Path) -> None:
    table = _read(tmp_path, b"name,city\n\x81\x20,\x98\x20\n")
    assert not table.encoding_certain
    assert "�" in table.candidates[0].preview


def test_a_chosen_encoding_that_does_not_fit_is_refused_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        _read(tmp_path, _GERMAN.encode("cp1252"), encoding="utf-8")
    assert (refused.value.code, refused.value.facts["line"]) == ("encoding-does-not-fit", "2")
    with pytest.raises(RuleSaysNo, match="encoding-unknown"):
        _read(tmp_path, _GERMAN, encoding="klingon")


# Separators, lines, quotes


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_seen(tmp_path: Path, delimiter: str) -> None:
    content = f'name{delimiter}price{delimiter}city\n"A{delimiter}B"{delimiter}1{delimiter}Berlin\n'
    table = _read(tmp_path, content)
    assert table.delimiter == delimiter
    assert table.rows == [(f"A{delimiter}B", "1", "Berlin")]


def test_decimal_commas_do_not_outvote_the_semicolon(tmp_path: Path) -> None:
    table = _read(tmp_path, "Artikel;Preis\nA;1,50\nB;2,75\nC;3,00\n")
    assert table.delimiter == ";"
    assert table.rows[0] == ("A", "1,50")


def test_a_separator_that_the_file_names_or_the_user_chose_wins(tmp_path: Path) -> None:
    assert _read(tmp_path, "sep=|\nname|a,b\nx|1,2\n").rows == [("x", "1,2")]
    assert _read(tmp_path, "sep=|\nname|a,b\nx|1,2\n").line_numbers == [3]
    assert _read(tmp_path, "name;a\nx;1\n", delimiter=",").header == ("name;a",)
    with pytest.raises(RuleSaysNo, match="delimiter-unusable"):
        _read(tmp_path, "name;a\nx;1\n", delimiter="::")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(tmp_path: Path, end: str) -> None:
    table = _read(tmp_path, end.join(("name,city", "A,Berlin", "", "B,Paris", "")))
    assert table.rows == [("A", "Berlin"), ("B", "Paris")]
    assert table.line_numbers == [2, 4]
    assert table.problems == ()


def test_line_breaks_and_quotes_inside_cells_stay(tmp_path: Path) -> None:
    table = _read(tmp_path, 'name,notes,city\nA,"one\ntwo, ""three""\r\nfour",Berlin\nB,\u2028x\x0by,Paris\n')
    assert table.rows == [("A", 'one\ntwo, "three"\r\nfour', "Berlin"), ("B", "\u2028x\x0by", "Paris")]
    assert table.line_numbers == [2, 5]


def test_a_title_above_the_header_is_noted_and_passed_over(tmp_path: Path) -> None:
    table = _read(tmp_path, "Customers 2026,,\n\nname,city,country\nA,Berlin,Germany\n")
    assert table.header == ("name", "city", "country")
    assert table.line_numbers == [4]
    assert _codes(table.problems) == [(1, "title-line", "note")]


def test_a_list_of_one_column_is_a_list(tmp_path: Path) -> None:
    assert _read(tmp_path, "name\nA\nB\n").rows == [("A",), ("B",)]
    assert _read(tmp_path, "name\n").header == ("name",)


# Rows that are not in order


def test_a_quote_that_is_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    table = _read(tmp_path, 'name,city\nA,Berlin\nB,"Paris\nC,Rome\nD,Oslo\n')
    assert [row[0] for row in table.rows] == ["A", "C", "D"]
    assert table.line_numbers == [2, 4, 5]
    assert _codes(table.problems) == [(3, "quote-not-closed", "row")]


def test_a_quote_that_swallows_the_next_quoted_cell_is_found(tmp_path: Path) -> None:
    table = _read(tmp_path, 'name,city,note\nA,"Berlin,x\nB,"Paris",y\nC,Rome,z\n')
    assert table.rows == [("B", "Paris", "y"), ("C", "Rome", "z")]
    assert _codes(table.problems) == [(2, "quote-not-closed", "row")]


def test_what_a_broken_line_left_over_is_no_row(tmp_path: Path) -> None:
    table = _read(tmp_path, 'name,city,note\nA,Berlin,"one\ntwo\nthree\nC,Rome,z\n')
    assert table.rows == [("C", "Rome", "z")]
    assert _codes(table.problems) == [
        (2, "quote-not-closed", "row"),
        (3, "row-short", "row"),
        (4, "row-short", "row"),
    ]


def test_a_header_whose_quote_is_never_closed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleSaysNo, match="list-header-broken"):
        _read(tmp_path, 'name,"city\nA,Berlin\n')


def test_too_many_quotes_that_are_never_closed_end_the_reading(tmp_path: Path) -> None:
    rows = "".join(f'A{number},"x""\n' for number in range(300))
    table = _read(tmp_path, "name,city\n" + rows)
    assert Counter(each.reason.code for each in table.problems) == {"quote-not-closed": 100, "quotes-too-many": 1}
    assert table.rows == []


def test_a_nul_costs_its_own_row(tmp_path: Path) -> None:
    table = _read(tmp_path, b"name,city\nA,Ber\0lin\nB,Paris\n")
    assert table.rows == [("B", "Paris")]
    assert [(each.line, each.column, each.reason.code) for each in table.problems] == [(2, "city", "nul-in-cell")]


def test_a_cell_of_two_hundred_thousand_characters_costs_its_own_row(tmp_path: Path) -> None:
    table = _read(tmp_path, f"name,notes\nA,{'x' * 200_000}\nB,short\n")
    assert table.rows == [("B", "short")]
    (problem,) = table.problems
    assert (problem.line, problem.column, problem.reason.code) == (2, "notes", "cell-too-long")
    assert problem.reason.fact("size") == "200000"


def test_cells_missing_at_the_end_of_a_row_are_left_empty_and_told(tmp_path: Path) -> None:
    table = _read(tmp_path, "name,city,phone,fax\nA,Berlin\nB,Paris,1,2\n")
    assert table.rows == [("A", "Berlin", "", ""), ("B", "Paris", "1", "2")]
    assert _codes(table.problems) == [(2, "row-short", "value")]
    assert table.problems[0].reason.fact("missing") == "phone, fax"


def test_a_list_that_breaks_off_loses_its_last_row_and_says_so(tmp_path: Path) -> None:
    table = _read(tmp_path, "name,city,phone\nA,Berlin,1\nB,Par")
    assert table.rows == [("A", "Berlin", "1")]
    assert _codes(table.problems) == [(3, "list-cut-off", "row")]


def test_a_row_with_too_many_cells_is_left_out_when_it_is_not_plain_why(tmp_path: Path) -> None:
    table = _read(tmp_path, "name,city\nA,Berlin,x\nB,Paris\nC,Rome,,\n")
    assert table.rows == [("B", "Paris"), ("C", "Rome")]
    assert _codes(table.problems) == [(2, "row-long", "row")]


def test_commas_that_were_not_quoted_are_joined_in_their_order_and_told(tmp_path: Path) -> None:
    table = _read(tmp_path, "name,street,city\nA,Rua 1, 67, back,Rio\nB,High St.,London\n")
    assert table.rows == [("A", "Rua 1, 67, back", "Rio"), ("B", "High St.", "London")]
    (problem,) = table.problems
    assert (problem.column, problem.value, problem.reason.code) == ("street", "Rua 1, 67, back", "cells-joined")


def test_commas_are_not_joined_where_blanks_follow_separators_too(tmp_path: Path) -> None:
    table = _read(tmp_path, "name,street,city\nA,Rua 1, 67,Rio\nB, High St., London\n")
    assert table.rows == [("B", " High St.", " London")]
    assert _codes(table.problems) == [(2, "row-long", "row")]


def test_a_header_that_comes_again_is_no_row_and_a_heading_twice_is_noted(tmp_path: Path) -> None:
    table = _read(tmp_path, "name,city,City\nA,Berlin,x\nname,city,City\nB,Paris,y\n")
    assert [row[0] for row in table.rows] == ["A", "B"]
    assert _codes(table.problems) == [(1, "heading-twice", "note"), (3, "header-again", "row")]


# Files that are none


@pytest.mark.parametrize("content", [b"", b"  \r\n\n", b"\xef\xbb\xbf", b",,,\n,,\n"])
def test_an_empty_list_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(RuleSaysNo, match="list-empty"):
        _read(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"PK\x03\x04rest", "xlsx"), (b"\xd0\xcf\x11\xe0rest", "xls"), (b"%PDF-1.7", "pdf"), (b"{\\rtf1", "rtf")],
)
def test_another_format_under_the_name_of_a_list_is_refused(tmp_path: Path, content: bytes, kind: str) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        _read(tmp_path, content)
    assert (refused.value.code, refused.value.facts["format"]) == ("list-other-format", kind)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleSaysNo, match="list-is-a-folder"):
        read_table(tmp_path)


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(NeighbourFailed, match="file-not-there"):
        read_table(tmp_path / "gone.csv")
    with pytest.raises(NeighbourFailed, match="file-not-there"):
        read_table("bad\0name.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are of Unix")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(RuleSaysNo, match="list-not-a-file"):
        read_table(pipe)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of Unix")
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("name\nA\n")
    path.chmod(0)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        with pytest.raises(NeighbourFailed) as failed:
            read_table(path)
    finally:
        if was_root:
            os.seteuid(0)
    assert failed.value.code == "file-unreadable"
    assert failed.value.facts["why"] == "Permission denied"


def test_a_giant_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "giant.csv"
    with path.open("wb") as file:
        file.truncate(csv_file.MOST_BYTES + 1)
    with pytest.raises(RuleSaysNo, match="list-too-large"):
        read_table(path)


# Previews, cancelling, size


def test_a_preview_stops_where_it_was_asked_to(tmp_path: Path) -> None:
    content = "name\n" + "A\n" * 1000
    table = _read(tmp_path, content, limit=20)
    assert (len(table.rows), table.more) == (20, True)
    assert not _read(tmp_path, content, limit=1000).more


def test_a_reading_that_is_cancelled_ends_at_once(tmp_path: Path) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(RuleSaysNo, match="list-cancelled"):
        _read(tmp_path, "name\n" + "A\n" * 20_000, cancelled=cancelled)
    assert len(asked) == 3


def test_a_hundred_thousand_rows_are_read_and_checked_whole(tmp_path: Path) -> None:
    row = "C{0},Firma Müller {0},Seattle,WA,USA,+1 555 {0},NULL,a{0}@firm.com\n"
    content = "code,company,city,region,country,phone,fax,email\n" + "".join(row.format(n) for n in range(100_000))
    table = _read(tmp_path, content)
    mapping = recognise(table.header, ListKind.PARTIES)
    checked = check_list(table, mapping, ListKind.PARTIES, Options(), load_countries(), load_cities())
    assert len(checked.rows) == 100_000
    assert checked.problems == ()


_CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    max_size=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=1, max_size=8), st.sampled_from([",", ";", "\t", "|"]))
def test_whatever_a_program_writes_with_quotes_reads_back(
    tmp_path: Path, cells: list[tuple[str, str, str]], delimiter: str
) -> None:
    rows = [("key", *row) for row in cells]
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [tuple("abcd"), *rows]]
    table = _read(tmp_path, "\r\n".join(quoted) + "\r\n", delimiter=delimiter)
    assert table.rows == rows
    assert table.problems == ()


def test_orders_of_customers_that_are_not_there_are_told_by_line(tmp_path: Path) -> None:
    table = _read(tmp_path, "orderID,customerID\n1,ALFKI\n2,NOONE\n")
    checked = check_list(table, {0: "key", 1: "party_key"}, ListKind.ORDERS, Options(), load_countries(), load_cities())
    left = without_unknown(checked, lambda row: getattr(row, "party_key", ""), {"ALFKI"}, "party_key")  # type: ignore[arg-type]
    assert len(left.rows) == 1
    assert _codes(left.problems) == [(3, "reference-unknown", "row")]
