"""What was changed of an order after it was offered or confirmed, as plain values (F1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from tradedesk.domain.order_change import Change, OrderVersion
from tradedesk.services.orders import OrderSheet
from tradedesk.ui.orders.lines_state import charge
from tradedesk.ui.orders.terms_state import PLACE_FIELDS
from tradedesk.ui.wording import formats, joined, language, listed, tr, trn
from tradedesk.ui.wording.told import medium_name, term

#: So many changes stand in the banner; the others below.
_AT_ONCE = 2
_DAYS = frozenset({"delivery_on", "lc_latest_shipment", "lc_expiry"})


@dataclass(frozen=True)
class VersionLine:
    """One version: its name and day, what changed, who agreed, and whether it stands in writing."""

    id: int
    name: str
    changes: tuple[str, ...]
    agreed: str
    standing: str
    role: str
    point_id: int | None
    message_id: int | None
    open: bool


@dataclass(frozen=True)
class ChangesState:
    """The versions, the newest first, and the one that still waits for its confirmation."""

    versions: tuple[VersionLine, ...] = ()
    #: The point to confirm, and the sentence of what it is about; None and "" when all stands in writing.
    point_id: int | None = None
    unconfirmed: str = ""
    #: Log entries in which something may have been agreed: number, words.
    messages: tuple[tuple[int, str], ...] = ()


def changes_state(sheet: OrderSheet) -> ChangesState:
    """Everything the page says of an order's changes."""
    waiting = [each for each in sheet.versions if each.to_confirm]
    oldest = waiting[-1] if waiting else None
    return ChangesState(
        tuple(_version(each, sheet) for each in sheet.versions),
        oldest.point_id if oldest is not None else None,
        _in_short(oldest, sheet) if oldest is not None else "",
        tuple((row.id, _message(row.at, row.medium, row.subject)) for row in sheet.messages),
    )


def change_words(change: Change, sheet: OrderSheet) -> str:
    """ "Rattan chair: Quantity 10 → 12"."""
    before, after = (_value(change.field, text, sheet) or tr("nothing") for text in (change.before, change.after))
    item = charge(change.item) if change.field == "charge" else change.item
    name = _names().get(change.field, change.field)
    return f"{item}: {name} {before} → {after}" if item else f"{name} {before} → {after}"


def _in_short(version: OrderVersion, sheet: OrderSheet) -> str:
    """The first changes in one line, and how many more there are."""
    told = [change_words(each, sheet) for each in version.changes[:_AT_ONCE]]
    more = len(version.changes) - len(told)
    return "; ".join(told + ([trn("and {n} more", "and {n} more", more)] if more else []))


def _version(version: OrderVersion, sheet: OrderSheet) -> VersionLine:
    day = formats.day(version.at.astimezone(ZoneInfo(sheet.zone)).date(), sheet.today)
    offer = version.point_id is None
    name = tr("Revised offer {n}", n=version.number) if offer else tr("Version {n}", n=version.number)
    standing, role = ("", "neutral") if offer else (tr("In writing"), "good")
    if version.to_confirm:
        standing, role = tr("To be confirmed"), "warn"
    return VersionLine(
        version.id,
        joined((name, day, _concerns(version))),
        tuple(change_words(each, sheet) for each in version.changes),
        _agreed(version, sheet.today),
        standing,
        role,
        version.point_id,
        version.confirmed_by or version.message_id,
        version.to_confirm,
    )


def _concerns(version: OrderVersion) -> str:
    """ "quantity, price": what the changes are about, each once."""
    found = dict.fromkeys(term("concerns", each.concerns.value) for each in version.changes)
    return listed(found)


def _agreed(version: OrderVersion, today: date) -> str:
    parts = [version.agreed_by] if version.agreed_by else []
    if version.medium:
        parts.append(medium_name(version.medium))
    if version.agreed_on is not None:
        parts.append(formats.day(version.agreed_on, today))
    return tr("Agreed: {how}", how=joined(parts)) if parts else ""


def _message(at: str, medium: str, subject: str) -> str:
    return f"{at[:10]} · {medium_name(medium)} · {subject}"


def _value(field: str, text: str, sheet: OrderSheet) -> str:
    if field in _DAYS and text:
        return formats.day(date.fromisoformat(text), sheet.today)
    if field in PLACE_FIELDS:
        return sheet.ports.shown(text, language())
    return formats.plain_number(text) if text.replace(".", "", 1).isdigit() and field != "charge" else text


def _names() -> dict[str, str]:
    return {
        "currency": tr("Currency"), "freight": tr("Freight"), "delivery_on": tr("Delivery date"),
        "lead_time": tr("Lead time"), "lc_latest_shipment": tr("Latest shipment"), "lc_expiry": tr("Expiry of the L/C"),
        "payment_terms": tr("Payment terms"), "incoterm": tr("Incoterm"), "incoterm_place": tr("Named place"),
        "mode": tr("Transport"), "port_loading": tr("Port of loading"), "port_discharge": tr("Port of discharge"),
        "tolerance_percent": tr("Tolerance ±%"), "lc_presentation_days": tr("Days for presentation"),
        "shipping_marks": tr("Shipping marks"), "description": tr("Description"), "specification": tr("Specification"),
        "quantity": tr("Quantity"), "unit": tr("Unit"), "unit_price": tr("Unit price"),
        "discount_percent": tr("Discount"), "pieces_per_carton": tr("Pieces per carton"), "line": tr("Line"),
        "charge": tr("Amount"),
    }  # fmt: skip


def revised(versions: tuple[OrderVersion, ...]) -> str:
    """ "revised twice": how often an offer was changed; empty when never."""
    times = sum(1 for each in versions if each.point_id is None)
    return trn("revised once", "revised {n} times", times) if times else ""
