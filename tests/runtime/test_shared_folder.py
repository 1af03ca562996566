"""A folder that is synchronised or lies on another computer is known; an ordinary one is not suspected."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from tradedesk.runtime.shared_folder import carried_by, file_system, is_synced

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/chen/my\\040disk ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
broken
"""


@pytest.mark.parametrize(
    "folder",
    [
        "/home/chen/Dropbox/desk",
        "/home/chen/OneDrive - Lantian/desk",
        "/home/chen/坚果云/外贸",
        "/Users/chen/Google Drive",
    ],
)
def test_folders_of_programs_that_synchronise_are_known(folder: str) -> None:
    assert is_synced(PurePosixPath(folder))


@pytest.mark.parametrize("folder", ["/home/chen/.local/share/tradedesk", "/home/chen/my dropbox notes", "/"])
def test_an_ordinary_folder_is_not_suspected(folder: str) -> None:
    assert not is_synced(PurePosixPath(folder))


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/srv/desk", "ext4"), ("/home/chen/desk", "nfs4"), ("/home/chen/my disk/desk", "ext4"), ("/mnt/share/d", "cifs")],
)
def test_the_deepest_mount_says_where_a_folder_lies(folder: str, kind: str) -> None:
    assert file_system(MOUNTS, PurePosixPath(folder)) == kind


def test_this_very_folder_is_ordinary(tmp_path: Path) -> None:
    assert carried_by(tmp_path) == ""
