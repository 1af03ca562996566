"""The words of this page: checks, chips, the reader's window, sizes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tradedesk.domain.facts import fact_label
from tradedesk.domain.template import Template
from tradedesk.domain.window import WindowKind
from tradedesk.services.draft_view import DraftView, TheirDay
from tradedesk.ui.wording import formats, language, listed, tr, trn
from tradedesk.ui.wording.told import term
from tradedesk.ui.wording.tongues import own_name


def attachments_words(view: DraftView) -> str:
    """ "2 attachments, 412 kB"."""
    papers = view.draft.attachments
    total = size_words(sum(each.size for each in papers))
    return trn("{n} attachment, {size}", "{n} attachments, {size}", len(papers), size=total)


def size_words(size: int) -> str:
    """A file's size: "188 kB", "2.4 MB"."""
    if size < 1000:
        return tr("{n} bytes", n=size)
    if size < 1_000_000:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB"


# -- the reader's day ----------------------------------------------------------------------------------------------


def window_title(day: TheirDay) -> str:
    """ "Hamburg 07:32 — office opens 15:00 your time"."""
    window, own = day.window, ZoneInfo(day.own_zone)
    now = formats.clock(window.local_now, window.local_now.tzinfo)
    if window.kind is WindowKind.WORKING and window.until is not None:
        return tr("{place} {now} — at work until {time} your time", place=day.place, now=now,
                  time=formats.clock(window.until, own))  # fmt: skip
    if window.opens_at is None:
        return tr("{place} {now} — closed", place=day.place, now=now)
    return tr("{place} {now} — opens {time} your time", place=day.place, now=now, time=_when(window.opens_at, day))


def window_detail(day: TheirDay) -> str:
    """What that means for this message."""
    if day.window.kind is WindowKind.WORKING:
        return tr("A good time: it is read today.")
    told_why = {
        WindowKind.OPENS: tr("Outside their working hours."),
        WindowKind.CLOSED_WEEKEND: tr("It is the weekend there."),
        WindowKind.HOLIDAY: tr("Public holiday there: {holiday}.", holiday=day.holiday[language() == "zh_CN"]),
    }[day.window.kind]
    return tr("{why} Hand it over now or wait.", why=told_why)


def overlap_words(day: TheirDay) -> str:
    """ "Overlap 15:00–18:00 your time", or that there is none today."""
    own = ZoneInfo(day.own_zone)
    length = day.end - day.start
    shared = [each for each in day.bars if each.kind == "overlap"]
    spans = [
        f"{formats.clock(day.start + each.start * length, own)}–{formats.clock(day.start + each.end * length, own)}"
        for each in shared
    ]
    if not spans:
        return tr("No shared working hours today.")
    return tr("Overlap {spans} your time", spans=listed(spans))


def _when(moment: datetime, day: TheirDay) -> str:
    own = ZoneInfo(day.own_zone)
    here = moment.astimezone(own)
    if here.date() == day.start.astimezone(own).date():
        return formats.clock(moment, own)
    return f"{formats.weekday(here.date())} {formats.clock(moment, own)}"


# -- what a message is about -------------------------------------------------------------------------------------------


def purpose_words(code: str) -> str:
    """What a message is about, as it begins a line."""
    name = term("purpose", code)
    return name[:1].upper() + name[1:]


# -- templates ---------------------------------------------------------------------------------------------------------


def template_name(template: Template) -> str:
    """A template's name in the user's language."""
    return template.name_zh if language() == "zh_CN" and template.name_zh else template.name_en


def language_name(code: str) -> str:
    """A language by its own name."""
    return own_name(code)


def moved_words(fact: str, then: str, now: str) -> str:
    """ "Balance: 12,400 → 9,400": what a fact was when the text was written, and what it is now."""
    label = fact_label(fact, language())
    return tr("{fact}: {then} → {now}", fact=label[:1].upper() + label[1:], then=short_line(then),
              now=short_line(now) or tr("not known any more"))  # fmt: skip


def short_line(text: str) -> str:
    """A text in one line; a long one ends in "…"."""
    one = " ".join(text.split())
    return one if len(one) <= 60 else f"{one[:57]}…"
