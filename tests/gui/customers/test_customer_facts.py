"""Everything about a company, as its user fills it in and reads it: accounts, people, addresses, files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests.gui.customers.window import CustomersWindow
from tests.support.small_company import SmallCompany
from tradedesk.domain.address import Channel, Standing
from tradedesk.domain.party import PartyKind
from tradedesk.services import addresses, bank_accounts, customer_forms, customer_record, customers
from tradedesk.services.bench import Bench
from tradedesk.ui import wording
from tradedesk.ui.customers.overview import OverviewTab

IBAN, OTHER = "AE07 0331 2345 6789 0123 456", "AE280331234567890129999"


@pytest.fixture
def firm(bench: Bench, firm: SmallCompany) -> SmallCompany:
    firm.khalid = customer_forms.add_contact(bench, firm.gulf, "Khalid Al Mansoori")
    bench.ledger.take_news()
    return firm


class Outside(QObject):
    """What the program asked the system to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def outside(qapp: Any) -> Iterator[Outside]:
    made = Outside()
    for scheme in ("https", "file"):
        QDesktopServices.setUrlHandler(scheme, made, "take")
    yield made
    for scheme in ("https", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


def _overview(seen: CustomersWindow) -> OverviewTab:
    tab = seen.page.detail.overview
    assert isinstance(tab, OverviewTab)
    return tab


def _type(seen: CustomersWindow, editor: QWidget, text: str) -> None:
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    editor.insert(text)
    seen.qtbot.keyClick(editor, Qt.Key.Key_Return)
    seen.settle()


def _choose(seen: CustomersWindow, choice: Any, code: str) -> None:
    choice.setCurrentIndex(choice.findData(code))
    choice.activated.emit(choice.currentIndex())
    seen.settle()


def _press(seen: CustomersWindow, button: QAbstractButton) -> None:
    seen.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    seen.settle()


def _account(bench: Bench, party: int) -> int:
    number = bank_accounts.add(bench, party)
    bank_accounts.set_field(bench, number, "account", IBAN)
    bank_accounts.confirm(bench, number, "Mr. Khalid, at the fair")
    bench.ledger.take_news()
    return number


# -- the company -------------------------------------------------------------------------------------------------------


def test_the_company_is_called_in_the_user_s_own_language_too(seen, bench):
    seen.open(seen.firm.gulf, tab="overview")
    _type(seen, _overview(seen).fields.editors["our_name"], "海湾地平线贸易")
    assert customers.sheet(bench, seen.firm.gulf).party.our_name == "海湾地平线贸易"


def test_a_tax_number_that_does_not_fit_is_kept_and_said_beside_it(seen, bench):
    seen.open(seen.firm.nordlicht, tab="overview")
    editor = _overview(seen).fields.editors["tax_no"]
    _type(seen, editor, "DE136695978")
    seen.until(lambda: "does not fit the check of USt-IdNr." in seen.words(_overview(seen)))
    assert customers.sheet(bench, seen.firm.nordlicht).party.tax_no == "DE136695978"
    _type(seen, editor, "DE136695976")
    seen.until(lambda: "Fits the check of USt-IdNr." in seen.words(_overview(seen)))


def test_the_country_s_manners_are_shown_and_the_user_s_choice_wins(seen):
    seen.open(seen.firm.gulf, tab="overview")
    choice = _overview(seen).choices["culture"]
    assert choice.currentText() == "usual: Relationship first"
    _choose(seen, choice, "formal")
    seen.until(lambda: "Formal" in seen.words(seen.page.detail.facts))
    assert "wins over the country's custom" in seen.words(_overview(seen))


def test_every_channel_can_be_the_preferred_one(seen, bench):
    seen.open(seen.firm.gulf, tab="overview")
    choice = _overview(seen).choices["preferred_channel"]
    assert choice.count() == len(Channel) + 1
    _choose(seen, choice, "linkedin")
    assert customers.sheet(bench, seen.firm.gulf).party.preferred_channel == "linkedin"


def test_the_next_order_is_told_with_its_reason_and_by_what_the_user_trusts(seen, bench):
    with bench.ledger.write("filled", undoable=False) as writer:
        for place, day in enumerate(("2026-06-01", "2026-07-31", "2026-10-01")):
            row = {"number": f"TD-R{place}", "party_id": seen.firm.noor, "stage": "paid", "currency": "USD"}
            writer.insert("orders", {**row, "ordered_on": day})
    customer_forms.set_field(bench, seen.firm.noor, "cycle_days", "30")
    bench.ledger.take_news()
    seen.open(seen.firm.noor, tab="overview")
    assert _overview(seen).next.text() == "Due to reorder since 31 Oct"
    assert "they reorder every 30 days" in _overview(seen).next_why.text()
    assert "due to reorder since 31 Oct" in seen.page.detail.about.text()
    _choose(seen, _overview(seen).choices["reorder_by"], "orders")
    seen.until(lambda: _overview(seen).next.text() == "Next order about 1 Dec")
    assert "between the 3 orders lie usually 61 days" in _overview(seen).next_why.text()


# -- bank accounts -----------------------------------------------------------------------------------------------------


def test_a_bank_account_is_entered_and_confirmed_only_with_words_for_who_said_so(seen, bench):
    seen.open(seen.firm.gulf, tab="overview")
    banks = _overview(seen).banks
    _press(seen, banks.add_button)
    seen.until(lambda: len(banks.forms) == 1)
    (form,) = banks.forms.values()
    _type(seen, form.fields.editors["account"], "ae070331234567890123457")
    seen.until(lambda: "The check digits of this IBAN do not fit" in seen.words(form))
    _type(seen, form.fields.editors["account"], IBAN)
    assert "check digits" not in seen.words(form)
    assert form.standing.text() == "Not confirmed"
    _press(seen, form.confirm)
    seen.until(lambda: "Say who confirmed it and how" in seen.words(form))
    seen.qtbot.keyClicks(form.evidence, "Mr. Khalid, called at the number on his card")
    _press(seen, form.confirm)
    seen.until(lambda: form.standing.text() == "✓ Confirmed 21 Nov")
    assert "Mr. Khalid, called" in form.said.text()
    assert not form.doubt.isVisible()


def test_a_changed_account_is_a_banner_until_it_is_confirmed_and_can_be_taken_back(seen, bench):
    number = _account(bench, seen.firm.gulf)
    seen.open(seen.firm.gulf, tab="overview")
    form = _overview(seen).banks.forms[number]
    assert form.standing.text() == "✓ Confirmed 21 Nov"
    _type(seen, form.fields.editors["account"], OTHER)
    told = f"from {IBAN} to AE28 0331 2345 6789 0129 999, and is not confirmed"
    seen.until(lambda: seen.words(_overview(seen)).count(told) == 2)
    assert form.standing.text() == "Changed 21 Nov, not confirmed"
    assert seen.desk.commands.trigger("change.undo")
    seen.until(lambda: form.standing.text() == "✓ Confirmed 21 Nov")
    assert told not in seen.words(_overview(seen))
    _type(seen, form.fields.editors["account"], OTHER)
    seen.until(form.why.isVisible)
    _overview(seen).banks.ask()
    assert form.evidence.hasFocus()
    seen.qtbot.keyClicks(form.evidence, "Mr. Khalid, by phone")
    seen.qtbot.keyClick(form.evidence, Qt.Key.Key_Return)
    seen.until(lambda: form.standing.text() == "✓ Confirmed 21 Nov")
    assert told not in seen.words(_overview(seen))
    assert f"before 21 Nov: Account or IBAN {IBAN}" in form.said.text()


def test_a_supplier_s_second_account_warns_as_well(seen, bench):
    supplier = customers.add_party(bench, PartyKind.SUPPLIER, "Anji Rattan Works")
    _account(bench, supplier)
    bank_accounts.set_field(bench, bank_accounts.add(bench, supplier), "account", "6222021234567890123")
    bench.ledger.take_news()
    seen.open(supplier, kind="supplier", tab="overview")
    seen.until(lambda: "A further account was entered beside the confirmed one" in seen.words(_overview(seen)))


# -- people ------------------------------------------------------------------------------------------------------------


def test_both_parts_of_a_name_offer_the_whole_and_nothing_is_made_silently(seen, bench):
    person = customer_forms.add_contact(bench, seen.firm.takahashi, "Yamada-san")
    bench.ledger.take_news()
    seen.open(seen.firm.takahashi, tab="overview")
    form = _overview(seen).people.forms[person]
    _press(seen, form.unfold)
    assert form.family_first.isChecked()
    _type(seen, form.fields.editors["given"], "Taro")
    _type(seen, form.fields.editors["family"], "Yamada")
    seen.until(form.offer.isVisible)
    assert form.offer.text() == "Use “Yamada Taro” as the name"
    assert form.who.text() == "Yamada-san"
    _press(seen, form.family_first)
    seen.until(lambda: form.offer.text() == "Use “Taro Yamada” as the name")
    _press(seen, form.offer)
    seen.until(lambda: form.who.text() == "Taro Yamada")
    assert not form.offer.isVisible()


def test_a_birthday_near_is_spoken_of_and_a_wrong_one_is_refused_beside_the_field(seen):
    seen.open(seen.firm.gulf, tab="overview")
    form = _overview(seen).people.forms[seen.firm.khalid]
    _press(seen, form.unfold)
    _type(seen, form.fields.editors["birthday"], "5/12")
    seen.until(lambda: "is not a day that can be read in one way only" in seen.words(form))
    _type(seen, form.fields.editors["birthday"], "26 Nov")
    seen.until(lambda: form.birthday.text() == "birthday in 5 days")
    assert form.fields.editors["birthday"].text() == "26 Nov"


def test_the_user_s_notes_on_the_main_contact_stand_before_the_country_s_custom(seen, bench):
    customer_forms.set_contact_field(bench, seen.firm.khalid, "notes", "Straight to the price, please")
    bench.ledger.take_news()
    seen.open(seen.firm.gulf, tab="overview")
    seen.until(lambda: "Straight to the price, please" in seen.words(seen.page.detail.facts.culture))


def test_a_person_who_serves_two_firms_is_shown_at_both_with_a_way_over(seen, bench):
    seen.open(seen.firm.gulf, tab="overview")
    form = _overview(seen).people.forms[seen.firm.khalid]
    _press(seen, form.unfold)
    _press(seen, form.employers.begin)
    field = form.employers.party
    seen.qtbot.keyClicks(field, "noor")
    seen.until(lambda: field.list.model().rowCount() == 1 and field.list.currentIndex().data() is not None)
    seen.settle()
    seen.qtbot.keyClick(field, Qt.Key.Key_Return)
    seen.until(lambda: len(form.employers.rows.rows) == 1)
    (row,) = form.employers.rows.rows.values()
    _type(seen, row.fields.editors["title"], "Buying agent")
    assert "Serves also" in seen.words(form)
    _press(seen, row.link)
    seen.until(lambda: seen.page.detail.name.text() == "Al Noor Hospitality Supply")
    guests = _overview(seen).people.guests
    seen.until(lambda: "Khalid Al Mansoori of" in seen.words(guests))
    (there,) = guests.rows.values()
    assert (there.link.text(), there.fields.editors["title"].text()) == ("Gulf Horizon Trading LLC", "Buying agent")
    assert customer_record.page(bench, seen.firm.noor).record.guests[0].home_id == seen.firm.gulf


# -- postal addresses --------------------------------------------------------------------------------------------------


def test_a_postal_address_serves_several_purposes_and_is_copied_as_one_block(seen, bench):
    seen.open(seen.firm.nordlicht, tab="overview")
    card = _overview(seen).postal
    _press(seen, card.add_button)
    seen.until(lambda: len(card.forms) == 1)
    (form,) = card.forms.values()
    for key, text in (("street", "Hafenstraße 12"), ("postal_code", "20457"), ("phone", "+49 40 1234")):
        _type(seen, form.fields.editors[key], text)
    _press(seen, form.ticks["samples"])
    seen.until_kept(lambda bench: customers.sheet(bench, seen.firm.nordlicht).postal[0].purpose == "samples,office")
    _press(seen, form.copy)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Nordlicht Möbel GmbH", "Hafenstraße 12", "20457 Hamburg", "GERMANY", "Tel. +49 40 1234",
    ]  # fmt: skip


