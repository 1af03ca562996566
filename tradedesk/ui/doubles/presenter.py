"""What the page of doubled entries shows and does, without widgets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.party import PartyKind
from tradedesk.services import duplicates
from tradedesk.services.duplicates import Comparison, Named
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.wording import tr
from tradedesk.ui.wording.told import term


class DoublesPresenter(QObject):
    """Holds the pairs of a kind and the one looked at; ``kept`` says which of the two stays (0 or 1)."""

    #: The pairs, or whether they are being looked for.
    pairs_changed = Signal()
    #: The pair looked at, or what is chosen of it.
    current_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kind = PartyKind.CUSTOMER
        self.pairs: list[Named] = []
        self.current: Named | None = None
        self.seen: Comparison | None = None
        self.kept = 0
        self.theirs: set[str] = set()
        self.looking = False
        self._wanted: tuple[int, int] | None = None
        self._job: Job | None = None

    def look(self, kind: PartyKind, wanted: tuple[int, int] | None = None) -> None:
        """Look for pairs of a kind; ``wanted`` are the two entries to show."""
        self.kind, self._wanted = kind, wanted or self._wanted
        if self._job is not None:
            self._job.cancel()
        self.looking = True
        self.pairs_changed.emit()
        self._job = self._desk.run(
            duplicates.listed, kind, on_done=self._found, on_progress=lambda _done, _total: None, owner=self
        )

    def _found(self, pairs: list[Named]) -> None:
        self.looking, self.pairs = False, pairs
        wanted = self._wanted or ((self.current.pair.first, self.current.pair.second) if self.current else None)
        self._wanted = None
        found = next((each for each in pairs if (each.pair.first, each.pair.second) == _ordered(wanted)), None)
        self.pairs_changed.emit()
        self.show(found or (pairs[0] if pairs else None))

    def show(self, named: Named | None) -> None:
        """Look at a pair side by side."""
        self.current, self.seen = named, None
        self.kept, self.theirs = 0, set()
        if named is None:
            self.current_changed.emit()
            return
        self._compare()

    def keep(self, which: int) -> None:
        """Say which of the two entries stays: 0 the older, 1 the newer."""
        if which != self.kept:
            self.kept, self.theirs = which, set()
            self._compare()

    def choose(self, field: str, *, theirs: bool) -> None:
        """Say whose value of a field counts."""
        (self.theirs.add if theirs else self.theirs.discard)(field)

    def join(self) -> None:
        """Make the two one."""
        first, second = self._numbers()
        self._desk.run(duplicates.merge, first, second, frozenset(self.theirs), _kept_words, owner=self)

    def tell_apart(self) -> None:
        """Keep that these are two companies."""
        self._desk.run(duplicates.tell_apart, *self._numbers(), owner=self)

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Look again when parties have changed."""
        if any(noun in ("parties", "different_parties") for noun, _ in changes):
            self.look(self.kind)

    def _compare(self) -> None:
        def compared(seen: Comparison) -> None:
            self.seen = seen
            self.current_changed.emit()

        self._desk.run(duplicates.compare, *self._numbers(), on_done=compared, owner=self)

    def _numbers(self) -> tuple[int, int]:
        assert self.current is not None
        pair = self.current.pair
        return (pair.second, pair.first) if self.kept else (pair.first, pair.second)


def _ordered(numbers: tuple[int, int] | None) -> tuple[int, int] | None:
    return (min(numbers), max(numbers)) if numbers else None


def _kept_words(field: str, value: str) -> str:
    """How a value that was not chosen stands in the notes."""
    told = term("kind", value) if field == "kind" else value
    return tr("Also had: {field} {value}", field=term("party-field", field), value=told)
