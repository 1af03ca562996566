"""The colours by role, in one place, for each theme. Sizes stand below; the style sheet takes both."""

from __future__ import annotations

from typing import NamedTuple

RADIUS = 7
CARD_RADIUS = 10
BODY = 13
SMALL = 12
TINY = 11
TITLE = 19


class Tokens(NamedTuple):
    """One theme: colours as #rrggbb. ``x_bg`` is the ground on which the text colour ``x`` stands."""

    name: str
    dark: bool
    window: str
    raised: str
    rail: str
    field: str
    hover: str
    line: str
    line_strong: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    selection: str
    focus: str
    good: str
    good_bg: str
    warn: str
    warn_bg: str
    bad: str
    bad_bg: str
    info: str
    info_bg: str
    personal: str
    personal_bg: str
    neutral: str
    neutral_bg: str
    overlap: str
    overlap_soft: str
    hours: str
    hours_strong: str
    now: str

    def color(self, role: str) -> str:
        """The colour of a role by name; raises AttributeError for an unknown one."""
        found: str = getattr(self, role)
        return found


LIGHT = Tokens(
    name="light", dark=False,
    window="#f6f7f9", raised="#ffffff", rail="#edeff4", field="#f6f7f9", hover="#f0f2f6",
    line="#e4e7ed", line_strong="#d3d8e2",
    text="#1d2433", muted="#626b7e", faint="#8a93a3",
    accent="#0f766e", accent_hover="#0c655e", on_accent="#ffffff", accent_soft="#e6f4f1", selection="#bfe3dc",
    focus="#0f766e",
    good="#0b6b4d", good_bg="#dff3ec", warn="#8a5a00", warn_bg="#fdf0d3", bad="#b3261e", bad_bg="#fde4e1",
    info="#2453b3", info_bg="#e3ecfd", personal="#6b3fb5", personal_bg="#efe6fd",
    neutral="#4d5566", neutral_bg="#eceef3",
    overlap="#0f9f86", overlap_soft="#9ad8c6", hours="#e3e7ee", hours_strong="#cfd5e2", now="#d13b30",
)  # fmt: skip

DARK = Tokens(
    name="dark", dark=True,
    window="#15181d", raised="#1c2027", rail="#111419", field="#15181d", hover="#252a33",
    line="#2b313b", line_strong="#3d4552",
    text="#e7eaf0", muted="#a0a9b8", faint="#6c7585",
    accent="#4cc9b8", accent_hover="#6bd7c8", on_accent="#062a26", accent_soft="#16332f", selection="#20574f",
    focus="#4cc9b8",
    good="#74d9b3", good_bg="#15382d", warn="#f0c36a", warn_bg="#3b2e12", bad="#ff9d94", bad_bg="#47211e",
    info="#9dbcff", info_bg="#1d2f55", personal="#c8b0ff", personal_bg="#33265a",
    neutral="#c3cad7", neutral_bg="#2a303a",
    overlap="#2fae97", overlap_soft="#1f5f52", hours="#2d3440", hours_strong="#434d5e", now="#ff6b60",
)  # fmt: skip

HIGH_CONTRAST = Tokens(
    name="high-contrast", dark=True,
    window="#000000", raised="#000000", rail="#000000", field="#000000", hover="#1f1f1f",
    line="#8c8c8c", line_strong="#ffffff",
    text="#ffffff", muted="#b8b8b8", faint="#9a9a9a",
    accent="#3ff2dd", accent_hover="#8ff8ec", on_accent="#000000", accent_soft="#003b36", selection="#005f57",
    focus="#ffe600",
    good="#7dffcb", good_bg="#00271a", warn="#ffd866", warn_bg="#2b2000", bad="#ffb3ac", bad_bg="#3a0603",
    info="#b3ccff", info_bg="#07183d", personal="#dccbff", personal_bg="#20104a",
    neutral="#ffffff", neutral_bg="#242424",
    overlap="#00c7a8", overlap_soft="#006b5b", hours="#4a4a4a", hours_strong="#7a7a7a", now="#ff5a4f",
)  # fmt: skip

THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK, HIGH_CONTRAST)}
