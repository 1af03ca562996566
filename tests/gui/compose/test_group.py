"""A notice to many on the page: oneself in To, all others folded, mails one after the other (A6)."""

from __future__ import annotations

import os
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.support.many_firms import ManyFirms
from tests.support.on_screen import words
from tradedesk.domain.message import MessageState
from tradedesk.services import composing, finding, group_routing
from tradedesk.services.finding import CustomerFilter, CustomerQuery
from tradedesk.ui.compose import library
from tradedesk.ui.places import Place

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")


@pytest.fixture
def firms(bench, company) -> ManyFirms:
    bench.setting = {"more": {"group.mail-size": 2}}.get
    return ManyFirms(bench)


def start(hand, firms) -> None:
    hand.draft(parties=list(firms.all))


def bar(hand):
    return hand.page.grouping.bar


def rows(hand) -> list[str]:
    return [each.name for each in hand.page.card.people.shown()]


def press(hand, text: str) -> None:
    def there() -> bool:
        return any(each.isVisible() and each.text() == text for each in hand.page.findChildren(QPushButton))

    hand.until(there)
    hand.click(text)


def test_texts_that_need_no_order_stand_first_and_the_others_say_so(hand, firms):
    start(hand, firms)
    listed = hand.page.library.templates
    hand.until(lambda: listed.item(0).text() != "Inquiry reply")
    told = [(item.text(), item.data(library._SOFT)) for item in map(listed.item, range(listed.count()))]
    first = [name for name, soft in told if not soft]
    assert {"A letter of your own", "Holiday notice: our office is closed", "Eid greeting"} <= set(first)
    assert told[len(first) :] == [(name, "Needs an order") for name, _ in told[len(first) :]]
    assert "Thank-you and review" in dict(told[len(first) :])
    hand.draft()
    hand.until(lambda: listed.item(0).text() == "Inquiry reply")
    assert not any(item.data(library._SOFT) for item in map(listed.item, range(listed.count())))


def test_oneself_stands_in_to_and_all_others_are_folded_in_one_row(hand, firms):
    start(hand, firms)
    card = hand.page.card
    assert hand.chips("to") == ["me@lantian.com"]
    assert [each.words.strong for each in card.many.chips] == ["3 customers", "2 not reached"]
    assert card.many.chips[0].words.soft == "3 addresses"
    assert not card.rows["cc"].isVisible()
    assert not card.rows["bcc"].isVisible()
    assert hand.page.footer.main_button.text() == "Open batch 1 of 2 in Thunderbird"
    assert bar(hand).lead.text() == "Next: batch 1 of 2, 2 addresses"


def test_a_chat_is_offered_for_one_reader_and_not_for_many(hand, firms):
    start(hand, firms)
    footer = hand.page.footer
    assert not footer.chat_button.isVisible()
    hand.draft()
    assert footer.chat_button.isVisible()


def test_by_hand_each_batch_is_put_in_by_hand(hand, firms, bench):
    bench.setting = {"more": {"group.mail-size": 2}, "mail_program": "by-hand"}.get
    start(hand, firms)
    assert hand.page.footer.main_button.text() == "Put in batch 1 of 2 by hand"


def test_the_list_says_of_each_why_and_is_searched(hand, firms):
    start(hand, firms)
    hand.page.card.many.chips[0].run.emit("all")
    assert rows(hand) == ["Delta", "Epsilon", "Alpha", "Beta", "Gamma"]
    told = {each.name: each.told for each in hand.page.card.people.shown()}
    assert "bounced" in told["Delta"]
    assert told["Alpha"] == "info@alpha.de — No other mailbox fits, so the confirmed company mailbox is used."
    QTest.keyClicks(hand.page.card.people.search, "beta.fr")
    assert rows(hand) == ["Beta"]
    assert hand.page.card.people.count.text() == "1 customer of 5"


def test_a_customer_is_taken_out_by_key_and_the_text_comes_back(hand, firms):
    start(hand, firms)
    hand.page.card.many.chips[0].run.emit("all")
    people = hand.page.card.people
    QTest.keyClicks(people.search, "gamma")
    people.view.setFocus()
    QTest.keyClick(people.view, Qt.Key.Key_Delete)
    hand.until(lambda: [each.words.strong for each in hand.page.card.many.chips][:1] == ["2 customers"])
    people.search.clear()
    assert "Gamma" not in rows(hand)
    hand.click("Back to the text")
    assert hand.page.card.body_edit.isVisible()
    assert hand.page.footer.main_button.text() == "Open in Thunderbird"


def test_each_batch_is_opened_and_answered_for_itself(hand, firms):
    start(hand, firms)
    hand.page.hand_over()
    hand.until(lambda: hand.page.footer.main_button.text() == "Open batch 2 of 2 in Thunderbird")
    assert "1 opened, to be answered" in bar(hand).lead.text()
    press(hand, "Sent as it is")
    hand.until(lambda: "1 sent" in bar(hand).lead.text())
    hand.page.hand_over()
    hand.until(lambda: "All 2 batches were opened" in bar(hand).lead.text())
    assert not hand.page.footer.isVisible()
    press(hand, "Not sent")
    hand.until(hand.page.footer.isVisible)
    assert [each.state for each in hand.view().group.mails] == [MessageState.SENT, None]


