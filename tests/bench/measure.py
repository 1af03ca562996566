"""Measure the goals G1, G4, G6-G9 and G15 against floors taken in the same run; print the table and keep the figures.

python -m tests.bench.measure [--pairs 9] [--messages 200000] [--out FILE]

Ratios count, not milliseconds: R is an empty window of the same toolkit, started alternately with TradeDesk; F is the
raw SQLite statement under each action, on the same file. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.make_ledger import make

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "tests" / "bench" / "figures.json"


def main() -> int:
    """Measure everything and print one line a goal: must, aim, now."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=9)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--out", type=Path, default=FIGURES)
    given = parser.parse_args()
    profile = make(ROOT / ".cache" / "bench" / str(given.messages), given.messages)
    rows = [*starts(profile, given.pairs), *actions(profile)]
    width = max(len(row["what"]) for row in rows)
    print(f"\n{'goal':4}  {'what':{width}}  {'must':>22}  {'aim':>22}  now")
    for row in rows:
        print(f"{row['goal']:4}  {row['what']:{width}}  {row['must']:>22}  {row['aim']:>22}  {row['now']}  {row['met']}")
    given.out.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def starts(profile: Path, pairs: int) -> list[dict[str, str]]:
    """G1 and G4: TradeDesk and the empty window, alternately, warm."""
    ratios, paints, memory = [], [], []
    for number in range(pairs + 1):
        floor = _child("floor_window.py", "--stay", "1")
        ours = _child("start_once.py", str(profile), "--stay", "3")
        if number:  # the first pair warms the caches and compiles
            ratios.append(ours["usable"] / floor["first-paint"])
            paints.append(ours["first-paint"] / floor["first-paint"])
            memory.append(ours["pss"] / floor["pss"])
    shown = statistics.median(ratios)
    share = statistics.median(memory)
    first = statistics.median(paints)
    return [
        _row("G1", "warm start to a usable Today", "<= 1.8 R", "<= 1.5 R", f"{shown:.2f} R (painted {first:.2f} R)",
             shown <= 1.8),
        _row("G4", "memory at rest (PSS)", "<= 3 R", "<= 2.2 R", f"{share:.2f} R ({ours['pss'] / 1024:.0f} MiB)",
             share <= 3),
    ]  # fmt: skip


def actions(profile: Path) -> list[dict[str, str]]:
    """G6-G9 and G15: in the real window on a copy of the ledger, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "profile")
        copy.mkdir(mode=0o700)
        (copy / "ledger.tradedesk").write_bytes((profile / "ledger.tradedesk").read_bytes())
        told = _run("actions.py", str(copy))
    found: list[dict[str, str]] = json.loads(told)
    return found


def _child(script: str, *arguments: str) -> dict[str, float]:
    found = {}
    for line in _run(script, *arguments).splitlines():
        name, _, value = line.partition(" ")
        if name in ("first-paint", "usable", "pss"):
            found[name] = float(value)
    return found


def _run(script: str, *arguments: str) -> str:
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # else every start compiles the program anew
    if not variables.get("DISPLAY"):
        variables["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, str(ROOT / "tests" / "bench" / script), *arguments]
    return subprocess.run(command, env=variables, check=True, capture_output=True, text=True).stdout


def _row(goal: str, what: str, must: str, aim: str, now: str, met: bool) -> dict[str, str]:
    return {"goal": goal, "what": what, "must": must, "aim": aim, "now": now, "met": "met" if met else "MISSED"}


if __name__ == "__main__":
    sys.exit(main())
