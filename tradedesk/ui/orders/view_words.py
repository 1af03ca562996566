"""The short words of list, board and calendar: points, money without empty cents, initials, consequences."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tradedesk.domain.money import Money
from tradedesk.domain.order import Stage
from tradedesk.domain.promise_facts import Promise, Urgency
from tradedesk.services.order_ahead import Consequences, PointMove, VoyageMove
from tradedesk.services.order_finding import OrderRow
from tradedesk.ui.orders import words
from tradedesk.ui.wording import capital, formats, language, listed, reasons, tr, trn
from tradedesk.ui.wording.told import term

#: A point planned within so many days is near.
_NEAR = timedelta(days=3)


def point(code: str, names: tuple[str, str] = ("", "")) -> str:
    """ "Ready": a point in one word; its own name where the user gave it one."""
    own = names[1] if language() == "zh_CN" and names[1] else names[0]
    if own:
        return own
    short = {
        "inquiry": tr("Inquiry"),
        "quoted": tr("Quote"),
        "confirmed": tr("Confirm"),
        "deposit": tr("Deposit"),
        "production": tr("Start"),
        "ready": tr("Ready"),
        "customs": tr("Customs"),
        "shipped": tr("Ship"),
        "delivered": tr("Arrive"),
        "balance": tr("Balance"),
        "closed": tr("Close"),
    }
    return short.get(code) or words.node(code)


def plain_money(value: Money) -> str:
    """ "USD 18,000": without cents where there are none."""
    whole = value.amount == value.amount.to_integral_value()
    return f"{value.currency} {value.amount:,.0f}" if whole else formats.money(value)


def rounded_money(value: Money) -> str:
    """ "USD 18,000": a sum in whole units, for a glance."""
    return f"{value.currency} {value.amount:,.0f}"


def initials(people: str | None) -> str:
    """ "CL" for the first of those who do something on an order; nothing for nobody."""
    first = (people or "").split(" · ")[0].split()
    if not first:
        return ""
    if not first[0].isascii():
        return first[0][:1]
    return "".join(part[0] for part in (first[0], first[-1])[: len(first)]).upper()


def coming(row: OrderRow, today: date) -> tuple[str, str]:
    """What an order waits for and until when, as (words, chip role); what is over says so."""
    if row.stage == Stage.CANCELLED:
        return words.stage(row.stage), "neutral"
    if row.stage == Stage.QUOTED and row.valid_until:
        return tr("Until {day}", day=_day(row.valid_until, today)), _role(row.valid_until, today)
    if row.stage == Stage.INQUIRY and row.ordered_on and not row.next_planned_on:
        return tr("Asked {day}", day=_day(row.ordered_on, today)), "neutral"
    if not row.next_node:
        return _paid(row)
    if not row.next_planned_on:
        return point(row.next_node), "neutral"
    return f"{point(row.next_node)} {_day(row.next_planned_on, today)}", _role(row.next_planned_on, today)


def owed(promise: Promise | None) -> tuple[str, str] | None:
    """What the customer is owed on an order now, as (words, chip role); None for nothing (D1, D4)."""
    if promise is None:
        return None
    # A card stays while its time runs out.
    pressing = promise.urgency in (Urgency.LATE, Urgency.SOON) or promise.due_at < datetime.now(UTC)
    told = tr("Tracking due") if promise.kind == "tracking" else formats.due(promise.due_at)
    return told, "bad" if pressing else "warn"


def owed_whole(promise: Promise | None) -> str:
    """The same as a sentence with how long there is, or "" for nothing."""
    return f"{reasons.sentence(promise.title)} {formats.due(promise.due_at)}" if promise is not None else ""


def _paid(row: OrderRow) -> tuple[str, str]:
    over = row.stage in (Stage.DELIVERED, Stage.CLOSED)
    return (tr("Paid"), "good") if over and row.total_minor and not row.open_minor else ("", "neutral")


def _day(told: str, today: date) -> str:
    return formats.day(date.fromisoformat(told), today)


def _role(told: str, today: date) -> str:
    """Behind is bad, within three days is near."""
    day = date.fromisoformat(told)
    return "bad" if day < today else "warn" if day <= today + _NEAR else "neutral"


def standing(row: OrderRow) -> str:
    """ "On hold: the buyer changes the colours"; empty for what runs as usual."""
    return tr("{state}: {why}", state=words.side(row.side_state), why=row.side_reason) if row.side_state else ""


def is_unpaid(row: OrderRow, today: date) -> bool:
    """Whether money is late."""
    return bool(row.due_on) and date.fromisoformat(str(row.due_on)) < today


# -- consequences ------------------------------------------------------------------------------------------------------


def heading(ahead: Consequences) -> str:
    """ "TD-2026-0131: in production → goods ready"."""
    if ahead.stage_before is ahead.stage_after:
        return f"{ahead.number} · {ahead.party}"
    stages = f"{words.stage(ahead.stage_before)} → {words.stage(ahead.stage_after)}"
    return f"{ahead.number} · {stages}"


def told(ahead: Consequences, today: date) -> list[tuple[str, str]]:
    """What a change brings, as (icon, sentence), the weightier first."""
    found = [_reached(each, today) for each in ahead.reached]
    found += [
        ("banknote", tr("Not received yet: {part}, {amount}", part=words.instalment(each.label, each.percent),
                        amount=formats.money(each.open)))
        for each in ahead.unpaid
    ]  # fmt: skip
    if ahead.overtaken:
        passed = listed(words.node(code) for code in ahead.overtaken)
        found.append(("triangle-alert", tr("Passed by without having happened: {points}", points=passed)))
    if ahead.notice is not None:
        found.append(("mail", tr("The customer is to be told: {point}", point=words.node(ahead.notice))))
    if ahead.delivery[0] != ahead.delivery[1]:
        found.append(("truck", _from_to(tr("Delivery"), *ahead.delivery, today)))
    found += [("ship", _from_to(_voyage(each), each.before, each.after, today)) for each in ahead.voyages]
    found += [("calendar", _from_to(words.node(each.code), each.before, each.after, today)) for each in ahead.planned]
    for due in ahead.dues:
        part = words.instalment(due.label, due.percent)
        amount = formats.money(due.amount)
        if due.after is None:
            found.append(("banknote", tr("{part}, {amount}: no longer due", part=part, amount=amount)))
        else:
            day = words.week_day(due.after, today)
            found.append(("banknote", tr("{part}, {amount}: due {day}", part=part, amount=amount, day=day)))
    return found or [("info", tr("Nothing else moves."))]


def _reached(move: PointMove, today: date) -> tuple[str, str]:
    name = words.node(move.code)
    if move.after is None:
        return "undo-2", tr("Has not happened after all: {point}", point=name)
    return "check", tr("Noted as happened on {day}: {point}", day=formats.day(move.after, today), point=name)


def _voyage(move: VoyageMove) -> str:
    """ "ETD MSC OSCAR"."""
    return f"{tr('ETD') if move.kind == 'etd' else tr('ETA')} {move.vessel}".strip()


def _from_to(name: str, before: date | None, after: date | None, today: date) -> str:
    if before is None:
        return tr("{point}: planned for {day}", point=name, day=words.week_day(after, today))
    if after is None:
        return tr("{point}: no longer planned", point=name)
    days = (after - before).days
    moved = (
        trn("{n} day later", "{n} days later", days) if days > 0 else trn("{n} day sooner", "{n} days sooner", -days)
    )
    return tr("{point}: {before} → {after}, {moved}", point=name, before=words.week_day(before, today),
              after=words.week_day(after, today), moved=moved)  # fmt: skip


def term_of(code: str) -> str:
    """The trade's word for an instalment's label."""
    return capital(term("label", code))