# -- head and files ----------------------------------------------------------------------------------------------------


def test_whatsapp_opens_at_the_number_that_works(seen, bench, outside):
    old = addresses.add(bench, seen.firm.gulf, Channel.WHATSAPP, "+971 50 555 0134", None)
    addresses.set_standing(bench, old, Standing.RETIRED)
    bench.ledger.take_news()
    seen.open(seen.firm.gulf)
    assert not seen.page.detail.chat.isVisible()
    seen.desk.run(addresses.add, seen.firm.gulf, Channel.WHATSAPP, "+971 50 555 0199", None)
    seen.until(seen.page.detail.chat.isVisible)
    _press(seen, seen.page.detail.chat)
    assert outside.opened == ["https://wa.me/971505550199"]


def test_files_of_orders_and_mails_are_listed_and_opened(seen, bench, outside, tmp_path):
    paper = tmp_path / "PI 0131.pdf"
    paper.write_bytes(b"%PDF-1.7")
    with bench.ledger.write("filled", undoable=False) as writer:
        row = {"order_id": seen.firm.owing, "kind": "pi", "title": paper.name, "path": str(paper), "size": 8}
        writer.insert("documents", {**row, "document_version": 2, "created_at": "2026-10-01T08:00:00Z"})
        gone = {"message_id": seen.firm.chat, "name": "slip.jpg", "path": str(tmp_path / "slip.jpg")}
        writer.insert("message_attachments", gone)
    bench.ledger.take_news()
    seen.open(seen.firm.gulf, tab="files")
    table = seen.page.detail.files.table
    seen.until(lambda: table.model().rowCount() == 2)
    seen.settle()
    shown = [[table.model().index(row, column).data() for column in range(5)] for row in range(2)]
    assert shown == [
        ["slip.jpg", "TD-2026-0131", "—", "19 Nov", "from Khalid"],
        ["PI 0131.pdf", "TD-2026-0131", "v2", "1 Oct", "not sent yet"],
    ]
    refused: list[str] = []
    seen.desk.refused.connect(refused.append)
    for row in (1, 0):
        table.setCurrentIndex(table.model().index(row, 0))
        seen.qtbot.keyClick(table, Qt.Key.Key_Return)
        seen.settle()
    assert outside.opened == [QUrl.fromLocalFile(str(paper)).toString()]
    assert [each.split(" is not at ")[0] for each in refused] == ["slip.jpg"]


