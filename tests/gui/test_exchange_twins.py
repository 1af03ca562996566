"""The page of lists when companies of a list are on file already, written differently."""

from __future__ import annotations

import pytest

from tests.gui.test_exchange import PAGES, a_list, choose, click, window, words
from tests.support.on_screen import button
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
    assert page.seen.problems.whole.text() == "New, but looks like “Gulf Horizon Trading LLC”: names that are 97% alike"
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
