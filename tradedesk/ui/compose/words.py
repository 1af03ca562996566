"""The words of this page: checks, chips, the reader's window, sizes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.reason import Reason
from tradedesk.domain.template import Template
from tradedesk.domain.window import WindowKind
from tradedesk.services.draft_view import DraftView, TheirDay
from tradedesk.ui.compose.chips import ChipWords
from tradedesk.ui.wording import formats, language, reasons, tr, trn
from tradedesk.ui.wording.coded import is_known, sentence_for
from tradedesk.ui.wording.told import term, told
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
    return tr("Overlap {spans} your time", spans=", ".join(spans))


def _when(moment: datetime, day: TheirDay) -> str:
    own = ZoneInfo(day.own_zone)
    here = moment.astimezone(own)
    if here.date() == day.start.astimezone(own).date():
        return formats.clock(moment, own)
    return f"{formats.weekday(here.date())} {formats.clock(moment, own)}"


#: Labels that say how sure they are.
_SHORT_LABELS = frozenset({"address-label.official", "address-label.department"})


# -- chips -------------------------------------------------------------------------------------------------------------


def role_words(role: str) -> str:
    """To, Cc, Bcc as they stand before the rows."""
    return {"to": tr("To"), "cc": tr("Cc"), "bcc": tr("Bcc")}[role]


def purpose_words(code: str) -> str:
    """What a message is about, as it begins a line."""
    name = term("purpose", code)
    return name[:1].upper() + name[1:]


def recipient_words(each: DraftRecipient, standing: str, label: Reason | None = None) -> ChipWords:
    """A recipient's chip: the address, why, and its label (B4) or how sure it is; everything in the tooltip."""
    whole = [reasons.sentence(reason) for reason in (*each.reasons, *each.warnings)]
    role = "warn" if each.warnings else {"to": "good", "cc": "info"}.get(each.role, "neutral")
    called = reasons.sentence(label) if label is not None else ""
    head = " · ".join(part for part in (f"{each.name} <{each.value}>" if each.name else each.value, called) if part)
    is_short = label is not None and label.code in _SHORT_LABELS
    sure = called if is_short else term("standing", standing) if standing else ""
    soft = " · ".join(part for part in (_in_short(each.reasons[0]) if each.reasons else "", sure) if part)
    spoken = ", ".join(part for part in (role_words(each.role), each.value, soft) if part)
    return ChipWords(each.value, each.value, soft, role, "\n".join([head, *whole]), spoken)


def _in_short(reason: Reason) -> str:
    code = f"chip.{reason.code}"
    return sentence_for("terms", code, told(dict(reason.facts))) if is_known("terms", code) else ""


# -- templates ---------------------------------------------------------------------------------------------------------


def template_name(template: Template) -> str:
    """A template's name in the user's language."""
    return template.name_zh if language() == "zh_CN" and template.name_zh else template.name_en


def language_name(code: str) -> str:
    """A language by its own name."""
    return own_name(code)
