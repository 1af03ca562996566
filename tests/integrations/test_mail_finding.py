"""Each adapter finds its program by what the computer says of itself; recorded answers stand in for other systems."""

from __future__ import annotations

import plistlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import found_on_macos, found_on_windows
from tradedesk.integrations.mail.adapters.by_hand import ByHand
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.programs import by_hand, choose, ways_on
from tradedesk.integrations.mail.ways import MailProgram

MAILTO = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\mailto\UserChoice"
EML = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.eml\UserChoice"
OUTLOOK = r"C:\Program Files\Microsoft Office\root\Office16\OUTLOOK.EXE"
PREFERENCES = r"Software\Microsoft\Office\16.0\Outlook\Preferences"
CLIENTS = r"Software\Clients\Mail"
SHORT = ComposeRequest((("", "ana@example.com"),), (), (), "Hello", "Dear Ana,\n")
WITH_FILE = ComposeRequest((("", "ana@example.com"),), (), (), "PI", "See file.", (Attachment("a.pdf", "/a.pdf"),))
FORMATTED = ComposeRequest((("", "ana@example.com"),), (), (), "PI", "Dear Ana", html="<p><b>Dear Ana</b></p>")


def windows(values: Mapping[tuple[str, str, str], str]) -> tuple[MailProgram, ...]:
    def read(hive: str, key: str, name: str) -> str:
        return values.get((hive, key.rpartition("\\")[2] if "App Paths" in key else key, name), "")

    return ways_on(found_on_windows.computer(read, env={"SystemRoot": r"D:\Windows"}))


def linux(*commands: str, writes: str = "", reads_eml: str = "") -> tuple[MailProgram, ...]:
    def find(command: str) -> str:
        return f"/usr/bin/{command}" if command in commands else ""

    return ways_on(Computer("linux", Path("/home/chen"), writes, reads_eml, find("xdg-open"), find))


def codes(ways: tuple[MailProgram, ...]) -> list[str]:
    return [way.code for way in ways if way.automatic]


@pytest.mark.parametrize(
    ("command", "desktop_file", "code"),
    [
        ("claws-mail", "claws-mail.desktop", "claws"),
        ("evolution", "org.gnome.Evolution.desktop", "evolution"),
        ("kmail", "org.kde.kmail2.desktop", "kmail"),
        ("geary", "org.gnome.Geary.desktop", "geary"),
    ],
)
def test_on_linux_a_program_is_started_by_its_own_command_and_not_by_a_link(
    command: str, desktop_file: str, code: str
) -> None:
    found = linux(command, "xdg-open", writes=desktop_file)
    assert codes(found) == [code]
    assert (found[0].command, found[0].is_default) == ((f"/usr/bin/{command}",), True)
    beside = linux(command, "thunderbird", "xdg-open", writes="thunderbird.desktop")
    assert codes(beside) == ["thunderbird", "eml", "mailto", code]


def test_classic_outlook_is_asked_by_automation_then_by_a_draft_file_then_by_simple_mapi() -> None:
    values = {
        ("machine", "outlook.exe", ""): OUTLOOK,
        ("user", MAILTO, "ProgId"): "Outlook.URL.mailto.15",
        ("user", EML, "ProgId"): "Outlook.File.eml.15",
        ("machine", CLIENTS, ""): "Microsoft Outlook",
        ("machine", rf"{CLIENTS}\Microsoft Outlook", "DllPath"): r"C:\mapi32.dll",
    }
    found = windows(values)
    assert codes(found) == ["outlook", "mailto", "eml", "mapi"]
    shell = r"D:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"
    assert (found[0].command, found[0].label) == ((shell,), "Outlook")
    for request in (SHORT, WITH_FILE, FORMATTED):
        choice = choose(request, found)
        assert choice.program is not None
        assert (choice.program.code, choice.lost) == ("outlook", ())


def test_who_switched_to_the_new_outlook_gets_links_and_is_told_what_they_lose() -> None:
    values = {
        ("machine", "outlook.exe", ""): OUTLOOK,
        ("user", PREFERENCES, "UseNewOutlook"): "1",
        ("user", "olk.exe", ""): r"C:\olk.exe",
        ("user", MAILTO, "ProgId"): "OutlookForWindows.Url.mailto",
    }
    found = windows(values)
    assert codes(found) == ["outlook-new"]
    assert [reason.code for reason in choose(WITH_FILE, found).lost] == ["mail-loses-attachments"]
    assert choose(WITH_FILE, found, "outlook-new-eml").possible


