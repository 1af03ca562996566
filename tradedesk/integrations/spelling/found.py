"""Where systems and office programs keep their dictionaries (.aff and .dic, as hunspell writes them)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

#: The English of the readers' countries first; any is better than none.
_NAMES = ("en_GB", "en_US", "en_AU", "en_CA", "en_ZA", "en_IN", "en")
#: A dictionary is a text of this many bytes at most; anything longer is none.
_LARGEST = 30_000_000


def english_dictionaries(places: Iterable[Path] | None = None) -> tuple[Path, ...]:
    """The .dic files of every English dictionary found, each with its .aff beside it, one a name; may be empty."""
    found: dict[str, Path] = {}
    for folder in places if places is not None else _places():
        for name in _NAMES:
            path = folder / f"{name}.dic"
            if name not in found and _is_usable(path):
                found[name] = path
    return tuple(found[name] for name in _NAMES if name in found)


def _is_usable(path: Path) -> bool:
    try:
        return path.with_suffix(".aff").is_file() and 0 < path.stat().st_size <= _LARGEST
    except OSError:
        return False


def _places() -> Iterator[Path]:
    for root in _roots():
        yield root
        try:
            inner = sorted(each for each in root.glob("en*") if each.is_dir()) + sorted(root.glob("dict-en*"))
        except OSError:
            continue
        yield from inner


def _roots() -> Iterator[Path]:
    yield from (Path(each) for each in os.environ.get("DICPATH", "").split(os.pathsep) if each)
    if sys.platform == "win32":
        for variable in ("ProgramFiles", "ProgramFiles(x86)"):
            base = os.environ.get(variable, "")
            if base:
                yield Path(base) / "LibreOffice" / "share" / "extensions"
                yield Path(base) / "OpenOffice 4" / "share" / "extensions"
        return
    home = Path("~").expanduser()
    if sys.platform == "darwin":
        yield home / "Library" / "Spelling"
        yield Path("/Library/Spelling")
        yield Path("/Applications/LibreOffice.app/Contents/Resources/extensions")
        return
    yield home / ".local" / "share" / "hunspell"
    for each in ("hunspell", "myspell", "myspell/dicts"):
        yield Path("/usr/share") / each
        yield Path("/usr/local/share") / each
    yield Path("/usr/lib/libreoffice/share/extensions")
    yield Path("/opt/libreoffice/share/extensions")
