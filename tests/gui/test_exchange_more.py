"""The page of lists, further: workbooks and their sheets, as last time, those there already, taking back refused."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.test_exchange import a_list, button, choose, click, counts, northwind, settle, take, window, words
from tests.support.workbooks import DATA, xlsx
from tests.support.xlsb import xlsb
from tradedesk.services import exchange
from tradedesk.ui import wording

__all__ = ["window"]


def test_a_workbook_comes_in_from_the_sheet_that_is_chosen(qtbot, window, real, tmp_path):
    few = [["Company", "City"], ["Acme", "Berlin"]]
    path = xlsx(tmp_path / "book.xlsx", {"Few": few, "Many": [*few, ["Bolt", "Lyon"], ["Total", 2]]})
    page = choose(qtbot, window, path)
    form = page.seen.form
    assert [form.choices["sheet"].itemText(at) for at in range(2)] == ["Many – 4 lines", "Few – 2 lines"]
    assert not form.fields["encoding"].isVisible()
    assert button(window, "Bring in 2 customers").isEnabled()
    assert "“Total” begins a row of totals; it was left out." in wording.reasons.sentence(
        page.seen._seen.problems[0].reason
    )
    take(qtbot, window, form.choices["sheet"], "Few")
    click(qtbot, window, "Bring in 1 customer")
    assert real.ledger.read.all("select name, city from parties") == [("Acme", "Berlin")]


def test_a_list_without_headings_is_told_by_the_keyboard_and_comes_in_whole(qtbot, window, real, tmp_path):
    page = choose(qtbot, window, a_list(tmp_path, "x.csv", "Acme,Berlin\nBolt,Lyon\n"))
    box = page.seen.form.headed
    assert box.isChecked()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle(qtbot, window.desk)
    assert not box.isChecked()
    take(qtbot, window, page.seen.form.choices["kind"], "customers")
    take(qtbot, window, page.seen.columns.choices[0], "name")
    take(qtbot, window, page.seen.columns.choices[1], "city")
    click(qtbot, window, "Bring in 2 customers")
    assert real.ledger.read.all("select name, city from parties") == [("Acme", "Berlin"), ("Bolt", "Lyon")]


def test_a_binary_workbook_is_shown_and_comes_in_like_any_other(qtbot, window, real, tmp_path):
    rows = [["Company", "City"], ["Acme", "Berlin"], ["宁波海天", "宁波"]]
    page = choose(qtbot, window, xlsb(tmp_path / "book.xlsb", {"Notes": [["Note"]], "Customers": rows}))
    assert page.seen.form.choices["sheet"].itemText(0) == "Customers – 3 lines"
    assert page.seen.cells.cells.index(1, 0).data() == "宁波海天"
    click(qtbot, window, "Bring in 2 customers")
    assert real.ledger.read.all("select name, city from parties") == [("Acme", "Berlin"), ("宁波海天", "宁波")]


def test_a_workbook_with_a_password_says_what_to_do(qtbot, window):
    choose(qtbot, window, DATA / "password.xlsx")
    assert "password.xlsx is protected with a password." in words(window)


def test_a_list_is_read_as_last_time_and_can_be_recognised_anew(qtbot, window, real, tmp_path):
    page = choose(qtbot, window, a_list(tmp_path, "a.csv", "who,where\nAcme,Berlin\n"))
    take(qtbot, window, page.seen.form.choices["kind"], "customers")
    take(qtbot, window, page.seen.columns.choices[0], "name")
    take(qtbot, window, page.seen.columns.choices[1], "city")
    click(qtbot, window, "Bring in 1 customer")
    page = choose(qtbot, window, a_list(tmp_path, "b.csv", "Who,Where\nBolt,Lyon\n"))
    assert "As last time: columns and settings are those of the last list with these headings." in words(window)
    assert button(window, "Bring in 1 customer").isEnabled()
    click(qtbot, window, "Recognise anew")
    assert "Nothing in the file says what it holds. Choose it here." in words(window)
    assert "As last time" not in words(window)


def test_two_columns_of_mailboxes_stay_both_mailboxes(qtbot, window, real, tmp_path):
    text = "company,email,more\nAcme,a@acme-tools.de,b@acme-tools.de\n"
    page = choose(qtbot, window, a_list(tmp_path, "customers.csv", text))
    take(qtbot, window, page.seen.columns.choices[2], "emails")
    assert page.seen.columns.choices[1].code == "emails"
    click(qtbot, window, "Bring in 1 customer")
    assert real.ledger.read.value("select count(*) from addresses") == 2


def test_those_that_are_there_are_brought_up_to_date_when_the_user_says_so(qtbot, window, real, tmp_path):
    exchange.bring_in_file(real, a_list(tmp_path, "first.csv", "key,company,city\n1,Acme,Berlin\n"))
    page = choose(qtbot, window, a_list(tmp_path, "customers.csv", "key,company,city\n1,Acme,Hamburg\n"))
    assert "1 already there, left as it is" in words(window)
    take(qtbot, window, page.seen.form.choices["existing"], exchange.UPDATE)
    assert "1 already there, changed" in words(window)
    page.seen.tabs.setCurrentIndex(2)
    assert "Already there; what changes: city." in words(window)
    click(qtbot, window, "Bring 1 customer up to date")
    assert "1 customer brought up to date" in words(window)
    assert real.ledger.read.value("select city from parties") == "Hamburg"
    click(qtbot, window.page, "Undo")
    assert real.ledger.read.value("select city from parties") == "Berlin"


def test_taking_back_that_is_refused_says_why_and_is_not_offered_again(qtbot, window, real):
    page = choose(qtbot, window, *northwind("shippers"))
    click(qtbot, window, "Bring in 3 forwarders")
    with real.ledger.write("party-changed") as writer:
        writer.update("parties", 1, {"city": "Lyon"})
    real.ledger.take_news()
    click(qtbot, window.page, "Undo")
    assert counts(real)[0] == 3
    assert not page.report.undo.isEnabled()
    assert page.report.stays.isVisible()
    assert page.report.stays.text()
    assert page.presenter.doing == ""


def test_the_report_stays_in_another_language(qtbot, window, real):
    choose(qtbot, window, *northwind("customers", "shippers"))
    click(qtbot, window, "Bring in 91 customers")
    wording.set_language("zh_CN")
    window.rebuild()
    settle(qtbot, window.desk)
    assert "已导入 91 个客户" in words(window)
    assert [each.report is not None for each in window.page.presenter.files] == [True, False]
    QTest.mouseClick(window.page.report.undo, Qt.MouseButton.LeftButton)
    settle(qtbot, window.desk)
    assert counts(real)[0] == 0
    assert button(window, "导入 91 个客户").isEnabled()


def test_a_list_of_two_thousand_columns_is_shown_at_once_and_its_last_column_is_chosen_like_its_first(
    qtbot, window, tmp_path
):
    headings = ",".join(f"x{at}" for at in range(1998))
    path = a_list(tmp_path, "customers.csv", f"company,{headings},place\nAcme,{',' * 1997},Berlin\n")
    columns = choose(qtbot, window, path).seen.columns
    bar = columns.verticalScrollBar()
    qtbot.waitUntil(lambda: 9 in columns.choices)
    assert len(columns.choices) < 30
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: 1999 in columns.choices)
    last = columns.choices[1999]
    assert last.accessibleName() == "Field of the column place"
    assert "Berlin" in words(window)
    take(qtbot, window, last, "city")
    bar.setValue(0)
    bar.setValue(bar.maximum())
    assert (last.code, columns.choices[0].code) == ("city", "name")


def test_the_tab_key_leads_through_the_columns_from_top_to_bottom_whichever_were_seen_first(qtbot, window, tmp_path):
    path = a_list(tmp_path, "customers.csv", "company," + ",".join(f"x{at}" for at in range(99)) + "\nAcme\n")
    columns = choose(qtbot, window, path).seen.columns
    columns.verticalScrollBar().setValue(columns.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: 99 in columns.choices)
    columns.verticalScrollBar().setValue(0)
    columns.choices[0].setFocus()
    for at in range(1, 60):
        qtbot.waitUntil(lambda at=at: at in columns.choices)
        QTest.keyClick(columns.choices[at - 1], Qt.Key.Key_Tab)
        assert columns.choices[at].hasFocus()
        assert not columns.choices[at].visibleRegion().isEmpty()


def test_tab_goes_through_a_list_from_the_top_and_out_again(qtbot, window, tmp_path):
    seen = choose(qtbot, window, a_list(tmp_path, "x.csv", "Company,City\nAcme,Berlin\n")).seen
    qtbot.waitUntil(lambda: len(seen.columns.choices) == 2)
    bar = seen.tabs.tabBar()
    assert bar.accessibleName() == "Parts of the list"
    stops = [seen.form.headed, bar, *(seen.columns.choices[at] for at in (0, 1)), seen.button]
    stops[0].setFocus()
    for here, there in pairwise(stops):
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert window.focusWidget() is there
    QTest.keyClick(seen.button, Qt.Key.Key_Tab)
    assert not seen.isAncestorOf(window.focusWidget())
