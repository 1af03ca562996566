from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from tradedesk.runtime.resources import resource_path
from tradedesk.ui import theme
from tradedesk.ui.theme import icons
from tradedesk.ui.theme.style import style_sheet
from tradedesk.ui.theme.tokens import THEMES

#: (text role, grounds it may stand on)
TEXT_ON: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("text", ("window", "raised", "rail", "field", "hover", "accent_soft", "selection", "neutral_bg")),
    ("muted", ("window", "raised", "rail", "field", "hover", "accent_soft", "neutral_bg")),
    ("accent", ("window", "raised", "rail", "hover", "accent_soft")),
    ("on_accent", ("accent", "accent_hover")),
    ("bad", ("raised", "window", "bad_bg", "accent_soft")),
    ("warn", ("raised", "window", "warn_bg", "accent_soft")),
    ("good", ("raised", "window", "good_bg", "accent_soft")),
    ("info", ("raised", "window", "info_bg")),
    ("personal", ("raised", "window", "personal_bg")),
    ("neutral", ("raised", "window", "rail", "neutral_bg")),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it: 1 (none) to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", sorted(THEMES))
def test_every_text_can_be_read_on_every_ground_it_stands_on(name):
    tokens = THEMES[name]
    weak = [
        (text, ground, round(contrast(tokens.color(text), tokens.color(ground)), 2))
        for text, grounds in TEXT_ON
        for ground in grounds
        if contrast(tokens.color(text), tokens.color(ground)) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_focus_is_seen_on_every_ground(name):
    tokens = THEMES[name]
    assert all(contrast(tokens.focus, tokens.color(ground)) >= 3 for ground in ("window", "raised", "rail", "hover"))


def test_black_on_white_is_the_highest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_style_sheet_leaves_no_role_unfilled(name):
    made = style_sheet(THEMES[name])
    assert "@" not in made
    assert THEMES[name].accent in made


def test_another_theme_can_be_put_on_while_running(qapp: QApplication):
    told: list[str] = []
    theme.signals.changed.connect(lambda: told.append(theme.tokens().name))
    for name in ("dark", "high-contrast", "light"):
        theme.apply_theme(qapp, name)
        assert qapp.palette().window().color().name() == THEMES[name].window
    assert told[-3:] == ["dark", "high-contrast", "light"]


def test_an_icon_takes_the_colour_of_its_role(qapp):
    image = icons.pixmap("square", "bad", 48, 1.0).toImage()
    inked = {
        image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 250
    }
    assert inked == {theme.tokens().bad}


def test_every_icon_is_a_single_colour_drawing_and_its_licence_lies_beside(qapp):
    folder = resource_path("icons")
    assert "ISC" in (folder / "LICENSE").read_text(encoding="utf-8")
    for path in folder.glob("*.svg"):
        colors = set(re.findall(r'(?:stroke|fill)="([^"]+)"', path.read_text(encoding="utf-8")))
        assert colors <= {"currentColor", "none"}, path.name
        assert not icons.pixmap(path.stem).toImage().isNull()
