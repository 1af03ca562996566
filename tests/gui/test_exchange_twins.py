"""The page of lists when companies of a list are on file already, written differently."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.test_exchange import PAGES, a_list, choose, click, counts, take, window, words
from tests.support.on_screen import button
from tests.support.orders_window import settle
from tradedesk.services import exchange

__all__ = ["window"]

HEAD = "company,city,country,contact,email\n"
FIRST = HEAD + "Gulf Horizon Trading LLC,Dubai,UAE,Omar Aziz,orders@gulfhorizon.ae\n"
ROWS = (
    "GULF HORIZON TRADING L.L.C.,Dubai,,Lina Saad,orders@gulfhorizon.ae; lina.saad@gulfhorizon.ae\n",
    "Gulf Horizn Trading,Dubai,UAE,,\n",
    "Nordlicht GmbH,Hamburg,Germany,,einkauf@nordlicht-moebel.de\n",
)


@pytest.fixture(autouse=True)
def with_pairs(monkeypatch):
    monkeypatch.setitem(PAGES, "doubles", "tradedesk.ui.doubles.page:DoublesPage")


@pytest.fixture
def listed(tmp_path, real):
    exchange.bring_in_file(real, a_list(tmp_path, "first.csv", FIRST))
    return a_list(tmp_path, "fair.csv", HEAD + "".join(ROWS))


def test_what_is_there_and_what_looks_so_is_told_before_it_comes_in(qtbot, window, listed):
    page = choose(qtbot, window, listed)
    page.seen.tabs.setCurrentIndex(2)
    shown = words(window)
    assert "There already as “Gulf Horizon Trading LLC”: the same company mailbox orders@gulfhorizon.ae" in shown
    assert "There already, so not taken: Lina Saad; lina.saad@gulfhorizon.ae. \
Choose “Empty fields are filled” to add it." in shown
    assert "New, but looks like “Gulf Horizon Trading LLC”: names that are 97% alike" in shown
    assert "1 that looks like another" in shown
    assert "1 row with more than is taken" in shown
    page.seen.problems.table.selectRow(2)
    assert page.seen.problems.whole.text() == (
        "“Gulf Horizn Trading”: New, but looks like “Gulf Horizon Trading LLC”: names that are 97% alike"
    )
    assert page.seen.problems.whole.isVisible()
    assert button(window, "Bring in 2 customers").isEnabled()


def test_after_it_came_in_the_pairs_are_looked_at_side_by_side(qtbot, window, listed):
    page = choose(qtbot, window, listed)
    click(qtbot, window, "Bring in 2 customers")
    assert page.report.pairs.isVisible()
    click(qtbot, window.page, "Look at the pairs")
    here = window.desk.places.current
    assert (here.page, here.extra) == ("doubles", {"kind": "customer"})
    assert "Gulf Horizn Trading" in words(window)


def test_a_list_of_new_companies_offers_no_pairs(qtbot, window, real, tmp_path):
    page = choose(qtbot, window, a_list(tmp_path, "first.csv", FIRST))
    click(qtbot, window, "Bring in 1 customer")
    assert not page.report.pairs.isVisible()


# -- the same, or a new one --------------------------------------------------------------------------------------------

ALIKE = [f"Gulf Horizn Trading {n},Dubai,UAE,,\n" for n in range(1, 5)]


def means(page):
    """What stands in the second column of each row, by line."""
    cells = page.seen.problems.table.cells
    shown = [[cells.index(row, column).data() for column in (0, 1)] for row in range(cells.rowCount())]
    return {int(line): word for line, word in shown}


@pytest.fixture
def four(qtbot, window, tmp_path, real):
    """A list whose four companies look like one on file, before it comes in."""
    exchange.bring_in_file(real, a_list(tmp_path, "first.csv", FIRST))
    page = choose(qtbot, window, a_list(tmp_path, "fair.csv", HEAD + "".join(ALIKE) + ROWS[0]))
    click(qtbot, window.page, "See 4 look-alikes")
    return page


def test_a_row_that_looks_alike_is_said_to_be_the_same_and_fills_the_company(qtbot, window, real, listed):
    page = choose(qtbot, window, listed)
    click(qtbot, window.page, "See the look-alike")
    assert means(page) == {3: "A new one"}
    click(qtbot, window, "The same")
    assert means(page) == {3: "The same"}
    assert "You said: the same as “Gulf Horizon Trading LLC”: names that are 97% alike" in words(window)
    click(qtbot, window, "Bring in 1 customer")
    assert real.ledger.read.value("select count(*) from parties") == 2
    assert not page.report.pairs.isVisible()
    click(qtbot, window.page, "Undo")
    assert counts(real)[0] == 1
    # What was said stays said.
    assert page.presenter.current.chosen.same_or_new.named == {3: 1}


def test_the_space_bar_says_it_of_the_marked_rows_and_takes_it_back(qtbot, window, four):
    table = four.seen.problems.table
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "2 marked rows are" in words(window)
    QTest.keyClick(table, Qt.Key.Key_Space)
    settle(qtbot, window.desk)
    assert list(means(four).values()) == ["The same", "The same", "A new one", "A new one"]
    assert button(window, "Bring in 2 customers").isEnabled()
    # The same rows are marked still.
    assert [each.line for each in four.seen.problems.marked()] == [2, 3]
    QTest.keyClick(table, Qt.Key.Key_Space)
    settle(qtbot, window.desk)
    assert set(means(four).values()) == {"A new one"}


def test_rows_said_to_be_new_ones_are_not_a_reason_to_read_the_list_again(qtbot, window, four):
    seen = four.presenter.current.preview
    QTest.mouseClick(four.seen.problems.bar.all_new, Qt.MouseButton.LeftButton)
    four.seen.problems.table.selectRow(1)
    click(qtbot, window, "A new one")
    assert four.presenter.current.preview is seen
    assert four.presenter.current.chosen.same_or_new.said_new(2)
    assert set(means(four).values()) == {"A new one"}


def test_all_are_said_to_be_the_same_and_one_of_them_new(qtbot, window, real, four):
    QTest.mouseClick(four.seen.problems.bar.all_same, Qt.MouseButton.LeftButton)
    settle(qtbot, window.desk)
    assert set(means(four).values()) == {"The same"}
    assert "Everything in this list is there already." in words(window)
    four.seen.problems.table.selectRow(2)
    click(qtbot, window, "A new one")
    click(qtbot, window, "Bring in 1 customer")
    names = [name for (name,) in real.ledger.read.all("select name from parties order by id")]
    assert names == ["Gulf Horizon Trading LLC", "Gulf Horizn Trading 3"]


def test_what_was_said_is_kept_over_filters_other_options_and_another_file(qtbot, window, tmp_path, four):
    QTest.keyClick(four.seen.problems.table, Qt.Key.Key_Space)
    settle(qtbot, window.desk)
    click(qtbot, window, "Notes 2")
    assert set(means(four).values()) == {"Note"}
    click(qtbot, window, "Look alike 4")
    assert means(four)[2] == "The same"
    take(qtbot, window, four.seen.form.choices["existing"], exchange.FILL)
    choose(qtbot, window, a_list(tmp_path, "other.csv", HEAD + "Nordlicht GmbH,Hamburg,Germany,,\n"))
    four.presenter.show(four.presenter.files[0])
    settle(qtbot, window.desk)
    assert means(four)[2] == "The same"


def test_the_list_stays_where_it_was_while_rows_are_answered(qtbot, window, tmp_path, real):
    exchange.bring_in_file(real, a_list(tmp_path, "first.csv", FIRST))
    many = "".join(f"Gulf Horizn Trading {n},Dubai,UAE,,\n" for n in range(100, 120))
    page = choose(qtbot, window, a_list(tmp_path, "fair.csv", HEAD + many))
    click(qtbot, window.page, "See 20 look-alikes")
    table = page.seen.problems.table
    table.selectRow(15)
    at = table.verticalScrollBar().value()
    assert at > 0
    QTest.keyClick(table, Qt.Key.Key_Space)
    settle(qtbot, window.desk)
    assert (means(page)[17], table.verticalScrollBar().value()) == ("The same", at)
    assert table.currentIndex().row() == 15


def test_rows_of_a_list_that_came_in_are_not_asked_about_any_more(qtbot, window, four):
    click(qtbot, window, "Bring in 4 customers")
    assert four.report.problems.bar.isHidden()
    assert "Look alike 4" in words(window)
