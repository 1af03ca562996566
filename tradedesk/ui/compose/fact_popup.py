"""The small form in which a missing fact is filled where it belongs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from tradedesk.domain.facts import fact_label
from tradedesk.domain.named_days import read_day
from tradedesk.services.draft_view import MissingFact
from tradedesk.services.fact_places import FactPlace, Where
from tradedesk.ui.compose.examples import example_of
from tradedesk.ui.compose.over_page import OverPage
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel, plain_tooltip
from tradedesk.ui.widgets.painting import elided
from tradedesk.ui.wording import language, tr

_WIDTH = 320


class FactPopup(OverPage):
    """``filled`` carries the fact, its value, and whether it is kept where it belongs."""

    filled = Signal(str, str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_WIDTH, parent)
        self._fact: MissingFact | None = None
        self.edit = self.first
        self._name = PlainLabel(size="strong", wrap=True)
        self._example = PlainLabel(tone="muted", size="small", wrap=True)
        self.keep = QCheckBox()
        self.fill_button = Button(tr("Fill in"), "check", "primary", self._fill)
        self._build()
        self.edit.returnPressed.connect(self._fill)
        self.edit.textChanged.connect(lambda _text: self._say_problem(""))

    def _build(self) -> None:
        for widget in (self._name, self.edit, self._problem, self._example, self.keep):
            self.column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.fill_button)
        self.column.addLayout(row)

    def ask(self, fact: MissingFact, at: QPoint) -> None:
        """Ask for a fact below a point of the page; what the ledger knows by now is proposed."""
        self._fact = fact
        label = fact_label(fact.name, language())
        example = example_of(fact.name)
        self._name.setText(label[:1].upper() + label[1:])
        self._example.say(tr("For example: {example}", example=example) if example else "")
        self._say_problem("")
        self.edit.setAccessibleName(label)
        self.edit.setText(fact.suggestion)
        self.edit.selectAll()
        self._say_place(_keep_words(fact.place) if fact.place is not None else "")
        self.keep.setVisible(fact.place is not None)
        self.keep.setChecked(fact.place is not None)
        self.setAccessibleName(tr("Missing: {fact}", fact=label))
        self.show_at(at)

    def _say_place(self, words: str) -> None:
        """A long name ends in "…"; the whole of it is the tooltip then."""
        shown = elided(self.keep.fontMetrics(), words, _WIDTH - 60)
        self.keep.setText(shown.replace("&", "&&"))
        self.keep.setToolTip(plain_tooltip(words) if shown != words else "")
        self.keep.setAccessibleName(words)

    def _fill(self) -> None:
        if self._fact is None:
            return
        value = " ".join(self.edit.text().split())
        if not value:
            self._say_problem(tr("Write what should stand there."))
            return
        place = self._fact.place
        keep = place is not None and self.keep.isChecked()
        if keep and place is not None and place.day_from is not None and read_day(value, place.day_from) is None:
            self._say_problem(tr("To be kept it must be one day, like 5 December 2026."))
            return
        self.hide()
        self.filled.emit(self._fact.name, value, keep)
        self.closed.emit()


def _keep_words(place: FactPlace) -> str:
    """Where it is kept, said beside the box."""
    return {
        Where.ORDER: tr("Also keep it on order {name}", name=place.name),
        Where.TIMELINE: tr("Also keep it in the timeline of {name}", name=place.name),
        Where.SHIPMENT: tr("Also keep it with the shipment of {name}", name=place.name),
        Where.CUSTOMER: tr("Also keep it with {name}", name=place.name),
        Where.CONTACT: tr("Also keep it with {name}", name=place.name),
        Where.OWN: tr("Also keep it with your company"),
    }[place.where]
