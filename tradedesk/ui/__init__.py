"""The window: Qt and nothing else; no SQL, no files of the user, no rules of the trade."""

import builtins

import PySide6  # noqa: F401 - it puts its hook around every import, and so has to be there first

# The hook reads the source text of every module imported from now on, in case it asks for PySide's other spellings
# (``from __feature__ import snake_case``), and keeps it in memory. None of ours does: the start is quicker without it.
builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)  # decision 0007
