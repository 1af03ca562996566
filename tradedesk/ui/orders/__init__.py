"""Orders: the list, and one order with its timeline, its messages, its money and its papers."""

from __future__ import annotations
