"""A formatted message: the same words twice, its pictures beside them, and nothing of them becomes anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.domain.rich_html import cid_of, to_html
from tradedesk.domain.rich_runs import Run
from tradedesk.domain.rich_text import Paragraph, Picture, from_plain, to_plain
from tradedesk.domain.template_bold import from_template
from tradedesk.integrations.mail.adapters.mail_link import MailLink
from tradedesk.integrations.mail.adapters.thunderbird import Thunderbird
from tradedesk.integrations.mail.eml import eml_bytes
from tradedesk.integrations.mail.fingerprint import fingerprint
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import stopping

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
BLOCKS = (*from_template("Dear Ana,\n**PI 160** <b>\n- 藤椅"), Picture("picture-0a1b.png", 120))


@pytest.fixture
def request_(tmp_path: Path) -> ComposeRequest:
    picture, paper = tmp_path / "picture-0a1b.png", tmp_path / "PI.pdf"
    picture.write_bytes(b"\x89PNG" + bytes(range(256)) * 3)
    paper.write_bytes(b"%PDF")
    return ComposeRequest(
        (("", "ana@example.com"),), (), (), "PI", to_plain(BLOCKS),
        (Attachment("PI.pdf", str(paper)),), to_html(BLOCKS), (Attachment(picture.name, str(picture)),),
    )  # fmt: skip


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [each.defects for each in message.walk() if each.defects] == []
    return message


def shape(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def test_words_html_and_picture_are_parts_of_one_message(request_: ComposeRequest) -> None:
    message = read(eml_bytes(request_, AT))
    assert shape(message) == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf",
    ]  # fmt: skip
    parts = [part for part in message.walk() if not part.is_multipart()]
    text, html, picture, _ = (part.get_payload(decode=True) for part in parts)
    assert text.decode() == request_.text.replace("\n", "\r\n")
    assert html.decode() == request_.html
    assert picture == Path(request_.inline[0].path).read_bytes()
    assert parts[2]["Content-ID"] == f"<{cid_of('picture-0a1b.png')}>"
    assert parts[2].get_content_disposition() == "inline"
    assert f'src="cid:{cid_of("picture-0a1b.png")}"' in request_.html


def test_what_is_not_there_makes_no_part(request_: ComposeRequest) -> None:
    alone = replace(request_, attachments=(), inline=())
    assert shape(read(eml_bytes(alone, AT))) == ["multipart/alternative", "text/plain", "text/html"]
    assert shape(read(eml_bytes(replace(alone, html=""), AT))) == ["text/plain"]
    assert shape(read(eml_bytes(replace(request_, attachments=()), AT))) == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
    ]  # fmt: skip


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")))
def test_no_text_ends_its_part(words: str) -> None:
    text = f"{words}\n--=_TradeDesk_words--\n--=_TradeDesk_shown\n{words}"
    blocks = (Paragraph((Run("bold", bold=True),)), *from_plain(text))
    message = read(eml_bytes(ComposeRequest((), (), (("", "a@b.de"),), "s", text, html=to_html(blocks)), AT))
    assert shape(message) == ["multipart/alternative", "text/plain", "text/html"]


@pytest.mark.parametrize("name", ["x.svg", "a\r\nBcc: eve@example.com.png", 'a".png', "../a.png", ".png"])
def test_a_picture_has_a_name_of_ours_or_is_refused(name: str, request_: ComposeRequest) -> None:
    with pytest.raises(RuleSaysNo, match="attachment-name"):
        eml_bytes(replace(request_, inline=(replace(request_.inline[0], name=name),)), AT)


def test_the_fingerprint_tells_another_look_and_another_picture(request_: ComposeRequest, tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    other.write_bytes(b"other")
    told = {
        fingerprint(request_),
        fingerprint(replace(request_, html=request_.html.replace("<b>", "<i>"))),
        fingerprint(replace(request_, inline=(replace(request_.inline[0], path=str(other)),))),
        fingerprint(replace(request_, html="", inline=())),
    }
    assert len(told) == 4


def test_a_plain_message_keeps_the_fingerprint_it_always_had() -> None:
    whole = sha256()
    for role, value in (("to", "ana@example.com"), ("name", "Ana"), ("subject", "PI"), ("text", "Dear Ana")):
        whole.update(f"{role}:{len(value)}:{value}".encode())
    assert fingerprint(ComposeRequest((("Ana", "ana@example.com"),), (), (), "PI", "Dear Ana")) == whole.hexdigest()


def test_thunderbird_gets_one_line_of_html_with_its_pictures_in_it(request_: ComposeRequest, tmp_path: Path) -> None:
    start = Thunderbird(command=("thunderbird",)).prepare(request_, OutgoingFiles(tmp_path / "17"))
    ((_, _, argument),) = start.commands
    assert "format=html" in argument
    body = next(path for path in start.files if path.name == "body.html").read_text(encoding="utf-8")
    assert "\n" not in body
    assert '<img src="data:image/png;base64,' in body
    assert "cid:" not in body
    assert "&lt;b&gt;" in body


def test_words_that_look_like_a_picture_stay_words(tmp_path: Path, request_: ComposeRequest) -> None:
    written = f'<img src="cid:{cid_of("picture-0a1b.png")}"'
    html = to_html((*from_plain(written), *BLOCKS))
    start = Thunderbird(command=("x",)).prepare(replace(request_, html=html), OutgoingFiles(tmp_path / "17"))
    body = next(path for path in start.files if path.name == "body.html").read_text(encoding="utf-8")
    assert body.count("data:image") == 1


def test_a_way_that_keeps_words_only_says_so_and_may_be_taken(request_: ComposeRequest) -> None:
    link = MailLink(label="Mail", command=("x",))
    losses = link.lost(replace(request_, attachments=(), inline=()))
    assert "mail-loses-formatting" in [reason.code for reason in losses]
    assert "mail-loses-formatting" not in [reason.code for reason in stopping(losses)]
    assert "mail-loses-formatting" not in [
        reason.code for reason in link.lost(replace(request_, attachments=(), inline=(), html=""))
    ]
