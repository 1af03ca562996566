"""Reading attached files: only regular files, never more than a piece at a time, never other bytes than announced."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from typing import BinaryIO

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Attachment

_PIECE = 1 << 20


def open_regular(attachment: Attachment) -> BinaryIO:
    """Open the file for reading. RuleSaysNo when it is missing, unreadable, or a folder, pipe or device.

    Opened without blocking and looked at afterwards, so that a named pipe put in its place cannot hang the program.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(attachment.path, flags)
    except IsADirectoryError as error:
        raise _refused("attachment-not-a-file", attachment) from error
    except PermissionError as error:
        code = "attachment-not-a-file" if os.path.isdir(attachment.path) else "attachment-unreadable"  # noqa: PTH112
        raise _refused(code, attachment) from error
    except (OSError, ValueError) as error:
        raise _refused("attachment-missing", attachment) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _refused("attachment-not-a-file", attachment)
    return os.fdopen(descriptor, "rb")


def pieces(attachment: Attachment) -> Iterator[bytes]:
    """The bytes of the file, piece by piece.

    After the last piece RuleSaysNo("attachment-changed") is raised when size or SHA-256 are not those of the
    attachment, so a writer must not publish what it wrote before the iteration has ended.
    """
    from hashlib import sha256

    digest, size = sha256(), 0
    with open_regular(attachment) as source:
        while piece := _read(source, attachment):
            digest.update(piece)
            size += len(piece)
            yield piece
    other_size = attachment.size and size != attachment.size
    other_bytes = attachment.sha256 and digest.hexdigest() != attachment.sha256.lower()
    if other_size or other_bytes:
        raise _refused("attachment-changed", attachment, size=size, expected=attachment.size)


def _read(source: BinaryIO, attachment: Attachment) -> bytes:
    try:
        return source.read(_PIECE)
    except OSError as error:
        raise _refused("attachment-unreadable", attachment) from error


def size_of(attachment: Attachment) -> int:
    """The size of the file now, in bytes. RuleSaysNo when it is not a readable regular file."""
    with open_regular(attachment) as source:
        return os.fstat(source.fileno()).st_size


def digest_of(attachment: Attachment) -> str:
    """The SHA-256 of the file as it is now, in hexadecimal; RuleSaysNo when it is not what was announced."""
    from hashlib import sha256

    digest = sha256()
    for piece in pieces(attachment):
        digest.update(piece)
    return digest.hexdigest()


def _refused(code: str, attachment: Attachment, **facts: object) -> RuleSaysNo:
    return RuleSaysNo(code, field="attachments", name=attachment.name, path=attachment.path, **facts)
