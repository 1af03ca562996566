"""What the program has to say about itself: an upgrade, damage after a crash, why it cannot start."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from tradedesk.domain.errors import TradeError
from tradedesk.runtime.settings import VERSION_SEEN
from tradedesk.ui.shell.main_window import MainWindow
from tradedesk.ui.wording import errors, formats, tr

#: The folder of which was told that others can look into it, and the one that is carried elsewhere.
_OPEN_TOLD, _CARRIED_TOLD = "program.open-folder-told", "program.carried-folder-told"


def tell_of_news(window: MainWindow, version: str) -> None:
    """Once after an update: the program is another version than at the last start."""
    known = window.desk.settings.get(VERSION_SEEN, "")
    window.desk.settings.remember(VERSION_SEEN, version)
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
    banner.add_action(
        tr("Copy what was found"), lambda: QGuiApplication.clipboard().setText("\n".join(found)), stays=True
    )


def tell_of_read_only(window: MainWindow, ledger: Path) -> None:
    """The file was opened but takes no change."""
    sentence = tr("{file} cannot be written: everything can be read, nothing can be changed.", file=ledger)
    window.show_banner("warn", sentence)


def tell_of_clock(window: MainWindow, found: tuple[datetime, datetime] | None) -> None:
    """The newest change lies ahead of the computer's clock; nothing where the clock can be right."""
    if found is not None:
        now, entry = (formats.day(each.astimezone().date(), date.min) for each in found)
        words = tr(
            "The clock of this computer says {now}, yet the newest entry is of {entry}. What is owed is reckoned by the"
            " clock: set it right before you go on.",
            now=now,
            entry=entry,
        )
        window.show_banner("warn", words)


def tell_of_carried_folder(window: MainWindow, folder: Path, by: str) -> None:
    """Once: another program synchronises the profile's folder ("sync"), or it lies on another computer ("network")."""
    if not by:
        return
    words = {
        "sync": tr(
            "{folder} is synchronised by another program, which may carry off a half-written ledger. Keep the ledger in"
            " an ordinary folder and synchronise copies of it.",
            folder=folder,
        ),
        "network": tr(
            "{folder} lies on another computer. A connection that breaks can damage the ledger there; keep it on a disk"
            " of this computer.",
            folder=folder,
        ),
    }
    _warn_once(window, _CARRIED_TOLD, folder, words[by])


def tell_of_open_folder(window: MainWindow, folder: Path) -> None:
    """Once: the profile's folder holds other files too, so its rights were left as they are."""
    words = tr("Other users of this computer can look into {folder}, where your ledger lies.", folder=folder)
    _warn_once(window, _OPEN_TOLD, folder, words)


def _warn_once(window: MainWindow, kept_as: str, folder: Path, sentence: str) -> None:
    """Say this of a folder, unless it was the last of which it was said."""
    if window.desk.settings.get(kept_as, "") != str(folder):
        window.desk.settings.remember(kept_as, str(folder))
        window.show_banner("warn", sentence)


def offer_crash_report(window: MainWindow, report: str) -> None:
    """The program broke last time: show what was written down."""
    from tradedesk.ui.shell.dialogs import CrashDialog

    CrashDialog(report, earlier=True, parent=window).open()


def say_and_wait(sentence: str) -> None:
    """A sentence in a window of its own, before there is any other; returns when it was read."""
    _box(sentence).exec()


def ask_and_wait(sentence: str, yes: str, no: str) -> bool:
    """A question in a window of its own, before there is any other; Esc and Enter are the answer that does nothing."""
    box = _box(sentence)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refused = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refused)
    box.setEscapeButton(refused)
    box.exec()
    return box.clickedButton() is agreed


def _box(sentence: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Warning, "TradeDesk", "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    return box
