"""The mark by which a file is known again: SHA-256 of its bytes."""

from __future__ import annotations

from pathlib import Path

from tradedesk.domain.errors import NeighbourFailed

_PIECE = 1 << 20


def sha256_of(path: Path | str) -> str:
    """The file's SHA-256 in hexadecimal. Raises NeighbourFailed ``file-unreadable``."""
    from hashlib import sha256

    digest = sha256()
    try:
        with Path(path).open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NeighbourFailed("file-unreadable", file=Path(path).name, why=why) from error
    return digest.hexdigest()
