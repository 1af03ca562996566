"""From the rows of a list to the ledger's rows: products, orders with their timeline, lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tradedesk.domain import incoterm, payment, timeline
from tradedesk.domain.country import folded
from tradedesk.domain.importing import LineRow, Options, OrderRow, ProductRow, Severity
from tradedesk.domain.money import Money, line_amount, money
from tradedesk.domain.order import Node, NodeCode, Order, OrderCharge, OrderLine, Stage
from tradedesk.domain.party import PostalAddress
from tradedesk.domain.reason import because
from tradedesk.ledger import imports, orders, parties
from tradedesk.ledger.imports import NewOrder, OrderHead, ProductFacts
from tradedesk.ledger.order_charges import charge_row
from tradedesk.services.bench import Bench
from tradedesk.services.list_party import Told
from tradedesk.services.order_plan import follow, split_price

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: A list of orders holds what was ordered: inquiry and quotation lie before it.
_NOT_IN_A_LIST = frozenset({NodeCode.INQUIRY, NodeCode.QUOTED})
#: So many products name an order in the list of orders.
_NAMED = 3
_OFFICE, _SHIP_TO = "office", "ship-to"


def product(row: ProductRow, supplier_id: int | None) -> dict[str, Any]:
    """A product's columns; the price exact, in the row's currency."""
    return {
        "code": row.key,
        "name": row.name,
        "specification": "\n".join(text for text in (row.specification, row.notes) if text),
        "hs_code": row.hs_code,
        "unit": row.unit,
        "unit_price": "" if row.unit_price is None else f"{row.unit_price:f}",
        "currency": "" if row.unit_price is None else row.currency,
        "packing": row.packing,
        "supplier_id": supplier_id,
    }


class OrderMaking:
    """Makes orders of rows; knows where goods go already, so that no place is noted twice."""

    def __init__(self, bench: Bench, options: Options) -> None:
        self._today = bench.today()
        self._stamp = bench.stamp()
        self._close_after = options.close_after_days
        read = bench.ledger.read
        self._places = {(row[0], _place(*row[1:])) for row in imports.postal_of(read, (_OFFICE, _SHIP_TO))}
        self._carriers = imports.party_names(read, "forwarder")

    def order(self, row: OrderRow, party_id: int, forwarder_id: int | None) -> tuple[NewOrder, list[Told]]:
        """An order with its points, its shipment and a new place for its goods; and what is to be told about it."""
        notes: list[Told] = []
        code, place = _incoterm(row.incoterm)
        freight = None if row.freight is None else money(row.freight, row.currency)
        charges = [OrderCharge(0, at, label, money(amount, row.currency))
                   for at, (label, amount) in enumerate(row.charges, start=1)]  # fmt: skip
        beside = sum((each.amount.minor for each in charges), freight.minor if freight else 0)
        nodes = self._nodes(row, code, notes)
        head = Order(
            0,
            row.key,
            party_id,
            None,
            timeline.stage_of(nodes),
            "",
            row.currency,
            Money(beside, row.currency),
            buyer_ref=row.buyer_ref,
            ordered_on=row.ordered_on,
            delivery_on=row.required_on,
            incoterm=code,
            incoterm_place=place,
            payment_terms=row.payment_terms,
            freight=freight,
            notes=row.notes,
        )
        new = NewOrder(
            row.line,
            row.key,
            {**orders.order_row(head), "created_at": self._stamp},
            [orders.node_row(node) for node in nodes],
            self._shipment(row, forwarder_id),
            self._ship_to(row, party_id),
            [charge_row(0, each) for each in charges],
        )
        return new, notes

    def _nodes(self, row: OrderRow, code: str, notes: list[Told]) -> list[Node]:
        """The points from the confirmation on: what the list says has happened, and what it asks for."""
        shares = payment.read_terms(row.payment_terms).shares if row.payment_terms else ()
        actual: dict[NodeCode, date] = {}
        planned: dict[NodeCode, date] = {}
        if row.required_on is not None:
            planned[incoterm.delivered_by(code)] = row.required_on
        told = ((NodeCode.CONFIRMED, "ordered_on", row.ordered_on), (NodeCode.SHIPPED, "shipped_on", row.shipped_on))
        for node, name, day in told:
            if day is not None and day > self._today:
                planned[node] = day
                notes.append(Told(name, day.isoformat(), because("day-lies-ahead", day=day.isoformat()), Severity.NOTE))
            elif day is not None:
                actual[node] = day
        shipped = actual.get(NodeCode.SHIPPED)
        if shipped is not None and self._close_after and (self._today - shipped).days > self._close_after:
            actual[NodeCode.CLOSED] = self._today
        codes = [each for each in timeline.node_codes(shares) if each not in _NOT_IN_A_LIST]
        return [Node(0, 0, at, each, planned.get(each), actual.get(each)) for at, each in enumerate(codes, start=1)]

    def _shipment(self, row: OrderRow, forwarder_id: int | None) -> dict[str, Any] | None:
        lines = self._ship_lines(row)
        if forwarder_id is None and row.shipped_on is None and not lines:
            return None
        carrier = self._carriers[forwarder_id] if forwarder_id is not None else ""
        etd = row.shipped_on.isoformat() if row.shipped_on else None
        return {"forwarder_id": forwarder_id, "carrier": carrier, "etd": etd, "ship_to": "\n".join(lines)}

    def _ship_lines(self, row: OrderRow) -> list[str]:
        town = " ".join(part for part in (row.ship_postal_code, row.ship_city) if part)
        lines = (row.ship_name, row.ship_street, town, row.ship_region, row.ship_country_text)
        return [line for line in lines if line]

    def _ship_to(self, row: OrderRow, party_id: int) -> dict[str, Any] | None:
        """Where the goods go, when that is neither the office nor a place already noted."""
        country = row.ship_country or row.ship_country_text
        place = _place(row.ship_street, row.ship_city, row.ship_postal_code, country)
        if not (row.ship_street or row.ship_postal_code) or (party_id, place) in self._places:
            return None
        self._places.add((party_id, place))
        found = PostalAddress(
            0, party_id, _SHIP_TO, row.ship_name, row.ship_street, row.ship_city, row.ship_region,
            row.ship_postal_code, country,
        )  # fmt: skip
        return parties.postal_row(found)


def _place(street: str, city: str, postal_code: str, country: str) -> tuple[str, ...]:
    """What makes two postal addresses the same place, whatever their commas and accents."""
    return folded(street), folded(city), folded(postal_code), folded(country)


def _incoterm(text: str) -> tuple[str, str]:
    """ "FOB Ningbo, Incoterms 2020" is FOB and Ningbo; what is no term stays as it stands."""
    head, _, rest = text.strip().partition(" ")
    if head.upper().rstrip(",") not in incoterm.TERMS:
        return text, ""
    place = rest.partition("Incoterms")[0].strip(" ,;")
    return head.upper().rstrip(","), place


@dataclass(frozen=True)
class _Made:
    line: OrderLine
    product_id: int | None


class LineMaking:
    """Gathers the lines of a list by order; what a line does not say itself its product says."""

    def __init__(
        self, keys: Mapping[str, int], products: Mapping[int, ProductFacts], there: Sequence[tuple[int, str, str]]
    ) -> None:
        self._keys = keys
        self._products = products
        self._there = Counter((order_id, code or folded(text)) for order_id, code, text in there)
        self.by_order: dict[int, list[_Made]] = {}
        self.count = 0

    def knows(self, key: str) -> bool:
        """Whether a product of that key is there."""
        return key in self._keys

    def is_there(self, row: LineRow, order_id: int) -> bool:
        """Whether the order has this product's line already; of several lines of a product each is known again once."""
        which = (order_id, row.product_key or folded(row.description))
        if self._there[which] <= 0:
            return False
        self._there[which] -= 1
        return True

    def add(self, row: LineRow, head: OrderHead) -> None:
        """Add a row to its order; the amount is rounded once, in the order's currency."""
        known = self._products.get(self._keys.get(row.product_key, 0))
        lines = self.by_order.setdefault(head.id, [])
        line = OrderLine(
            0,
            head.lines + len(lines) + 1,
            row.description or (known.name if known else row.product_key),
            row.quantity,
            row.unit or (known.unit if known else ""),
            row.unit_price,
            row.discount_percent,
            line_amount(row.quantity, row.unit_price, row.discount_percent, head.currency),
            product_code=row.product_key,
            specification=row.specification or (known.specification if known else ""),
            description_local=row.description_local,
            hs_code=row.hs_code or (known.hs_code if known else ""),
            origin=row.origin,
            pieces_per_carton=row.pieces_per_carton,
            cartons=row.cartons,
            net_weight=row.net_weight,
            gross_weight=row.gross_weight,
            cbm=row.cbm,
            note=row.note,
        )
        lines.append(_Made(line, known.id if known else None))
        self.count += 1


