"""The one place where something is opened outside the program: a chat in the browser, a file in its own program.

A link is opened only where the program itself made it, to a host named here or in the list of carriers; what stands in
data is never followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_HOSTS = frozenset({"wa.me"})


def open_link(url: str, hosts: Iterable[str] = ()) -> bool:
    """Open a link of ours in the browser; False where the system has none. Raises ValueError for any other link.

    ``hosts`` are those that the list of carriers names besides; the link is https without user, password and port.
    """
    link = QUrl(url, QUrl.ParsingMode.StrictMode)
    plain = not link.userInfo() and link.port() == -1
    if link.scheme() != "https" or link.host() not in _HOSTS | set(hosts) or not plain:
        raise ValueError("not a link of ours")
    return QDesktopServices.openUrl(link)


def open_file(path: Path) -> bool:
    """Open a file in the program the system has for it; False where it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
