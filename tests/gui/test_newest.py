"""A newer version, at the window: asked for by a click or once a day where that is chosen, and by nobody else."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from tests.support.at_the_window import whole_program
from tests.support.https_server import https_server
from tradedesk import __version__
from tradedesk.runtime import build_of
from tradedesk.services import newest
from tradedesk.ui import wording
from tradedesk.ui.newest import NewestLook
from tradedesk.ui.places import Place

LINKS = {"notes": {"en": "https://localhost/news", "zh_CN": "https://localhost/news-zh"},
         "downloads": dict.fromkeys(("linux", "windows", "macos"), "https://localhost/get")}  # fmt: skip


@pytest.fixture
def server(tmp_path, monkeypatch):
    """Who is asked by a build that names it."""
    folder = tmp_path / "server"
    folder.mkdir()
    with https_server(folder) as running:
        monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
        told = folder / "build.json"
        told.write_text(json.dumps({"name": "1e61036, 2026-11-22", "published": running.address}))
        monkeypatch.setattr(build_of, "resource_path", lambda _relative: told)
        running.says("99.1.0", **LINKS)
        yield running


@pytest.fixture
def opened(monkeypatch):
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()) or True)
    return found


@pytest.fixture
def at(qtbot, qapp, tmp_path):
    with whole_program(qtbot, qapp, tmp_path / "profile") as user:
        yield user


def show(user):
    user.desk.open(Place("settings", extra={"section": "newest"}))
    user.settle()


def watch(user, today="2026-11-22"):
    """As the program does when its first page is filled, on a day."""
    look = NewestLook.of(user.desk)
    look._now = lambda: date.fromisoformat(today)
    look.tell_with(user.window.show_banner)
    look.watch()
    user.until(lambda: not look.busy)
    return look


def test_a_build_that_names_no_server_offers_nothing(at):
    show(at)
    assert "newest" not in at.window.page.cards
    assert "Newer version" not in at.words()
    assert [each.id for each in at.desk.commands.all() if each.id == "help.newest"] == []


@pytest.mark.parametrize("address", ["", "http://localhost/newest.json", "file:///etc/passwd", "newest.json"])
def test_only_an_encrypted_place_is_one_to_ask(tmp_path, monkeypatch, address):
    told = tmp_path / "build.json"
    told.write_text(json.dumps({"name": "1e61036, 2026-11-22", "published": address}))
    monkeypatch.setattr(build_of, "resource_path", lambda _relative: told)
    assert newest.server() == ""


def test_nobody_is_asked_until_the_user_wants_it(server, at):
    watch(at)
    show(at)
    assert not at.window.page.newest.by_itself.isChecked()
    assert server.asked == []


def test_the_section_stands_at_the_top_once_all_above_it_is_read(server, at):
    show(at)
    page = at.window.page
    at.until(lambda: page.area.verticalScrollBar().value() == page.newest.y() - 18)
    page.data.setMinimumHeight(page.data.height() + 300)
    at.until(lambda: page.area.verticalScrollBar().value() == page.newest.y() - 18)


def test_a_newer_version_is_told_and_its_page_opened_only_by_a_click(server, at, opened):
    at.find("newer version", "Check for a newer version")
    at.reads(f"Version 99.1.0 of 1 Dec is newer than yours, {__version__}.")
    assert opened == []
    at.click("Open the download page")
    at.click("What is new in it")
    assert opened == ["https://localhost/get", "https://localhost/news"]
    assert len(server.asked) == 1


def test_notes_are_opened_in_the_users_language(server, at, opened):
    at.desk.settings.change(language="zh_CN")
    show(at)
    at.click("立即检查")
    at.reads("12月1日发布的 99.1.0 版比您的")
    at.click("新版内容")
    assert opened == ["https://localhost/news-zh"]
    wording.set_language("en")


def test_a_version_without_pages_offers_none(server, at):
    server.says("99.1.0")
    show(at)
    at.click("Check now")
    at.reads("is newer than yours")
    assert "Open the download page" not in at.words()
    assert "What is new in it" not in at.words()


def test_the_section_that_was_clicked_is_the_one_that_is_shown(server, at):
    show(at)
    sections, cards = at.window.page.sections, at.window.page.cards
    told = [sections.item(row).text() for row in range(sections.count())]
    assert told == [card.title.text() for card in cards.values()]
    for title in ("Your data", "Newer version", "Made with", "Newer version"):
        item = sections.findItems(title, Qt.MatchFlag.MatchExactly)[0]
        QTest.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, pos=sections.visualItemRect(item).center())
        at.settle()
        assert sections.currentItem() is item
        assert sections.selectedItems() == [item]


@pytest.mark.parametrize("version", [__version__, "0.0.1"])
def test_the_newest_version_is_said_to_be_so(server, at, version):
    server.says(version, **LINKS)
    show(at)
    at.click("Check now")
    at.reads(f"Yours is the newest version: {__version__}.")
    assert "Open the download page" not in at.words()


def test_an_answer_that_is_not_understood_is_said(server, at):
    server.body = b"<html>Log in</html>"
    show(at)
    at.click("Check now")
    at.reads("localhost answered, but not with the newest version. Nothing was changed")


def test_a_server_that_is_not_trusted_is_said_and_told_nothing(server, at, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    show(at)
    at.click("Check now")
    at.reads("localhost could not be reached (", "Nothing was changed")
    assert server.asked == []


def test_where_it_is_chosen_it_is_asked_once_a_day_and_a_version_is_told_of_once(server, at):
    show(at)
    at.click("Ask by itself, once a day")
    at.desk.open(Place("today"))
    look = watch(at)
    at.reads("TradeDesk 99.1.0 is there.")
    at.click("Show")
    at.reads("Version 99.1.0 of 1 Dec is newer")
    look.look_by_itself()
    assert (look.busy, len(server.asked)) == (False, 1)
    at.desk.open(Place("today"))
    watch(at, "2026-11-23")
    assert len(server.asked) == 2
    assert "99.1.0" not in at.words()


def test_a_question_nobody_asked_that_fails_disturbs_nobody(server, at):
    at.desk.settings.remember("newest.by-itself", True)
    server.status = 503
    watch(at)
    assert "localhost" not in at.words()
    show(at)
    at.reads("localhost answered, but not with the newest version")


def test_the_window_closes_while_a_question_waits(server, at):
    server.pause = 0.2
    show(at)
    at.click("Check now")
    at.until(lambda: bool(server.asked))
    NewestLook.of(at.desk).stop()
    at.until(lambda: not NewestLook.of(at.desk).busy)
    at.until(lambda: "Check now" in at.words())
