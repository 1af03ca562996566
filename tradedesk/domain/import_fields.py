"""Which lists can be brought in, which fields they have, and by which headings the fields are recognised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from tradedesk.domain import import_headings
from tradedesk.domain.address import Channel
from tradedesk.domain.party import PartyKind

#: The channel of the values that a field of a list holds, brought in and written out; a list has none for the others.
CHANNEL_OF_FIELD: Mapping[str, Channel] = MappingProxyType({
    "emails": Channel.MAIL,
    "phone": Channel.PHONE,
    "fax": Channel.FAX,
    "whatsapp": Channel.WHATSAPP,
    "wechat": Channel.WECHAT,
    "linkedin": Channel.LINKEDIN,
    "telegram": Channel.TELEGRAM,
    "line_id": Channel.LINE,
    "kakaotalk": Channel.KAKAOTALK,
    "skype": Channel.SKYPE,
})  # fmt: skip


class ListKind(StrEnum):
    """What a list holds."""

    PARTIES = "parties"
    ORDERS = "orders"
    LINES = "lines"
    PRODUCTS = "products"
    RECEIPTS = "receipts"


@dataclass(frozen=True)
class Field:
    """A field that a column can be: its name in the rows, its labels, and the headings that mean it (folded).

    Of a field that can be ``many`` several columns are taken together: two lines of an address, three mailboxes.
    """

    name: str
    label_en: str
    label_zh: str
    required: bool
    aliases: frozenset[str]
    many: bool = False


def folded_heading(heading: str) -> str:
    """Fold a heading to what is compared: "Customer ID", "customerID" and "customer_id" are one.

    >>> folded_heading(" Unit-Price ")
    'unitprice'
    """
    lowered = unicodedata.normalize("NFKD", heading.replace("ß", "ss")).casefold()
    return "".join(letter for letter in lowered if letter.isalnum() and not unicodedata.combining(letter))


def _fields(text: str) -> tuple[Field, ...]:
    made = []
    for line in text.strip().replace("\n    ", " ").splitlines():
        name, english, chinese, aliases = (part.strip() for part in line.split("|"))
        bare = name.rstrip("*+")
        headings = (bare.replace("_", ""), english, chinese, *aliases.split(","))
        known = frozenset(folded_heading(heading) for heading in headings) - {""}
        made.append(Field(bare, english, chinese, name.endswith("*"), known, name.endswith("+")))
    return tuple(made)


FIELDS: Mapping[ListKind, tuple[Field, ...]] = MappingProxyType(
    {
        ListKind.PARTIES: _fields(import_headings.PARTIES),
        ListKind.ORDERS: _fields(import_headings.ORDERS),
        ListKind.LINES: _fields(import_headings.LINES),
        ListKind.PRODUCTS: _fields(import_headings.PRODUCTS),
        ListKind.RECEIPTS: _fields(import_headings.RECEIPTS),
    }
)


_ALL_ALIASES = frozenset(alias for fields in FIELDS.values() for field in fields for alias in field.aliases)
_LONGEST_HEADING = 60
_NO_HEADING = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]|^[+(]?\d[\d\s()./-]{4,}\d$")


def fields_of(kind: ListKind) -> tuple[Field, ...]:
    """Return the fields that a list of this kind can have, in the order in which they are offered."""
    return FIELDS[kind]


def recognise(header: Sequence[str], kind: ListKind) -> dict[int, str]:
    """Say which column (0 is the first) is which field.

    A field is given to its plainest heading, then the first; one that can be several columns to all of them.

    >>> recognise(("customerID", "公司名称", "PLZ", "colour"), ListKind.PARTIES)
    {0: 'code', 1: 'name', 2: 'postal_code'}
    """
    found: dict[int, str] = {}
    for reading in (folded_heading, _without_brackets, _below_its_group):
        for column, heading in enumerate(header):
            wanted = reading(heading)
            for field in FIELDS[kind]:
                free = field.many or field.name not in found.values()
                if column not in found and free and wanted in field.aliases:
                    found[column] = field.name
    return dict(sorted(found.items()))


def known_headings(cells: Sequence[str]) -> set[str]:
    """Return those of the cells, folded, that mean a field of some list: a row with several of them is a header."""
    folded = {folded_heading(cell) for cell in cells if len(cell) <= _LONGEST_HEADING}
    return folded & _ALL_ALIASES


def is_a_row(header: Sequence[str]) -> bool:
    """Whether what was taken for the header is a row already: a mailbox or a number in it, and no known heading."""
    return not known_headings(header) and any(_NO_HEADING.search(cell) for cell in header)


def _without_brackets(heading: str) -> str:
    return folded_heading(re.sub(r"[(（\[【].*?[)）\]】]", " ", heading))


def _below_its_group(heading: str) -> str:
    """ "Office / City" of two header rows is a city."""
    return folded_heading(heading.rpartition(" / ")[2])


@dataclass(frozen=True)
class Guess:
    """What a list seems to hold; ``party_kind`` says which parties (None for other lists)."""

    kind: ListKind
    party_kind: PartyKind | None = None


_FILE_WORDS: tuple[tuple[PartyKind, tuple[str, ...]], ...] = (
    (PartyKind.SUPPLIER, ("supplier", "vendor", "lieferant", "proveedor", "fournisseur", "fornitore", "fornecedor",
                          "tedarik", "dostawc", "поставщик", "供应商", "供應商", "工厂", "仕入先")),
    (PartyKind.FORWARDER, ("shipper", "forwarder", "carrier", "spediteur", "货代", "物流", "承运")),
    (PartyKind.CUSTOMER, ("customer", "client", "kunde", "cliente", "buyer", "客户", "买家", "客戶", "顧客")),
)  # fmt: skip


def guess_kind(header: Sequence[str], filename: str = "") -> Guess | None:
    """Say what the list seems to be by its headings, and which parties by its file name; None when nothing fits.

    The user sees the answer and can change it.
    """
    best: ListKind | None = None
    best_score = 0.0
    named = _named_party(filename.casefold())
    for kind in (ListKind.LINES, ListKind.ORDERS, ListKind.PARTIES, ListKind.PRODUCTS, ListKind.RECEIPTS):
        mapping = recognise(header, kind)
        needed = [field.name for field in FIELDS[kind] if field.required]
        if any(name not in mapping.values() for name in needed):
            continue
        score = len(mapping) / max(1, len(header)) + 0.1 * len(needed)
        if kind is ListKind.PARTIES and named is not None:
            score += 0.3
        if score > best_score:
            best, best_score = kind, score
    if best is not ListKind.PARTIES:
        return Guess(best) if best else None
    # The file's name tells first, then a heading such as supplierID; a list of companies is customers by default.
    return Guess(best, named or _named_party(" ".join(header).casefold()) or PartyKind.CUSTOMER)


def _named_party(text: str) -> PartyKind | None:
    return next((kind for kind, words in _FILE_WORDS if any(word in text for word in words)), None)
