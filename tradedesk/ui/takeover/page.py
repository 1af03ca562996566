"""The page of take-overs: the file, whom it is joined with, what is new, where both differ."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tradedesk.services.takeover import NOUNS, Difference, Preview
from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.takeover.presenter import TakeoverPresenter
from tradedesk.ui.widgets import Banner, Button, Card, EmptyState, KeyValue, PageTitle, PlainLabel
from tradedesk.ui.widgets.doing import Doing
from tradedesk.ui.widgets.dropping import files_of
from tradedesk.ui.widgets.scrolled import Scrolled
from tradedesk.ui.wording import formats, tr, trn
from tradedesk.ui.wording.told import term

#: Differences shown in the card; the rest is counted.
_SHOWN = 40


class TakeoverPage(Page):
    """Shows what a take-over file would bring, and brings it in with one undo."""

    name = "takeover"
    help_key = "takeover"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        self.presenter = TakeoverPresenter(desk, self)
        self._dialog: QFileDialog | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.start = EmptyState(
            "users",
            tr("Choose the take-over file of a customer. You see what is new and what both have before it comes in."),
            tr("Choose a file…"), self.choose_file,
        )  # fmt: skip
        self.failed = EmptyState("circle-alert", "", tr("Choose a file…"), self.choose_file)
        self.area = Scrolled()
        # Most of what stands in it is only read: the arrows scroll it.
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(tr("What would come in"))
        self.stack = QStackedWidget()
        self.reading = QWidget()
        middle = QVBoxLayout(self.reading)
        self.doing = Doing(self.presenter.progressed, self.presenter.cancel)
        middle.addWidget(self.doing, 0, Qt.AlignmentFlag.AlignCenter)
        for widget in (self.start, self.failed, self.area, self.reading):
            self.stack.addWidget(widget)
        outer.addWidget(self.stack)
        self.presenter.changed.connect(self._render)

    def open(self, place: Place) -> None:
        """Read the file that the place names; without one ask for it."""
        path = str(place.extra.get("path", ""))
        if path:
            self.presenter.look(path)

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """What was seen holds for the ledger as it was: look again."""
        seen = self.presenter.seen
        if seen is not None and not self.presenter.doing and any(noun == "parties" for noun, _ in changes):
            self.presenter.join(seen.into)

    def choose_file(self) -> None:
        """Ask for a file; the window goes on meanwhile."""
        dialog = QFileDialog(self, tr("Choose a file…"), str(Path.home()))
        dialog.setNameFilters([tr("Take-over file (*.tradedesk-customer)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._chosen)
        self._dialog = dialog
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        self._chosen(files_of(event)[0])
        event.acceptProposedAction()

    def _chosen(self, path: str) -> None:
        # Back, forward and another language lead to the same file.
        self.desk.places.replace(Place("takeover", None, {"path": path}))
        self.presenter.look(path)

    def _render(self) -> None:
        presenter = self.presenter
        if presenter.problem:
            self.failed.sentence.setText(presenter.problem)
            self.stack.setCurrentWidget(self.failed)
        elif presenter.seen is None and presenter.doing:
            self.doing.show_doing(tr("Reading the file"))
            self.stack.setCurrentWidget(self.reading)
        elif presenter.seen is None:
            self.stack.setCurrentWidget(self.start)
        else:
            self._show_sheet(presenter.seen)
            self.stack.setCurrentWidget(self.area)
            if presenter.doing != "taking":
                next_step = self.another if presenter.seen.nothing_new else self.take
                next_step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sheet(self, seen: Preview) -> None:
        column = self.area.begin_column()
        column.setContentsMargins(22, 18, 22, 22)
        column.setSpacing(12)
        title = PageTitle(tr("Take over {name}", name=seen.name))
        title.setWordWrap(True)
        column.addWidget(title)
        made = _made(seen.made_at)
        column.addWidget(PlainLabel(f"{Path(seen.path).name}{made}", tone="muted"))
        whom = self._whom(seen)
        whom.setEnabled(self.presenter.doing != "taking")
        column.addWidget(whom)
        if seen.nothing_new:
            column.addWidget(Banner("info", tr("Everything in this file is there already.")))
        column.addWidget(_brings(seen))
        for number, instead in seen.renumbered.items():
            told = tr("Another customer has an order {number} here; this one becomes {instead}.",
                      number=number, instead=instead)  # fmt: skip
            column.addWidget(Banner("warn", told))
        if seen.different_count:
            column.addWidget(self._differences(seen))
        column.addLayout(self._foot(seen))
        column.addStretch(1)
        self.area.show_column()

    def _foot(self, seen: Preview) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        if self.presenter.doing == "taking":
            doing = Doing(self.presenter.progressed, self.presenter.cancel)
            doing.show_doing(tr("Taking it over"))
            row.addWidget(doing)
            row.addStretch(1)
            return row
        self.take = Button(tr("Take over"), "check", "primary", self.presenter.take_over)
        self.take.setEnabled(not self.presenter.doing and not seen.nothing_new)
        row.addWidget(self.take)
        self.another = Button(tr("Choose another file…"), "folder-open", on_click=self.choose_file)
        row.addWidget(self.another)
        if not seen.nothing_new:
            row.addWidget(PlainLabel(tr("One Undo takes it out again."), tone="muted", size="small"))
        row.addStretch(1)
        return row

    def _whom(self, seen: Preview) -> Card:
        """Which of our customers it is."""
        card = Card(tr("Who it is here"))
        column = QVBoxLayout()
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        self.whom = QButtonGroup(card)
        choices: list[tuple[int, str]] = []
        if seen.into is not None and seen.into not in (each.party_id for each in seen.alike):
            same = tr("{name}: the file is of this customer", name=seen.into_name)
            choices.append((seen.into, same if seen.known else seen.into_name))
        for each in seen.alike:
            why = tr("the same name") if each.why == "name" else tr("both have {address}", address=each.why)
            choices.append((each.party_id, tr("{name}: {why}", name=each.name, why=why)))
        if not seen.known:
            choices.append((0, tr("A new customer")))
        for number, words in choices:
            choice = QRadioButton(words.replace("&", "&&"))
            choice.setChecked(number == (seen.into or 0))
            self.whom.addButton(choice, number)
            column.addWidget(choice)
        self.whom.idClicked.connect(lambda number: self.presenter.join(number or None))
        holder = QWidget()
        holder.setLayout(column)
        card.add(holder)
        return card

    def _differences(self, seen: Preview) -> Card:
        count = seen.different_count
        card = Card(trn("1 field where both differ", "{n} fields where both differ", count, n=count))
        column = QVBoxLayout()
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        self.prefer = QButtonGroup(card)
        for number, words in enumerate((tr("Ours stays"), tr("Take theirs"))):
            choice = QRadioButton(words)
            choice.setChecked(self.presenter.take_theirs == bool(number))
            self.prefer.addButton(choice, number)
            column.addWidget(choice)
        self.prefer.idClicked.connect(lambda number: self.presenter.prefer(theirs=bool(number)))
        if seen.staying_count:
            told = trn("1 cell says never here and stays so, whatever you choose.",
                       "{n} cells say never here and stay so, whatever you choose.", seen.staying_count,
                       n=seen.staying_count)  # fmt: skip
            column.addWidget(PlainLabel(told, tone="warn", size="small", wrap=True))
        column.addWidget(KeyValue([_difference(each) for each in seen.different[:_SHOWN]]))
        if count > _SHOWN:
            column.addWidget(PlainLabel(tr("and {n} more", n=count - _SHOWN), tone="muted", size="small"))
        holder = QWidget()
        holder.setLayout(column)
        card.add(holder)
        return card


def _made(stamp: str) -> str:
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:  # the file says so, not we
        return ""
    return " · " + tr("written {moment}", moment=formats.moment(moment))


def _brings(seen: Preview) -> Card:
    card = Card(tr("What it brings"))
    pairs = []
    for noun in NOUNS:
        new, there = seen.new.get(noun, 0), seen.there.get(noun, 0)
        told = tr("{new} new", new=new) if new else tr("nothing new")
        if there:
            told += " · " + tr("{there} there already", there=there)
        if new or there:
            pairs.append((term("noun", noun), told))
    pairs.append((tr("Papers"), str(seen.papers)))
    if seen.filled:
        pairs.append((tr("Empty fields that it fills"), str(seen.filled)))
    shown = KeyValue(pairs)
    shown.setContentsMargins(14, 12, 14, 12)
    card.add(shown)
    return card


def _difference(each: Difference) -> tuple[str, str]:
    name = term("purpose", each.purpose) if each.purpose else term("party-field", each.column)
    title = each.row if len(each.row) <= 40 else each.row[:39] + "…"
    ours, theirs = _worded(each, each.ours), _worded(each, each.theirs)
    if each.stays:
        told = tr("{ours} here, {theirs} in the file; ours stays", ours=ours, theirs=theirs)
    else:
        told = tr("{ours} here, {theirs} in the file", ours=ours, theirs=theirs)
    return f"{title}: {name}", told


def _worded(each: Difference, value: str) -> str:
    """Codes of mailboxes and cells in the trade's words; everything else as it was written."""
    coded = {"assignments": ("role",), "addresses": ("kind", "standing", "department")}.get(each.table, ())
    return term(each.column, value) if each.column in coded else value
