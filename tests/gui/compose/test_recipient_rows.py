"""Recipients changed by hand on the page: what it means stands at the row, with the way to mend it."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tradedesk.domain.address import Address, Channel, MailboxKind, Standing
from tradedesk.domain.party import Party, PartyKind
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import parties
from tradedesk.ui.widgets.reason_chip import DRAGGED

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")

ALT = Qt.KeyboardModifier.AltModifier


def add(hand, role: str, text: str) -> None:
    row = hand.page.card.rows[role]
    QTest.mouseClick(row.add_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(row.edit, text)
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    hand.until(lambda: text in hand.chips(role))


def said(hand, role: str) -> list[str]:
    return [each.sentence for each in hand.page.card.rows[role].told.shown]


def press(hand, text: str) -> None:
    def there() -> bool:
        return any(each.isVisible() and each.text() == text for each in hand.page.findChildren(QPushButton))

    hand.until(there)
    hand.click(text)


def another_firm(bench) -> None:
    with bench.ledger.write("added", undoable=False) as writer:
        firm = parties.add_party(writer, Party(0, PartyKind.CUSTOMER, "Gulf Horizon"))
        mail = Address(0, firm, None, Channel.MAIL, "orders@gulfhorizon.com", kind=MailboxKind.COMPANY)
        address_rows.add(writer, mail)


def test_another_companys_address_is_named_at_the_row_and_in_the_column(hand, bench):
    another_firm(bench)
    hand.draft()
    add(hand, "cc", "orders@gulfhorizon.com")
    sentence = "orders@gulfhorizon.com belongs to Gulf Horizon, not to Nordlicht Möbel GmbH."
    assert said(hand, "cc") == [sentence]
    hand.until(hand.page.card.rows["cc"].told.isVisible)
    assert sentence in hand.titles()
    add(hand, "to", "j.brandt@nordlicht.de")
    assert said(hand, "to") == []


def test_a_private_mailbox_for_a_contract_says_so_where_it_is_put(hand):
    hand.draft(order=hand.company.order, template="order-confirmation")
    add(hand, "to", "joerg.brandt@gmail.com")
    assert any("personal mailbox" in each for each in said(hand, "to"))


def test_an_unknown_address_is_added_to_the_customer_from_the_row(hand, bench):
    hand.draft()
    add(hand, "cc", "mia@nordlicht.de")
    press(hand, "Add to Nordlicht Möbel GmbH")
    hand.until(lambda: said(hand, "cc") == [])
    assert "mia@nordlicht.de" in [each.value for each in address_rows.of_party(bench.ledger.read, hand.company.party)]
    assert hand.chips("cc") == ["j.brandt@nordlicht.de", "mia@nordlicht.de"]


def test_a_bounced_mailbox_is_replaced_from_the_row(hand, bench):
    with bench.ledger.write("added", undoable=False) as writer:
        gone = Address(0, hand.company.party, None, Channel.MAIL, "alt@nordlicht.de", kind=MailboxKind.COMPANY,
                       standing=Standing.BOUNCED)  # fmt: skip
        address_rows.add(writer, gone)
    hand.draft()
    chip = hand.page.card.rows["cc"].chips[0]
    chip.removed.emit(chip.words.key)
    hand.until(lambda: hand.chips("cc") == [])
    assert any("is set to Cc" in each for each in said(hand, "cc"))
    add(hand, "cc", "alt@nordlicht.de")
    press(hand, "Use j.brandt@nordlicht.de")
    hand.until(lambda: hand.chips("cc") == ["j.brandt@nordlicht.de"])
    assert said(hand, "cc") == []


def test_whoever_is_missed_is_put_on_cc_from_the_row(hand):
    hand.draft()
    chip = hand.page.card.rows["cc"].chips[0]
    chip.removed.emit(chip.words.key)
    hand.until(lambda: said(hand, "cc") != [])
    press(hand, "Put on Cc")
    hand.until(lambda: hand.chips("cc") == ["j.brandt@nordlicht.de"])
    assert said(hand, "cc") == []


def test_alt_and_arrows_move_a_chip_between_the_rows_and_the_focus_goes_along(hand):
    hand.draft()
    hand.page.card.rows["cc"].chips[0].setFocus()
    hand.press(Qt.Key.Key_Up, ALT)
    hand.until(lambda: "j.brandt@nordlicht.de" in hand.chips("to"))
    assert hand.window.focusWidget().words.key == "j.brandt@nordlicht.de"
    hand.press(Qt.Key.Key_Up, ALT)
    hand.press(Qt.Key.Key_Down, ALT)
    hand.until(lambda: "j.brandt@nordlicht.de" in hand.chips("cc"))
    assert hand.window.focusWidget().words.key == "j.brandt@nordlicht.de"


def test_a_chip_dropped_on_another_row_goes_there(hand):
    hand.draft()
    row = hand.page.card.rows["to"]
    data = QMimeData()
    data.setData(DRAGGED, QByteArray(b"j.brandt@nordlicht.de"))
    drop = QDropEvent(QPointF(20, 10), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier)  # fmt: skip
    row.dropEvent(drop)
    hand.until(lambda: hand.chips("to") == ["einkauf@nordlicht.de", "j.brandt@nordlicht.de"])
    assert hand.chips("cc") == []


def test_an_offer_is_found_by_the_person_and_shows_what_the_address_is_called(hand):
    hand.draft()
    row = hand.page.card.rows["cc"]
    row.start_adding()
    QTest.keyClicks(row.edit, "personal")
    completer = row.edit.completer()
    assert completer.completionCount() == 1
    index = completer.completionModel().index(0, 0)
    assert completer.pathFromIndex(index) == "joerg.brandt@gmail.com"
    assert "Jörg Brandt · Customer – personal" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(completer.popup(), Qt.Key.Key_Down)
    QTest.keyClick(completer.popup(), Qt.Key.Key_Return)
    hand.until(lambda: "joerg.brandt@gmail.com" in hand.chips("cc"))
    assert any("gets it twice" in each for each in said(hand, "to"))


def test_three_sentences_at_a_row_are_two_and_the_rest_is_in_the_column(hand):
    hand.draft()
    for mail in ("a@example.com", "b@example.com", "c@example.com"):
        add(hand, "cc", mail)
    lines = hand.page.card.rows["cc"].told
    assert len(lines.shown) == 3
    hand.until(lambda: len([each for each in lines.findChildren(QPushButton) if each.isVisible()]) == 2)
