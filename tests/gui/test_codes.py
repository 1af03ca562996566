from __future__ import annotations

import ast
from pathlib import Path

import tradedesk
from tradedesk.ui.wording.coded import is_known

#: Whoever makes one of these names a code that somebody will read.
ERRORS = {"RuleSaysNo", "NotThere", "NeighbourFailed", "TradeError", "ProfileUnusable", "AlreadyRunning"}
FIXED = {"NotThere": "not-there"}


def _codes() -> dict[str, tuple[str, str]]:
    """Each literal code with its kind and where it stands."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(Path(tradedesk.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            first = node.args[0]
            kind = "reasons" if node.func.id in ("because", "Reason") else "errors" if node.func.id in ERRORS else ""
            if kind and node.func.id not in FIXED and isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.setdefault(first.value, (kind, f"{path.name}:{node.lineno}"))
    return found


def test_every_reason_and_every_error_has_its_words():
    missing = {
        code: told for code, told in _codes().items() if not (is_known("reasons", code) or is_known("errors", code))
    }
    assert missing == {}
