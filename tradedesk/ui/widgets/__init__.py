"""The parts every page is made of; each module is imported when one of its parts is first named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradedesk.ui.widgets.buttons import Button, CommandButton
    from tradedesk.ui.widgets.cards import Banner, Card, EmptyState, FactCard, Icon, KeyValue, Line
    from tradedesk.ui.widgets.delegates import CellDelegate, TwoLineDelegate, TwoLines
    from tradedesk.ui.widgets.fields import Field
    from tradedesk.ui.widgets.filter_chips import FilterChips
    from tradedesk.ui.widgets.labels import (
        Chip,
        ElidedLabel,
        PageTitle,
        PlainLabel,
        Problem,
        SectionTitle,
        plain_tooltip,
    )
    from tradedesk.ui.widgets.painting import elided, paint_chip, paint_rounded_ground
    from tradedesk.ui.widgets.views import ListView, TableView
    from tradedesk.ui.widgets.window_model import CHIP, ID, ROW, Column, WindowModel

_HOMES = {
    "buttons": ("Button", "CommandButton"),
    "cards": ("Banner", "Card", "EmptyState", "FactCard", "Icon", "KeyValue", "Line"),
    "delegates": ("CellDelegate", "TwoLineDelegate", "TwoLines"),
    "fields": ("Field",),
    "filter_chips": ("FilterChips",),
    "labels": ("Chip", "ElidedLabel", "PageTitle", "PlainLabel", "Problem", "SectionTitle", "plain_tooltip"),
    "painting": ("elided", "paint_chip", "paint_rounded_ground"),
    "views": ("ListView", "TableView"),
    "window_model": ("CHIP", "ID", "ROW", "Column", "WindowModel"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "CHIP", "ID", "ROW", "Banner", "Button", "Card", "CellDelegate", "Chip", "Column", "CommandButton", "ElidedLabel",
    "EmptyState", "FactCard", "Field", "FilterChips", "Icon", "KeyValue", "Line", "ListView", "PageTitle", "PlainLabel",
    "Problem", "SectionTitle", "TableView", "TwoLineDelegate", "TwoLines", "WindowModel", "elided",
    "paint_chip", "paint_rounded_ground", "plain_tooltip",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a part's module at its first use: the window's first paint needs few of them."""
    if name not in _HOME:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
