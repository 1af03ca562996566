"""The whole program and a real Thunderbird: what was written in the window stands in the draft, to the byte."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

from tests.support.at_the_window import User, whole_program
from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk
from tests.support.thunderbird import WITHOUT, ReadBack, ThunderbirdSession, installed
from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment, MessageState
from tradedesk.integrations.mail import fingerprint
from tradedesk.services import log
from tradedesk.services.log import LogQuery

pytestmark = pytest.mark.skipif(installed() is None, reason=WITHOUT)

CUSTOMER = "Nordlicht, Möbel & Söhne „Ost“ GmbH"
PERSON = 'Brandt, Jörg "JB" & 王小明'
SUBJECT = "Order TD-2026-0160, \"A & B\" = 100% 'ok'? 报价单 عرض سعر #1"
PAPERS = ("PI 2026-001 (final).pdf", "形式发票 2026-001.pdf", "a,b & c's #1 100%.pdf")
LINES = (
    "Dear Mr. Brandt, ",
    "",
    "50% & more < 100% > \"quoted\" 'single' a=b + c # d ? e ; f, g",
    "您的订单已经进入生产阶段，预计十二月五日完工，届时将安排验货。",
    "شكرا لطلبكم، البضاعة جاهزة للشحن.",
    "Qty\t500  pcs",
    "https://example.com/track?no=1&lang=zh#top ,',attachment='/etc/hostname',subject='x",
    "<b>not bold</b> &amp; %0D%0A =?utf-8?q?=41?= 📦",
)


def long_text() -> str:
    """More than 20,000 characters in lines of every length."""
    lines = [*LINES, "长" * 2_000]
    while sum(map(len, lines)) + len(lines) <= 20_100:
        lines.append(f"{len(lines)}. {LINES[len(lines) % len(LINES)]}")
    return "\n".join(lines)


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    """Files as a trader has them, in a folder with a space."""
    folder = tmp_path / "my papers 单证"
    folder.mkdir()
    for name in PAPERS:
        (folder / name).write_bytes(b"%PDF-1.4\n" + name.encode() * 3_000)
    return {name: folder / name for name in PAPERS}


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with ThunderbirdSession(tmp_path) as opened:
        monkeypatch.setenv("PATH", opened.path_with_wrapper)
        yield opened


@pytest.fixture
def user(qtbot, qapp, tmp_path, session):
    with bench_at(tmp_path / "profile") as bench:
        LetterDesk(bench, customer=CUSTOMER, brandt=PERSON)
    with whole_program(qtbot, qapp, tmp_path / "profile") as made:
        yield made


def write(user: User, papers: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """From the order to a finished letter, by mouse, keyboard and clipboard."""
    user.find("TD-2026-0160", "TD-2026-0160")
    user.press("Ctrl+U")
    user.reads("Open in Thunderbird", "einkauf@nordlicht.de", "j.brandt@nordlicht.de")
    user.click("Bcc")
    user.named(QLineEdit, "Add to Bcc").setFocus()
    user.type("ali@example.ae")
    user.press("Return")
    user.reads("Bcc, ali@example.ae")
    subject = user.named(QPlainTextEdit, "Subject")
    subject.setFocus()
    user.press("Ctrl+A")
    user.paste(SUBJECT)
    user.press("Return")
    user.press("Ctrl+A")
    user.paste(long_text())
    chosen = [str(path) for path in papers.values()]
    with monkeypatch.context() as patch:  # the system's own file dialog
        patch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
        user.press("Ctrl+Shift+A")
        user.reads(*papers)
    user.settle()


def drafted(papers: dict[str, Path]) -> ComposeRequest:
    files = tuple(
        Attachment(name, str(path), path.stat().st_size, sha256(path.read_bytes()).hexdigest())
        for name, path in papers.items()
    )
    return ComposeRequest(
        (("", "einkauf@nordlicht.de"),),
        ((PERSON, "j.brandt@nordlicht.de"),),
        (("", "ali@example.ae"),),
        SUBJECT,
        long_text(),
        files,
    )


def lines(text: str) -> list[str]:
    """Line by line; spaces that nobody sees at their ends may go, and what would join two lines must."""
    return [line.rstrip(" ") for line in text.rstrip("\n").split("\n")]


def assert_kept(draft: ReadBack, written: ComposeRequest) -> None:
    assert (draft.shown_to, draft.to) == ([*written.to], [*written.to])
    assert (draft.shown_cc, draft.cc) == ([*written.cc], [*written.cc])
    assert (draft.shown_bcc, draft.bcc) == ([*written.bcc], [*written.bcc])
    assert (draft.shown_subject, draft.subject) == (written.subject, written.subject)
    assert lines(draft.shown_text) == lines(written.text)
    assert lines(draft.text) == lines(written.text)
    assert draft.attachments == [(each.name, each.sha256) for each in written.attachments]


def test_what_is_written_in_the_window_stands_in_thunderbirds_draft_to_the_byte(
    user: User, session: ThunderbirdSession, papers: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(user, papers, monkeypatch)
    written = drafted(papers)
    assert len(written.text) > 20_000
    user.click("Open in Thunderbird")
    user.reads("Opened in Thunderbird: 3 recipients · 3 attachments", "What became of it?")
    assert_kept(session.read_draft(), written)
    user.click("Sent as it is")
    user.reads("You said: sent as it is")
    user.settle()
    (number,) = log.ids(user.bench, LogQuery())
    entry = log.message(user.bench, number)
    assert (entry.state, entry.program) == (MessageState.SENT, "Thunderbird")
    assert entry.fingerprint == fingerprint.fingerprint(written)
    (started,) = session.commands()
    assert started[0] == "-compose"
