"""Dialogs: a title, room for the rest and buttons; and one with a text to read and to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PageTitle, PlainLabel
from tradedesk.ui.wording import tr


class Dialog(QDialog):
    """A title, room for the rest, and buttons at the bottom right."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 20, 22, 18)
        self.column.setSpacing(12)
        self.column.addWidget(PageTitle(title))

    def add_buttons(self, buttons: Sequence[Button]) -> None:
        """Put the buttons at the bottom; the last one is the default."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.column.addLayout(row)
        buttons[-1].setDefault(True)
        buttons[-1].setFocus()


class ToldDialog(Dialog):
    """A title, a sentence, a text that can be copied."""

    def __init__(self, title: str, told: str, text: str, parent: QWidget | None = None, *, fixed: bool = True) -> None:
        super().__init__(title, parent)
        self.resize(680, 520)
        self.told = PlainLabel(told, wrap=True)
        self.told.setVisible(bool(told))
        self.column.addWidget(self.told)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        if fixed:
            self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.column.addWidget(self.text, 1)
        self.copy_button = Button(tr("Copy"), "copy", on_click=self._copy)
        self.close_button = Button(tr("Close"), on_click=self.accept)
        self.add_buttons([self.copy_button, self.close_button])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
