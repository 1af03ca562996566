"""Which orders a list, a board or a calendar shows: the chips, the filters that can be combined, and their choices."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from tradedesk.domain.side_state import SHOWN
from tradedesk.ledger.queries.find import order_condition
from tradedesk.ledger.queries.party_filters import Conditions
from tradedesk.ledger.reader import Reader, marks

RUNNING = "o.stage in ('inquiry','quoted','confirmed','production','ready','on-the-way','delivered')"
STAGES = ("inquiry", "quoted", "confirmed", "production", "ready", "on-the-way", "delivered", "closed", "cancelled")

#: The point that comes next, as ``timeline.next_node`` says: the first open one after the last one reached (the balance
#: does not move the goods); before closing, a balance that was overtaken. Points overtaken are not waited for.
#: To stand behind ``select n.…`` in a query that knows the order as ``o``.
NEXT_NODE = """from nodes n where n.order_id = o.id and n.actual_on is null and (n.code = 'balance' or n.position >
coalesce((select max(r.position) from nodes r where r.order_id = o.id and r.actual_on is not null
          and r.code <> 'balance'), 0))
order by n.code = 'closed', n.position <= coalesce((select max(r.position) from nodes r where r.order_id = o.id
          and r.actual_on is not null and r.code <> 'balance'), 0), n.position limit 1"""

#: Why an order does not run as usual, as ``side_state.SHOWN``: its side state; what was confirmed and cancelled, that.
SIDE = """case when o.stage = 'cancelled' then case when exists (select 1 from nodes n where n.order_id = o.id
and n.code = 'confirmed' and n.actual_on is not null) then 'cancelled' else '' end else o.side_state end"""

#: What was only offered is not owed yet, and what was cancelled no more.
OWED = "o.stage not in ('inquiry','quoted','cancelled')"

#: The person of the own company who uses the program: its main contact, as everywhere (I1).
_ME = """(select c.id, c.name from contacts c join parties w on w.id = c.party_id where w.kind = 'own'
order by c.is_main desc, c.id limit 1)"""

_MINE = f"""o.id in (select r.order_id from order_roles r, {_ME} me
where r.contact_id = me.id or (r.contact_id is null and r.name = me.name))"""  # noqa: S608

_LATE = f"{RUNNING} and (select n.planned_on {NEXT_NODE}) < :today"

#: Every order with money open has an instalment that says so: reckoned once, not order by order.
_UNPAID = f"""{OWED} and o.id in (select i.order_id from instalments i
where i.received_minor < i.amount_minor)"""  # noqa: S608

#: Conditions on ``orders o`` by chip.
CHIPS = {"running": RUNNING, "late": _LATE, "unpaid": _UNPAID, "mine": f"{RUNNING} and {_MINE}"}

#: Who does something on an order: the contact's name where the ledger knows the person, else the name that was typed.
_PERSON = "coalesce((select c.name from contacts c where c.id = r.contact_id), r.name)"

#: So many different values of a field are offered at most, the most usual ones.
_OFFERED = 200


@dataclass(frozen=True)
class OrderFilter:
    """Conditions that must all hold; of the values of one field any is enough, and an empty field asks for nothing.

    ``customers`` are the parties' numbers, ``sides`` why it does not run as usual (``side_state.SHOWN``), ``waiting``
    the points that come next, ``ordered`` and ``delivery`` months ("2026-11"), ``people`` the names of those who do
    something on the order (I1), ``countries`` the customers'.
    """

    customers: tuple[int, ...] = ()
    stages: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True)
class OrderQuery:
    """Which orders, in which order. ``chip``: "", running, late, unpaid or mine; ``party_id`` is one customer's own.

    ``sort`` is the key of a column: see ``orders.SORTS``.
    """

    chip: str = ""
    search: str = ""
    sort: str = "ordered"
    descending: bool = True
    party_id: int | None = None
    filter: OrderFilter = OrderFilter()


@dataclass(frozen=True)
class OrderChoices:
    """What there is to choose from: (value, how many orders); the most usual first, months newest first.

    ``names`` are the customers' by number.
    """

    customers: tuple[tuple[int, int], ...]
    stages: tuple[tuple[str, int], ...]
    sides: tuple[tuple[str, int], ...]
    waiting: tuple[tuple[str, int], ...]
    ordered: tuple[tuple[str, int], ...]
    delivery: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    currencies: tuple[tuple[str, int], ...]
    names: dict[int, str]


def conditions(query: OrderQuery, today: date) -> Conditions:
    """What a query asks of ``orders o``; always at least one condition."""
    found = Conditions()
    found.add("1")
    if query.chip:
        found.add_day(CHIPS[query.chip], today)
    if query.party_id is not None:
        found.add("o.party_id = ?", query.party_id)
    text, words = order_condition(query.search, column="o.id")
    found.add(text, *words)
    _add_filter(found, query.filter)
    return found


def _add_filter(found: Conditions, chosen: OrderFilter) -> None:
    columns = (
        ("o.party_id", chosen.customers),
        ("o.stage", chosen.stages),
        (SIDE, chosen.sides),
        ("substr(o.ordered_on, 1, 7)", chosen.ordered),
        ("substr(o.delivery_on, 1, 7)", chosen.delivery),
        ("o.currency", chosen.currencies),
    )
    for column, values in columns:
        if values:
            found.add(f"{column} in ({marks(values)})", *values)
    if chosen.waiting:
        found.add(f"{RUNNING} and (select n.code {NEXT_NODE}) in ({marks(chosen.waiting)})", *chosen.waiting)
    if chosen.people:
        people = f"select r.order_id from order_roles r where {_PERSON} in ({marks(chosen.people)})"  # noqa: S608
        found.add(f"o.id in ({people})", *chosen.people)
    if chosen.countries:
        where = f"select p.id from parties p where p.country in ({marks(chosen.countries)})"  # noqa: S608
        found.add(f"o.party_id in ({where})", *chosen.countries)


def choices(reader: Reader) -> OrderChoices:
    """What the orders have in each field."""

    def usual(sql: str) -> tuple[tuple[str, int], ...]:
        return tuple((row[0], row[1]) for row in reader.all(f"{sql} limit {_OFFERED}"))

    def plain(column: str, order: str = "2 desc, 1") -> tuple[tuple[str, int], ...]:
        return usual(f"select {column}, count(*) from orders o where {column} <> '' group by 1 order by {order}")  # noqa: S608

    customers = reader.all(
        f"""select o.party_id, count(*), p.name from orders o join parties p on p.id = o.party_id
        group by o.party_id order by max(o.ordered_on) desc limit {_OFFERED}"""  # noqa: S608
    )
    stages, sides = dict(plain("o.stage")), dict(plain(SIDE))
    return OrderChoices(
        customers=tuple((row[0], row[1]) for row in customers),
        stages=tuple((stage, stages[stage]) for stage in STAGES if stage in stages),
        sides=tuple((side, sides[side]) for side in SHOWN if side in sides),
        waiting=usual(
            f"select code, count(*) from (select (select n.code {NEXT_NODE}) as code from orders o where {RUNNING}) "  # noqa: S608
            "where code is not null group by 1 order by 2 desc, 1"
        ),
        ordered=plain("substr(o.ordered_on, 1, 7)", "1 desc"),
        delivery=plain("substr(o.delivery_on, 1, 7)", "1 desc"),
        people=usual(
            f"select {_PERSON}, count(distinct r.order_id) from order_roles r where {_PERSON} <> '' "  # noqa: S608
            "group by 1 order by 2 desc, 1"
        ),
        countries=usual(
            "select p.country, count(*) from orders o join parties p on p.id = o.party_id where p.country <> '' "
            "group by 1 order by 2 desc, 1"
        ),
        currencies=plain("o.currency"),
        names={row[0]: row[2] for row in customers},
    )


def names(reader: Reader, numbers: tuple[int, ...]) -> dict[int, str]:
    """The names of customers by number."""
    sql = f"select id, name from parties where id in ({marks(numbers)})"  # noqa: S608
    return {row[0]: row[1] for row in reader.all(sql, numbers)}


def me(reader: Reader) -> str:
    """The name of the own person whose orders are "mine"; empty before somebody is entered."""
    return str(reader.value(f"select name from {_ME}") or "")  # noqa: S608
