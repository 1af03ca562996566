"""The one clock: UTC, and the zones that come with the program."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime
from pathlib import Path


def use_bundled_zones() -> None:
    """Let the tzdata package decide on every system: old system zone files give wrong hours for some customers.

    Its folder is named where there is one, since reading zones as the resources of a package imports a good deal more.
    """
    import tzdata

    folder = Path(tzdata.__file__).absolute().with_name("zoneinfo")
    zoneinfo.reset_tzpath(to=[folder] if folder.is_dir() else [])
    zoneinfo.ZoneInfo.clear_cache()


def now_utc() -> datetime:
    """Return the present moment in UTC, with its zone."""
    return datetime.now(UTC)
