"""A message that waits for its window, in words: the moment on both clocks, why then, and what was missed (D6)."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from tradedesk.domain.queueing import Slot, SlotKind, Wait, WaitKind
from tradedesk.domain.window import zone_or_none
from tradedesk.ui.wording import formats, language, tr

if TYPE_CHECKING:
    from collections.abc import Callable


def sentences(*told: str) -> str:
    """Sentences one after the other, as the language sets them; empty ones are left out."""
    return ("" if language() == "zh_CN" else " ").join(each for each in told if each)


def moment(at: datetime, now: datetime, zone: tzinfo | None) -> str:
    """ "15:00" today, "Mon 15:00" within a week, "24 Dec 15:00" later, on the clock of ``zone``."""
    here, today = at.astimezone(zone), now.astimezone(zone).date()
    clock = formats.clock(at, zone)
    if here.date() == today:
        return clock
    if timedelta() < here.date() - today < timedelta(days=7):
        return f"{formats.weekday(here.date())} {clock}"
    return f"{formats.day(here.date(), today)} {clock}"


def both_clocks(at: datetime, now: datetime, own: tzinfo | None, zone: str, place: str) -> str:
    """ "Tue 00:30 your time · Seattle Mon 08:30"; the own clock alone where the other shows the same or is unknown."""
    here = tr("{when} your time", when=moment(at, now, own))
    away = zone_or_none(zone)
    if away is None or at.astimezone(away).utcoffset() == at.astimezone(own).utcoffset():
        return here
    there, here_day = at.astimezone(away), at.astimezone(own).date()
    clock = formats.clock(at, away)
    # Their date is told where it is not ours: it may still be yesterday there.
    told = clock if there.date() == here_day else f"{formats.weekday(there.date())} {clock}"
    return f"{here} · {place} {told}"


def titled(subject: str, whom: str) -> str:
    """A waiting message: "Quotation rev. 2 → Bluewater"."""
    told = subject or tr("No subject yet")
    return f"{told} → {whom}" if whom else told


def why_short(slot: Slot) -> str:
    """Why that moment, in a few words for a menu."""
    words: dict[SlotKind, Callable[[], str]] = {
        SlotKind.BOTH: lambda: tr("both at work"),
        SlotKind.THEIRS: lambda: tr("their office opens"),
        SlotKind.OURS: lambda: tr("your working hours"),
        SlotKind.AFTER_HOLIDAY: lambda: tr("after {holiday}", holiday=_holiday(slot)),
        SlotKind.AFTER_RAMADAN: lambda: tr("about, after Ramadan"),
        SlotKind.OWN_TIME: lambda: tr("your own choice"),
        SlotKind.MOST: lambda: tr("{n} of {readers} at work", **dict(slot.reason.facts)),
        SlotKind.MOST_THEIRS: lambda: tr("{n} of {readers} at work, you are not", **dict(slot.reason.facts)),
    }
    return words[slot.kind]()


def _holiday(slot: Slot) -> str:
    named = slot.reason.fact("holiday_zh") if language() == "zh_CN" else ""
    return (named or slot.reason.fact("holiday")).partition("; ")[0]


def wait_words(wait: Wait, now: datetime, own: tzinfo | None) -> str:
    """How it stands: "It waited for 15:00, it is 17:20 now. Their office closes in 40 min."; nothing while it waits."""
    if wait.kind is WaitKind.WAITS:
        return tr("Their office will be closed then: the time or the place was changed.") if wait.off else ""
    said = tr("This is the moment it waited for.") if wait.kind is WaitKind.NOW else tr(
        "It waited for {then}, it is {now} now.",
        then=moment(wait.queued_for, now, own),
        now=formats.clock(now, own),
    )  # fmt: skip
    return sentences(said, _what_now(wait, now, own))


def _what_now(wait: Wait, now: datetime, own: tzinfo | None) -> str:
    if wait.kind is not WaitKind.CLOSED and wait.until is not None:
        left = wait.until - now
        if left < timedelta(hours=2):
            return tr("Their office closes in {span}.", span=formats.span(left))
        return tr("Their office is open until {time} your time.", time=moment(wait.until, now, own))
    if wait.next is not None and wait.kind is WaitKind.CLOSED:
        return tr("Their office is closed; the next window opens {time}.", time=moment(wait.next.at, now, own))
    return ""