def test_ones_own_address_is_typed_where_it_is_missing(hand, firms):
    firms.forget_own_mail()
    start(hand, firms)
    assert any("Your own mail address is not set" in each for each in hand.titles())
    row = hand.page.card.rows["to"]
    QTest.mouseClick(row.add_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(row.edit, "me@lantian.com")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    hand.until(lambda: hand.chips("to") == ["me@lantian.com"])
    assert not row.add_button.isVisible()
    assert not any("Your own mail address" in each for each in hand.titles())


def test_one_draft_each_opens_the_first_of_them(hand, firms):
    start(hand, firms)
    press(hand, "One draft each")
    hand.until(lambda: hand.view() is not None and hand.view().group is None and hand.view().party is not None)
    assert hand.view().party.name == "Alpha"
    assert hand.page.card.rows["cc"].isVisible()
    assert not hand.page.card.many.isVisible()


def test_the_single_drafts_stand_by_name_and_one_leads_to_the_next(hand, firms):
    start(hand, firms)
    press(hand, "One draft each")
    hand.until(lambda: hand.view() is not None and hand.view().party is not None)
    hand.settle()
    drafts = hand.page.library.drafts
    assert [drafts.item(row).text().partition("\n")[0] for row in range(3)] == ["Alpha", "Beta", "Delta"]
    hand.page.hand_over()
    press(hand, "Sent as it is")
    press(hand, "Next draft")
    hand.until(lambda: hand.view() is not None and hand.view().party.name == "Beta")


def test_of_very_many_drafts_those_around_the_current_one_are_listed(hand, firms, monkeypatch):
    monkeypatch.setattr(library, "_LISTED", 2)
    start(hand, firms)
    press(hand, "One draft each")
    hand.until(lambda: hand.view() is not None and hand.view().party is not None)
    hand.settle()
    shown = hand.page.library
    assert "Drafts, 2 of 5" in words(shown)
    hand.window.desk.open(Place("compose", key=hand.page.following.next()))
    hand.until(lambda: hand.view() is not None and hand.view().party.name == "Beta")
    assert shown.drafts.item(shown.drafts.currentRow()).text() == "Beta"


def test_the_list_of_very_many_drafts_stays_while_one_goes_through_it(qtbot):
    shown = library.Library()
    qtbot.addWidget(shown)
    every = [(place + 1, "Order", f"Firm {place}", "") for place in range(1000)]

    def listed(place: int) -> tuple[str, str]:
        shown.show_drafts(every, place + 1)
        return shown.drafts.item(0).text(), shown.drafts.currentItem().text()

    assert listed(500) == ("Firm 350", "Firm 500")
    assert [listed(place) for place in (501, 354, 645)] == [
        ("Firm 350", "Firm 501"), ("Firm 350", "Firm 354"), ("Firm 350", "Firm 645"),
    ]  # fmt: skip
    assert listed(646) == ("Firm 496", "Firm 646")
    assert listed(0) == ("Firm 0", "Firm 0")
    assert listed(999) == ("Firm 700", "Firm 999")
    every = every[:400]
    assert listed(399) == ("Firm 100", "Firm 399")


def test_a_notice_is_queued_for_the_hours_of_the_batch_that_is_next(hand, firms, bench):
    with bench.ledger.write("moved", undoable=False) as writer:
        for number in (firms.alpha, firms.beta):
            writer.update("parties", number, {"country": "DE", "zone": "Europe/Berlin"})
    start(hand, firms)
    footer = hand.page.footer
    assert footer.queue_button.text() == "Queue for Mon 15:00"
    assert "2 of the 2 readers of the next batch are at work then" in footer.queue_button.toolTip()
    hand.click("Queue for Mon 15:00")
    hand.until(lambda: "wait" in footer.strips)
    told = footer.strips["wait"]
    assert told.lead.text() == "Waits for Mon 15:00 your time"
    assert "Each batch has a moment of its own" in told.words.text()
    press(hand, "Do not wait")
    hand.until(lambda: "wait" not in footer.strips)


def test_a_notice_to_hundreds_can_be_left_while_its_recipients_are_chosen(hand, firms, bench, monkeypatch):
    monkeypatch.setattr(group_routing, "_TOGETHER", 1)
    left, read = threading.Event(), group_routing.letter_parties.add_mailboxes
    told: list[int] = []

    def slowly(*asked) -> None:
        # The second customer is not read before the user has left.
        if told:
            left.wait(8)
        told.append(1)
        read(*asked)

    monkeypatch.setattr(group_routing.letter_parties, "add_mailboxes", slowly)
    hand.window.desk.open(Place("compose", extra={"parties": list(firms.all)}))
    hand.until(hand.page.making.bar.isVisible)
    assert hand.page.making.told.text() == "1 of 5"
    hand.click("Cancel")
    left.set()
    hand.until(lambda: hand.page.stack.currentWidget() is hand.page.start)
    hand.settle()
    assert composing.open_drafts(bench) == ()


def test_a_message_to_one_shows_nothing_of_a_notice(hand, firms):
    start(hand, firms)
    hand.draft()
    assert hand.chips("to") == ["einkauf@nordlicht.de"]
    assert not hand.page.card.many.isVisible()
    assert not bar(hand).isVisible()
    assert hand.page.footer.main_button.text() == "Open in Thunderbird"


def test_a_kept_filter_begins_a_notice(hand, firms, bench):
    finding.keep_filter(bench, "In Germany", CustomerQuery(filter=CustomerFilter(countries=("DE",))))
    hand.window.desk.open(Place("compose", extra={"new": True}))
    hand.until(lambda: [each.text() for each in hand.page.start.many.buttons] == ["In Germany"])
    QTest.mouseClick(hand.page.start.many.buttons[0], Qt.MouseButton.LeftButton)
    hand.until(lambda: hand.view() is not None and hand.view().group is not None)
    assert {"Alpha", "Beta"} <= {each.name for each in hand.view().group.members}


def test_a_notice_to_many_is_never_said_by_chat(hand, firms):
    start(hand, firms)
    hand.until(lambda: hand.view().group is not None)
    hand.press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    hand.page.chatting.open()
    hand.settle()
    assert not hand.page.chatting.is_open
