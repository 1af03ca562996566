"""What the card of an order's terms shows besides its fields: the L/C's watched days, and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tradedesk.domain import incoterm, letter_of_credit
from tradedesk.domain.order import OrderFile
from tradedesk.domain.order_end import Outcome, outcome
from tradedesk.domain.reason import Reason
from tradedesk.ui.wording import capital, formats, tr
from tradedesk.ui.wording.told import term

#: The fields of an order that the page edits, as the verbs call them.
TERM_FIELDS = (
    "summary", "buyer_ref", "delivery_on", "valid_until", "incoterm", "incoterm_place", "mode", "payment_terms",
    "port_loading", "port_discharge", "lead_time", "moq", "freight", "currency", "tolerance_percent", "shipping_marks",
    "lc_number", "lc_bank", "lc_latest_shipment", "lc_expiry", "lc_place", "lc_presentation_days",
)  # fmt: skip

#: Ways of transport as they are written; anything else is typed.
TRANSPORTS = (
    "sea, FCL 1×20GP", "sea, FCL 1×40GP", "sea, FCL 1×40HQ", "sea, LCL", "air", "courier", "rail", "road",
)  # fmt: skip

#: The fields in which a port may stand: kept as on papers, read in the user's language.
PLACE_FIELDS = ("port_loading", "port_discharge", "incoterm_place")
_ROLES = {"met": "good", "open": "neutral", "soon": "warn", "late": "bad"}


@dataclass(frozen=True)
class WatchedDay:
    """One day of the L/C as a chip."""

    text: str
    role: str


@dataclass(frozen=True)
class TermsState:
    """``by_credit``: the order is paid by a letter of credit, so its fields are shown; ``won``: it was confirmed."""

    by_credit: bool = False
    watched: tuple[WatchedDay, ...] = ()
    won: bool = False
    ended: str = ""


def terms_state(file: OrderFile, today: date) -> TermsState:
    """What the card says besides the fields."""
    order = file.order
    credit = letter_of_credit.credit_of(order, file.nodes)
    watched = letter_of_credit.watched(credit, today) if credit is not None else ()
    found = outcome(order, file.nodes)
    return TermsState(
        credit is not None or bool(order.lc_bank),
        tuple(WatchedDay(_day(each, today), _ROLES[each.standing]) for each in watched),
        found in (Outcome.WON, Outcome.CANCELLED),
        _ended(found, order.end_reason),
    )


def term_reasons(file: OrderFile) -> tuple[Reason, ...]:
    """What to look at in the terms."""
    order = file.order
    ports = {"port_loading": order.port_loading, "port_discharge": order.port_discharge}
    found = incoterm.checks(order.incoterm, order.incoterm_place, order.mode, **ports)
    credit = letter_of_credit.credit_of(order, file.nodes)
    return (*found, *letter_of_credit.checks(credit)) if credit is not None else tuple(found)


def _day(each: letter_of_credit.Watched, today: date) -> str:
    name = capital(term("lc", each.kind))
    day = formats.day(each.day, today)
    if each.happened is not None:
        return tr("{what} {day}: met", what=name, day=day) if each.standing == "met" else f"{name} {day}"
    return f"{name} {day}"


def _ended(found: Outcome, reason: str) -> str:
    """ "Lost: price too high"; empty for what goes on."""
    why = term("end", reason)
    if found is Outcome.LOST:
        return tr("Lost: {why}", why=why) if reason else tr("Lost")
    if found is Outcome.CANCELLED:
        return tr("Cancelled: {why}", why=why) if reason else tr("Cancelled")
    return ""
