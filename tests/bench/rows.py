"""One line of the table: a goal, what must be, what is aimed at, what is."""

from __future__ import annotations


def row(goal: str, what: str, must: str, aim: str, now: str, met: bool) -> dict[str, str]:
    return {"goal": goal, "what": what, "must": must, "aim": aim, "now": now, "met": "met" if met else "MISSED"}
