"""A letter said by chat: the ways, the log, and what binds kept open until its mail is out (A9, F2)."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from tests.support.letter_desk import LetterDesk
from tradedesk.domain.address import Address, Channel, Standing
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Direction, Medium, MessageState
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import drafts, messages, orders, parties
from tradedesk.services import chat, composing, draft_view, handing_over, log, today

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program"),
    pytest.mark.usefixtures("program"),
]

NUMBER = "+49 170 1234567"


@pytest.fixture
def company(bench) -> LetterDesk:
    desk = LetterDesk(bench)
    with bench.ledger.write("chats", undoable=False) as writer:
        for channel, value, standing in (
            (Channel.WECHAT, "brandt_hamburg", Standing.CONFIRMED),
            (Channel.WHATSAPP, NUMBER, Standing.CONFIRMED),
            (Channel.WHATSAPP, "+49 170 7654321", Standing.BOUNCED),
            (Channel.LINKEDIN, "https://www.linkedin.com/in/joerg-brandt", Standing.PRESUMED),
        ):
            made = Address(0, desk.party, desk.brandt, channel, value, value, standing=standing)
            address_rows.add(writer, made)
    bench.ledger.take_news()
    return desk


@pytest.fixture
def update(bench, company) -> int:
    """About the progress of an order: it binds nobody."""
    return composing.draft_update(bench, order_id=company.order, template="production-progress")


@pytest.fixture
def binding(bench, company) -> int:
    """A letter whose matter binds."""
    number = composing.draft_update(bench, party_id=company.party, template="letter")
    composing.set_purpose(bench, number, "contract")
    composing.save_text(bench, number, "Price of the lounge sets", "Dear Mr. Brandt,\n\nThe price is USD 5.00.")
    return number


def test_the_customer_s_own_chats_come_first_with_the_person_s_name(bench, update):
    ways = chat.offer(bench, update).ways
    assert [(str(way.medium), way.name, way.value) for way in ways] == [
        ("whatsapp", "Jörg Brandt", NUMBER),
        ("wechat", "Jörg Brandt", "brandt_hamburg"),
        ("linkedin", "Jörg Brandt", "https://www.linkedin.com/in/joerg-brandt"),
        ("whatsapp", "", ""),
        ("wechat", "", ""),
        ("linkedin", "", ""),
    ]


def test_the_channel_the_customer_likes_best_is_offered_before_the_others(bench, company, update):
    with bench.ledger.write("prefers") as writer:
        party = parties.party(bench.ledger.read, company.party)
        parties.save_party(writer, replace(party, preferred_channel="wechat"))
    assert chat.offer(bench, update).ways[0].medium is Medium.WECHAT


def test_the_text_has_no_frame_and_every_fact(bench, update):
    text = chat.offer(bench, update).text
    body = drafts.draft(bench.ledger.read, update).body
    assert text.startswith("Hello Mr. Brandt,\n")
    assert "Kind regards" in body
    assert "Kind regards" not in text
    assert "Chen Yu" not in text
    assert "TD-2026-0160" in text


def test_what_binds_nobody_is_handed_over_by_the_chat(bench, update):
    copied = chat.copy_out(bench, update, Medium.WHATSAPP, NUMBER, "Hello Mr. Brandt,\n\nTD-2026-0160 is on its way.")
    assert copied.link.startswith("https://wa.me/491701234567?text=Hello%20Mr.%20Brandt")
    assert (copied.carries_text, copied.needs_mail) == (True, None)
    entry = log.message(bench, copied.message_id)
    assert (entry.medium, entry.direction, entry.state) == (Medium.WHATSAPP, Direction.OUT, MessageState.HANDED_OVER)
    assert entry.body == "Hello Mr. Brandt,\n\nTD-2026-0160 is on its way."
    assert [(each.value, each.name) for each in entry.recipients] == [(NUMBER, "Jörg Brandt")]
    assert composing.open_drafts(bench) == ()
    assert draft_view.view(bench, update).handed == entry
    assert [row.id for row in today.agenda(bench).unanswered] == [copied.message_id]


def test_it_counts_as_the_notice_of_its_node_until_it_is_said_not_to_have_gone_out(bench, company, update):
    node = drafts.draft(bench.ledger.read, update).node_id
    copied = chat.copy_out(bench, update, Medium.WECHAT, "brandt_hamburg", "On its way")
    assert told(bench, company, node) == copied.message_id
    log.say_what_became(bench, copied.message_id, MessageState.NOT_SENT)
    assert told(bench, company, node) is None
    composing.reopen(bench, update)
    assert [each[0] for each in composing.open_drafts(bench)] == [update]


def told(bench, company, node):
    return next(each for each in orders.nodes(bench.ledger.read, company.order) if each.id == node).notice_message_id


def test_what_binds_stays_open_with_a_point_that_its_mail_confirms(bench, binding):
    copied = chat.copy_out(bench, binding, Medium.WHATSAPP, NUMBER, "The price is USD 5.00.")
    assert copied.needs_mail is not None
    assert copied.needs_mail.rule == "A9"
    (point,) = messages.open_points(bench.ledger.read)
    assert (point.text, point.medium, point.said_in) == ("Price of the lounge sets", "whatsapp", copied.message_id)
    view = draft_view.view(bench, binding)
    assert (view.handed, view.chatted.id) == (None, copied.message_id)
    assert [each.value for each in view.draft.recipients if each.role == "to"] == ["einkauf@nordlicht.de"]
    handing_over.hand_over(bench, binding)
    assert messages.open_points(bench.ledger.read) == ()


def test_a_chat_that_never_went_out_takes_its_point_with_it(bench, binding):
    copied = chat.copy_out(bench, binding, Medium.WHATSAPP, NUMBER, "The price is USD 5.00.")
    log.say_what_became(bench, copied.message_id, MessageState.NOT_SENT)
    assert messages.open_points(bench.ledger.read) == ()
    view = draft_view.view(bench, binding)
    assert (view.draft.point_id, view.chatted) == (None, None)


def test_a_point_to_confirm_is_never_closed_by_a_chat(bench, company):
    noted = log.note(bench, medium=Medium.CALL, direction=Direction.IN, text="10% is fine", party_id=company.party,
                     to_confirm="10% is fine")  # fmt: skip
    point = messages.points_said_in(bench.ledger.read, noted)[0]
    letter = composing.draft_update(bench, point_id=point.id)
    copied = chat.copy_out(bench, letter, Medium.WECHAT, "", "As agreed: 10% is fine")
    assert copied.needs_mail is not None
    assert [each.id for each in messages.open_points(bench.ledger.read)] == [point.id]
    assert draft_view.view(bench, letter).chatted is None


def test_a_missing_fact_stops_it_and_nothing_is_logged(bench, company):
    letter = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    offer = chat.offer(bench, letter)
    assert "order.lead_time" in offer.missing
    with pytest.raises(RuleSaysNo) as no:
        chat.copy_out(bench, letter, Medium.WECHAT, "", offer.text)
    assert no.value.code == "fact-still-missing"
    assert bench.ledger.read.value("select count(*) from messages") == 0


def test_a_bad_number_is_refused_before_anything_is_logged(bench, update):
    with pytest.raises(RuleSaysNo):
        chat.copy_out(bench, update, Medium.WHATSAPP, "call me", "Hello")
    assert bench.ledger.read.value("select count(*) from messages") == 0
    assert [each[0] for each in composing.open_drafts(bench)] == [update]


def test_what_was_handed_over_is_not_copied_again(bench, update):
    chat.copy_out(bench, update, Medium.WECHAT, "", "Hello")
    with pytest.raises(RuleSaysNo) as no:
        chat.copy_out(bench, update, Medium.WECHAT, "", "Hello")
    assert no.value.code == "already-handed-over"


def test_linkedin_opens_the_person_s_page_and_wechat_nothing(bench, binding):
    page = chat.copy_out(bench, binding, Medium.LINKEDIN, "https://www.linkedin.com/in/joerg-brandt", "Hello")
    assert (page.link, page.carries_text) == ("https://www.linkedin.com/in/joerg-brandt", False)
    assert chat.copy_out(bench, binding, Medium.WECHAT, "brandt_hamburg", "Hello").link == ""


def test_files_stay_behind_and_are_named(bench, update, tmp_path):
    paper = tmp_path / "PI-2026-0160.pdf"
    paper.write_bytes(b"%PDF-1.4")
    composing.attach(bench, update, paper)
    assert chat.offer(bench, update).files == ("PI-2026-0160.pdf",)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("tone", ["direct", "warm", "formal"])
def test_no_closing_and_no_word_of_a_mail_is_left_in_the_chat_in_any_tone(bench, update, tone, language):
    composing.use_template(bench, update, "production-progress", language)
    composing.set_tone(bench, update, tone)
    told = chat.offer(bench, update).text
    last = {"en": "please reply to this message.", "zh_CN": "请随时回复我们。"}[language]
    assert told.endswith(last)
    assert told.startswith({"en": "Hello Mr. Brandt,", "zh_CN": "Brandt先生，您好，"}[language])
