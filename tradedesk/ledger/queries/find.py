"""Finding: fragments of names, addresses and numbers by trigrams; the log by characters and pairs, verified."""

from __future__ import annotations

from tradedesk.ledger.reader import Reader
from tradedesk.ledger.segments import folded, match_expression, words_of

#: A trigram index answers words of three characters and more; shorter ones are looked for in the lines themselves.
_TRIGRAM = 3


def line_condition(index: str, query: str) -> tuple[str, list[object]]:
    """An SQL condition "id in (…)" for the parties or orders whose line holds every word of the query.

    ``index`` is party_fts or order_fts. An empty query has no condition.
    """
    words = words_of(query)
    if not words:
        return "", []
    long = [word for word in words if len(word) >= _TRIGRAM]
    short = [word for word in words if len(word) < _TRIGRAM]
    conditions: list[str] = []
    parameters: list[object] = []
    if long:
        conditions.append(f"{index} match ?")
        parameters.append(" AND ".join(_quoted(word) for word in long))
    for word in short:
        conditions.append("instr(text, ?) > 0")
        parameters.append(word)
    return f"id in (select rowid from {index} where {' and '.join(conditions)})", parameters  # noqa: S608


def messages(
    reader: Reader, query: str, limit: int, *, scope: str = "", parameters: tuple[object, ...] = ()
) -> list[int]:
    """The newest messages (by entry) that hold every word of the query; at most ``limit`` numbers.

    ``scope`` is a further condition on ``m``, one of our own texts. Candidates come from the index newest first and
    are verified against the text, until enough are found.
    """
    expression = match_expression(query)
    if not expression:
        return []
    words = words_of(query)
    sql = f"""
        select m.id, m.subject, m.body from message_fts f join messages m on m.id = f.rowid
        where f.message_fts match ? {scope} order by f.rowid desc
    """  # noqa: S608
    found: list[int] = []
    for number, subject, body in reader.stream(sql, (expression, *parameters)):
        text = folded(f"{subject}\n{body}")
        if all(word in text for word in words):
            found.append(number)
            if len(found) >= limit:
                break
    return found


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
