"""Which build this is: what was written down when the program was frozen. One that runs from its source has nothing."""

from __future__ import annotations

import json
from typing import NamedTuple

from tradedesk.runtime.resources import resource_path


class Build(NamedTuple):
    """``name`` is the commit and the day it was made of ("1e61036, 2026-11-22"); ``published`` is the https address of
    the list that names the newest version. Each may be empty.
    """

    name: str = ""
    published: str = ""


def build_of() -> Build:
    """Read what was written down."""
    try:
        told = json.loads(resource_path("build.json").read_text(encoding="utf-8"))
        return Build(str(told["name"]), str(told["published"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Build()
