"""The take-over file: one customer's rows as JSON and the papers beside them, in a zip that says what it is.

Nothing of the file is trusted: names in it never become paths, sizes are bounded before anything is unpacked, and
every part carries its SHA-256 in the manifest, so that a damaged file is refused whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.integrations.files.refusal import not_written
from tradedesk.runtime.safe_write import written_beside

FORMAT, VERSION = "tradedesk-customer", 1
#: The largest data part and the largest whole that is unpacked, in bytes.
MOST_DATA, MOST_BYTES = 400 * 1024 * 1024, 4 * 1024 * 1024 * 1024
_MANIFEST, _DATA, _FILES = "manifest.json", "data.json", "files/"
_PIECE = 1024 * 1024

Progress = Callable[[int, int], object] | None


@dataclass(frozen=True)
class Dossier:
    """What a take-over file says of itself, with its rows; ``files`` are the SHA-256 of the papers in it."""

    path: Path
    name: str
    made_at: str
    revision: str
    rows: Mapping[str, list[dict[str, Any]]]
    files: frozenset[str]


def write_dossier(
    path: Path, head: Mapping[str, str], rows: Mapping[str, list[dict[str, Any]]], papers: Iterable[tuple[str, Path]],
    *, progress: Progress = None,
) -> int:  # fmt: skip
    """Write the file, whole or not at all; returns how many papers went in.

    ``head`` has name, made_at and revision; ``papers`` are (SHA-256, where it lies). A paper that is gone or has
    changed since is left out. Raises NeighbourFailed disk-full, file-not-writable.
    """
    data = json.dumps(rows, ensure_ascii=False).encode()
    found = {sha: where for sha, where in papers if sha}
    packed: list[str] = []
    try:
        with written_beside(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as pack:
            pack.writestr(_DATA, data)
            for number, (sha, where) in enumerate(found.items()):
                if progress is not None:
                    progress(number, len(found) + 1)
                if _sha_of(where) == sha:
                    pack.write(where, _FILES + sha)
                    packed.append(sha)
            manifest = {"format": FORMAT, "version": VERSION, **head, "data": hashlib.sha256(data).hexdigest(),
                        "files": packed}  # fmt: skip
            pack.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    except OSError as error:
        raise not_written(path, error) from error
    return len(packed)


def read_dossier(path: Path) -> Dossier:
    """Read a take-over file but for its papers.

    Raises NeighbourFailed (file-not-there, file-unreadable) and RuleSaysNo (field "file"): dossier-not-one for
    another file, dossier-newer for one of a newer program, dossier-damaged for one that is not as it was written.
    """
    with _opened(path) as pack:
        infos = {each.filename: each for each in pack.infolist()}
        if _MANIFEST not in infos or _DATA not in infos:
            raise RuleSaysNo("dossier-not-one", "file", file=path.name)
        if infos[_DATA].file_size > MOST_DATA or sum(each.file_size for each in infos.values()) > MOST_BYTES:
            raise RuleSaysNo("dossier-too-large", "file", file=path.name)
        head = _json(pack, infos[_MANIFEST], path)
        if not isinstance(head, dict) or head.get("format") != FORMAT:
            raise RuleSaysNo("dossier-not-one", "file", file=path.name)
        if not isinstance(head.get("version"), int) or head["version"] > VERSION:
            raise RuleSaysNo("dossier-newer", "file", file=path.name)
        data = pack.read(_DATA)
        if hashlib.sha256(data).hexdigest() != head.get("data"):
            raise RuleSaysNo("dossier-damaged", "file", file=path.name)
        rows = json.loads(data)
    if not isinstance(rows, dict) or not all(_is_table(each) for each in rows.values()):
        raise RuleSaysNo("dossier-damaged", "file", file=path.name)
    files = frozenset(name.removeprefix(_FILES) for name in infos if name.startswith(_FILES))
    said = {name: str(head.get(name, "")) for name in ("name", "made_at", "revision")}
    return Dossier(path=path, rows=rows, files=files, **said)


def unpack(
    dossier: Dossier, wanted: Mapping[str, str], folder: Path, step: Callable[[], object] = lambda: None
) -> dict[str, Path]:
    """Copy papers into a folder; ``wanted`` maps their SHA-256 to the name they get. Returns where each lies now.

    A name is made harmless before it becomes a file's; one that is taken gets a number. Raises NeighbourFailed, and
    RuleSaysNo dossier-damaged when a paper is not what its name says; the copies made until then are removed.
    ``step`` is called once for each paper.
    """
    made: dict[str, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _opened(dossier.path) as pack:
            for sha, name in wanted.items():
                step()
                if sha in dossier.files:
                    made[sha] = _free(folder, name)
                    _copy(pack, sha, made[sha], dossier.path)
    except BaseException as error:
        remove(made.values())
        if isinstance(error, OSError):
            raise not_written(folder, error) from error
        raise
    return made


def remove(papers: Iterable[Path]) -> None:
    """Take copies away again that nothing refers to."""
    for each in papers:
        with contextlib.suppress(OSError):
            each.unlink()


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with _file(path) as file, zipfile.ZipFile(file) as pack:
            yield pack
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zipfile.LargeZipFile) as error:
        raise RuleSaysNo("dossier-not-one", "file", file=path.name) from error
    except (ValueError, zlib.error) as error:
        raise RuleSaysNo("dossier-damaged", "file", file=path.name) from error


def _file(path: Path) -> BinaryIO:
    """The file opened to be read; a folder, a pipe and a device are none, and nobody waits for them."""
    try:
        if path.exists() and not path.is_file():
            raise RuleSaysNo("dossier-not-one", "file", file=path.name)
        return path.open("rb")
    except FileNotFoundError:
        raise NeighbourFailed("file-not-there", file=path.name) from None
    except OSError as error:
        raise NeighbourFailed("file-unreadable", file=path.name, why=error.strerror or "") from error


def _json(pack: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> Any:
    if info.file_size > _PIECE:
        raise RuleSaysNo("dossier-not-one", "file", file=path.name)
    return json.loads(pack.read(info))


def _is_table(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _copy(pack: zipfile.ZipFile, sha: str, target: Path, path: Path) -> None:
    mark = hashlib.sha256()
    with pack.open(_FILES + sha) as source, target.open("xb") as file:
        while piece := source.read(_PIECE):
            mark.update(piece)
            file.write(piece)
    if mark.hexdigest() != sha:
        raise RuleSaysNo("dossier-damaged", "file", file=path.name)


def _free(folder: Path, name: str) -> Path:
    bare = "".join(sign if sign.isprintable() and sign not in '/\\:*?"<>|' else "_" for sign in name)[-120:]
    bare = bare.strip(". ") or "paper"
    found, number = folder / bare, 2
    while found.exists():
        found = folder / f"{Path(bare).stem} ({number}){Path(bare).suffix}"
        number += 1
    return found


def _sha_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
