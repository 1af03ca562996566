"""Spelling, where the system has a dictionary: the one module that knows where dictionaries lie and who reads them."""

from __future__ import annotations

__all__: list[str] = []
