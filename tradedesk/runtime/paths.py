"""The profile: one folder, readable by its owner alone, with everything that belongs to the user."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path
from typing import NamedTuple

from tradedesk.runtime.errors import ProfileUnusable

_PRIVATE_FOLDER = 0o700


class Profile(NamedTuple):
    """The places inside one profile folder; ``root`` is absolute and free of symbolic links."""

    root: Path
    open_to_others: bool = False
    """True when the folder holds strangers' files too and others may read it: the user is warned."""

    @property
    def ledger(self) -> Path:
        """The one file with all customers, orders and messages."""
        return self.root / "ledger.tradedesk"

    @property
    def outbox(self) -> Path:
        """Drafts on their way to a mail program."""
        return self.root / "outbox"

    def pictures_of(self, draft: int) -> Path:
        """Pictures that the text of a draft shows; made with the first of them."""
        return self.root / "pictures" / f"{draft:08d}"

    @property
    def unsaved_texts(self) -> Path:
        """Texts that the ledger did not take; made with the first of them."""
        return self.root / "unsaved"

    def unsaved_text_of(self, draft: int) -> Path:
        """The text of a draft that the ledger did not take."""
        return self.unsaved_texts / f"{draft:08d}.json"

    @property
    def backups(self) -> Path:
        """Copies of the ledger."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """The program's own diary; no customer data."""
        return self.root / "logs"

    @property
    def settings_file(self) -> Path:
        """What the user chose on this computer: language, theme, window."""
        return self.root / "settings.json"

    @property
    def crash_file(self) -> Path:
        """Where the last crash is written down until the user has seen it."""
        return self.root / "crash.txt"

    @property
    def lock_file(self) -> Path:
        """Held while a TradeDesk has this ledger open: beside the file itself, wherever a link leads to."""
        return self.ledger.resolve().with_name("lock")


def keep_files_private() -> None:
    """Let this process create folders with mode 0700 and files with mode 0600 from now on; call it first."""
    os.umask(0o077)


def default_root() -> Path:
    """Return the usual folder of this system; raises ProfileUnusable ``profile.no-home`` where there is none."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
        return (Path(base) if base else _home() / "AppData" / "Local") / "TradeDesk"
    if sys.platform == "darwin":
        return _home() / "Library" / "Application Support" / "TradeDesk"
    base = os.environ.get("XDG_DATA_HOME", "")
    # The XDG specification: a relative path is to be ignored.
    folder = Path(base) if base and Path(base).is_absolute() else _home() / ".local" / "share"
    return folder / "tradedesk"


def open_profile(override: Path | None = None) -> Profile:
    """Make the profile folder where it is missing, check that it can be used, and return its places.

    ``override`` is the folder given on the command line. Raises ProfileUnusable.
    """
    wanted = override if override is not None else default_root()
    root = _resolved(wanted)
    _make_folder(root)
    _check_writable(root)
    profile = Profile(root, open_to_others=not _is_private(root))
    for folder in (profile.outbox, profile.backups, profile.logs):
        _make_folder(folder)
    for file in (profile.ledger, profile.settings_file, profile.crash_file, profile.lock_file):
        _check_ordinary(file)
    _check_only_name(profile.ledger)
    return profile


def sweep(profile: Profile) -> None:
    """Take away what a killed program left half written; only while the profile's lock is held."""
    for pattern in (".*.tmp", ".probe-*"):
        for leftover in profile.root.glob(pattern):
            with contextlib.suppress(OSError):
                leftover.unlink()


def folder_of(ledger: Path) -> Path:
    """The profile folder of a ledger that was opened by itself.

    Raises ProfileUnusable ``profile.not-there``, and ``profile.only-a-copy`` for one that is not a profile's own, say a
    backup: it is not worked in by accident.
    """
    file = _resolved(ledger)
    if not file.is_file():
        raise ProfileUnusable("profile.not-there", path=file)
    if file.name != Profile(file.parent).ledger.name:
        raise ProfileUnusable("profile.only-a-copy", path=file)
    return file.parent


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise ProfileUnusable("profile.no-home") from None


def _resolved(path: Path) -> Path:
    try:
        return path.expanduser().absolute().resolve()
    except (OSError, RuntimeError, ValueError) as problem:  # a loop of links, no such user, a NUL in the name
        raise ProfileUnusable("profile.not-writable", path=path, why=_why(problem)) from None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise _in_the_way(folder) from None
    except OSError as problem:
        raise ProfileUnusable("profile.not-writable", path=folder, why=_why(problem)) from None


def _in_the_way(folder: Path) -> ProfileUnusable:
    for place in (folder, *folder.parents):
        try:
            mode = place.stat().st_mode
        except OSError:
            continue
        if stat.S_ISREG(mode):
            return ProfileUnusable("profile.file-in-the-way", path=place)
        if not stat.S_ISDIR(mode):
            return ProfileUnusable("profile.not-a-folder", path=place)
    return ProfileUnusable("profile.not-a-folder", path=folder)


def _check_writable(folder: Path) -> None:
    # Only trying tells: permissions, read-only media, access lists and quotas all have a say.
    probe = folder / f".probe-{os.getpid()}"
    try:
        os.close(os.open(probe, os.O_CREAT | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o600))
        probe.unlink()
    except OSError as problem:
        raise ProfileUnusable("profile.not-writable", path=folder, why=_why(problem)) from None


def _check_ordinary(file: Path) -> None:
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        if file.is_symlink():  # to make a file where it leads to would hide that the one that was meant is gone
            raise ProfileUnusable("profile.link-to-nowhere", path=file, target=file.readlink()) from None
        return
    except OSError as problem:
        raise ProfileUnusable("profile.not-writable", path=file, why=_why(problem)) from None
    if not stat.S_ISREG(mode):
        raise ProfileUnusable("profile.strange-file", path=file)


def _check_only_name(ledger: Path) -> None:
    # Over another name its log would lie beside that one, and each would write over what the other holds.
    if ledger.exists() and ledger.stat().st_nlink > 1:
        raise ProfileUnusable("profile.second-name", path=ledger)


def _is_private(root: Path) -> bool:
    """Tighten the folder where it is ours alone; say False where it is shared and not ours to change."""
    if sys.platform == "win32" or not root.stat().st_mode & 0o077:
        return True
    ours = {"ledger.tradedesk", "settings.json", "lock"}
    names = {entry.name for entry in root.iterdir()}
    if names and not names & ours:
        return False
    try:
        root.chmod(_PRIVATE_FOLDER)
    except OSError:
        return False
    return True


def _why(problem: Exception) -> str:
    return (problem.strerror if isinstance(problem, OSError) else None) or type(problem).__name__
