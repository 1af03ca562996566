"""What a list is asked for, without widgets: chip, search, filters, order, and filters kept by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import TradeError
from tradedesk.ui.desk import Desk
from tradedesk.ui.wording import errors

#: Keys of the chips of kept filters begin so; their number follows.
SAVED = "saved:"

#: Called with the sentence that belongs beside a field; an empty one takes it away.
Tell = Callable[[str], object]


class KeptVerbs(NamedTuple):
    """The verbs of one noun for filters kept by name, and what makes two queries the same filter."""

    keep: Callable[..., Any]
    rename: Callable[..., Any]
    remove: Callable[..., Any]
    without_sorting: Callable[[Any], Any]


class ListQuery(QObject):
    """Holds the query (a frozen value with ``chip``, ``search``, ``sort``, ``descending``, ``filter``) of a list.

    The list renders it when a signal says that it changed. ``several`` are the fields of the filter that hold several
    values; the order is remembered under ``name``.
    """

    query_changed = Signal(object)
    #: The filters kept by name were read.
    saved_changed = Signal()
    #: What there is to choose from was read.
    choices_changed = Signal()

    def __init__(
        self, desk: Desk, name: str, query: Any, several: Sequence[str], verbs: KeptVerbs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._name, self._verbs = desk, name, verbs
        settings = desk.settings
        sort = str(settings.get(f"{name}.sort", query.sort))
        down = bool(settings.get(f"{name}.sort-down", query.descending))
        self.query: Any = replace(query, sort=sort, descending=down)
        self.several = tuple(several)
        #: Kept filters: each with ``id``, ``name`` and ``query``.
        self.saved: tuple[Any, ...] = ()
        self._no_filter = type(query.filter)()

    # -- the query -----------------------------------------------------------------------------------------------------

    def look_for(self, **changed: Any) -> None:
        """Change what is asked for: chip, search, sort, descending or filter."""
        self.take(replace(self.query, **changed))

    def take(self, query: Any) -> bool:
        """Ask for this; False when it is what is asked for already."""
        if query == self.query:
            return False
        self.query = query
        self._desk.settings.remember(f"{self._name}.sort", query.sort)
        self._desk.settings.remember(f"{self._name}.sort-down", query.descending)
        self.query_changed.emit(query)
        return True

    def choose_chip(self, key: str) -> None:
        """Show what a chip stands for; leaving a kept filter leaves its conditions as well."""
        if key.startswith(SAVED):
            kept = self.kept(key)
            if kept is not None:
                self.look_for(chip=kept.query.chip, search=kept.query.search, filter=kept.query.filter)
        elif self.current is not None:
            self.look_for(chip=key, search="", filter=self._no_filter)
        else:
            self.look_for(chip=key)

    def toggle(self, field: str, value: Any) -> None:
        """Add a value to a field of the filter, or take it out."""
        values: tuple[Any, ...] = getattr(self.query.filter, field)
        after = tuple(each for each in values if each != value) if value in values else (*values, value)
        self.set(field, after)

    def set(self, field: str, value: Any) -> None:
        """Give a field of the filter its value; an empty one asks for nothing."""
        self.look_for(filter=replace(self.query.filter, **{field: value}))

    def drop(self, field: str, value: Any) -> None:
        """Take one condition out."""
        if field in self.several:
            self.set(field, tuple(each for each in getattr(self.query.filter, field) if each != value))
        else:
            self.set(field, getattr(self._no_filter, field))

    def clear(self) -> None:
        """Ask for nothing any more."""
        self.look_for(chip="", search="", filter=self._no_filter)

    @property
    def is_filtered(self) -> bool:
        """Whether something is left out."""
        return bool(self.query.chip or self.query.search.strip() or self.query.filter)

    # -- kept filters --------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Any:
        """The kept filter that the list shows, None for none."""
        shown = self._verbs.without_sorting(self.query)
        return next((kept for kept in self.saved if kept.query == shown), None)

    @property
    def chip(self) -> str:
        """The key of the chip that is chosen."""
        current = self.current
        return f"{SAVED}{current.id}" if current is not None else str(self.query.chip)

    def kept(self, key: str) -> Any:
        """The kept filter of a chip."""
        return next((each for each in self.saved if f"{SAVED}{each.id}" == key), None)

    def keep(self, name: str, tell: Tell) -> None:
        """Keep what the list shows by a name."""
        self._do(self._verbs.keep, name, self._verbs.without_sorting(self.query), tell=tell)

    def rename(self, name: str, tell: Tell) -> None:
        """Call the kept filter that is shown otherwise."""
        if self.current is not None:
            self._do(self._verbs.rename, self.current.id, name, tell=tell)

    def forget(self) -> None:
        """Forget the kept filter that is shown; undo brings it back."""
        if self.current is not None:
            self._desk.run(self._verbs.remove, self.current.id, owner=self)

    def _do(self, verb: Callable[..., Any], *args: Any, tell: Tell) -> None:
        def refused(error: TradeError) -> None:
            tell(errors.sentence(error))

        self._desk.run(verb, *args, on_done=lambda _result: tell(""), on_error=refused, owner=self)
