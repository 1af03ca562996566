"""Sent mail: what was found closes its entry, what is uncertain is asked, and nothing is changed that was answered."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest

from tests.support.desk_bench import Clock, bench_at
from tests.support.letter_desk import LetterDesk
from tests.support.sent_mails import sent_mail as a_mail
from tests.support.sent_mails import write_mbox
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.message import Direction, Medium, Message, MessageState, Recipient
from tradedesk.domain.sent_mail import MailStore
from tradedesk.integrations.stopping import Stop
from tradedesk.ledger import drafts, messages, orders
from tradedesk.ledger import sent_mail as rows
from tradedesk.services import composing, handing_over, log, mail_stores, sent_mail


@pytest.fixture
def desk(tmp_path):
    with bench_at(tmp_path / "profile", Clock()) as bench:
        yield Desk(bench, tmp_path)


class Desk:
    """A letter that was handed over, and an mbox file into which the mail program puts what is sent."""

    def __init__(self, bench, folder):
        self.bench, self.folder = bench, folder
        self.company = LetterDesk(bench)
        self.box = folder / "Sent"
        self.box.touch()

    def hand_over(self, like=None):
        draft = composing.draft_update(self.bench, order_id=self.company.order)
        if like is not None:
            entry = log.message(self.bench, like)
            composing.save_text(self.bench, draft, entry.subject, entry.body)
        handed = handing_over.hand_over_as_file(self.bench, draft, self.folder / "letter.eml", "testing")
        return handed.message_id

    def mail(self, number, *, minutes=3, **changed):
        entry = log.message(self.bench, number)
        people = {
            role: ", ".join(f"{each.name} <{each.value}>" for each in entry.recipients if each.role == role)
            for role in ("to", "cc")
        }
        values = {**people, "body": entry.body, "at": entry.at + timedelta(minutes=minutes), **changed}
        return a_mail(values.pop("subject", entry.subject), **values)

    def send(self, number, **changed):
        write_mbox(self.box, [self.mail(number, **changed)])

    def watch(self, **changed):
        with self.bench.ledger.write("store", undoable=False) as writer:
            return rows.add_store(writer, MailStore(0, "mbox", str(self.box), **changed))

    def state(self, number):
        return log.message(self.bench, number).state


def test_a_letter_that_was_sent_as_it_is_is_found_and_closed(desk):
    number = desk.hand_over()
    desk.watch()
    desk.send(number)
    outcome = sent_mail.look(desk.bench)
    entry = log.message(desk.bench, number)
    assert (outcome.sent, outcome.changed, outcome.asked, outcome.still_open) == (1, 0, 0, 0)
    assert (entry.state, entry.sent_at) == (MessageState.SENT, entry.at + timedelta(minutes=3))
    found = sent_mail.compared_of(entry).found
    assert (found.kind, found.folder, found.key, found.changes) == ("mbox", "Sent", entry.sent_id, ())
    assert {each.code for each in found.why} == {"sent-like-subject", "sent-like-people", "sent-like-text"}


def test_a_letter_that_was_changed_is_closed_with_what_was_changed(desk):
    number = desk.hand_over()
    desk.watch()
    desk.send(number, cc="boss@nordlicht.de", subject="Order TD-2026-0160: delay")
    assert sent_mail.look(desk.bench).changed == 1
    found = sent_mail.compared_of(log.message(desk.bench, number)).found
    assert desk.state(number) is MessageState.CHANGED
    assert [each.code for each in found.changes] == [
        "sent-recipient-missing", "sent-recipient-added", "sent-subject-changed",
    ]  # fmt: skip


def test_found_as_sent_counts_as_the_notice_of_its_node_and_can_be_undone(desk):
    number = desk.hand_over()
    node = desk.company.nodes["production"]
    desk.watch()
    desk.send(number)
    desk.bench.ledger.take_news()
    sent_mail.look(desk.bench)
    undo = [each.undo_id for each in desk.bench.ledger.take_news() if each.label == "sent-mail-found"]
    assert orders.node(desk.bench.ledger.read, node).notice_message_id == number
    desk.bench.ledger.undo(undo[0])
    entry = log.message(desk.bench, number)
    assert (entry.state, entry.sent_id, entry.sent_at) == (MessageState.HANDED_OVER, "", None)


def test_what_was_undone_is_not_closed_again_by_itself(desk):
    number = desk.hand_over()
    desk.watch()
    desk.send(number)
    write_mbox(desk.box, [a_mail("Something else", to="x@y.com")])
    sent_mail.look(desk.bench)
    undo = [each.undo_id for each in desk.bench.ledger.take_news() if each.label == "sent-mail-found"]
    desk.bench.ledger.undo(undo[0])
    again = sent_mail.question(desk.bench, by_itself=True)
    sent_mail.settle(desk.bench, sent_mail.search(again, Stop()))
    assert desk.state(number) is MessageState.HANDED_OVER
    sent_mail.look(desk.bench)  # asked for by the user
    assert desk.state(number) is MessageState.SENT


def test_a_letter_handed_over_again_is_asked_about_and_the_user_says_which(desk):
    first = desk.hand_over()
    second = desk.hand_over(like=first)
    desk.watch()
    desk.send(first)
    outcome = sent_mail.look(desk.bench)
    assert (outcome.sent, outcome.asked) == (0, 2)
    (one,) = sent_mail.compared_of(log.message(desk.bench, second)).perhaps
    assert sent_mail.take(desk.bench, second, one.key) is MessageState.SENT
    # The mail belongs to that one now: the other is still open and has nothing to ask.
    assert sent_mail.look(desk.bench).asked == 0
    assert (desk.state(first), desk.state(second)) == (MessageState.HANDED_OVER, MessageState.SENT)


def test_a_mail_that_the_user_refused_is_not_asked_about_again(desk):
    number = desk.hand_over()
    desk.watch()
    desk.send(number, to="other@else.com", cc="")
    assert sent_mail.look(desk.bench).asked == 1
    sent_mail.refuse(desk.bench, number)
    assert sent_mail.look(desk.bench).asked == 0
    assert sent_mail.compared_of(log.message(desk.bench, number)).perhaps == ()


def test_what_was_answered_while_one_looked_stays_answered(desk):
    number = desk.hand_over()
    desk.watch()
    desk.send(number)
    looked = sent_mail.search(sent_mail.question(desk.bench), Stop())
    log.say_what_became(desk.bench, number, MessageState.NOT_SENT)
    assert sent_mail.settle(desk.bench, looked).entries == ()
    assert desk.state(number) is MessageState.NOT_SENT


def test_an_interrupted_hand_over_whose_mail_is_found_is_settled_with_its_draft(desk):
    number = desk.hand_over()
    with desk.bench.ledger.write("crash", undoable=False) as writer:
        writer.update("messages", number, {"state": "handing-over"})
        draft = writer.value("select id from drafts where message_id = ?", (number,))
        writer.update("drafts", draft, {"handed_over_at": None})
    desk.watch()
    desk.send(number)
    sent_mail.look(desk.bench)
    assert drafts.handed_over_as(desk.bench.ledger.read, draft) == number


def test_a_store_that_cannot_be_read_is_told_and_the_others_are_read(desk):
    number = desk.hand_over()
    desk.watch()
    with desk.bench.ledger.write("store", undoable=False) as writer:
        rows.add_store(writer, MailStore(0, "thunderbird", str(desk.folder / "gone")))
    desk.send(number)
    outcome = sent_mail.look(desk.bench)
    assert [each.trouble.code for each in outcome.troubles] == ["mail-profile-gone"]
    assert desk.state(number) is MessageState.SENT
    kept = mail_stores.every(desk.bench)
    assert [(each.folders, each.trouble is None, each.looked_at) for each in kept] == [
        (("Sent",), True, desk.bench.now()), ((), False, desk.bench.now()),
    ]  # fmt: skip


def notice(desk, *copies):
    """One entry a customer, as a notice to many is logged: (address, mail of the notice)."""
    numbers = []
    with desk.bench.ledger.write("notice", undoable=False) as writer:
        for address, mail in copies:
            entry = Message(
                0, desk.bench.now(), Medium.MAIL, Direction.OUT, desk.company.party, None, "Holiday notice",
                "We are closed from 1 to 7 October.", MessageState.HANDED_OVER, group_key=f"n/{mail}",
                recipients=(Recipient("bcc", address),),
            )  # fmt: skip
            numbers.append(messages.add_message(writer, entry))
    return numbers


def test_the_mail_of_a_notice_closes_every_copy_in_it_and_none_of_the_next_mail(desk):
    numbers = notice(desk, ("a@one.com", 1), ("b@two.com", 1), ("c@three.com", 2))
    desk.watch()
    mail = a_mail("Holiday notice", to="chen@lantian.cn", bcc="a@one.com, b@two.com",
                  body="We are closed from 1 to 7 October.", at=desk.bench.now() + timedelta(minutes=1))  # fmt: skip
    write_mbox(desk.box, [mail])
    outcome = sent_mail.look(desk.bench)
    assert (outcome.sent, outcome.changed, outcome.asked) == (2, 0, 0)
    assert [desk.state(each) for each in numbers] == [
        MessageState.SENT, MessageState.SENT, MessageState.HANDED_OVER,
    ]  # fmt: skip


def test_a_notice_whose_bcc_nobody_sees_is_answered_once_for_all_in_its_mail(desk):
    numbers = notice(desk, ("a@one.com", 1), ("b@two.com", 1), ("c@three.com", 2))
    desk.watch()
    mail = a_mail("Holiday notice", to="chen@lantian.cn", body="We are closed from 1 to 7 October.",
                  at=desk.bench.now() + timedelta(minutes=1))  # fmt: skip
    write_mbox(desk.box, [mail])
    assert sent_mail.look(desk.bench).asked == 3
    (one,) = sent_mail.compared_of(log.message(desk.bench, numbers[0])).perhaps
    sent_mail.take(desk.bench, numbers[0], one.key)
    assert [desk.state(each) for each in numbers] == [
        MessageState.SENT, MessageState.SENT, MessageState.HANDED_OVER,
    ]  # fmt: skip


def test_naming_a_place_can_be_undone_after_a_look(desk):
    desk.hand_over()
    desk.bench.ledger.take_news()
    mail_stores.add_place(desk.bench, write_mbox(desk.box, [a_mail("Something", to="x@y.com")]))
    (news,) = desk.bench.ledger.take_news()
    sent_mail.look(desk.bench)
    desk.bench.ledger.undo(news.undo_id)
    assert mail_stores.every(desk.bench) == ()


def test_by_itself_only_the_watched_places_are_looked_into(desk):
    desk.hand_over()
    desk.watch(watched=False)
    assert sent_mail.question(desk.bench, by_itself=True).stores == ()
    assert len(sent_mail.question(desk.bench).stores) == 1


def test_a_look_that_was_stopped_changes_nothing(desk):
    number = desk.hand_over()
    desk.watch()
    desk.send(number)
    stop = Stop()
    stop.ask()
    with pytest.raises(NeighbourFailed):
        sent_mail.search(sent_mail.question(desk.bench), stop)
    assert (desk.state(number), mail_stores.every(desk.bench)[0].looked_at) == (MessageState.HANDED_OVER, None)


# -- given by hand -----------------------------------------------------------------------------------------------------


def give(desk, number, *paths):
    asked = sent_mail.question_of(desk.bench, number)
    return sent_mail.settle(desk.bench, sent_mail.search_given(asked, paths, Stop()))


def test_a_mail_dropped_on_its_entry_closes_it(desk):
    number = desk.hand_over()
    path = desk.folder / "sent.eml"
    path.write_bytes(desk.mail(number).as_bytes())
    assert give(desk, number, path).sent == 1
    assert sent_mail.compared_of(log.message(desk.bench, number)).found.kind == sent_mail.BY_HAND


def test_mails_dropped_on_the_log_find_their_entries_by_themselves(desk):
    number = desk.hand_over()
    path = desk.folder / "sent.eml"
    path.write_bytes(desk.mail(number).as_bytes())
    assert give(desk, None, path).entries == (number,)


def test_a_mail_that_is_unlike_is_asked_about_when_it_was_meant_for_this_entry(desk):
    number = desk.hand_over()
    path = desk.folder / "other.eml"
    path.write_bytes(a_mail("Quite another", to="x@y.com", body="Other").as_bytes())
    assert give(desk, None, path).asked == 0
    assert give(desk, number, path).asked == 1
    assert desk.state(number) is MessageState.HANDED_OVER


def test_an_entry_that_was_answered_takes_no_mail(desk):
    number = desk.hand_over()
    log.say_what_became(desk.bench, number, MessageState.SENT)
    with pytest.raises(RuleSaysNo) as caught:
        sent_mail.question_of(desk.bench, number)
    assert caught.value.code == "sent-mail-answered"


def test_hostile_values_come_back_as_they_were(desk):
    number = desk.hand_over()
    desk.watch()
    hostile = "</b>\"'{x}|a=b\u202e報價"
    desk.send(number, subject=hostile, at=desk.bench.now() + timedelta(hours=1))
    sent_mail.look(desk.bench)
    compared = sent_mail.compared_of(log.message(desk.bench, number))
    kept = compared.found or compared.perhaps[0]
    assert [each.fact("now") for each in kept.changes if each.code == "sent-subject-changed"] == [
        "</b>\"'{x}|a=b 報價"
    ]
    assert format_datetime(kept.at)
