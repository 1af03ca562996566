"""Choosing the order or customer that a text is shown on: a field, what was found below it, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from tradedesk.services import template_preview
from tradedesk.services.template_preview import SubjectRow, Wanted
from tradedesk.ui.desk import Desk
from tradedesk.ui.templates.rows import Heading, Row, Rows
from tradedesk.ui.widgets import PlainLabel
from tradedesk.ui.wording import tr

#: Milliseconds after the last letter before the ledger is searched.
_TYPING = 110
_AUTO = "auto"
_HEIGHT = 340


class SubjectPicker(QFrame):
    """A small window below a button; ``chosen`` carries a ``Wanted``, or None for the program's own choice."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Choose the order or customer to show it on"))
        self._desk = desk
        self._found: dict[str, SubjectRow] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find an order or customer"))
        self.search.setAccessibleName(tr("Find an order or customer"))
        self.list = Rows(tr("Orders and customers"))
        self.list.itemClicked.connect(lambda _item: self._take(self.list.current_key()))
        self.list.opened.connect(self._take)
        self._none = PlainLabel(tr("Nothing is called so."), tone="muted", size="small")
        self._none.setContentsMargins(10, 0, 10, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.search, self._none, self.list):
            column.addWidget(widget)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._look)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._take_first)

    def show_below(self, button: QWidget, width: int) -> None:
        """Open below a button, its right edges together."""
        self.setFixedSize(width, _HEIGHT)
        corner = button.mapToGlobal(QPoint(button.width() - width, button.height() + 4))
        self.move(corner)
        self._look()
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the field into the list, Esc closes."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.set_first_current()
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _look(self) -> None:
        self._typing.stop()
        typed = self.search.text()
        self._desk.run(template_preview.found, typed, on_done=lambda rows: self._show(rows, typed), owner=self)

    def _show(self, found: list[SubjectRow], typed: str) -> None:
        if typed != self.search.text():
            return
        self._found = {f"{each.party_id}/{each.order_id or ''}": each for each in found}
        rows: list[Row | Heading] = []
        if not typed.strip():
            rows.append(Row(_AUTO, tr("The newest that fits"), tr("TradeDesk chooses for each template")))
        for heading, of_orders in ((tr("Orders"), True), (tr("Customers and others"), False)):
            some = [(key, each) for key, each in self._found.items() if (each.order_id is not None) is of_orders]
            if some:
                rows.append(Heading(heading))
                rows += [Row(key, each.title, each.detail) for key, each in some]
        self.list.show_rows(rows)
        self._none.setVisible(not rows)

    def _take_first(self) -> None:
        self._typing.stop()
        self.list.set_first_current()
        self._take(self.list.current_key())

    def _take(self, key: str) -> None:
        if key == _AUTO:
            self.chosen.emit(None)
        elif key in self._found:
            each = self._found[key]
            self.chosen.emit(Wanted(each.party_id, each.order_id))
        else:
            return
        self.close()
