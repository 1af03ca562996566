"""Which column is which field: one row a column, with a sample of its cells and the field to choose."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from tradedesk.services.exchange import Preview
from tradedesk.ui.exchange import words
from tradedesk.ui.exchange.choice import Choice, Offered
from tradedesk.ui.exchange.presenter import ExchangePresenter
from tradedesk.ui.widgets import ElidedLabel, PlainLabel
from tradedesk.ui.wording import tr

#: Pixels beside the rows, above the first and below the last, between two.
_BESIDE, _ABOVE, _BETWEEN = 14, 10, 6
#: Rows made or changed in one turn, so that a list of any width leaves the window free.
_A_TURN = 4
#: Rows made beyond those in sight: the Tab key leads there.
_BEYOND = 2


class MappingTable(QScrollArea):
    """Renders the columns of a preview; a changed field goes to the presenter.

    A list may have thousands of columns: a row is made when it comes into sight.
    """

    def __init__(self, presenter: ExchangePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._seen: Preview | None = None
        self._offered = Offered([])
        #: What has been made, by the number of its column.
        self.choices: dict[int, Choice] = {}
        self._samples: dict[int, ElidedLabel] = {}
        self._rows: dict[int, QWidget] = {}
        #: The columns whose rows show what was seen last.
        self._told: set[int] = set()
        self._first = self._pitch = 0
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._fill)
        # Qt's own one is a stranger to Python: to look at the first such takes 11 ms.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._fill)
        self.setAccessibleName(tr("Columns and their fields"))
        # Reached by its fields, which it follows; by itself it would be a stop that nothing shows.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_columns(self, seen: Preview) -> None:
        """Show every column with its sample and its field; the same columns again keep their place and focus."""
        before, self._seen = self._seen, seen
        self._told = set()
        offered = [("", tr("Not brought in")), *((each.name, words.field_choice(each)) for each in seen.fields)]
        # A field that lists of this kind have no more stays told as it was chosen.
        gone = set(seen.mapping.values()) - {name for name, _ in offered}
        offered += [(name, name) for name in sorted(gone)]
        if offered != self._offered.pairs:
            self._offered = Offered(offered, self)
        if before is None or seen.header != before.header:
            self._begin(len(seen.header))
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rows are as wide as the room, and others may be in sight."""
        super().resizeEvent(event)
        for at, row in self._rows.items():
            self._place(at, row)
        self._rest.start()

    def _begin(self, count: int) -> None:
        """Other columns: room for all of them under the headings, nothing else made yet."""
        ground = QWidget()
        ground.setProperty("ground", "raised")
        titles = (tr("Column in the file"), tr("For example"), tr("Comes in as"))
        heads = _row(*(PlainLabel(title, tone="muted", size="small") for title in titles), ground=ground)
        self._rows, self.choices, self._samples = {-1: heads}, {}, {}
        self.setWidget(ground)
        self._first = _ABOVE + heads.sizeHint().height() + _BETWEEN
        self._pitch = Choice().sizeHint().height() + _BETWEEN
        ground.setMinimumHeight(self._first + count * self._pitch - _BETWEEN + _ABOVE)
        self.verticalScrollBar().setValue(0)
        self._place(-1, heads)

    def _fill(self) -> None:
        """Show what was seen in the rows in sight, a few a turn; the others wait until they are."""
        if self._seen is None:
            return
        above = self.verticalScrollBar().value() - self._first
        start = above // self._pitch - _BEYOND
        end = (above + self.viewport().height()) // self._pitch + _BEYOND
        in_sight = range(max(start, 0), min(end + 1, len(self._seen.header)))
        due = [at for at in in_sight if at not in self._told]
        for at in due[:_A_TURN]:
            if at not in self._rows:
                self._make(at, self._seen.header[at] or tr("Column {n}", n=at + 1))
            self._show(at, self._seen)
        if len(due) > _A_TURN:
            self._rest.start()

    def _make(self, at: int, name: str) -> None:
        sample = ElidedLabel(tone="muted")
        choice = Choice(tr("Field of the column {heading}", heading=name))
        choice.chosen.connect(lambda field: self._presenter.choose_field(at, field))
        row = _row(ElidedLabel(name, size="strong"), sample, choice, ground=self.widget())
        self._rows[at], self._samples[at], self.choices[at] = row, sample, choice
        self._place(at, row)
        row.show()

    def _show(self, at: int, seen: Preview) -> None:
        self._told.add(at)
        self._samples[at].setText(" ".join(seen.samples[at].split()))
        self.choices[at].share(self._offered, seen.mapping.get(at, ""))
        self.choices[at].setEnabled(bool(seen.fields))

    def _place(self, at: int, row: QWidget) -> None:
        height = row.sizeHint().height()
        top = _ABOVE if at < 0 else self._first + at * self._pitch
        row.setGeometry(_BESIDE, top, max(self.viewport().width() - 2 * _BESIDE, 0), height)


def _row(*parts: QWidget, ground: QWidget | None) -> QWidget:
    """Three parts that stand under each other from row to row."""
    row = QWidget(ground)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(16)
    for part, share in zip(parts, (3, 4, 4), strict=True):
        part.setSizePolicy(QSizePolicy.Policy.Ignored, part.sizePolicy().verticalPolicy())
        line.addWidget(part, share)
    return row
