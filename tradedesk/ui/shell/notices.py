"""What the program has to say about itself: an upgrade, damage after a crash, why it cannot start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from tradedesk.domain.errors import TradeError
from tradedesk.ui.shell.main_window import MainWindow
from tradedesk.ui.wording import errors, tr

#: Which version this user saw last.
_VERSION_SEEN = "program.version-seen"


def tell_of_news(window: MainWindow, version: str) -> None:
    """Once after an update: the program is another version than at the last start."""
    known = window.desk.settings.get(_VERSION_SEEN, "")
    window.desk.settings.remember(_VERSION_SEEN, version)
    if known not in ("", version):
        _with_news(window, tr("TradeDesk is now version {version}.", version=version))


def tell_of_upgrade(window: MainWindow, copy: Path) -> None:
    """The ledger was brought up to date at this start."""
    _with_news(window, tr("The ledger was upgraded. A copy from before is kept at {file}.", file=copy))


def _with_news(window: MainWindow, sentence: str) -> None:
    def show() -> None:
        window.desk.commands.trigger("help.whats-new")

    window.show_banner("info", sentence).add_action(tr("What is new"), show)


def tell_of_damage(window: MainWindow, ledger: Path, found: list[str]) -> None:
    """The look through the file found something."""
    sentence = errors.sentence(TradeError("ledger-damaged", file=ledger, folder=ledger.parent))
    banner = window.show_banner("bad", sentence)
    banner.add_action(tr("Copy what was found"), lambda: QGuiApplication.clipboard().setText("\n".join(found)))


def offer_crash_report(window: MainWindow, report: str) -> None:
    """The program broke last time: show what was written down."""
    from tradedesk.ui.shell.dialogs import CrashDialog

    CrashDialog(report, earlier=True, parent=window).open()


def say_and_wait(sentence: str) -> None:
    """A sentence in a window of its own, before there is any other; returns when it was read."""
    box = QMessageBox(QMessageBox.Icon.Warning, "TradeDesk", "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.exec()
