"""One TradeDesk per profile: an advisory lock that dies with the process, so a crash never leaves one behind."""

from __future__ import annotations

import contextlib
import errno
import os
import sys

from tradedesk.runtime.errors import AlreadyRunning, ProfileUnusable
from tradedesk.runtime.paths import Profile

_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}


def instance_name(profile: Profile) -> str:
    """Return the name of the local socket over which a second start asks the first to show its window."""
    import hashlib

    if sys.platform == "win32":
        user = os.environ.get("USERNAME", "")
    else:
        user = str(os.getuid())
    told = f"{user}\0{_place(profile)}".encode(errors="surrogateescape")
    return f"tradedesk-{hashlib.sha256(told).hexdigest()[:24]}"


def _place(profile: Profile) -> str:
    """The same for one profile over whichever path: a folder can be mounted in two places."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            lock = profile.lock_file.stat()
            return f"{lock.st_dev}:{lock.st_ino}"
    return os.path.normcase(profile.root)


class SingleInstance:
    """The lock of one profile, held from ``acquire`` until ``release`` or the end of the process."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock; raises AlreadyRunning when another process has it, ProfileUnusable when it cannot be made."""
        if self._descriptor is not None:
            return
        path = self._profile.lock_file
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as problem:
            raise ProfileUnusable("profile.not-writable", path=path, why=problem.strerror) from None
        try:
            _lock(descriptor)
        except OSError as problem:
            os.close(descriptor)
            if problem.errno in _TAKEN:
                raise AlreadyRunning("profile.already-open", path=self._profile.root) from None
            raise ProfileUnusable("profile.not-writable", path=path, why=problem.strerror) from None
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; the file stays, because removing it would let two processes lock two files."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        # flock, not lockf: a POSIX record lock is lost when any descriptor of the file is closed.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
