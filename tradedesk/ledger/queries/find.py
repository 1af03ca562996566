"""Finding: fragments of names, addresses and numbers by trigrams; the log by characters and pairs, verified."""

from __future__ import annotations

import itertools
import re

from tradedesk.ledger.party_lines import short_tokens
from tradedesk.ledger.reader import Reader
from tradedesk.ledger.segments import folded, match_expression, words_of, written_out

#: A trigram index answers words of three characters and more.
_TRIGRAM = 3
#: Words of nothing but digits and what stands between them in a telephone number.
_NUMBER = r"[\d+()./-]*\d[\d+()./-]*"


def party_condition(query: str, *, column: str = "id", names_only: bool = False) -> tuple[str, list[object]]:
    """An SQL condition on ``column`` for the parties that hold every word of the query in any field, or in their names.

    Neighbouring words of digits are also found as one number, whatever blanks, brackets, dashes and leading zeros
    stand in it. Words of one or two letters are answered by ``party_short``. An empty query has no condition.
    """
    within = "{names} : " if names_only else ""
    long: list[str] = []
    conditions: list[str] = []
    parameters: list[object] = []
    every = words_of(query)
    for is_number, group in itertools.groupby(every, lambda word: re.fullmatch(_NUMBER, word) is not None):
        words = list(group)
        digits = bare_digits("".join(words)) if is_number and not names_only else ""
        if len(digits) >= _TRIGRAM and [digits] != words:
            sql, given = _all_words(words, column, within)
            conditions.append(f"({sql} or {column} in (select rowid from party_fts where party_fts match ?))")  # noqa: S608
            parameters += [*given, _quoted(digits)]
        else:
            long += words
    if long:
        sql, given = _all_words(long, column, within)
        conditions.append(sql)
        parameters += given
    return " and ".join(conditions), parameters


def bare_digits(number: str) -> str:
    """The digits that tell a number: without punctuation, the (0) in the middle and the zeros in front.

    >>> bare_digits("00971 (0)50-555")
    '97150555'
    """
    return re.sub(r"\D", "", number.replace("(0)", "")).lstrip("0")


def _all_words(words: list[str], column: str, within: str) -> tuple[str, list[object]]:
    """ "id in … and id in …" for words of any length."""
    long = [_quoted(word) for word in words if len(word) >= _TRIGRAM]
    short = [_quoted(short_tokens([word])) for word in words if len(word) < _TRIGRAM]
    conditions: list[str] = []
    parameters: list[object] = []
    for index, tokens in (("party_fts", long), ("party_short", short)):
        if tokens:
            conditions.append(f"{column} in (select rowid from {index} where {index} match ?)")  # noqa: S608
            parameters.append(f"{within}({' AND '.join(tokens)})")
    return " and ".join(conditions), parameters


def order_condition(query: str, *, column: str = "id") -> tuple[str, list[object]]:
    """An SQL condition on ``column`` for the orders whose line holds every word of the query."""
    words = words_of(query)
    if not words:
        return "", []
    long = [word for word in words if len(word) >= _TRIGRAM]
    conditions: list[str] = []
    parameters: list[object] = []
    if long:
        conditions.append("order_fts match ?")
        parameters.append(" AND ".join(_quoted(word) for word in long))
    for word in words:
        if len(word) < _TRIGRAM:
            conditions.append("instr(text, ?) > 0")
            parameters.append(word)
    return f"{column} in (select rowid from order_fts where {' and '.join(conditions)})", parameters  # noqa: S608


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
        if _holds(f"{subject}\n{body}", words):
            found.append(number)
            if len(found) >= limit:
                break
    return found


def _holds(text: str, words: list[str]) -> bool:
    plain = folded(text)
    missing = [word for word in words if word not in plain]
    if not missing:
        return True
    spelled_out = folded(written_out(text))
    return all(word in spelled_out for word in missing)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
