"""The strip below the matrix: why the cell at hand means what it means, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradedesk.domain.address import Address
from tradedesk.domain.purpose import Purpose
from tradedesk.ui.customers import words
from tradedesk.ui.widgets import Button, PlainLabel
from tradedesk.ui.wording import together, tr

#: Pixels: two lines of a reason, so that nothing moves while the pointer does.
_HEIGHT = 50


class MatrixFoot(QWidget):
    """A reason of at most two lines at the left, three buttons at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(4)
        self.reason = PlainLabel(tone="muted", size="small", wrap=True)
        self.reason.setMaximumHeight(_HEIGHT - 8)
        self.reason.setMinimumWidth(120)
        self.suggest = Button(tr("Suggest"), "check", "quiet", compact=True)
        self.suggest.setToolTip(tr("Fill the empty cells as the rules would choose by themselves; shown first"))
        self.like = Button(tr("Like…"), "copy", "quiet", compact=True)
        self.like.setToolTip(tr("Make a row or the whole matrix like another one"))
        self.columns = Button(tr("Columns"), "columns-3", "quiet", compact=True)
        self.columns.setToolTip(tr("Add, rename, move and put away purposes"))
        row.addWidget(self.reason, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.suggest, self.like, self.columns):
            row.addWidget(button)

    def listen(self, suggest: Callable[[], None], like: Callable[[], None], columns: Callable[[], None]) -> None:
        """What the buttons do."""
        for button, do in ((self.suggest, suggest), (self.like, like), (self.columns, columns)):
            button.clicked.connect(lambda _checked=False, do=do: do())

    def tell_cell(self, place: tuple[Address, Purpose] | None, says: str, why: str) -> None:
        """Why a cell means what it means; without one, how cells are set."""
        if place is None:
            self.reason.setText(tr("Space goes on; T, C, N and Del set directly; Ctrl or Shift choose several."))
            return
        where = tr("{address} · {purpose}: {says}.", address=words.value_of(place[0]),
                   purpose=words.purpose(place[1]), says=says)  # fmt: skip
        self.reason.setText(together((where, why)))

    def tell(self, sentence: str) -> None:
        """Say what came of the latest attempt."""
        self.reason.setText(sentence)


def below(button: QWidget) -> QPoint:
    """Where a button's menu opens, on the screen."""
    return button.mapToGlobal(QPoint(0, button.height() + 2))
