"""The palette under the search field: commands at once, what the ledger finds a moment later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tradedesk.domain.reason import Reason
from tradedesk.ui.commands import Command
from tradedesk.ui.commands.fuzzy import WORD, score
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.places import Place
from tradedesk.ui.shell.palette_list import Choice, PaletteList
from tradedesk.ui.shell.shortcuts import key_of, native
from tradedesk.ui.shell.top_bar import SearchField
from tradedesk.ui.wording import formats, joined, reasons, tr

#: Milliseconds without a key before the ledger is asked.
_PAUSE = 60
_MOST_COMMANDS = 7


class Hit(Protocol):
    """Something the ledger found; ``place`` is a Place, a page's name, or (page, key)."""

    @property
    def kind(self) -> str:
        """Such as customer, supplier, order, message."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def detail(self) -> str:
        """A few words more."""

    @property
    def place(self) -> Any:
        """Where it is shown."""

    @property
    def at(self) -> datetime | None:
        """When it was said, None for what has no moment."""

    @property
    def label(self) -> Reason | None:
        """What an address is called beside its value (B4)."""


def as_place(told: Any) -> Place:
    """The place from what a hit tells; raises TypeError for anything else."""
    if isinstance(told, Place):
        return told
    if isinstance(told, str):
        return Place(told)
    if isinstance(told, tuple) and 1 <= len(told) <= 3:
        return Place(*told)
    raise TypeError(f"not a place: {told!r}")


class Palette(QFrame):
    """A child of the window that opens under the field and never takes the focus from it."""

    def __init__(
        self, desk: Desk, field: SearchField, search_verb: Callable[[Any, str], Sequence[Hit]] | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName(tr("Found"))
        self._desk, self._field, self._search = desk, field, search_verb
        self._around = parent
        self._job: Job | None = None
        self._found: list[Choice] = []
        #: Whether the ledger has not said yet what it holds.
        self._looking = False
        self._came_from: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        self.list = PaletteList(self)
        self.list.picked.connect(self._run_current)
        column.addWidget(self.list)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        field.textEdited.connect(self._typed)
        field.stepped.connect(self._step)
        field.accepted.connect(self._run_current)
        field.left.connect(self.hide)
        self.hide()

    def open(self) -> None:
        """Put the cursor into the field and show what can be done."""
        self._came_from = self._field.window().focusWidget()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._typed(self._field.text())

    def open_below(self) -> None:
        """Show the list for what stands in the field already."""
        self._typed(self._field.text())

    def close_up(self) -> None:
        """Hide, empty the field, and give the focus back."""
        self.hide()
        self._field.clear()
        back, self._came_from = self._came_from, None
        if self._field.hasFocus() and back is not None and back is not self._field:
            back.setFocus()
        elif self._field.hasFocus():
            self._field.clearFocus()

    def _step(self, by: int) -> None:
        if self.isVisible():
            self.list.step(by)
        else:
            self._typed(self._field.text())

    def _run_current(self) -> None:
        choice = self.list.current()
        if not self.isVisible() or choice is None:
            return
        self.close_up()
        choice.run()

    def _typed(self, text: str) -> None:
        """Show what fits the text: commands now, the rest when it comes."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not text.strip():
            self._found = []
        self._looking = bool(text.strip()) and self._search is not None
        self._show(text)
        if self._looking:
            self._pause.start()
        else:
            self._pause.stop()

    def _ask(self) -> None:
        text = self._field.text()
        if self._search is not None and text.strip():
            self._job = self._desk.run(
                self._search, text.strip(), on_done=lambda hits: self._hits_arrived(text, hits), owner=self
            )

    def _hits_arrived(self, text: str, hits: Sequence[Hit]) -> None:
        if text == self._field.text() and self._field.hasFocus():
            self._found = [self._choice(hit) for hit in hits]
            self._looking = False
            self._show(text)

    def _choice(self, hit: Hit) -> Choice:
        group, icon = _groups().get(hit.kind, (tr("Also found"), "search"))
        more = (reasons.sentence(hit.label) if hit.label else "", formats.moment(hit.at) if hit.at else "")
        detail = joined((hit.detail, *more))
        return Choice(group, hit.title, detail, icon, lambda: self._desk.open(as_place(hit.place)))

    def _show(self, text: str) -> None:
        strong, commands = self._commands(text.strip())
        choices = commands + self._found if strong else self._found + commands
        told = tr("Looking…") if self._looking else tr("Nothing found for “{text}”", text=text.strip())
        nothing = [Choice(told, "", "", "", lambda: None)]
        self.list.show_choices(choices or nothing)
        self._place()
        self.show()
        self.raise_()

    def _commands(self, text: str) -> tuple[bool, list[Choice]]:
        """The commands that fit, and whether the best fits so well that they stand above what was found."""
        place = self._desk.places.current
        page = place.page if place is not None else ""
        ranked = []
        for command in self._desk.commands.all():
            if not command.listed or not self._desk.commands.is_offered(command.id):
                continue
            if not text and command.page != page and not command.shortcut:
                continue
            title = command.title()
            points = [found for found in (score(text, title), score(text, command.words())) if found is not None]
            if points:
                ranked.append((-max(points), command.page != page, title, command))
        ranked.sort(key=lambda each: each[:3])
        most = _MOST_COMMANDS if text else 12
        strong = not text or (bool(ranked) and -ranked[0][0] >= WORD)
        return strong, [self._command_choice(command) for _, _, _, command in ranked[:most]]

    def _command_choice(self, command: Command) -> Choice:
        key = native(key_of(self._desk, command))
        icon = command.icon or "chevron-right"
        return Choice(tr("Commands"), command.title(), key, icon, lambda: self._desk.commands.trigger(command.id))

    def _place(self) -> None:
        corner = self._field.mapTo(self._field.window(), QPoint(0, self._field.height() + 4))
        room = self._around.height() - corner.y() - 16
        width = min(max(self._field.width(), 560), self._around.width() - corner.x() - 16)
        self.setGeometry(corner.x(), corner.y(), width, min(self.list.wanted_height() + 12, room))


def _groups() -> dict[str, tuple[str, str]]:
    """Words and icon of each kind of hit."""
    return {
        "customer": (tr("Customers"), "building-2"),
        "party": (tr("Customers"), "building-2"),
        "supplier": (tr("Suppliers"), "factory"),
        "forwarder": (tr("Forwarders"), "truck"),
        "colleague": (tr("Colleagues"), "users"),
        "contact": (tr("Contacts"), "user"),
        "address": (tr("Addresses"), "at-sign"),
        "order": (tr("Orders"), "package"),
        "message": (tr("Messages"), "messages-square"),
        "draft": (tr("Drafts"), "pen-line"),
        "template": (tr("Templates"), "file-text"),
        "document": (tr("Documents"), "file-text"),
        "point": (tr("Points to confirm"), "mail-check"),
    }
