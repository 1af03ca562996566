"""Waiting for what the ledger keeps while the window works on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

_PATIENCE = 20


def until_kept(qtbot: Any, desk: Any, so: Callable[[Any], bool]) -> None:
    """Wait until ``so(bench)``. It is asked in the lane: nobody else may read the ledger while that works."""
    ends = time.monotonic() + _PATIENCE
    while True:
        answers: list[bool] = []
        desk.run(so, on_done=answers.append)
        qtbot.waitUntil(lambda answers=answers: bool(answers))
        if answers[0]:
            return
        assert time.monotonic() < ends, "the ledger never said so"
        qtbot.wait(20)
