"""What is published of the newest version, and whether it is newer than the one in use."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

#: "0.3.0", at most four numbers.
_VERSION = re.compile(r"[0-9]{1,5}(\.[0-9]{1,5}){1,3}")
_LONGEST_LINK = 500


class Newest(NamedTuple):
    """The newest version ("0.3.0") and its day; ``notes``, what is new, by language ("en", "zh_CN"), and ``downloads``,
    where it is fetched, by system ("linux", "windows", "macos"): addresses, any of which may be absent.
    """

    version: str
    day: date
    notes: Mapping[str, str]
    downloads: Mapping[str, str]


def read(text: str, host: str) -> Newest:
    """Read the published list; what it names besides is left for later versions of the program.

    Raises ValueError for anything that is not meant so. Its addresses are https at ``host``, where the list itself
    lies: whoever changes the list can lead nobody elsewhere.
    """
    told = json.loads(text)
    if not isinstance(told, dict):
        raise ValueError("not an object")  # noqa: TRY004 - to the caller it is one more kind of garbage
    version, day = told.get("version"), told.get("date")
    if not isinstance(version, str) or _VERSION.fullmatch(version) is None or not isinstance(day, str):
        raise ValueError("no version and date")
    return Newest(version, date.fromisoformat(day), _links(told, "notes", host), _links(told, "downloads", host))


def is_newer(version: str, than: str) -> bool:
    """Whether a version follows another one: 0.10.0 follows 0.9.1."""
    return order(version) > order(than)


def order(version: str) -> tuple[int, ...]:
    """What versions are sorted by; "1.0" and "1.0.0" are one."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _links(told: Mapping[str, object], name: str, host: str) -> dict[str, str]:
    links = told.get(name, {})
    if not isinstance(links, dict):
        raise ValueError(name)  # noqa: TRY004 - as above
    for link in links.values():
        if not isinstance(link, str) or len(link) > _LONGEST_LINK or not _is_at(link, host):
            raise ValueError(f"{name}: {link!s:.80}")
    return links


def _is_at(link: str, host: str) -> bool:
    parts = urlsplit(link)
    return link.isascii() and link.isprintable() and (parts.scheme, parts.netloc) == ("https", host)
