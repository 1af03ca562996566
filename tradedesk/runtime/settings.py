"""What the user chose on this computer: a small JSON file beside the ledger, never part of it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tradedesk.runtime.safe_write import write_whole

LANGUAGES = ("", "en", "zh_CN")
THEMES = ("", "light", "dark", "high-contrast")
#: Small choices that the program makes by itself: the version of the last start, and that a ledger was there.
VERSION_SEEN, LEDGER_KEPT = "program.version-seen", "program.ledger-kept"
_LIMIT = 1 << 20

Plain = str | int | bool


class Settings(NamedTuple):
    """The choices; an empty text means "as the system has it"."""

    language: str = ""
    theme: str = ""
    mail_program: str = ""
    window_geometry: str = ""
    """What Qt's saveGeometry gave, in base64."""
    more: Mapping[str, Plain] = MappingProxyType({})
    """Small choices of the pages by a dotted name: ``orders.list-width``."""


class SettingsFile:
    """The settings as read from one file; a change is on disk when ``change`` returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set_aside: Path | None = None
        """Where an unreadable file was kept, when there was one."""
        self.current = self._read()

    def change(self, **changed: str) -> Settings:
        """Change fields by name and write the file; raises ValueError for a value that is not offered, OSError."""
        self.current = self._write(_checked(self.current._replace(**changed)))  # type: ignore[arg-type]
        return self.current

    def remember(self, name: str, value: Plain) -> Settings:
        """Keep one small choice of a page under a dotted name; raises OSError."""
        self.current = self._write(self.current._replace(more={**self.current.more, name: value}))
        return self.current

    def _write(self, wanted: Settings) -> Settings:
        if wanted != self.current or not self.path.exists():
            text = json.dumps(wanted._asdict(), default=dict, ensure_ascii=False, indent=1, sort_keys=True)
            write_whole(self.path, text.encode())
        return wanted

    def _read(self) -> Settings:
        try:
            with self.path.open("rb") as file:
                raw = file.read(_LIMIT + 1)
        except OSError:  # missing is the first start; unreadable will be told when a change is written
            return Settings()
        try:
            if len(raw) > _LIMIT:
                raise ValueError("too long")
            return _from_json(json.loads(raw.decode()))
        except (ValueError, RecursionError):
            aside = self.path.with_name(self.path.name + ".unreadable")
            with contextlib.suppress(OSError):
                self.path.replace(aside)
                self.set_aside = aside
            return Settings()


def _from_json(raw: object) -> Settings:
    if not isinstance(raw, dict):
        raise ValueError("not an object")  # noqa: TRY004 - to the caller it is one more kind of garbage
    known = set(Settings._fields) - {"more"}
    read = Settings()
    for name in sorted(known):
        # One bad value costs that value, not the others.
        with contextlib.suppress(ValueError):
            value = raw.get(name, "")
            if isinstance(value, str):
                read = _checked(read._replace(**{name: value}))  # type: ignore[arg-type]
    more = raw.get("more")
    if isinstance(more, dict):
        read = read._replace(more={str(k): v for k, v in more.items() if isinstance(v, (str, int, bool))})
    return read


def _checked(settings: Settings) -> Settings:
    if settings.language not in LANGUAGES:
        raise ValueError(settings.language)
    if settings.theme not in THEMES:
        raise ValueError(settings.theme)
    return settings
