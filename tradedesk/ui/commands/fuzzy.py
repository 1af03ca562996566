"""How well a few typed letters fit a text: for the palette."""

from __future__ import annotations

#: What a text reaches at least in which some word begins with the whole of what was typed.
WORD = 1200


def score(typed: str, text: str) -> int | None:
    """Higher is better (from ``WORD`` on: some word begins so), None when the letters do not occur in this order.

    A word's beginning counts more than its middle, neighbours more than scattered letters, short texts more than long.
    """
    if not typed:
        return 0
    wanted, there = typed.casefold().replace(" ", ""), text.casefold()
    whole = there.find(typed.casefold().strip())
    if whole >= 0:
        return 1000 - whole - len(there) + (500 if whole == 0 or not there[whole - 1].isalnum() else 0)
    total, at, before = 0, 0, -2
    for letter in wanted:
        found = there.find(letter, at)
        if found < 0:
            return None
        begins = found == 0 or not there[found - 1].isalnum()
        total += 12 if found == before + 1 else 8 if begins else 1
        before, at = found, found + 1
    return total - len(there) // 8 if total >= 6 * len(wanted) else None
