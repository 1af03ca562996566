"""The four facts above a customer: the time there, the last contact, what is open, and manners."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradedesk.domain.culture import Style
from tradedesk.domain.money import Money
from tradedesk.domain.window import WindowKind, WindowState
from tradedesk.services.customer_facts import CustomerFacts
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.widgets import FactCard, plain_tooltip
from tradedesk.ui.wording import formats, listed, reasons, together, tr, trn

_SPOKEN = 44


class FactsRow(QWidget):
    """Four cards side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.time = FactCard(tr("Local time"))
        self.contact = FactCard(tr("Last contact"))
        self.orders = FactCard(tr("Open orders"))
        self.culture = FactCard(tr("Culture"))
        for card in (self.time, self.contact, self.orders, self.culture):
            row.addWidget(card, 1)

    def show_facts(self, sheet: CustomerSheet, facts: CustomerFacts | None) -> None:
        """Show them; what is still being reckoned is a dash."""
        known = facts if facts is not None and facts.party_id == sheet.party.id else None
        self._show_time(sheet, known)
        self._show_contact(sheet, known)
        self._show_orders(sheet, known)
        self._show_culture(known)

    def _show_time(self, sheet: CustomerSheet, facts: CustomerFacts | None) -> None:
        if facts is None or facts.window is None:
            ask = tr("Which city? It decides the hours.") if sheet.asks_city else tr("The country is not known yet.")
            self.time.show_fact("—", None, "" if sheet.party.zone else ask)
            _explain(self.time, "")
            return
        local = facts.window.local_now
        value = f"{formats.weekday(local.date())} {local:%H:%M}"
        self.time.show_fact(value, _window_chip(facts.window), _best(facts))
        _explain(self.time, reasons.sentence(facts.window.reason))

    def _show_contact(self, sheet: CustomerSheet, facts: CustomerFacts | None) -> None:
        count = len(sheet.points)
        chip = (trn("{n} point to confirm by mail", "{n} points to confirm by mail", count), "warn") if count else None
        last = facts.last_contact if facts is not None else None
        if last is None or facts is None:
            self.contact.show_fact(tr("None yet") if facts is not None else "—", chip)
            return
        spoken = sheet.points[-1].text if count else last.words
        medium = sheet.points[-1].medium if count else last.medium
        line = f"{words.channel_named(medium)} · “{_cut(spoken)}”" if spoken else words.channel_named(medium)
        self.contact.show_fact(formats.relative(last.at, facts.now), chip, line)
        _explain(self.contact, spoken)

    def _show_orders(self, sheet: CustomerSheet, facts: CustomerFacts | None) -> None:
        value = tr("None") if not sheet.open_orders else str(sheet.open_orders)
        if sheet.open_orders and sheet.open_total:
            value = f"{sheet.open_orders} · {_sums(sheet.open_total)}"
        chip = (tr("{sum} overdue", sum=_sums(sheet.overdue)), "bad") if sheet.overdue else None
        node = facts.next_node if facts is not None else None
        line = ""
        if node is not None and facts is not None:
            day = formats.day(node.planned_on, facts.today)
            line = tr("Next: {node}, planned {day}", node=words.node(node.code), day=day)
        self.orders.show_fact(value, chip, line)
        _explain(self.orders, node.order_number if node is not None else "")

    def _show_culture(self, facts: CustomerFacts | None) -> None:
        if facts is None or facts.culture is None:
            self.culture.show_fact("—")
            _explain(self.culture, "")
            return
        chip = None
        if facts.ramadan_days is not None:
            soon = trn("Ramadan in {n} day", "Ramadan in {n} days", facts.ramadan_days)
            chip = (soon if facts.ramadan_days else tr("Ramadan, about now"), "personal")
        advice = reasons.sentence(facts.ramadan) if facts.ramadan is not None else _manner(facts.culture.code)
        # What the user noted of the person is read before anything else (E4).
        advice = _cut(facts.culture.notes) or advice
        self.culture.show_fact(words.style(facts.culture.code), chip, advice)
        told = (facts.culture.notes, reasons.sentence(facts.ramadan) if facts.ramadan is not None else "")
        _explain(self.culture, together((*told, reasons.sentence(facts.culture.reason))))


def _explain(card: FactCard, sentence: str) -> None:
    card.setToolTip(plain_tooltip(sentence))
    card.setAccessibleDescription(sentence)


def _window_chip(window: WindowState) -> tuple[str, str]:
    if window.kind is WindowKind.WORKING:
        return tr("At work"), "good"
    if window.kind is WindowKind.CLOSED_WEEKEND:
        return tr("Weekend"), "bad"
    if window.kind is WindowKind.HOLIDAY:
        return tr("Holiday"), "bad"
    if window.opens_at is not None:
        opens = formats.clock(window.opens_at, window.local_now.tzinfo)
        return tr("Opens {time}", time=opens), "neutral"
    return tr("Closed"), "neutral"


def _best(facts: CustomerFacts) -> str:
    """The hours both sides share, in the user's own time (D6)."""
    zone = ZoneInfo(facts.own_zone)
    today = listed(f"{formats.clock(a, zone)}–{formats.clock(b, zone)}" for a, b in facts.shared_today)
    if today:
        return tr("Best window today: {hours} your time", hours=today)
    if facts.shared_next is None:
        return tr("No hours shared within two weeks")
    start, end = facts.shared_next
    day = formats.weekday(start.astimezone(zone).date())
    hours = f"{day} {formats.clock(start, zone)}–{formats.clock(end, zone)}"
    return tr("Best window today: none · {hours} your time", hours=hours)


def _manner(style: Style) -> str:
    return {
        Style.DIRECT: tr("Product, price and delivery first; little small talk"),
        Style.RELATIONSHIP: tr("A warm opening before business"),
        Style.FORMAL: tr("Formal layout, honorifics, every parameter"),
    }[style]


def _sums(amounts: tuple[Money, ...]) -> str:
    """Whole units are enough at a glance: "USD 84,200 + EUR 1,250"."""
    return " + ".join(formats.money(each).removesuffix(".00") for each in amounts)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SPOKEN else line[: _SPOKEN - 1].rstrip() + "…"
