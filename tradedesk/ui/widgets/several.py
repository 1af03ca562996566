"""Values of one field of a filter: choosing one adds it or takes it out; the line shows what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from tradedesk.ui.wording import formats, listed, tr


class SeveralChoice(QComboBox):
    """Offers values with how often they occur; ``toggled`` carries the value that was chosen or taken out."""

    toggled = Signal(object)

    def __init__(self, name: str, words: Callable[[Any], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(14)
        self.setAccessibleName(name)
        self.activated.connect(self._chosen)

    def show_values(self, chosen: Sequence[Any], offered: Mapping[Any, int]) -> None:
        """Offer what there is (value: how many; 0 is not shown) and show what is chosen."""
        self.clear()
        for value in (*(each for each in chosen if each not in offered), *offered):
            many = f"  {formats.count(offered[value])}" if offered.get(value) else ""
            self.addItem(f"{'✓ ' if value in chosen else ''}{self._words(value)}{many}", value)
        names = listed(self._words(value) for value in chosen)
        self.setPlaceholderText(names or (tr("Any") if offered else tr("None is filled in")))
        self.setCurrentIndex(-1)
        self.setEnabled(bool(offered or chosen))

    def _chosen(self, at: int) -> None:
        value = self.itemData(at)
        self.setCurrentIndex(-1)
        if value is not None:
            self.toggled.emit(value)
