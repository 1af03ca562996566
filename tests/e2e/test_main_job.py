"""The main job through the window: a list comes in, an update goes to the right mailbox, and the log knows of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tests.support import on_screen
from tests.support.at_the_window import User, whole_program
from tests.support.letter_desk import MailProgram
from tradedesk.domain.facts import fact_label
from tradedesk.domain.message import MessageState
from tradedesk.services import log
from tradedesk.services.log import LogQuery
from tradedesk.ui.compose.fact_popup import FactPopup

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")

NORTHWIND = Path(__file__).parent.parent / "data" / "northwind"
LISTS = ("customers", "suppliers", "shippers", "products", "orders", "order-details")
MAILBOX = "einkauf@ernst-handel.at"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MailProgram:
    made = MailProgram(tmp_path / "bin")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{tmp_path / 'nothing'}")
    return made


@pytest.fixture
def desk(qtbot, qapp, tmp_path: Path, program: MailProgram) -> Callable[[], AbstractContextManager[User]]:
    return partial(whole_program, qtbot, qapp, tmp_path / "profile")


@pytest.fixture
def user(desk: Callable[[], AbstractContextManager[User]]) -> Iterator[User]:
    with desk() as made:
        yield made


# -- the parts of the job ----------------------------------------------------------------------------------------------


def choose(user: User, *files: Path) -> None:
    """In the file dialog that stands open."""
    user.until(lambda: isinstance(user.front, QFileDialog))
    dialog = user.front
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(" ".join(f'"{file}"' for file in files))
    QTest.keyClick(name, Qt.Key.Key_Return)
    user.until(lambda: user.front is user.window)
    user.come_back()


def bring_in_northwind(user: User) -> None:
    """Six lists at once; each shown first, each brought in by its button that names the number."""
    user.reads("Import a list")
    user.press("Ctrl+I")
    user.reads("Drop your lists here, or choose them.")
    user.click("Choose files…")
    choose(user, *(NORTHWIND / f"{name}.csv" for name in sorted(LISTS)))
    numbers = ("91 customers", "29 suppliers", "3 forwarders", "77 products", "830 orders", "2,155 order lines")
    for done in range(1, len(numbers) + 1):
        user.until(lambda: offered(user, numbers) != "")
        now = offered(user, numbers)
        user.click(f"Bring in {now}")
        user.reads(f"{now} brought in", "No row was left out.")
        if done < len(numbers):
            user.click("Next: ")
    user.reads("91 customers · 205 addresses · 830 orders")


def offered(user: User, numbers: Sequence[str]) -> str:
    """What the one button would bring in now."""
    said = user.words()
    return next((each for each in numbers if f"Bring in {each}\n" in said), "")


def open_customer(user: User, name: str) -> None:
    """By the list on its page."""
    user.press("Ctrl+2")
    user.click_into("Find in this list")
    user.type(name)
    user.click_row(name)
    user.reads("Graz, Austria")


def add_mailbox(user: User) -> None:
    """Typed, presumed with its reason while one types, then confirmed by hand with who said so."""
    user.click_tab("Addresses & purposes")
    user.click("Add address")
    user.type(MAILBOX)
    user.reads("Dept. · purchasing", "“einkauf” means purchasing.")
    user.press("Return")
    user.reads(f"{MAILBOX} | Dept. · purchasing, Presumed")
    user.click_into("Who said so")
    user.type("Mr. Mendel by phone")
    user.click("Confirm")
    user.reads(f"{MAILBOX} | Dept. · purchasing, ✓ Confirmed 21 Nov", "Noted: Mr. Mendel by phone")


def assign_by_keyboard(user: User) -> None:
    """Arrows to two purposes, Space: To. The page then says where the next message would go."""
    user.click_row(MAILBOX)
    user.press("Right", 2)
    user.press("Space")
    user.press("Right", 3)
    user.press("Space")
    user.reads(f"{MAILBOX}, Contract & PI: To", f"{MAILBOX}, Order progress: To")
    user.reads(f"Contract & PI would now go to {MAILBOX}.", f"Order progress would now go to {MAILBOX}.")


def look_at_a_shipped_order(user: User) -> None:
    """Order date and ship date of the list are points of the timeline."""
    user.find("10258", "10258")
    user.reads("Ernst Handel · USD 1,755.39", "Chang", "608.00")
    user.reads("Order confirmed, reached, 17 Jul 1996", "Shipped, reached, 23 Jul 1996", "planned 14 Aug 1996")


def write_the_update(user: User) -> None:
    """About the customer's order that is not shipped yet; says who gets it, why, and what is missing."""
    user.find("11072", "11072")
    user.reads("Order confirmed, reached, 5 May 1998", "Shipped, to come")
    user.press("Ctrl+U")
    user.reads("Open in Thunderbird", f"To, {MAILBOX}, contract & PI · Customer – purchasing")
    user.reads("Order 11072: order confirmation", "Total: USD 5,476.64", "Delivery date: 2 June 1998")
    user.reads("⟦Incoterm and place⟧", "⟦payment terms⟧", "⟦your name⟧", "6 must be fixed")


FACTS = {
    "order.incoterm": "CFR Hamburg",
    "order.payment_terms": "T/T 30% deposit, 70% before shipment",
    "order.lead_time": "30 days after the deposit",
    "next_node.date": "24 November 2026",
    "my.name": "Chen Yu 陈瑜",
    "my.company": "Ningbo Lantian Trading",
}


