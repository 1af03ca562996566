"""How many mailboxes at real firms and providers are presumed right (B2), by kind and by country.

python -m tests.bench.mailboxes
"""

from __future__ import annotations

import sys
from typing import Any

from tests.support.labelled_mailboxes import Labelled, is_right, labelled, shares, taken_for_official

_SETS = {"held": "held back", "fresh": "strange pages", "tuned": "looked at"}
_BY = {
    "kind": lambda one: one.group,
    "department": lambda one: one.department,
    "country": lambda one: one.country,
}


def main() -> int:
    """Print the table."""
    print(table(figures()))
    return 0


def figures() -> dict[str, Any]:
    """Right and all, for each set in total and by kind, department and country."""
    every = labelled()
    found: dict[str, Any] = {"taken for official": len(taken_for_official(every))}
    for name in _SETS:
        lines = [one for one in every if one.half == name]
        found[name] = {"all": (sum(map(is_right, lines)), len(lines)), **{by: _by(lines, by) for by in _BY}}
    return found


def _by(lines: list[Labelled], by: str) -> dict[str, tuple[int, int]]:
    return {word: share for word, share in shares(lines, _BY[by]).items() if word}


def table(found: dict[str, Any]) -> str:
    """One line a kind, department and country; a column a set: right of all."""
    lines = [_line("mailboxes presumed right", _SETS)]
    lines.append(_line("all", {name: _share(found[name]["all"]) for name in _SETS}))
    for by in _BY:
        lines.append(f"by {by}")
        words = sorted({each for name in _SETS for each in found[name][by]})
        lines += [_line(f"  {word}", {name: _share(found[name][by].get(word)) for name in _SETS}) for word in words]
    lines.append(f"private or throw-away, taken for official: {found['taken for official']}")
    return "\n".join(lines)


def _line(head: str, cells: dict[str, str]) -> str:
    return (f"{head:26}" + "".join(f"{cells[name]:>22}" for name in _SETS)).rstrip()


def _share(share: tuple[int, int] | None) -> str:
    if not share:
        return ""
    right, every = share
    return f"{right} of {every} ({right / every:.1%})"


if __name__ == "__main__":
    sys.exit(main())
