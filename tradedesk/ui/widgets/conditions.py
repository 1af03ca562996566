"""The filters in force, one removable chip each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.flow import FlowLayout
from tradedesk.ui.wording import tr


@dataclass(frozen=True)
class Condition:
    """One condition of the filter that is in force: its field, its value, and the words on its chip."""

    field: str
    value: Any
    words: str


class ConditionChips(QWidget):
    """Shows conditions; ``drop(field, value)`` is called for one that is taken out."""

    def __init__(self, drop: Callable[[str, Any], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drop = drop
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Filters in force"))
        self._flow = FlowLayout(self)
        self.chips: list[Button] = []
        self.hide()

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Show these instead of those before."""
        had_focus = any(chip.hasFocus() for chip in self.chips)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(each) for each in conditions]
        self.setVisible(bool(conditions))
        if had_focus and self.chips:
            self.chips[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def _chip(self, condition: Condition) -> Button:
        chip = Button(f"{condition.words}  ✕", kind="filter", parent=self)
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setAccessibleName(tr("Take out: {words}", words=condition.words))
        # Taken out when the click is over: the chip that was clicked goes with it.
        chip.clicked.connect(
            lambda _checked=False: QTimer.singleShot(0, self, lambda: self._drop(condition.field, condition.value))
        )
        self._flow.addWidget(chip)
        return chip
