"""A formatted message goes into a real Thunderbird, and its look, its table and its picture are found in the draft."""

from __future__ import annotations

import os
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from zlib import compress, crc32

import pytest

from tests.support.thunderbird import WITHOUT, ReadBack, ThunderbirdSession, installed
from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment
from tradedesk.domain.rich_html import to_html
from tradedesk.domain.rich_pasted import from_html
from tradedesk.domain.rich_runs import Run
from tradedesk.domain.rich_text import Paragraph, Picture, Table, tidy, to_plain
from tradedesk.domain.template_bold import from_template
from tradedesk.integrations.mail import launcher, programs

pytestmark = pytest.mark.skipif(installed() is None, reason=WITHOUT)

LETTER = """Dear Mr. Müller,

please find attached **PI-2026-0160**: 50% & more < 100% > "quoted" 'single' =?utf-8?q?=41?= %41
- Amount: **USD 41,400.00**
  - 30% deposit
  - 70% against copy of B/L
- Track: https://example.com/track?no=1&lang=zh#top
1. one
2. two

您的订单已经进入生产阶段。**重要** 📦
شكرا لطلبكم، البضاعة جاهزة للشحن.
<b>not bold</b> <img src=file:///etc/hostname>

Ana <ana@example.com>"""


def cells(*words: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(each),) for each in words)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[ThunderbirdSession]:
    with ThunderbirdSession(tmp_path) as opened:
        yield opened
    launcher.forget_finished()


def a_picture(folder: Path) -> Attachment:
    """A small PNG, written here so that nothing but its points is in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + crc32(kind + data).to_bytes(4, "big")

    head = (60).to_bytes(4, "big") + (30).to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    rows = b"".join(b"\0" + b"\x0f\x76\x6e" * 60 for _ in range(30))
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", compress(rows)) + chunk(b"IEND", b"")
    path = folder / "picture-0a1b2c.png"
    path.write_bytes(content)
    return Attachment(path.name, str(path), len(content), sha256(content).hexdigest())


def parts(draft: ReadBack) -> list[EmailMessage]:
    message = message_from_bytes(draft.raw, policy=policy.default)
    return [part for part in message.walk() if isinstance(part, EmailMessage) and not part.is_multipart()]


@pytest.mark.parametrize("way", ["thunderbird", "eml"])
def test_a_formatted_message_arrives_with_its_look(way: str, session: ThunderbirdSession, tmp_path: Path) -> None:
    table = Table((cells("Goods", "Amount"), cells("Rattan lounge set 藤椅", "USD 41,400.00")))
    picture = a_picture(tmp_path)
    words = tidy((*from_template(LETTER), table, *from_template("**end**")))
    blocks = (*words, Picture(picture.name, 60), Paragraph((Run("Regards"),)))
    request = ComposeRequest(
        (("Müller, Hans", "hans@example.com"),), (), (), "PI-2026-0160", to_plain(blocks), (), to_html(blocks),
        (picture,),
    )  # fmt: skip
    found = programs.detect({**os.environ, "PATH": session.path_with_wrapper})
    choice = programs.choose(request, found, preferred=way)
    assert choice.program is not None
    assert (choice.program.code, choice.lost) == (way, ())
    launcher.open_draft(choice.program, request, tmp_path / "outbox" / "17")
    draft = session.read_draft()

    assert draft.writes_html
    assert draft.shown_to == [*request.to]
    (html,) = (part.get_content() for part in parts(draft) if part.get_content_type() == "text/html")
    read = from_html(html)
    assert to_plain(read.blocks) == to_plain((*words, Paragraph((Run("Regards"),))))
    assert read.blocks == (*words, Paragraph((Run("Regards"),)))
    assert read.pictures == 1
    (shown,) = (part.get_payload(decode=True) for part in parts(draft) if part.get_content_type() == "image/png")
    assert sha256(shown).hexdigest() == picture.sha256
    # Thunderbird itself makes a link of an address that is written; a picture it must not become.
    assert html.count("<img") == 1


def test_a_hundred_thousand_characters_arrive(session: ThunderbirdSession, tmp_path: Path) -> None:
    blocks = from_template("**begin**\n" + "\n".join(f"line {n}: " + "word " * 12 + "ok" for n in range(1_500)))
    request = ComposeRequest((("", "ana@example.com"),), (), (), "long", to_plain(blocks), (), to_html(blocks))
    assert len(request.text) > 100_000
    found = programs.detect({**os.environ, "PATH": session.path_with_wrapper})
    program = next(each for each in found if each.code == "thunderbird")
    launcher.open_draft(program, request, tmp_path / "outbox" / "17")
    (html,) = (part.get_content() for part in parts(session.read_draft()) if part.get_content_type() == "text/html")
    assert from_html(html).blocks == blocks
