"""A test draft to oneself: what is opened in the chosen way, and what is asked about afterwards."""

from __future__ import annotations

import os
from urllib.parse import unquote

import pytest

from tests.support.desk_bench import bench_at
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.integrations.mail.adapters.by_hand import ByHand
from tradedesk.integrations.mail.adapters.mail_link import MailLink
from tradedesk.services import own_company, trial_draft
from tradedesk.services.bench import Bench

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")


@pytest.fixture
def bench(bench: Bench, program) -> Bench:
    own_company.set_own_field(bench, "mail", "chen@lantian-trading.com")
    return bench


def test_the_draft_goes_to_oneself_with_everything_that_is_hard_in_it(bench, program):
    trial = trial_draft.open_trial(bench, "thunderbird")
    told = program.compose()
    assert told.startswith("-compose\nto=chen@lantian-trading.com,")
    assert trial_draft.SUBJECT in told
    assert "TradeDesk 测试 & 100%.txt" in unquote(told)
    assert (trial.program, trial.parts) == ("Thunderbird", ("to", "subject", "text", "attachment"))
    assert bench.ledger.read.value("select count(*) from messages") == 0


def test_without_a_choice_the_way_that_would_be_taken_is_tried(bench):
    assert trial_draft.open_trial(bench, "").code == "thunderbird"


def test_without_an_own_address_it_is_asked_for(tmp_path, program):
    with bench_at(tmp_path / "other") as bench, pytest.raises(RuleSaysNo, match="trial-without-address") as no:
        trial_draft.open_trial(bench, "")
    assert no.value.field == "mail"
    assert not program.was_started


def test_a_way_without_attachments_is_tried_without_one(bench, program):
    bench.__dict__["mail_programs"] = (MailLink(label="KMail", command=(str(program.path),)),)
    trial = trial_draft.open_trial(bench, "mailto")
    assert trial.parts == ("to", "subject", "text")
    assert [reason.code for reason in trial.lost] == ["mail-loses-attachments"]
    assert program.compose().startswith("mailto:chen@lantian-trading.com?subject=")


def test_by_hand_the_text_is_given_back_for_the_clipboard(bench, program):
    bench.__dict__["mail_programs"] = (ByHand(command=(str(program.path),)),)
    trial = trial_draft.open_trial(bench, "by-hand")
    assert (trial.by_hand, trial.text) == (True, trial_draft.TEXT)
    assert program.compose().strip().endswith("/attachments")


def test_a_way_that_is_gone_is_told(bench):
    with pytest.raises(NeighbourFailed, match="mail-no-program"):
        trial_draft.open_trial(bench, "outlook")
