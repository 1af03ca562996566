"""A text editor that is as high as one line: a subject with marks or fields in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPlainTextEdit

_HEIGHT = 25


def show_as_one_line(edit: QPlainTextEdit) -> None:
    """Bold, without bars, never wrapped. The editor takes no second line: that is its own to see to."""
    edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    font = QFont(edit.font())
    font.setWeight(QFont.Weight.DemiBold)
    edit.setFont(font)
    edit.setFixedHeight(_HEIGHT)
