"""Files that are dragged onto a part of the window."""

from __future__ import annotations

from PySide6.QtGui import QDropEvent


def files_of(event: QDropEvent) -> list[str]:
    """The paths of what is dragged, of files on this computer alone."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
