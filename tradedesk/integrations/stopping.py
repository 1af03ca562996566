"""How a look into a place outside, or a question to a server, is ended while it waits."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from tradedesk.domain.errors import NeighbourFailed


class Stop:
    """Asks it to end, from any thread."""

    def __init__(self) -> None:
        self._asked = False
        self._lock = Lock()
        self._ends: list[Callable[[], object]] = []

    @property
    def asked(self) -> bool:
        """Whether it is to end."""
        return self._asked

    def ask(self) -> None:
        """End it: what waits for a server is ended as well."""
        with self._lock:
            self._asked = True
            ends, self._ends = self._ends, []
        for each in ends:
            each()

    def check(self) -> None:
        """Raise NeighbourFailed (look-stopped) when it is to end."""
        if self._asked:
            raise NeighbourFailed("look-stopped", kept="everything")

    def ended_by(self, end: Callable[[], object]) -> None:
        """What ends a wait; called at once when it is too late for waiting."""
        with self._lock:
            if not self._asked:
                self._ends.append(end)
                return
        end()
