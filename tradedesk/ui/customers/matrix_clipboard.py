"""Cells of the matrix as a text table, so that they go to another customer, into a sheet and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tradedesk.domain.purpose import Role
from tradedesk.ui.wording.coded import patterns
from tradedesk.ui.wording.told import term

#: What people write for an empty cell.
_EMPTY = frozenset({"", "·", "-", "–", "—"})


def to_text(rows: Sequence[Sequence[Role | None]]) -> str:
    """A line a row, tabs between the cells, in the user's words; a single empty cell is a point, not nothing."""
    found = "\n".join("\t".join(term("role", role) if role is not None else "" for role in row) for row in rows)
    return found or "·"


def from_text(text: str) -> list[list[Role | None]]:
    """The roles of a text table in either language; an empty list where it is none.

    Headings above and addresses before the cells, as a sheet has them, are left out.
    """
    if not text.strip(" \r\n"):
        return []
    known = _known()
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")]
    cells = [[word.strip().casefold() for word in row] for row in rows]
    while cells and any(word not in known for word in cells[0]) and not any(known.get(word) for word in cells[0]):
        cells = cells[1:]
    while cells and any(row and row[0] not in known for row in cells):
        cells = [row[1:] for row in cells]
    if not cells or not any(cells) or any(word not in known for row in cells for word in row):
        return []
    return [[known[word] for word in row] for row in cells]


def _known() -> Mapping[str, Role | None]:
    """The words for each role in both languages, and our own names for them; a chat's "IM" is kept as To."""
    found: dict[str, Role | None] = dict.fromkeys(_EMPTY)
    for role in Role:
        for language in ("en", "zh_CN"):
            found[patterns("terms", language).get(f"role.{role}", str(role)).casefold()] = role
        found[str(role)] = role
    found["im"] = Role.TO
    return found
