"""One message with everything in it into a real Claws Mail and Evolution, none of which was running.

Forty more, into programs that run already, and more programs are in tests/mail.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mail.everything import assert_all_kept, message
from tests.mail.proof import forget, hand_over
from tests.support import claws, evolution
from tradedesk.integrations.mail.adapters.claws import ClawsMail
from tradedesk.integrations.mail.adapters.evolution import Evolution


@pytest.mark.skipif(bool(claws.without()), reason=claws.without())
def test_claws_mail_keeps_a_message_with_everything_in_it(tmp_path: Path) -> None:
    request = message(tmp_path)
    assert [reason.code for reason in ClawsMail().lost(request)] in ([], ["mail-wraps-lines"])
    with claws.claws_mail(tmp_path / "desktop") as program:
        assert hand_over(tmp_path, request, "claws", program.path) == ()
        draft = program.read_draft()
    forget()
    assert_all_kept(request, draft)


@pytest.mark.skipif(bool(evolution.without()), reason=evolution.without())
def test_evolution_keeps_a_message_with_everything_in_it(tmp_path: Path) -> None:
    request = message(tmp_path)
    assert [reason.code for reason in Evolution().lost(request)] in ([], ["mail-wraps-lines"])
    with evolution.evolution(tmp_path / "desktop") as program:
        assert hand_over(tmp_path, request, "evolution", program.path) == ()
        draft = program.read_draft(request.subject)
    forget()
    assert_all_kept(request, draft)
