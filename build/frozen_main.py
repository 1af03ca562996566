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


def _keep_our_own_modules() -> None:
    """What is imported later comes from the program that was started, though an update lies in its place by then."""
    itself = "/proc/self/exe"
    if os.access(itself, os.R_OK):
        sys.modules["pyimod02_importers"].pyz_archive._filename = itself


_forget_where_our_libraries_lie()
_keep_our_own_modules()

from tradedesk.__main__ import main  # noqa: E402 - only now

sys.exit(main())
