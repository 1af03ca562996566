"""Which mail programs are found, and which way a message goes: the first that keeps everything of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import found_on_linux, found_on_macos, found_on_windows
from tradedesk.integrations.mail.adapters.draft_file import DraftFile
from tradedesk.integrations.mail.adapters.mail_link import MailLink
from tradedesk.integrations.mail.adapters.thunderbird import Thunderbird
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.programs import choose, lost, ways_on
from tradedesk.integrations.mail.ways import MailProgram

THUNDERBIRD = Thunderbird(label="Thunderbird", command=("/usr/bin/thunderbird",), is_default=True)
EML = DraftFile(label="Evolution", command=("/usr/bin/xdg-open",))
MAILTO = MailLink(label="Evolution", command=("/usr/bin/xdg-open",))

SHORT = ComposeRequest((("", "ana@example.com"),), (), (), "Hello", "Dear Ana,\n")
WITH_FILE = replace(SHORT, attachments=(Attachment("a.pdf", "/a.pdf"),))
WITH_NAME = replace(SHORT, to=(("Ana", "ana@example.com"),))
LONG = replace(SHORT, text="字" * 20_000)
MANY = replace(SHORT, bcc=tuple(("", f"buyer{n}@example.com") for n in range(10_000)))
SPECIAL = replace(SHORT, to=(("", "用户@example.com"),))


@pytest.mark.parametrize(
    ("request_", "programs", "preferred", "code", "missing"),
    [
        (SHORT, (THUNDERBIRD, EML, MAILTO), "", "thunderbird", []),
        (SHORT, (THUNDERBIRD, EML, MAILTO), "mailto", "mailto", []),
        (SHORT, (THUNDERBIRD, EML, MAILTO), "no-such-way", "thunderbird", []),
        (WITH_FILE, (MAILTO, EML), "mailto", "eml", []),
        (WITH_NAME, (MAILTO, EML), "mailto", "eml", []),
        (WITH_NAME, (MAILTO,), "", "mailto", ["mail-loses-names"]),
        (WITH_FILE, (MAILTO,), "", "mailto", ["mail-loses-attachments"]),
        (LONG, (MAILTO,), "", "mailto", ["mail-too-long"]),
        (LONG, (THUNDERBIRD, EML), "", "thunderbird", []),
        (MANY, (THUNDERBIRD, EML), "thunderbird", "eml", []),
        (SPECIAL, (EML, MAILTO), "", "mailto", []),
        (SPECIAL, (EML,), "", "eml", ["mail-loses-address"]),
        (WITH_FILE, (replace(EML, editable=False), MAILTO), "", "eml", ["mail-draft-not-editable"]),
        (SHORT, (replace(THUNDERBIRD, bcc=False),), "", "thunderbird", []),
        (MANY, (replace(MAILTO, bcc=False, max_length=0),), "", "mailto", ["mail-loses-bcc"]),
    ],
)
def test_a_message_goes_the_first_way_that_keeps_everything(
    request_: ComposeRequest, programs: tuple[object, ...], preferred: str, code: str, missing: list[str]
) -> None:
    choice = choose(request_, programs, preferred)  # type: ignore[arg-type]
    assert choice.program is not None
    assert (choice.program.code, [reason.code for reason in choice.lost]) == (code, missing)


@pytest.mark.parametrize(
    ("request_", "possible"), [(WITH_FILE, False), (LONG, False), (WITH_NAME, True), (SHORT, True)]
)
def test_only_display_names_may_be_missing_in_a_message_that_goes(request_: ComposeRequest, possible: bool) -> None:
    assert choose(request_, (MAILTO,)).possible is possible


@pytest.mark.parametrize(
    ("request_", "programs", "preferred", "spared"),
    [
        (SHORT, (THUNDERBIRD, MAILTO), "", []),
        (WITH_NAME, (MAILTO, THUNDERBIRD), "", ["mail-loses-names"]),
        (WITH_NAME, (MAILTO, EML), "", []),  # another way into the same program
        (WITH_FILE, (THUNDERBIRD, MAILTO), "mailto", ["mail-loses-attachments"]),
        (WITH_NAME, (THUNDERBIRD, MAILTO), "mailto", []),
        (MANY, (THUNDERBIRD, EML), "", ["mail-too-long"]),
    ],
)
def test_where_another_program_is_taken_it_is_known_what_the_users_own_would_lose(
    request_: ComposeRequest, programs: tuple[MailProgram, ...], preferred: str, spared: list[str]
) -> None:
    assert [reason.code for reason in choose(request_, programs, preferred).spared] == spared


def test_without_any_program_the_reason_says_so() -> None:
    choice = choose(SHORT, ())
    assert (choice.program, [reason.code for reason in choice.lost], choice.possible) == (
        None,
        ["mail-no-program"],
        False,
    )


def test_what_would_be_missing_names_the_program_and_the_measure() -> None:
    (reason,) = lost(MAILTO, LONG)
    assert reason.fact("program") == "Evolution"
    assert int(reason.fact("length")) > int(reason.fact("limit")) > 100_000


def computer(
    folder: Path, *, defaults: Mapping[str, str] | None = None, commands: tuple[str, ...] = ()
) -> dict[str, str]:
    """A PATH with these commands, and an xdg-mime that answers with these programs for mail and for .eml files."""
    programs = folder / "bin"
    programs.mkdir()
    for command in commands:
        (programs / command).write_text("#!/bin/sh\n")
    if defaults is not None:
        cases = "".join(f"{kind}) echo {answer} ;;\n" for kind, answer in defaults.items())
        (programs / "xdg-mime").write_text(f'#!/bin/sh\ncase "$3" in\n{cases}esac\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    return {"PATH": str(programs), "HOME": str(folder)}


def ways(env: dict[str, str]) -> list[tuple[str, str, bool]]:
    return [(way.code, way.label, way.is_default) for way in automatic(found_on_linux.computer(env))]


def automatic(computer: Computer) -> list[MailProgram]:
    """The ways that are taken without having been chosen."""
    return [way for way in ways_on(computer) if way.automatic]


MAIL, EML_FILE = "x-scheme-handler/mailto", "message/rfc822"
linux_only = pytest.mark.skipif(os.name != "posix", reason="shell scripts stand in for the programs")


@linux_only
def test_a_computer_without_mail_programs_has_no_ways(tmp_path: Path) -> None:
    assert ways(computer(tmp_path)) == []


@linux_only
def test_thunderbird_alone_takes_both_kinds_of_drafts(tmp_path: Path) -> None:
    env = computer(tmp_path, commands=("thunderbird",))
    assert ways(env) == [("thunderbird", "Thunderbird", True), ("eml", "Thunderbird", True)]
    commands = {way.command for way in automatic(found_on_linux.computer(env))}
    assert commands == {(str(tmp_path / "bin" / "thunderbird"),)}


@linux_only
def test_the_users_own_program_comes_first(tmp_path: Path) -> None:
    defaults = {MAIL: "org.gnome.Evolution.desktop", EML_FILE: "org.gnome.Evolution.desktop"}
    env = computer(tmp_path, defaults=defaults, commands=("thunderbird", "xdg-open"))
    assert ways(env) == [
        ("mailto", "Evolution", True),
        ("thunderbird", "Thunderbird", False),
        ("eml", "Thunderbird", False),
    ]


@linux_only
def test_a_program_that_only_shows_drafts_is_marked(tmp_path: Path) -> None:
    defaults = {MAIL: "org.gnome.Evolution.desktop", EML_FILE: "org.gnome.Evolution.desktop"}
    found = automatic(found_on_linux.computer(computer(tmp_path, defaults=defaults, commands=("xdg-open",))))
    assert [(way.code, way.editable) for way in found] == [("mailto", True), ("eml", False)]


@linux_only
def test_claws_mail_gets_short_addresses_only_and_kmail_none_with_an_ampersand(tmp_path: Path) -> None:
    (tmp_path / "claws").mkdir()
    (tmp_path / "kmail").mkdir()
    with_claws = computer(tmp_path / "claws", defaults={MAIL: "claws-mail.desktop"}, commands=("xdg-open",))
    with_kmail = computer(tmp_path / "kmail", defaults={MAIL: "org.kde.kmail2.desktop"}, commands=("xdg-open",))
    (claws,) = automatic(found_on_linux.computer(with_claws))
    (kmail,) = automatic(found_on_linux.computer(with_kmail))
    assert (claws.label, kmail.label) == ("Claws Mail", "KMail")
    assert [reason.code for reason in lost(claws, replace(SHORT, text="x" * 8_000))] == ["mail-too-long"]
    assert [reason.code for reason in lost(kmail, replace(SHORT, subject="A & B"))] == ["mail-program-cuts"]
    assert (lost(claws, SHORT), lost(kmail, SHORT)) == ((), ())


@linux_only
def test_an_unknown_program_is_called_by_its_desktop_file(tmp_path: Path) -> None:
    env = computer(tmp_path, defaults={MAIL: "com.example.Post-Office.desktop"}, commands=("xdg-open",))
    assert ways(env) == [("mailto", "Post Office", True)]


@linux_only
def test_a_desktop_that_gives_no_answer_does_not_hold_up_the_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found_on_linux, "_ANSWER_WITHIN", 0.05)
    env = computer(tmp_path, defaults={}, commands=("thunderbird", "xdg-open"))
    (tmp_path / "bin" / "xdg-mime").write_text("#!/bin/sh\nexec /bin/sleep 1\n")
    assert [code for code, _, _ in ways(env)] == ["thunderbird", "eml"]
    (tmp_path / "bin" / "xdg-mime").write_text("not a program")
    assert [code for code, _, _ in ways(env)] == ["thunderbird", "eml"]


@linux_only
def test_a_program_in_the_working_directory_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = computer(tmp_path, commands=("thunderbird",))
    monkeypatch.chdir(tmp_path / "bin")
    assert ways({**env, "PATH": ":"}) == []
    assert ways({**env, "PATH": "."}) == []


@linux_only
def test_a_thunderbird_shut_into_a_sandbox_gets_its_files_where_it_can_read_them(tmp_path: Path) -> None:
    env = computer(tmp_path, commands=("thunderbird",))
    (tmp_path / "bin" / "thunderbird").write_text('#!/bin/sh\nexec /snap/bin/thunderbird "$@"\n')
    found = automatic(found_on_linux.computer(env))
    assert {way.reads for way in found} == {str(tmp_path / "snap" / "thunderbird" / "common")}

    exported = tmp_path / ".local" / "share" / "flatpak" / "exports" / "bin"
    exported.mkdir(parents=True)
    (exported / "org.mozilla.Thunderbird").write_text("#!/bin/sh\n")
    (exported / "org.mozilla.Thunderbird").chmod(0o755)
    (tmp_path / "bin" / "thunderbird").unlink()
    found = automatic(found_on_linux.computer(env))
    assert {way.reads for way in found} == {str(tmp_path / ".var" / "app" / "org.mozilla.Thunderbird" / "data")}


def registry(values: Mapping[tuple[str, str, str], str]) -> found_on_windows.Reader:
    def read(hive: str, key: str, name: str) -> str:
        return values.get((hive, key.rpartition("\\")[2] if "App Paths" in key else key, name), "")

    return read


CHOSEN = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\mailto\UserChoice"


def test_on_windows_thunderbird_is_found_through_the_registry() -> None:
    path = r"C:\Program Files\Mozilla Thunderbird\thunderbird.exe"
    values = {("machine", "thunderbird.exe", ""): f'"{path}"', ("user", CHOSEN, "ProgId"): "Outlook.URL.mailto.15"}
    found = automatic(found_on_windows.computer(registry(values)))
    assert [(way.code, way.label, way.command) for way in found] == [
        ("mailto", "Outlook", ()),
        ("thunderbird", "Thunderbird", (path,)),
        ("eml", "Thunderbird", (path,)),
    ]


def test_on_windows_the_new_outlook_is_not_trusted_to_edit_a_draft_file() -> None:
    found = automatic(found_on_windows.computer(registry({("classes", ".eml", ""): "Outlook.File.eml.15"})))
    assert [(way.code, way.editable) for way in found] == [("eml", True)]
    olk = {("classes", ".eml", ""): "Olk.File.eml", ("user", "olk.exe", ""): r"C:\olk.exe"}
    found = list(ways_on(found_on_windows.computer(registry(olk))))
    (file,) = [way for way in found if way.code == "outlook-new-eml"]
    assert (file.editable, file.automatic, file.command) == (False, False, (r"C:\olk.exe",))
    assert automatic(found_on_windows.computer(registry(olk))) == []


def test_on_windows_without_any_program_there_is_no_way() -> None:
    assert automatic(found_on_windows.computer(registry({}))) == []


@linux_only
def test_on_a_mac_thunderbird_is_found_in_its_application_folder(tmp_path: Path) -> None:
    env = computer(tmp_path, commands=("open",))
    assert [(way.code, way.editable) for way in automatic(found_on_macos.computer(env, tmp_path))] == [
        ("mailto", True),
        ("eml", False),
    ]
    program = tmp_path / "Applications" / "Thunderbird.app" / "Contents" / "MacOS" / "thunderbird"
    program.parent.mkdir(parents=True)
    program.touch()
    found = automatic(found_on_macos.computer(env, tmp_path))
    assert [(way.code, way.editable) for way in found] == [("mailto", True), ("thunderbird", True), ("eml", True)]
    assert found[1].command == (str(program),)
