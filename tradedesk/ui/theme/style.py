"""Putting a theme on the application: Fusion, a palette, one style sheet made from a template."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from tradedesk.runtime.resources import resource_path
from tradedesk.ui.theme import tokens as sets
from tradedesk.ui.theme.tokens import Tokens

_PLACE = re.compile(r"@([a-z_]+)@")
_SIZES = {
    "radius": sets.RADIUS, "card_radius": sets.CARD_RADIUS,
    "body": sets.BODY, "small": sets.SMALL, "tiny": sets.TINY, "title": sets.TITLE,
}  # fmt: skip


class ThemeSignals(QObject):
    """``changed`` after another theme was put on."""

    changed = Signal()


signals = ThemeSignals()
_state: dict[str, Tokens | str] = {"tokens": sets.LIGHT, "wanted": ""}


def current() -> Tokens:
    """The colours in use."""
    now = _state["tokens"]
    assert isinstance(now, Tokens)
    return now


def follow_system(app: QApplication, wanted: str) -> None:
    """Put on the wanted theme ("light", "dark", "high-contrast"), or with "" the system's, now and when it changes."""
    _state["wanted"] = wanted
    apply_theme(app, wanted or _system_theme(app))
    hints = app.styleHints()
    if not app.property("follows_system"):
        app.setProperty("follows_system", True)
        hints.colorSchemeChanged.connect(lambda _scheme: _system_changed(app))


def _system_changed(app: QApplication) -> None:
    if _state["wanted"] == "" and _system_theme(app) != current().name:
        apply_theme(app, _system_theme(app))


def _system_theme(app: QApplication) -> str:
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def apply_theme(app: QApplication, name: str) -> None:
    """Put on a theme by name."""
    chosen = sets.THEMES.get(name, sets.LIGHT)
    _state["tokens"] = chosen
    app.setPalette(_palette(chosen))
    app.setStyleSheet(style_sheet(chosen))
    signals.changed.emit()


def style_sheet(chosen: Tokens) -> str:
    """The template with every ``@role@`` replaced; an unknown role raises KeyError."""
    values = {**chosen._asdict(), **_SIZES, "themes": resource_path("themes").as_posix()}
    return _PLACE.sub(lambda found: str(values[found[1]]), _template())


@cache
def _template() -> str:
    return resource_path("themes/tradedesk.qss").read_text(encoding="utf-8")


def _palette(chosen: Tokens) -> QPalette:
    role = QPalette.ColorRole
    by_role = {
        role.Window: chosen.window, role.WindowText: chosen.text, role.Base: chosen.raised,
        role.AlternateBase: chosen.window, role.Text: chosen.text, role.Button: chosen.raised,
        role.ButtonText: chosen.text, role.BrightText: chosen.bad, role.Highlight: chosen.selection,
        role.HighlightedText: chosen.text, role.Link: chosen.accent, role.LinkVisited: chosen.personal,
        role.ToolTipBase: chosen.raised, role.ToolTipText: chosen.text, role.PlaceholderText: chosen.muted,
        role.Accent: chosen.accent, role.Light: chosen.raised, role.Midlight: chosen.line,
        role.Mid: chosen.line_strong, role.Dark: chosen.faint, role.Shadow: chosen.line_strong,
    }  # fmt: skip
    palette = QPalette()
    for key, color in by_role.items():
        palette.setColor(key, QColor(color))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(chosen.faint))
    return palette


def font_families(platform: str) -> list[str]:
    """The system's own faces, the Chinese one named so that the fallback never takes Japanese forms."""
    if platform == "win32":
        return ["Segoe UI", "Microsoft YaHei UI", "Microsoft YaHei"]
    if platform == "darwin":
        return [".AppleSystemUIFont", "PingFang SC"]
    return ["Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", "DejaVu Sans"]


def application_font(platform: str) -> QFont:
    """The body font: 13 px."""
    font = QFont()
    font.setFamilies(font_families(platform))
    font.setPixelSize(sets.BODY)
    return font
