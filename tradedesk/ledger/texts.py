"""The user's own texts: templates with what they said before, pieces to put in, signatures, customers' wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import PartyId, TemplateId
from tradedesk.domain.own_text import Snippet, SnippetKind, TextVersion, Wording
from tradedesk.domain.template import Template
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import maybe_utc, split_words, words

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def templates(reader: Reader) -> tuple[Template, ...]:
    """The user's own templates, also shipped ones that were changed, in the order in which they were made."""
    return tuple(_template(row) for row in reader.rows("select * from templates order by id"))


def template(reader: Reader, template_id: TemplateId) -> Template:
    """One of them; raises NotThere."""
    row = reader.row("templates", template_id)
    if row is None:
        raise NotThere("template", template_id)
    return _template(row)


def codes(reader: Reader) -> frozenset[str]:
    """The codes that the user's texts have or had."""
    found = reader.all("select code from templates union select code from template_versions union "
                       "select code from wordings")  # fmt: skip
    return frozenset(code for (code,) in found)


def add_template(writer: Writer, value: Template, at: str) -> TemplateId:
    """Add a template; ``at`` is the moment as UTC text. Returns its number."""
    return writer.insert("templates", _template_row(value, at))


def change_template(writer: Writer, value: Template, at: str) -> None:
    """Change a template and keep what its text said before. Raises ChangedElsewhere, NotThere."""
    assert value.id is not None
    row = writer.row("templates", value.id)
    if row is not None and (row["subject"], row["body"]) != (value.subject, value.body):
        keep_version(writer, row)
    writer.update("templates", value.id, _template_row(value, at), value.version)


def keep_version(writer: Writer, row: Row) -> None:
    """Keep the text of a template's row as one of its versions."""
    sql = "select coalesce(max(number), 0) + 1 from template_versions where code = ? and language = ?"
    number = int(writer.value(sql, (row["code"], row["language"])))
    kept = {name: row[name] for name in ("code", "language", "subject", "body", "required")}
    writer.insert("template_versions", {**kept, "number": number, "at": row["changed_at"]})


def remove_template(writer: Writer, template_id: TemplateId, *, for_good: bool) -> None:
    """Take a template away; ``for_good`` with its versions, otherwise its text becomes the newest of them."""
    row = writer.row("templates", template_id)
    if row is None:
        raise NotThere("template", template_id)
    if not for_good:
        keep_version(writer, row)
    else:
        sql = "select id from template_versions where code = ? and language = ?"
        for (number,) in writer.all(sql, (row["code"], row["language"])):
            writer.delete("template_versions", number)
    writer.delete("templates", template_id)


def versions(reader: Reader, code: str, language: str) -> tuple[TextVersion, ...]:
    """What a template said before, the newest first."""
    sql = "select * from template_versions where code = ? and language = ? order by number desc"
    return tuple(
        TextVersion(row["number"], maybe_utc(row["at"]), row["subject"], row["body"], split_words(row["required"]))
        for row in reader.rows(sql, (code, language))
    )


def saved_at(reader: Reader, template_id: TemplateId) -> str:
    """When a template was saved last, as UTC text."""
    return str(reader.value("select changed_at from templates where id = ?", (template_id,)) or "")


def snippets(reader: Reader) -> tuple[Snippet, ...]:
    """Pieces and signatures, by language and place."""
    return tuple(_snippet(row) for row in reader.rows("select * from snippets order by kind, language, position, id"))


def snippet(reader: Reader, snippet_id: int) -> Snippet:
    """One of them; raises NotThere."""
    row = reader.row("snippets", snippet_id)
    if row is None:
        raise NotThere("snippet", snippet_id)
    return _snippet(row)


def signature(reader: Reader, language: str) -> Snippet | None:
    """The usual signature of a language, or None."""
    sql = "select * from snippets where kind = 'signature' and language = ? order by position, id limit 1"
    found = reader.rows(sql, (language,))
    return _snippet(found[0]) if found else None


def save_snippet(writer: Writer, value: Snippet, at: str) -> int:
    """Add a piece (number 0) behind the others, or change it. Raises ChangedElsewhere; returns its number."""
    row = {"kind": str(value.kind), "name": value.name, "language": value.language, "body": value.body,
           "changed_at": at}  # fmt: skip
    if value.id:
        writer.update("snippets", value.id, row, value.version)
        return value.id
    sql = "select coalesce(max(position), 0) + 1 from snippets where kind = ? and language = ?"
    return writer.insert("snippets", {**row, "position": writer.value(sql, (str(value.kind), value.language))})


def wordings(reader: Reader) -> tuple[Wording, ...]:
    """Every customer's own wordings."""
    return tuple(_wording(row) for row in reader.rows("select * from wordings order by party_id, code, language"))


def wordings_of(reader: Reader, code: str, language: str) -> tuple[Wording, ...]:
    """What customers get for an occasion in a language, those that do not get the template's own text."""
    rows = reader.rows("select * from wordings where code = ? and language = ?", (code, language))
    return tuple(_wording(row) for row in rows)


def wording(reader: Reader, party_id: PartyId, code: str, language: str) -> Wording | None:
    """What a customer gets for an occasion in a language, or None for the template's own text."""
    sql = "select * from wordings where party_id = ? and code = ? and language = ?"
    found = reader.rows(sql, (party_id, code, language))
    return _wording(found[0]) if found else None


def save_wording(writer: Writer, value: Wording, at: str) -> int:
    """Keep what a customer gets, in place of what it got so far. Raises ChangedElsewhere; returns its number."""
    row: dict[str, Any] = {"party_id": value.party_id, "code": value.code, "language": value.language,
                           "subject": value.subject, "body": value.body, "changed_at": at}  # fmt: skip
    if value.id:
        writer.update("wordings", value.id, row, value.version)
        return value.id
    known = wording(writer, value.party_id, value.code, value.language)
    if known is not None:
        writer.update("wordings", known.id, row)
        return known.id
    return writer.insert("wordings", row)


def _template(row: Row) -> Template:
    return Template(
        code=row["code"],
        language=row["language"],
        kind=row["kind"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        purpose=row["purpose"],
        node=row["node"],
        subject=row["subject"],
        body=row["body"],
        required=split_words(row["required"]),
        builtin=False,
        id=row["id"],
        version=row["version"],
        attachments=split_words(row["attachments"]),
    )


def _template_row(value: Template, at: str) -> dict[str, Any]:
    return {
        "code": value.code,
        "language": value.language,
        "kind": value.kind,
        "name_en": value.name_en,
        "name_zh": value.name_zh,
        "purpose": value.purpose,
        "node": value.node,
        "subject": value.subject,
        "body": value.body,
        "required": words(value.required),
        "changed_at": at,
        "attachments": words(value.attachments),
    }


def _snippet(row: Row) -> Snippet:
    kind = SnippetKind(row["kind"])
    return Snippet(row["id"], kind, row["name"], row["language"], row["body"], row["position"], row["version"])


def _wording(row: Row) -> Wording:
    return Wording(
        row["id"], row["party_id"], row["code"], row["language"], row["subject"], row["body"], row["version"]
    )
