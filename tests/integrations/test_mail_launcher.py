"""Handing over: the files that are written, the command that is started, and what is kept when it fails."""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path

import pytest

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import attached, launcher
from tradedesk.integrations.mail.adapters.apple_mail import AppleMail
from tradedesk.integrations.mail.adapters.by_hand import ByHand
from tradedesk.integrations.mail.adapters.draft_file import DraftFile
from tradedesk.integrations.mail.adapters.evolution import Evolution
from tradedesk.integrations.mail.adapters.geary import Geary
from tradedesk.integrations.mail.adapters.mail_link import MailLink
from tradedesk.integrations.mail.adapters.outlook import Outlook
from tradedesk.integrations.mail.adapters.thunderbird import Thunderbird
from tradedesk.integrations.mail.launcher import open_draft
from tradedesk.integrations.mail.mailto import mailto_uri
from tradedesk.integrations.mail.ways import MailProgram
from tradedesk.runtime.resources import resource_path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shell scripts stand in for the programs")

REQUEST = ComposeRequest(
    (("Müller, Hans", "hans@example.com"),),
    (),
    (("", "ali@example.ae"),),
    "报价 $(id) `id` ; & | 1",
    "Dear Hans,\r\n正文\n",
)


@pytest.fixture(autouse=True)
def _programs_end() -> Iterator[None]:
    yield
    until = time.monotonic() + 3
    while launcher.forget_finished() and time.monotonic() < until:
        time.sleep(0.02)
    assert launcher.forget_finished() == 0


class Stand:
    """A program that writes down its arguments and its surroundings, then goes on as told."""

    def __init__(self, folder: Path, then: str = "exit 0") -> None:
        self.path = folder / "some program"
        self._told = folder / "told"
        self.path.write_text(
            "#!/bin/sh\n"
            f'{{ printf "%s\\0" "$@"; }} > "{self._told}.part"\n'
            "streams=$(readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2)\n"
            f'echo "$streams" > "{self._told}.streams"\n'
            f'cut -d " " -f 1,6 /proc/$$/stat > "{self._told}.session"\n'
            f'env > "{self._told}.env"\n'
            f'mv "{self._told}.part" "{self._told}"\n{then}\n'
        )
        self.path.chmod(0o755)

    def _text(self, kind: str = "") -> str:
        path = Path(f"{self._told}{kind}")
        until = time.monotonic() + 3
        while not self._told.exists() and time.monotonic() < until:
            time.sleep(0.01)
        return path.read_text()

    def arguments(self) -> list[str]:
        return self._text().split("\0")[:-1]

    def streams(self) -> list[str]:
        return self._text(".streams").split()

    def environment(self) -> str:
        return self._text(".env")

    def leads_its_own_session(self) -> bool:
        pid, session = self._text(".session").split()
        return pid == session


def thunderbird(stand: Stand) -> MailProgram:
    return Thunderbird(label="Thunderbird", command=(str(stand.path),))


def with_files(folder: Path, *names: str) -> ComposeRequest:
    documents = folder / "documents"
    documents.mkdir()
    made = []
    for number, name in enumerate(names):
        path = documents / f"{number}.stored"
        path.write_bytes(f"content {number}".encode())
        made.append(Attachment(name, str(path), path.stat().st_size, sha256(path.read_bytes()).hexdigest()))
    return replace(REQUEST, attachments=tuple(made))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_thunderbird_gets_two_arguments_and_files_that_stay(tmp_path: Path) -> None:
    stand, folder = Stand(tmp_path), tmp_path / "outbox" / "17"
    request = with_files(tmp_path, "发票 1.pdf", "a,b & c's #1 100%.pdf", "发票 1.pdf")
    done = open_draft(thunderbird(stand), request, folder)

    assert done.command == (str(stand.path), "-compose", stand.arguments()[1])
    assert stand.arguments()[0] == "-compose"
    assert len(stand.arguments()) == 2
    record, body, *copies = done.files
    assert (record, body) == (done.record, folder / "body.txt")
    assert body.read_bytes() == "Dear Hans,\n正文\n".encode()
    assert [copy.name for copy in copies] == [each.name for each in request.attachments]
    assert [copy.read_bytes() for copy in copies] == [b"content 0", b"content 1", b"content 2"]
    assert len(set(copies)) == 3
    assert all(path.is_absolute() for path in done.files)


