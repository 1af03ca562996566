"""One shipment of an order: its fields, its numbers, its containers, and what goes with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.services.shipment_view import OrderShipments, ShipmentSeen
from tradedesk.ui.orders.shipment_rows import BoxRow, NumberLines, ShareRow
from tradedesk.ui.orders.shipment_state import LineShare, chip_of, shares_of, summary_of, values_of
from tradedesk.ui.widgets import Button, Chip, ElidedLabel, PlainLabel
from tradedesk.ui.widgets.saving_form import Entry, SavingForm
from tradedesk.ui.wording import reasons, together, tr


class ShipmentPanel(QWidget):
    """Shows a shipment; every change is a signal with the shipment's number. Folded it is one line."""

    field_set = Signal(int, str, str)
    #: Shipment, box, field, text.
    box_set = Signal(int, int, str, str)
    box_removed = Signal(int, int)
    #: Shipment, line, text.
    quantity_set = Signal(int, int, str)
    left_asked = Signal(int)
    notice_asked = Signal(int)
    split_asked = Signal(int)
    removed = Signal(int)
    opened = Signal(object, str)

    def __init__(self, carriers: tuple[str, ...], forwarders: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shipment_id = 0
        self.boxes: list[BoxRow] = []
        self.shares: list[ShareRow] = []
        self._spare: BoxRow | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 9, 13, 8)
        column.setSpacing(8)
        column.addLayout(self._head())
        self.body = QWidget()
        self._inner = QVBoxLayout(self.body)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(10)
        self.remark = PlainLabel(tone="warn", wrap=True)
        self.form = SavingForm(_entries(carriers, forwarders), 2)
        _offer_without_finishing(self.form)
        self.form.finished.connect(lambda field, text: self.field_set.emit(self.shipment_id, field, text))
        self.numbers = NumberLines()
        self.numbers.opened.connect(self.opened)
        self._inner.addWidget(self.remark)
        self._inner.addWidget(self.form)
        self._inner.addWidget(self.numbers)
        self._box_holder, self._box_column = _stack(self._inner, 6)
        self._share_holder, self._share_column = _stack(self._inner, 4)
        self._inner.addLayout(self._foot())
        column.addWidget(self.body)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.fold_button = Button("", "chevron-down", "quiet", self.toggle, compact=True)
        self.chip = Chip()
        self.summary = ElidedLabel()
        row.addWidget(self.fold_button)
        row.addWidget(self.summary, 1)
        row.addStretch(0)
        row.addWidget(self.chip)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.left_button = Button(tr("It left …"), "truck", compact=True,
                                  on_click=lambda: self.left_asked.emit(self.shipment_id))  # fmt: skip
        self.notice_button = Button(tr("Write the notice"), "pencil", compact=True,
                                    on_click=lambda: self.notice_asked.emit(self.shipment_id))  # fmt: skip
        self.box_button = Button(tr("Add a container"), kind="link", on_click=self.add_box, compact=True)
        self.split_button = Button(tr("Split …"), kind="link", compact=True,
                                   on_click=lambda: self.split_asked.emit(self.shipment_id))  # fmt: skip
        self.remove_button = Button(tr("Remove"), kind="link", compact=True,
                                    on_click=lambda: self.removed.emit(self.shipment_id))  # fmt: skip
        for button in (self.left_button, self.notice_button):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.box_button, self.split_button, self.remove_button):
            row.addWidget(button)
        return row

    # -- showing -------------------------------------------------------------------------------------------------------

    def show_shipment(self, number: int, seen: ShipmentSeen | None, state: OrderShipments, *, fresh: bool) -> None:
        """Show a shipment, the ``number``-th of the order; None is the first one, still to be typed."""
        several = len(state.shipments) > 1
        fresh = fresh or self.shipment_id != (seen.shipment.id if seen else 0)
        self.shipment_id = seen.shipment.id if seen is not None else 0
        summary = summary_of(number, seen, state) if seen is not None else ""
        chip = chip_of(seen, state.today) if seen is not None else ("", "neutral")
        self.summary.setText(summary if several else "")
        self.summary.setVisible(several or bool(chip[0]))
        self.fold_button.setAccessibleName(summary)
        self.fold_button.setVisible(several)
        self.chip.show_state(*chip)
        said = [reasons.sentence(each) for each in seen.remarks] if seen is not None else []
        self.remark.say(together(said))
        self.form.show_values(values_of(seen, state.forwarders), state.today, fresh=fresh)
        self.numbers.show_numbers(seen.numbers if seen is not None else ())
        self._show_boxes(seen, fresh=fresh)
        self._show_shares(shares_of(seen, state) if seen is not None and several else (), fresh=fresh)
        left = seen is not None and seen.shipment.shipped_on is not None
        self.left_button.setVisible(not left)
        self.notice_button.setVisible(left)
        self.box_button.setEnabled(seen is not None)
        self.split_button.setEnabled(seen is not None and any(seen.carried.values()))
        self.remove_button.setVisible(seen is not None and not left)

    def set_open(self, shown: bool) -> None:
        """Unfold or fold."""
        self.body.setVisible(shown)
        self.fold_button.set_icon("chevron-down" if shown else "chevron-right")

    def toggle(self) -> None:
        """Fold what is open, open what is folded."""
        self.set_open(self.body.isHidden())

    def show_problem(self, field: str, sentence: str) -> None:
        """Say what is wrong with a field."""
        self.form.show_problem(field, sentence)

    def finish(self) -> None:
        """Tell what is still being typed."""
        self.form.finish()
        for box in self.boxes:
            box.finish()

    def add_box(self) -> None:
        """One more line to type a container into."""
        if self._spare is None:
            self._spare = self._box_row()
            self._spare.show()
        self._box_holder.show()
        self._spare.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_boxes(self, seen: ShipmentSeen | None, *, fresh: bool) -> None:
        boxes = seen.boxes if seen is not None else ()
        if fresh and self._spare is not None:
            self._drop(self._spare)
        while len(self.boxes) - (self._spare is not None) < len(boxes):
            if self._spare is not None:  # what was typed has been saved: its line goes on as that container's
                self._spare = None
            else:
                self._box_row()
        while len(self.boxes) - (self._spare is not None) > len(boxes):
            self._drop(next(each for each in reversed(self.boxes) if each is not self._spare))
        kept = [each for each in self.boxes if each is not self._spare]
        for row, box in zip(kept, boxes, strict=True):
            row.show_box(box, fresh=fresh)
        self._box_holder.setVisible(bool(self.boxes))

    def _box_row(self) -> BoxRow:
        row = BoxRow()
        row.finished.connect(lambda box, field, text: self.box_set.emit(self.shipment_id, box, field, text))
        row.removed.connect(lambda box, of=row: self._remove_box(of, box))
        self.boxes.append(row)
        self._box_column.addWidget(row)
        return row

    def _remove_box(self, row: BoxRow, box_id: int) -> None:
        if row is self._spare:
            self._drop(row)
            self._box_holder.setVisible(bool(self.boxes))
        else:
            self.box_removed.emit(self.shipment_id, box_id)

    def _drop(self, row: BoxRow) -> None:
        if row is self._spare:
            self._spare = None
        self.boxes.remove(row)
        self._box_column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_shares(self, shares: tuple[LineShare, ...], *, fresh: bool) -> None:
        while len(self.shares) < len(shares):
            row = ShareRow()
            row.finished.connect(lambda line, text: self.quantity_set.emit(self.shipment_id, line, text))
            self.shares.append(row)
            self._share_column.addWidget(row)
        for row, share in zip(self.shares, shares, strict=False):
            row.show_share(share, fresh=fresh)
        for at, row in enumerate(self.shares):
            row.setVisible(at < len(shares))
        self._share_holder.setVisible(bool(shares))


