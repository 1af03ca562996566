"""What every page is: a widget that opens places and refreshes itself when something changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.widgets.reading_order import tab_in_reading_order

_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class Page(QWidget):
    """The base of all pages; made lazily by the shell with the desk as the only argument.

    ``name`` is the page's name in places ("customers"); ``help_key`` names its text in ``i18n/<language>/help.json``.
    """

    name = ""
    help_key = ""
    #: Whether the last of the commands at the top right is the page's main one, or the page shows that itself.
    main_action_above = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def header_actions(self) -> list[str]:
        """Ids of the commands shown at the top right; the last one is the main one."""
        return []

    def more_actions(self) -> list[str]:
        """Ids of the commands in the menu "More" beside those; an empty one stands for a line between two groups."""
        return []

    def open(self, place: Place) -> None:
        """Show what the place names; called each time the user comes here."""

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Something was changed (kinds and ids) while the page is shown, or had been while it was not."""

    def leave(self) -> None:
        """The user goes elsewhere or closes the window: save what is being edited."""

    def event(self, event: QEvent) -> bool:
        """Before Tab goes on, what was added since it was built stands for it where it stands for the eye.

        At the key alone: Qt moves the focus also from widgets that are about to go, which must not be touched then.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _TABS:
            tab_in_reading_order(self)
        return super().event(event)
