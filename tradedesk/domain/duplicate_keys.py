"""The few keys by which one company of a long list meets another: equal where they are certainly the same, and where
names are alike in their beginning or their end. Whether they are one company is judged by ``duplicates.judge``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tradedesk.domain.duplicates import bare_name

#: Letters of the beginning and of the end of a name that are compared; a sign of Chinese says as much as two letters.
_LETTERS, _SIGNS = 8, 4
#: Without its memory: of 100,000 names each is asked for once.
_bare = bare_name.__wrapped__
#: Sixty bits of a hash tell a million keys apart and take a third less memory than all of it.
_BITS = (1 << 60) - 1


class Keys(NamedTuple):
    """By what a company meets others, as numbers, since texts would be too many: what certain pairs share; a domain or
    telephone, of which anybody who has it may be the same firm; and beginnings and ends of names, which many have.
    """

    certain: list[int]
    likely: list[int]
    names: list[int]


def keys(
    names: Iterable[str], country: str, tax_no: str, mailboxes: Iterable[str], domains: Iterable[str],
    phones: Iterable[str],
) -> Keys:  # fmt: skip
    """The keys of a company."""
    certain = [hash(("mail", each)) & _BITS for each in mailboxes]
    if tax_no:
        certain.append(hash(("tax", tax_no)) & _BITS)
    likely = [hash(("domain", each)) & _BITS for each in domains]
    likely += [hash(("phone", each)) & _BITS for each in phones]
    of_names: list[int] = []
    for name in names:
        bare = _bare(name)
        if country:
            certain.append(hash((bare, country)) & _BITS)
        if bare:
            of_names += _of_name(bare)
    return Keys(certain, likely, of_names)


def _of_name(bare: str) -> tuple[int, int]:
    """Words in their order by letters, so that it does not matter which comes first."""
    joined = "".join(sorted(bare.split())) if " " in bare else bare
    most = _LETTERS if joined.isascii() else _SIGNS
    return hash(("begins", joined[:most])) & _BITS, hash(("ends", joined[-most:])) & _BITS
