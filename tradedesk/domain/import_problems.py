"""The problems of a list while it is read, checked and compared: all are counted, the first of each severity kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tradedesk.domain.table import RowProblem, Severity


class Problems:
    """A long list may have a problem in every row: ``most`` of each severity are kept (None: all of them)."""

    def __init__(self, told: Iterable[RowProblem] = (), most: int | None = None) -> None:
        self.counts: Counter[Severity] = Counter()
        self._kept: list[RowProblem] = []
        self._left_out: set[int] = set()
        self._most = most
        for each in told:
            self.append(each)

    def append(self, problem: RowProblem) -> None:
        """Tell one more."""
        self.counts[problem.severity] += 1
        if problem.severity is Severity.ROW:
            self._left_out.add(problem.line)
        if self._most is None or self.counts[problem.severity] <= self._most:
            self._kept.append(problem)

    @property
    def left_out(self) -> int:
        """How many rows cannot be brought in as they are."""
        return len(self._left_out)

    @property
    def refused(self) -> bool:
        """Whether the whole list cannot be brought in as it is."""
        return self.counts[Severity.LIST] > 0

    def in_order(self) -> tuple[RowProblem, ...]:
        """Those that were kept, by line."""
        return tuple(sorted(self._kept, key=lambda problem: problem.line))
