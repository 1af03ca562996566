"""The page of everything said, over any channel."""

from __future__ import annotations
