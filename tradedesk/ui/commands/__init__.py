"""Commands: everything the user can do has one, and menu, palette, button and shortcut trigger the same."""

from __future__ import annotations

from tradedesk.ui.commands.registry import Command, Commands

__all__ = ["Command", "Commands"]
