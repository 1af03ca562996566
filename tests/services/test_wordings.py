"""What one customer gets in place of a template's text: kept from a draft, with its facts as fields again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.letter_desk import LetterDesk
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.own_text import Snippet, SnippetKind
from tradedesk.ledger import drafts
from tradedesk.services import composing, snippets, template_preview, templates, wordings
from tradedesk.services.bench import Bench


def _drafted(bench: Bench, company: LetterDesk, code: str = "production-progress") -> int:
    return composing.draft_update(bench, order_id=company.order, template=code)


def _retyped(bench: Bench, number: int, old: str, new: str) -> None:
    draft = drafts.draft(bench.ledger.read, number)
    assert old in draft.body
    composing.save_text(bench, number, draft.subject, draft.body.replace(old, new))


def test_what_the_rendering_put_in_becomes_its_field_again(bench, company):
    number = _drafted(bench, company)
    _retyped(bench, number, "Kind regards", "With best wishes from Ningbo")
    kept = wordings.proposed(bench, number)[0].wording
    assert "With best wishes from Ningbo" in kept.body
    assert "{{ contact.salutation }}," in kept.body
    assert "{{ order.number }}" in kept.subject
    assert "TD-2026-0160" not in kept.subject + kept.body
    # Ningbo stands in the text as a word; it is not the port that the template names elsewhere.
    assert wordings.save(bench, kept)


def test_an_untouched_text_comes_back_word_for_word(bench, company):
    number = _drafted(bench, company)
    before = drafts.draft(bench.ledger.read, number)
    wordings.save(bench, wordings.proposed(bench, number)[0].wording)
    composing.discard(bench, number)
    again = drafts.draft(bench.ledger.read, _drafted(bench, company))
    assert (again.subject, again.body) == (before.subject, before.body)


def test_a_kept_wording_is_used_for_that_customer_and_no_other(bench, company):
    number = _drafted(bench, company)
    _retyped(bench, number, "Kind regards", "Moin moin from Ningbo")
    wordings.save(bench, wordings.proposed(bench, number)[0].wording)
    composing.discard(bench, number)
    fresh = drafts.draft(bench.ledger.read, _drafted(bench, company))
    assert "Moin moin from Ningbo" in fresh.body
    assert "Dear Mr. Brandt," in fresh.body
    assert wordings.has_own(bench, fresh)
    with bench.ledger.write("party") as writer:
        other = writer.insert("parties", {"kind": "customer", "name": "Gulf Horizon", "country": "AE"})
    letter = composing.draft_update(bench, party_id=other, template="production-progress")
    assert "Moin moin" not in drafts.draft(bench.ledger.read, letter).body


def test_a_wording_speaks_of_the_order_it_is_used_for(bench, company):
    number = _drafted(bench, company)
    _retyped(bench, number, "Kind regards", "Moin moin")
    wordings.save(bench, wordings.proposed(bench, number)[0].wording)
    with bench.ledger.write("order") as writer:
        row = {"number": "TD-2026-0199", "party_id": company.party, "stage": "production", "currency": "USD"}
        second = writer.insert("orders", row)
    fresh = drafts.draft(
        bench.ledger.read, composing.draft_update(bench, order_id=second, template="production-progress")
    )
    assert "TD-2026-0199" in fresh.subject
    assert "TD-2026-0160" not in fresh.subject + fresh.body


def test_a_kept_wording_is_listed_and_taken_away_and_undo_brings_it_back(bench, company):
    number = _drafted(bench, company)
    _retyped(bench, number, "Kind regards", "Moin moin")
    kept = wordings.save(bench, wordings.proposed(bench, number)[0].wording)
    listed = wordings.every(bench)
    assert [(each.party, each.wording.code) for each in listed] == [("Nordlicht Möbel GmbH", "production-progress")]
    assert listed[0].template is not None
    bench.ledger.take_news()
    wordings.remove(bench, kept)
    assert wordings.every(bench) == ()
    undo_id = bench.ledger.take_news()[-1].undo_id
    assert undo_id is not None
    bench.ledger.undo(undo_id)
    assert wordings.every(bench) == listed


def test_keeping_a_wording_again_replaces_it(bench, company):
    number = _drafted(bench, company)
    for words in ("Moin moin", "Ahoy"):
        draft = drafts.draft(bench.ledger.read, number)
        composing.save_text(bench, number, draft.subject, f"{draft.body}\n{words}")
        wordings.save(bench, wordings.proposed(bench, number)[0].wording)
    assert len(wordings.every(bench)) == 1
    assert "Ahoy" in wordings.every(bench)[0].wording.body


def test_a_wording_may_leave_out_what_the_template_needs_but_not_name_what_is_no_fact(bench, company):
    kept = wordings.proposed(bench, _drafted(bench, company))[0].wording
    assert wordings.save(bench, replace(kept, body="Only words."))
    with pytest.raises(RuleSaysNo) as refused:
        wordings.save(bench, replace(kept, body="One.\n{{ order.numbr }}"))
    assert refused.value.facts["line"] == "2"


def test_braces_written_by_hand_stay_braces(bench, company):
    number = _drafted(bench, company)
    _retyped(bench, number, "Kind regards", "Use {{ these }} and {% those %}")
    wordings.save(bench, wordings.proposed(bench, number)[0].wording)
    composing.discard(bench, number)
    assert "Use {{ these }} and {% those %}" in drafts.draft(bench.ledger.read, _drafted(bench, company)).body


def test_a_signature_signs_every_message_in_its_language(bench, company):
    number = snippets.save(bench, Snippet(0, SnippetKind.SIGNATURE, "Short", "en", "{{ my.name }}\nYour man in Ningbo"))
    english = drafts.draft(bench.ledger.read, _drafted(bench, company))
    assert english.body.endswith("Kind regards,\nChen Yu\nYour man in Ningbo")
    chinese = composing.draft_update(bench, order_id=company.order, template="goods-ready", language="zh_CN")
    assert "Your man in Ningbo" not in drafts.draft(bench.ledger.read, chinese).body
    snippets.remove(bench, number)
    composing.discard(bench, english.id)
    assert "working hours" in drafts.draft(bench.ledger.read, _drafted(bench, company)).body


def test_the_first_signature_is_the_usual_one_until_another_is_made_so(bench, company):
    first = snippets.save(bench, Snippet(0, SnippetKind.SIGNATURE, "Short", "en", "C. Yu"))
    second = snippets.save(bench, Snippet(0, SnippetKind.SIGNATURE, "Long", "en", "Chen Yu, Ningbo"))
    assert snippets.usual(snippets.every(bench)) == {first}
    snippets.make_usual(bench, second)
    assert snippets.usual(snippets.every(bench)) == {second}
    assert drafts.draft(bench.ledger.read, _drafted(bench, company)).body.endswith("Chen Yu, Ningbo")


def test_a_text_that_names_the_signature_is_signed_without_one_of_the_users(bench, company):
    template = templates.choose(bench, "letter", "en")
    templates.save(bench, replace(template, body="{{ contact.salutation }},\n\n{{ my.signature }}", required=()))
    body = drafts.draft(bench.ledger.read, _drafted(bench, company, "letter")).body
    assert body.startswith("Dear Mr. Brandt,\n\nChen Yu\nNingbo Lantian Trading · working hours ")


def test_a_piece_is_put_in_with_the_facts_of_the_draft(bench, company):
    piece = Snippet(0, SnippetKind.SNIPPET, "Bank", "en", "Order {{ order.number }}, packed as {{ packages.summary }}.")
    number = snippets.save(bench, piece)
    told = snippets.filled(bench, number, _drafted(bench, company))
    assert told == "Order TD-2026-0160, packed as ⟦packages.summary⟧."


@pytest.mark.parametrize(
    ("piece", "field"),
    [
        (Snippet(0, SnippetKind.SNIPPET, "  ", "en", "Words"), "name"),
        (Snippet(0, SnippetKind.SNIPPET, "Bank", "en", "Words"), "name"),
        (Snippet(0, SnippetKind.SNIPPET, "Other", "en", " "), "body"),
        (Snippet(0, SnippetKind.SNIPPET, "Other", "en", "{{ nothing.here }}"), "body"),
    ],
)
def test_a_piece_without_name_or_words_or_with_a_fault_is_refused(bench, piece, field):
    snippets.save(bench, Snippet(0, SnippetKind.SNIPPET, "Bank", "en", "Words"))
    with pytest.raises(RuleSaysNo) as refused:
        snippets.save(bench, piece)
    assert refused.value.field == field
    assert len(snippets.every(bench)) == 1


def test_bold_words_of_a_text_stay_bold_and_stars_of_a_value_stay_stars(bench, company):
    letter = templates.choose(bench, "letter", "en")
    body = "{{ contact.salutation }},\n\nall about **{{ order.summary }}** and **more**."
    templates.save(bench, replace(letter, body=body, required=()))
    with bench.ledger.write("order") as writer:
        writer.update("orders", company.order, {"summary": "**120** sets"})
    number = _drafted(bench, company, "letter")
    before = drafts.draft(bench.ledger.read, number)
    assert before.body.endswith("all about **120** sets and more.")
    kept = wordings.proposed(bench, number)[0].wording
    assert "**{{ order.summary }}** and **more**." in kept.body
    wordings.save(bench, kept)
    composing.discard(bench, number)
    again = drafts.draft(bench.ledger.read, _drafted(bench, company, "letter"))
    assert (again.body, again.rich) == (before.body, before.rich)


def test_each_tone_keeps_a_wording_of_its_own_and_the_others_stay_as_they_were(bench, company):
    number = _drafted(bench, company)
    usual = drafts.draft(bench.ledger.read, number)
    for tone, words in (("warm", "Warm greetings from Ningbo"), ("formal", "Most respectfully")):
        composing.set_tone(bench, number, tone)
        closing = {"warm": "With warm regards", "formal": "Yours sincerely"}[tone]
        _retyped(bench, number, closing, words)
        wordings.save(bench, wordings.proposed(bench, number)[0].wording)
    told = {}
    for tone in ("direct", "warm", "formal"):
        composing.set_tone(bench, number, tone)
        told[tone] = drafts.draft(bench.ledger.read, number).body
    assert told["direct"] == usual.body
    assert "Warm greetings from Ningbo" in told["warm"]
    assert "With warm regards" not in told["warm"]
    assert "Most respectfully" in told["formal"]
    assert [each.wording.language for each in wordings.every(bench)] == ["en"]
    snippets.save(bench, Snippet(0, SnippetKind.SIGNATURE, "Short", "en", "Chen, Ningbo"))
    composing.write_anew(bench, number)
    assert drafts.draft(bench.ledger.read, number).body.rstrip().endswith("Most respectfully,\nChen, Ningbo")


def test_in_a_tone_without_a_wording_the_customer_gets_the_template_as_it_is_now(bench, company):
    number = _drafted(bench, company)
    composing.set_tone(bench, number, "warm")
    _retyped(bench, number, "With warm regards", "Moin moin from Ningbo")
    wordings.save(bench, wordings.proposed(bench, number)[0].wording)
    usual = templates.choose(bench, "production-progress", "en")
    templates.save(bench, replace(usual, body=f"{usual.body}\nP.S. We moved to the new works."))
    told = {}
    for tone in ("direct", "warm"):
        composing.set_tone(bench, number, tone)
        told[tone] = drafts.draft(bench.ledger.read, number).body
    assert "P.S. We moved" in told["direct"]
    assert "P.S. We moved" not in told["warm"]
    assert "Moin moin from Ningbo" in told["warm"]
    kept = wordings.every(bench)[0].wording
    typed = replace(usual, subject=kept.subject, body=kept.body, required=())
    wanted = template_preview.Wanted(company.party, company.order)
    shown = template_preview.scene(bench, typed, wanted, is_wording=True).look(typed).preview
    assert shown is not None
    assert shown.rendered.body.strip() == told["direct"].strip()
    assert shown.rendered.subject


def test_of_a_letter_in_two_languages_each_keeps_its_own_wording(bench, company):
    number = _drafted(bench, company)
    composing.set_second_language(bench, number, "zh_CN")
    _retyped(bench, number, "Kind regards", "Moin moin from Ningbo")
    _retyped(bench, number, "顺祝商祺！", "宁波问好！")
    before = drafts.draft(bench.ledger.read, number)
    first, second = wordings.proposed(bench, number)
    assert (first.wording.language, second.wording.language) == ("en", "zh_CN")
    assert "{{ order.number }}" in second.wording.subject
    assert "Moin moin" not in second.wording.body
    for each in (first, second):
        wordings.save(bench, each.wording)
    composing.write_anew(bench, number)
    again = drafts.draft(bench.ledger.read, number)
    assert (again.subject, again.body) == (before.subject, before.body)


def test_a_draft_whose_template_was_deleted_since_can_still_be_read_and_kept_as_text(bench, company):
    letter = templates.choose(bench, "letter", "en")
    own = replace(letter, code="", id=None, builtin=False, name_en="Port news", required=())
    number = templates.save(bench, own)
    draft = _drafted(bench, company, "own-port-news")
    templates.remove(bench, number)
    assert composing.view(bench, draft).draft.template == "own-port-news"
    with pytest.raises(NotThere):
        wordings.proposed(bench, draft)


def test_deleting_a_text_takes_its_wordings_along_and_undo_brings_them_back(bench, company):
    letter = templates.choose(bench, "letter", "en")
    own = replace(letter, code="", id=None, builtin=False, name_en="Port news", required=())
    number = templates.save(bench, own)
    wordings.save(bench, wordings.proposed(bench, _drafted(bench, company, "own-port-news"))[0].wording)
    bench.ledger.take_news()
    templates.remove(bench, number)
    assert wordings.every(bench) == ()
    undo_id = bench.ledger.take_news()[-1].undo_id
    assert undo_id is not None
    bench.ledger.undo(undo_id)
    assert len(wordings.every(bench)) == 1