def _stack(into: QVBoxLayout, spacing: int) -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    holder.hide()
    into.addWidget(holder)
    return holder, column


def _offer_without_finishing(form: SavingForm) -> None:
    """Names are offered below the line; what was typed ("COSCO") is never finished to something else."""
    for name in ("carrier", "forwarder"):
        editor = form.field(name).editor
        finder = editor.completer() if isinstance(editor, QComboBox) else None
        if finder is not None:
            finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            finder.setFilterMode(Qt.MatchFlag.MatchContains)


def _entries(carriers: tuple[str, ...], forwarders: tuple[str, ...]) -> list[Entry]:
    return [
        Entry("carrier", lambda: tr("Carrier"), "offer", offered=("", *carriers)),
        Entry("forwarder", lambda: tr("Forwarder"), "offer", offered=("", *forwarders)),
        Entry("tracking", lambda: tr("Tracking number"), span=2),
        Entry("vessel", lambda: tr("Vessel or flight")),
        Entry("voyage", lambda: tr("Voyage")),
        Entry("bl_no", lambda: tr("B/L or air waybill"), span=2),
        Entry("etd", lambda: tr("Leaves (ETD)"), "day"),
        Entry("eta", lambda: tr("Arrives (ETA)"), "day"),
        Entry("shipped_on", lambda: tr("Left (ATD)"), "day"),
        Entry("arrived_on", lambda: tr("Arrived (ATA)"), "day"),
    ]
