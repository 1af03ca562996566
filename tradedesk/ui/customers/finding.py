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
from tradedesk.ui.wording import errors

#: Keys of the chips of kept filters begin so; their number follows.
SAVED = "saved:"
#: The fields of a filter that hold several values.
SEVERAL = ("countries", "tiers", "tags", "categories", "sources", "languages", "channels")
#: What the chips count, and what the choices are taken from.
_COUNTED = frozenset({"parties", "orders", "messages", "addresses"})

#: Called with the sentence that belongs beside a field; an empty one takes it away.
Tell = Callable[[str], object]


class Finding(QObject):
    """Holds the query; the list renders it when a signal says that it changed."""

    query_changed = Signal(object)
    counts_changed = Signal(object)
    #: The filters kept by name were read.
    saved_changed = Signal()
    #: What there is to choose from was read.
    choices_changed = Signal()
    #: An act on many goes on: done and all; (0, 0) when it ended.
    progressed = Signal(int, int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        settings = desk.settings
        sort = str(settings.get("customers.sort", "name"))
        self.query = CustomerQuery(sort=sort, descending=bool(settings.get("customers.sort-down", False)))
        self.counts: dict[str, int] = {}
        self.saved: tuple[SavedFilter, ...] = ()
        self.choices: FilterChoices | None = None
        #: Names of the countries that filters and choices mention.
        self.countries: dict[str, Any] = {}
        self._acting: Job | None = None

    # -- the query -----------------------------------------------------------------------------------------------------

    def look_for(self, **changed: Any) -> None:
        """Change the list: kind, chip, search, sort, descending or filter."""
        query = replace(self.query, **changed)
        if query == self.query:
            return
        other_kind = query.kind != self.query.kind
        if other_kind:
            query = replace(query, chip="", search="", filter=CustomerFilter())
            self.counts, self.choices = {}, None
        self.query = query
        self._desk.settings.remember("customers.sort", query.sort)
        self._desk.settings.remember("customers.sort-down", query.descending)
        self.query_changed.emit(query)
        if other_kind:
            self.read_saved()
        if self.counts:  # each chip counts the whole list, whatever is searched for in it
            self.counts_changed.emit(self.counts)
        else:
            self.count()

    def choose_chip(self, key: str) -> None:
        """Show what a chip stands for; leaving a kept filter leaves its conditions as well."""
        if key.startswith(SAVED):
            kept = self.kept(key)
            if kept is not None:
                self.look_for(chip=kept.query.chip, search=kept.query.search, filter=kept.query.filter)
        elif self.current is not None:
            self.look_for(chip=key, search="", filter=CustomerFilter())
        else:
            self.look_for(chip=key)

    def toggle(self, field: str, value: str) -> None:
        """Add a value to a field of the filter, or take it out."""
        values: tuple[str, ...] = getattr(self.query.filter, field)
        after = tuple(each for each in values if each != value) if value in values else (*values, value)
        self.set(field, after)

    def set(self, field: str, value: Any) -> None:
        """Give a field of the filter its value; an empty one asks for nothing."""
        self.look_for(filter=replace(self.query.filter, **{field: value}))

    def drop(self, field: str, value: str) -> None:
        """Take one condition out."""
        if field in SEVERAL:
            self.set(field, tuple(each for each in getattr(self.query.filter, field) if each != value))
        else:
            self.set(field, getattr(CustomerFilter(), field))

    def clear(self) -> None:
        """Ask for nothing any more."""
        self.look_for(chip="", search="", filter=CustomerFilter())

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

    # -- kept filters --------------------------------------------------------------------------------------------------

    @property
    def current(self) -> SavedFilter | None:
        """The kept filter that the list shows."""
        shown = finding.without_sorting(self.query)
        return next((kept for kept in self.saved if kept.query == shown), None)

    @property
    def chip(self) -> str:
        """The key of the chip that is chosen."""
        current = self.current
        return f"{SAVED}{current.id}" if current is not None else self.query.chip

    def kept(self, key: str) -> SavedFilter | None:
        """The kept filter of a chip."""
        return next((each for each in self.saved if f"{SAVED}{each.id}" == key), None)

    def read_saved(self) -> None:
        """Read the filters kept for this kind."""

        def arrived(saved: tuple[SavedFilter, ...]) -> None:
            self.saved = saved
            self.saved_changed.emit()
            self._name_countries()

        self._desk.run(finding.saved_filters, self.query.kind, on_done=arrived, owner=self)

    def keep(self, name: str, tell: Tell) -> None:
        """Keep what the list shows by a name."""
        self._do(finding.keep_filter, name, finding.without_sorting(self.query), tell=tell)

    def rename(self, name: str, tell: Tell) -> None:
        """Call the kept filter that is shown otherwise."""
        if self.current is not None:
            self._do(finding.rename_filter, self.current.id, name, tell=tell)

    def forget(self) -> None:
        """Forget the kept filter that is shown; undo brings it back."""
        if self.current is not None:
            self._desk.run(finding.remove_filter, self.current.id, owner=self)

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

    def _do(self, verb: Callable[..., Any], *args: Any, tell: Tell) -> None:
        self._desk.run(verb, *args, on_done=lambda _result: tell(""),
                       on_error=lambda error: tell(errors.sentence(error)), owner=self)  # fmt: skip
