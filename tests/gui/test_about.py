"""What the program says of itself: versions, licences, what is new, a report that names nobody, its own test."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.real_desk import real_desk
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.runtime.logs import start_logging, stop_logging
from tradedesk.runtime.replaced import is_replaced
from tradedesk.services import installed
from tradedesk.services.sample import fill
from tradedesk.ui import wording
from tradedesk.ui.places import Place
from tradedesk.ui.settings.parts import PARTS
from tradedesk.ui.shell import notices
from tradedesk.ui.shell.main_window import MainWindow
from tradedesk.ui.shell.replacement import ReplacementWatch
from tradedesk.ui.widgets.dialogs import ToldDialog

PAGES = {"settings": "tradedesk.ui.settings.page:SettingsPage"}
SOURCES = {"settings": "tradedesk.ui.settings.commands:commands"}


@pytest.fixture
def bench_and_desk(qapp, tmp_path):
    with real_desk(tmp_path, filled=False) as (desk, bench, _company):
        yield bench, desk


@pytest.fixture
def window(qtbot, bench_and_desk):
    _bench, desk = bench_and_desk
    made = MainWindow(desk, PAGES, SOURCES)
    qtbot.addWidget(made)
    desk.open(Place("settings", extra={"section": "data"}))
    made.show()
    qtbot.waitUntil(lambda: not desk._lane.busy)
    return made


def told(qtbot):
    """The dialog in front, once it is there."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ToldDialog))
    return QApplication.activeModalWidget()


def test_every_part_shows_its_licence_in_full(window, qtbot):
    window.page.licences = window.page.parts.licences
    window.page.licences["Jinja2"].click()
    shown = told(qtbot)
    assert "Redistribution and use in source and binary forms" in shown.text.toPlainText()
    shown.close_button.click()
    window.page.licences["SQLite"].click()
    assert told(qtbot).told.text().startswith("In the public domain")


def test_no_part_lacks_the_text_of_its_licence(bench_and_desk):
    bench, _desk = bench_and_desk
    on_other_systems = {"pywin32-ctypes"}
    lacking = {name for name, licence in PARTS if not installed.licence(bench, name) and licence != "Public Domain"}
    assert lacking <= on_other_systems
    assert installed.licence(bench, "Qt, PySide6, Shiboken6").startswith("GNU LESSER GENERAL PUBLIC LICENSE")
    assert "Bootloader Exception" in installed.licence(bench, "PyInstaller")
    assert "ZETETIC" in installed.licence(bench, "SQLCipher")


def test_the_report_for_support_is_read_before_it_is_copied_and_names_nobody(window, qtbot, bench_and_desk):
    bench, desk = bench_and_desk
    fill(bench)
    desk.commands.trigger("help.support-report")
    text = told(qtbot).text.toPlainText()
    assert "schema 000" in text
    people = [row[0] for table in ("parties", "contacts") for row in bench.ledger.read.all(f"select name from {table}")]
    values = [row[0] for row in bench.ledger.read.all("select value from addresses union select number from orders")]
    assert len(people) > 10
    assert [each for each in (*people, *values) if each and each in text] == []
    assert str(bench.profile.root) not in text


def test_what_was_refused_stands_in_the_report_without_what_it_was_about(window, qtbot, bench_and_desk):
    bench, desk = bench_and_desk

    def refuse(_bench):
        raise NeighbourFailed("kept-file-gone", name="PI for Gulf Horizon.pdf", path="/home/chen/Gulf Horizon")

    start_logging(bench.profile.logs)
    try:
        with qtbot.waitSignal(desk.refused) as said:
            desk.run(refuse)
    finally:
        stop_logging()
    assert "PI for Gulf Horizon.pdf" in said.args[0]
    text = installed.support_report(bench)
    assert "refused: kept-file-gone" in text
    assert "Gulf Horizon" not in text


@pytest.mark.parametrize(("language", "words"), [("en", "The first TradeDesk"), ("zh_CN", "首个版本")])
def test_what_is_new_is_told_in_the_users_language(window, qtbot, language, words):
    wording.set_language(language)
    window.desk.commands.trigger("help.whats-new")
    assert words in told(qtbot).text.toPlainText()


def test_an_update_is_told_once(window):
    notices.tell_of_news(window, "0.1.0")
    assert window.banners.newest is None
    notices.tell_of_news(window, "0.2.0")
    assert window.banners.newest.words.text() == "TradeDesk is now version 0.2.0."
    window.banners.newest.close_button.click()
    notices.tell_of_news(window, "0.2.0")
    assert window.banners.newest is None


def test_an_update_under_an_open_window_is_told_when_it_is_come_back_to(window, qapp, monkeypatch, tmp_path):
    ReplacementWatch(window)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert window.banners.newest is None
    another = tmp_path / "tradedesk"
    another.write_text("another version")
    monkeypatch.setattr(sys, "executable", str(another))
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert window.banners.newest is None
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert window.banners.newest.words.text() == "TradeDesk was updated while it is open. Close it and open it again."


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not replace what runs")
def test_a_program_that_was_removed_under_an_open_window_is_no_more_the_one_that_runs(monkeypatch, tmp_path):
    assert not is_replaced()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    assert is_replaced()


def test_the_installation_is_checked_from_the_window(window, qtbot):
    window.desk.commands.trigger("help.self-test")
    shown = told(qtbot)
    qtbot.waitUntil(shown.copy_button.isEnabled, timeout=60_000)
    assert shown.told.text() == "This installation is sound. The report names no customers."
    assert "0 failed" in shown.text.toPlainText()


def test_closing_the_check_ends_it(window, qtbot):
    window.desk.commands.trigger("help.self-test")
    shown = told(qtbot)
    shown.close_button.click()
    assert shown.process.state() is shown.process.ProcessState.NotRunning
    assert not shown._report.exists()
