"""The theme in use: tokens by role, palette, style sheet; follows the system unless the user chose one."""

from __future__ import annotations

from tradedesk.ui.theme.style import apply_theme, follow_system, signals
from tradedesk.ui.theme.style import current as tokens

__all__ = ["apply_theme", "follow_system", "signals", "tokens"]
