"""From the hand-over into a real Thunderbird, really sent there, and found again in its profile as it was sent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk
from tests.support.thunderbird import WITHOUT, installed
from tests.support.thunderbird_sends import SendingThunderbird, outgoing_server
from tradedesk.domain.message import MessageState
from tradedesk.integrations.mail import launcher
from tradedesk.runtime.clock import now_utc
from tradedesk.services import composing, handing_over, log, mail_stores, sent_mail

pytestmark = pytest.mark.skipif(installed() is None, reason=WITHOUT)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SendingThunderbird]:
    with SendingThunderbird(tmp_path) as opened:
        monkeypatch.setenv("PATH", opened.path_with_wrapper)
        yield opened
    launcher.forget_finished()


def test_what_thunderbird_sent_is_found_as_it_was_handed_over(session: SendingThunderbird, tmp_path: Path) -> None:
    paper = tmp_path / "形式发票 PI-2026-001.pdf"
    paper.write_bytes(b"%PDF-1.4\n" + os.urandom(20_000))
    with bench_at(tmp_path / "profile", now_utc) as bench, outgoing_server() as (port, got):
        bench.setting = {"mail_program": "thunderbird"}.get
        company = LetterDesk(bench)
        draft = composing.draft_update(bench, order_id=company.order)
        body = "Dear Mr. Brandt,\n\n" + "The 120 rattan lounge sets are in production. " * 12 + "\n\n我们会通知您。\n"
        composing.save_text(bench, draft, "Order TD-2026-0160: progress 生产进度", body)
        composing.attach(bench, draft, paper)
        handed = handing_over.hand_over(bench, draft, "proving")
        session.send(port)
        assert len(got) == 1
        mail_stores.add_place(bench, session.profile)
        outcome = sent_mail.look(bench)
        entry = log.message(bench, handed.message_id)
        found = sent_mail.compared_of(entry).found
        assert found is not None, outcome
        assert (entry.state, found.changes) == (MessageState.SENT, ())
        assert (found.kind, found.folder) == ("thunderbird", "Local Folders: Sent")
        assert {"sent-like-subject", "sent-like-people", "sent-like-text", "sent-like-files"} <= {
            each.code for each in found.why
        }
