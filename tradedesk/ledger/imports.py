"""What was brought in from lists: the keys by which lists refer to one another, and many rows at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from tradedesk.ledger.reader import Reader, marks
from tradedesk.ledger.values import json_text

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

Values = dict[str, Any]
#: Told the number of rows written; raises to end the unit of work.
Told = Callable[[int], object]

#: Rows that are written between two looks at whether the user has cancelled.
_BATCH = 1000
#: SQLite's limit of variables in one statement is far above this.
_ASKED = 500


@dataclass
class NewParty:
    """A party as it will be added: columns by table, without the numbers that are only known once it is there.

    ``contact_id`` of an address is the place of the person among ``people``, or None for the company's own.
    """

    line: int
    key: str
    party: Values
    people: list[Values] = field(default_factory=list)
    postal: Mapping[str, Any] | None = None
    addresses: list[Values] = field(default_factory=list)


class MoreOf(NamedTuple):
    """People and addresses of a party that is there already; ``contact_id`` as in NewParty, or below zero the number
    of a person who is there (-7 is number 7).
    """

    party_id: int
    people: list[Values]
    addresses: list[Values]


@dataclass
class PartyThere:
    """What the ledger has of a party: its row, the names of its people, its addresses, its office."""

    party: Values
    #: Their numbers by name; 0 for one who is added by this very list.
    people: dict[str, int] = field(default_factory=dict)
    ways: set[tuple[str, str]] = field(default_factory=set)
    #: Its addresses as they were written.
    texts: set[str] = field(default_factory=set)
    office: Values | None = None

    def has_person(self, name: str) -> bool:
        """Whether a person of that name is there."""
        return _bare(name) in self.people

    def person(self, name: str) -> int | None:
        """The number of a person who is on file."""
        return self.people.get(_bare(name)) or None

    def has_all(self, people: Iterable[str], texts: Iterable[str]) -> bool:
        """Whether all these people are there, and all these addresses as they are written here."""
        return self.texts.issuperset(texts) and all(_bare(each) in self.people for each in people)

    def has_way(self, channel: str, value: str) -> bool:
        """Whether that address is there, in capitals or small letters."""
        return (channel, value.casefold()) in self.ways

    def note(self, more: MoreOf) -> None:
        """These are there from now on."""
        self.people |= {_bare(each["name"]): 0 for each in more.people}
        self.ways |= {(each["channel"], each["value"].casefold()) for each in more.addresses}


@dataclass
class NewOrder:
    """An order as it will be added, with its points, its shipment, charges and the place where its goods go."""

    line: int
    key: str
    order: Values
    nodes: list[Values]
    shipment: Values | None = None
    postal: Values | None = None
    charges: list[Values] = field(default_factory=list)


class OrderHead(NamedTuple):
    """What lines need to know of their order; money in minor units of ``currency``. ``beside_minor`` is freight and
    charges.
    """

    id: int
    currency: str
    beside_minor: int
    summary: str
    payment_terms: str
    stage: str
    lines: int
    lines_minor: int


class ProductFacts(NamedTuple):
    """What a line takes over from its product."""

    id: int
    code: str
    name: str
    specification: str
    hs_code: str
    unit: str


def keys(reader: Reader, kind: str) -> dict[str, int]:
    """The parties, products or orders of a kind by the key of their list; without one by code or number."""
    if kind == "order":
        found = reader.all("select number, id from orders")
        listed = reader.all("select key, order_id from external_keys where kind = 'order'")
    elif kind == "product":
        found = reader.all("select code, id from products where code <> '' order by id desc")
        listed = reader.all("select key, product_id from external_keys where kind = 'product'")
    else:
        found = reader.all("select code, id from parties where kind = ? and code <> '' order by id desc", (kind,))
        listed = reader.all("select key, party_id from external_keys where kind = ?", (kind,))
    return {**dict(found), **dict(listed)}


def party_places(reader: Reader, kind: str) -> Iterator[tuple[int, str, str, str]]:
    """Number, name, country and city of every party of a kind: how one without a key is known again."""
    sql = "select id, name, country, city from parties where kind = ? order by id desc"
    for row in reader.stream(sql, (kind,)):
        yield row[0], row[1], row[2], row[3]


def parties_there(reader: Reader, numbers: Sequence[int]) -> dict[int, PartyThere]:
    """What the ledger has of these parties."""
    found: dict[int, PartyThere] = {}
    for some in _parts(numbers, _ASKED):
        among = f"in ({marks(some)}) order by id"
        for row in reader.rows(f"select * from parties where id {among}", some):  # noqa: S608
            found[row["id"]] = PartyThere(row)
        sql = f"select party_id, name, id from contacts where party_id {among}"  # noqa: S608
        for party_id, name, number in reader.all(sql, some):
            found[party_id].people[_bare(name)] = number
        sql = f"select party_id, channel, value, original from addresses where party_id {among}"  # noqa: S608
        for party_id, channel, value, original in reader.all(sql, some):
            found[party_id].ways.add((channel, value.casefold()))
            found[party_id].texts |= {value, original}
        sql = f"select * from postal_addresses where purpose like '%office%' and party_id {among} desc"  # noqa: S608
        for row in reader.rows(sql, some):
            found[row["party_id"]].office = row
    return found


def next_number(reader: Reader, table: str) -> int:
    """The number that the next row of a table will have."""
    return int(reader.value("select coalesce(max(seq), 0) from sqlite_sequence where name = ?", (table,)) or 0) + 1


def product_names(reader: Reader) -> list[tuple[str, int | None]]:
    """Name and supplier of every product."""
    return [(row[0], row[1]) for row in reader.all("select name, supplier_id from products")]


def party_names(reader: Reader, kind: str) -> dict[int, str]:
    """The names of the parties of a kind by number."""
    return dict(reader.all("select id, name from parties where kind = ?", (kind,)))


def products(reader: Reader) -> dict[int, ProductFacts]:
    """Every product by number."""
    rows = reader.all("select id, code, name, specification, hs_code, unit from products")
    return {row[0]: ProductFacts(*row) for row in rows}


def order_heads(reader: Reader, numbers: Sequence[int]) -> dict[int, OrderHead]:
    """What lines need to know of these orders."""
    found = {}
    for some in _parts(numbers, _ASKED):
        sql = f"""
            select id, currency,
                   coalesce(freight_minor, 0)
                   + (select coalesce(sum(amount_minor), 0) from order_charges c where c.order_id = o.id),
                   summary, payment_terms, stage,
                   (select count(*) from order_lines l where l.order_id = o.id),
                   (select coalesce(sum(amount_minor), 0) from order_lines l where l.order_id = o.id)
            from orders o where id in ({marks(some)})
        """  # noqa: S608
        for row in reader.all(sql, some):
            found[row[0]] = OrderHead(*row)
    return found


def lines_there(reader: Reader, numbers: Sequence[int]) -> list[tuple[int, str, str]]:
    """Order, product code and description of every line of these orders."""
    found: list[tuple[int, str, str]] = []
    for some in _parts(numbers, _ASKED):
        sql = f"select order_id, product_code, description from order_lines where order_id in ({marks(some)})"  # noqa: S608
        found += [(row[0], row[1], row[2]) for row in reader.all(sql, some)]
    return found


def postal_of(reader: Reader, purposes: Sequence[str]) -> list[tuple[int, str, str, str, str]]:
    """Party, street, city, postal code and country of every postal address of these purposes."""
    sql = f"""
        select party_id, street, city, postal_code, country from postal_addresses where purpose in ({marks(purposes)})
    """  # noqa: S608
    return [(row[0], row[1], row[2], row[3], row[4]) for row in reader.all(sql, purposes)]


def brought_in_before(reader: Reader, sha256: str) -> str:
    """When (UTC text) a file with the same bytes was last brought in and not taken back; empty when never."""
    sql = """
        select i.at from imports i left join undo_steps u on u.id = i.undo_id
        where i.sha256 = ? and coalesce(u.used, 0) = 0 order by i.id desc limit 1
    """
    return reader.value(sql, (sha256,)) or ""


def taken_back(reader: Reader, steps: Sequence[int]) -> frozenset[int]:
    """Which of these undo steps have been used."""
    sql = f"select id from undo_steps where used = 1 and id in ({marks(steps)})"  # noqa: S608
    return frozenset(row[0] for row in reader.all(sql, steps))


def add_parties(
    writer: Writer,
    kind: str,
    new: Sequence[NewParty],
    more: Sequence[MoreOf] = (),
    keys_of: Sequence[tuple[str, int]] = (),
) -> None:
    """Add parties with their people, office, addresses and keys, and more people, addresses and keys of others.

    They are in the search indexes when this is done: a batch of a long list leaves nothing behind in memory.
    """
    numbers = writer.insert_many("parties", [each.party for each in new])
    pairs = list(zip(numbers, new, strict=True))
    _add_people(writer, [*(MoreOf(number, each.people, each.addresses) for number, each in pairs), *more])
    offices = [{**each.postal, "party_id": number} for number, each in pairs if each.postal is not None]
    writer.insert_many("postal_addresses", offices)
    _add_keys(writer, kind, "party_id", [*((each.key, number) for number, each in pairs), *keys_of])
    writer.finish()


def add_key(writer: Writer, kind: str, key: str, party_id: int) -> None:
    """Let a party be known by one more key."""
    _add_keys(writer, kind, "party_id", [(key, party_id)])


def change_party(writer: Writer, party_id: int, changed: Values, more: MoreOf, postal: Values) -> None:
    """Change columns of a party, add people and addresses, add its office ("id" 0) or change some of its columns."""
    if changed:
        writer.update("parties", party_id, changed)
    _add_people(writer, [more])
    if postal:
        number = int(postal["id"])
        columns = {name: value for name, value in postal.items() if name != "id"}
        if number:
            writer.update("postal_addresses", number, columns)
        else:
            writer.insert("postal_addresses", {**columns, "party_id": party_id})


def _add_people(writer: Writer, all_more: Sequence[MoreOf]) -> None:
    people = [{**person, "party_id": each.party_id} for each in all_more for person in each.people]
    numbers = writer.insert_many("contacts", people)
    rows, first = [], 0
    for each in all_more:
        for address in each.addresses:
            place = address["contact_id"]
            if place is not None:
                address["contact_id"] = numbers[first + place] if place >= 0 else -place
            address["party_id"] = each.party_id
            rows.append(address)
        first += len(each.people)
    writer.insert_many("addresses", rows)


def add_products(writer: Writer, new: Sequence[tuple[str, Values]], told: Told) -> None:
    """Add products, each with the key of its list (or an empty one)."""
    done = 0
    for some in _parts(new, _BATCH):
        numbers = writer.insert_many("products", [row for _, row in some])
        _add_keys(writer, "product", "product_id", [(key, n) for (key, _), n in zip(some, numbers, strict=True)])
        done += len(some)
        told(done)


def add_orders(writer: Writer, new: Sequence[NewOrder], told: Told) -> None:
    """Add orders with their points, shipment, the place where the goods go, and key."""
    done = 0
    for some in _parts(new, _BATCH):
        numbers = writer.insert_many("orders", [each.order for each in some])
        pairs = list(zip(numbers, some, strict=True))
        writer.insert_many("nodes", [{**row, "order_id": number} for number, each in pairs for row in each.nodes])
        shipments = [{**each.shipment, "order_id": number} for number, each in pairs if each.shipment]
        writer.insert_many("shipments", shipments)
        writer.insert_many("postal_addresses", [each.postal for each in some if each.postal])
        charges = [{**row, "order_id": number} for number, each in pairs for row in each.charges]
        writer.insert_many("order_charges", charges)
        _add_keys(writer, "order", "order_id", [(each.key, number) for number, each in pairs])
        done += len(some)
        told(done)


def add_lines(writer: Writer, rows: Sequence[Values], told: Told) -> None:
    """Add order lines."""
    done = 0
    for some in _parts(rows, _BATCH):
        writer.insert_many("order_lines", some)
        done += len(some)
        told(done)


def note_import(writer: Writer, at: str, file_name: str, kind: str, sha256: str, counts: Mapping[str, int]) -> int:
    """Keep which file was brought in; returns the number of the step that will take this unit of work back.

    To be called last: the step is written when the unit of work ends, with the next number.
    """
    undo_id = next_number(writer, "undo_steps")
    row = {"at": at, "file_name": file_name, "kind": kind, "sha256": sha256, "counts": json_text(dict(counts))}
    writer.insert("imports", {**row, "undo_id": undo_id})
    return undo_id


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())


def _add_keys(writer: Writer, kind: str, column: str, pairs: Sequence[tuple[str, int]]) -> None:
    writer.insert_many("external_keys", [{"kind": kind, "key": key, column: number} for key, number in pairs if key])


def _parts(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
