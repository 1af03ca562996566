"""A traceback that can be shown to anybody: where it went wrong, never with which values."""

from __future__ import annotations

import errno
import re
import traceback
from pathlib import PurePath

_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,60}")
_CHAIN_LIMIT = 6
_FRAME_LIMIT = 60


def trace_lines(exception: BaseException) -> list[str]:
    """Return one line a frame (file, line, function), oldest first, and the exception's type; causes come before.

    No message, no argument and no source text: they may hold a customer's name or a mail's words.
    """
    chain = [exception]
    while len(chain) < _CHAIN_LIMIT:
        before = chain[-1].__cause__ or chain[-1].__context__
        if before is None or before in chain:
            break
        chain.append(before)
    lines: list[str] = []
    for each in reversed(chain):
        frames = traceback.StackSummary.extract(traceback.walk_tb(each.__traceback__), lookup_lines=False)
        if len(frames) > _FRAME_LIMIT:
            lines.append(f"  … {len(frames) - _FRAME_LIMIT} more frames")
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-_FRAME_LIMIT:]]
        lines.append(_type_of(each))
    return lines


def _type_of(exception: BaseException) -> str:
    kind = type(exception)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    code = getattr(exception, "code", None)
    if isinstance(code, str) and _CODE.fullmatch(code):
        return f"{name} [{code}]"
    if isinstance(exception, OSError) and exception.errno is not None and exception.errno in errno.errorcode:
        return f"{name} [{errno.errorcode[exception.errno]}]"
    return name


def _short(filename: str) -> str:
    """Cut what lies above the package: it names the user's home folder."""
    parts = PurePath(filename).parts
    for anchor in ("site-packages", "tradedesk"):
        if anchor in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(anchor) - 1 :])
    return "/".join(parts[-2:])
