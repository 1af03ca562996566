"""Drafts with formatting on a real ledger: bold of templates, facts filled in, tables of goods, pictures."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.rich_runs import Run
from tradedesk.domain.rich_store import of, stored
from tradedesk.domain.rich_text import Paragraph, Picture, Table, from_plain, to_plain
from tradedesk.ledger import drafts
from tradedesk.services import composing, draft_pictures, draft_text, goods_table, templates
from tradedesk.services.draft_request import request_of

pytestmark = pytest.mark.usefixtures("no_program")


@pytest.fixture
def number(bench, company) -> int:
    return composing.draft_update(bench, order_id=company.order, template="inquiry-reply")


def draft_of(bench, number):
    return drafts.draft(bench.ledger.read, number)


def add_lines(bench, company, *names: str, discount: str = "0") -> None:
    with bench.ledger.write("lines", undoable=False) as writer:
        for position, name in enumerate(names, start=1):
            row = {"order_id": company.order, "position": position, "description": name, "quantity": "120",
                   "unit": "sets", "unit_price": "345.125", "discount_percent": discount,
                   "amount_minor": 4_141_500}  # fmt: skip
            writer.insert("order_lines", row)


def test_a_plain_draft_has_no_formatting_and_goes_out_as_words_alone(bench, number):
    draft = draft_of(bench, number)
    assert draft.rich == ""
    assert request_of(draft).html == ""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("balance-reminder", ("balance.amount", "balance.due")),
        ("balance-reminder-firm", ("balance.amount", "balance.due", "reply.by")),
        ("balance-reminder-last", ("balance.amount", "balance.due", "reply.by")),
        ("commercial-invoice", ("balance.amount", "balance.due")),
        ("payment-terms-change", ("order.payment_terms",)),
        ("proforma-invoice", ("document.number", "order.total")),
        ("delay", ("incident.recovery",)),
    ],
)
def test_what_is_to_be_paid_by_when_stands_out_and_the_plain_text_stays_clean(bench, company, code, facts, language):
    given = tuple((name, f"[{name}]") for name in facts)
    draft = draft_of(bench, composing.draft_update(bench, order_id=company.order, template=code, language=language,
                                                   facts=given))  # fmt: skip
    blocks = of(draft.body, draft.rich)
    bold = [run.text for each in blocks if isinstance(each, Paragraph) for run in each.runs if run.bold]
    warning = {"en": "please call us before you pay", "zh_CN": "请在付款前先致电我们核实"}[language]
    assert {text for text in bold if text != warning} == {value for _, value in given}
    assert (warning in draft.body) == (warning in bold)
    assert "*" not in draft.subject + draft.body


def test_bold_in_a_template_becomes_bold_and_stars_of_a_value_stay(bench, company, number):
    draft = replace(draft_of(bench, number), facts=(("order.lead_time", "35 **days**"),))
    template = templates.choose(bench, "inquiry-reply", "en")
    fresh = draft_text.written(bench, draft, replace(template, body="Lead time: **{{ order.lead_time }}**\n- a"))
    assert fresh.body == "Lead time: 35 **days**\n- a"
    assert of(fresh.body, fresh.rich)[0] == Paragraph((Run("Lead time: "), Run("35 **days**", bold=True)))
    plain = draft_text.written(bench, draft, replace(template, body="Lead time: {{ order.lead_time }}"))
    assert (plain.body, plain.rich) == ("Lead time: 35 **days**", "")


def test_a_fact_filled_into_a_formatted_text_keeps_text_and_formatting_alike(bench, number):
    body, rich = stored((Paragraph((Run("by ⟦order.lead_time⟧", bold=True),)), *from_plain("- ⟦order.moq⟧")))
    composing.save_text(bench, number, "Subject", body, rich)
    composing.fill_fact(bench, number, "order.lead_time", "35 days")
    draft = draft_of(bench, number)
    assert draft.body == "by 35 days\n- ⟦order.moq⟧"
    assert of(draft.body, draft.rich)[0] == Paragraph((Run("by 35 days", bold=True),))


def test_only_the_formatting_changed_and_that_is_saved(bench, number):
    composing.save_text(bench, number, "Subject", "Hello")
    composing.save_text(bench, number, "Subject", *stored((Paragraph((Run("Hello", bold=True),)),)))
    assert draft_of(bench, number).rich
    composing.save_text(bench, number, "Subject", "Hello")
    assert (draft_of(bench, number).body, draft_of(bench, number).rich) == ("Hello", "")


def test_the_goods_stand_in_a_table_with_every_digit_of_their_price(bench, company, number):
    add_lines(bench, company, "Lounge set", "Side table")
    table = goods_table.goods_table(bench, number)
    assert to_plain((table,)).split("\n") == [
        "Goods        Quantity    Unit price          Amount",
        "Lounge set   120 sets   USD 345.125   USD 41,415.00",
        "Side table   120 sets   USD 345.125   USD 41,415.00",
        "Total                                 USD 82,830.00",
    ]


def test_a_discount_has_its_column_and_a_chinese_letter_chinese_headings(bench, company, number):
    add_lines(bench, company, "Lounge set", discount="2.5")
    composing.use_template(bench, number, "inquiry-reply", "zh_CN")
    table = goods_table.goods_table(bench, number)
    assert isinstance(table, Table)
    assert to_plain((table,)).split("\n")[0].split() == ["品名", "数量", "单价", "折扣", "金额"]
    assert "2.5%" in to_plain((table,))


def test_without_goods_it_says_so(bench, company, number):
    with pytest.raises(RuleSaysNo, match="no-goods"):
        goods_table.goods_table(bench, number)
    with pytest.raises(RuleSaysNo, match="no-goods"):
        goods_table.goods_table(bench, composing.draft_update(bench, party_id=company.party))


def test_a_picture_lies_in_the_drafts_own_folder_under_the_name_of_its_content(bench, number):
    name = draft_pictures.keep(bench, number, b"one", "png")
    assert draft_pictures.keep(bench, number, b"one", "png") == name
    assert draft_pictures.keep(bench, number, b"two", "png") != name
    assert draft_pictures.load(bench, number, [name, "../ledger.tradedesk", "picture-none.png"]) == ((name, b"one"),)
    folder = bench.profile.pictures_of(number)
    assert (folder / name).read_bytes() == b"one"
    if os.name == "posix":
        assert (folder / name).stat().st_mode & 0o777 == 0o600
    body, rich = stored((Picture(name, 100),))
    composing.save_text(bench, number, "s", body, rich)
    (inline,) = request_of(draft_of(bench, number), folder).inline
    assert (inline.name, inline.path) == (name, str(folder / name))


def test_a_picture_that_is_too_large_is_refused_and_so_are_too_many(bench, number, monkeypatch):
    with pytest.raises(RuleSaysNo, match="picture-too-large"):
        draft_pictures.keep(bench, number, bytes(draft_pictures.LARGEST + 1), "png")
    monkeypatch.setattr(draft_pictures, "ALL_TOGETHER", 10)
    draft_pictures.keep(bench, number, b"123456", "png")
    with pytest.raises(RuleSaysNo, match="pictures-too-large"):
        draft_pictures.keep(bench, number, b"1234567", "jpg")
    with pytest.raises(NotThere):
        draft_pictures.keep(bench, 4711, b"1", "png")


def test_pictures_of_drafts_long_gone_are_taken_away_and_those_of_yesterday_stay(bench, company, number):
    begun = [composing.draft_update(bench, party_id=company.party, template=code) for code in ("letter", "thank-you")]
    begun.append(composing.draft_update(bench, order_id=company.order, template="delay"))
    for each in begun[:2]:
        draft_pictures.keep(bench, each, b"x", "png")
        composing.discard(bench, each)
    old = bench.now().timestamp() - 31 * 24 * 3600
    os.utime(bench.profile.pictures_of(begun[0]), (old, old))
    draft_pictures.keep(bench, begun[2], b"y", "png")
    assert [bench.profile.pictures_of(each).exists() for each in begun] == [False, True, True]
