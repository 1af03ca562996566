"""What bringing in a list would do, and the list while it is compared with the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tradedesk.domain.importing import Problems, RowProblem, Severity
from tradedesk.domain.reason import Reason, because
from tradedesk.services.bench import Bench
from tradedesk.services.list_reading import Progress, Seen, Share

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: Writes what is new into an open unit of work, telling how many rows are done.
Writing = Callable[["Writer", Callable[[int], object]], None]


@dataclass
class Plan:
    """What bringing in a list would do. ``counts`` has the list's own word first ("customers": 91)."""

    problems: Problems
    counts: Counter[str] = field(default_factory=Counter)
    already_there: int = 0
    write: Writing | None = None
    new: int = 0
    #: How many that are there already are changed.
    changed: int = 0


class Matching:
    """One list against the ledger; ``tell`` adds a problem with its column's heading."""

    def __init__(self, bench: Bench, seen: Seen, progress: Progress, whole: int) -> None:
        self.bench, self.seen = bench, seen
        self.read = bench.ledger.read
        self.plan = Plan(seen.problems)
        self.share = Share(progress, 100, whole, len(seen.table.rows))

    def rows(self) -> Iterable[Any]:
        """The rows that can be brought in, one after the other, telling now and then how far it is."""
        return self.seen.rows(self.bench, self.share.told)

    def tell(
        self, line: int, name: str, value: str, reason: Reason, severity: Severity, why: tuple[Reason, ...] = (),
        other: int = 0,
    ) -> None:  # fmt: skip
        """Tell a problem of a row's field, what it rests on, and which other the row looks like."""
        self.plan.problems.append(RowProblem(line, reason, severity, self.seen.heading(name), value, why, other))

    def unknown(self, line: int, name: str, value: str, severity: Severity) -> None:
        """Tell that a row refers to what is not there."""
        self.tell(line, name, value, because("reference-unknown", field=name, value=value), severity)

    def ready(self, new: int, writing: Writing | None) -> Plan:
        """The plan, ready to be shown or carried out."""
        self.plan.new = new
        self.plan.counts = Counter({self.seen.word: new, **self.plan.counts})
        self.plan.write = writing if new else None
        return self.plan
