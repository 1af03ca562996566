"""What is only told: shortcuts, where the data lies, versions, licences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.services.installed import About
from tradedesk.ui.desk import Desk
from tradedesk.ui.settings import words
from tradedesk.ui.settings.parts import PARTS
from tradedesk.ui.widgets import Button, Card, Chip, KeyValue, Line, PlainLabel
from tradedesk.ui.widgets.emptying import empty
from tradedesk.ui.wording import tr


def _inside(card: Card) -> QVBoxLayout:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(14, 12, 14, 10)
    column.setSpacing(8)
    card.add(holder)
    return column


class ShortcutsCard(Card):
    """Every key that does something, by page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Shortcuts"), tr("F1 explains the page that is shown"), parent)
        self._desk = desk
        self._column = _inside(self)
        self.groups: list[tuple[str, list[tuple[str, str]]]] = []

    def show_shortcuts(self) -> None:
        """Show what is known now; a page brings its own when it is first opened."""
        groups = words.shortcut_groups(self._desk)
        if groups == self.groups:
            return
        self.groups = groups
        empty(self._column)
        for number, (heading, pairs) in enumerate(groups):
            if number:
                self._column.addWidget(Line())
            self._column.addWidget(PlainLabel(heading, tone="muted", size="small"))
            self._column.addWidget(_keys(pairs))


def _keys(pairs: Sequence[tuple[str, str]]) -> QWidget:
    """Keys and words in two columns, read from top to bottom."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(5)
    half = (len(pairs) + 1) // 2
    for number, (key, told) in enumerate(pairs):
        row, side = number % half, 2 * (number // half)
        grid.addWidget(Chip(key), row, side, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(PlainLabel(told, size="small"), row, side + 1)
    for side in (0, 2):
        grid.setColumnMinimumWidth(side, 96)
        grid.setColumnStretch(side + 1, 1)
    return holder


class DataCard(Card):
    """Where ledger, backups and the rest lie, and the versions in use."""

    #: Something went to the clipboard.
    copied = Signal()
    report_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Your data"), parent=parent)
        self._about: About | None = None
        self.report = self.add_action(tr("Report for support"), self.report_asked.emit, icon="life-buoy")
        self.copy_all = self.add_action(tr("Copy all"), self._copy_all, icon="copy")
        self.copy_all.setToolTip(tr("Places and versions, to be passed on with a question"))
        column = _inside(self)
        self._places = QVBoxLayout()
        self._places.setSpacing(4)
        column.addLayout(self._places)
        self.told = PlainLabel(tone="muted", size="small", wrap=True)
        column.addWidget(self.told)
        column.addWidget(Line())
        self.versions = KeyValue()
        column.addWidget(self.versions)
        self.paths: dict[str, QLineEdit] = {}

    def show_about(self, about: About) -> None:
        """Show places and versions."""
        self._about = about
        for name, path in words.places(about):
            if name not in self.paths:
                self._places.addWidget(self._place(name))
            self.paths[name].setText(path)
            self.paths[name].setCursorPosition(0)
        told = tr("The ledger has {size}. TradeDesk sends nothing of it anywhere.", size=words.size(about.ledger_bytes))
        self.told.setText(told)
        self.versions.show_pairs(words.versions(about))

    def _place(self, name: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = PlainLabel(name, tone="muted", size="small")
        label.setFixedWidth(130)
        path = QLineEdit()
        path.setReadOnly(True)
        path.setAccessibleName(name)
        path.setStyleSheet("QLineEdit { background: transparent; padding: 0 6px; min-height: 26px; }")
        copy = Button("", "copy", "quiet", lambda: self._copy(path.text()), compact=True)
        copy.setToolTip(tr("Copy"))
        copy.setAccessibleName(tr("Copy: {what}", what=name))
        self.paths[name] = path
        for widget, stretch in ((label, 0), (path, 1), (copy, 0)):
            row.addWidget(widget, stretch)
        return holder

    def _copy_all(self) -> None:
        if self._about is not None:
            pairs = [*words.versions(self._about), *words.places(self._about)]
            self._copy("\n".join(f"{name}: {value}" for name, value in pairs))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit()


class PartsCard(Card):
    """The parts TradeDesk is made with, and their licences in full on a click."""

    #: A part by its name.
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Made with"), tr("Free software and the licence of each part"), parent)
        self.licences: dict[str, Button] = {}
        grid_holder = QWidget()
        grid = QGridLayout(grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        half = (len(PARTS) + 1) // 2
        for number, (name, licence) in enumerate(PARTS):
            row, side = number % half, 2 * (number // half)
            grid.addWidget(PlainLabel(name, size="small"), row, side)
            shown = Button(licence, "", "link", partial(self.asked.emit, name), compact=True)
            shown.setAccessibleName(tr("Licence of {part}: {licence}", part=name, licence=licence))
            self.licences[name] = shown
            grid.addWidget(shown, row, side + 1, Qt.AlignmentFlag.AlignLeft)
        for side in (1, 3):
            grid.setColumnStretch(side, 1)
        column = _inside(self)
        column.addWidget(grid_holder)
        told = tr(
            "Parts under the LGPL lie beside the program as files of their own and may be replaced. Nothing is under "
            "the GPL alone."
        )
        column.addWidget(PlainLabel(told, tone="muted", size="small", wrap=True))
        owed = tr(
            "Based in part on the work of the Independent JPEG Group. Portions are copyright © The FreeType Project "
            "(www.freetype.org)."
        )
        column.addWidget(PlainLabel(owed, tone="muted", size="small", wrap=True))
