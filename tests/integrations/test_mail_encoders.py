"""What is written for each way into a mail program is read back by that way's own rules, field by field."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import gate
from tradedesk.integrations.mail.mailto import WINDOWS_LIMIT, fits, longest, mailto_uri
from tradedesk.integrations.mail.thunderbird import compose_argument

HOSTILE = (
    "5',attachment='/etc/hostname',subject='x",
    '5",attachment="file:///etc/hostname",subject="x',
    "a,b=c,message=/etc/passwd",
    "a&b?c#d%e+f=g",
    "x%0D%0ABcc:%20eve@example.com",
    "&attach=/etc/hostname&bcc=eve@example.com",
    "?bcc=eve@example.com",
    "'",
    '"',
    ",",
    "=",
    "\\",
    '\\"',
    "100%",
    "%2C%252C",
    "报价，单",
    "عرض سعر",
    "📦👩‍👩‍👧",
    "\u202eabc",
    "--attach",
    "<b>bold</b> <img src=x>",
    "x" * 300,
)

ADDRESSES = st.sampled_from(["ana@example.com", "o'neil@example.com", "a&b=c?d%e+f@example.com", "info@例子.公司"])
LINES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029")),
    st.sampled_from(HOSTILE),
)
NAMES = LINES.filter(
    lambda name: (
        not re.search(r"[/\\\u202a-\u202e\u2066-\u2069]", name)
        and bool(name.strip())
        and name not in (".", "..")
        and len(name.encode()) <= 255
    )
)
PEOPLE = st.lists(st.tuples(LINES, ADDRESSES), max_size=3).map(tuple)
REQUESTS = st.builds(ComposeRequest, PEOPLE, PEOPLE, PEOPLE, LINES, LINES)


def test_the_hostile_values_pass_the_gate_where_they_are_only_text() -> None:
    for value in HOSTILE:
        gate.check(ComposeRequest(((value, "ana@example.com"),), (), (), value, value))


def thunderbirds_reading(argument: str) -> dict[str, str]:
    """How Thunderbird 140 and 153 cut and decode what comes after -compose."""
    pieces, current, quote = [], "", ""
    for at, character in enumerate(argument):
        following = argument[at + 1 : at + 2]
        if quote and character == quote and following in (",", ""):
            quote = ""
        elif character in "'\"" and at and argument[at - 1] == "=":
            quote = quote or character
        elif character == "," and not quote:
            pieces.append(current)
            current = ""
            continue
        current += character
    values: dict[str, str] = {}
    for piece in reversed([*pieces, current]):
        key, equals, value = piece.partition("=")
        if not equals:
            continue
        if len(value) > 1 and value[0] == value[-1] == "'":
            values[key] = value[1:-1]
        else:
            values[key] = unquote(value.strip('"'), errors="strict")
    return values


def mailboxes(header: str) -> list[tuple[str, str]]:
    """The people in a list of ``"name" <address>`` and bare addresses."""
    one = re.compile(r'(?:"((?:[^"\\]|\\.)*)" <([^<>]*)>|([^",<>]+))(?:,|$)', re.DOTALL)
    found, at = [], 0
    while at < len(header):
        match = one.match(header, at)
        assert match is not None, header[at:]
        name = re.sub(r"\\(.)", r"\1", match[1] or "", flags=re.DOTALL)
        found.append((name, match[2] or match[3]))
        at = match.end()
    return found


def attached_files(value: str) -> list[str]:
    """The paths that Thunderbird makes of the attachment list."""
    joined = re.sub(r",(?!file:)", "%2C", value)
    return [unquote(urlsplit(each).path, errors="strict") for each in joined.split(",")]


@given(REQUESTS, st.lists(NAMES, max_size=3))
def test_thunderbird_reads_each_field_as_it_was_and_no_field_more(request: ComposeRequest, names: list[str]) -> None:
    folder = Path("/tmp/a 正文, 'b' = c%20/x")
    files = [folder / str(n) / name for n, name in enumerate(names)]
    argument = compose_argument(request, folder / "body.txt", files)

    assert re.fullmatch(r"[A-Za-z0-9%._~=,-]*", argument)
    read = thunderbirds_reading(argument)
    expected = {key for key in ("to", "cc", "bcc", "subject") if getattr(request, key)} | {"format", "message"}
    assert set(read) == (expected | {"attachment"} if names else expected)
    for key in ("to", "cc", "bcc"):
        assert mailboxes(read.get(key, "")) == list(getattr(request, key))
    assert read.get("subject", "") == request.subject
    assert (read["format"], read["message"]) == ("text", str(folder / "body.txt"))
    assert attached_files(read["attachment"]) if names else "attachment" not in read
    if names:
        assert attached_files(read["attachment"]) == [str(path) for path in files]


def test_an_empty_text_needs_no_file() -> None:
    request = ComposeRequest((("", "ana@example.com"),), (), (), "Hello", "")
    assert compose_argument(request, None, ()) == "to=ana%40example.com,subject=Hello,format=text"


@given(REQUESTS)
def test_a_mailto_address_decodes_to_the_same_message(request: ComposeRequest) -> None:
    uri = mailto_uri(request)
    assert uri.isascii()
    assert "+" not in uri
    parts = urlsplit(uri)
    assert (parts.scheme, parts.fragment) == ("mailto", "")
    fields = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query), errors="strict")
    keys = [key for key, _ in fields]
    assert keys == [key for key in ("cc", "bcc", "subject") if getattr(request, key)] + ["body"] * bool(request.text)
    read = dict(fields)
    assert [unquote(each) for each in parts.path.split(",") if each] == [address for _, address in request.to]
    for key in ("cc", "bcc"):
        assert [each for each in read.get(key, "").split(",") if each] == [each for _, each in getattr(request, key)]
    assert read.get("subject", "") == request.subject
    assert read.get("body", "") == request.text


def test_line_breaks_in_a_mailto_address_are_those_of_mail() -> None:
    uri = mailto_uri(ComposeRequest((("", "ana@example.com"),), (), (), "", "a\nb\r\nc\rd e"))
    assert uri == "mailto:ana@example.com?body=a%0D%0Ab%0D%0Ac%0D%0Ad%20e"


def test_a_mailto_address_carries_no_attachment(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    request = ComposeRequest((("", "a@example.com"),), (), (), "", "", (Attachment("a.pdf", str(tmp_path / "a.pdf")),))
    assert not fits(request, 100_000)
    with pytest.raises(RuleSaysNo) as refused:
        mailto_uri(request)
    assert refused.value.code == "mail-loses-attachments"


def test_a_message_fits_a_mailto_address_whole_or_not_at_all() -> None:
    empty = ComposeRequest((("", "ana@example.com"),), (), (), "", "x")
    room = WINDOWS_LIMIT - len(mailto_uri(empty)) + 1
    assert fits(replace(empty, text="x" * room), WINDOWS_LIMIT)
    assert not fits(replace(empty, text="x" * (room + 1)), WINDOWS_LIMIT)
    assert not fits(replace(empty, text="字" * 300), WINDOWS_LIMIT)


def test_windows_takes_short_mailto_addresses_only() -> None:
    assert longest("win32") == 2_000
    assert 120_000 < longest("linux") < 128 * 1024
