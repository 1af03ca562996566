"""What a party is found by: its names with their pinyin, and everything else that the ledger knows of it.

Names stand apart, so that a hit in a name comes first. Words of one or two letters are answered from their own small
index: any one or two letters of a name, the beginning of any other word, any one or two Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import add
from typing import NamedTuple

from tradedesk.ledger.pinyin import spelled
from tradedesk.ledger.reader import Reader, marks
from tradedesk.ledger.segments import folded, segmented, written_out

_PEOPLE = """
(select group_concat(c.name || ' ' || c.given || ' ' || c.family, ' ') from contacts c where c.party_id = p.id
 or c.id in (select e.contact_id from employments e where e.party_id = p.id))
"""

_ROLES = """
(select group_concat(c.title || ' ' || c.role || ' ' || c.notes, ' ') from contacts c where c.party_id = p.id)
"""

_ROLES_ELSEWHERE = """
(select group_concat(e.title || ' ' || e.role || ' ' || e.note, ' ') from employments e where e.party_id = p.id)
"""

_WAYS = """
(select group_concat(a.value || ' ' || case when a.original <> a.value then a.original else '' end || ' ' || a.note,
 ' ') from addresses a where a.party_id = p.id)
"""

_POST = """
(select group_concat(s.addressee || ' ' || s.street || ' ' || s.city || ' ' || s.region || ' ' || s.postal_code
 || ' ' || s.country || ' ' || s.note, ' ') from postal_addresses s where s.party_id = p.id)
"""

_BANKS = """
(select group_concat(b.beneficiary || ' ' || b.bank || ' ' || b.bank_address || ' ' || b.account || ' ' || b.swift
 || ' ' || b.note, ' ') from bank_accounts b where b.party_id = p.id)
"""

#: Telephone, account and tax numbers, one a line: they are also found by their bare digits.
_NUMBERS = """
coalesce((select group_concat(a.original, char(10)) from addresses a where a.party_id = p.id
          and a.channel in ('phone', 'whatsapp', 'fax', 'wechat', 'telegram')), '') || char(10) ||
coalesce((select group_concat(s.phone, char(10)) from postal_addresses s where s.party_id = p.id), '') || char(10) ||
coalesce((select group_concat(b.account, char(10)) from bank_accounts b where b.party_id = p.id), '') || char(10) ||
p.tax_no || char(10) || p.registration_no
"""

_OWN = """
p.website || ' ' || p.categories || ' ' || replace(p.tags, ',', ' ') || ' ' || p.notes || ' ' || p.source || ' ' ||
p.languages || ' ' || p.culture || ' ' || p.bank || ' ' || p.tier
"""

_SQL = f"""
select p.id, p.code, p.name || ' ' || p.short_name || ' ' || p.our_name || ' ' || p.our_short_name, p.country, p.city,
       coalesce({_PEOPLE}, ''), {_NUMBERS},
       {_OWN} || ' ' || coalesce({_ROLES}, '') || ' ' || coalesce({_ROLES_ELSEWHERE}, '') || ' ' ||
       coalesce({_WAYS}, '') || ' ' || coalesce({_POST}, '') || ' ' || coalesce({_BANKS}, '')
from parties p where p.id in ({{marks}})
"""  # noqa: S608

#: What stands between letters and digits.
_APART = {code: " " for code in range(128) if not chr(code).isalnum()}
#: Punctuation as characters that the index takes for letters.
_AS_LETTERS = {code: 0xE000 + code for code in range(1, 128) if not chr(code).isalnum() and code != 32}
#: A number shorter than this is not looked for by its bare digits.
_DIGITS = 5


class PartyLine(NamedTuple):
    """One party as it goes into the indexes: folded names, folded rest, and the short pieces of both."""

    id: int
    names: str
    rest: str
    short_names: str
    short_rest: str


def party_lines(reader: Reader, numbers: Sequence[int]) -> list[PartyLine]:
    """The lines of these parties."""
    return [_line(*row) for row in reader.all(_SQL.format(marks=marks(numbers)), numbers)]


def _line(number: int, code: str, names: str, country: str, city: str, people: str, told: str, rest: str) -> PartyLine:
    first = " ".join(folded(f"{code} {names} {_otherwise(names)}").split())
    own = folded(f"{city} {people} {_otherwise(f'{city} {people}')} {told} {rest} {bare_numbers(told)}")
    country_text, country_beginnings = _of_country(country)
    second = " ".join(f"{country_text} {own}".split())
    return PartyLine(number, first, second, _pieces(first), short_tokens((*country_beginnings, *_beginnings(own))))


def _otherwise(names: str) -> str:
    """Other ways to type names: 宁波 as ningbo and nb, Müller as Mueller."""
    return f"{spelled(names)} {written_out(names)}".strip()


@cache
def _of_country(code: str) -> tuple[str, tuple[str, ...]]:
    """What a country adds to the line of everybody who lives there: its text and the beginnings of its words."""
    text = folded(f"{code} {country_words(code)}")
    return text, tuple(_beginnings(text))


def bare_numbers(told: str) -> str:
    """Each line's number without blanks, brackets and dashes: its digits, and with its letters where it has any.

    >>> bare_numbers("+971 50 555 0134\\nDE89 3704 0044")
    '971505550134 8937040044 DE8937040044'
    """
    found: dict[str, None] = {}
    for line in told.replace("(0)", "").splitlines():
        if len(line) < _DIGITS:
            continue
        for bare in (re.sub(r"\D", "", line), "".join(_pieces_of(line))):
            if len(bare) >= _DIGITS and bare != line:
                found[bare] = None
    return " ".join(found)


def _pieces(names: str) -> str:
    """Every one and two letters of every word."""
    return short_tokens([piece for piece in (*names, *map(add, names, names[1:])) if " " not in piece])


def _beginnings(rest: str) -> Iterable[str]:
    """The first one and two letters of every word, also of the words inside an address; Chinese as in the log."""
    text = segmented(rest)
    begun = dict.fromkeys([word[:2] for word in (*text.split(), *_pieces_of(text))])
    return begun | dict.fromkeys([two[:1] for two in begun])


def _pieces_of(text: str) -> list[str]:
    """The runs of letters and digits of a text."""
    return text.translate(_APART).split() if text.isascii() else re.findall(r"[^\W_]+", text)


def short_tokens(pieces: Iterable[str]) -> str:
    """Pieces of one or two letters as the small index keeps and finds them."""
    once = dict.fromkeys(pieces)
    return " ".join([piece if piece.isalnum() else piece.translate(_AS_LETTERS) for piece in once])


def country_words(code: str) -> str:
    """A country's names in English and Chinese; empty for a code that is none."""
    return _countries().get(code, "")


@cache
def _countries() -> Mapping[str, str]:
    import json

    from tradedesk.runtime.resources import resource_path

    table = json.loads(resource_path("data/countries.json").read_text(encoding="utf-8"))
    return {row["code"]: f"{row['en']} {row['zh']}" for row in table["countries"]}
