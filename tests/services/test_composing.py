"""Drafting: the right template, the right people, what is missing, and what the user changes by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.support.desk_bench import bench_at, take_back
from tests.support.letter_desk import LetterDesk
from tradedesk.domain.checks import Weight
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.ledger import drafts, orders
from tradedesk.services import assignments, composing, customers, facts, order_forms
from tradedesk.services import orders as order_verbs
from tradedesk.services.bench import Bench

pytestmark = pytest.mark.usefixtures("no_program")


def places(bench: Bench, number: int) -> dict[str, str]:
    return {each.value: each.role for each in drafts.draft(bench.ledger.read, number).recipients}


def codes(bench: Bench, number: int, weight: Weight) -> list[str]:
    return [each.reason.code for each in composing.view(bench, number).checks if each.weight is weight]


def test_the_update_of_an_order_is_the_one_due_by_its_timeline(bench, company):
    draft = composing.view(bench, composing.draft_update(bench, order_id=company.order)).draft
    assert (draft.template, draft.node_id) == ("production-progress", company.nodes["production"])
    assert draft.subject == "Order TD-2026-0160: progress"
    assert draft.body.startswith("Dear Mr. Brandt,\n")
    assert "Step reached: in production, 20 November 2026" in draft.body
    assert "goods ready, planned for 10 December 2026" in draft.body
    assert draft.body.endswith("Ningbo Lantian Trading · working hours 09:00–18:00 (UTC+8)")


def test_a_letter_begun_already_is_gone_on_with_and_not_written_twice(bench, company):
    number = composing.draft_update(bench, order_id=company.order, template="order-confirmation")
    assert composing.draft_update(bench, order_id=company.order, template="order-confirmation") == number
    composing.fill_fact(bench, number, "order.lead_time", "35 days after the deposit")
    composing.attach(bench, number, Path(__file__))
    assert composing.draft_update(bench, order_id=company.order, template="order-confirmation") == number
    assert composing.draft_update(bench, order_id=company.order, template="order-confirmation", language="zh") != number
    assert composing.draft_update(bench, party_id=company.party) != number
    assert len(composing.open_drafts(bench)) == 3


def test_a_letter_whose_facts_changed_or_whose_text_was_retyped_is_kept_and_a_new_one_written(bench, company):
    first = composing.draft_update(bench, order_id=company.order)
    orders_now = orders.order(bench.ledger.read, company.order)
    order_verbs.save_order(bench, replace(orders_now, summary="140 rattan lounge sets"))
    second = composing.draft_update(bench, order_id=company.order)
    assert second != first
    assert "140 rattan" in drafts.draft(bench.ledger.read, second).body
    assert "120 rattan" in drafts.draft(bench.ledger.read, first).body
    composing.save_text(bench, second, "Your order", "In my own words.")
    assert composing.draft_update(bench, order_id=company.order) not in (first, second)


def test_recipients_follow_the_purpose_each_with_its_reason(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    assert places(bench, number) == {"einkauf@nordlicht.de": "to", "j.brandt@nordlicht.de": "cc"}
    assert all(each.reasons for each in drafts.draft(bench.ledger.read, number).recipients)
    assert composing.view(bench, number).by_rules


def test_a_formal_letter_never_goes_to_a_personal_mailbox_by_itself(bench, company):
    purpose = next(each for each in customers.sheet(bench, company.party).purposes if each.code == "contract")
    for address in (company.official, company.main):
        assignments.assign(bench, company.party, address, purpose.id, None)
    number = composing.draft_update(bench, order_id=company.order, template="order-confirmation")
    assert "joerg.brandt@gmail.com" not in places(bench, number)


def test_a_personal_mailbox_put_into_a_formal_letter_by_hand_is_warned_of_at_once(bench, company):
    number = composing.draft_update(bench, order_id=company.order, template="order-confirmation")
    composing.set_recipient(bench, number, "joerg.brandt@gmail.com", "to")
    assert places(bench, number)["joerg.brandt@gmail.com"] == "to"
    assert "formal-to-personal" in codes(bench, number, Weight.LOOK)
    assert not composing.view(bench, number).by_rules


def test_an_address_of_nobody_known_is_taken_and_warned_of(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    composing.set_recipient(bench, number, "  Someone@Example.COM ", "bcc")
    added = next(each for each in drafts.draft(bench.ledger.read, number).recipients if each.role == "bcc")
    assert added.value.endswith("@example.com")
    assert [each.code for each in added.warnings] == ["address-unknown"]


@pytest.mark.parametrize("typed", ["", "no address", "a@b.de\nBcc: c@d.de", "a@b.de, c@d.de", "a@@b.de"])
def test_what_is_no_single_address_is_refused_and_the_draft_is_as_before(bench, company, typed):
    number = composing.draft_update(bench, order_id=company.order)
    before = drafts.draft(bench.ledger.read, number)
    with pytest.raises(RuleSaysNo) as caught:
        composing.set_recipient(bench, number, typed, "to")
    assert caught.value.field == "value"
    assert drafts.draft(bench.ledger.read, number) == before


def test_moving_a_recipient_keeps_it_once_and_the_rules_can_choose_anew(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    composing.set_recipient(bench, number, "j.brandt@nordlicht.de", "bcc")
    assert places(bench, number) == {"einkauf@nordlicht.de": "to", "j.brandt@nordlicht.de": "bcc"}
    composing.set_recipient(bench, number, "einkauf@nordlicht.de", "")
    composing.route_again(bench, number)
    assert places(bench, number) == {"einkauf@nordlicht.de": "to", "j.brandt@nordlicht.de": "cc"}


def test_a_hostile_name_changes_no_recipient(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    name = 'Evil" <evil@example.com>, "x\r\nBcc: evil@example.com'
    with bench_at(tmp_path / "profile") as bench:
        company = LetterDesk(bench, customer=name, brandt=name)
        number = composing.draft_update(bench, order_id=company.order)
        assert set(places(bench, number)) == {"einkauf@nordlicht.de", "j.brandt@nordlicht.de"}
        assert "\n" not in drafts.draft(bench.ledger.read, number).subject
        assert "must-not-go-out" in codes(bench, number, Weight.MUST)


def test_what_the_ledger_does_not_know_is_marked_and_stops(bench, company):
    number = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    view = composing.view(bench, number)
    assert [each.name for each in view.missing] == [
        "order.product_parameters", "order.valid_until", "order.moq", "order.lead_time",
    ]  # fmt: skip
    assert "⟦order.lead_time⟧" in view.draft.body
    assert codes(bench, number, Weight.MUST) == ["fact-missing"] * 4


def test_a_filled_fact_stands_in_the_text(bench, company):
    number = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    composing.fill_fact(bench, number, "order.lead_time", " 35 days after\ndeposit ")
    composing.fill_fact(bench, number, "order.moq", "200 pieces")
    body = drafts.draft(bench.ledger.read, number).body
    assert "- Minimum order quantity: 200 pieces\n" in body
    assert "⟦order.lead_time⟧" not in body
    assert orders.order(bench.ledger.read, company.order).moq == ""


def test_a_filled_fact_survives_another_template(bench, company):
    number = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    composing.fill_fact(bench, number, "order.lead_time", "35 days")
    composing.use_template(bench, number, "order-confirmation", "en")
    assert "35 days" in drafts.draft(bench.ledger.read, number).body


def test_nothing_is_no_fact(bench, company):
    number = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    with pytest.raises(RuleSaysNo, match="fact-empty"):
        composing.fill_fact(bench, number, "order.moq", "  ")


def test_half_a_mark_left_in_the_text_stops_too(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    composing.save_text(bench, number, "TD-2026-0160", "The lead time is lead time⟧.")
    assert codes(bench, number, Weight.MUST) == ["mark-broken"]


def test_what_the_ledger_learns_meanwhile_is_proposed(bench, company):
    number = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    assert {each.name: each.suggestion for each in composing.view(bench, number).missing}["order.moq"] == ""
    with bench.ledger.write("order-changed") as writer:
        writer.update("orders", company.order, {"moq": "200 pieces"})
    missing = {each.name: each for each in composing.view(bench, number).missing}
    assert missing["order.moq"].suggestion == "200 pieces"


def test_the_attached_papers_are_proposed_as_the_list_of_documents(bench, company, tmp_path):
    number = composing.draft_update(bench, order_id=company.order, template="shipped")
    for name in ("invoice.pdf", "packing list.pdf"):
        (tmp_path / name).write_bytes(b"paper")
        composing.attach(bench, number, tmp_path / name)
    missing = {each.name: each.suggestion for each in composing.view(bench, number).missing}
    assert missing["documents.list"] == "invoice.pdf, packing list.pdf"


def test_the_same_letter_in_chinese(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    composing.use_template(bench, number, "production-progress", "zh_CN")
    draft = drafts.draft(bench.ledger.read, number)
    assert draft.language == "zh_CN"
    assert "2026年11月20日" in draft.body
    assert "TD-2026-0160" in draft.subject


def test_a_customer_without_an_order_is_asked_which_address_is_for_what(bench, company):
    draft = composing.view(bench, composing.draft_update(bench, party_id=company.party)).draft
    assert draft.template == "which-address"
    assert "1. einkauf@nordlicht.de – contracts and proforma invoices, order progress?\n2. j.brandt@" in draft.body
    assert "3. joerg.brandt@gmail.com – inquiries and quotations, order progress?" in draft.body


def test_a_customer_who_was_written_to_before_gets_a_plain_letter(bench, company):
    with bench.ledger.write("note-added") as writer:
        said = {"party_id": company.party, "at": "2026-11-20T08:00:00Z", "medium": "mail", "direction": "out"}
        writer.insert("messages", {**said, "state": "sent", "subject": "Our catalogue", "body": "Please find it."})
    draft = composing.view(bench, composing.draft_update(bench, party_id=company.party)).draft
    assert draft.template == "letter"
    assert "Kind regards" in draft.body


def test_a_message_needs_somebody(bench):
    with pytest.raises(RuleSaysNo, match="whom-to-write"):
        composing.draft_update(bench)


def test_a_subject_has_one_line(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    with pytest.raises(RuleSaysNo, match="subject-one-line"):
        composing.save_text(bench, number, "Hello\r\nBcc: x@y.de", "text")


def test_a_file_is_attached_once_as_it_is_now(bench, company, tmp_path):
    number = composing.draft_update(bench, order_id=company.order)
    paper = tmp_path / "报价 A.pdf"
    paper.write_bytes(b"12345")
    composing.attach(bench, number, paper)
    with pytest.raises(RuleSaysNo, match="already-attached"):
        composing.attach(bench, number, paper)
    attached = drafts.draft(bench.ledger.read, number).attachments
    assert [(each.name, each.size, len(each.sha256)) for each in attached] == [("报价 A.pdf", 5, 64)]
    paper.write_bytes(b"another text")
    assert codes(bench, number, Weight.MUST) == ["must-not-go-out"]
    composing.detach(bench, number, str(paper))
    assert codes(bench, number, Weight.MUST) == []


@pytest.mark.parametrize("name", ["not there.pdf", "."])
def test_what_is_no_file_is_not_attached(bench, company, tmp_path, name):
    number = composing.draft_update(bench, order_id=company.order)
    with pytest.raises(RuleSaysNo) as caught:
        composing.attach(bench, number, tmp_path / name)
    assert caught.value.field == "attachments"


def test_an_old_version_of_a_document_is_noticed(bench, company, tmp_path):
    number = composing.draft_update(bench, order_id=company.order)
    old = tmp_path / "PI v1.pdf"
    old.write_bytes(b"old")
    with bench.ledger.write("documents", undoable=False) as writer:
        for version, title, path in ((1, "PI v1", str(old)), (2, "PI v2", str(tmp_path / "PI v2.pdf"))):
            row = {"order_id": company.order, "kind": "pi", "number": "PI-1", "title": title, "path": path}
            writer.insert("documents", {**row, "document_version": version})
    composing.attach(bench, number, old)
    found = next(each.reason for each in composing.view(bench, number).checks if each.reason.code == "newer-version")
    assert (found.fact("attached"), found.fact("newer")) == ("PI v1.pdf", "PI v2")


def test_a_draft_thrown_away_comes_back_by_undo(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    composing.save_text(bench, number, "Kept", "text")
    bench.ledger.take_news()
    composing.discard(bench, number)
    with pytest.raises(NotThere):
        composing.view(bench, number)
    take_back(bench)
    assert drafts.draft(bench.ledger.read, number).subject == "Kept"


def test_typing_is_no_step_and_what_was_done_before_it_is_taken_back_without_it(bench, company, tmp_path):
    number = composing.draft_update(bench, order_id=company.order)
    file = tmp_path / "offer.pdf"
    file.write_bytes(b"USD 80,000")
    composing.attach(bench, number, file)
    attached = bench.ledger.take_news()[-1].undo_id
    for typed in range(12):
        composing.save_text(bench, number, "Typed", f"pause {typed}")
    assert {(news.label, news.undo_id) for news in bench.ledger.take_news()} == {("draft-changed", None)}
    bench.ledger.undo(attached)
    draft = drafts.draft(bench.ledger.read, number)
    assert (draft.attachments, draft.subject, draft.body) == ((), "Typed", "pause 11")
    composing.save_text(bench, number, "Typed", "on")
    take_back(bench)
    draft = drafts.draft(bench.ledger.read, number)
    assert ([each.name for each in draft.attachments], draft.body) == (["offer.pdf"], "on")


def test_a_letter_begun_by_mistake_is_taken_back_although_words_were_typed_into_it(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    made = bench.ledger.take_news()[-1].undo_id
    composing.save_text(bench, number, "Typed", "text")
    bench.ledger.undo(made)
    with pytest.raises(NotThere):
        drafts.draft(bench.ledger.read, number)
    take_back(bench)
    assert drafts.draft(bench.ledger.read, number).subject == "Typed"


def test_the_readers_day_is_told_in_the_users_own(bench, company):
    day = composing.view(bench, composing.draft_update(bench, order_id=company.order)).day
    assert day is not None
    assert (day.place, day.own_zone, day.window.kind) == ("Hamburg", "Asia/Shanghai", "closed-weekend")


def test_without_a_zone_nothing_is_claimed_of_the_readers_day(bench, company):
    with bench.ledger.write("moved") as writer:
        writer.update("parties", company.party, {"zone": ""})
    assert composing.view(bench, composing.draft_update(bench, order_id=company.order)).day is None


def test_open_drafts_are_listed_newest_first(bench, company):
    first = composing.draft_update(bench, order_id=company.order)
    second = composing.draft_update(bench, party_id=company.party)
    assert [each[0] for each in composing.open_drafts(bench)] == [second, first]


def test_the_way_is_named_after_the_program_or_not_at_all(bench, company, tmp_path, monkeypatch):
    number = composing.draft_update(bench, order_id=company.order)
    assert composing.view(bench, number).program == ""
    folder = tmp_path / "bin"
    folder.mkdir()
    Path(folder, "thunderbird").write_text("#!/bin/sh\n")
    Path(folder, "thunderbird").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    assert composing.look_again(bench, number).program == "Thunderbird"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "5 December 2026"), ("zh_CN", "2026年12月5日"), ("de", "5. Dezember 2026"), ("fr", "5 décembre 2026"),
        ("es", "5 de diciembre de 2026"), ("pt", "5 de dezembro de 2026"), ("it", "5 dicembre 2026"),
        ("ru", "5 декабря 2026 г."), ("tr", "5 Aralık 2026"), ("ar", "5 ديسمبر 2026"), ("ja", "2026年12月5日"),
        ("ko", "2026년 12월 5일"), ("pl", "5 grudnia 2026"), ("xx", "5 December 2026"),
    ],
)  # fmt: skip
def test_a_day_is_written_in_the_language_of_the_letter(language, told):
    assert facts.day_words(date(2026, 12, 5), language) == told


def test_whoever_reads_another_language_is_asked_in_it_and_the_user_is_told_to_have_it_proofread(bench, company):
    with bench.ledger.write("filled") as writer:
        writer.update("parties", company.party, {"languages": "pl"})
    seen = composing.view(bench, composing.draft_update(bench, party_id=company.party))
    assert seen.draft.language == "pl"
    assert "1. einkauf@nordlicht.de – umowy i faktury proforma, realizacja zamówień?" in seen.draft.body
    assert "1. einkauf@nordlicht.de – contracts and proforma invoices, order progress?" in seen.draft.body
    assert "template-not-proofread" in [each.reason.code for each in seen.checks]


def test_c1_before_there_is_an_order_its_inquiry_is_answered_and_its_quotation_written(bench, company):
    order = order_verbs.log_inquiry(bench, company.party, "Rattan chairs")

    def written() -> str:
        return drafts.draft(bench.ledger.read, composing.draft_update(bench, order_id=order)).template

    assert written() == "inquiry-reply"
    quoted = next(each for each in orders.nodes(bench.ledger.read, order) if each.code == "quoted")
    order_verbs.reach_node(bench, quoted.id, bench.today())
    assert written() == "quotation"


def test_a_chinese_letter_names_ports_in_chinese_and_keeps_what_papers_say(bench, company):
    for field, text in (("port_loading", "宁波"), ("port_discharge", "Hamburg, Germany"), ("incoterm", "CIF"),
                        ("incoterm_place", "Hamburg")):  # fmt: skip
        order_forms.set_field(bench, company.order, field, text)
    number = composing.draft_update(bench, order_id=company.order, template="quotation", language="zh_CN")
    body = drafts.draft(bench.ledger.read, number).body
    assert "装运港：宁波（Ningbo）" in body
    assert "目的港：汉堡（Hamburg, Germany）" in body
    assert "CIF 汉堡（Hamburg） (Incoterms® 2020)" in body
    english = composing.draft_update(bench, order_id=company.order, template="quotation", language="en")
    assert "Port of loading: Ningbo" in drafts.draft(bench.ledger.read, english).body
