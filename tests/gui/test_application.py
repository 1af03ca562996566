from __future__ import annotations

import gc
import subprocess
import sys
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from tradedesk.runtime.crash_log import CrashLog
from tradedesk.runtime.settings import Settings
from tradedesk.ui import theme, wording
from tradedesk.ui.appearance import use_language
from tradedesk.ui.application import crash_teller, create_application
from tradedesk.ui.commands import Command, Commands
from tradedesk.ui.commands.fuzzy import score
from tradedesk.ui.jobs.tidy import Tidy
from tradedesk.ui.jobs.watchdog import Watchdog
from tradedesk.ui.shell.doorbell import Doorbell, ring
from tradedesk.ui.widgets import Button, Field, PlainLabel, plain_tooltip


def test_the_window_is_there_without_the_heavy_libraries():
    code = (
        "import sys, tradedesk.ui.application, tradedesk.ui.shell.main_window, tradedesk.ui.widgets\n"
        "heavy = ('sqlalchemy', 'alembic', 'jinja2', 'email', 'holidays', 'csv', 'sqlcipher3',\n"
        "         'subprocess', 'asyncio', 'PySide6.QtNetwork')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_the_kept_settings_decide_language_and_theme(qapp):
    create_application(["tradedesk"], Settings(language="zh_CN", theme="dark"))
    assert wording.language() == "zh_CN"
    assert theme.tokens().name == "dark"
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"
    create_application(["tradedesk"], Settings(language="en", theme="light"))
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert theme.tokens().name == "light"


def test_chinese_words_are_written_in_chinese_forms(qapp):
    create_application(["tradedesk"], Settings(language="en"))
    families = qapp.font().families()
    assert qapp.font().pixelSize() == 13
    assert any("SC" in family or "YaHei" in family for family in families)
    use_language("en")


def test_a_crash_is_told_in_a_dialog_that_shows_the_report_as_plain_text(qapp, qtbot):
    tell = crash_teller()
    tell(["KeyError", "<b>line</b>"])
    tell(["another"])
    qtbot.waitUntil(lambda: isinstance(qapp.activeModalWidget(), QDialog))
    dialog = qapp.activeModalWidget()
    assert dialog._report == "KeyError\n<b>line</b>"
    dialog.accept()
    qtbot.waitUntil(lambda: qapp.activeModalWidget() is None)


@pytest.mark.expects_log("crash: ")
def test_a_crash_that_cannot_be_told_is_written_down_and_not_told_without_end(qapp, qtbot, tmp_path, monkeypatch):
    log = CrashLog(tmp_path / "crash.txt", "0.0.0")
    log.install(crash_teller())
    try:
        monkeypatch.setitem(sys.modules, "tradedesk.ui.shell.dialogs", None)  # say, an update took it away
        with qtbot.captureExceptions():
            sys.excepthook = log._on_exception
            QTimer.singleShot(0, lambda: {}["first"])
            qtbot.wait(200)
    finally:
        log.uninstall()
    written = (tmp_path / "crash.txt").read_text()
    assert (written.count("KeyError"), written.count("ModuleNotFoundError")) == (1, 1)


def test_a_second_start_rings_at_the_first(qapp, qtbot, tmp_path):
    rung: list[str] = []
    name, path = f"tradedesk-test-{tmp_path.name}-{time.monotonic_ns()}", "/tmp/海湾 Gulf's.tradedesk-customer"
    assert not ring(name)
    bell = Doorbell(name, rung.append)
    assert bell.listening
    caller = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from tradedesk.ui.shell.doorbell import ring; import sys; sys.exit(not ring({name!r}, {path!r}))",
        ]
    )
    qtbot.waitUntil(lambda: bool(rung))
    assert caller.wait(15) == 0
    assert rung == [path]
    bell.close()


@pytest.mark.expects_log("did not answer")
def test_the_watchdog_says_where_the_window_stood_still(qapp, qtbot):
    dog = Watchdog(qapp)
    qtbot.wait(60)
    time.sleep(0.25)
    qtbot.wait(60)
    dog.stop()
    assert dog.stalls == 1


def test_garbage_is_collected_in_the_windows_thread_only(qapp):
    tidy = Tidy(lambda: False)
    tidy.settle()
    assert not gc.isenabled()
    tidy.stop()
    assert gc.isenabled()


def test_garbage_waits_while_a_verb_is_under_way_but_not_for_ever(qapp):
    under_way = [True]
    tidy = Tidy(lambda: under_way[0])
    try:
        made = [[] for _ in range(20_000)]
        tidy._look()
        assert gc.get_count()[0] >= 20_000
        under_way[0] = False
        tidy._look()
        assert gc.get_count()[0] < 20_000
        under_way[0] = True
        made += [[] for _ in range(20_000)]
        for _ in range(100):
            tidy._look()
        assert gc.get_count()[0] < 20_000
    finally:
        tidy.stop()


def test_a_command_has_one_name_and_one_owner(qapp):
    commands = Commands()
    owner = PlainLabel("x")
    commands.add(Command("order.write-update", lambda: "Write update", lambda: None), owner=owner)
    with pytest.raises(ValueError, match="twice"):
        commands.add(Command("order.write-update", lambda: "Write update", lambda: None))
    with pytest.raises(ValueError, match="noun"):
        commands.add(Command("WriteUpdate", lambda: "Write update", lambda: None))
    commands.remove_owned(owner)
    assert commands.get("order.write-update") is None


def test_a_command_that_is_not_enabled_does_not_run_and_one_that_fails_is_told(qapp):
    commands = Commands()
    failed: list[Exception] = []
    commands.failed.connect(failed.append)
    commands.add(
        Command("order.not-now", lambda: "Not now", lambda: None, enabled=lambda: False),
        Command("order.go-wrong", lambda: "Go wrong", lambda: {}["bug"]),
    )
    assert not commands.trigger("order.not-now")
    assert not commands.trigger("order.not-there")
    assert commands.trigger("order.go-wrong")
    assert [type(error) for error in failed] == [KeyError]


def test_typed_letters_find_the_word_that_begins_so_first():
    texts = ["Go to Orders", "Language: English", "Go to Customers", "Undo"]
    assert max(texts, key=lambda text: score("ord", text) or -1) == "Go to Orders"
    assert max(texts, key=lambda text: score("gtc", text) or -1) == "Go to Customers"
    assert score("xyz", "Undo") is None


def test_names_are_never_taken_for_markup(qapp, qtbot):
    label = PlainLabel("<img src=x>")
    assert label.text() == "<img src=x>"
    assert label.textFormat().name == "PlainText"
    with pytest.raises(ValueError, match="plain"):
        label.setTextFormat(label.textFormat().RichText)
    assert "<img" not in plain_tooltip("<img src=x>")
    assert Button("R & D").text() == "R && D"


def test_an_invalid_value_stays_with_its_sentence_beside_it(qapp, qtbot):
    from PySide6.QtWidgets import QLineEdit

    edit = QLineEdit("13.13.2026")
    field = Field("Date", edit)
    qtbot.addWidget(field)
    field.set_problem("A day such as 21 Nov 2026.")
    assert edit.text() == "13.13.2026"
    assert edit.accessibleName() == "Date"
    assert edit.accessibleDescription() == "A day such as 21 Nov 2026."
    field.set_problem("")
    assert field.problem == ""
