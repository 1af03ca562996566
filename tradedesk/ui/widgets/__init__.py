"""The parts every page is made of."""

from __future__ import annotations

from tradedesk.ui.widgets.buttons import Button, CommandButton, FilterChips
from tradedesk.ui.widgets.cards import Banner, Card, EmptyState, FactCard, Icon, KeyValue, Line
from tradedesk.ui.widgets.delegates import CellDelegate, TwoLineDelegate, TwoLines, paint_chip
from tradedesk.ui.widgets.fields import Field
from tradedesk.ui.widgets.labels import Chip, ElidedLabel, PageTitle, PlainLabel, SectionTitle, plain_tooltip
from tradedesk.ui.widgets.views import ListView, TableView
from tradedesk.ui.widgets.window_model import CHIP, ID, ROW, Column, WindowModel

__all__ = [
    "CHIP", "ID", "ROW", "Banner", "Button", "Card", "CellDelegate", "Chip", "Column", "CommandButton", "ElidedLabel",
    "EmptyState", "FactCard", "Field", "FilterChips", "Icon", "KeyValue", "Line", "ListView", "PageTitle", "PlainLabel",
    "SectionTitle", "TableView", "TwoLineDelegate", "TwoLines", "WindowModel", "paint_chip", "plain_tooltip",
]  # fmt: skip
