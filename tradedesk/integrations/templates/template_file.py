"""The user's texts in a file that a person can read and another installation takes in: JSON, a text as its lines.

    {
     "format": "tradedesk-templates",
     "version": 2,
     "templates": [
      {"code": "own-thank-you", "language": "en", "name-en": "Thank you", "name-zh": "致谢", "kind": "order",
       "purpose": "progress", "node": "", "required": ["order.number"], "attachments": [],
       "subject": "Order {{ order.number }}: thank you", "text": ["{{ contact.salutation }},", "", "…"]}
     ],
     "snippets": [
      {"kind": "snippet", "language": "en", "name": "Stand at the fair", "text": ["Hall 4, stand 12"]}
     ]
    }

A file without snippets and signatures is one of version 1, which an older program reads too.

Nothing of a file is trusted: its size and number of texts are bounded, every field has its type and its alphabet, and
what a text names is checked by the renderer before anything is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.own_text import Snippet, SnippetKind
from tradedesk.domain.template import Template
from tradedesk.integrations.files.refusal import not_written
from tradedesk.runtime.safe_write import written_beside

FORMAT, VERSION = "tradedesk-templates", 2
#: Bytes of a file and texts in it, at most.
MOST_BYTES, MOST_TEXTS = 4 * 1024 * 1024, 500

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Z]{2})?")
_WORD = re.compile(r"[a-z][a-z0-9_.-]*")
_LONGEST_CODE = 80


class Texts(NamedTuple):
    """What a file holds; the snippets and signatures have no number and no place."""

    templates: tuple[Template, ...]
    snippets: tuple[Snippet, ...] = ()


def write_texts(path: Path, texts: Texts) -> None:
    """Write them, the file whole or not at all. Raises NeighbourFailed disk-full, file-not-writable."""
    told: dict[str, Any] = {"format": FORMAT, "version": 2 if texts.snippets else 1}
    told["templates"] = [_entry(each) for each in texts.templates]
    if texts.snippets:
        told["snippets"] = [_snippet_entry(each) for each in texts.snippets]
    try:
        with written_beside(path) as part:
            part.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise not_written(path, error) from error


def read_texts(path: Path) -> Texts:
    """Read a file; what its texts name is not checked here.

    Raises NeighbourFailed (file-not-there, file-unreadable) and RuleSaysNo (field "file"): templates-file-not-one for
    another file, templates-file-newer for one of a newer program, templates-file-large, templates-file-damaged with
    the ``number`` of the text (from 1) and the ``name`` of what is wrong in it.
    """
    data = _bytes(path)
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise RuleSaysNo("templates-file-not-one", "file", file=path.name) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise RuleSaysNo("templates-file-not-one", "file", file=path.name)
    version, entries, pieces = told.get("version"), told.get("templates"), told.get("snippets", [])
    if type(version) is not int or version > VERSION:
        raise RuleSaysNo("templates-file-newer", "file", file=path.name)
    if not isinstance(entries, list) or not isinstance(pieces, list) or not (entries or pieces):
        raise RuleSaysNo("templates-file-not-one", "file", file=path.name)
    if len(entries) + len(pieces) > MOST_TEXTS:
        raise RuleSaysNo("templates-file-large", "file", file=path.name)
    templates = [_template(each, number, path.name) for number, each in enumerate(entries, start=1)]
    snippets = [_snippet(each, number, path.name) for number, each in enumerate(pieces, start=len(entries) + 1)]
    _refuse_twice(path.name, "code", 1, [(each.code, each.language) for each in templates])
    named = [(each.kind, each.language, each.name.casefold()) for each in snippets]
    _refuse_twice(path.name, "name", len(entries) + 1, named)
    return Texts(tuple(templates), tuple(snippets))


def _refuse_twice(file: str, name: str, first: int, keys: Sequence[object]) -> None:
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise _damaged(file, first + place, name)


def _bytes(path: Path) -> bytes:
    if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would be waited for
        raise RuleSaysNo("templates-file-not-one", "file", file=path.name)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise NeighbourFailed("file-not-there", file=path.name) from None
    except OSError as error:
        raise NeighbourFailed("file-unreadable", file=path.name, why=error.strerror or "") from error
    if len(data) > MOST_BYTES:
        raise RuleSaysNo("templates-file-large", "file", file=path.name)
    return data


def _entry(template: Template) -> dict[str, Any]:
    return {
        "code": template.code,
        "language": template.language,
        "name-en": template.name_en,
        "name-zh": template.name_zh,
        "kind": template.kind,
        "purpose": template.purpose,
        "node": template.node,
        "required": list(template.required),
        "attachments": list(template.attachments),
        "subject": template.subject,
        "text": template.body.split("\n"),
    }


def _snippet_entry(snippet: Snippet) -> dict[str, Any]:
    return {
        "kind": str(snippet.kind),
        "language": snippet.language,
        "name": snippet.name,
        "text": snippet.body.split("\n"),
    }


class _Entry:
    """One text of a file, field by field: each has its type and its alphabet, or the file is damaged there."""

    def __init__(self, entry: object, number: int, file: str) -> None:
        if not isinstance(entry, dict):
            raise _damaged(file, number, "text")
        self._entry, self._number, self._file = entry, number, file

    def words(self, name: str, alphabet: re.Pattern[str] | None = None) -> str:
        """A text; with an alphabet no more than a code is long."""
        value = self._entry.get(name, "")
        if not isinstance(value, str) or not _is_text(value):
            raise self.damaged(name)
        if alphabet is not None and not (alphabet.fullmatch(value) and len(value) <= _LONGEST_CODE):
            raise self.damaged(name)
        return value

    def several(self, name: str, alphabet: re.Pattern[str] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        value = self._entry.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and _is_text(each) for each in value):
            raise self.damaged(name)
        if alphabet is not None and not all(alphabet.fullmatch(each) for each in value):
            raise self.damaged(name)
        return tuple(value)

    def damaged(self, name: str) -> RuleSaysNo:
        """What is said of a field that is wrong."""
        return _damaged(self._file, self._number, name)


def _template(entry: object, number: int, file: str) -> Template:
    read = _Entry(entry, number, file)
    return Template(
        code=read.words("code", _CODE), language=read.words("language", _LANGUAGE), kind=read.words("kind"),
        name_en=read.words("name-en"), name_zh=read.words("name-zh"), purpose=read.words("purpose"),
        node=read.words("node"), subject=read.words("subject"), body="\n".join(read.several("text")),
        required=read.several("required", _WORD), builtin=False, attachments=read.several("attachments", _WORD),
    )  # fmt: skip


def _snippet(entry: object, number: int, file: str) -> Snippet:
    read = _Entry(entry, number, file)
    kind, name = read.words("kind"), read.words("name")
    if kind not in list(SnippetKind):
        raise read.damaged("kind")
    return Snippet(0, SnippetKind(kind), name, read.words("language", _LANGUAGE), "\n".join(read.several("text")))


def _is_text(value: str) -> bool:
    """No half characters and nothing that cannot be seen but tabs and ends of lines."""
    return not any(0xD800 <= ord(char) <= 0xDFFF or (ord(char) < 0x20 and char not in "\t\n") for char in value)


def _damaged(file: str, number: int, name: str) -> RuleSaysNo:
    return RuleSaysNo("templates-file-damaged", "file", file=file, number=number, name=name)