# -- other parties, Chinese, small windows -----------------------------------------------------------------------------


def test_a_supplier_s_page_speaks_of_suppliers(seen, bench):
    supplier = customers.add_party(bench, PartyKind.SUPPLIER, "Anji Rattan Works")
    bench.ledger.take_news()
    seen.open(supplier, kind="supplier", tab="overview")
    told = seen.words(_overview(seen))
    assert "Supplier code" in told
    assert "Reorders every … days" not in told
    assert "ustomer" not in told
    seen.open(supplier, kind="supplier", tab="files")
    assert "No files yet." in seen.words(seen.page.detail.files)
    seen.open(supplier, kind="supplier", tab="orders")
    assert "Orders stand with the customer who placed them." in seen.words(seen.page.detail.orders)


def test_the_overview_speaks_chinese(seen, bench):
    number = _account(bench, seen.firm.gulf)
    bank_accounts.set_field(bench, number, "account", OTHER)
    customer_forms.set_contact_field(bench, seen.firm.khalid, "birthday", "11月26日")
    bench.ledger.take_news()
    wording.set_language("zh_CN")
    seen.window.rebuild()
    seen.open(seen.firm.gulf, tab="overview")
    told = seen.words(_overview(seen))
    for words in (
        "公司全称",
        "本国语言名称",
        "银行账户",
        "11月21日变更，未确认",
        "生日：5 天后",
        "切勿回复通知变更的那封邮件",
    ):
        assert words in told


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_at_1280_by_720_nothing_of_the_overview_is_cut_off(seen, bench, language):
    number = _account(bench, seen.firm.gulf)
    bank_accounts.set_field(bench, number, "account", OTHER)
    customer_forms.set_contact_field(bench, seen.firm.khalid, "notes", "Straight to the price")
    customer_forms.add_postal_address(bench, seen.firm.gulf, "office")
    bench.ledger.take_news()
    wording.set_language(language)
    seen.window.rebuild()
    seen.open(seen.firm.gulf, tab="overview")
    inside = seen.page.detail.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= seen.page.detail.viewport().width()
    cut = [
        each.text() for each in _overview(seen).findChildren(QAbstractButton)
        if each.isVisible() and each.text() and each.width() < each.sizeHint().width()
    ]  # fmt: skip
    assert cut == []


@pytest.mark.parametrize(
    "name", ["x" * 10_000, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"]
)
def test_a_name_of_one_long_word_pushes_nothing_out_of_the_window(seen, bench, firm, name):
    party = customers.add_party(bench, PartyKind.CUSTOMER, name)
    customer_forms.add_contact(bench, party, name)
    bench.ledger.take_news()
    seen.open(party, tab="overview")
    detail = seen.page.detail
    assert detail.widget().width() <= detail.viewport().width()
    write = detail.write
    assert write.mapTo(seen.window, write.rect().topRight()).x() <= seen.window.width()
