"""The card of an order's shipments: several, each with its numbers and days, looked up in one click (I2)."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tradedesk.domain.consignment import plain
from tradedesk.services.shipment_view import OrderShipments, ShipmentSeen
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders.sheet_state import SheetState
from tradedesk.ui.orders.shipment_panel import ShipmentPanel
from tradedesk.ui.orders.shipment_popup import LeftPopup, SplitPopup
from tradedesk.ui.orders.shipment_presenter import ShipmentPresenter
from tradedesk.ui.orders.shipment_state import LineShare
from tradedesk.ui.widgets import Card, Line, PlainLabel
from tradedesk.ui.wording import listed, reasons, together, tr


class ShipmentsCard(Card):
    """Reads for itself: ``show_state`` says of which order."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Shipment"), parent=parent)
        self.presenter = ShipmentPresenter(desk, self)
        self.presenter.changed.connect(self._show)
        self.copy_button = self.add_action(tr("Copy link"), self._copy)
        self.everywhere_button = self.add_action(tr("17TRACK"), self._everywhere)
        self.unfold_button = self.add_action(tr("Note the shipment"), self._unfold)
        self.add_button = self.add_action(tr("Another shipment"), lambda: self.presenter.add(lambda _number: None))
        self.everywhere_button.setAccessibleName(tr("Look up all numbers at 17TRACK"))
        for button in (self.copy_button, self.everywhere_button, self.unfold_button, self.add_button):
            button.hide()
        self.said = PlainLabel(wrap=True)
        self.said.setContentsMargins(13, 8, 13, 6)
        self.add(self.said)
        self.panels: list[ShipmentPanel] = []
        self._lines: list[Line] = []
        self._unfolded = False
        self._order_id = 0
        self.popup: LeftPopup | SplitPopup | None = None

    def show_state(self, state: SheetState) -> None:
        """Show the shipments of this order."""
        if state.order_id != self._order_id:
            self._order_id, self._unfolded = state.order_id, False
        self.presenter.show_order(state.order_id)

    def finish(self) -> None:
        """Tell what is still being typed."""
        for panel in self.panels:
            panel.finish()

    def ask_left(self, day: str, beside: QWidget, shipment_id: int = 0) -> None:
        """Ask for the number of what left, and offer the notice (D4); 0: the first shipment that has not left."""
        state = self.presenter.state
        if state is None:
            return
        waiting = [each for each in state.shipments if each.shipment.shipped_on is None]
        chosen = next((each for each in state.shipments if each.shipment.id == shipment_id), None)
        chosen = chosen or (waiting[0] if waiting else None)
        number = chosen.shipment.id if chosen is not None else 0
        carrier = chosen.shipment.carrier if chosen is not None else ""
        known = chosen.shipment.number if chosen is not None else ""
        popup = LeftPopup(state.today, day, carrier, known, self)

        def tell(field: str, sentence: str) -> None:
            if isValid(popup):
                popup.show_outcome(field, sentence)

        def look(text: str, named: str) -> None:
            self.presenter.look_at(text, named, lambda seen: popup.show_found(seen) if isValid(popup) else None)

        def say(on: str, text: str, named: str, notice: bool) -> None:
            then = self.presenter.write_notice if notice else (lambda _number: None)
            self.presenter.say_shipped(number, on, "" if text == known else text, named, tell, then)

        popup.typing.connect(look)
        popup.said.connect(say)
        self._open(popup, beside)

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show(self, state: OrderShipments) -> None:
        shipments: tuple[ShipmentSeen | None, ...] = state.shipments or (None,)
        fresh = not self.panels
        while len(self.panels) < len(shipments):
            self._make_panel(state)
        while len(self.panels) > len(shipments):
            self._drop_panel()
        before = [panel.shipment_id for panel in self.panels]
        self._unfolded = self._unfolded or state.may_ship
        for at, (panel, seen) in enumerate(zip(self.panels, shipments, strict=True)):
            panel.show_shipment(at + 1, seen, state, fresh=fresh)
            if len(shipments) == 1:
                panel.set_open(shown=True)
            elif panel.shipment_id != before[at]:
                panel.set_open(shown=seen is not None and seen.shipment.arrived_on is None)
            panel.setVisible(self._unfolded)
        for at, line in enumerate(self._lines):
            line.setVisible(self._unfolded and 0 < at + 1 < len(self.panels) + 1)
        self._show_head(state)

    def _show_head(self, state: OrderShipments) -> None:
        said = [reasons.sentence(each) for each in (*((state.trouble,) if state.trouble else ()), *state.remarks)]
        left = [f"{plain(each.left)} {each.line.unit}".strip() for each in state.stands if each.left]
        if left:
            said.append(tr("Still to be shipped: {goods}.", goods=listed(left)))
        early = not self._unfolded and not said
        self.said.set_tone("muted" if early else "warn")
        self.said.say(tr("Nothing is on its way yet.") if early else together(said))
        self.copy_button.setVisible(state.everywhere is not None)
        self.everywhere_button.setVisible(state.everywhere is not None)
        self.unfold_button.setVisible(not self._unfolded)
        self.add_button.setVisible(bool(state.shipments))

    def _make_panel(self, state: OrderShipments) -> None:
        panel = ShipmentPanel(state.carriers, tuple(state.forwarders.values()))
        presenter = self.presenter
        panel.field_set.connect(
            lambda number, field, text: presenter.set_field(number, field, text, panel.show_problem)
        )
        panel.box_set.connect(presenter.set_box)
        panel.box_removed.connect(presenter.remove_box)
        panel.quantity_set.connect(self._set_quantity)
        panel.left_asked.connect(lambda number: self.ask_left("", panel.left_button, number))
        panel.notice_asked.connect(presenter.write_notice)
        panel.split_asked.connect(lambda number: self._ask_split(number, panel.split_button))
        panel.removed.connect(presenter.remove)
        panel.opened.connect(presenter.open)
        if self.panels:
            line = Line()
            self._lines.append(line)
            self.add(line)
        self.panels.append(panel)
        self.add(panel)

    def _drop_panel(self) -> None:
        gone: list[QWidget] = [self.panels.pop()]
        if self._lines:
            gone.append(self._lines.pop())
        for widget in gone:
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    # -- what the user does --------------------------------------------------------------------------------------------

    def _set_quantity(self, shipment_id: int, line_id: int, text: str) -> None:
        def tell(_field: str, sentence: str) -> None:
            if sentence:
                self.said.set_tone("bad")
                self.said.say(sentence)

        self.presenter.set_quantity(shipment_id, line_id, text, tell)

    def _ask_split(self, shipment_id: int, beside: QWidget) -> None:
        state = self.presenter.state
        seen = next((each for each in state.shipments if each.shipment.id == shipment_id), None) if state else None
        if state is None or seen is None:
            return
        names = {stand.line.id: stand.line.description for stand in state.stands}
        shares = [LineShare(line, names.get(line, ""), plain(quantity), "", "muted")
                  for line, quantity in seen.carried.items() if quantity]  # fmt: skip
        popup = SplitPopup(shares, self)

        def tell(field: str, sentence: str) -> None:
            if isValid(popup):
                popup.show_outcome(field, sentence)

        popup.split.connect(lambda moved: self.presenter.split(shipment_id, moved, tell))
        self._open(popup, beside)

    def _open(self, popup: LeftPopup | SplitPopup, beside: QWidget) -> None:
        self.popup = popup
        popup.show_at(beside.mapToGlobal(QPoint(0, beside.height() + 4)), self)

    def _unfold(self) -> None:
        self._unfolded = True
        if self.presenter.state is not None:
            self._show(self.presenter.state)
        self.panels[0].form.field("carrier").editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        if self.presenter.state is not None and self.presenter.state.everywhere is not None:
            self.presenter.copy(self.presenter.state.everywhere)

    def _everywhere(self) -> None:
        if self.presenter.state is not None and self.presenter.state.everywhere is not None:
            self.presenter.open(self.presenter.state.everywhere, "")
