"""The words of the log: how an entry reads as a line and as a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tradedesk.domain.address import INSTANT_MESSAGING, Channel
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Direction, Medium, Message, Recipient
from tradedesk.domain.reason import Reason
from tradedesk.domain.routing import needs_mail_after_chat
from tradedesk.domain.window import zone_of
from tradedesk.services.log import LogRow, LogSheet
from tradedesk.ui.entry_words import ICONS, ROLES, people_line, state_chip
from tradedesk.ui.recipient_words import role_words
from tradedesk.ui.wording import formats, joined, reasons, tr, trn
from tradedesk.ui.wording.programs import program_name
from tradedesk.ui.wording.told import medium_name, term

ARROWS = {Direction.OUT: "arrow-right", Direction.IN: "arrow-left"}

Chip = tuple[str, str]


@dataclass(frozen=True)
class EntryLine:
    """One entry as a line of the list; ``chips`` are (words, role)."""

    icon: str
    arrow: str
    when: str
    title: str
    detail: str
    chips: tuple[Chip, ...]
    spoken: str


def line_of(row: LogRow, zone: ZoneInfo, now: datetime) -> EntryLine:
    """The line of an entry; its time in the user's own zone."""
    medium, direction = Medium(row.medium), Direction(row.direction)
    when = formats.moment(datetime.fromisoformat(row.at), zone, now)
    said = people_line(row.people) or ("" if medium is Medium.MAIL else medium_name(medium))
    chips = chips_of(row.state, row.medium, row.direction, row.open_points, row.points)
    detail = joined((row.party, row.order_number, said))
    title = one_line(row.subject or row.preview) or tr("(no subject)")
    spoken = (medium_name(medium), direction_words(direction), when, title, detail, *(words for words, _ in chips))
    return EntryLine(
        icon=ICONS[medium],
        arrow=ARROWS.get(direction, ""),
        when=when,
        title=title,
        detail=detail,
        chips=chips,
        spoken=", ".join(part for part in spoken if part),
    )


def one_line(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def direction_words(direction: str) -> str:
    """Who spoke."""
    words = {
        Direction.OUT: lambda: tr("we said"),
        Direction.IN: lambda: tr("they said"),
        Direction.BOTH: lambda: tr("both spoke"),
    }
    return words[Direction(direction)]()


def chips_of(state: str, medium: str, direction: str, open_points: int, points: int) -> tuple[Chip, ...]:
    """What became of it, and whether something of it must still be confirmed by mail (F2)."""
    found: list[Chip] = []
    if open_points:
        found.append((tr("Confirm by mail"), "warn"))
    elif points:
        found.append((tr("Confirmed"), "good"))
    became = state_chip(state)
    if became is not None:
        found.append(became)
    elif not found:
        received = direction == Direction.IN and medium == Medium.MAIL
        found.append((tr("Received"), "info") if received else (tr("Noted"), "neutral"))
    return tuple(found)


def needs_mail(entry: Message) -> Reason | None:
    """A9: what binds and was said by chat also needs a mail; what went out by mail does not."""
    return chat_needs_mail(entry.purpose, entry.medium)


def chat_needs_mail(purpose: str, medium: str) -> Reason | None:
    """The same for a note that is not kept yet."""
    if medium not in {str(each) for each in INSTANT_MESSAGING}:
        return None
    return needs_mail_after_chat(purpose, Channel(medium))


def facts_of(sheet: LogSheet, now: datetime) -> list[tuple[str, str]]:
    """Everything known of an entry as names and values (F3)."""
    entry = sheet.message
    pairs = [(tr("When"), _when(sheet, now))]
    for role in ROLES:
        who = [_person(each, sheet.labels.get(each.value)) for each in entry.recipients if each.role == role]
        if who:
            pairs.append((role_words(role), "\n".join(who)))
    if entry.purpose:
        pairs.append((tr("About"), _capital(term("purpose", entry.purpose))))
    if entry.program:
        pairs.append((tr("Opened in"), program_name(entry.program)))
    if entry.attachments:
        pairs.append(
            (tr("Attached"), "\n".join(f"{each.name} ({size_words(each.size)})" for each in entry.attachments))
        )
    if sheet.proofread_by:
        pairs.append((tr("Proofread by"), sheet.proofread_by))
    if entry.override_reason:
        pairs.append((tr("Handed over despite"), entry.override_reason))
    if entry.fingerprint:
        pairs.append((tr("Fingerprint"), entry.fingerprint[:16]))
    return pairs


def _person(one: Recipient, label: Reason | None) -> str:
    """ "Khalid <orders@…> · Customer – official" (B4)."""
    shown = f"{one.name} <{one.value}>" if one.name else one.value
    return f"{shown} · {reasons.sentence(label)}" if label is not None else shown


def _when(sheet: LogSheet, now: datetime) -> str:
    """The own time, and beside it the customer's where it is another."""
    at, own = sheet.message.at, ZoneInfo(sheet.own_zone)
    mine = f"{formats.day(at.astimezone(own).date(), now.astimezone(own).date())} {formats.clock(at, own)}"
    try:
        there = at.astimezone(zone_of(sheet.party_zone))
    except RuleSaysNo:
        return mine
    if there.utcoffset() == at.astimezone(own).utcoffset():
        return mine
    theirs = f"{formats.weekday(there.date())} {formats.clock(there, there.tzinfo)}"
    return tr("{own} · theirs {theirs}", own=mine, theirs=theirs)


def size_words(size: int) -> str:
    """ "340 kB", "2.1 MB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1 if size else 0)} kB"


def how_words(entry: Message) -> str:
    """ "WhatsApp · they said"; a mail that went out says only how."""
    if entry.medium is Medium.MAIL and entry.direction is Direction.OUT:
        return medium_name(entry.medium)
    return f"{medium_name(entry.medium)} · {direction_words(entry.direction)}"


def filters(counts: dict[str, int]) -> list[tuple[str, str]]:
    """The filters with how much each shows."""
    handed, points = counts.get("handed-over", 0), counts.get("points", 0)
    return [
        ("", tr("All {n}", n=formats.count(counts.get("", 0)))),
        ("handed-over", tr("To mark as sent {n}", n=formats.count(handed))),
        ("points", tr("To confirm {n}", n=formats.count(points))),
    ]


def found_words(found: int, most: int) -> str:
    """How much a search found."""
    if found >= most:
        return tr("the newest {n}; type more to find others", n=formats.count(most))
    return trn("{n} entry", "{n} entries", found)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
