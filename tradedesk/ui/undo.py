"""The undo stack: it only remembers what the ledger says can be taken back, and in which order."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """Something done that can be taken back: the ledger's id for it and the label of what it was."""

    undo_id: int
    label: str


class UndoStack:
    """Steps that can be undone and, after an undo, redone."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def push(self, step: Step) -> None:
        """Something new was done: what had been undone before cannot be redone any more."""
        self.done.append(step)
        self.undone.clear()

    def take(self, undo_id: int) -> Step | None:
        """Remove one step from either list, None when it is not there."""
        for steps in (self.done, self.undone):
            for step in steps:
                if step.undo_id == undo_id:
                    steps.remove(step)
                    return step
        return None
