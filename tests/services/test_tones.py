"""A draft in the tone of its reader, in two languages, and who has proofread it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.letter_desk import LetterDesk
from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.ledger import drafts
from tradedesk.services import composing, draft_text, templates
from tradedesk.services.bench import Bench

pytestmark = pytest.mark.usefixtures("no_program")


def begin(bench: Bench, company: LetterDesk, template: str = "order-confirmation") -> int:
    return composing.draft_update(bench, order_id=company.order, template=template)


def of(bench: Bench, number: int) -> Draft:
    return drafts.draft(bench.ledger.read, number)


def moved_to(bench: Bench, company: LetterDesk, **columns: str) -> None:
    with bench.ledger.write("moved") as writer:
        writer.update("parties", company.party, columns)


@pytest.mark.parametrize(
    ("country", "first", "closing"),
    [
        ("DE", "We have received your order and confirm it as follows.", "Kind regards,"),
        ("AE", "Thank you very much for your trust. It is a pleasure to work with you.", "With warm regards,"),
        ("JP", "We thank you sincerely for your order.", "Yours sincerely,"),
        ("BR", "We have received your order and confirm it as follows.", "Kind regards,"),
    ],
)
def test_a_letter_is_written_in_the_tone_of_its_readers_country_e1_e2_e3(bench, company, country, first, closing):
    moved_to(bench, company, country=country)
    body = of(bench, begin(bench, company)).body
    assert body.split("\n\n")[1] == first
    assert f"\n{closing}\nChen Yu\n" in body


def test_the_users_own_choice_for_a_customer_wins_over_its_country_e4(bench, company):
    moved_to(bench, company, country="JP", culture="relationship")
    number = begin(bench, company)
    assert "With warm regards," in of(bench, number).body
    tone, reason = draft_text.tone_of(bench, of(bench, number))
    assert (tone, reason.code) == ("warm", "culture-own")


def test_a_tone_chosen_for_one_letter_wins_over_all_and_goes_back(bench, company):
    number = begin(bench, company)
    direct = of(bench, number).body
    composing.set_tone(bench, number, "formal")
    formal = of(bench, number)
    assert formal.body.startswith("Nordlicht Möbel GmbH\nDear Mr. Brandt,\n\nWe thank you sincerely")
    assert draft_text.tone_of(bench, formal).reason.code == "tone-chosen"
    composing.set_tone(bench, number, "")
    assert of(bench, number).body == direct


def test_another_tone_keeps_people_files_and_what_was_filled_in_by_hand(bench, company, tmp_path):
    number = begin(bench, company)
    paper = tmp_path / "confirmation.pdf"
    paper.write_bytes(b"paper")
    composing.set_recipient(bench, number, "joerg.brandt@gmail.com", "cc")
    composing.attach(bench, number, paper)
    composing.fill_fact(bench, number, "order.lead_time", "35 days")
    before = of(bench, number)
    composing.set_tone(bench, number, "warm")
    after = of(bench, number)
    assert (after.recipients, after.attachments) == (before.recipients, before.attachments)
    assert "- Lead time: 35 days\n" in after.body
    assert after.subject == before.subject


def test_a_tone_that_is_none_is_refused_and_the_letter_stays(bench, company):
    number = begin(bench, company)
    before = of(bench, number)
    with pytest.raises(RuleSaysNo, match="tone-unknown"):
        composing.set_tone(bench, number, "rude")
    assert of(bench, number) == before


def test_a_letter_begun_in_another_tone_is_gone_on_with(bench, company):
    number = begin(bench, company)
    composing.set_tone(bench, number, "warm")
    assert begin(bench, company) == number


def test_another_template_is_written_in_the_tone_chosen(bench, company):
    number = begin(bench, company)
    composing.set_tone(bench, number, "formal")
    composing.use_template(bench, number, "balance-reminder", "en")
    assert "Yours sincerely," in of(bench, number).body


def test_the_second_language_stands_below_the_first_with_every_mark_in_both_c5(bench, company):
    number = begin(bench, company)
    composing.set_second_language(bench, number, "zh_CN")
    draft = of(bench, number)
    english, line, chinese = draft.body.partition("\n\n---------- 简体中文 ----------\n\n")
    assert line
    assert english.startswith("Dear Mr. Brandt,\n")
    assert chinese.startswith("尊敬的Brandt先生：\n")
    assert "20 October 2026" in english
    assert "2026年10月20日" in chinese
    assert english.count("⟦order.lead_time⟧") == chinese.count("⟦order.lead_time⟧") == 1
    assert draft.subject == "Order TD-2026-0160: order confirmation / 订单 TD-2026-0160：订单确认"
    assert draft.language == "en"


def test_a_fact_filled_once_stands_in_both_languages(bench, company):
    number = begin(bench, company)
    composing.set_second_language(bench, number, "zh_CN")
    composing.fill_fact(bench, number, "order.lead_time", "35 days")
    body = of(bench, number).body
    assert "- Lead time: 35 days\n" in body
    assert "- 交货期：35 days\n" in body


def test_two_long_subjects_do_not_stand_in_one_line(bench, company):
    with bench.ledger.write("renamed") as writer:
        writer.update("orders", company.order, {"summary": "120 rattan lounge sets in three colours with cushions"})
    number = begin(bench, company, "inquiry-reply")
    alone = of(bench, number).subject
    composing.set_second_language(bench, number, "zh_CN")
    assert of(bench, number).subject == alone


def test_the_second_language_is_taken_away_again(bench, company):
    number = begin(bench, company)
    alone = of(bench, number).body
    composing.set_second_language(bench, number, "zh_CN")
    composing.set_second_language(bench, number, "")
    assert of(bench, number).body == alone


@pytest.mark.parametrize(("language", "code"), [("en", "second-language-same"), ("pl", "second-language-absent")])
def test_a_second_language_without_a_text_or_the_same_again_is_refused(bench, company, language, code):
    number = begin(bench, company)
    with pytest.raises(RuleSaysNo, match=code):
        composing.set_second_language(bench, number, language)


def test_a_question_that_brings_its_own_english_says_it_once_only(bench, company):
    moved_to(bench, company, languages="pl")
    number = composing.draft_update(bench, party_id=company.party, template="which-address")
    assert of(bench, number).body.count("---------- English ----------") == 1
    composing.set_second_language(bench, number, "en")
    body = of(bench, number).body
    assert body.count("---------- English ----------") == 1
    assert body.count("Is this right?") == 1
    assert "1. einkauf@nordlicht.de – umowy i faktury proforma" in body
    assert "1. einkauf@nordlicht.de – contracts and proforma invoices" in body


def test_every_shipped_text_is_written_in_every_tone_and_in_two_languages_without_an_unknown_fact(bench, company):
    number = begin(bench, company)
    draft = of(bench, number)
    for template in templates.every(bench):
        if template.language not in ("en", "zh_CN"):
            continue
        other = "zh_CN" if template.language == "en" else "en"
        for tone in ("direct", "warm", "formal"):
            fresh = replace(draft, template=template.code, language=template.language, tone=tone, second_language=other)
            written = draft_text.written(bench, fresh, template)
            first, second = written.body.split(" ----------\n\n")
            for name in template.required:
                assert (f"⟦{name}⟧" in first) == (f"⟦{name}⟧" in second), (template.code, name)


def test_who_has_proofread_it_is_kept_with_the_draft_and_can_be_taken_back_c5(bench, company):
    number = begin(bench, company)
    composing.say_proofread(bench, number, "  Maria \n Nowak ")
    assert draft_text.proofread_by(of(bench, number)) == "Maria Nowak"
    composing.set_tone(bench, number, "warm")
    assert draft_text.proofread_by(of(bench, number)) == "Maria Nowak"
    composing.say_proofread(bench, number, " ")
    assert draft_text.proofread_by(of(bench, number)) == ""


def test_who_has_proofread_a_text_has_not_proofread_the_one_that_takes_its_place_c5(bench, company):
    number = composing.draft_update(bench, party_id=company.party, template="which-address", language="en")
    for write_another in (
        lambda: composing.set_second_language(bench, number, "pl"),
        lambda: composing.use_template(bench, number, "which-address", "pl"),
    ):
        composing.say_proofread(bench, number, "Maria Nowak")
        write_another()
        assert draft_text.proofread_by(of(bench, number)) == ""
    composing.say_proofread(bench, number, "Maria Nowak")
    composing.write_anew(bench, number)
    assert draft_text.proofread_by(of(bench, number)) == "Maria Nowak"


def said(bench: Bench, number: int) -> dict[str, str]:
    """What the page says of a draft, by code, with how much it weighs."""
    return {each.reason.code: str(each.weight) for each in composing.view(bench, number).checks}


def test_once_somebody_is_named_nobody_is_asked_to_proofread_any_more_c5(bench, company):
    moved_to(bench, company, languages="pl")
    number = composing.draft_update(bench, party_id=company.party, template="which-address")
    assert said(bench, number)["template-not-proofread"] == "look"
    composing.say_proofread(bench, number, "Maria Nowak")
    now = said(bench, number)
    assert "template-not-proofread" not in now
    assert now["template-proofread"] == "fine"


def test_a_second_language_that_the_user_may_not_read_is_to_be_proofread_too_c5(bench, company):
    number = composing.draft_update(bench, party_id=company.party, template="which-address", language="en")
    assert "template-not-proofread" not in said(bench, number)
    composing.set_second_language(bench, number, "pl")
    assert said(bench, number)["template-not-proofread"] == "look"


def test_a_text_of_ones_own_in_a_rare_language_is_advised_to_have_english_below_it_c5(bench, company):
    letter = templates.choose(bench, "letter", "en")
    templates.save(bench, replace(letter, language="pl", id=None, builtin=False))
    number = composing.draft_update(bench, party_id=company.party, template="letter", language="pl")
    assert "second-language-advised" in said(bench, number)
    composing.set_second_language(bench, number, "en")
    assert "second-language-advised" not in said(bench, number)


def test_the_page_is_told_the_tone_and_why_e4(bench, company):
    number = begin(bench, company)
    found = composing.view(bench, number).tone
    assert found is not None
    assert (found.tone, found.reason.code) == ("direct", "culture-direct")
