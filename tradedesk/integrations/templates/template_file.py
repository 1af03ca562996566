"""Templates in a file that a person can read and another installation takes in: JSON, a text as its lines.

    {
     "format": "tradedesk-templates",
     "version": 1,
     "templates": [
      {"code": "own-thank-you", "language": "en", "name-en": "Thank you", "name-zh": "致谢", "kind": "order",
       "purpose": "progress", "node": "", "required": ["order.number"], "attachments": [],
       "subject": "Order {{ order.number }}: thank you", "text": ["{{ contact.salutation }},", "", "…"]}
     ]
    }

Nothing of a file is trusted: its size and number of texts are bounded, every field has its type and its alphabet, and
what a text names is checked by the renderer before anything is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.template import Template
from tradedesk.integrations.files.sheets_out import refused
from tradedesk.runtime.safe_write import written_beside

FORMAT, VERSION = "tradedesk-templates", 1
ENDING = ".tradedesk-templates.json"
#: Bytes of a file and texts in it, at most.
MOST_BYTES, MOST_TEXTS = 4 * 1024 * 1024, 500

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Z]{2})?")
_WORD = re.compile(r"[a-z][a-z0-9_.-]*")
_LONGEST_CODE = 80


def write_templates(path: Path, templates: Sequence[Template]) -> None:
    """Write them, the file whole or not at all. Raises NeighbourFailed disk-full, file-not-writable."""
    told = {"format": FORMAT, "version": VERSION, "templates": [_entry(each) for each in templates]}
    try:
        with written_beside(path) as part:
            part.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise refused(path, error) from error


def read_templates(path: Path) -> tuple[Template, ...]:
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
    version, entries = told.get("version"), told.get("templates")
    if type(version) is not int or version > VERSION:
        raise RuleSaysNo("templates-file-newer", "file", file=path.name)
    if not isinstance(entries, list) or not entries:
        raise RuleSaysNo("templates-file-not-one", "file", file=path.name)
    if len(entries) > MOST_TEXTS:
        raise RuleSaysNo("templates-file-large", "file", file=path.name)
    found = [_template(each, number, path.name) for number, each in enumerate(entries, start=1)]
    keys = [(each.code, each.language) for each in found]
    twice = next((number for number, key in enumerate(keys, start=1) if key in keys[: number - 1]), None)
    if twice is not None:
        raise _damaged(path.name, twice, "code")
    return tuple(found)


def _bytes(path: Path) -> bytes:
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


def _template(entry: object, number: int, file: str) -> Template:
    if not isinstance(entry, dict):
        raise _damaged(file, number, "text")

    def words(name: str, *, empty: bool = True) -> str:
        value = entry.get(name, "")
        if not isinstance(value, str) or not (value or empty) or not _is_text(value):
            raise _damaged(file, number, name)
        return value

    def several(name: str) -> tuple[str, ...]:
        value = entry.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and _is_text(each) for each in value):
            raise _damaged(file, number, name)
        return tuple(value)

    code, language = words("code"), words("language")
    if not _CODE.fullmatch(code) or len(code) > _LONGEST_CODE:
        raise _damaged(file, number, "code")
    if not _LANGUAGE.fullmatch(language):
        raise _damaged(file, number, "language")
    for name in ("required", "attachments"):
        if not all(_WORD.fullmatch(each) for each in several(name)):
            raise _damaged(file, number, name)
    return Template(
        code=code, language=language, kind=words("kind"), name_en=words("name-en"), name_zh=words("name-zh"),
        purpose=words("purpose"), node=words("node"), subject=words("subject"), body="\n".join(several("text")),
        required=several("required"), builtin=False, attachments=several("attachments"),
    )  # fmt: skip


def _is_text(value: str) -> bool:
    """No half characters and nothing that cannot be seen but tabs and ends of lines."""
    return not any(0xD800 <= ord(char) <= 0xDFFF or (ord(char) < 0x20 and char not in "\t\n") for char in value)


def _damaged(file: str, number: int, name: str) -> RuleSaysNo:
    return RuleSaysNo("templates-file-damaged", "file", file=file, number=number, name=name)
