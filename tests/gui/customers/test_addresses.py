"""Addresses of every channel through the window: pasted, corrected, confirmed, given days and a backup, copied."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.gui.customers.window import CustomersWindow
from tradedesk.domain.address import Address, Channel, MailboxKind
from tradedesk.services import addresses, customer_forms, customers, employments
from tradedesk.services.bench import Bench
from tradedesk.ui import wording

LIST = (
    "orders@gulfhorizon.ae; Samir Haddad <samir@gmial.com>\nKhalid Al Mansoori <khalid@gulfhorizon.ae>\n"
    "WhatsApp: 050 555 0177, LinkedIn: https://ae.linkedin.com/in/samir?trk=x; what is this"
)


@pytest.fixture
def seen(seen: CustomersWindow, khalid: int) -> CustomersWindow:
    seen.open(seen.firm.gulf, tab="addresses")
    return seen


def paste(seen: CustomersWindow, text: str) -> Any:
    seen.addresses.begin_adding()
    form = seen.addresses.form
    QGuiApplication.clipboard().setText(text)
    seen.qtbot.keyClick(form.value, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return form


def look_at(seen: CustomersWindow, row: int) -> Any:
    seen.click(row, 0)
    seen.until(seen.addresses.look.isVisible)
    seen.settle()
    return seen.addresses.look


def on_file(bench: Bench, seen: CustomersWindow) -> dict[str, Address]:
    return {each.value: each for each in customers.sheet(bench, seen.firm.gulf).addresses}


def choose(box: Any, code: str) -> None:
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())


def undo(seen: CustomersWindow) -> None:
    assert seen.desk.commands.trigger("change.undo")
    seen.settle()


def test_a_pasted_list_of_mixed_channels_is_shown_line_by_line_and_added_and_undone_in_one_step(seen, bench):
    form = paste(seen, LIST)
    seen.until(lambda: form.add.text() == "Add 4 addresses")
    told = seen.words(form.list)
    assert "Known already." in told
    assert "“what is this” does not say which way it is." in told
    lines = {each.offer.text: each for each in form.list.lines}
    assert not lines["orders@gulfhorizon.ae"].tick.isEnabled()
    assert lines["samir@gmial.com"].person.text() == "new contact Samir Haddad"
    assert lines["khalid@gulfhorizon.ae"].person.text() == "of Khalid Al Mansoori"
    assert lines["samir@gmial.com"].meant.accessibleName() == "Did you mean samir@gmail.com?"
    seen.qtbot.keyClick(form.value, Qt.Key.Key_Return)
    seen.until(form.isHidden)
    seen.settle()
    found = on_file(bench, seen)
    assert {"samir@gmial.com", "khalid@gulfhorizon.ae", "+971505550177", "https://www.linkedin.com/in/samir"} < set(
        found
    )
    people = {each.id: each.name for each in customers.sheet(bench, seen.firm.gulf).contacts}
    assert people[found["samir@gmial.com"].contact_id] == "Samir Haddad"
    assert people[found["khalid@gulfhorizon.ae"].contact_id] == "Khalid Al Mansoori"
    undo(seen)
    assert set(on_file(bench, seen)) == {"orders@gulfhorizon.ae", "k.tech@gulfhorizon.ae"}
    assert "Samir Haddad" not in [each.name for each in customers.sheet(bench, seen.firm.gulf).contacts]


def test_a_list_is_seen_before_it_is_added_however_quickly_enter_is_pressed(seen, bench):
    form = paste(seen, "a@gulfhorizon.ae\nBcc: eve@example.org")
    seen.qtbot.keyClick(form.value, Qt.Key.Key_Return)
    seen.until(lambda: form.add.text() == "Add 2 addresses")
    seen.settle()
    assert len(on_file(bench, seen)) == 2, "nothing new yet"
    seen.qtbot.keyClick(form.value, Qt.Key.Key_Return)
    seen.until(form.isHidden)
    seen.settle()
    assert {"a@gulfhorizon.ae", "eve@example.org"} < set(on_file(bench, seen))


def test_ticks_taken_away_leave_a_line_and_a_contact_out(seen, bench):
    form = paste(seen, LIST)
    seen.until(lambda: len(form.list.lines) == 6)
    lines = {each.offer.text: each for each in form.list.lines}
    lines["samir@gmial.com"].person.setFocus()
    seen.qtbot.keyClick(lines["samir@gmial.com"].person, Qt.Key.Key_Space)
    seen.qtbot.keyClick(lines["khalid@gulfhorizon.ae"].tick, Qt.Key.Key_Space)
    assert form.add.text() == "Add 3 addresses"
    seen.qtbot.mouseClick(form.add, Qt.MouseButton.LeftButton)
    seen.until(form.isHidden)
    seen.settle()
    found = on_file(bench, seen)
    assert found["samir@gmial.com"].contact_id is None
    assert "khalid@gulfhorizon.ae" not in found


def test_a_likely_slip_is_offered_and_taken_by_a_click_alone(seen, bench):
    form = paste(seen, "khalid@gmial.com")
    seen.until(lambda: form.hint.text() == "Did you mean khalid@gmail.com?")
    assert form.value.text() == "khalid@gmial.com"
    seen.qtbot.mouseClick(form.hint, Qt.MouseButton.LeftButton)
    assert form.value.text() == "khalid@gmail.com"
    seen.until(lambda: form.chip.text() == "Personal mailbox")


@pytest.mark.parametrize(
    ("way", "typed", "said"),
    [
        ("phone", "+971 50 55", "too short for a number with +971"),
        ("linkedin", "khalid", "is not a LinkedIn profile"),
        ("wechat", "k 88", "is not a WeChat ID"),
        ("telegram", "@a", "is not a Telegram name"),
        ("web-form", "our form", "is not a web address"),
        ("", "khalid_ae", "does not say which way it is"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_beside_the_field(seen, bench, way, typed, said):
    seen.addresses.begin_adding()
    form = seen.addresses.form
    choose(form.channel, way)
    seen.qtbot.keyClicks(form.value, typed)
    seen.qtbot.keyClick(form.value, Qt.Key.Key_Return)
    seen.until(lambda: said in seen.words(form))
    assert len(on_file(bench, seen)) == 2


def test_a_number_that_nobody_has_is_kept_with_a_hint(seen, bench):
    seen.addresses.begin_adding()
    form = seen.addresses.form
    seen.qtbot.keyClicks(form.value, "+49 1234567")
    seen.until(lambda: "no such number is given out" in seen.words(form))
    seen.qtbot.keyClick(form.value, Qt.Key.Key_Return)
    seen.settle()
    assert on_file(bench, seen)["+491234567"].original == "+49 1234567"


def test_escape_closes_the_form(seen):
    seen.addresses.begin_adding()
    seen.qtbot.keyClick(seen.addresses.form.value, Qt.Key.Key_Escape)
    assert seen.addresses.form.isHidden()


def test_the_kind_is_said_of_the_whole_domain_with_the_effect_on_the_others_told(seen, bench):
    look = look_at(seen, 1)
    seen.until(lambda: "1 other address at gulfhorizon.ae. 1 was set by hand and stays." in seen.words(look.domain))
    choose(look.kind, "personal")
    seen.until(lambda: look.domain.whole.text() == "Say “Personal mailbox” of all gulfhorizon.ae")
    seen.qtbot.mouseClick(look.domain.whole, Qt.MouseButton.LeftButton)
    seen.until(lambda: "You said of gulfhorizon.ae: Personal mailbox." in seen.words(look.domain))
    assert (
        addresses.preview(bench, seen.firm.gulf, Channel.MAIL, "x@gulfhorizon.ae").address.kind is MailboxKind.PERSONAL
    )
    seen.qtbot.mouseClick(look.domain.back, Qt.MouseButton.LeftButton)
    seen.until(lambda: "You said" not in seen.words(look.domain))
    assert (
        addresses.preview(bench, seen.firm.gulf, Channel.MAIL, "x@gulfhorizon.ae").address.kind is MailboxKind.COMPANY
    )


def test_days_of_an_address_are_saved_refused_and_taken_back(seen, bench):
    look = look_at(seen, 0)
    details = look.details
    details.last.setFocus()
    seen.qtbot.keyClicks(details.last, "2026-10-31")
    seen.qtbot.keyClick(details.last, Qt.Key.Key_Return)
    seen.until(lambda: "Customer – not valid today" in seen.words(look))
    assert "Contract & PI would now go to nobody." in seen.outcome()
    details.first.setFocus()
    seen.qtbot.keyClicks(details.first, "2026-11-30")
    seen.qtbot.keyClick(details.first, Qt.Key.Key_Return)
    seen.until(lambda: "The last day cannot be before the first one" in seen.words(details))
    assert details.first.text() == "2026-11-30", "what was typed stays"
    undo(seen)
    seen.until(lambda: "Customer – official" in seen.words(look))


def test_a_day_that_is_none_is_told_beside_its_field(seen):
    details = look_at(seen, 0).details
    details.first.setFocus()
    seen.qtbot.keyClicks(details.first, "soon")
    seen.qtbot.keyClick(details.first, Qt.Key.Key_Return)
    seen.until(lambda: "Enter a day" in seen.words(details))


def test_the_backup_takes_over_when_the_address_bounces(seen, bench):
    look = look_at(seen, 1)
    seen.qtbot.mouseClick(look.confirm, Qt.MouseButton.LeftButton)
    seen.settle()
    choose(look.details.backup, str(on_file(bench, seen)["orders@gulfhorizon.ae"].id))
    seen.settle()
    look = look_at(seen, 0)
    seen.qtbot.mouseClick(look.bounced, Qt.MouseButton.LeftButton)
    seen.until(lambda: "Contract & PI would now go to k.tech@gulfhorizon.ae." in seen.outcome())
    assert look.label.text() == "Customer – bounced"


def test_two_addresses_are_not_each_others_backup(seen, bench):
    found = on_file(bench, seen)
    addresses.set_backup(bench, found["k.tech@gulfhorizon.ae"].id, found["orders@gulfhorizon.ae"].id)
    details = look_at(seen, 0).details
    choose(details.backup, str(found["k.tech@gulfhorizon.ae"].id))
    seen.until(lambda: "stands in for this one already" in seen.words(details))
    assert details.backup.code == ""


def test_the_message_that_confirms_is_named_and_opened(seen, bench):
    message = addresses.latest_messages(bench, seen.firm.gulf)[0]
    look = look_at(seen, 1)
    details = look.details
    assert not details.open_message.isEnabled()
    details.evidence.setFocus()
    seen.qtbot.keyClicks(details.evidence, "Mr. Khalid")
    choose(details.message, str(message.message_id))
    seen.settle()
    seen.qtbot.mouseClick(look.confirm, Qt.MouseButton.LeftButton)
    seen.settle()
    kept = on_file(bench, seen)["k.tech@gulfhorizon.ae"]
    assert (kept.evidence, kept.evidence_message_id) == ("Mr. Khalid", message.message_id)
    seen.until(details.open_message.isEnabled)
    seen.qtbot.mouseClick(details.open_message, Qt.MouseButton.LeftButton)
    assert (seen.desk.places.current.page, seen.desk.places.current.key) == ("log", message.message_id)


def test_the_day_of_a_standing_is_corrected_and_none_to_come_is_taken(seen, bench):
    details = look_at(seen, 0).details
    details.on.setFocus()
    details.on.selectAll()
    seen.qtbot.keyClicks(details.on, "2026-03-12")
    seen.qtbot.keyClick(details.on, Qt.Key.Key_Return)
    seen.until(lambda: "✓ Confirmed 12 Mar" in seen.cell(0, 1))
    details.on.selectAll()
    seen.qtbot.keyClicks(details.on, "2026-12-12")
    seen.qtbot.keyClick(details.on, Qt.Key.Key_Return)
    seen.until(lambda: "That day has not come yet." in seen.words(details))


def test_copy_takes_the_address_with_its_label(seen):
    look = look_at(seen, 0)
    seen.qtbot.mouseClick(look.copy, Qt.MouseButton.LeftButton)
    copied = '"Khalid Al Mansoori (Customer – official)" <orders@gulfhorizon.ae>'
    assert QGuiApplication.clipboard().text() == copied


def test_a_remark_is_kept_when_another_customer_is_opened(seen, bench):
    details = look_at(seen, 1).details
    details.note.setFocus()
    seen.qtbot.keyClicks(details.note, "Ask before Ramadan")
    seen.open(seen.firm.noor, tab="addresses")
    assert on_file(bench, seen)["k.tech@gulfhorizon.ae"].note == "Ask before Ramadan"


def test_the_card_speaks_chinese(qtbot, desk, firm, khalid):
    wording.set_language("zh_CN")
    window = CustomersWindow(qtbot, desk, firm)
    window.open(firm.gulf, tab="addresses")
    look = look_at(window, 0)
    assert look.label.text() == "客户 – 官方"
    window.until(lambda: "gulfhorizon.ae 还有 1 个地址。" in window.words(look.domain))
    window.settle()


def test_an_address_can_belong_to_somebody_of_another_firm_who_serves_this_one(seen, bench, firm):
    agent = customer_forms.add_contact(bench, firm.nordlicht, "Layla Haddad")
    employments.add(bench, agent, firm.gulf)
    seen.open(firm.gulf, tab="addresses")
    seen.until(lambda: [each.name for each in seen.page.presenter.sheet.guests] == ["Layla Haddad"])
    look = look_at(seen, 1)
    offered = [look.whose.itemText(place) for place in range(look.whose.count())]
    assert offered == ["The company", "Khalid Al Mansoori", "Layla Haddad"]
    seen.page.presenter.set_whose(look._address.id, agent)
    seen.until(lambda: "Layla Haddad" in str(seen.addresses.model.address_face(1)))
    sheet = customers.sheet(bench, firm.gulf)
    assert [each.name for each in sheet.contacts] == ["Khalid Al Mansoori"]
    assert not any(each.is_main for each in sheet.guests)


def test_the_country_of_a_postal_address_is_named_and_taken_in_any_spelling(seen, bench, firm):
    customer_forms.add_postal_address(bench, firm.nordlicht, "office")
    bench.ledger.take_news()
    seen.open(firm.nordlicht, tab="overview")
    card = seen.page.detail.overview.postal
    seen.until(lambda: len(card.forms) == 1)
    (form,) = card.forms.values()
    editor = form.fields.editors["country"]
    assert editor.text() == "Germany"
    editor.setText("AT")
    editor.editingFinished.emit()
    seen.until(lambda: editor.text() == "Austria")
    assert customers.sheet(bench, firm.nordlicht).postal[0].country == "AT"
    editor.setText("Atlantis")
    editor.editingFinished.emit()
    seen.until(lambda: "Atlantis" in seen.words(form))
    assert customers.sheet(bench, firm.nordlicht).postal[0].country == "AT"
