"""The shipped texts give no cause for the advice that the program gives (C5, E1-E3), in any tone."""

from __future__ import annotations

import pytest

from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk
from tradedesk.domain.check import Advice, Weight
from tradedesk.domain.culture import Tone
from tradedesk.services import composing

WORDING = {
    Advice.ABBREVIATIONS, Advice.SLANG, Advice.SENTENCES, Advice.SHOUTING, Advice.SIGNS, Advice.LANGUAGE, Advice.TONE,
    Advice.SUBJECT,
}  # fmt: skip
#: What a quotation leaves out is the order's; a reorder is about the last order and names that.
NO_PARAMETERS = {"parameters-missing"}
NOT_THE_TEXT = {"reorder-due": {"subject-without-order"}}


@pytest.fixture
def desk(tmp_path):
    with bench_at(tmp_path / "profile") as bench:
        yield bench, LetterDesk(bench)


@pytest.mark.parametrize(("country", "tone"), [("DE", Tone.DIRECT), ("AE", Tone.WARM), ("JP", Tone.FORMAL)])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_shipped_text_is_advised_against(desk, country, tone, language):
    bench, company = desk
    with bench.ledger.write("moved", undoable=False) as writer:
        writer.update("parties", company.party, {"country": country, "languages": language.replace("_", "-").lower()})
    told = {}
    for code in sorted({each.code for each in bench.shipped_templates if each.language == language}):
        number = composing.draft_update(bench, order_id=company.order, template=code, language=language)
        composing.set_tone(bench, number, tone)
        checks = composing.view(bench, number).checks
        found = [each.reason for each in checks if each.weight is Weight.LOOK and each.kind in WORDING]
        told[code] = [each for each in found if each.code not in NOT_THE_TEXT.get(code, NO_PARAMETERS)]
    assert {code: reasons for code, reasons in told.items() if reasons} == {}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("goods", ["120 rattan lounge sets", ""])
def test_the_subject_of_a_letter_of_ones_own_says_more_than_the_order_s_number(desk, language, goods):
    bench, company = desk
    with bench.ledger.write("summed-up", undoable=False) as writer:
        writer.update("orders", company.order, {"summary": goods})
    letter = composing.view(bench, composing.draft_update(bench, order_id=company.order, template="letter",
                                                          language=language))  # fmt: skip
    assert (goods or "Ningbo Lantian Trading") in letter.draft.subject
    assert not [each for each in letter.checks if each.kind is Advice.SUBJECT]
