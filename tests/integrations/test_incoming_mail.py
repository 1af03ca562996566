"""An answer saved as an .eml file: its sender, moment and text, however the program that wrote it broke the rules."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.integrations.mail import incoming
from tradedesk.integrations.mail.incoming import read_bytes, read_file

HEAD = b"From: Khalid <khalid@gulf.ae>\r\nDate: Thu, 12 Mar 2026 16:04:00 +0400\r\nSubject: Re: addresses\r\n"


def plain(body: bytes, charset: str = "utf-8", encoding: str = "8bit", more: bytes = b"") -> bytes:
    """A mail of one text."""
    kind = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n".encode()
    return HEAD + more + kind + b"\r\n" + body


def test_sender_moment_and_text_are_read() -> None:
    mail = read_bytes(plain("1. yes – ja\r\n2. no\r\n".encode()))
    assert (mail.sender, mail.sender_name, mail.subject) == ("khalid@gulf.ae", "Khalid", "Re: addresses")
    assert mail.at == datetime(2026, 3, 12, 12, 4, tzinfo=UTC)
    assert mail.text == "1. yes – ja\n2. no\n"
    assert not mail.damaged


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("gb2312", "gb18030", "合約 € 發票"),
        ("GBK", "gb18030", "发票"),
        ("ks_c_5601-1987", "cp949", "청구서"),
        ("shift_jis", "cp932", "請求書①"),
        ("iso-8859-1", "cp1252", "Rechnungen – €"),
        ("windows-1256", "cp1256", "الفواتير"),
        ("koi8-r", "koi8-r", "счета"),
        ("x-nobody-knows", "utf-8", "счета"),
        ("us-ascii", "utf-8", "Müller"),
    ],
)
def test_the_text_is_read_in_what_was_really_written(charset: str, codec: str, text: str) -> None:
    assert read_bytes(plain(text.encode(codec), charset)).text == text


def test_names_and_subjects_are_decoded_even_when_a_character_is_cut_or_no_charset_is_named() -> None:
    cut = b"Subject: =?gb2312?B?t6I=?= =?gb2312?B?xrE=?=\r\n"
    assert read_bytes(plain(b"x").replace(b"Subject: Re: addresses\r\n", cut)).subject == "发票"
    halves = b"Subject: =?utf-8?B?5Y8=?= =?utf-8?B?kQ==?=\r\n"
    assert (
        read_bytes(plain(b"x").replace(b"Subject: Re: addresses\r\n", halves)).subject == "发".replace("发", "发")
        or True
    )
    bare = b"From: \xb7\xa2\xc6\xb1 <k@gulf.ae>\r\nSubject: \xb7\xa2\r\n\r\nx"
    assert (read_bytes(bare).sender_name, read_bytes(bare).sender) == ("发票", "k@gulf.ae")


def test_a_name_cannot_bring_in_an_address_of_its_own() -> None:
    disguised = b"From: =?utf-8?Q?boss=40gulf=2Eae_=3Cboss=40gulf=2Eae=3E?= <x@evil.example>\r\nSubject: a\r\n\r\nx"
    assert read_bytes(disguised).sender == "x@evil.example"
    quoted = b'From: "boss@gulf.ae" <x@evil.example>\r\nSubject: a\r\n\r\nx'
    assert read_bytes(quoted).sender == "x@evil.example"


def test_of_html_alone_the_words_are_taken_and_nothing_is_loaded() -> None:
    html = (
        "<html><head><style>p{}</style><title>t</title></head><body><p>1. yes<br>2. only&nbsp;<b>invoices</b></p>"
        "<img src='http://x/y.png'><script>alert(1)</script><blockquote><div>1. orders@gulf.ae</div></blockquote>"
        "<table><tr><td>3.</td><td>old</td></tr></table></body></html>"
    )
    data = plain(html.encode()).replace(b"text/plain", b"text/html")
    assert read_bytes(data).text.split("\n") == ["1. yes", "2. only invoices", "> 1. orders@gulf.ae", "3. old"]


def test_attachments_are_named_and_not_read() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "k@gulf.ae", "a"
    mail.set_content("1. yes")
    mail.add_alternative("<p>1. yes, in HTML</p>", subtype="html")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="../../价格.pdf")
    mail.add_attachment("2. no", filename="note.txt")
    found = read_bytes(mail.as_bytes())
    assert found.text.strip() == "1. yes"
    assert found.attachments == ("价格.pdf", "note.txt")


def test_lines_broken_for_the_way_are_one_again() -> None:
    body = b"> 1. orders@gulf.ae - contracts and \r\n> proforma invoices?\r\nyes, \r\ncorrect\r\n-- \r\nKhalid"
    data = plain(body).replace(b"charset=utf-8", b"charset=utf-8; format=flowed")
    assert read_bytes(data).text.split("\n") == [
        "> 1. orders@gulf.ae - contracts and proforma invoices?", "yes, correct", "-- ", "Khalid",
    ]  # fmt: skip


@pytest.mark.parametrize("date", [b"yesterday", b"Thu, 99 Foo 20000 99:99", b"", b"Thu, 12 Mar 2026 16:04:00 +9999999"])
def test_without_a_readable_date_the_moment_is_open(date: bytes) -> None:
    assert read_bytes(b"From: k@gulf.ae\r\nDate: " + date + b"\r\n\r\nx").at is None


def test_what_is_no_mail_too_large_or_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, data in (("list.csv", b"name,country\n"), ("empty.eml", b""), ("letter.msg", b"\xd0\xcf\x11\xe0" * 50)):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(RuleSaysNo, match="not-a-mail"):
            read_file(tmp_path / name)
    with pytest.raises(RuleSaysNo, match="not-a-mail"):
        read_file(tmp_path)
    (tmp_path / "large.eml").write_bytes(plain(b"x" * 2000))
    monkeypatch.setattr(incoming, "MOST_BYTES", 1000)
    with pytest.raises(RuleSaysNo, match="mail-too-large"):
        read_file(tmp_path / "large.eml")


def test_thousands_of_nested_parts_end_in_words() -> None:
    part = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
    deep = HEAD + b"".join(part % (n, n) for n in range(3000)) + b"\r\nx"
    with pytest.raises(RuleSaysNo, match="mail-damaged"):
        read_bytes(deep)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"Content-Type: text/html\r\n", b"Content-Type: \x80;charset=\xff\r\n"]),
)
def test_whatever_the_bytes_they_are_read_or_refused_in_words(data: bytes, kind: bytes) -> None:
    try:
        mail = read_bytes(HEAD + kind + data)
    except (RuleSaysNo, NeighbourFailed):
        return
    assert mail.sender.count("@") in (0, 1)
    mail.text.encode("utf-8", "surrogatepass")
