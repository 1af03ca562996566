"""Which build this is: the commit and the day it was made of, written down when the program is frozen."""

from __future__ import annotations

import json

from tradedesk.runtime.resources import resource_path


def build_of() -> str:
    """ "1e61036, 2026-11-22"; empty for a program that runs from its source."""
    try:
        told = json.loads(resource_path("build.json").read_text(encoding="utf-8"))
        return f"{told['commit']}, {told['day']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
