"""What each adapter starts, read back by the other side's own rules; nothing of the data becomes an option."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.integrations.test_mail_encoders import ADDRESSES, HOSTILE, LINES, NAMES, mailboxes
from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import mapi_worker
from tradedesk.integrations.mail.adapters import apple_mail, claws, kmail, outlook, outlook_mapi, portal, webmail
from tradedesk.integrations.mail.adapters.by_hand import ByHand
from tradedesk.integrations.mail.adapters.draft_file import DraftFile
from tradedesk.integrations.mail.adapters.evolution import Evolution
from tradedesk.integrations.mail.adapters.geary import Geary
from tradedesk.integrations.mail.adapters.mail_link import MailLink
from tradedesk.integrations.mail.adapters.thunderbird import Thunderbird
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import MailProgram, Start
from tradedesk.runtime.resources import resource_path

TEXTS = st.one_of(st.lists(LINES, max_size=4).map("\n".join), st.sampled_from(["a\r\nb\rc\nd", "\tx\ty"]))
PEOPLE = st.lists(st.tuples(LINES, ADDRESSES), max_size=3).map(tuple)
TO = st.lists(st.tuples(LINES, ADDRESSES), min_size=1, max_size=3).map(tuple)
REQUESTS = st.builds(ComposeRequest, TO, PEOPLE, PEOPLE, LINES, TEXTS)
PATHS = [Path("/x/a b.pdf"), Path("/x/形式发票, 1.pdf"), Path("/x/a,b & c's #1 100%.pdf")]
SHORT = ComposeRequest((("Ana", "ana@example.com"),), (), (), "Hello", "Dear Ana,\nthe goods are ready.\n")
SITES = {each.code: each for each in webmail.detect(Computer("linux", Path("/"), opener="/usr/bin/xdg-open"))}


def lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def fields(uri: str) -> dict[str, list[str]]:
    """The fields of a link, decoded once."""
    parts = urlsplit(uri)
    found: dict[str, list[str]] = {"to": [unquote(parts.path, errors="strict")]}
    for key, value in parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query), errors="strict"):
        found.setdefault(key, []).append(value)
    return found


@given(REQUESTS)
def test_claws_gets_people_and_subject_in_one_link_and_all_else_as_files(request: ComposeRequest) -> None:
    body = Path("/x/body.txt")
    made = claws.arguments(request, body, PATHS)
    assert (made[0], made[2:4], made[4:]) == ("--compose", ("--insert", str(body)), ("--attach", *map(str, PATHS)))
    assert re.fullmatch(r"mailto:[A-Za-z0-9%._~@,?&=-]*", made[1])
    read = fields(made[1])
    assert set(read) == {"to"} | {key for key in ("cc", "bcc", "subject") if getattr(request, key)}
    for key in ("to", "cc", "bcc"):
        assert mailboxes("".join(read.get(key, []))) == list(getattr(request, key))
    assert read.get("subject", [""]) == [request.subject]


@pytest.mark.parametrize(("program", "key"), [(Evolution(), "attach"), (Geary(), "attachment")])
@given(request=REQUESTS)
def test_a_link_with_files_decodes_to_the_same_message(
    program: Evolution | Geary, key: str, request: ComposeRequest
) -> None:
    uri = program.uri(request, PATHS)
    assert re.fullmatch(r"mailto:[A-Za-z0-9%._~@,?&=-]*", uri)
    read = fields(uri)
    keys = {name for name in ("cc", "bcc", "subject") if getattr(request, name)} | ({"body"} if request.text else set())
    assert set(read) == {"to", key} | keys
    kept = program.with_kept_names(request)
    for name in ("to", "cc", "bcc"):
        assert mailboxes("".join(read.get(name, []))) == list(getattr(kept, name))
    assert lines(read.get("body", [""])[0]) == lines(request.text)
    assert read[key] == [str(path) for path in PATHS]
    assert len(read.get("subject", [""])) == 1


@given(REQUESTS)
def test_kmail_gets_values_that_cannot_begin_an_option(request: ComposeRequest) -> None:
    made = kmail.arguments(request, Path("/x/body.txt"), PATHS)
    options = [each for each in made if each.startswith("-")]
    people = [each for each in made if not each.startswith("-")]
    names = [each.partition("=")[0] for each in options]
    expected = [f"--{key}" for key in ("subject", "cc", "bcc") if getattr(request, key)]
    assert names == ["--composer", *expected, "--msg", *["--attach"] * len(PATHS)]
    assert len(people) == len(request.to)
    assert all(each[0] in '"<' for each in people)
    given_ = {each.partition("=")[0]: each.partition("=")[2] for each in options}
    assert given_.get("--subject", "") == request.subject


@given(REQUESTS)
def test_outlook_reads_json_that_is_ascii_and_lines_that_hold_one_recipient_each(request: ComposeRequest) -> None:
    data = outlook.draft_data(outlook.Outlook().with_kept_names(request), Path("/x/body.txt"), None, PATHS)
    assert data.isascii()
    assert b"\n" not in data
    read = json.loads(data)
    assert read["subject"] == request.subject
    assert read["attachments"] == [str(path) for path in PATHS]
    everybody = [(1, request.to), (2, request.cc), (3, request.bcc)]
    wanted = [(kind, address) for kind, pairs in everybody for _, address in pairs]
    assert [(each["kind"], each["line"].rpartition("<")[2].removesuffix(">")) for each in read["recipients"]] == wanted
    assert all(each["line"].count("<") <= 1 and ";" not in each["line"] for each in read["recipients"])


@pytest.mark.parametrize("name", ["outlook_draft.ps1", "apple_mail_draft.applescript"])
def test_a_script_is_always_the_same_and_builds_nothing_from_data(name: str) -> None:
    text = resource_path(f"mail/{name}").read_text(encoding="utf-8")
    for word in ("Invoke-Expression", "iex ", "ScriptBlock", "do shell script", "run script", "AddScript"):
        assert word.lower() not in text.lower()
    if name.endswith(".ps1"):
        assert text.isascii()  # Windows reads it in the code page of the place otherwise


@given(REQUESTS)
def test_apple_mail_gets_threes_after_the_text_and_the_subject(request: ComposeRequest) -> None:
    made = apple_mail.arguments(request, Path("/x/body.txt"), PATHS)
    assert made[:2] == ("/x/body.txt", request.subject)
    threes = list(zip(*[iter(made[2:])] * 3, strict=True))
    people = [(kind, *pair) for kind in ("to", "cc", "bcc") for pair in getattr(request, kind)]
    assert threes == [*people, *(("file", "", str(path)) for path in PATHS)]


@given(REQUESTS)
def test_simple_mapi_gets_the_message_in_structures(request: ComposeRequest) -> None:
    attachments = tuple(Attachment(path.name, str(path)) for path in PATHS)
    data = json.loads(outlook_mapi.mapi_data(replace(request, attachments=attachments), [str(path) for path in PATHS]))
    message = mapi_worker.message_of(data)
    everybody = [(1, request.to), (2, request.cc), (3, request.bcc)]
    read = [message.recipients[n] for n in range(message.recipient_count)]
    assert [(each.kind, each.name, each.address) for each in read] == [
        (kind, name or address, f"SMTP:{address}") for kind, pairs in everybody for name, address in pairs
    ]
    assert message.subject == request.subject.partition("\0")[0]
    assert message.text.split("\r\n") == lines(request.text)
    assert [(message.files[n].path, message.files[n].name) for n in range(message.file_count)] == [
        (str(path), path.name) for path in PATHS
    ]
    assert {message.files[n].position for n in range(message.file_count)} == {0xFFFFFFFF}


def test_the_structures_of_simple_mapi_are_as_large_as_windows_has_them() -> None:
    from ctypes import sizeof

    assert sizeof(mapi_worker.Recipient) == 40
    assert sizeof(mapi_worker.File) == 40
    assert sizeof(mapi_worker.Message) == 96


def test_simple_mapi_shows_the_window_and_never_sends(tmp_path: Path) -> None:
    calls = []
    (tmp_path / "draft.json").write_bytes(outlook_mapi.mapi_data(SHORT, []))
    answer = mapi_worker.show(tmp_path / "draft.json", lambda *each: calls.append(each) or 1)
    ((session, window, _message, flags, reserved),) = calls
    assert (answer, session, window, reserved) == (1, 0, 0, 0)
    assert flags & 0x8  # MAPI_DIALOG: without it the message would go out at once
    assert mapi_worker.main([]) == 2


def gvariant(text: str) -> dict[str, object]:
    """How GLib reads the text of a dictionary of strings and lists of strings."""

    def string(at: int) -> tuple[str, int]:
        assert text[at] == "'"
        found, at = "", at + 1
        while text[at] != "'":
            if text[at] == "\\":
                width = {"u": 4, "U": 8}[text[at + 1]]
                found += chr(int(text[at + 2 : at + 2 + width], 16))
                at += 2 + width
            else:
                found += text[at]
                at += 1
        return found, at + 1

    read: dict[str, object] = {}
    at = 1
    while text[at] == "'":
        key, at = string(at)
        assert text[at : at + 3] == ": <"
        at += 3
        if text[at] == "[":
            values, at = [], at + 1
            while text[at] != "]":
                value, at = string(at)
                values.append(value)
                at += 2 if text[at] == "," else 0
            read[key], at = values, at + 1
        else:
            read[key], at = string(at)
        assert text[at] == ">"
        at += 3 if text[at + 1] == "," else 1
    assert text[at:] == "}"
    return read


@given(REQUESTS)
def test_the_portal_reads_each_field_as_it_was(request: ComposeRequest) -> None:
    text = portal.options(request)
    assert re.fullmatch(r"[A-Za-z0-9\\' :<>\[\],{}]*", text)
    read = gvariant(text)
    for key, pairs in (("addresses", request.to), ("cc", request.cc), ("bcc", request.bcc)):
        assert read.get(key, []) == [address for _, address in pairs]
    assert (read["subject"], lines(str(read["body"]))) == (request.subject, lines(request.text))


@pytest.mark.parametrize("code", ["gmail", "outlook-web"])
@given(request=REQUESTS)
def test_a_site_reads_each_field_as_it_was(code: str, request: ComposeRequest) -> None:
    site = SITES[code]
    assert isinstance(site, webmail.Webmail)
    address = site.address(request)
    assert re.fullmatch(r"https://[A-Za-z0-9%._~/?&=-]*", address)
    read = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True, errors="strict"))
    for key, pairs in zip(site.keys, (request.to, request.cc, request.bcc), strict=False):
        if key:
            assert read.get(key, "") == ",".join(each for _, each in pairs)
    assert read.get(site.keys[3], "") == request.subject
    assert lines(read.get("body", "")) == lines(request.text)
    assert set(read) - {"view", "fs"} <= set(site.keys)


def test_a_site_that_takes_no_copies_says_so_before() -> None:
    copied = replace(SHORT, cc=(("", "wang@example.cn"),), bcc=(("", "ali@example.ae"),))
    assert [reason.code for reason in SITES["outlook-web"].lost(copied)] == [
        "mail-loses-cc", "mail-loses-bcc", "mail-loses-names",
    ]  # fmt: skip
    assert [reason.code for reason in SITES["gmail"].lost(replace(copied, text="字" * 300))] == [
        "mail-loses-names", "mail-too-long",
    ]  # fmt: skip


EVERY: tuple[MailProgram, ...] = (
    Thunderbird(label="Thunderbird", command=("/p",)),
    DraftFile(command=("/p",)),
    MailLink(command=("/p",)),
    claws.ClawsMail(command=("/p",)),
    kmail.KMail(command=("/p",)),
    Evolution(command=("/p",)),
    Geary(command=("/p",)),
    outlook.Outlook(command=("/p",)),
    outlook_mapi.SimpleMapi(command=("/p",)),
    apple_mail.AppleMail(command=("/p",)),
    portal.Portal(command=("/p",)),
    *SITES.values(),
    ByHand(command=("/p",), beside=MailLink(command=("/p",))),
)
#: What a program's own arguments may be.
OPTIONS = {
    "-compose", "--compose", "--insert", "--attach", "--composer", "--session", "--timeout", "--dest", "--object-path",
    "--method", "-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "-STA", "-File",
}  # fmt: skip


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


def attached(folder: Path, names: Sequence[str]) -> tuple[Attachment, ...]:
    path = folder / "paper"
    path.write_bytes(b"%PDF")
    return tuple(Attachment(name, str(path), 4, sha256(b"%PDF").hexdigest()) for name in names)


@pytest.mark.skipif(os.name != "posix", reason="file names that Windows forbids are among them")
@pytest.mark.parametrize("program", EVERY, ids=lambda each: each.code)
@settings(max_examples=25)
@given(request=REQUESTS, names=st.lists(NAMES, max_size=2))
def test_nothing_of_a_message_begins_an_option_or_a_line(
    program: MailProgram, request: ComposeRequest, names: list[str], papers: Path
) -> None:
    if program.attachments:
        request = replace(request, attachments=attached(papers, names))
    with TemporaryDirectory() as folder:
        files = OutgoingFiles(Path(folder) / "17")
        files.write_record(replace(request, attachments=()))
        start = _prepared(program, request, files)
        if start is None:
            return
        assert all(path.is_absolute() and path.is_relative_to(folder) and path.exists() for path in start.files)
    for command in start.commands:
        assert command[0] == "/p" or command[0] == "/usr/bin/xdg-open"
        assert not any(re.search(r"[\r\n\0]", each) for each in command)
        for each in command[1:]:
            known = each in OPTIONS or re.match(r"--(subject|cc|bcc|msg|attach)=", each) is not None
            assert not each.startswith("-") or known or program.code == "apple-mail"
    if program.code == "apple-mail":  # the script's own reader takes nothing for an option after the script
        assert start.commands[0][1].endswith(".applescript")


def _prepared(program: MailProgram, request: ComposeRequest, files: OutgoingFiles) -> Start | None:
    if any(reason.code == "mail-too-long" for reason in program.lost(request)):
        return None
    return program.prepare(request, files)


def test_by_hand_the_papers_lie_together_under_their_own_names(tmp_path: Path) -> None:
    request = replace(SHORT, attachments=attached(tmp_path, ["PI.pdf", "pi.PDF", "PI.pdf", "报价"]))
    start = ByHand(command=("/p",), beside=MailLink(command=("/q",))).prepare(request, OutgoingFiles(tmp_path / "17"))
    folder = tmp_path / "17" / "attachments"
    assert sorted(path.name for path in folder.iterdir()) == ["PI (3).pdf", "PI.pdf", "pi (2).PDF", "报价"]
    assert start.commands == (("/q", "mailto:ana@example.com?subject=Hello"), ("/p", str(folder)))
    assert (tmp_path / "17" / "body.txt").read_text() == SHORT.text


def test_by_hand_on_windows_the_system_opens_what_is_shown(tmp_path: Path) -> None:
    request = replace(SHORT, attachments=attached(tmp_path, ["PI.pdf"]))
    start = ByHand(site="https://mail.qq.com/").prepare(request, OutgoingFiles(tmp_path / "17"))
    assert (start.commands, start.opens) == (
        (), ("https://mail.qq.com/", str(tmp_path / "17" / "attachments")),
    )  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_outlook_leaves_out_names_that_it_would_cut(value: str) -> None:
    request = replace(SHORT, to=((value, "ana@example.com"),))
    data = outlook.draft_data(outlook.Outlook().with_kept_names(request), Path("/x"), None, ())
    (person,) = json.loads(data)["recipients"]
    kept = person["line"] == f"{value} <ana@example.com>"
    assert kept == (not [each for each in outlook.Outlook().lost(request) if each.code == "mail-loses-names"])
    assert kept or person["line"] == "ana@example.com"
