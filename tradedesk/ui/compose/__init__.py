"""Compose: the message, who gets it and why, what is missing, and the way into the mail program."""

from __future__ import annotations
