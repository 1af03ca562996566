"""What must not be handed over is refused with its reason; what is merely unusual passes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import gate
from tradedesk.integrations.mail.fingerprint import fingerprint

PLAIN = ComposeRequest((("Ana", "ana@example.com"),), (), (), "Order TD-2026-0131", "Dear Ana,\n")


def refusal(request: ComposeRequest) -> tuple[str, str]:
    with pytest.raises(RuleSaysNo) as refused:
        gate.check(request)
    return refused.value.code, refused.value.field


def attached(path: Path, name: str | None = None, content: bytes | None = None) -> ComposeRequest:
    if content is not None:
        path.write_bytes(content)
    return replace(PLAIN, attachments=(Attachment(path.name if name is None else name, str(path)),))


CONTROLS = [*map(chr, range(0x20)), "\x7f", "\x85", "\u2028", "\u2029", "\ud800"]


@pytest.mark.parametrize("character", CONTROLS, ids=lambda c: f"U+{ord(c):04X}")
@pytest.mark.parametrize("field", ["to", "cc", "bcc", "subject", "attachments"])
def test_a_control_character_in_any_header_field_is_refused(character: str, field: str, tmp_path: Path) -> None:
    value = f"a{character}b"
    requests = {
        "to": replace(PLAIN, to=((value, "ana@example.com"),)),
        "cc": replace(PLAIN, cc=(("", f"ana@exam{character}ple.com"),)),
        "bcc": replace(PLAIN, bcc=((value, "ana@example.com"),)),
        "subject": replace(PLAIN, subject=value),
        "attachments": replace(PLAIN, attachments=(Attachment(value, str(tmp_path / "x")),)),
    }
    assert refusal(requests[field]) == ("control-character", field)


@pytest.mark.parametrize(
    "hidden",
    [
        "=?utf-8?q?a=0D=0ABcc:_x=40example.com?=",
        "=?utf-8?Q?a=0a?=",
        "=?UTF-8?b?YQ0KQmNjOiB4QGV4YW1wbGUuY29t?=",
        "=?utf-8?B?YQ0KQmNjOiB4QGV4YW1wbGUuY29t=====?=",
        "=?utf-7?q?a+AA0ACg-Bcc:?=",
        "=?unicode_escape?q?a=5Cr=5CnBcc:?=",
        "=?utf-16le?B?YQANAAoA?=",
        "=?utf-8*en?q?=0D=0A?=",
        "=?x?q?y?=?utf-8?q?=0D=0A?=",
        "=?no-such-charset?q?=0D=0A?=",
        "before =?utf-8?q?plain?= =?utf-8?q?=00?= after",
        "=?utf-8?q?=E2=80=A8?=",
    ],
)
@pytest.mark.parametrize("field", ["to", "subject"])
def test_an_encoded_word_that_hides_a_line_break_is_refused(hidden: str, field: str) -> None:
    request = replace(PLAIN, subject=hidden) if field == "subject" else replace(PLAIN, to=((hidden, "a@example.com"),))
    assert refusal(request) == ("hidden-line-break", field)


def test_an_encoded_word_that_would_be_read_as_something_else_is_refused() -> None:
    assert refusal(replace(PLAIN, subject="Re: =?gb2312?B?sai82w==?=")) == ("encoded-word", "subject")


@pytest.mark.parametrize("subject", ["2 =? 3", "a =?b", "100% = ok?=", "=?utf-8?x?y?="])
def test_a_subject_that_only_looks_a_little_like_an_encoded_word_passes(subject: str) -> None:
    gate.check(replace(PLAIN, subject=subject))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "ana@",
        "@example.com",
        "ana@@example.com",
        "a b@example.com",
        '"a b"@example.com',
        "ana@example.com,eve@example.com",
        "ana@example.com;eve@example.com",
        "Ana <ana@example.com>",
        "ana@example..com",
        ".ana@example.com",
        "ana.@example.com",
        "ana@-example.com",
        "ana@[127.0.0.1]",
        "ana@exam ple.com",
        "ana@example.com?bcc=eve@example.com",
        "ana\u200b@example.com",
        "ana\u202e@example.com",
        "ana@exam\u200bple.com/",
        "a" * 65 + "@example.com",
        "ana@" + "a" * 64 + ".com",
        "ana@" + ".".join(["abcdefgh"] * 40),
        "-attach@",
    ],
)
def test_what_is_not_one_bare_address_is_refused(address: str) -> None:
    assert refusal(replace(PLAIN, cc=(("", address),))) == ("not-an-address", "cc")


@pytest.mark.parametrize(
    "address",
    [
        "ana@example.com",
        "pat+po@example.co.uk",
        "o'neil@example.com",
        "a&b=c?d%e@example.com",
        "ana@localhost",
        "info@例子.公司",
        "ana@faß.de",
        "用户@example.com",
        "josé@example.com",
    ],
)
def test_unusual_addresses_pass(address: str) -> None:
    gate.check(replace(PLAIN, to=(("", address),)))


def test_a_message_to_nobody_is_refused() -> None:
    assert refusal(replace(PLAIN, to=())) == ("no-recipient", "to")


def test_a_message_with_hidden_recipients_only_passes() -> None:
    gate.check(replace(PLAIN, to=(), bcc=(("", "ana@example.com"),)))


def test_a_control_character_in_the_text_is_refused_with_its_line() -> None:
    with pytest.raises(RuleSaysNo) as refused:
        gate.check(replace(PLAIN, text="one\ntwo\r\nthr\x00ee"))
    assert (refused.value.code, refused.value.field) == ("control-character", "text")
    assert refused.value.facts == {"character": "U+0000", "line": "3"}


def test_tabs_and_line_breaks_belong_to_a_text() -> None:
    gate.check(replace(PLAIN, text="a\tb\r\nc\nd\re"))


@pytest.mark.parametrize(
    "name",
    ["", " ", ".", "..", "../a.pdf", "a/b.pdf", "C:\\a.pdf", "invoice\u202efdp.exe", "\u2066a\u2069.pdf", "長" * 86],
)
def test_a_file_name_that_is_no_plain_name_is_refused(name: str, tmp_path: Path) -> None:
    assert refusal(attached(tmp_path / "x", name, b"x")) == ("attachment-name", "attachments")


def test_an_attachment_that_is_gone_is_refused(tmp_path: Path) -> None:
    assert refusal(attached(tmp_path / "gone.pdf")) == ("attachment-missing", "attachments")
    assert refusal(attached(Path(os.fsdecode(b"/tmp/a\0b")), "a.pdf")) == ("attachment-missing", "attachments")


def test_a_folder_as_attachment_is_refused(tmp_path: Path) -> None:
    assert refusal(attached(tmp_path, "folder")) == ("attachment-not-a-file", "attachments")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are not files here")
def test_a_pipe_as_attachment_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert refusal(attached(tmp_path / "pipe.pdf")) == ("attachment-not-a-file", "attachments")


def test_a_device_as_attachment_is_refused() -> None:
    assert refusal(attached(Path("/dev/zero"), "zero.pdf")) == ("attachment-not-a-file", "attachments")


def test_an_attachment_with_another_size_than_announced_is_refused(tmp_path: Path) -> None:
    request = attached(tmp_path / "a.pdf", content=b"12345")
    grown = (replace(request.attachments[0], size=4),)
    assert refusal(replace(request, attachments=grown)) == ("attachment-changed", "attachments")


def test_an_attachment_with_other_bytes_of_the_same_length_is_refused(tmp_path: Path) -> None:
    request = attached(tmp_path / "a.pdf", content=b"12345")
    other = (replace(request.attachments[0], size=5, sha256=sha256(b"12346").hexdigest()),)
    assert refusal(replace(request, attachments=other)) == ("attachment-changed", "attachments")
    same = (replace(request.attachments[0], size=5, sha256=sha256(b"12345").hexdigest().upper()),)
    gate.check(replace(request, attachments=same))


def test_more_than_any_mail_service_takes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.zip"
    with huge.open("wb") as file:
        file.truncate(gate.LARGEST_ATTACHMENTS + 1)
    assert refusal(attached(huge)) == ("attachments-too-large", "attachments")


def test_an_empty_attachment_passes(tmp_path: Path) -> None:
    gate.check(attached(tmp_path / "empty.txt", content=b""))


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_whatever_passes_as_a_subject_stands_on_one_line(subject: str) -> None:
    try:
        gate.check(replace(PLAIN, subject=subject))
    except RuleSaysNo:
        return
    assert len(f"{subject}x".splitlines()) == 1
    assert not re.search(r"[\x00-\x1f\x7f]", subject)


@pytest.mark.parametrize(
    "changed",
    [
        lambda request: replace(request, subject=request.subject + " "),
        lambda request: replace(request, text=request.text + "."),
        lambda request: replace(request, cc=request.to, to=()),
        lambda request: replace(request, to=(("Anna", "ana@example.com"),)),
        lambda request: replace(request, to=(*request.to, ("", "eve@example.com"))),
        lambda request: replace(request, attachments=(replace(request.attachments[0], name="b.pdf"),)),
        lambda request: replace(request, attachments=()),
    ],
)
def test_the_fingerprint_differs_when_anything_differs(
    changed: Callable[[ComposeRequest], ComposeRequest], tmp_path: Path
) -> None:
    request = attached(tmp_path / "a.pdf", content=b"one")
    assert fingerprint(changed(request)) != fingerprint(request)


def test_the_fingerprint_follows_the_bytes_of_the_attachments(tmp_path: Path) -> None:
    request = attached(tmp_path / "a.pdf", content=b"one")
    before = fingerprint(request)
    known = replace(request.attachments[0], sha256=sha256(b"one").hexdigest())
    assert fingerprint(replace(request, attachments=(known,))) == before
    (tmp_path / "a.pdf").write_bytes(b"two")
    assert fingerprint(request) != before


def test_the_fingerprint_does_not_depend_on_the_kind_of_line_ends() -> None:
    assert fingerprint(replace(PLAIN, text="a\r\nb\rc\n")) == fingerprint(replace(PLAIN, text="a\nb\nc\n"))


def test_the_fingerprint_keeps_neighbouring_fields_apart() -> None:
    one = replace(PLAIN, subject="ab", text="c")
    other = replace(PLAIN, subject="a", text="bc")
    assert fingerprint(one) != fingerprint(other)
