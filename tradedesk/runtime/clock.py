"""The one clock: UTC, and the zones that come with the program."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime


def use_bundled_zones() -> None:
    """Let the tzdata package decide on every system: old system zone files give wrong hours for some customers."""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()


def now_utc() -> datetime:
    """Return the present moment in UTC, with its zone."""
    return datetime.now(UTC)
