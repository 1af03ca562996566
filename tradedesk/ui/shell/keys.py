"""What Esc does, from the inside out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from tradedesk.ui.shell.main_window import MainWindow


def escape(window: MainWindow) -> None:
    """Close the palette; else leave the editor (what it holds is saved); else go one place back."""
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

    if window.top_bar.search.hasFocus():
        window.palette_panel.close_up()
        return
    at = window.focusWidget()
    if isinstance(at, QLineEdit | QTextEdit | QPlainTextEdit) and at.hasFocus() and window.page is not None:
        window.page.setFocus(Qt.FocusReason.OtherFocusReason)
        if at.hasFocus():
            at.clearFocus()
        return
    window.desk.places.back()