def fill_what_is_missing(user: User, language: str, stopped: str, fix: str, left: str) -> None:
    """Stopped first; then each fact is asked for where it belongs, and the marks give way to the words."""
    answers = {fact_label(name, language): value for name, value in FACTS.items()}
    user.press("Ctrl+Return")
    user.reads(stopped)
    user.click(fix)
    while True:
        user.until(lambda: asked(user) is not None)
        user.type(next(value for label, value in answers.items() if asked(user) == label))
        user.press("Return")
        user.until(lambda: asked(user) is None)
        user.settle()
        if left not in user.words():
            break
        user.press("F2")
    said = user.words()
    assert "⟦" not in said
    assert all(value in said for value in FACTS.values())


def asked(user: User) -> str | None:
    """The fact that is asked for now."""
    popups = (each for each in on_screen.seen(user.window) if isinstance(each, FactPopup))
    return next((popup.edit.accessibleName() for popup in popups), None)


def hand_over_and_say_sent(user: User, program: MailProgram) -> None:
    user.press("Ctrl+Return")
    user.reads("Opened in Thunderbird: 1 recipient · 0 attachments", "What became of it?")
    given = program.compose()
    assert given.startswith(f"-compose\nto={MAILBOX},subject=Order 11072: order confirmation,")
    text = Path(given.strip().partition("message=")[2]).read_text(encoding="utf-8")
    assert "- Delivery term: CFR Hamburg" in text
    assert text.endswith("Kind regards,\nChen Yu 陈瑜\nNingbo Lantian Trading")
    user.click("Sent as it is")
    user.reads("You said: sent as it is")


def find_it_in_the_log(user: User) -> None:
    """By search; the entry says to which address, about what, which order, through which program."""
    user.press("Ctrl+5")
    user.press("Ctrl+F")
    user.type("11072")
    user.reads("1 entry", f"Ernst Handel · 11072 · To {MAILBOX}, Sent")
    user.reads("Order 11072: order confirmation", "Contract & PI", "21 Nov 14:32 · theirs Sat 07:32")
    (number,) = log.ids(user.bench, LogQuery())
    entry = log.message(user.bench, number)
    assert (entry.state, entry.program, entry.purpose) == (MessageState.SENT, "Thunderbird", "contract")
    assert [each.value for each in entry.recipients] == [MAILBOX]
    assert len(entry.fingerprint) == 64
    user.reads("Opened in\nThunderbird", f"Fingerprint\n{entry.fingerprint[:16]}")


def the_import_stays(user: User) -> None:
    """What a message refers to cannot be taken back: it says so, and nothing is gone."""
    user.press("Ctrl+I")
    user.click_row("customers.csv")
    user.reads("91 customers brought in")
    user.click("Undo")
    user.reads("Something else still refers to this, so it stays.")
    user.reads("91 customers · 206 addresses · 830 orders")


def test_from_a_list_to_an_update_in_the_mail_program_and_the_log(user: User, program: MailProgram) -> None:
    bring_in_northwind(user)
    open_customer(user, "Ernst Handel")
    add_mailbox(user)
    assign_by_keyboard(user)
    look_at_a_shipped_order(user)
    write_the_update(user)
    fill_what_is_missing(user, "en", "6 matters must be fixed first", "Fix it", "must be fixed")
    hand_over_and_say_sent(user, program)
    find_it_in_the_log(user)
    the_import_stays(user)


def test_a_list_just_brought_in_is_taken_back_whole_and_comes_in_again(user: User) -> None:
    bring_in_northwind(user)
    user.click("Undo")
    user.reads("Bring in 2,155 order lines")
    user.settle()
    assert user.bench.ledger.read.value("select count(*) from order_lines") == 0
    assert user.bench.ledger.read.value("select count(*) from orders") == 830
    user.click("Bring in 2,155 order lines")
    user.reads("2,155 order lines brought in")
    user.settle()
    assert user.bench.ledger.read.value("select count(*) from order_lines") == 2155


def test_the_same_in_chinese_the_language_changed_while_running(user: User, program: MailProgram) -> None:
    bring_in_northwind(user)
    user.find("简体中文", "Language: 简体中文")
    user.reads("91 个客户 · 205 个地址 · 830 个订单", "已导入 2,155 条订单行")
    user.find("Ernst Handel", "Ernst Handel")
    user.click_tab("地址与用途")
    user.click("添加地址")
    user.type(MAILBOX)
    user.reads("部门 · 采购", "“einkauf”")
    user.press("Return")
    user.reads(f"{MAILBOX} | 部门 · 采购, 推测")
    user.click_into("确认依据")
    user.type("门德尔先生电话确认")
    user.click("确认")
    user.reads(f"{MAILBOX} | 部门 · 采购, ✓ 已确认 11月21日", "门德尔先生电话确认")
    user.click_row(MAILBOX)
    user.press("Right", 2)
    user.press("Space")
    user.reads("：收件人")
    user.find("10258", "10258")
    user.reads("1996年7月17日", "1996年7月23日")
    user.find("11072", "11072")
    user.press("Ctrl+U")
    user.reads("在 Thunderbird 中打开", "⟦贸易术语及地点⟧", "6 项必须修改", MAILBOX)
    fill_what_is_missing(user, "zh_CN", "有 6 项必须先修改", "去修改", "项必须修改")
    user.press("Ctrl+Return")
    user.reads("已在 Thunderbird 中打开：1 个收件人")
    assert program.compose().startswith(f"-compose\nto={MAILBOX},subject=Order 11072: order confirmation,")
    user.click("已原样发送")
    user.reads("您的答复：已原样发送")
    user.press("Ctrl+5")
    user.press("Ctrl+F")
    user.type("陈瑜")
    user.reads("1 条", f"Ernst Handel · 11072 · 收件人 {MAILBOX}, 已发送")
    user.reads("打开程序\nThunderbird", "指纹\n")
