"""Whatever is wrong with what comes in: a sentence in the window, nothing lost, nothing half done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit

from tests.support.at_the_window import User, whole_program
from tests.support.bad_lists import CUSTOMERS, GOOD, LINES, ORDERS, unreadable, written
from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk
from tests.support.small_disk import small_disk
from tradedesk.domain.address import Channel
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.services import addresses
from tradedesk.ui.wording import errors

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh_CN"])
NORTHWIND = Path(__file__).parent.parent / "data" / "northwind"
MARKUP = "{{ order.__class__.__mro__ }}"


@pytest.fixture
def user(qtbot, qapp, tmp_path: Path) -> Iterator[User]:
    with whole_program(qtbot, qapp, tmp_path / "profile") as made:
        yield made


@pytest.fixture
def with_customer(qtbot, qapp, tmp_path: Path) -> Iterator[User]:
    with bench_at(tmp_path / "profile") as bench:
        LetterDesk(bench)
    with whole_program(qtbot, qapp, tmp_path / "profile") as made:
        yield made


def speak(user: User, language: str) -> None:
    if language == "zh_CN":
        user.find("简体中文", "Language: 简体中文")


def choose(user: User, *files: Path) -> None:
    """On the page of lists, in its file dialog."""
    user.press("Ctrl+I")
    user.settle()
    user.press("Ctrl+O")
    user.until(lambda: isinstance(user.front, QFileDialog))
    name = user.front.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(" ".join(f'"{file}"' for file in files))
    QTest.keyClick(name, Qt.Key.Key_Return)
    user.until(lambda: user.front is user.window)
    user.come_back()
    user.settle()


def pick(choice: QComboBox, code: str) -> None:
    """Open its list by keyboard, step to the entry, Enter."""
    choice.setFocus()
    choice.showPopup()
    choice.view().setCurrentIndex(choice.model().index(choice.findData(code), 0))
    QTest.keyClick(choice.view(), Qt.Key.Key_Return)


def rows(user: User) -> dict[str, int]:
    """How much the ledger holds of what lists bring."""
    user.settle()
    tables = ("parties", "contacts", "addresses", "postal_addresses", "orders", "order_lines", "nodes", "imports")
    return {table: user.bench.ledger.read.value(f"select count(*) from {table}") for table in tables}


# -- files -------------------------------------------------------------------------------------------------------------


@LANGUAGES
def test_a_file_that_cannot_be_a_list_is_refused_in_a_sentence(user: User, tmp_path: Path, language: str) -> None:
    said = {
        "unreadable.csv": ("unreadable.csv cannot be read:", "无法读取 unreadable.csv："),
        "empty.csv": ("empty.csv is empty. Nothing was changed", "empty.csv 是空的。未作任何改动"),
        "sheet.csv": ("sheet.csv is damaged or not what it seems to be.", "sheet.csv 已损坏，或并非其外表所示。"),
    }
    if os.name == "posix" and (os.getuid() or sys.platform.startswith("linux")):
        unreadable(tmp_path, "unreadable.csv")
    else:
        said.pop("unreadable.csv")
    written(tmp_path, "empty.csv", b"")
    written(tmp_path, "sheet.csv", b"PK\x03\x04" + b"x" * 99)
    speak(user, language)
    before = rows(user)
    for name, words in said.items():
        choose(user, tmp_path / name)
        user.reads(words[language == "zh_CN"])
    assert rows(user) == before


@LANGUAGES
def test_letters_that_could_be_several_are_asked_for_and_those_that_do_not_fit_are_refused(
    user: User, tmp_path: Path, language: str
) -> None:
    chinese = language == "zh_CN"
    speak(user, language)
    choose(user, written(tmp_path, "customers.csv", GOOD.encode("cp1252")))
    user.reads(
        "文件没有说明文字编码" if chinese else "Which line reads well?", "NORDL,Nordlicht M鯾el GmbH,J鰎g Brandt"
    )
    user.press("Ctrl+Return")
    assert rows(user)["parties"] == 0
    letters = "文字编码" if chinese else "Letters"
    pick(user.named(QComboBox, letters), "utf-8")
    user.reads("第 2 行无法按" if chinese else "Line 2 cannot be read as")
    pick(user.named(QComboBox, letters), "cp1252")
    user.reads("导入 2 个客户" if chinese else "Bring in 2 customers")
    user.settle()
    user.press("Ctrl+Return")
    user.reads("已导入 2 个客户" if chinese else "2 customers brought in")
    assert user.bench.ledger.read.value("select name from parties where code = 'NORDL'") == "Nordlicht Möbel GmbH"


@LANGUAGES
def test_a_missing_column_stops_the_whole_list(user: User, tmp_path: Path, language: str) -> None:
    speak(user, language)
    chinese = language == "zh_CN"
    choose(user, written(tmp_path, "customers.csv", GOOD.replace("companyName", "Bemerkung")))
    user.reads("请在此选择" if chinese else "Nothing in the file says what it holds. Choose it here.")
    pick(user.named(QComboBox, "列表内容" if chinese else "The list holds"), "customers")
    user.reads("没有选择“名称”对应的列。" if chinese else "No column is chosen for “name”.")
    user.press("Ctrl+Return")
    assert rows(user)["parties"] == 0


@LANGUAGES
def test_rows_that_cannot_come_in_are_left_out_by_name_and_the_others_come(
    user: User, tmp_path: Path, language: str
) -> None:
    chinese = language == "zh_CN"
    speak(user, language)
    orders = ORDERS + "T1,NORDL,2026-01-02,2026-02-03\nT2,NOBODY,2026-01-02,\nT3,GULFH,2026-02-31,\n"
    lines = LINES + "T1,,2.50,10,0\nT1,7,zwölf,10,0\nT1,8,3.10,-4,0\nT9,8,3.10,4,0\nT1,9,3.10,4,0\n"
    for name, text, words in (
        ("customers.csv", GOOD, ()),
        ("orders.csv", orders, ("“NOBODY”", "2026-02-31")),
        ("order-details.csv", lines, ("“zwölf”不是数字" if chinese else "“zwölf” is not a number", "“-4”", "“T9”")),
    ):
        choose(user, written(tmp_path, name, text))
        user.settle()
        if words:
            user.click_tab("问题" if chinese else "Problems")
        user.reads(*words)
        user.press("Ctrl+Return")
        user.reads("复制报告" if chinese else "Copy report")
    found = rows(user)
    numbers = [row[0] for row in user.bench.ledger.read.all("select number from orders order by number")]
    assert (found["parties"], numbers, found["order_lines"]) == (2, ["T1", "T3"], 1)


# -- addresses ---------------------------------------------------------------------------------------------------------


@LANGUAGES
def test_an_address_with_a_line_break_never_comes_in(with_customer: User, tmp_path: Path, language: str) -> None:
    user, chinese = with_customer, language == "zh_CN"
    speak(user, language)
    before = rows(user)
    two = "buyer@nordlicht.de\nBcc: eve@example.com"
    with pytest.raises(RuleSaysNo) as refused:
        addresses.add(user.bench, 2, Channel.MAIL, two, None)
    assert ("不能换行" if chinese else "An address has no line break") in errors.sentence(refused.value)
    user.find("Nordlicht", "Nordlicht Möbel GmbH")
    user.click_tab("地址与用途" if chinese else "Addresses & purposes")
    user.click("添加地址" if chinese else "Add address")
    user.paste(two)
    user.press("Return")
    # Two lines are a list of two addresses: they are shown apart, and nothing is added unseen.
    user.reads("添加 2 个地址" if chinese else "Add 2 addresses")
    assert rows(user) == before
    user.press("Escape")
    cell = CUSTOMERS + 'LINEB,Line Break Ltd,Ann Lee,London,United Kingdom,"ann@lee.co.uk\nBcc: eve@example.com"\n'
    choose(user, written(tmp_path, "customers.csv", cell))
    user.click_tab("问题" if chinese else "Problems")
    user.reads("单元格含换行" if chinese else "The cell has a line break")
    user.press("Ctrl+Return")
    user.reads("复制报告" if chinese else "Copy report")
    values = [row[0] for row in user.bench.ledger.read.all("select value from addresses")]
    assert not [value for value in values if "eve" in value or "\n" in value]


# -- templates ---------------------------------------------------------------------------------------------------------


@LANGUAGES
def test_a_template_that_loops_or_reaches_for_more_is_told_at_its_line_and_never_used(
    with_customer: User, language: str
) -> None:
    user, chinese = with_customer, language == "zh_CN"
    speak(user, language)
    user.press("Ctrl+6")
    user.settle()
    text: QPlainTextEdit = user.named(QPlainTextEdit, "正文" if chinese else "Text")
    for typed, words in (
        (MARKUP, ('Line 1: a template may not use "__class__".', "第 1 行：模板中不允许使用“__class__”。")),
        ("{{ 'x' * 999999999 }}", ("takes too much time or memory and was stopped", "占用的时间或内存过多，已停止")),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", ("The template calls itself", "模板自我调用或嵌套过深")),
        ("{{ order.number", ("Line 1: this cannot be read.", "第 1 行无法识别")),
    ):
        text.setFocus()
        user.press("Ctrl+A")
        user.paste(typed)
        user.reads(words[chinese])
        user.press("Ctrl+S")
        user.settle()
    assert user.bench.ledger.read.value("select count(*) from templates ") == 0
    user.press("Ctrl+3")
    user.reads("120 rattan lounge sets")
    user.press("Return")
    user.reads("时间线" if chinese else "Timeline")
    user.press("Ctrl+U")
    user.reads("Dear Mr. Brandt,")


# -- the disk ----------------------------------------------------------------------------------------------------------


class Disk:
    """A place to keep a ledger, which somebody else fills up."""

    def __init__(self, folder: Path, *, is_small: bool) -> None:
        self.folder, self._is_small = folder, is_small
        self._film = folder / "somebody else's film.mkv"

    def fill(self, user: User) -> None:
        if self._is_small:
            free = os.statvfs(self.folder)
            self._film.write_bytes(b"\0" * (free.f_bavail * free.f_frsize - 200_000))
        else:
            pages = user.bench.ledger.connection.execute("pragma page_count").fetchone()[0]
            user.bench.ledger.connection.execute(f"pragma max_page_count={pages + 40}")

    def make_room(self, user: User) -> None:
        if self._is_small:
            self._film.unlink()
        else:
            user.bench.ledger.connection.execute("pragma max_page_count=1000000")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A real one of 6 MB where root may mount it, else a ledger that may not grow."""
    place = tmp_path / "small disk"
    place.mkdir()
    with small_disk(place) as mounted:
        yield Disk(place, is_small=mounted)


@LANGUAGES
def test_a_full_disk_while_a_list_comes_in_leaves_nothing_half_done(qtbot, qapp, disk: Disk, language: str) -> None:
    chinese = language == "zh_CN"
    with whole_program(qtbot, qapp, disk.folder / "profile") as user:
        speak(user, language)
        choose(user, NORTHWIND / "customers.csv")
        user.press("Ctrl+Return")
        user.reads("已导入 91 个客户" if chinese else "91 customers brought in")
        user.settle()
        disk.fill(user)
        before = rows(user)
        choose(user, NORTHWIND / "orders.csv")
        user.press("Ctrl+Return")
        user.reads("磁盘已满。没有写入一半的内容" if chinese else "The disk is full in")
        assert rows(user) == before
        disk.make_room(user)
        user.press("Ctrl+Return")
        user.reads("已导入 830 个订单" if chinese else "830 orders brought in")
        assert rows(user)["orders"] == 830
    with closing(sqlite.connect(str(disk.folder / "profile" / "ledger.tradedesk"))) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
