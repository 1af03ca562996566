"""Which parties the list shows, without widgets: chip, search, filters, order, filters kept by name, acts on many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import TradeError
from tradedesk.services import finding, party_groups
from tradedesk.services.finding import CustomerFilter, CustomerQuery, FilterChoices, SavedFilter
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.list_query import SAVED, KeptVerbs, ListQuery, Tell
from tradedesk.ui.wording import errors

__all__ = ["SAVED", "SEVERAL", "Finding", "Tell"]

#: The fields of a filter that hold several values.
SEVERAL = ("countries", "tiers", "tags", "categories", "sources", "languages", "channels")
#: What the chips count, and what the choices are taken from.
_COUNTED = frozenset({"parties", "orders", "messages", "addresses"})


class Finding(ListQuery):
    """Which parties the list shows, with the counts of its chips and the acts on many."""

    counts_changed = Signal(object)
    #: An act on many goes on: done and all; (0, 0) when it ended.
    progressed = Signal(int, int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        verbs = KeptVerbs(finding.keep_filter, finding.rename_filter, finding.remove_filter, finding.without_sorting)
        super().__init__(desk, "customers", CustomerQuery(), SEVERAL, verbs, parent)
        self.counts: dict[str, int] = {}
        self.choices: FilterChoices | None = None
        #: Names of the countries that filters and choices mention.
        self.countries: dict[str, Any] = {}
        self._acting: Job | None = None

    # -- the query -----------------------------------------------------------------------------------------------------

    def look_for(self, **changed: Any) -> None:
        """Change the list: kind, chip, search, sort, descending or filter."""
        query: CustomerQuery = replace(self.query, **changed)
        other_kind = query.kind != self.query.kind
        if other_kind:
            query = replace(query, chip="", search="", filter=CustomerFilter())
            self.counts, self.choices = {}, None
        if not self.take(query):
            return
        if other_kind:
            self.read_saved()
        if self.counts:  # each chip counts the whole list, whatever is searched for in it
            self.counts_changed.emit(self.counts)
        else:
            self.count()

    def count(self) -> None:
        """Count what each chip shows."""
        kind = self.query.kind

        def counted(counts: dict[str, int]) -> None:
            if kind == self.query.kind:
                self.counts = counts
                self.counts_changed.emit(counts)

        self._desk.run(finding.chip_counts, kind, on_done=counted, owner=self)

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read again what the changes touch."""
        nouns = {noun for noun, _ in changes}
        if nouns & _COUNTED:
            self.choices = None
            self.count()
        if "saved_filters" in nouns:
            self.read_saved()

    def read_saved(self) -> None:
        """Read the filters kept for this kind."""

        def arrived(saved: tuple[SavedFilter, ...]) -> None:
            self.saved = saved
            self.saved_changed.emit()
            self._name_countries()

        self._desk.run(finding.saved_filters, self.query.kind, on_done=arrived, owner=self)

    # -- choices -------------------------------------------------------------------------------------------------------

    def read_choices(self) -> None:
        """Read what there is to choose from, unless it is known."""
        kind = self.query.kind

        def arrived(choices: FilterChoices) -> None:
            if kind == self.query.kind:
                self.choices = choices
                self._name_countries()

        if self.choices is None:
            self._desk.run(finding.filter_choices, kind, on_done=arrived, owner=self)
        else:
            self.choices_changed.emit()

    def _name_countries(self) -> None:
        codes = {code for code, _ in self.choices.countries} if self.choices is not None else set()
        codes.update(*(kept.query.filter.countries for kept in self.saved), self.query.filter.countries)

        def named(countries: dict[str, Any]) -> None:
            self.countries = countries
            self.choices_changed.emit()

        if codes:
            self._desk.run(finding.countries, sorted(codes), on_done=named, owner=self)
        else:
            self.choices_changed.emit()

    # -- many at once --------------------------------------------------------------------------------------------------

    def set_tier(self, parties: Sequence[int], tier: str, tell: Tell) -> None:
        """Give many parties a tier."""
        self._act(party_groups.set_tier, parties, tier, tell)

    def add_tag(self, parties: Sequence[int], tag: str, tell: Tell) -> None:
        """Add a tag to many parties."""
        self._act(party_groups.add_tag, parties, tag, tell)

    def remove_tag(self, parties: Sequence[int], tag: str, tell: Tell) -> None:
        """Take a tag from many parties."""
        self._act(party_groups.remove_tag, parties, tag, tell)

    def stop(self) -> None:
        """End what is being done to many; nothing of it was changed then."""
        if self._acting is not None:
            self._acting.cancel()

    def _act(self, verb: Callable[..., int], parties: Sequence[int], value: str, tell: Tell) -> None:
        def ended() -> None:
            self._acting = None
            self.progressed.emit(0, 0)

        def failed(error: TradeError) -> None:
            ended()
            tell(errors.sentence(error))

        self._acting = self._desk.run(verb, list(parties), value, on_done=lambda _many: ended(), on_error=failed,
                                      on_progress=self.progressed.emit, on_cancelled=ended, owner=self)  # fmt: skip
