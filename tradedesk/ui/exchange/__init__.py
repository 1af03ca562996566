"""Bringing in lists: choose the files, see what is in them, bring them in."""

from __future__ import annotations
