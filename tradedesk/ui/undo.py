"""The undo stack: it only remembers what the ledger says can be taken back, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """Something done that can be taken back: the ledger's id for it and the label of what it was."""

    undo_id: int
    label: str


@dataclass
class UndoStack:
    """Steps that can be undone and, after an undo, redone."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

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
