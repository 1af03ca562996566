"""The files at the left: chosen by button or dropped, in the order in which they come in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from tradedesk.ui.exchange import words
from tradedesk.ui.exchange.presenter import ListFile
from tradedesk.ui.exchange.tables import FilesModel
from tradedesk.ui.widgets import Button, Line, PlainLabel, SectionTitle, TwoLineDelegate, TwoLines
from tradedesk.ui.wording import tr


def lines(file: ListFile) -> TwoLines:
    """One row: the file's name, below what it holds and how it stands."""
    held, chip, role = words.standing(file)
    return TwoLines(file.name, held, "", chip, role or "neutral")


class _Files(QListView):
    """The rows; Delete takes one off the list."""

    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the current file off the list."""
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.removed.emit()
            return
        super().keyPressEvent(event)


class FilesPanel(QWidget):
    """Emits what the user chooses."""

    picked = Signal(object)
    removed = Signal(object)
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = FilesModel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 12, 12, 12)
        head.addWidget(SectionTitle(tr("1  Files")))
        head.addStretch(1)
        self.add = Button(tr("Add"), "plus", "quiet", self.asked.emit, compact=True)
        self.add.setAccessibleName(tr("Add files"))
        head.addWidget(self.add)
        column.addLayout(head)
        column.addWidget(Line())
        self.view = _Files()
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setItemDelegate(TwoLineDelegate(lines, self.view))
        self.view.setModel(self.model)
        self.view.setAccessibleName(tr("Files, in the order in which they come in"))
        self.view.selectionModel().currentChanged.connect(self._current)
        self.view.removed.connect(self._remove)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 12, 12)
        hint = PlainLabel(tr("What others refer to comes first. More files can be dropped here."),
                          tone="muted", size="small", wrap=True)  # fmt: skip
        foot.addWidget(hint, 1)
        self.remove = Button(tr("Remove"), "", "link", self._remove)
        self.remove.setAccessibleName(tr("Take the file off this list"))
        foot.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)

    def show_files(self, files: Sequence[ListFile], current: ListFile | None) -> None:
        """Show the files and which one is shown at the right."""
        self.model.show_files(files)
        self.remove.setEnabled(current is not None)
        if current is not None and current in files:
            before, index = self.view.currentIndex(), self.model.index(files.index(current), 0)
            if before != index:
                self.view.selectionModel().blockSignals(True)
                self.view.setCurrentIndex(index)
                self.view.selectionModel().blockSignals(False)
                for each in (before, index):
                    self.view.update(each)

    def _current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.model.files[index.row()])

    def _remove(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.removed.emit(self.model.files[index.row()])
