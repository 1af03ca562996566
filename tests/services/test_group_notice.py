"""One notice to many customers: who is reached and why, in which mails, and what the log keeps for each (A6, F3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.desk_bench import Clock, bench_at
from tests.support.letter_desk import LetterDesk
from tests.support.many_firms import ManyFirms, mailbox
from tradedesk.domain.address import Address, Standing
from tradedesk.domain.check import Advice, Weight
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import MessageState
from tradedesk.domain.purpose import Role
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments as cells_of
from tradedesk.ledger import drafts, messages
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.services import composing, finding, group_notice, group_routing, handing_over, log, recipients, silenced
from tradedesk.services.bench import Bench
from tradedesk.services.finding import CustomerFilter, CustomerQuery

SIZE = {"more": {"group.mail-size": 2}}


@pytest.fixture
def bench(bench: Bench, program) -> Bench:
    bench.setting = SIZE.get
    return bench


class Customers(ManyFirms):
    """Our desk with its customer, and five more."""

    def __init__(self, bench: Bench) -> None:
        LetterDesk(bench)
        super().__init__(bench)


@pytest.fixture
def customers(bench) -> Customers:
    return Customers(bench)


def group(bench: Bench, number: int):
    return composing.view(bench, number).group


def entries(bench: Bench) -> list:
    numbers = bench.ledger.read.all("select id from messages order by id")
    return [messages.message(bench.ledger.read, number) for (number,) in numbers]


def second_of(bench: Bench, party: int) -> Address:
    return next(each for each in address_rows.of_party(bench.ledger.read, party) if each.value.startswith("second"))


def test_everybody_is_hidden_and_oneself_stands_in_to(bench, customers):
    number = group_notice.start(bench, customers.all)
    places = [(each.role, each.value) for each in drafts.draft(bench.ledger.read, number).recipients]
    assert places == [
        ("to", "me@lantian.com"), ("bcc", "info@alpha.de"), ("bcc", "office@beta.fr"), ("bcc", "hello@gamma.it"),
    ]  # fmt: skip
    seen = group(bench, number)
    assert [each.name for each in seen.members] == ["Alpha", "Beta", "Gamma"]
    assert (seen.addresses, len(seen.mails)) == (3, 2)
    assert all(each.reasons for member in seen.members for each in member.recipients)


def test_who_is_not_reached_is_named_with_the_reason(bench, customers):
    seen = group(bench, group_notice.start(bench, customers.all))
    told = {each.name: [reason.code for reason in each.reasons] for each in seen.left_out}
    assert set(told) == {"Delta", "Epsilon"}
    assert told["Epsilon"] == ["no-address"]
    assert "left-out-bounced-alone" in told["Delta"]


def test_cells_of_the_notice_decide_for_each_customer(bench, customers):
    notice = purpose_rows.by_code(bench.ledger.read, "notice")
    second = second_of(bench, customers.beta)
    with bench.ledger.write("assigned") as writer:
        cells_of.assign(writer, second.id, notice.id, Role.TO)
    seen = group(bench, group_notice.start(bench, customers.all))
    beta = next(each for each in seen.members if each.name == "Beta")
    assert [each.value for each in beta.recipients] == ["second@beta.fr"]
    assert beta.recipients[0].reasons[1].code == "assigned"


def test_an_address_that_two_customers_have_goes_out_once_and_both_have_it_in_their_log(bench, customers, program):
    with bench.ledger.write("added", undoable=False) as writer:
        address_rows.add(writer, mailbox(customers.silent, "info@alpha.de"))
    number = group_notice.start(bench, (customers.alpha, customers.silent))
    assert (len(group(bench, number).members), group(bench, number).addresses) == (2, 1)
    handing_over.hand_over(bench, number)
    assert program.compose().count("info@alpha.de") == 1
    assert {each.party_id for each in entries(bench)} == {customers.alpha, customers.silent}


def test_each_mail_is_a_hand_over_of_its_own_and_each_customer_has_an_entry(bench, customers, program):
    number = group_notice.start(bench, customers.all)
    handing_over.hand_over(bench, number)
    told = program.compose()
    assert "to='me@lantian.com'" in told or "me@lantian.com" in told
    assert "info@alpha.de" in told
    assert "office@beta.fr" in told
    assert "hello@gamma.it" not in told
    first = entries(bench)
    assert [(each.party_id, [(one.role, one.value) for one in each.recipients]) for each in first] == [
        (customers.alpha, [("bcc", "info@alpha.de")]), (customers.beta, [("bcc", "office@beta.fr")]),
    ]  # fmt: skip
    assert len({each.group_key for each in first}) == 1
    assert {each.state for each in first} == {MessageState.HANDED_OVER}
    seen = group(bench, number)
    assert [(each.number, each.customers, each.state) for each in seen.mails] == [
        (1, 2, MessageState.HANDED_OVER), (2, 1, None),
    ]  # fmt: skip
    assert composing.view(bench, number).handed is None
    handing_over.hand_over(bench, number)
    assert [each.party_id for each in entries(bench)[2:]] == [customers.gamma]
    assert len({each.group_key for each in entries(bench)}) == 2
    assert composing.view(bench, number).handed is not None
    assert group(bench, number).to_come is None
    with pytest.raises(RuleSaysNo, match="already-handed-over"):
        handing_over.hand_over(bench, number)


def test_what_became_of_a_mail_is_said_once_for_all_its_customers(bench, customers):
    number = group_notice.start(bench, customers.all)
    handing_over.hand_over(bench, number)
    log.say_what_became(bench, entries(bench)[1].id, MessageState.SENT)
    assert {each.state for each in entries(bench)} == {MessageState.SENT}
    assert group(bench, number).mails[0].state is MessageState.SENT


def test_a_mail_that_was_not_sent_comes_again_and_the_draft_is_open_again(bench, customers):
    number = group_notice.start(bench, customers.all)
    handing_over.hand_over(bench, number)
    handing_over.hand_over(bench, number)
    log.say_what_became(bench, entries(bench)[0].id, MessageState.NOT_SENT)
    seen = composing.view(bench, number)
    assert seen.handed is None
    assert [(each.addresses, each.state) for each in seen.group.mails] == [(1, MessageState.HANDED_OVER), (2, None)]
    handing_over.hand_over(bench, number)
    keys = [each.group_key for each in entries(bench)]
    assert len(set(keys)) == 3
    undo = bench.ledger.take_news()
    assert undo[-1].undo_id is None


def test_to_be_answered_is_one_mail_not_one_a_customer(bench, customers):
    number = group_notice.start(bench, customers.all)
    handing_over.hand_over(bench, number)
    overview = log.overview(bench, log.LogQuery())
    assert (overview.counts[""], overview.counts["handed-over"]) == (2, 1)
    log.say_what_became(bench, entries(bench)[0].id, MessageState.CHANGED)
    assert log.overview(bench, log.LogQuery()).counts["handed-over"] == 0


def test_a_crash_while_a_mail_is_opened_is_asked_about_once(bench, customers):
    number = group_notice.start(bench, customers.all)
    handing_over.hand_over(bench, number)
    with bench.ledger.write("crashed", undoable=False) as writer:
        for each in entries(bench):
            messages.set_state(writer, each.id, MessageState.HANDING_OVER)
    (asked,) = log.interrupted(bench)
    handing_over.settle_interrupted(bench, asked.id, MessageState.SENT)
    assert {each.state for each in entries(bench)} == {MessageState.SENT}
    assert log.interrupted(bench) == ()
    assert [each.state for each in group(bench, number).mails] == [MessageState.SENT, None]


def test_how_far_it_went_is_known_after_a_restart(tmp_path, program):
    folder = tmp_path / "kept"
    with bench_at(folder) as bench:
        bench.setting = SIZE.get
        number = group_notice.start(bench, Customers(bench).all)
        handing_over.hand_over(bench, number)
    with bench_at(folder) as bench:
        bench.setting = SIZE.get
        assert [each.state for each in group(bench, number).mails] == [MessageState.HANDED_OVER, None]


def test_a_mailbox_that_bounced_in_between_gets_nothing_and_that_is_said(bench, customers, program):
    number = group_notice.start(bench, customers.all)
    mail = address_rows.of_party(bench.ledger.read, customers.alpha)[0]
    with bench.ledger.write("bounced") as writer:
        address_rows.save(writer, replace(mail, standing=Standing.BOUNCED))
    seen = group(bench, number)
    assert [each.name for each in seen.members] == ["Beta", "Gamma"]
    alpha = next(each for each in seen.left_out if each.name == "Alpha")
    assert [reason.code for reason in alpha.reasons] == ["address-bounced"]
    handing_over.hand_over(bench, number)
    assert "info@alpha.de" not in program.compose()


def test_a_customer_is_taken_out_and_brought_back_by_undo(bench, customers):
    number = group_notice.start(bench, customers.all)
    group_notice.remove_customer(bench, number, customers.beta)
    seen = group(bench, number)
    assert [each.name for each in seen.members] == ["Alpha", "Gamma"]
    assert "Beta" not in [each.name for each in seen.left_out]
    undo_id = bench.ledger.take_news()[-1].undo_id
    bench.ledger.undo(undo_id)
    assert [each.name for each in group(bench, number).members] == ["Alpha", "Beta", "Gamma"]


def test_without_ones_own_address_it_stops_and_the_address_is_set_in_place(bench, customers):
    customers.forget_own_mail()
    number = group_notice.start(bench, customers.all)
    musts = [each.reason.code for each in composing.view(bench, number).checks if each.weight is Weight.MUST]
    assert musts == ["own-address-missing"]
    with pytest.raises(RuleSaysNo) as caught:
        recipients.set_recipient(bench, number, "no address", "to")
    assert caught.value.field == "mail"
    recipients.set_recipient(bench, number, "me@lantian.com", "to")
    view = composing.view(bench, number)
    assert view.group.own_address == "me@lantian.com"
    assert [each for each in view.checks if each.weight is Weight.MUST] == []


def test_a_text_that_differs_by_customer_stops_and_says_where(bench, customers):
    number = group_notice.start(bench, customers.all, template="production-progress")
    view = composing.view(bench, number)
    assert "order.number" in view.group.differs
    assert "group-differs" in [each.reason.code for each in view.checks if each.weight is Weight.MUST]
    with pytest.raises(RuleSaysNo, match="must-fix-first"):
        handing_over.hand_over(bench, number)


def test_a_feast_that_not_all_of_them_keep_is_told_and_can_be_silenced(bench, customers):
    with bench.ledger.write("moved", undoable=False) as writer:
        writer.update("parties", customers.alpha, {"country": "SA"})
    number = group_notice.start(bench, customers.all, template="season-greeting")
    (told,) = [each for each in composing.view(bench, number).checks if each.kind == Advice.FEASTS]
    assert (told.reason.code, told.reason.fact("n")) == ("feasts-not-kept", "1")
    silenced.silence(bench, Advice.FEASTS)
    assert [each for each in composing.view(bench, number).checks if each.kind == Advice.FEASTS] == []


def test_a_holiday_of_some_carries_its_chinese_name(bench, customers):
    with bench.ledger.write("moved", undoable=False) as writer:
        writer.update("parties", customers.alpha, {"country": "SA"})
    first = min(bench.holidays("SA", 2026))
    bench.now = Clock(datetime(first.year, first.month, first.day, 6, tzinfo=UTC))
    checks = composing.view(bench, group_notice.start(bench, customers.all)).checks
    told = next(each.reason for each in checks if each.reason.code == "group-holiday")
    assert any("\u4e00" <= char <= "\u9fff" for char in told.fact("holiday_zh"))


def test_a_kept_filter_is_written_to(bench, customers):
    kept = finding.keep_filter(bench, "German", CustomerQuery(filter=CustomerFilter(countries=("DE",))))
    number = group_notice.start_for_filter(bench, kept)
    assert set(drafts.draft(bench.ledger.read, number).group_parties) >= set(customers.all)


def test_the_purpose_can_be_changed_and_each_customers_recipients_follow(bench, customers):
    number = group_notice.start(bench, customers.all)
    contract = purpose_rows.by_code(bench.ledger.read, "contract")
    second = second_of(bench, customers.beta)
    with bench.ledger.write("assigned") as writer:
        cells_of.assign(writer, second.id, contract.id, Role.TO)
    composing.set_purpose(bench, number, "contract")
    beta = next(each for each in group(bench, number).members if each.name == "Beta")
    assert [each.value for each in beta.recipients] == ["second@beta.fr"]


def test_nobody_is_nobody(bench, customers):
    with pytest.raises(RuleSaysNo, match="group-nobody"):
        group_notice.start(bench, ())


def test_a_notice_is_offered_nothing_of_a_single_customer(bench, customers):
    view = composing.view(bench, group_notice.start(bench, customers.all))
    assert (view.party, view.offers, view.whole) == (None, (), ())
    with pytest.raises(RuleSaysNo):
        recipients.add_to_party(bench, view.draft.id, "x@example.com")


@pytest.mark.parametrize(("typed", "size"), [("50", 50), (" 1 ", 1), ("500", 500)])
def test_the_most_recipients_of_a_mail_are_a_number(typed, size):
    assert group_routing.size_of(typed) == size


@pytest.mark.parametrize("typed", ["", "0", "501", "many", "5.5", "-3", "٥٠"])
def test_what_is_no_number_of_recipients_is_refused(typed):
    with pytest.raises(RuleSaysNo, match="mail-size-not-a-number") as caught:
        group_routing.size_of(typed)
    assert caught.value.field == "size"


def test_marked_customers_one_of_them_alone_is_written_to_as_any_other(bench, customers):
    view = composing.view(bench, group_notice.begin(bench, parties=[customers.alpha]))
    assert (view.group, view.party.name) == (None, "Alpha")
    many = group_notice.begin(bench, parties=[customers.alpha, customers.beta])
    assert len(composing.view(bench, many).group.members) == 2
