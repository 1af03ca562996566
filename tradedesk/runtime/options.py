"""What was asked for on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Options(NamedTuple):
    """One start of the program."""

    profile: Path | None = None
    """The folder for the user's data; None is the usual one of this system."""
    sample: bool = False
    """Open the sample company instead of the user's own ledger."""
    tour: Path | None = None
    """Do the whole job on the sample without a display and leave pictures, the draft and a report in this folder."""
    language: str = ""
    """``en`` or ``zh_CN``; empty: as set, or as the system has it."""
    verbose: bool = False
    """Write everything into the log, also what may name customers; for development."""
    self_test: bool = False
    """Check the installation in a folder of its own and print what was found; no display needed."""
    report: Path | None = None
    """Where the report of the self-test is written as well."""
    file: Path | None = None
    """A ledger or a customer's take-over file that was opened with the program, say by a double click."""
