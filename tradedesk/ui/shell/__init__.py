"""The window around the pages: rail, search and palette, history, status line."""

from __future__ import annotations
