"""The words on the printed sheet of a customer, in parts that are laid out on paper elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from tradedesk.domain.address import INSTANT_MESSAGING
from tradedesk.domain.money import Money
from tradedesk.domain.party import BankAccount, Contact
from tradedesk.domain.purpose import Role
from tradedesk.services.customer_sheet import PrintedSheet
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.wording import apart, formats, joined, language, listed, together, tr
from tradedesk.ui.wording.reasons import sentence
from tradedesk.ui.wording.told import term
from tradedesk.ui.wording.tongues import names_of


@dataclass(frozen=True)
class Part:
    """A title with rows under it; ``widths`` share the line, and without ``heads`` the first cell of a row names it.

    ``empty`` stands where there are no rows; a part without either is left out.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = (24, 76)
    heads: tuple[str, ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class Content:
    """A whole sheet: title, a line about it, parts, and what stands at the foot of every page."""

    title: str
    about: str
    parts: tuple[Part, ...]
    foot: str
    alarm: str = ""


def content_of(printed: PrintedSheet) -> Content:
    """The words of a sheet in the user's language."""
    sheet = printed.page.sheet
    party = sheet.party
    zone = ZoneInfo(printed.zone)
    today = printed.now.astimezone(zone).date()
    country = sheet.country.name(language()) if sheet.country is not None else party.country
    about = [party.our_name, tr(", ").join(apart(part) for part in (party.city, country) if part), party.categories]
    parts = (
        _company(printed, today),
        _people(sheet),
        _addresses(sheet, today),
        _receivers(printed),
        _postal(printed),
        _banks(printed),
        _orders(printed, today),
        _messages(printed, zone, today),
        Part(tr("Notes"), ((party.notes,),) if party.notes else (), (100,)),
    )
    moment = f"{formats.day(today, date.min)} {formats.clock(printed.now, zone)}"
    foot = tr("Printed {moment} · {company}", moment=moment, company=printed.company)
    return Content(
        party.name,
        joined(about),
        tuple(part for part in parts if part.rows or part.empty),
        foot if printed.company else tr("Printed {moment}", moment=moment),
        together(sentence(each) for each in printed.page.record.alarms),
    )


def _pairs(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    return tuple((name, value) for name, value in found if value)


def _company(printed: PrintedSheet, today: date) -> Part:
    sheet, record = printed.page.sheet, printed.page.record
    party = sheet.party
    reorder = record.reorder
    money = listed(formats.money(each) for each in sheet.open_total)
    owed = listed(formats.money(each) for each in sheet.overdue)
    rows = _pairs((
        (tr("Short name"), party.short_name),
        (tr("Our short name"), party.our_short_name),
        (tr("Code"), party.code),
        (tr("Tier"), party.tier),
        (tr("Tags"), joined(party.tags)),
        (tr("Source"), party.source),
        (tr("Languages"), names_of(party.languages)),
        (tr("Web site"), party.website),
        (tr("Preferred channel"), words.channel_named(party.preferred_channel) if party.preferred_channel else ""),
        (tr("Currency"), party.currency),
        (tr("Time zone"), party.zone),
        (tr("Style"), words.style(record.style.code) if record.style is not None else ""),
        (tr("Next reorder"), formats.day(reorder.on, today) if reorder is not None and reorder.on is not None else ""),
        (tr("Tax number"), party.tax_no),
        (tr("Registration number"), party.registration_no),
        (tr("Open orders"), f"{sheet.open_orders} · {money}" if money else str(sheet.open_orders or "")),
        (tr("Overdue"), owed),
    ))  # fmt: skip
    return Part(tr("Company"), rows)


def _people(sheet: CustomerSheet) -> Part:
    heads = (tr("Name"), tr("Title"), tr("Role"), tr("Language"), tr("Remark"))
    rows = tuple(
        (_name(each), each.title, each.role, each.language, _line(each.notes, each.birthday)) for each in sheet.contacts
    )
    return Part(tr("Contacts"), rows, (30, 22, 18, 10, 20), heads)


def _name(person: Contact) -> str:
    named = " ".join(part for part in (person.honorific, person.name) if part)
    return tr("{name} (main contact)", name=named) if person.is_main else named


def _line(*texts: str) -> str:
    return joined(" ".join(text.split()) for text in texts if text)


def _addresses(sheet: CustomerSheet, today: date) -> Part:
    people = {each.id: each.name for each in sheet.people}
    rows = []
    for each in sheet.addresses:
        way = "" if each.channel not in INSTANT_MESSAGING else words.channel(each.channel)
        value = f"{way} {words.value_of(each)}".strip()
        owner = sheet.owner(each.id)
        whose = people.get(each.contact_id or 0) or (owner.name if owner is not None else "")
        kind, _colour = words.kind_chip(each, owner.kind if owner is not None else None)
        rows.append((value, kind, words.standing_chip(each, today)[0], whose, _line(each.note)))
    heads = (tr("Address"), tr("Kind"), tr("Standing"), tr("Contact"), tr("Remark"))
    return Part(tr("Addresses"), tuple(rows), (31, 19, 20, 18, 12), heads)


def _receivers(printed: PrintedSheet) -> Part:
    heads = (tr("Purpose"), term("role", "to"), term("role", "cc"), term("role", "never"))
    rows = []
    for purpose in printed.page.sheet.purposes:
        cells = tuple(
            "\n".join(words.value_of(each) for each in printed.receivers(purpose, role))
            for role in (Role.TO, Role.CC, Role.NEVER)
        )
        if any(cells):
            rows.append((words.purpose(purpose), *cells))
    return Part(tr("Who receives what"), tuple(rows), (22, 28, 26, 24), heads)


def _postal(printed: PrintedSheet) -> Part:
    rows = []
    for each in printed.page.sheet.postal:
        purposes = listed(words.postal_purpose(code) for code in each.purpose.split(",") if code)
        block = printed.page.record.block(each.id)
        rows.append((purposes, "\n".join(part for part in (*block, each.phone, _line(each.note)) if part)))
    return Part(tr("Postal addresses"), tuple(rows))


def _banks(printed: PrintedSheet) -> Part:
    rows = []
    for view in printed.page.record.accounts:
        told = [*_bank_lines(view.account)]
        if view.doubt is not None:
            told.append(sentence(view.doubt))
        rows.append((view.account.currency or tr("Account"), "\n".join(told)))
    return Part(tr("Bank accounts"), tuple(rows))


def _bank_lines(account: BankAccount) -> list[str]:
    swift = f"SWIFT {account.swift}" if account.swift else ""
    lines = (
        account.beneficiary,
        _line(account.bank, account.bank_address),
        _line(account.account, swift),
        account.note,
    )
    return [line for line in lines if line]


def _orders(printed: PrintedSheet, today: date) -> Part:
    def day(told: str | None) -> str:
        return formats.day(date.fromisoformat(told), today) if told else "—"

    def coming(node: str | None, planned: str | None) -> str:
        return _line(words.node(node), day(planned)) if node else "—"

    rows = tuple(
        (each.number, each.summary, term("stage", each.stage), coming(each.next_node, each.next_planned_on),
         day(each.delivery_on), formats.money(Money(each.total_minor, each.currency)) if each.currency else "—")
        for each in printed.orders
    )  # fmt: skip
    heads = (tr("Number"), tr("Goods"), tr("Stage"), tr("Comes next"), tr("Delivery"), tr("Total"))
    return Part(tr("Open orders"), rows, (17, 25, 13, 20, 11, 14), heads, tr("None."))


def _messages(printed: PrintedSheet, zone: ZoneInfo, today: date) -> Part:
    rows = []
    for each in printed.messages:
        at = _moment(each.at, zone, today)
        way = _line(words.channel_named(each.medium), tr("in") if each.direction == "in" else tr("out"))
        rows.append((at, way, _line(each.order_number, each.subject or each.preview)))
    heads = (tr("When"), tr("Way"), tr("About"))
    return Part(tr("Last messages"), tuple(rows), (17, 19, 64), heads, tr("None."))


def _moment(told: str, zone: ZoneInfo, today: date) -> str:
    from datetime import datetime

    at = datetime.fromisoformat(told.replace("Z", "+00:00")).astimezone(zone)
    return f"{formats.day(at.date(), today)} {at:%H:%M}"


def file_name(printed: PrintedSheet) -> str:
    """A name for the file that every system takes: "Gulf Horizon Trading LLC 2026-11-21.pdf"."""
    party = printed.page.sheet.party
    safe = "".join(letter if letter.isalnum() or letter in "-_." else " " for letter in party.name)
    name = " ".join(safe.split()).strip(". ")[:80] or "customer"
    return f"{name} {printed.now.astimezone(ZoneInfo(printed.zone)):%Y-%m-%d}.pdf"
