"""A message goes through the launcher into a real Thunderbird, and everything is found again in its draft."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.thunderbird import WITHOUT, ReadBack, ThunderbirdSession, installed
from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import launcher, programs

pytestmark = pytest.mark.skipif(installed() is None, reason=WITHOUT)

HARD_NAMES = (
    "PI 2026-001 (final).pdf",
    "形式发票 2026-001.pdf",
    "عرض سعر.pdf",
    "a,b & c's #1 100%.pdf",
    "{[~!$^;=+@]}.pdf",
)

LINES = (
    "Dear Mr. Müller,",
    "",
    "Order TD-2026-0131: 50% & more < 100% > \"quoted\" 'single' a=b + c # d ? e ; f",
    "您的订单已经进入生产阶段，预计十二月五日完工，届时将安排验货。",
    "شكرا لطلبكم، البضاعة جاهزة للشحن.",
    "Qty\t500  pcs",
    "  indented, -- and dashed",
    "https://example.com/track?no=1&lang=zh#top ,',attachment='/etc/hostname',subject='x",
    "<b>not bold</b> <img src=x> &amp; %0D%0A %41 =?utf-8?q?=41?= 📦",
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[ThunderbirdSession]:
    with ThunderbirdSession(tmp_path) as opened:
        yield opened
    launcher.forget_finished()


def files(folder: Path, *names: str) -> tuple[Attachment, ...]:
    made = []
    for name in names:
        path = folder / "documents" / name
        path.parent.mkdir(exist_ok=True)
        content = b"%PDF-1.4\n" + name.encode() * 3_000
        path.write_bytes(content)
        made.append(Attachment(name, str(path), len(content), sha256(content).hexdigest()))
    return tuple(made)


def handed_over(session: ThunderbirdSession, code: str, request: ComposeRequest, folder: Path) -> ReadBack:
    found = programs.detect({**os.environ, "PATH": session.path_with_wrapper})
    choice = programs.choose(request, found, preferred=code)
    assert choice.program is not None
    assert (choice.program.code, choice.lost) == (code, ())
    launcher.open_draft(choice.program, request, folder / "outbox" / "message 1, 正文")
    return session.read_draft()


def long_text() -> str:
    """More than 20,000 characters, in lines of every length, one of them of 2,000."""
    lines = [*LINES, "长" * 2_000]
    while sum(map(len, lines)) + len(lines) <= 20_100:
        lines.append(f"{len(lines)}. " + LINES[len(lines) % len(LINES)] * (1 + len(lines) % 4))
    return "\n".join(line.rstrip() for line in lines)


def without_end(text: str) -> str:
    return text.rstrip("\n")


def assert_kept(draft: ReadBack, request: ComposeRequest) -> None:
    assert (draft.shown_to, draft.to) == ([*request.to], [*request.to])
    assert (draft.shown_cc, draft.cc) == ([*request.cc], [*request.cc])
    assert (draft.shown_bcc, draft.bcc) == ([*request.bcc], [*request.bcc])
    assert (draft.shown_subject, draft.subject) == (request.subject, request.subject)
    assert without_end(draft.shown_text) == without_end(request.text)
    assert without_end(draft.text) == without_end(request.text)
    assert not draft.writes_html
    assert draft.shown_attachments == [each.name for each in request.attachments]
    assert draft.attachments == [(each.name, each.sha256) for each in request.attachments]


@pytest.mark.parametrize("way", ["thunderbird", "eml"])
def test_a_message_with_everything_in_it_arrives_whole_in_the_draft(
    way: str, session: ThunderbirdSession, tmp_path: Path
) -> None:
    request = ComposeRequest(
        to=(("Müller, Hans", "hans.mueller@example.com"), ("", "purchase@example.org")),
        cc=(("王小明", "wang@example.cn"), ('Pat "PJ" O\'Neil', "pat+po@example.com")),
        bcc=(("علي حسن", "ali@example.ae"),),
        subject="报价 PI-2026-001, \"A & B\" = 100% 'ok'? عرض #1",
        text=long_text(),
        attachments=files(tmp_path, *HARD_NAMES),
    )
    assert len(request.text) > 20_000
    assert_kept(handed_over(session, way, request, tmp_path), request)


def test_values_made_to_break_out_stay_inside_their_fields(session: ThunderbirdSession, tmp_path: Path) -> None:
    break_out = "5',attachment='/etc/hostname',bcc='eve@example.com"
    request = ComposeRequest(
        to=((break_out, "o'neil@example.com"), ("用户", "用户@例子.公司")),
        cc=(),
        bcc=(("a&b=c?d#e%2Cf%0D%0A", "a&b=c?d%e@example.com"),),
        subject=break_out + ' "quoted",message=/etc/hostname %0D%0ABcc:%20eve@example.com <b>',
        text="',attachment='/etc/hostname',body='\n<img src=file:///etc/hostname>\n" + break_out,
    )
    draft = handed_over(session, "thunderbird", request, tmp_path)
    # Domains go out in ASCII, whatever the program.
    assert_kept(draft, replace(request, to=(request.to[0], ("用户", "用户@xn--fsqu00a.xn--55qx5d"))))
    assert draft.header_names.count("Bcc") == 1
    (arguments,) = session.commands()
    assert arguments[0] == "-compose"
    assert len(arguments) == 2


def test_a_draft_that_names_nobody_but_hidden_recipients_and_says_nothing_arrives(
    session: ThunderbirdSession, tmp_path: Path
) -> None:
    request = ComposeRequest((), (), tuple(("", f"buyer{n}@example.com") for n in range(300)), "", "")
    draft = handed_over(session, "eml", request, tmp_path)
    assert (draft.bcc, draft.shown_bcc) == ([*request.bcc], [*request.bcc])
    assert (draft.to, draft.cc, draft.attachments, without_end(draft.text)) == ([], [], [], "")


def test_the_draft_keeps_the_files_as_they_were_handed_over(session: ThunderbirdSession, tmp_path: Path) -> None:
    request = ComposeRequest((("", "ana@example.com"),), (), (), "PI", "Dear Ana", files(tmp_path, "PI.pdf"))
    found = programs.detect({**os.environ, "PATH": session.path_with_wrapper})
    program = next(each for each in found if each.code == "thunderbird")
    launcher.open_draft(program, request, tmp_path / "17")
    Path(request.attachments[0].path).write_bytes(b"a later version")
    assert session.read_draft().attachments == [("PI.pdf", request.attachments[0].sha256)]
