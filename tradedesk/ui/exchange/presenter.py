"""What the page of lists shows and does, without widgets: which files, what was seen in each, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import TradeError
from tradedesk.services import exchange
from tradedesk.services.exchange import (
    Chosen,
    ListKind,
    Options,
    PartyKind,
    Preview,
    Report,
    RowProblem,
    SameOrNew,
)
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.jobs.stop import Stop
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors

#: Nouns whose changes make another preview: what is there already, what a list may refer to.
_TOUCHED = frozenset({"parties", "orders", "products"})
#: While the ledger is written, the file shown and what is chosen for it stay.
_WRITING = frozenset({"bringing", "undoing"})


@dataclass
class ListFile:
    """One chosen file. ``preview`` stays while the file is looked at again; ``report`` is there once it came in."""

    path: str
    chosen: Chosen = field(default_factory=Chosen)
    preview: Preview | None = None
    report: Report | None = None
    #: The sentence for what is wrong with the file or with bringing it in.
    problem: str = ""
    #: Under which heading the sentence belongs: "", kind, encoding, mapping.
    problem_at: str = ""
    #: The sentence for why what it brought in cannot be taken back.
    stays: str = ""

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return Path(self.path).name

    @property
    def can_come_in(self) -> bool:
        """Whether everything is known that is needed, and something is new."""
        seen = self.preview
        ready = seen is not None and self.report is None and not seen.refused and not self.asks
        return ready and seen is not None and seen.new + seen.changed > 0

    @property
    def asks(self) -> bool:
        """Whether the user must first say how the letters are written."""
        seen = self.preview
        return seen is not None and not seen.encoding_certain and self.chosen.encoding is None


@dataclass
class _Kept:
    """The files of a desk: the page made anew in another language shows the same ones, and what came of them."""

    files: list[ListFile] = field(default_factory=list)
    current: ListFile | None = None


_KEPT: WeakKeyDictionary[Desk, _Kept] = WeakKeyDictionary()


class ExchangePresenter(QObject):
    """Holds the files and the one shown; the page renders when a signal says that something changed."""

    #: The files, which one is shown, or what is known of them.
    changed = Signal()
    #: Thousandths of the work done.
    progressed = Signal(int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept = _KEPT.setdefault(desk, _Kept())
        for each in self._kept.files:
            each.problem, each.problem_at = "", ""
        #: "looking", "bringing", "undoing" or "" when nothing is under way.
        self.doing = ""
        self._job: Job | None = None
        self._stop = Stop()

    @property
    def files(self) -> list[ListFile]:
        """The files, in the order in which they come in."""
        return self._kept.files

    @property
    def current(self) -> ListFile | None:
        """The file shown."""
        return self._kept.current

    # -- files ---------------------------------------------------------------------------------------------------------

    def add_files(self, paths: Sequence[str]) -> None:
        """Add files, those first that others refer to, and show the first of the new ones."""
        known = {each.path for each in self.files}
        fresh = [path for path in dict.fromkeys(paths) if path not in known]
        if not fresh:
            there = [each for each in self.files if each.path in paths]
            if there:
                self.show(self.current if self.current in there else there[0])
            return

        def sorted_out(found: list[str]) -> None:
            by_path = {each.path: each for each in self.files}
            self._kept.files = [by_path.get(path) or ListFile(path) for path in found]
            self._keep_place()
            self.show(next(each for each in self.files if each.path in fresh))

        self._desk.run(exchange.in_order, [*(each.path for each in self.files), *fresh], on_done=sorted_out, owner=self)

    def show(self, file: ListFile) -> None:
        """Show a file; one that has not been looked at is read."""
        if self.doing in _WRITING:
            return
        self._kept.current = file
        self.changed.emit()
        if file.report is None:
            self.look()

    def remove(self, file: ListFile) -> None:
        """Take a file off the list; the file itself is not touched."""
        if file is self.current:
            self.cancel()
        at = self.files.index(file)
        self.files.remove(file)
        self._keep_place()
        if file is self.current:
            self._kept.current = None
            if self.files:
                self.show(self.files[min(at, len(self.files) - 1)])
        self.changed.emit()

    def _keep_place(self) -> None:
        """Back, forward and another language lead to the same files."""
        here = self._desk.places.current
        if here is not None and here.page == "exchange":
            files = [each.path for each in self.files]
            self._desk.places.replace(Place("exchange", None, {"files": files} if files else {}))

    def next_file(self) -> ListFile | None:
        """The next file that has not come in."""
        waiting = [each for each in self.files if each.report is None and each is not self.current]
        after = self.files.index(self.current) if self.current in self.files else -1
        return next((each for each in waiting if self.files.index(each) > after), waiting[0] if waiting else None)

    # -- what the list is ----------------------------------------------------------------------------------------------

    def choose_kind(self, kind: ListKind, party_kind: PartyKind | None) -> None:
        """Say what the list holds; its columns are recognised anew."""
        self._choose(kind=kind, party_kind=party_kind, mapping=None, options=None, same_or_new=SameOrNew())

    def choose_encoding(self, encoding: str) -> None:
        """Say how the letters are written."""
        self._choose(encoding=encoding, mapping=None, options=None)

    def choose_sheet(self, sheet: str) -> None:
        """Say which sheet of the workbook holds the list; it is looked at as if it were another file."""
        self._choose(
            sheet=sheet, headed=None, kind=None, party_kind=None, mapping=None, options=None, same_or_new=SameOrNew()
        )

    def choose_delimiter(self, delimiter: str) -> None:
        """Say what stands between the columns."""
        self._choose(delimiter=delimiter, mapping=None, options=None, same_or_new=SameOrNew())

    def choose_headed(self, headed: bool) -> None:
        """Say whether the first row holds headings; without them every column is to be said."""
        self._choose(headed=headed, mapping=None, options=None, same_or_new=SameOrNew())

    def choose_field(self, column: int, name: str) -> None:
        """Say which field a column is ("" for none); another column that was it is it no more."""
        seen = self.current.preview if self.current is not None else None
        if seen is None:
            return
        many = any(each.many for each in seen.fields if each.name == name)
        mapping = {at: each for at, each in seen.mapping.items() if at != column and (many or each != name)}
        if name:
            mapping[column] = name
        options = seen.options if seen.as_last_time else self.current and self.current.chosen.options
        self._choose(
            kind=seen.kind, party_kind=seen.options.party_kind, mapping=dict(sorted(mapping.items())), options=options
        )

    def start_afresh(self) -> None:
        """Recognise the columns anew: what was chosen for such a list the last time does not count."""
        self._choose(afresh=True, kind=None, party_kind=None, mapping=None, options=None, same_or_new=SameOrNew())

    def choose_options(self, **changed: Any) -> None:
        """Change how the list writes its numbers and days, its currency, or when old orders are finished."""
        seen = self.current.preview if self.current is not None else None
        if seen is None:
            return
        options: Options = replace(seen.options, **changed)
        if options != seen.options:
            self._choose(kind=seen.kind, party_kind=options.party_kind, mapping=seen.mapping, options=options)

    def say(self, rows: Sequence[RowProblem], *, same: bool) -> None:
        """Say of these rows that they are the same as the other that each looks like, or new ones."""
        if self.current is not None:
            said = self.current.chosen.same_or_new
            self._choose(same_or_new=said.saying({each.line: each.other for each in rows}, same=same))

    def say_of_all(self, *, same: bool) -> None:
        """Say it of every row that looks like another, those that are not shown with them."""
        self._choose(same_or_new=SameOrNew(every=same))

    def _choose(self, **changed: Any) -> None:
        if self.current is None or self.doing in _WRITING:
            return
        before = self.current.chosen
        now = self.current.chosen = replace(before, **changed)
        said = replace(before, same_or_new=now.same_or_new) == now
        if said and self.current.preview is not None and before.same_or_new.brings_the_same(now.same_or_new):
            self.changed.emit()
        else:
            self.look(before)

    # -- looking and bringing in ---------------------------------------------------------------------------------------

    def look(self, before: Chosen | None = None) -> None:
        """Read the file shown and say what bringing it in would do; ``before`` holds again where that fails."""
        file = self.current
        if file is None or self.doing in _WRITING:
            return
        if self._job is not None:
            self._job.cancel()

        def seen(preview: Preview) -> None:
            file.preview, file.problem, file.problem_at = preview, "", ""
            self._ended()

        def failed(error: TradeError) -> None:
            # What was seen before the last choice stands there again, with the sentence that says why.
            file.chosen = before or file.chosen
            file.problem, file.problem_at = errors.sentence(error), getattr(error, "field", "")
            self._ended()

        self.doing = "looking"
        self._job = self._desk.run(
            exchange.look, file.path, file.chosen, on_done=seen, on_error=failed, on_progress=self._told, owner=self
        )
        self.changed.emit()

    def bring_in(self) -> None:
        """Bring the list shown in."""
        file = self.current
        if file is None or self.doing or not file.can_come_in:
            return

        def done(report: Report) -> None:
            file.report, file.problem = report, ""
            self._ended()

        def failed(error: TradeError) -> None:
            file.problem, file.problem_at = errors.sentence(error), getattr(error, "field", "")
            self._ended()

        self.doing = "bringing"
        self._stop = Stop()
        self._job = self._desk.run(
            self._stop.ending(exchange.bring_in), file.path, file.chosen, on_done=done, on_error=failed,
            on_progress=self._told, on_cancelled=self._stopped, owner=self,
        )  # fmt: skip
        self.changed.emit()

    def cancel(self) -> None:
        """End what is under way; nothing was changed by it. What is committed by then is told as brought in."""
        if self.doing == "bringing":
            self._stop.asked = True
        elif self._job is not None:
            self._job.cancel()
            self._ended()

    def undo(self) -> None:
        """Take back what the file shown brought in; where that is refused, the report says why and stays."""
        file = self.current
        if file is None or file.report is None or file.report.undo_id is None or self.doing:
            return

        def failed(error: TradeError) -> None:
            file.stays = errors.sentence(error)
            self._ended()

        def told(done: int, total: int) -> None:
            self._told(done, total)
            if done >= total:
                self._ended()

        self.doing = "undoing"
        self.changed.emit()
        if not self._desk.undo(file.report.undo_id, on_error=failed, on_progress=told, owner=self):
            self._ended()

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Something changed: a list may have been taken back, and what it refers to may be there now or gone."""
        self.doing = "" if self.doing == "undoing" else self.doing
        if self.doing == "bringing" or not any(noun in _TOUCHED for noun, _ in changes):
            return
        steps = [each.report.undo_id for each in self.files if each.report is not None and each.report.undo_id]
        self._desk.run(exchange.taken_back, steps, on_done=self._taken_back, owner=self)

    def _taken_back(self, steps: frozenset[int]) -> None:
        for each in self.files:
            if each.report is not None and each.report.undo_id in steps:
                each.report, each.stays = None, ""
            if each.report is None and each is not self.current:
                # What it refers to may be there now, or gone: it is looked at again when it is shown.
                each.preview, each.problem, each.problem_at = None, "", ""
        self.changed.emit()
        if self.current is not None and self.current.report is None:
            self.look()

    def _told(self, done: int, total: int) -> None:
        self.progressed.emit(done * 1000 // max(total, 1))

    def _stopped(self) -> None:
        self._ended()
        self.look()

    def _ended(self) -> None:
        self.doing = ""
        self._job = None
        self.changed.emit()
