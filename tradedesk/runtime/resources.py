"""Where the files that come with the program lie; nobody else knows."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource_path(relative: str) -> Path:
    """Return the full path of a shipped file or folder, given with forward slashes: ``i18n/zh_CN/orders.json``.

    The file need not exist. Raises ValueError for a path that leaves the resources.
    """
    parts = relative.split("/")
    if not relative or ".." in parts or "" in parts or "\\" in relative or ":" in relative:
        raise ValueError(relative)
    return _root().joinpath(*parts)
