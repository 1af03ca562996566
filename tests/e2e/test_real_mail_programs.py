"""One message with everything in it into a real Claws Mail, Evolution, KMail and Geary, none of which was running, and
through a real portal of the desktop.

Forty more, into programs that run already, are in tests/mail.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.mail.proof import assert_kept, forget, hand_over
from tests.support import claws, evolution, geary, kmail
from tests.support.draft_read_back import SavedDraft
from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import found_on_linux
from tradedesk.integrations.mail.adapters.claws import ClawsMail
from tradedesk.integrations.mail.adapters.evolution import Evolution
from tradedesk.integrations.mail.adapters.geary import Geary
from tradedesk.integrations.mail.adapters.kmail import KMail

LINES = (
    "Dear Mr. Müller,",
    "",
    "50% & more < 100% > \"quoted\" 'single' a=b + c # d ? e ; f",
    "您的订单已经进入生产阶段，预计十二月五日完工。",
    "شكرا لطلبكم، البضاعة جاهزة للشحن.",
    "  indented, -- and dashed",
    "https://example.com/track?no=1&lang=zh#top ,',attachment='/etc/host'",
    "<b>not bold</b> &amp; %0D%0A %41 📦",
)


def message(folder: Path) -> ComposeRequest:
    papers = []
    for name in ("PI 2026-001 (final).pdf", "形式发票 2026-001.pdf", "a,b & c's #1 100%.pdf"):
        path = folder / "my papers 单证" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"%PDF-1.4\n" + name.encode() * 3_000)
        papers.append(Attachment(name, str(path), path.stat().st_size))
    return ComposeRequest(
        to=(("Müller, Hans", "hans.mueller@example.com"), ("", "purchase@example.org")),
        cc=(("王小明", "wang@example.cn"),),
        bcc=(("علي حسن", "ali@example.ae"),),
        subject="报价 PI-2026-001, \"A & B\" = 100% 'ok'? عرض #1",
        text="\n".join(LINES * 40),
        attachments=tuple(papers),
    )


def assert_all_kept(request: ComposeRequest, draft: SavedDraft, *, in_order: bool = True) -> None:
    """The files are compared by their bytes, the rest as in the proof."""
    files = [replace(each, sha256=sha256(Path(each.path).read_bytes()).hexdigest()) for each in request.attachments]
    assert_kept(
        draft, replace(request, attachments=tuple(files)), as_columns=False, wraps_at=72, files_in_order=in_order
    )


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


@pytest.mark.skipif(bool(geary.without()), reason=geary.without())
def test_geary_keeps_a_message_with_everything_in_it(tmp_path: Path) -> None:
    request = message(tmp_path)
    assert Geary().lost(request) == ()
    with geary.geary(tmp_path / "desktop") as program:
        assert hand_over(tmp_path, request, "geary", program.path) == ()
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
