"""The texts that come with the program: ``<language>/<code>.txt``, head lines, a subject, a body.

    name-en: Goods ready in three days
    name-zh: 货物三天后备妥
    kind: order
    purpose: progress
    node: ready
    attachments: packing-list, photos
    required: contact.salutation, order.number
    required: my.name, my.company

    Subject: Order {{ order.number }}: goods ready on {{ node.date }}

    {{ contact.salutation }},
    …

``required`` may stand on several lines. ``node`` is left out where there is none, and so is ``attachments``: the kinds
of documents that usually go with the text, the one it is about first. Everything else stands exactly once.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from tradedesk.domain.document import DocumentKind
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.facts import FACTS
from tradedesk.domain.order import NodeCode
from tradedesk.domain.purpose import PurposeCode
from tradedesk.domain.template import Template, TemplateKind

_NEEDED = ("name-en", "name-zh", "kind", "purpose", "required")
_KNOWN = frozenset((*_NEEDED, "node", "attachments"))
_CHOICES: dict[str, type[StrEnum]] = {"kind": TemplateKind, "purpose": PurposeCode, "node": NodeCode}
_SUBJECT = "Subject: "


def load_shipped(folder: Path) -> tuple[Template, ...]:
    """Read every text under ``folder``, ordered by language and code.

    Raises RuleSaysNo("template-file-broken", file=, line=, what=) for a file that is not as it must be, and
    FileNotFoundError when the folder is not there.
    """
    languages = sorted(one for one in folder.iterdir() if one.is_dir())
    files = [file for language in languages for file in sorted(language.glob("*.txt"))]
    return tuple(parse(file.read_text("utf-8"), file.stem, file.parent.name) for file in files)


def parse(text: str, code: str, language: str) -> Template:
    """Read one text. Raises RuleSaysNo("template-file-broken", file=, line=, what=); ``what`` names what is wrong."""
    lines = text.split("\n")
    file = f"{language}/{code}.txt"
    end = lines.index("") if "" in lines else len(lines)
    head = _head(lines[:end], file)
    for name in _NEEDED:
        if name not in head:
            raise _broken(file, end, f"{name}-absent")
    if end + 2 >= len(lines) or not lines[end + 1].startswith(_SUBJECT) or lines[end + 2] != "":
        raise _broken(file, min(end + 2, len(lines)), "subject")
    body = "\n".join(lines[end + 3 :]).strip("\n")
    if not body:
        raise _broken(file, len(lines), "body-absent")
    return Template(
        code=code,
        language=language,
        kind=head["kind"],
        name_en=head["name-en"],
        name_zh=head["name-zh"],
        purpose=head["purpose"],
        node=head.get("node", ""),
        subject=lines[end + 1].removeprefix(_SUBJECT).strip(),
        body=body,
        required=tuple(head["required"].split(", ")),
        builtin=True,
        attachments=tuple(head["attachments"].split(", ")) if "attachments" in head else (),
    )


def _head(lines: list[str], file: str) -> dict[str, str]:
    head: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        name, colon, value = line.partition(": ")
        value = value.strip()
        if not colon or not value or name not in _KNOWN:
            raise _broken(file, number, "head")
        if name == "required":
            _check_facts(value, head.get(name, ""), file, number)
            value = ", ".join(filter(None, (head.get(name), value)))
        elif name in head:
            raise _broken(file, number, f"{name}-twice")
        elif name in _CHOICES and value not in list(_CHOICES[name]):
            raise _broken(file, number, f"{name}-unknown")
        elif name == "attachments":
            _check_documents(value, file, number)
        head[name] = value
    return head


def _check_facts(value: str, before: str, file: str, number: int) -> None:
    names = value.split(", ")
    if any(name not in FACTS for name in names):
        raise _broken(file, number, "required-unknown")
    if len(set(names)) < len(names) or set(names) & set(before.split(", ")):
        raise _broken(file, number, "required-twice")


def _check_documents(value: str, file: str, number: int) -> None:
    kinds = value.split(", ")
    if len(set(kinds)) < len(kinds) or any(kind not in list(DocumentKind) for kind in kinds):
        raise _broken(file, number, "attachments-unknown")


def _broken(file: str, line: int, what: str) -> RuleSaysNo:
    return RuleSaysNo("template-file-broken", "file", file=file, line=line, what=what)