@pytest.mark.parametrize(
    ("program_id", "code", "label"),
    [("Foxmail.Url.mailto", "foxmail", "Foxmail"), ("MailMaster.mailto", "netease", "NetEase Mail Master")],
)
def test_on_windows_foxmail_and_mail_master_get_short_messages_and_files_only_when_chosen(
    program_id: str, code: str, label: str
) -> None:
    found = windows({("user", MAILTO, "ProgId"): program_id, ("user", EML, "ProgId"): f"{program_id}.eml"})
    assert codes(found) == [code]
    assert (found[0].label, found[0].command, found[0].max_length) == (label, (), 2_000)
    assert not choose(WITH_FILE, found).possible
    assert choose(WITH_FILE, found, f"{code}-eml").possible


def test_windows_mail_is_known_by_what_stands_below_its_program_id() -> None:
    app = "AppXydk58wgm44se4b399557yyyj1w7mbmvd"
    told = {("classes", rf"{app}\Application", "AppUserModelID"): "microsoft.windowscommunicationsapps_8wek!mail"}
    assert codes(windows({("user", MAILTO, "ProgId"): app, **told})) == ["windows-mail"]
    assert codes(windows({("user", MAILTO, "ProgId"): app})) == ["mailto"]


def mac(folder: Path, handler: str = "") -> tuple[MailProgram, ...]:
    programs = folder / "bin"
    programs.mkdir()
    for command in ("open", "osascript"):
        (programs / command).write_text("#!/bin/sh\n")
        (programs / command).chmod(0o755)
    if handler:
        kept = folder / "Library/Preferences/com.apple.LaunchServices/com.apple.launchservices.secure.plist"
        kept.parent.mkdir(parents=True)
        kept.write_bytes(
            plistlib.dumps({"LSHandlers": [{"LSHandlerURLScheme": "mailto", "LSHandlerRoleAll": handler}]})
        )
    return ways_on(found_on_macos.computer({"PATH": str(programs), "HOME": str(folder)}, folder))


@pytest.mark.skipif(found_on_windows.sys.platform == "win32", reason="commands without an ending")
def test_on_a_mac_short_messages_go_by_a_link_and_files_by_the_script(tmp_path: Path) -> None:
    found = mac(tmp_path)
    assert codes(found) == ["mailto", "apple-mail", "eml"]
    short, with_file = choose(SHORT, found), choose(WITH_FILE, found)
    assert short.program is not None
    assert with_file.program is not None
    assert (short.program.code, short.lost) == ("mailto", ())
    assert with_file.program.code == "apple-mail"
    assert [reason.code for reason in with_file.lost] == ["mail-marks-as-quoted"]


@pytest.mark.skipif(found_on_windows.sys.platform == "win32", reason="commands without an ending")
def test_on_a_mac_with_another_mail_program_no_script_is_run(tmp_path: Path) -> None:
    assert "apple-mail" not in codes(mac(tmp_path, "com.microsoft.Outlook"))


def test_the_portal_is_taken_only_by_a_program_that_is_itself_shut_in() -> None:
    found = {"gdbus": "/usr/bin/gdbus"}
    inside = Computer("linux", Path("/"), find=lambda name: found.get(name, ""), in_flatpak=True)
    assert codes(ways_on(inside)) == ["portal"]
    assert "portal" not in codes(linux("gdbus"))


def test_the_way_by_hand_opens_people_and_subject_in_the_users_own_program() -> None:
    found = linux("xdg-open", writes="org.example.PostOffice.desktop")
    own, site = by_hand(found), by_hand(found, "gmail")
    assert isinstance(own, ByHand)
    assert isinstance(site, ByHand)
    assert own.beside is not None
    assert site.beside is not None
    assert (own.beside.code, site.beside.code) == ("mailto", "gmail")


def test_a_chosen_program_is_not_left_for_formatting_but_for_what_would_be_missing() -> None:
    found = linux("thunderbird", "evolution", writes="thunderbird.desktop")
    stays, leaves = choose(FORMATTED, found, "evolution"), choose(
        ComposeRequest(SHORT.to, (), (), "Hello", "字" * 50_000), found, "evolution"
    )
    assert stays.program is not None
    assert leaves.program is not None
    assert (stays.program.code, [reason.code for reason in stays.lost]) == ("evolution", ["mail-loses-formatting"])
    assert leaves.program.code == "thunderbird"
