"""What of a row is not taken because the company is there already, so that nothing is lost without a word."""

from __future__ import annotations

from dataclasses import fields

from tradedesk.domain.importing import PartyRow

#: Fields that tell of people and ways, which are added as the key is, and what is told elsewhere or made of others.
_TOLD_ELSEWHERE = frozenset(
    {"line", "kind", "zone", "zone_question", "country_text", "contact_name", "emails", "phone", "fax", "whatsapp",
     "wechat", "mobile", "linkedin", "telegram", "line_id", "skype", "kakaotalk", "given_name", "family_name",
     "honorific", "role", "birthday", "contact_title", "code"}
)  # fmt: skip
_COMPANY_FIELDS = tuple(
    each.name for each in fields(PartyRow)
    if each.name not in _TOLD_ELSEWHERE and not each.name.startswith(("contact2", "contact3"))
)  # fmt: skip


def not_taken(row: PartyRow, first: PartyRow) -> list[str]:
    """The company's fields that a row has and the line it is joined with has not, or has otherwise."""
    return [
        name
        for name in _COMPANY_FIELDS
        if (value := getattr(row, name)) and value != getattr(first, name)
        and not (isinstance(value, str) and isinstance(old := getattr(first, name), str) and _same(value, old))
    ]  # fmt: skip


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
