"""Choosing which columns a table shows; the choice is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tradedesk.ui.preferences import Preferences
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.views import TableView
from tradedesk.ui.widgets.window_model import WindowModel
from tradedesk.ui.wording import tr

#: A column that was hidden comes back at least this wide.
_LEAST = 48


class ColumnChoice(Button):
    """A button that opens the columns; a right click on the heads does as well.

    ``shown`` are the keys shown until the user chooses otherwise, the first column always is; ``setting`` is the
    dotted name under which the hidden ones are remembered.
    """

    def __init__(
        self, view: TableView, model: WindowModel, settings: Preferences, setting: str, shown: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(tr("Columns"), "columns-3", "quiet", parent=parent)
        self._view, self._model, self._settings, self._setting = view, model, settings, setting
        self._shown = frozenset(shown)
        self._empty: frozenset[str] = frozenset()
        self.menu_of_columns = self._menu()
        self.clicked.connect(lambda _on=False: self._open())
        heads = view.horizontalHeader()
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.customContextMenuRequested.connect(lambda place: self.menu_of_columns.popup(heads.mapToGlobal(place)))

    def hidden(self) -> set[str]:
        """The keys of the columns that are not shown."""
        every = {each.key for each in self._model.columns}
        kept = self._settings.get(self._setting, "?")
        return every - self._shown if kept == "?" else every & set(str(kept).split())

    def stand_back(self, empty: Iterable[str]) -> None:
        """Columns with nothing to tell leave their room to the others; with something to tell they are there again.

        What was chosen in the menu stays remembered, and a column chosen now is shown all the same.
        """
        self._empty, before = frozenset(empty), self._empty
        for number, each in enumerate(self._model.columns):
            if each.key in self._empty ^ before:
                shown = each.key not in self._empty and each.key not in self._hidden
                with QSignalBlocker(self._actions[number]):
                    self._actions[number].setChecked(shown)
                self._show(number, shown)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self._actions: list[QAction] = []
        hidden = self._hidden = self.hidden()
        for number, each in enumerate(self._model.columns):
            self._view.setColumnHidden(number, each.key in hidden)
            action = QAction(each.title(), menu, checkable=True)
            action.setChecked(each.key not in hidden)
            action.setEnabled(number > 0)
            action.toggled.connect(lambda on, n=number: self._choose(n, on))
            menu.addAction(action)
            self._actions.append(action)
        return menu

    def _choose(self, number: int, on: bool) -> None:
        key = self._model.columns[number].key
        self._hidden = self._hidden - {key} if on else self._hidden | {key}
        self._settings.remember(self._setting, " ".join(sorted(self._hidden)))
        self._show(number, on)

    def _show(self, number: int, on: bool) -> None:
        self._view.setColumnHidden(number, not on)
        if on and self._view.columnWidth(number) < _LEAST:
            self._view.setColumnWidth(number, self._model.columns[number].width)

    def _open(self) -> None:
        above = QPoint(0, -self.menu_of_columns.sizeHint().height())
        self.menu_of_columns.popup(self.mapToGlobal(above))
