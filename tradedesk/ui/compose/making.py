"""While a draft is on its way: nothing yet, for a notice to thousands how far the choice of its recipients is (A6)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from tradedesk.ui.jobs import Job
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PageTitle, PlainLabel
from tradedesk.ui.wording import formats, tr


class Making(QWidget):
    """Empty until there is something to tell of the job, which is then ended by its button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._progress = QWidget()
        self._progress.hide()
        whole.addWidget(self._progress)
        column = QVBoxLayout(self._progress)
        column.setContentsMargins(24, 56, 24, 24)
        column.setSpacing(12)
        self.told = PlainLabel(tone="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(320)
        self.bar.setAccessibleName(tr("Choosing the recipients of each customer"))
        self.cancel_button = Button(tr("Cancel"), on_click=self._cancel)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        for widget in (
            PageTitle(tr("Choosing the recipients of each customer")), self.told, self.bar, self.cancel_button,
        ):  # fmt: skip
            column.addWidget(widget, 0, middle)
        column.addStretch(2)

    def begin(self, job: Job) -> None:
        """Tell of this one from now on, once it says how far it is."""
        self._job = job

    def hideEvent(self, event: QHideEvent) -> None:
        """What was told is over."""
        super().hideEvent(event)
        self._progress.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def show_progress(self, done: int, every: int) -> None:
        """So many of so many customers were looked at."""
        self._progress.show()
        self.bar.setRange(0, every)
        self.bar.setValue(done)
        self.told.setText(tr("{done} of {every}", done=formats.count(done), every=formats.count(every)))
