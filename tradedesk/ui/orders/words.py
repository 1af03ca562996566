"""The trade's words as the page of orders writes them: beginning with a capital, short where there is little room."""

from __future__ import annotations

from datetime import date

from tradedesk.domain.order import Stage
from tradedesk.domain.payment import Event
from tradedesk.ui.wording import capital, formats, language, tr, trn
from tradedesk.ui.wording.told import term

#: Chip roles by stage: what runs well is green, what waits for the customer blue, what is over grey.
STAGE_ROLES = {
    Stage.INQUIRY: "info",
    Stage.QUOTED: "info",
    Stage.CONFIRMED: "good",
    Stage.PRODUCTION: "good",
    Stage.READY: "good",
    Stage.ON_THE_WAY: "good",
    Stage.DELIVERED: "good",
    Stage.CLOSED: "neutral",
    Stage.CANCELLED: "neutral",
}


#: Chip roles by side state.
SIDE_ROLES = {"on-hold": "neutral", "delayed": "warn", "changed": "info", "complaint": "bad", "cancelled": "neutral"}

#: The ways of transport that have a name in each language.
_WAYS = ("sea", "air", "courier", "rail", "road")


def side(code: str) -> str:
    """ "On hold"; empty for what runs as usual."""
    return capital(term("side", code)) if code else ""


def stage(code: str) -> str:
    """ "In production"."""
    return capital(term("stage", code))


def node(code: str) -> str:
    """ "Goods ready"."""
    return capital(term("node", code))


def job(role: str) -> str:
    """ "Purchasing"; a job the user named stays as it is."""
    return capital(term("job", role))


def document(kind: str) -> str:
    """ "Proforma invoice"."""
    return capital(term("document", kind))


def transport(text: str) -> str:
    """ "海运, FCL 1×40HQ": the way of transport in the user's language, the rest as it was typed."""
    way, comma, rest = text.partition(",")
    return f"{term('mode', way)}{comma}{rest}"


def transport_kept(text: str) -> str:
    """ "sea, FCL 1×40HQ" for what was typed in the user's language; a way without such a name stays as it was typed."""
    way, comma, rest = text.replace("，", ", ").partition(",")
    code = next((each for each in _WAYS if term("mode", each) == way.strip()), "")
    return f"{code}{comma}{rest}" if code else text


def instalment(label: str, percent: str) -> str:
    """ "Deposit 30%"; an own label stays as it is."""
    return f"{capital(term('label', label))} {percent}%" if percent else capital(term("label", label))


def waits_for(event: str, days: int) -> str:
    """When an instalment falls due as long as its event is to come: "Due with B/L copy"."""
    if days:
        return trn("{n} day after {event}", "{n} days after {event}", days, event=term("event", event))
    plain = {
        Event.BL_COPY: lambda: tr("Due with B/L copy"),
        Event.GOODS_READY: lambda: tr("Due before shipment"),
        Event.PI_ISSUED: lambda: tr("Due with the PI"),
        Event.SHIPPED: lambda: tr("Due at shipment"),
        Event.ARRIVAL: lambda: tr("Due at arrival"),
    }
    found = plain.get(Event(event)) if event in set(Event) else None
    return found() if found is not None else tr("Due after {event}", event=term("event", event))


def days_off(days: int) -> str:
    """ "+2 d", "-1 d": how far from the plan."""
    return f"{days:+d} 天" if language() == "zh_CN" else f"{days:+d} d"


def to_spare(days: int) -> str:
    """How much may still be lost before the delivery is late."""
    if days < 0:
        return trn("the delivery will be {n} day late", "the delivery will be {n} days late", -days)
    if not days:
        return tr("nothing to spare before the delivery is late")
    return trn("{n} day to spare before the delivery is late", "{n} days to spare before the delivery is late", days)


def lead(days: int, kind: str) -> str:
    """ "4 working days", "30 days"."""
    if kind == "working":
        return trn("{n} working day", "{n} working days", days)
    return trn("{n} day", "{n} days", days)


def week_day(day: date | None, today: date) -> str:
    """A day with its weekday: "Thu 26 Nov", "11月26日 周四"."""
    if day is None:
        return formats.day(day)
    told = (formats.weekday(day), formats.day(day, today))
    return " ".join(reversed(told) if language() == "zh_CN" else told)


def full_day(day: date | None) -> str:
    """A day with its year, as it stands in a field: "21 Nov 2026"; empty for none."""
    return "" if day is None else formats.day(day, date.min)
