"""A draft for each customer of a notice: written anew for each, or the retyped text with each one's facts (A6, C5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.desk_bench import take_back
from tests.support.letter_desk import LetterDesk
from tests.support.many_firms import ManyFirms
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.rich_runs import Run
from tradedesk.domain.rich_store import of, stored
from tradedesk.domain.rich_text import Paragraph, Picture, from_plain
from tradedesk.ledger import drafts
from tradedesk.services import composing, draft_pictures, draft_text, group_notice, handing_over, templates


@pytest.fixture
def customers(bench, program) -> ManyFirms:
    LetterDesk(bench)
    return ManyFirms(bench)


def test_one_draft_each_addresses_everybody_by_name_and_is_taken_back_as_one(bench, customers):
    with bench.ledger.write("changed", undoable=False) as writer:
        writer.update("parties", customers.gamma, {"languages": "zh"})
    number = group_notice.start(bench, customers.all)
    told = []
    made = group_notice.one_draft_each(bench, number, progress=lambda *at: told.append(at))
    assert told[-1] == (5, 5)
    written = {each.party_id: each for each in (drafts.draft(bench.ledger.read, one) for one in made)}
    assert "Alpha person" in written[customers.alpha].body
    assert written[customers.gamma].language == "zh_CN"
    assert [(each.role, each.value) for each in written[customers.beta].recipients] == [("to", "office@beta.fr")]
    assert number not in [each[0] for each in composing.open_drafts(bench)]
    take_back(bench)
    assert [each[0] for each in composing.open_drafts(bench)] == [number]


@pytest.mark.parametrize("code", ["thank-you", "reorder-due", "auto-reply", "which-address", "holiday-notice"])
def test_a_draft_of_many_is_the_one_that_the_customer_alone_would_get(bench, customers, code):
    with bench.ledger.write("changed", undoable=False) as writer:
        order = {"party_id": customers.alpha, "number": "TD-2026-0131", "stage": "closed"}
        writer.insert("orders", {**order, "ordered_on": "2026-08-03", "summary": "Rattan *sets*"})
        writer.update("parties", customers.beta, {"languages": "de", "culture": "formal"})
        writer.insert("snippets", {
            "kind": "signature", "name": "usual", "language": "en",
            "body": "{{ my.company }}, also for {{ party.name }} since {{ last_order.date }}",
        })  # fmt: skip
    number = group_notice.start(bench, customers.all, template=code, language="en")
    many = [drafts.draft(bench.ledger.read, each) for each in group_notice.one_draft_each(bench, number)]
    for one in many:
        alone = composing.draft_update(bench, template=code, party_id=one.party_id)
        assert replace(drafts.draft(bench.ledger.read, alone), id=one.id) == one


def test_one_draft_each_of_a_retyped_text_fills_its_marks_by_customer(bench, customers):
    number = group_notice.start(bench, (customers.alpha, customers.beta))
    composing.save_text(bench, number, "News for ⟦party.name⟧", "To ⟦party.name⟧: we move.\n")
    made = group_notice.one_draft_each(bench, number)
    bodies = [drafts.draft(bench.ledger.read, each).body for each in made]
    assert bodies == ["To Alpha: we move.\n", "To Beta: we move.\n"]
    assert drafts.draft(bench.ledger.read, made[0]).subject == "News for Alpha"


def test_one_draft_each_of_a_text_with_a_sentence_more_still_greets_everybody_by_name(bench, customers):
    number = group_notice.start(bench, (customers.alpha, customers.silent))
    body = drafts.draft(bench.ledger.read, number).body
    assert body.startswith("Dear Sir or Madam,\n")
    composing.save_text(bench, number, "News", body.replace(",\n", ",\n\nDear Sir or Madam is no name.\n", 1))
    for each, name in zip(group_notice.one_draft_each(bench, number), ("Alpha", "Epsilon"), strict=True):
        draft = drafts.draft(bench.ledger.read, each)
        assert draft.body.startswith(f"Dear {name} person,\n\nDear Sir or Madam is no name.\n")


@pytest.mark.parametrize("opening", ["Dear Sir or Madams,", "To all: Dear Sir or Madam,", "Hello,"])
def test_one_draft_each_of_a_text_that_greets_otherwise_leaves_its_greeting(bench, customers, opening):
    number = group_notice.start(bench, (customers.alpha, customers.beta))
    composing.save_text(bench, number, "News", f"{opening}\nwe move.")
    made = [drafts.draft(bench.ledger.read, each).body for each in group_notice.one_draft_each(bench, number)]
    assert made == [f"{opening}\nwe move."] * 2


@pytest.mark.parametrize("then", ["changed", "removed"])
def test_one_draft_each_takes_the_text_as_it_stands_when_its_template_is_another_by_now(bench, customers, then):
    usual = templates.choose(bench, "thank-you", "en")
    own = replace(usual, id=None, code="own-news", builtin=False, required=(),
                  subject="We move", body="{{ contact.salutation }},\n\nwe move.")  # fmt: skip
    kept = templates.save(bench, own)
    number = group_notice.start(bench, (customers.alpha, customers.beta), template="own-news")
    if then == "removed":
        templates.remove(bench, kept)
    else:
        templates.save(bench, replace(templates.choose(bench, "own-news", "en"), body="We stay."))
    made = [drafts.draft(bench.ledger.read, each).body for each in group_notice.one_draft_each(bench, number)]
    assert made == ["Dear Alpha person,\n\nwe move.", "Dear Beta person,\n\nwe move."]


def test_one_draft_each_that_is_cancelled_makes_nothing(bench, customers, monkeypatch):
    monkeypatch.setattr(group_notice, "_TOGETHER", 2)
    number = group_notice.start(bench, customers.all)

    def stop(done, _every):
        if done == 4:
            raise RuntimeError("cancelled")

    with pytest.raises(RuntimeError):
        group_notice.one_draft_each(bench, number, progress=stop)
    assert [each[0] for each in composing.open_drafts(bench)] == [number]


def test_a_notice_whose_first_mail_is_out_is_not_made_single_drafts_of(bench, customers):
    number = group_notice.start(bench, customers.all)
    handing_over.hand_over(bench, number)
    with pytest.raises(RuleSaysNo, match="group-begun"):
        group_notice.one_draft_each(bench, number)


def test_one_draft_each_of_a_formatted_text_keeps_its_formatting_and_its_pictures(bench, customers):
    number = group_notice.start(bench, (customers.alpha, customers.beta))
    name = draft_pictures.keep(bench, number, b"our new building", "png")
    text = (Paragraph((Run("To ⟦party.name⟧: "), Run("we move", bold=True))), Picture(name, 100))
    composing.save_text(bench, number, "News", *stored(text))
    for each, firm in zip(group_notice.one_draft_each(bench, number), ("Alpha", "Beta"), strict=True):
        draft = drafts.draft(bench.ledger.read, each)
        bold = Paragraph((Run(f"To {firm}: "), Run("we move", bold=True)))
        assert of(draft.body, draft.rich) == (bold, Picture(name, 100))
        assert draft_pictures.load(bench, each, [name]) == ((name, b"our new building"),)


def test_one_draft_each_of_words_made_bold_by_hand_leaves_them_bold(bench, customers):
    number = group_notice.start(bench, (customers.alpha, customers.beta))
    body = drafts.draft(bench.ledger.read, number).body
    words = stored((Paragraph((Run(body.splitlines()[0], bold=True),)), *from_plain(body)[1:]))
    composing.save_text(bench, number, "News", *words)
    made = [drafts.draft(bench.ledger.read, each) for each in group_notice.one_draft_each(bench, number)]
    for draft, name in zip(made, ("Alpha", "Beta"), strict=True):
        blocks = of(draft.body, draft.rich)
        assert blocks == (Paragraph((Run(f"Dear {name} person,", bold=True),)), *from_plain(body)[1:])


def test_one_draft_each_of_what_was_written_days_ago_still_addresses_everybody_by_name(bench, customers, clock):
    usual = templates.choose(bench, "thank-you", "en")
    templates.save(bench, replace(usual, body=f"{usual.body}\nPlease answer by {{{{ reply.by }}}}."))
    number = group_notice.start(bench, (customers.alpha, customers.beta), template="thank-you")
    assert "24 November 2026" in drafts.draft(bench.ledger.read, number).body
    clock.moment += timedelta(days=3)
    made = [drafts.draft(bench.ledger.read, each).body for each in group_notice.one_draft_each(bench, number)]
    assert ["27 November 2026" in each for each in made] == [True, True]
    assert ["Alpha person" in made[0], "Beta person" in made[1]] == [True, True]


def test_who_reads_the_second_language_of_a_notice_first_gets_it_once(bench, customers):
    with bench.ledger.write("changed", undoable=False) as writer:
        writer.update("parties", customers.beta, {"languages": "zh"})
    number = group_notice.start(bench, (customers.alpha, customers.beta), template="holiday-notice", language="en")
    draft_text.set_second_language(bench, number, "zh_CN")
    made = [drafts.draft(bench.ledger.read, each) for each in group_notice.one_draft_each(bench, number)]
    assert [(each.language, each.second_language) for each in made] == [("en", "zh_CN"), ("zh_CN", "")]


def test_who_has_proofread_the_notice_has_not_proofread_what_is_written_anew_for_each(bench, customers):
    number = group_notice.start(bench, (customers.alpha, customers.beta))
    draft_text.say_proofread(bench, number, "Maria Nowak")
    written = group_notice.one_draft_each(bench, number)
    assert {draft_text.proofread_by(drafts.draft(bench.ledger.read, each)) for each in written} == {""}
    take_back(bench)
    composing.save_text(bench, number, "News", "We move.")
    retyped = group_notice.one_draft_each(bench, number)
    assert {draft_text.proofread_by(drafts.draft(bench.ledger.read, each)) for each in retyped} == {"Maria Nowak"}
