"""What of a party a search matched where it was not the name: the words that stand in its row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tradedesk.ledger.party_lines import country_words
from tradedesk.ledger.pinyin import spelled
from tradedesk.ledger.queries.find import bare_digits, party_condition
from tradedesk.ledger.reader import Reader, marks
from tradedesk.ledger.segments import folded, words_of, written_out

#: Longer texts are cut around the hit, with so many characters before it.
_SHOWN, _BEFORE = 60, 16

#: One line a field of a party, the most telling first; city and country stand in the row anyway.
_FIELDS = """
select p.id, 0 as rank, p.city as words from parties p where p.id in ({marks})
union all select a.party_id, 1, a.value from addresses a where a.party_id in ({marks})
union all select a.party_id, 2, a.original from addresses a where a.party_id in ({marks})
union all select c.party_id, 3, c.name || case when c.title <> '' then ', ' || c.title else '' end
          from contacts c where c.party_id in ({marks})
union all select e.party_id, 3, c.name || case when e.title <> '' then ', ' || e.title else '' end
          from employments e join contacts c on c.id = e.contact_id where e.party_id in ({marks})
union all select p.id, 4, replace(p.tags, ',', ' · ') from parties p where p.id in ({marks})
union all select p.id, 4, p.categories from parties p where p.id in ({marks})
union all select p.id, 4, p.tier from parties p where p.id in ({marks})
union all select p.id, 0, p.country from parties p where p.id in ({marks})
union all select p.id, 6, p.website from parties p where p.id in ({marks})
union all select p.id, 6, p.source from parties p where p.id in ({marks})
union all select p.id, 6, p.tax_no from parties p where p.id in ({marks})
union all select p.id, 6, p.registration_no from parties p where p.id in ({marks})
union all select s.party_id, 6, trim(s.addressee || ' ' || s.street || ' ' || s.postal_code || ' ' || s.city || ' ' ||
          s.region || ' ' || s.phone || ' ' || s.note) from postal_addresses s where s.party_id in ({marks})
union all select b.party_id, 6, trim(b.bank || ' ' || b.beneficiary || ' ' || b.account || ' ' || b.swift || ' ' ||
          b.bank_address || ' ' || b.note) from bank_accounts b where b.party_id in ({marks})
union all select c.party_id, 7, trim(c.role || ' ' || c.given || ' ' || c.family || ' ' || c.notes)
          from contacts c where c.party_id in ({marks})
union all select a.party_id, 7, a.note from addresses a where a.party_id in ({marks})
union all select p.id, 8, p.notes from parties p where p.id in ({marks})
"""


def matched(reader: Reader, numbers: Sequence[int], search: str) -> dict[int, str]:
    """By party the words that hold what was searched for; none for those found by name or by the city shown."""
    condition, given = party_condition(search, names_only=True)
    if not condition or not numbers:
        return {}
    sql = f"select id from parties where id in ({marks(numbers)}) and {condition}"  # noqa: S608
    named = {row[0] for row in reader.all(sql, (*numbers, *given))}
    asked = [number for number in numbers if number not in named]
    if not asked:
        return {}
    sql = _FIELDS.format(marks=marks(asked)) + " order by 1, 2"
    fields: dict[int, list[tuple[int, str]]] = {}
    for number, rank, words in reader.all(sql, asked * _FIELDS.count("{marks}")):
        fields.setdefault(number, []).append((rank, words))
    names = _names(reader, asked)
    found = {number: _telling(fields.get(number, []), names.get(number, ""), search) for number in asked}
    return {number: told for number, told in found.items() if told}


def _names(reader: Reader, numbers: Sequence[int]) -> dict[int, str]:
    sql = f"select rowid, names from party_fts where rowid in ({marks(numbers)})"  # noqa: S608
    return dict(reader.all(sql, numbers))


def _telling(fields: Sequence[tuple[int, str]], names: str, search: str) -> str:
    """The field that holds most of the words which the names do not; the first of equals."""
    missing = [word for word in words_of(search) if word not in names]
    digits = bare_digits(search)
    best, most = "", 0
    for rank, words in fields:
        text = _as_indexed(words)
        hits = [word for word in missing if word in text]
        as_number = len(digits) >= 3 and digits in re.sub(r"\D", "", words.replace("(0)", ""))
        weight = len(hits) + (len(missing) + 1 if as_number else 0)
        if weight > most:
            best, most = _around(words, hits[0] if hits else "") if rank else "", weight
    return best


def _as_indexed(words: str) -> str:
    squeezed = re.sub(r"[\W_]", "", words) if len(words) <= _SHOWN else ""
    return folded(f"{words} {squeezed} {country_words(words)} {spelled(words)} {written_out(words)}")


def _around(words: str, hit: str) -> str:
    """A text on one line, cut around the hit where it is long."""
    line = " ".join(words.split())
    if len(line) <= _SHOWN:
        return line
    at = max(folded(line).find(hit), 0)
    start = max(min(at - _BEFORE, len(line) - _SHOWN), 0)
    cut = line[start : start + _SHOWN]
    return ("…" if start else "") + cut + ("…" if start + _SHOWN < len(line) else "")
