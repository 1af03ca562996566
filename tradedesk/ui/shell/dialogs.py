"""The window's own dialogs: what this page is for, all shortcuts, and a crash."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from tradedesk.ui.desk import Desk
from tradedesk.ui.shell.entries import title_of
from tradedesk.ui.shell.shortcuts import key_of, native
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.dialogs import Dialog
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import tr
from tradedesk.ui.wording.coded import is_known, sentence_for


class HelpDialog(Dialog):
    """What a page is for, and every shortcut that works there."""

    def __init__(self, desk: Desk, page: str, help_key: str, parent: QWidget | None = None) -> None:
        super().__init__(title_of(page), parent)
        self.resize(600, 620)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        key = help_key or page
        if is_known("help", key):
            for paragraph in sentence_for("help", key, {}).split("\n\n"):
                column.addWidget(PlainLabel(paragraph, wrap=True))
        column.addSpacing(6)
        column.addWidget(PlainLabel(tr("Shortcuts"), size="section"))
        column.addLayout(_shortcuts(desk, page))
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(holder)
        self.area.setAccessibleName(title_of(page))
        self.column.addWidget(self.area, 1)
        self.add_buttons([Button(tr("Close"), on_click=self.accept)])
        # The arrows scroll what is read; Enter and Esc close.
        self.area.setFocus()


def _shortcuts(desk: Desk, page: str) -> QGridLayout:
    """Every key that works on the page, those of the page itself first."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    here = [command for command in desk.commands.all() if key_of(desk, command) and command.page in ("", page)]
    for row, command in enumerate(sorted(here, key=lambda each: each.page != page)):
        grid.addWidget(PlainLabel(native(key_of(desk, command)), tone="muted"), row, 0)
        grid.addWidget(PlainLabel(command.title()), row, 1)
    return grid


class CrashDialog(Dialog):
    """Says that something went wrong in the program, that the ledger is safe, and shows what can be passed on."""

    def __init__(self, report: str, *, earlier: bool = False, parent: QWidget | None = None) -> None:
        title = tr("TradeDesk stopped unexpectedly last time") if earlier else tr("Something went wrong in TradeDesk")
        super().__init__(title, parent)
        self.resize(640, 420)
        self._report = report
        words = tr(
            "Your ledger is safe: what was said to be saved is saved. The report below names no customers; "
            "copy it if you want to pass it on."
        )
        self.column.addWidget(PlainLabel(words, wrap=True))
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(tr("Report"))
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.column.addWidget(text, 1)
        self.add_buttons([Button(tr("Copy"), "copy", on_click=self._copy), Button(tr("Go on"), on_click=self.accept)])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
