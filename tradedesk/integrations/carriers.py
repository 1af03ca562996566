"""The list of carriers: the one that comes with the program, and what the user changed or added in the profile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tradedesk.domain import carrier as rules
from tradedesk.domain.carrier import Carrier, Carriers, NumberKind, Service, Shape
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.domain.tracking import CHECKS
from tradedesk.runtime.resources import resource_path

#: The file of the profile folder whose entries come before the shipped ones; entries of the same code replace them.
OWN_FILE = "carriers.json"
_LARGEST = 1_000_000


def load_carriers(profile: Path | None = None) -> Carriers:
    """All carriers; with a profile folder, those of its ``carriers.json`` first.

    Raises NeighbourFailed "carriers-unreadable" (file, why) when the user's own file cannot be read or names a link
    that would not be opened: a list that is half read would point to the wrong page.
    """
    shipped = _read(resource_path(f"data/{OWN_FILE}"))
    own = profile / OWN_FILE if profile is not None else None
    if own is None or not own.is_file():
        return shipped
    try:
        added = _read(own)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NeighbourFailed("carriers-unreadable", file=OWN_FILE, why=f"{type(error).__name__}: {error}") from error
    joined = _joined(shipped, added)
    wrong = rules.problems(joined)
    if wrong:
        why = ", ".join(value for _, value in wrong[0].facts)
        raise NeighbourFailed("carriers-unreadable", file=OWN_FILE, why=why)
    return joined


def _joined(shipped: Carriers, added: Carriers) -> Carriers:
    codes = {each.code for each in added.every}
    services = {each.code for each in added.services}
    return Carriers(
        (*added.every, *(each for each in shipped.every if each.code not in codes)),
        (*added.services, *(each for each in shipped.services if each.code not in services)),
        shipped.hosts | added.hosts,
        shipped.lessors | added.lessors,
    )


def _read(file: Path) -> Carriers:
    import json

    if file.stat().st_size > _LARGEST:
        raise ValueError("too large")
    table = json.loads(file.read_text(encoding="utf-8-sig"))
    return Carriers(
        tuple(_carrier(row) for row in table.get("carriers", ())),
        tuple(_service(row) for row in table.get("services", ())),
        frozenset(_word(each).lower() for each in table.get("hosts", ())),
        frozenset(_word(each).upper() for each in table.get("lessors", ())),
    )


def _carrier(row: dict[str, Any]) -> Carrier:
    return Carrier(
        code=_word(row["code"]),
        name=_word(row["name"]),
        name_zh=_word(row.get("zh", "")),
        mode=_word(row.get("mode", "")),
        also=tuple(_word(each) for each in row.get("also", ())),
        shapes=tuple(_shape(each) for each in row.get("shapes", ())),
        owners=tuple(_word(each).upper() for each in row.get("owners", ())),
        bills=tuple(_word(each).upper() for each in row.get("bills", ())),
        airlines=tuple(_word(each) for each in row.get("airlines", ())),
        links={_kind(kind): _word(url) for kind, url in row.get("links", {}).items()},
        page=_word(row.get("page", "")),
        drop=bool(row.get("drop", False)),
    )


def _service(row: dict[str, Any]) -> Service:
    links = {_word(language): _word(url) for language, url in row["links"].items()}
    return Service(_word(row["code"]), _word(row["name"]), links, int(row.get("several", 1)))


def _shape(row: list[str]) -> Shape:
    shape, kind, check = (*row, "")[:3]
    if check and check not in CHECKS:
        raise ValueError(check)
    return Shape(_word(shape).upper(), NumberKind(kind), check)


def _kind(text: str) -> str:
    return NumberKind(text).value if text else ""


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
