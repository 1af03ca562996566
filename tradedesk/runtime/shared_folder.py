"""Whether a folder is carried elsewhere by another program, or lies on another computer: no good place for a ledger."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath

#: How the folders of programs that synchronise are called, or begin, in lower case.
_SYNCED = (
    "dropbox", "onedrive", "google drive", "googledrive", "icloud drive", "com~apple~clouddocs", "nextcloud",
    "owncloud", "pcloud", "seafile", "nutstore", "坚果云", "baidunetdisk", "baidusyncdisk", "百度网盘", "wpsdrive",
)  # fmt: skip
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2"}
)


def carried_by(root: Path) -> str:
    """ "sync", "network", or nothing for an ordinary folder. ``root`` is absolute and free of links."""
    if is_synced(root):
        return "sync"
    if sys.platform == "win32":
        return "network" if root.drive.startswith("\\\\") else ""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # no Linux
        return ""
    return "network" if file_system(mounts, root) in _NETWORK else ""


def is_synced(root: PurePath) -> bool:
    """Whether a folder above, or this one, is called as those of programs that synchronise are.

    >>> is_synced(PurePath("/home/chen/Dropbox/desk"))
    True
    """
    return any(part.casefold().startswith(_SYNCED) for part in root.parts)


def file_system(mounts: str, root: PurePath) -> str:
    """The kind of file system that ``root`` lies on, by the lines of /proc/mounts: the deepest mount above it."""
    deepest, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:  # device, place, kind
            continue
        place = PurePath(fields[1].replace("\\040", " "))
        if len(place.parts) > deepest and root.is_relative_to(place):
            deepest, kind = len(place.parts), fields[2]
    return kind
