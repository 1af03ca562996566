"""The .eml draft holds exactly the headers, people, text and files of the message, and nothing of them gets out."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail.eml import eml_bytes

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ADDRESSES = st.sampled_from(["ana@example.com", "o'neil@example.com", "a&b=c?d%e+f@example.com"])
# Printable and unprintable alike, all but what the gate refuses in a header.
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029"))
PEOPLE = st.lists(st.tuples(LINES, ADDRESSES), max_size=3).map(tuple)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"))
REQUESTS = st.builds(ComposeRequest, PEOPLE, PEOPLE, PEOPLE, LINES, TEXTS)
INJECTION = "=?utf-8?q?a=0D=0ABcc:_eve=40example.com?="

HARD_NAMES = (
    "PI 2026-001 (final).pdf",
    "形式发票 2026-001.pdf",
    "عرض سعر.pdf",
    "a,b & c's #1 100%.pdf",
    'say "hi"; x=1.pdf',
    "=?utf-8?q?x?=.pdf",
    "长" * 80 + ".pdf",
    "a" * 251 + ".pdf",
    "no ending",
)


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def people(raw: bytes, header: str) -> list[tuple[str, str]]:
    found = getaddresses(message_from_bytes(raw).get_all(header, []))
    return [(str(make_header(decode_header(name))), address) for name, address in found]


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return body.get_payload(decode=True).decode("utf-8")  # type: ignore[union-attr]


def files(folder: Path, names: tuple[str, ...], content: bytes = b"%PDF-1.4") -> tuple[Attachment, ...]:
    made = []
    for number, name in enumerate(names):
        path = folder / f"{number}"
        path.write_bytes(content + bytes([number]))
        made.append(Attachment(name, str(path)))
    return tuple(made)


@given(REQUESTS)
@example(ComposeRequest(((INJECTION, "ana@example.com"),), (), (), INJECTION, INJECTION))
def test_no_value_adds_a_header_or_a_recipient(request: ComposeRequest) -> None:
    raw = eml_bytes(request, AT)
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    names = [line.partition(":")[0] for line in head.split("\r\n") if not line.startswith(" ")]
    expected = [key.capitalize() for key in ("to", "cc", "bcc") if getattr(request, key)]
    assert names == [
        "Date",
        *expected,
        "Subject",
        "X-Unsent",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ]
    assert max(map(len, head.split("\r\n"))) <= 998
    compat = message_from_bytes(raw)
    assert list(compat.keys()) == names
    for key in ("to", "cc", "bcc"):
        addresses = [address for _, address in getaddresses(compat.get_all(key, []))]
        assert addresses == [address for _, address in getattr(request, key)]


@given(st.builds(ComposeRequest, PEOPLE, PEOPLE, PEOPLE, LINES.map(str.strip), TEXTS))
def test_subject_and_text_are_read_back_as_they_were(request: ComposeRequest) -> None:
    raw = eml_bytes(request, AT)
    assert decoded(message_from_bytes(raw)["Subject"]) == request.subject
    assert text_of(read(raw)) == request.text.replace("\n", "\r\n")


def decoded(header: str) -> str:
    """RFC 2047, by hand: words that follow one another are joined, all else stays."""
    unfolded = re.sub(r"\r?\n ", " ", header)
    joined = re.sub(r"\?= =\?utf-8\?B\?", "?= =?utf-8?B?", unfolded)
    words = re.findall(r"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=", joined)
    if not words:
        return unfolded
    from base64 import b64decode

    assert re.fullmatch(r"(=\?utf-8\?B\?[A-Za-z0-9+/=]*\?= ?)+", joined)
    return b"".join(map(b64decode, words)).decode("utf-8")


def test_names_of_people_are_read_back_as_they_were() -> None:
    names = ("", "Müller, Hans", 'Pat "PJ" O\'Neil', "王小明", "علي حسن", "back\\slash", "x" * 200, "长" * 100, " b ")
    everybody = tuple((name, f"a{number}@example.com") for number, name in enumerate(names))
    raw = eml_bytes(ComposeRequest(everybody, everybody, everybody, "s", "t"), AT)
    for header in ("To", "Cc", "Bcc"):
        assert people(raw, header) == list(everybody)


def test_the_draft_begins_with_its_date_and_is_marked_unsent() -> None:
    raw = eml_bytes(ComposeRequest((("", "ana@example.com"),), (), (), "Hello", "Dear Ana,\n"), AT)
    assert raw.startswith(b"Date: Sun, 22 Nov 2026 09:30:00 +0000\r\nTo: ana@example.com\r\nSubject: Hello\r\n")
    assert b"\r\nX-Unsent: 1\r\n" in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"Message-ID" not in raw
    assert b"From:" not in raw


def test_attachments_keep_name_order_and_bytes(tmp_path: Path) -> None:
    request = ComposeRequest((("", "ana@example.com"),), (), (), "s", "t", files(tmp_path, HARD_NAMES))
    raw = eml_bytes(request, AT)
    parts = list(read(raw).iter_attachments())
    assert [part.get_filename() for part in parts] == list(HARD_NAMES)
    assert [part.get_payload(decode=True) for part in parts] == [
        Path(each.path).read_bytes() for each in request.attachments
    ]
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_name_outside_ascii_is_given_in_both_old_and_new_form(tmp_path: Path) -> None:
    raw = eml_bytes(ComposeRequest((), (), (("", "a@example.com"),), "", "", files(tmp_path, ("发票.pdf",))), AT)
    assert b'Content-Type: application/pdf;\r\n name="=?utf-8?B?5Y+R56WoLnBkZg==?="' in raw
    assert b"Content-Disposition: attachment;\r\n filename*=utf-8''%E5%8F%91%E7%A5%A8.pdf" in raw


@pytest.mark.parametrize("size", [0, 1, 56, 57, 58, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_000])
def test_an_attachment_of_any_size_is_read_back_whole(size: int, tmp_path: Path) -> None:
    content = bytes(n * 7 % 251 for n in range(1_000)) * (size // 1_000 + 1)
    (tmp_path / "a.bin").write_bytes(content[:size])
    attachment = Attachment("a.bin", str(tmp_path / "a.bin"))
    message = read(eml_bytes(ComposeRequest((), (("", "a@example.com"),), (), "", "x", (attachment,)), AT))
    assert next(message.iter_attachments()).get_payload(decode=True) == content[:size]


@given(st.lists(st.binary(max_size=200), max_size=4), LINES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_content_adds_an_attachment(tmp_path: Path, contents: list[bytes], text: str) -> None:
    attachments = []
    for number, content in enumerate([b"--=_TradeDesk_part\r\n\r\nx", *contents]):
        path = tmp_path / str(number)
        path.write_bytes(content)
        attachments.append(Attachment(f"{number}.eml", str(path), len(content), sha256(content).hexdigest()))
    request = ComposeRequest((("", "a@example.com"),), (), (), "s", text + "\n--=_TradeDesk_part--\n", (*attachments,))
    message = read(eml_bytes(request, AT))
    found = [sha256(part.get_payload(decode=True)).hexdigest() for part in message.iter_attachments()]  # type: ignore[arg-type]
    assert found == [each.sha256 for each in attachments]
    assert len([part for part in message.walk() if not part.is_multipart()]) == len(attachments) + 1


def test_a_line_break_that_reaches_the_writer_is_never_written_as_a_header() -> None:
    for value in ("a\r\nBcc: eve@example.com", "a\nb", "a\rb", "\x85", "\u2028"):
        raw = eml_bytes(ComposeRequest(((value, "ana@example.com"),), (), (), value, ""), AT)
        assert message_from_bytes(raw).get_all("Bcc") is None
        assert b"eve@" not in raw


def test_an_address_with_a_line_break_that_reaches_the_writer_is_refused() -> None:
    bad = (("", "ana\r\nBcc: eve@example.com"),)
    with pytest.raises(RuleSaysNo) as refused:
        eml_bytes(ComposeRequest(bad, (), (), "", ""), AT)
    assert refused.value.code == "mail-header-differs"


def test_domains_are_written_in_ascii() -> None:
    raw = eml_bytes(ComposeRequest((("", "info@例子.公司"), ("", "a@faß.de")), (), (), "", ""), AT)
    assert [address for _, address in people(raw, "To")] == ["info@xn--fsqu00a.xn--55qx5d", "a@xn--fa-hia.de"]


def test_a_local_part_outside_ascii_is_refused_unless_it_is_for_the_record() -> None:
    request = ComposeRequest((), (("用户", "用户@example.com"),), (), "", "")
    with pytest.raises(RuleSaysNo) as refused:
        eml_bytes(request, AT)
    assert (refused.value.code, refused.value.field) == ("address-needs-utf8", "cc")
    assert "<用户@example.com>" in eml_bytes(request, AT, international=True).decode("utf-8")


def test_ten_thousand_recipients_are_all_there() -> None:
    everybody = tuple((f"Buyer {n}", f"buyer{n}@example.com") for n in range(10_000))
    message = message_from_bytes(eml_bytes(ComposeRequest((), (), everybody, "s", "t"), AT))
    assert getaddresses(message.get_all("Bcc", [])) == list(everybody)


def test_an_attachment_that_changed_is_refused_at_its_end(tmp_path: Path) -> None:
    request = ComposeRequest((), (), (("", "a@example.com"),), "", "", files(tmp_path, ("a.pdf",)))
    announced = replace(request.attachments[0], sha256=sha256(b"other").hexdigest())
    with pytest.raises(RuleSaysNo) as refused:
        eml_bytes(replace(request, attachments=(announced,)), AT)
    assert refused.value.code == "attachment-changed"


@pytest.mark.skipif(shutil.which("file") is None, reason="the package 'file' is not installed")
@pytest.mark.parametrize("to", [(), (("王小明", "wang@example.cn"),)])
def test_the_system_takes_the_file_for_a_mail(to: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    path = tmp_path / "draft.eml"
    path.write_bytes(eml_bytes(ComposeRequest(to, (), (("", "a@example.com"),), "报价", "正文\n" * 50), AT))
    told = subprocess.run(["file", "--brief", "--mime-type", path], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "message/rfc822"
