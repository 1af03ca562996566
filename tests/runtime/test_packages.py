"""What the installers say of the program is true of it, and in the form that desktops read."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.desk_bench import bench_at
from tradedesk import __version__
from tradedesk.integrations.files.dossier_file import FORMAT
from tradedesk.runtime.options import Options

BUILD = Path(__file__).resolve().parents[2] / "build"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def _said(expression: str) -> str:
    script = "from installers import linux_files, product\nimport sys\n"
    script += f"sys.stdout.buffer.write(({expression}).encode())"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=BUILD)
    return done.stdout.decode()


def _checked(command: list[str], file: Path, text: str) -> list[str]:
    """The complaints of a checking program, a line each."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"needs {command[0]}")
    file.write_text(text, encoding="utf-8")
    done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    told = (done.stdout + done.stderr).splitlines()
    return [line for line in told if line.startswith(("E:", "W:")) or ": error" in line]


def test_the_package_has_the_programs_version() -> None:
    assert _said("product.version()") == __version__


def test_what_nobody_has_set_yet_is_named_until_it_is_set() -> None:
    facts = "MAINTAINER='A <a@example.invalid>', LICENCE='MIT', IDENTIFIER='org.example.a', PUBLISHED={!r}"
    lacking = f"vars(product).update({facts}) or ' '.join(product.to_be_set())"
    assert _said(lacking.format("")) == "MAINTAINER PUBLISHED"
    assert _said(lacking.replace(".invalid", ".org").format("https://example.org/newest.json")) == ""


def test_a_ledger_and_a_customers_file_are_known_by_the_kinds_that_are_installed(tmp_path: Path) -> None:
    kinds = ElementTree.fromstring(_said("linux_files.kinds_of_files()"))
    with bench_at(tmp_path) as bench:
        ledger = bench.ledger.path
    head = ledger.read_bytes()[:100]
    magic = kinds.findall(f".//{MIME}match")
    assert len(magic) == 2
    for each in magic:
        offset, value = int(each.attrib["offset"]), each.attrib["value"].encode()
        assert head[offset : offset + len(value)] == value
    endings = {each.attrib["pattern"] for each in kinds.findall(f".//{MIME}glob")}
    assert endings == {f"*{ledger.suffix}", f"*.{FORMAT}"}


def test_the_menu_entry_is_what_desktops_read(tmp_path: Path) -> None:
    text = _said("linux_files.desktop_entry()")
    assert _checked(["desktop-file-validate"], tmp_path / "tradedesk.desktop", text) == []


def test_the_description_for_software_centres_is_one_that_they_take_once_all_is_set(tmp_path: Path) -> None:
    facts = "IDENTIFIER='org.example.tradedesk', LICENCE='MIT'"
    text = _said(f"vars(product).update({facts}) or linux_files.metainfo('2026-11-22')")
    found = ElementTree.fromstring(text)
    assert [found.findtext(name) for name in ("id", "name", "project_license")] == [
        "org.example.tradedesk", "TradeDesk", "MIT",
    ]  # fmt: skip
    command = ["appstreamcli", "validate", "--no-net", "--no-color"]
    assert _checked(command, tmp_path / "tradedesk.metainfo.xml", text) == []


def test_no_licence_is_said_that_nobody_has_set() -> None:
    assert "project_license" not in _said("vars(product).update(LICENCE='') or linux_files.metainfo('2026-11-22')")


def test_every_option_of_the_manual_page_exists() -> None:
    options = {f"--{name.replace('_', '-')}" for name in Options._fields if name != "file"} - {"--verbose"}
    page = _said("linux_files.manual()").replace("\\-", "-")
    assert {each for each in options if each not in page} == set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads libraries of Linux")
def test_no_library_that_is_packed_along_is_asked_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    shutil.copyfile("/bin/ls", tmp_path / "program" / "libQt6Core.so.6")
    (tmp_path / "usr" / "share" / "icons").mkdir(parents=True)
    (tmp_path / "usr" / "share" / "icons" / "a.png").touch()
    script = f"from pathlib import Path; from installers import rpm; print(rpm.spec_of(Path({str(tmp_path)!r}), 0))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=BUILD)
    assert "%global __requires_exclude ^(libQt6Core)\n" in done.stdout
    assert done.stdout.rstrip().endswith("\n/usr/share/icons/a.png")
    assert f"\nVersion: {__version__}\n" in done.stdout


def test_windows_removes_exactly_what_it_installed_the_innermost_folders_first(tmp_path: Path) -> None:
    for name in ("tradedesk.exe", "program/a $b.txt", "program/deep/c.dll"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    install, remove = _nsis(f"nsis.file_list(Path({str(tmp_path)!r}))").split("!macro REMOVE_FILES")
    assert install.count("File ") == 3
    assert f'File "/oname=a $$b.txt" "{tmp_path}/program/a $b.txt"' in install
    assert [line for line in remove.splitlines() if line.startswith(("Delete", "RMDir"))] == [
        'Delete "$INSTDIR\\program\\a $$b.txt"', 'Delete "$INSTDIR\\program\\deep\\c.dll"',
        'Delete "$INSTDIR\\tradedesk.exe"', 'RMDir "$INSTDIR\\program\\deep"', 'RMDir "$INSTDIR\\program"',
    ]  # fmt: skip


def _nsis(expression: str) -> str:
    script = f"from pathlib import Path; from installers import nsis; print({expression})"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=BUILD).stdout


def test_macos_is_told_which_files_are_ours_and_why_mail_is_asked(tmp_path: Path) -> None:
    script = "import sys, plistlib; from installers import dmg; sys.stdout.buffer.write(plistlib.dumps(dmg.told()))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=BUILD)
    told = plistlib.loads(done.stdout)
    tags = [each["UTTypeTagSpecification"]["public.filename-extension"] for each in told["UTExportedTypeDeclarations"]]
    assert tags == [["tradedesk"], ["tradedesk-customer"]]
    assert told["CFBundleExecutable"] == "tradedesk"
    assert "never sends" in told["NSAppleEventsUsageDescription"]
