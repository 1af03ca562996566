"""Measure G1, G4, G6-G9, G12, G13, G15 and D1-D7 against floors taken in the same run; print and keep the figures.

python -m tests.bench.measure [--pairs 9] [--messages 200000] [--out FILE]

Ratios count, not milliseconds: R is an empty window of the same toolkit, started alternately with TradeDesk; F is the
raw SQLite statement under each action, on the same file. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench import mailboxes
from tests.bench.make_ledger import make
from tests.bench.rows import row
from tests.support.display import private_display

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "tests" / "bench" / "figures.json"
_CHILD_PATIENCE = 600


def main() -> int:
    """Measure everything and print one line a goal: must, aim, now."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=9)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--out", type=Path, default=FIGURES)
    given = parser.parse_args()
    measure(given.out, given.pairs, given.messages)
    return 0


def measure(out: Path, pairs: int = 9, messages: int = 200_000) -> list[dict[str, str]]:
    """Measure, print the table, and write the figures to ``out``; returns the rows of the table."""
    profile = make(ROOT / ".cache" / "bench" / str(messages) / "tradedesk", messages)
    with private_display() as display:
        rows = [*starts(profile, pairs, display), *on_a_copy("actions.py", profile, display)]
        rows += [*many_customers(display), *lists(display)]
        for script in ("promises.py", "order_opened.py", "writing.py"):
            rows += on_a_copy(script, profile, display)
    told: dict[str, Any] = {
        "python": platform.python_version(), "display": "Xvfb, openbox" if "DISPLAY" in display else "offscreen",
        "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1), "pairs": pairs, "messages": messages,
        "rows": rows, "mailboxes": mailboxes.figures(),
    }  # fmt: skip
    print(table(rows))
    print(mailboxes.table(told["mailboxes"]))
    out.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return rows


def table(rows: list[dict[str, str]]) -> str:
    """One line a goal."""
    heads = {name: name for name in ("goal", "what", "must", "aim", "now", "met")}
    widths = {name: max(len(each[name]) for each in (heads, *rows)) for name in heads}
    return "\n".join("  ".join(f"{each[name]:{widths[name]}}" for name in heads).rstrip() for each in (heads, *rows))


def starts(profile: Path, pairs: int, display: Mapping[str, str]) -> list[dict[str, str]]:
    """G1 and G4: TradeDesk and the empty window, alternately, warm."""
    usable, painted, memory = [], [], []
    floor = ours = {}
    for number in range(pairs + 1):
        floor = _figures("floor_window.py", display, "--stay", "1")
        ours = _figures("start_once.py", display, str(profile.parent), "--stay", "4")
        if number:  # the first pair warms the caches and compiles
            usable.append(ours["usable"] / floor["first-paint"])
            painted.append(ours["first-paint"] / floor["first-paint"])
            memory.append(ours["pss"] / floor["pss"])
    ratio, first, share = (statistics.median(each) for each in (usable, painted, memory))
    shown = f"{ratio:.2f} R, painted {first:.2f} R ({ours['usable']:.0f} v {floor['first-paint']:.0f} ms)"
    rest = f"{share:.2f} R ({ours['pss'] / 1024:.0f} v {floor['pss'] / 1024:.0f} MiB)"
    return [
        row("G1", "warm start to a usable Today", "<= 1.8 R", "<= 1.5 R", shown, ratio <= 1.8),
        row("G4", "memory at rest (PSS)", "<= 3 R", "<= 2.2 R", rest, share <= 3),
    ]


def on_a_copy(script: str, profile: Path, display: Mapping[str, str]) -> list[dict[str, str]]:
    """What a script measures on a copy of the ledger, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "profile")
        copy.mkdir(mode=0o700)
        (copy / "ledger.tradedesk").write_bytes((profile / "ledger.tradedesk").read_bytes())
        found: list[dict[str, str]] = json.loads(_run(script, display, str(copy)))
    return found


def many_customers(display: Mapping[str, str]) -> list[dict[str, str]]:
    """G7, G8 and G15 once more, with 100,000 customers."""
    profile = make(ROOT / ".cache" / "bench" / "100000-customers" / "tradedesk", 200_000, 100_000, 100_000)
    found: list[dict[str, str]] = json.loads(_run("many_customers.py", display, str(profile)))
    return found


def lists(display: Mapping[str, str]) -> list[dict[str, str]]:
    """G12, G13 and G15: lists of 100,000 customers, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        found: list[dict[str, str]] = json.loads(_run("bringing_in.py", display, folder))
    return found


def _figures(script: str, display: Mapping[str, str], *arguments: str) -> dict[str, float]:
    told = (line.partition(" ") for line in _run(script, display, *arguments).splitlines())
    return {name: float(value) for name, _, value in told if name in ("first-paint", "usable", "pss")}


def _run(script: str, display: Mapping[str, str], *arguments: str) -> str:
    variables: dict[str, Any] = {**os.environ, **display, "PYTHONPATH": str(ROOT)}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # else every start compiles the program anew
    command = [sys.executable, str(ROOT / "tests" / "bench" / script), *arguments]
    return subprocess.run(
        command, env=variables, check=True, capture_output=True, text=True, timeout=_CHILD_PATIENCE
    ).stdout


if __name__ == "__main__":
    sys.exit(main())