def test_a_space_at_the_end_of_a_line_does_not_join_it_to_the_next_in_thunderbird(tmp_path: Path) -> None:
    text = "Dear Ana, \r\nthe goods  are ready.  \n-- \nMei"
    message = ComposeRequest((("", "ana@example.com"),), (), (), "PI", text)
    done = open_draft(thunderbird(Stand(tmp_path)), message, tmp_path / "17")
    assert done.files[1].read_text(encoding="utf-8") == "Dear Ana,\nthe goods  are ready.\n-- \nMei"


def test_the_record_holds_the_whole_message_whatever_way_it_goes(tmp_path: Path) -> None:
    request = with_files(tmp_path, "a.pdf")
    done = open_draft(thunderbird(Stand(tmp_path)), request, tmp_path / "17")
    message = message_from_bytes(done.record.read_bytes())
    assert message["X-Unsent"] == "1"
    assert message["Bcc"] == "ali@example.ae"
    assert [part.get_payload(decode=True) for part in message.walk() if part.get_filename()] == [b"content 0"]


def test_the_draft_file_itself_is_opened_by_other_programs(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    done = open_draft(DraftFile(label="", command=(str(stand.path),)), REQUEST, tmp_path / "17")
    assert stand.arguments() == [str(tmp_path / "17" / "draft.eml")]
    assert done.files == (done.record,)


def test_a_mailto_address_is_one_argument(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    request = replace(REQUEST, to=(("", "hans@example.com"),))
    done = open_draft(MailLink(label="", command=(str(stand.path),)), request, tmp_path / "17")
    assert stand.arguments() == [mailto_uri(request)]
    assert done.record.exists()


def test_a_domain_in_chinese_is_handed_over_as_the_net_knows_it(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    everybody = (("王", "wang@例子.中国"), ("", "li@example.cn"))
    request = replace(REQUEST, to=everybody, bcc=everybody)
    open_draft(Evolution(command=(str(stand.path),)), request, tmp_path / "17")
    (link,) = stand.arguments()
    assert link.count("%3Cwang@xn--fsqu00a.xn--fiqs8s%3E,li@example.cn") == 2


def test_outlook_is_asked_by_a_fixed_script_with_the_path_of_the_data(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    done = open_draft(Outlook(command=(str(stand.path),)), with_files(tmp_path, "发票 1.pdf"), tmp_path / "17")
    *options, script, data = stand.arguments()
    assert options[-2:] == ["-STA", "-File"]
    assert script == str(resource_path("mail/outlook_draft.ps1"))
    assert Path(data).read_bytes().isascii()
    told = json.loads(Path(data).read_bytes())
    assert told["recipients"] == [
        {"kind": 1, "line": "hans@example.com"}, {"kind": 3, "line": "ali@example.ae"},
    ]  # fmt: skip
    assert told["subject"] == REQUEST.subject
    assert Path(told["text"]).read_bytes() == "Dear Hans,\r\n正文\r\n".encode()
    assert [Path(each).read_bytes() for each in told["attachments"]] == [b"content 0"]
    assert all(path.is_relative_to(tmp_path / "17") for path in done.files)


def test_apple_mail_is_asked_by_a_fixed_script_with_the_message_behind_it(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    open_draft(AppleMail(command=(str(stand.path),)), with_files(tmp_path, "-x.pdf"), tmp_path / "17")
    script, text, subject, *rest = stand.arguments()
    assert script == str(resource_path("mail/apple_mail_draft.applescript"))
    assert Path(text).read_bytes() == "Dear Hans,\n正文\n".encode()
    assert subject == REQUEST.subject
    paper = str(tmp_path / "17" / "attachment-1" / "-x.pdf")
    assert rest == ["to", "Müller, Hans", "hans@example.com", "bcc", "", "ali@example.ae", "file", "", paper]


def test_by_hand_every_window_is_opened_and_a_missing_opener_is_reported(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    request = with_files(tmp_path, "a.pdf")
    done = open_draft(ByHand(command=(str(stand.path),)), request, tmp_path / "17")
    assert stand.arguments() == [str(tmp_path / "17" / "attachments")]
    assert done.record.exists()
    with pytest.raises(NeighbourFailed, match="mail-program-not-started"):
        open_draft(ByHand(), request, tmp_path / "18")


def test_folder_and_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        done = open_draft(thunderbird(Stand(tmp_path)), with_files(tmp_path, "a.pdf"), tmp_path / "17")
    finally:
        os.umask(before)
    assert {mode(path) for path in done.files} == {0o600}
    assert {mode(path) for path in (tmp_path / "17").rglob("*") if path.is_dir()} == {0o700}
    assert mode(tmp_path / "17") == 0o700
    assert not list((tmp_path / "17").rglob(".part"))


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_program_runs_on_its_own_with_nothing_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/frozen/program")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/of/the/user")
    stand = Stand(tmp_path)
    open_draft(thunderbird(stand), REQUEST, tmp_path / "17")
    assert stand.streams() == ["/dev/null"] * 3
    assert stand.leads_its_own_session()
    assert "LD_LIBRARY_PATH=/of/the/user\n" in stand.environment()
    assert "/frozen" not in stand.environment()


def test_a_program_that_goes_on_is_not_waited_for(tmp_path: Path) -> None:
    begun = time.monotonic()
    open_draft(thunderbird(Stand(tmp_path, "exec sleep 1")), REQUEST, tmp_path / "17")
    assert time.monotonic() - begun < 0.9
    assert launcher.forget_finished() == 1


def test_a_program_that_fails_at_once_is_reported_with_what_was_kept(tmp_path: Path) -> None:
    with pytest.raises(NeighbourFailed) as failed:
        open_draft(thunderbird(Stand(tmp_path, "exit 3")), REQUEST, tmp_path / "17")
    assert failed.value.code == "mail-program-failed"
    assert failed.value.facts == {"program": "Thunderbird", "status": "3"}
    assert Path(failed.value.kept) == tmp_path / "17" / "draft.eml"
    assert Path(failed.value.kept).read_bytes().startswith(b"Date: ")


def test_a_running_geary_that_opened_the_draft_is_believed_and_another_error_is_not(tmp_path: Path) -> None:
    opened = Stand(tmp_path, "exit 255")
    open_draft(Geary(command=(str(opened.path),)), REQUEST, tmp_path / "17")
    failed = Stand(tmp_path, "exit 1")
    with pytest.raises(NeighbourFailed, match="mail-program-failed"):
        open_draft(Geary(command=(str(failed.path),)), REQUEST, tmp_path / "18")


@pytest.mark.parametrize("broken", ["gone", "not-executable", "no-program"])
def test_a_program_that_cannot_be_started_is_reported_with_what_was_kept(broken: str, tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    if broken == "gone":
        stand.path.unlink()
    elif broken == "not-executable":
        stand.path.chmod(0o644)
    else:
        stand.path.write_bytes(b"\x00\x01")
    with pytest.raises(NeighbourFailed) as failed:
        open_draft(thunderbird(stand), REQUEST, tmp_path / "17")
    assert failed.value.code == "mail-program-not-started"
    assert Path(failed.value.kept).exists()


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (replace(REQUEST, attachments=(Attachment("a.pdf", "/dev/null"),)), "attachment-not-a-file"),
        (replace(REQUEST, subject="a\nBcc: eve@example.com"), "control-character"),
        (replace(REQUEST, to=(), bcc=()), "no-recipient"),
    ],
)
def test_nothing_is_written_or_started_for_a_message_that_is_refused(
    request_: ComposeRequest, code: str, tmp_path: Path
) -> None:
    stand = Stand(tmp_path)
    with pytest.raises(RuleSaysNo) as refused:
        open_draft(thunderbird(stand), request_, tmp_path / "17")
    assert refused.value.code == code
    assert not (tmp_path / "17").exists()


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (replace(REQUEST, text="字" * 20_000), "mail-too-long"),
        (replace(REQUEST, attachments=(Attachment("a.sh", __file__),)), "mail-loses-attachments"),
    ],
)
def test_a_message_is_never_handed_over_in_part(request_: ComposeRequest, code: str, tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    with pytest.raises(RuleSaysNo) as refused:
        open_draft(MailLink(label="KMail", command=(str(stand.path),)), request_, tmp_path / "17")
    assert (refused.value.code, refused.value.facts["program"]) == (code, "KMail")
    assert not (tmp_path / "17").exists()


def test_an_attachment_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = with_files(tmp_path, "a.pdf")
    opened = attached.open_regular
    times = 0

    def and_then_changed(attachment: Attachment) -> object:
        nonlocal times
        times += 1
        if times == 3:  # looked at, checked, and now written into the record
            Path(attachment.path).write_bytes(b"CONTENT 0")
        return opened(attachment)

    monkeypatch.setattr(attached, "open_regular", and_then_changed)
    with pytest.raises(RuleSaysNo) as refused:
        open_draft(thunderbird(Stand(tmp_path)), request, tmp_path / "17")
    assert refused.value.code == "attachment-changed"
    assert [path.name for path in (tmp_path / "17").rglob("*")] == []


def test_copies_stay_when_the_original_changes_later(tmp_path: Path) -> None:
    request = with_files(tmp_path, "a.pdf")
    done = open_draft(thunderbird(Stand(tmp_path)), request, tmp_path / "17")
    Path(request.attachments[0].path).write_bytes(b"something else")
    assert done.files[-1].read_bytes() == b"content 0"


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NeighbourFailed) as failed:
        open_draft(thunderbird(Stand(tmp_path)), REQUEST, tmp_path / "file" / "17")
    assert (failed.value.code, failed.value.kept) == ("mail-files-not-written", "")
    assert failed.value.facts["folder"] == str(tmp_path / "file" / "17")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_a_full_disk_leaves_no_half_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def on_a_full_disk(path: object, flags: int, *rest: int) -> int:
        return real("/dev/full", os.O_WRONLY) if str(path).endswith(".part") else real(path, flags, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", on_a_full_disk)
    with pytest.raises(NeighbourFailed) as failed:
        open_draft(thunderbird(Stand(tmp_path)), REQUEST, tmp_path / "17")
    assert failed.value.code == "mail-files-not-written"
    assert list((tmp_path / "17").iterdir()) == []


def test_a_link_put_in_place_of_the_draft_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "17").mkdir()
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "17" / "draft.eml").symlink_to(tmp_path / "precious")
    (tmp_path / "17" / ".part").symlink_to(tmp_path / "precious")
    done = open_draft(DraftFile(label="", command=(str(Stand(tmp_path).path),)), REQUEST, tmp_path / "17")
    assert (tmp_path / "precious").read_text() == "precious"
    assert not done.record.is_symlink()


def test_a_program_shut_into_a_sandbox_finds_its_files_in_its_own_folder(tmp_path: Path) -> None:
    stand, readable = Stand(tmp_path), tmp_path / "snap" / "common"
    program = replace(thunderbird(stand), reads=str(readable))
    done = open_draft(program, with_files(tmp_path, "a.pdf"), tmp_path / "17")
    assert done.record == tmp_path / "17" / "draft.eml"
    assert done.files[1:] == (
        readable / "TradeDesk" / "17" / "body.txt",
        readable / "TradeDesk" / "17" / "attachment-1" / "a.pdf",
    )
    draft = open_draft(DraftFile(label="", command=(str(stand.path),), reads=str(readable)), REQUEST, tmp_path / "18")
    assert draft.command[1] == str(readable / "TradeDesk" / "18" / "draft.eml")


def test_many_recipients_go_where_the_argument_has_room(tmp_path: Path) -> None:
    everybody = tuple((f"Buyer {n}", f"buyer{n}@example.com") for n in range(10_000))
    request = replace(REQUEST, bcc=everybody)
    stand = Stand(tmp_path)
    with pytest.raises(RuleSaysNo) as refused:
        open_draft(thunderbird(stand), request, tmp_path / "17")
    assert refused.value.code == "mail-too-long"
    open_draft(DraftFile(label="", command=(str(stand.path),)), request, tmp_path / "18")
    assert stand.arguments() == [str(tmp_path / "18" / "draft.eml")]
