"""Copy for chat, as a user sees it: which chat, the shortened text, the log, and the mail after it (A9)."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.support.on_screen import words
from tradedesk.domain.address import Address, Channel, Standing
from tradedesk.domain.message import MessageState
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import messages
from tradedesk.services import composing, log
from tradedesk.ui.places import Place
from tradedesk.ui.shell import links

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(monkeypatch):
    """The links as they would reach the browser: there is none here."""
    found = []
    monkeypatch.setattr(
        links.QDesktopServices, "openUrl", lambda url: found.append(bytes(url.toEncoded()).decode()) or True
    )
    return found


@pytest.fixture
def chats(company, bench):
    with bench.ledger.write("chats", undoable=False) as writer:
        for channel, value in ((Channel.WHATSAPP, "+49 170 1234567"), (Channel.WECHAT, "brandt_hamburg")):
            made = Address(0, company.party, company.brandt, channel, value, value, standing=Standing.CONFIRMED)
            address_rows.add(writer, made)
    bench.ledger.take_news()


def panel(hand):
    hand.page.footer.chat_button.click()
    hand.until(lambda: hand.page.chatting.is_open)
    return hand.page.chatting.panel


def test_the_customer_s_own_chats_are_offered_first_and_the_text_is_short(hand, chats):
    hand.draft()
    shown = panel(hand)
    assert [shown.way.itemText(row) for row in range(3)] == [
        "WhatsApp · Jörg Brandt · +49 170 1234567",
        "WeChat · Jörg Brandt · brandt_hamburg",
        "WhatsApp · choose the chat there",
    ]
    text = shown.text.toPlainText()
    assert text.startswith("Hello Mr. Brandt,")
    assert "TD-2026-0160" in text
    assert "Chen Yu" not in text
    assert f"{len(text)} of 2,000 characters" in words(shown)


def test_what_binds_nobody_goes_out_by_whatsapp_and_is_logged_and_asked_about(hand, bench, chats, opened):
    hand.draft()
    shown = panel(hand)
    QTest.keyClicks(shown.text, "PS ")
    hand.click("Copy and open WhatsApp")
    hand.until(lambda: "Copied for WhatsApp: Jörg Brandt" in hand.said())
    assert opened[0].startswith("https://wa.me/491701234567?text=PS%20Hello%20Mr.%20Brandt%2C")
    assert QGuiApplication.clipboard().text().startswith("PS Hello Mr. Brandt,")
    hand.click("Sent as it is")
    hand.until(lambda: hand.said().startswith("You said: sent as it is"))
    entry = log.message(bench, 1)
    assert (str(entry.medium), entry.state) == ("whatsapp", MessageState.SENT)
    hand.click("Put it in a mail too")
    hand.until(hand.page.footer.main_button.isVisible)
    assert not hand.page.card.body_edit.isReadOnly()


def binding(hand, bench):
    number = composing.draft_update(bench, party_id=hand.company.party, template="letter")
    composing.set_purpose(bench, number, "contract")
    composing.save_text(bench, number, "Price of the lounge sets", "Dear Mr. Brandt,\n\nThe price is USD 5.00.")
    hand.window.desk.open(Place("compose", key=number))
    hand.until(lambda: hand.view() is not None and hand.view().draft.id == number)
    return number


def strip(hand):
    notice = hand.page.footer.strips.get("chatted")
    return "" if notice is None else f"{notice.lead.text()} {notice.words.text()}"


def test_what_binds_stays_open_until_its_mail_is_out(hand, bench, chats, opened, program):
    binding(hand, bench)
    shown = panel(hand)
    assert "What is said by chat about contract & PI also needs a mail." in words(shown)
    shown.way.setCurrentIndex(1)
    hand.click("Copy for WeChat")
    hand.until(lambda: strip(hand).startswith("Copied for WeChat"))
    assert opened == []
    assert "paste it into WeChat" in hand.said()
    assert hand.page.footer.main_button.isVisible()
    assert len(messages.open_points(bench.ledger.read)) == 1
    hand.click("Sent as it is")
    hand.until(lambda: strip(hand).startswith("Said by WeChat only so far"))
    hand.click("Put it in a mail too")
    hand.until(lambda: "Opened in Thunderbird" in hand.said())
    assert "einkauf@nordlicht.de" in program.compose()
    assert messages.open_points(bench.ledger.read) == ()


def test_a_missing_fact_is_named_and_filled_and_nothing_goes_out(hand, bench, chats, opened):
    hand.draft(order=hand.company.order, template="inquiry-reply")
    shown = panel(hand)
    # In the words that stand in the letter too.
    assert "⟦product parameters⟧" in shown.text.toPlainText()
    assert "order." not in shown.text.toPlainText()
    hand.click("Copy and open WhatsApp")
    hand.until(lambda: "Missing:" in words(shown))
    assert opened == []
    assert bench.ledger.read.value("select count(*) from messages") == 0
    QTest.mouseClick(shown.fill_button, Qt.MouseButton.LeftButton)
    assert not hand.page.chatting.is_open
    assert hand.page.facts.popup.isVisible()


def test_a_text_that_speaks_of_an_attachment_is_told_that_a_chat_brings_none(hand, bench, chats):
    number = binding(hand, bench)
    composing.save_text(bench, number, "Our offer", "Dear Mr. Brandt,\n\nPlease find attached our quotation.")
    hand.page.presenter.load()
    hand.until(lambda: "attached" in hand.page.card.body_edit.toPlainText())
    shown = panel(hand)
    told = "The text speaks of an attachment, but a chat brings no file along."
    assert told in words(shown)
    shown.text.setPlainText("Hello Mr. Brandt, our quotation comes by mail.")
    assert told not in words(shown)


def test_a_text_that_is_too_long_says_by_how_much(hand, chats, opened):
    hand.draft()
    shown = panel(hand)
    shown.text.setPlainText("x" * 2005)
    hand.click("Copy and open WhatsApp")
    hand.until(lambda: "5 characters too many" in words(shown))
    assert opened == []


def test_esc_leaves_the_panel_and_the_checks_come_back(hand, chats):
    hand.draft()
    shown = panel(hand)
    QTest.keyClick(shown.text, Qt.Key.Key_Escape)
    assert not hand.page.chatting.is_open
    assert hand.page.checks.isVisible()


def test_another_draft_does_not_get_the_text_of_the_first(hand, bench, chats):
    hand.draft()
    panel(hand)
    hand.draft(order=hand.company.order, template="order-confirmation")
    hand.settle()
    assert not hand.page.chatting.is_open


def test_without_a_browser_the_text_is_on_the_clipboard_and_that_is_said(hand, bench, chats, monkeypatch):
    monkeypatch.setattr(links.QDesktopServices, "openUrl", lambda _url: False)
    binding(hand, bench)
    panel(hand)
    hand.click("Copy and open WhatsApp")
    hand.until(lambda: "No browser opened WhatsApp" in hand.said())
    assert "USD 5.00" in QGuiApplication.clipboard().text()


def test_the_keyboard_alone_does_it(hand, chats, opened):
    hand.draft()
    hand.press(Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hand.until(lambda: hand.page.chatting.is_open)
    QTest.keyClick(hand.page.chatting.panel.text, Qt.Key.Key_Escape)
    assert hand.page.footer.chat_button.hasFocus()
    hand.press(Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hand.until(lambda: hand.page.chatting.is_open)
    QTest.keyClick(hand.page.chatting.panel.text, Qt.Key.Key_Return, CTRL)
    hand.until(lambda: len(opened) == 1)
    hand.until(lambda: hand.button("Sent as it is").hasFocus())
