"""The way into the frozen program: what is started from it sees the system as it was."""

from __future__ import annotations

import os
import sys


def _forget_where_our_libraries_lie() -> None:
    """The starter names its folder of libraries for itself; a mail program started from here must not look there."""
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        elif sys.platform.startswith("linux"):
            os.environ.pop(name, None)


_forget_where_our_libraries_lie()

from tradedesk.__main__ import main  # noqa: E402 - only now

sys.exit(main())
