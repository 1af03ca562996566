"""One message with everything in it that is likely to be lost."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from tests.mail.proof import assert_kept
from tests.support.draft_read_back import SavedDraft
from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment

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
