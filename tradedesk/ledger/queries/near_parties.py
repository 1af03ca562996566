"""The few parties that have something in common with one, by the indexes: whether they are the same is judged later."""

from __future__ import annotations

from collections.abc import Iterable

from tradedesk.ledger.queries.find import party_condition
from tradedesk.ledger.reader import Reader

#: "AE-100 123.4" is the number AE1001234.
_BARE_TAX_NO = "upper(replace(replace(replace(replace(tax_no, ' ', ''), '-', ''), '.', ''), '/', ''))"


def near(reader: Reader, kind: str, clues: Iterable[tuple[str, str]], too_common: int) -> set[int]:
    """The numbers of the parties of a kind that one of the clues (what it is: name, word, end, tax, mail, domain or
    phone; and its text) finds. A clue that finds more than ``too_common`` tells nothing.
    """
    found: set[int] = set()
    for what, text in clues:
        condition, parameters = _condition(what, text)
        if not condition:
            continue
        sql = f"select id from parties where kind = ? and {condition} limit ?"  # noqa: S608
        numbers = reader.numbers(sql, (kind, *parameters, too_common + 1))
        if len(numbers) <= too_common:
            found.update(numbers)
    return found


def _condition(what: str, text: str) -> tuple[str, list[object]]:
    if what == "tax":
        return f"tax_no <> '' and {_BARE_TAX_NO} = ?", [text]
    if what == "mail":
        return "id in (select party_id from addresses where channel = 'mail' and value = ?)", [text]
    if what == "phone":
        # An extension follows the number after an "x".
        condition = "id in (select party_id from addresses where value = ? or (value > ? and value < ?))"
        return condition, [text, f"{text}x", f"{text}y"]
    return party_condition(text, names_only=what != "domain")
