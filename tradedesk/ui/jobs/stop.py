"""Ending a verb that writes, so that it is told as ended or as done and never one for the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tradedesk.ui.jobs.lane import JobCancelled


class Stop:
    """Ends a verb from inside, at its next step once the user has asked for it.

    To cancel the job itself would hide what was committed between the last step and the click.
    """

    def __init__(self) -> None:
        self.asked = False

    def ending(self, verb: Callable[..., Any]) -> Callable[..., Any]:
        """The verb, with its ``progress`` looked at on the way."""

        def watched(*args: Any, progress: Callable[[int, int], object]) -> Any:
            def told(done: int, total: int) -> None:
                if self.asked:
                    raise JobCancelled
                progress(done, total)

            return verb(*args, progress=told)

        return watched
