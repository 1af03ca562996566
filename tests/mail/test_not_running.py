"""One message with everything in it into a real KMail that was not running, and through a real portal.

Claws Mail and Evolution get theirs before every change (tests/e2e). A Geary that was not running opens the message with
everything in it, but does not always save it by itself, so there is nothing to read back.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.mail.everything import assert_all_kept, message
from tests.mail.proof import forget, hand_over
from tests.support import evolution, kmail
from tradedesk.integrations.mail import found_on_linux
from tradedesk.integrations.mail.adapters.kmail import KMail


@pytest.mark.skipif(bool(kmail.without()), reason=kmail.without())
def test_kmail_keeps_a_message_with_everything_in_it(tmp_path: Path) -> None:
    request = message(tmp_path)
    assert [reason.code for reason in KMail().lost(request)] in ([], ["mail-wraps-lines"])
    with kmail.kmail() as program:
        program.run_and_close()
        assert hand_over(tmp_path, request, "kmail", program.path) == ()
        draft = program.read_draft()
    forget()
    assert_all_kept(request, draft, in_order=False)


@pytest.mark.skipif(bool(evolution.without_portal()), reason=evolution.without_portal())
def test_the_portal_of_the_desktop_carries_everything_but_names_and_attachments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found_on_linux, "_FLATPAK_INFO", tmp_path)  # only from within a Flatpak is it taken
    request = replace(message(tmp_path), attachments=())
    with evolution.evolution(tmp_path / "desktop", **evolution.WITH_PORTAL) as program:
        program.run_first()
        assert hand_over(tmp_path, request, "portal", program.path_to_portal()) == ()
        draft = program.read_draft(request.subject)
    forget()
    nameless = {role: tuple(("", address) for _, address in getattr(request, role)) for role in ("to", "cc", "bcc")}
    assert_all_kept(replace(request, **nameless), draft)
