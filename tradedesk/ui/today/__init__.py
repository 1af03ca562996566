"""The page that says what needs the user now."""

from __future__ import annotations
