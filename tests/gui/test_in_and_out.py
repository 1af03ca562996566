"""Writing customers to a file, taking one over, and making one of two: by clicks, on a real ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QRadioButton

from tests.support.desk_bench import Clock, bench_at
from tests.support.on_screen import button, words
from tests.support.orders_window import settle
from tests.support.real_desk import desk_on, window_on
from tradedesk import app
from tradedesk.domain.address import Address, Channel
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.domain.purpose import Role
from tradedesk.ledger import addresses, assignments, parties
from tradedesk.services import desk as desk_verbs
from tradedesk.services import sample, takeover
from tradedesk.services.bench import Bench
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.shell.main_window import MainWindow

NAMES = ("export", "doubles", "takeover")
PAGES = {name: f"tradedesk.ui.{name}.page:{name.capitalize()}Page" for name in NAMES}
PAGES["customers"] = "tests.gui.placeholder:SettingsPage"
COMMANDS = {name: f"tradedesk.ui.{name}.commands:commands" for name in NAMES}


@pytest.fixture
def real(tmp_path) -> Iterator[Bench]:
    with bench_at(tmp_path / "profile", Clock()) as made:
        sample.fill(made)
        yield made


@pytest.fixture
def window(qtbot, lane, real) -> Iterator[MainWindow]:
    with desk_on(real, lane) as desk, window_on(qtbot, desk, PAGES, COMMANDS) as made:
        yield made


def _open(qtbot, window: MainWindow, page: str, **extra: object):
    window.desk.open(Place(page, None, extra))
    settle(qtbot, window.desk)
    return window.page


def _gulf(bench: Bench) -> int:
    return int(bench.ledger.read.value("select min(id) from parties where name like 'Gulf Horizon%'"))


def _radio(page, words_of_it: str) -> QRadioButton:
    (found,) = [each for each in page.findChildren(QRadioButton)
                if each.isVisible() and words_of_it in f"{each.text()} {each.accessibleName()}"]  # fmt: skip
    return found


# Export


def test_all_customers_are_written_in_the_form_chosen_and_the_file_is_told(qtbot, window, tmp_path):
    page = _open(qtbot, window, "export")
    assert "Customers: 10" in words(page)
    assert "Take-over file" not in [each.text() for each in page.findChildren(QRadioButton) if each.isVisible()]
    _radio(page, "CSV list").click()
    page.presenter.write(str(tmp_path / "customers"))
    settle(qtbot, window.desk)
    written = tmp_path / "customers.csv"
    assert f"Written: {written}" in words(page)
    assert written.read_text(encoding="utf-8-sig").count("Gulf Horizon Trading LLC") >= 1


def test_a_folder_that_is_not_there_is_told_and_the_page_goes_on(qtbot, window, tmp_path):
    page = _open(qtbot, window, "export")
    page.presenter.write(str(tmp_path / "none" / "customers.xlsx"))
    settle(qtbot, window.desk)
    assert "could not be written" in words(page)
    page.presenter.write(str(tmp_path / "customers.xlsx"))
    settle(qtbot, window.desk)
    assert "10 entries" in words(page)


def test_one_customer_is_handed_over_and_the_papers_are_counted(qtbot, window, real, tmp_path):
    page = _open(qtbot, window, "export", ids=[_gulf(real)], form="dossier")
    assert "Gulf Horizon Trading LLC" in words(page)
    assert _radio(page, "Take-over file").isChecked()
    page.presenter.write(str(tmp_path / "gulf.tradedesk-customer"))
    settle(qtbot, window.desk)
    assert "2 orders" in words(page)
    assert (tmp_path / "gulf.tradedesk-customer").exists()


# Take over


def _dossier(tmp_path: Path) -> Path:
    path = tmp_path / "gulf.tradedesk-customer"
    with bench_at(tmp_path / "other", Clock()) as giver:
        sample.fill(giver)
        with giver.ledger.write("contact-added") as writer:
            parties.add_contact(writer, Contact(0, _gulf(giver), "Layla Haddad"))
            writer.update("parties", _gulf(giver), {"tier": "C"})
        takeover.hand_over(giver, _gulf(giver), path)
    return path


def test_a_file_is_shown_before_it_comes_in_joined_with_our_own_customer_and_undone(qtbot, window, real, tmp_path):
    page = _open(qtbot, window, "takeover", path=str(_dossier(tmp_path)))
    assert "Take over Gulf Horizon Trading LLC" in words(page)
    _radio(page, "the same name").click()
    settle(qtbot, window.desk)
    seen = words(page)
    assert "1 new" in seen
    assert "VIP here, C in the file" in seen
    _radio(page, "Take theirs").click()
    button(page, "Take over").click()
    settle(qtbot, window.desk)
    assert window.desk.places.current == Place("customers", _gulf(real), {"kind": "customer"})
    assert parties.party(real.ledger.read, _gulf(real)).tier == "C"
    assert "Layla Haddad" in [each.name for each in parties.contacts(real.ledger.read, _gulf(real))]
    window.desk.undo()
    settle(qtbot, window.desk)
    assert parties.party(real.ledger.read, _gulf(real)).tier == "VIP"
    assert real.ledger.read.value("select count(*) from parties where name like 'Gulf Horizon%'") == 1


def test_a_never_of_ours_is_told_to_stay_whatever_is_chosen(qtbot, window, real, tmp_path):
    path = _dossier(tmp_path)
    with real.ledger.write("cell-changed") as writer:
        box = writer.value("select id from addresses where value = 'orders@gulfhorizon.ae'")
        purpose = writer.value("select id from purposes where code = 'contract'")
        assignments.assign(writer, box, purpose, Role.NEVER)
    page = _open(qtbot, window, "takeover", path=str(path))
    _radio(page, "the same name").click()
    settle(qtbot, window.desk)
    seen = words(page)
    assert "orders@gulfhorizon.ae: contract & PI" in seen
    assert "never here, To in the file; ours stays" in seen
    assert "1 cell says never here and stays so, whatever you choose." in seen


def test_a_file_of_a_customer_who_is_known_offers_no_second_one(qtbot, window, real, tmp_path):
    path = tmp_path / "own.tradedesk-customer"
    takeover.hand_over(real, _gulf(real), path)
    page = _open(qtbot, window, "takeover", path=str(path))
    (only,) = [each for each in page.findChildren(QRadioButton) if each.isVisible()]
    assert only.text() == "Gulf Horizon Trading LLC: the file is of this customer"
    assert only.isChecked()
    assert "Everything in this file is there already." in words(page)
    with pytest.raises(LookupError):
        button(page, "Take over")
    assert button(page, "Choose another file…").hasFocus()


def test_a_take_over_shows_how_far_it_is_and_is_cancelled_whole(qtbot, window, real, tmp_path):
    page = _open(qtbot, window, "takeover", path=str(_dossier(tmp_path)))
    _radio(page, "A new customer").click()
    settle(qtbot, window.desk)
    before = real.ledger.read.value("select count(*) from parties")
    button(page, "Take over").click()
    assert "Taking it over" in words(page)
    button(page, "Cancel").click()
    settle(qtbot, window.desk)
    assert real.ledger.read.value("select count(*) from parties") == before
    assert button(page, "Take over").isEnabled()
    assert not list(tmp_path.glob("profile/papers/*"))


def test_a_cancel_that_comes_too_late_shows_the_customer_taken_over(qtbot, window, real, tmp_path):
    page = _open(qtbot, window, "takeover", path=str(_dossier(tmp_path)))
    page.presenter.progressed.connect(lambda done: page.presenter.cancel() if done >= 1000 else None)
    _radio(page, "A new customer").click()
    settle(qtbot, window.desk)
    button(page, "Take over").click()
    settle(qtbot, window.desk)
    assert window.desk.places.current.page == "customers"
    assert real.ledger.read.value("select count(*) from parties where name like 'Gulf Horizon%'") == 2


def test_a_file_that_is_none_is_told_in_a_sentence(qtbot, window, tmp_path):
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"\xff\xd8")
    page = _open(qtbot, window, "takeover", path=str(path))
    assert "holiday.jpg is not a take-over file" in words(page)


# Entered twice


def _again(bench: Bench) -> int:
    with bench.ledger.write("party-added") as writer:
        twin = Party(0, PartyKind.CUSTOMER, "Gulf Horizon Trading", country="AE", city="Dubai", tier="B")
        number = parties.add_party(writer, twin)
        parties.add_contact(writer, Contact(0, number, "Layla Haddad"))
    return number


def test_a_company_entered_twice_becomes_one_and_two_again_by_undo(qtbot, window, real):
    twin = _again(real)
    page = _open(qtbot, window, "doubles")
    assert "1 pair" in words(page)
    assert "the same name in the same place" in words(page)
    _radio(page, "Tier: B").click()
    button(page, "Join into one").click()
    settle(qtbot, window.desk)
    assert "No company seems to be entered twice." in words(page)
    joined = parties.party(real.ledger.read, _gulf(real))
    assert (joined.tier, "Also had: tier VIP" in joined.notes) == ("B", True)
    window.desk.undo()
    settle(qtbot, window.desk)
    assert parties.party(real.ledger.read, twin).name == "Gulf Horizon Trading"
    assert "1 pair" in words(page)


def test_both_entries_stand_side_by_side_with_people_addresses_and_the_cell_that_stays(qtbot, window, real):
    twin = _again(real)
    with real.ledger.write("address-added") as writer:
        box = addresses.add(writer, Address(0, twin, None, Channel.MAIL, "orders@gulfhorizon.ae"))
        assignments.assign(writer, box, writer.value("select id from purposes where code = 'contract'"), Role.CC)
    seen = words(_open(qtbot, window, "doubles"))
    for told in ("Layla Haddad", "accounts@gulfhorizon.ae", "contract & PI: Cc", "confirmed"):
        assert told in seen
    assert "orders@gulfhorizon.ae, contract & PI: To on the left, Cc on the right. To stays." in seen


def test_the_newer_entry_can_be_the_one_that_stays(qtbot, window, real):
    twin = _again(real)
    page = _open(qtbot, window, "doubles")
    button(page, "Keep the other one").click()
    settle(qtbot, window.desk)
    assert page.title.text() == "Gulf Horizon Trading"
    button(page, "Join into one").click()
    settle(qtbot, window.desk)
    assert parties.party(real.ledger.read, twin).tier == "B"
    assert real.ledger.read.value("select count(*) from orders where party_id = ?", (twin,)) == 2


def test_two_companies_told_apart_are_not_shown_again(qtbot, window, real):
    _again(real)
    page = _open(qtbot, window, "doubles")
    button(page, "Two companies").click()
    settle(qtbot, window.desk)
    assert "0 pairs" in words(page)


# The ways in


@pytest.fixture
def at_customers(qtbot, lane, real) -> Iterator[MainWindow]:
    desk = Desk(real, lane, undo_verb=desk_verbs.undo)
    pages = PAGES | {"customers": "tradedesk.ui.customers.page:CustomersPage"}
    made = MainWindow(desk, pages, COMMANDS | {"customers": "tradedesk.ui.customers.commands:commands"})
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    desk.open(Place("customers", _gulf(real)))
    qtbot.waitUntil(lambda: all(desk.commands.get(each) for each in made.page.more_actions() if each))
    settle(qtbot, desk)
    yield made
    made.close()
    desk.close()


def _menu(window: MainWindow) -> dict[str, QAction]:
    return {each.text(): each for each in window.top_bar.menu.actions() if each.text()}


def test_everything_else_that_can_be_done_with_customers_is_in_the_menu_more(qtbot, at_customers, real):
    button(at_customers, "More").click()
    offered = _menu(at_customers)
    with_the_list = {"Take over a customer from a file…", "Export customers…", "Find companies entered twice"}
    with_the_one_shown = {"Print sheet…", "Save as PDF…", "Take-over file of this customer…"}
    assert with_the_list | with_the_one_shown <= set(offered)
    assert all(each.isEnabled() for each in offered.values())
    offered["Take-over file of this customer…"].trigger()
    settle(qtbot, at_customers.desk)
    assert at_customers.desk.places.current.extra["ids"] == [_gulf(real)]
    at_customers.top_bar.menu.close()


def test_the_menu_more_opens_by_its_key_and_is_grey_where_nobody_is_shown(qtbot, at_customers):
    at_customers.desk.open(Place("customers", None, {"kind": "customer", "new": True}))
    settle(qtbot, at_customers.desk)
    qtbot.keyClick(at_customers, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: hasattr(at_customers.top_bar, "menu"))
    offered = _menu(at_customers)
    assert offered["Export customers…"].isEnabled()
    assert not offered["Print sheet…"].isEnabled()
    assert not offered["Take-over file of this customer…"].isEnabled()
    at_customers.top_bar.menu.close()
    at_customers.desk.open(Place("doubles"))
    assert not at_customers.top_bar.more.isVisible()


def test_what_is_exported_is_called_what_the_list_shows(qtbot, at_customers):
    at_customers.desk.open(Place("customers", None, {"kind": "supplier"}))
    settle(qtbot, at_customers.desk)
    qtbot.keyClick(at_customers, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: hasattr(at_customers.top_bar, "menu"))
    offered = _menu(at_customers)
    assert "Export suppliers…" in offered
    assert "Export customers…" not in offered
    at_customers.top_bar.menu.close()


def test_a_customer_entered_twice_is_told_on_its_page_and_leads_to_both_side_by_side(qtbot, at_customers, real):
    with real.ledger.write("party-added") as writer:
        twice = parties.add_party(writer, Party(0, PartyKind.CUSTOMER, "Gulf Horizon Trading", country="AE"))
    real.ledger.take_news()
    hint = at_customers.page.detail.double
    assert not hint.isVisible()
    at_customers.desk.open(Place("customers", twice))
    qtbot.waitUntil(hint.isVisible)
    assert "The same company as Gulf Horizon Trading LLC: the same name in the same place" in words(hint)
    button(hint, "Look").click()
    settle(qtbot, at_customers.desk)
    assert "Gulf Horizon Trading LLC" in words(at_customers.page)
    button(at_customers.page, "Two companies").click()
    settle(qtbot, at_customers.desk)
    at_customers.desk.open(Place("customers", twice))
    qtbot.wait(700)
    settle(qtbot, at_customers.desk)
    assert not hint.isVisible()


def test_the_button_for_a_new_one_names_what_the_list_holds(qtbot, at_customers):
    assert "New customer (Ctrl+N)" in button(at_customers, "New customer").toolTip()
    at_customers.page.list.head.kind_chosen.emit("supplier")
    settle(qtbot, at_customers.desk)
    button(at_customers, "New supplier").click()
    settle(qtbot, at_customers.desk)
    assert at_customers.desk.places.current.extra == {"kind": "supplier", "new": True}


def test_products_receivables_and_the_export_are_in_the_menu_more_of_the_orders(qtbot, lane, real):
    desk = Desk(real, lane, undo_verb=desk_verbs.undo)
    made = MainWindow(desk, app.PAGES, app.COMMANDS)
    qtbot.addWidget(made)
    made.show()
    desk.open(Place("orders"))
    qtbot.waitUntil(lambda: all(desk.commands.get(each) for each in made.page.more_actions() if each))
    settle(qtbot, desk)
    button(made, "More").click()
    offered = _menu(made)
    assert set(offered) == {"Export orders, lines and receipts…", "Products", "Receivables"}
    offered["Receivables"].trigger()
    settle(qtbot, desk)
    assert desk.places.current.page == "receivables"
    made.top_bar.menu.close()
    made.close()
    desk.close()
