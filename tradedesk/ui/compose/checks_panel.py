""" "Before it goes out": what must be fixed, what deserves a look, what is fine, and the reader's day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from tradedesk.domain.checks import Weight
from tradedesk.services.draft_view import DraftView
from tradedesk.services.silenced import Silenced
from tradedesk.ui.compose import check_words, words
from tradedesk.ui.compose.check_row import CheckRow
from tradedesk.ui.compose.check_words import CheckWords
from tradedesk.ui.compose.day_bar import DayBar
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel, SectionTitle
from tradedesk.ui.wording import joined, tr, trn


class ChecksPanel(QScrollArea):
    """The right column.

    ``acted`` carries the words of the line that was clicked, ``remedied`` what one of its clicks offers, ``silenced``
    a kind of advice and whether for this customer alone, ``brought_back`` the number of a silence.
    """

    acted = Signal(object)
    remedied = Signal(object)
    silenced = Signal(str, bool)
    brought_back = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("ground", "raised")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(2)
        column.addWidget(SectionTitle(tr("Before it goes out")))
        self._count = PlainLabel(tone="muted", size="small")
        column.addWidget(self._count)
        column.addSpacing(6)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.hidden_button = Button("", "", "link", self.ask_hidden, compact=True)
        column.addWidget(self.hidden_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(14)
        self._day_title = SectionTitle(tr("Their day"))
        self._bar = DayBar()
        self._overlap = PlainLabel(tone="muted", size="small", wrap=True)
        for widget in (self._day_title, self._bar, self._overlap):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inner)
        self._shown: tuple[CheckWords, ...] = ()
        self._made: list[CheckRow] = []
        self._hidden: tuple[Silenced, ...] = ()
        self._party = ""

    def show_view(self, view: DraftView) -> None:
        """Show a draft's checks and its reader's day."""
        told = tuple(check_words.check_words(check, view) for check in view.checks)
        party = view.party.label if view.party is not None else ""
        must = sum(1 for check in view.checks if check.weight is Weight.MUST)
        look = sum(1 for check in view.checks if check.weight is Weight.LOOK)
        self._count.setText(_counted(must, look))
        if (told, party) != (self._shown, self._party):
            self._shown, self._party = told, party
            self._fill(told)
        self._show_hidden(view)
        self._show_day(view)

    def rows(self) -> Sequence[CheckRow]:
        """The rows shown, from top to bottom."""
        return list(self._made)

    def ask_hidden(self) -> None:
        """Which advice is silenced, each to be brought back."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._hidden:
            told = tr("Show again: {what}", what=check_words.silence_words(each))
            action = menu.addAction(told.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, number=each.id: self.brought_back.emit(number))
        menu.popup(self.hidden_button.mapToGlobal(self.hidden_button.rect().bottomLeft()))

    def _fill(self, told: Sequence[CheckWords]) -> None:
        """Lines that say the same stay as they are: what is pressed or has the focus does not change below the hand."""
        kept = {(row.told, row.party): row for row in self._made}
        self._made = [self._row(each, kept.pop((each, self._party), None)) for each in told]
        for gone in kept.values():
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, row in enumerate(self._made):
            if self._rows.indexOf(row) != at:
                self._rows.insertWidget(at, row)

    def _row(self, told: CheckWords, kept: CheckRow | None) -> CheckRow:
        if kept is not None:
            return kept
        row = CheckRow(told, self._party)
        row.acted.connect(self.acted)
        row.remedied.connect(self.remedied)
        row.silenced.connect(self.silenced)
        return row

    def _show_hidden(self, view: DraftView) -> None:
        self._hidden = tuple(dict.fromkeys(silence for _, silence in view.hidden))
        count = len(view.hidden)
        self.hidden_button.set_words(trn("{n} hidden", "{n} hidden", count) if count else "")
        self.hidden_button.setVisible(bool(count))

    def _show_day(self, view: DraftView) -> None:
        day = view.day
        # Many readers have no day in common.
        for widget in (self._day_title, self._overlap):
            widget.setVisible(view.group is None)
        self._bar.setVisible(day is not None)
        if day is None:
            self._overlap.setText(tr("Their time zone is not known yet: enter the country or the city."))
            return
        text = words.overlap_words(day)
        self._overlap.setText(text)
        self._bar.show_day(day, f"{words.window_title(day)}. {text}")


def _counted(must: int, look: int) -> str:
    if not must and not look:
        return tr("Nothing to fix.")
    parts = []
    if must:
        parts.append(trn("{n} must be fixed", "{n} must be fixed", must))
    if look:
        parts.append(trn("{n} to look at", "{n} to look at", look))
    return joined(parts)