def write_lines(
    writer: Writer, making: LineMaking, heads: Mapping[int, OrderHead], told: Callable[[int], object]
) -> None:
    """Add the lines; each order's total is its lines and its freight, its instalments are parts of that total."""
    rows = [
        {**orders.line_row(order_id, _plain(made.line)), "product_id": made.product_id}
        for order_id, lines in making.by_order.items()
        for made in lines
    ]
    imports.add_lines(writer, rows, lambda done: told(done // 2))
    done = 0
    for order_id, lines in making.by_order.items():
        head = heads[order_id]
        total = head.beside_minor + head.lines_minor + sum(made.line.amount.minor for made in lines)
        writer.update("orders", order_id, {"total_minor": total, "summary": head.summary or _summary(lines)})
        if head.payment_terms and head.stage not in (Stage.CLOSED, Stage.CANCELLED):
            split_price(writer, orders.order(writer, order_id))
            follow(writer, order_id)
        done += len(lines)
        told(making.count // 2 + done // 2)


def _plain(line: OrderLine) -> OrderLine:
    """Exact decimals without an exponent: 1E+3 is written 1000."""
    names = ("quantity", "unit_price", "discount_percent", "pieces_per_carton", "net_weight", "gross_weight", "cbm")
    numbers = {name: getattr(line, name) for name in names}
    plain: dict[str, Any] = {name: Decimal(f"{number:f}") for name, number in numbers.items() if number is not None}
    return replace(line, **plain)


def _summary(lines: list[_Made]) -> str:
    """What the order is about, by its first products."""
    names = list(dict.fromkeys(made.line.description for made in lines))
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
