"""Tab and scrolling follow what is on the page, also what was added to it later."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QTabWidget, QWidget


def tab_in_reading_order(*roots: QWidget) -> None:
    """Let Tab go through the roots and what is laid out inside them in that order.

    Qt's own order is that in which widgets were made, so rows that are added later would come last of all.
    """
    before: QWidget | None = None
    for root in roots:
        for each in _stops(root):
            if before is not None and before.nextInFocusChain() is not each:
                QWidget.setTabOrder(before, each)
            before = each


def bring_into_sight(widget: QWidget, margin: int = 12) -> None:
    """Scroll the page around a widget as far as it takes to see it."""
    page = widget.parentWidget()
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    if page is not None:
        page.ensureWidgetVisible(widget, 0, margin)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Where Tab stops in a widget: itself, then what its layout, its open part or the ground that it scrolls holds."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    layout = widget.layout()
    if isinstance(widget, QTabWidget):
        yield from _stops(widget.tabBar())
        yield from _stops(widget.currentWidget())
    elif isinstance(widget, QScrollArea):
        yield from _on_the_ground(widget.widget())
    elif layout is not None:
        yield from _inside(layout)


def _on_the_ground(ground: QWidget | None) -> Iterator[QWidget]:
    """What an area scrolls; where rows were placed by hand, in any order, from the top."""
    if ground is not None and ground.layout() is not None:
        yield from _stops(ground)
    elif ground is not None:
        rows = [each for each in ground.children() if isinstance(each, QWidget)]
        for row in sorted(rows, key=lambda each: each.y()):
            yield from _stops(row)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if inner is not None:
            yield from _inside(inner)
        if widget is not None:
            yield from _stops(widget)
