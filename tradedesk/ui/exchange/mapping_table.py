"""Which column is which field: one row a column, with a sample of its cells and the field to choose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from tradedesk.services.exchange import Preview
from tradedesk.ui.exchange import words
from tradedesk.ui.exchange.choice import Choice
from tradedesk.ui.exchange.presenter import ExchangePresenter
from tradedesk.ui.widgets import ElidedLabel, PlainLabel
from tradedesk.ui.wording import tr


class MappingTable(QScrollArea):
    """Renders the columns of a preview; a changed field goes to the presenter."""

    def __init__(self, presenter: ExchangePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._header: tuple[str, ...] = ()
        self.choices: list[Choice] = []
        self._samples: list[ElidedLabel] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Columns and their fields"))

    def show_columns(self, seen: Preview) -> None:
        """Show every column with its sample and its field; the same columns again keep their place and focus."""
        if seen.header != self._header:
            self._build(seen.header)
        none = ("", tr("Not brought in"))
        offered = [none, *((each.name, words.field_choice(each)) for each in seen.fields)]
        for at, choice in enumerate(self.choices):
            self._samples[at].setText(" ".join(seen.samples[at].split()))
            choice.offer(offered, seen.mapping.get(at, ""))
            choice.setEnabled(bool(seen.fields))

    def _build(self, header: tuple[str, ...]) -> None:
        self._header = header
        self.choices, self._samples = [], []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 10, 14, 10)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 4)
        for at, title in enumerate((tr("Column in the file"), tr("For example"), tr("Comes in as"))):
            grid.addWidget(PlainLabel(title, tone="muted", size="small"), 0, at)
        for at, heading in enumerate(header):
            name = heading or tr("Column {n}", n=at + 1)
            sample = ElidedLabel(tone="muted")
            choice = Choice(tr("Field of the column {heading}", heading=name))
            choice.chosen.connect(lambda field, column=at: self._presenter.choose_field(column, field))
            grid.addWidget(ElidedLabel(name, size="strong"), at + 1, 0)
            grid.addWidget(sample, at + 1, 1)
            grid.addWidget(choice, at + 1, 2)
            self._samples.append(sample)
            self.choices.append(choice)
        column.addLayout(grid)
        column.addStretch(1)
        inner.setProperty("ground", "raised")
        self.setWidget(inner)
