"""A hairline between two columns."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame


class Upright(QFrame):
    """One pixel wide, as high as its columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("line", True)
        self.setFixedWidth(1)
