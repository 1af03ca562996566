"""Strips above the buttons: a text of one's own, facts that changed, a chat that said it, the moment it waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import SignalInstance

from tradedesk.domain.draft import Draft, OwnText
from tradedesk.domain.message import MessageState
from tradedesk.domain.queueing import Slot, WaitKind
from tradedesk.domain.window import zone_or_none
from tradedesk.services.draft_view import DraftView
from tradedesk.ui.compose import words
from tradedesk.ui.compose.outcome import Exits, Notice
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.wording import formats, joined, reasons, tr, waiting
from tradedesk.ui.wording.told import medium_name

#: So many changed facts are told one by one.
_TOLD = 3


def own_zone(view: DraftView) -> tzinfo | None:
    """The user's own zone."""
    return zone_or_none(view.own_zone)


def still_waits(view: DraftView) -> bool:
    """Whether the draft waits for a moment that lies ahead."""
    return view.wait is not None and view.wait.kind is WaitKind.WAITS


def slot_time(slot: Slot, view: DraftView) -> str:
    """ "15:00", "Tue 00:30": the moment on the own clock."""
    return waiting.moment(slot.at, view.moment, own_zone(view))


def slot_words(slot: Slot, view: DraftView) -> str:
    """One moment in the menu: both clocks and why."""
    zone, place = (view.party.zone, view.party.city or view.party.label) if view.party is not None else ("", "")
    clocks = waiting.both_clocks(slot.at, view.moment, own_zone(view), zone, place)
    return f"{clocks} — {waiting.why_short(slot)}"


def moved_notice(view: DraftView, footer: Exits) -> Notice | None:
    """ "The order changed since this was written: balance 12,400 → 9,400"; None where the text is up to date."""
    if not view.moved:
        return None
    told = [words.moved_words(each.name, each.then, each.now) for each in view.moved[:_TOLD]]
    more = len(view.moved) - _TOLD
    if more > 0:
        told.append(tr("{n} more", n=more))
    notice = Notice("warn", tr("Changed since this was written"), joined(told))
    notice.add_button(Button(tr("Write it anew"), "refresh-cw", on_click=footer.anew_asked.emit))
    notice.add_button(Button(tr("Keep it as it is"), kind="quiet", on_click=footer.kept.emit))
    return notice


def own_text_notice(view: DraftView, footer: Exits) -> Notice | None:
    """What the user had written by hand before another template, tone or language took its place."""
    kept = view.draft.own_texts
    if not kept:
        return None
    if len(kept) == 1:
        notice = Notice("info", tr("Your own text is kept"), f"“{_own_line(kept[0], view.draft)}”")
        notice.add_button(Button(tr("Bring it back"), "undo-2", on_click=partial(footer.brought_back.emit, kept[0])))
    else:
        notice = Notice("info", tr("{n} texts of your own are kept", n=len(kept)))
        other = notice.add_button(Button(tr("Bring one back"), "undo-2"))
        other.clicked.connect(partial(_choose, other, footer.own_choice_asked))
    notice.add_button(Button(tr("Not needed any more"), kind="quiet", on_click=footer.own_texts_let_go.emit))
    return notice


def own_text_words(own: OwnText, now: Draft) -> str:
    """A text of one's own among several: its subject, its language, and the line that tells it from the present one."""
    return tr("“{subject}”, {language}: {line}", subject=words.short_line(own.subject),
              language=words.language_name(own.language), line=_own_line(own, now))  # fmt: skip


def _own_line(own: OwnText, now: Draft) -> str:
    """The first line that does not stand there now."""
    here = {*now.body.splitlines(), ""}
    return words.short_line(next((line for line in own.body.splitlines() if line not in here), own.body))


def wait_notice(view: DraftView, footer: Exits) -> Notice | None:
    """The moment it waits for on both clocks and why; that it has come, or was missed, and what comes next."""
    wait = view.wait
    if wait is None:
        return None
    zone, place = (view.party.zone, view.party.city or view.party.label) if view.party is not None else ("", "")
    detail = waiting.wait_words(wait, view.moment, own_zone(view))
    if wait.kind is WaitKind.WAITS:
        clocks = waiting.both_clocks(wait.queued_for, view.moment, own_zone(view), zone, place)
        why = reasons.sentence(view.draft.queued_why) if view.draft.queued_why is not None else ""
        notice = Notice("warn" if wait.off else "info", tr("Waits for {clocks}", clocks=clocks), detail or why)
    elif wait.kind is WaitKind.CLOSED:
        notice = Notice("warn", tr("Its window was missed"), detail)
    else:
        notice = Notice("good", tr("Its window is open now"), detail)
    if wait.kind is WaitKind.WAITS:
        other = notice.add_button(Button(tr("Another time"), "clock"))
        other.clicked.connect(partial(_choose, other, footer.choice_asked))
    notice.add_button(Button(tr("Do not wait"), kind="quiet", on_click=footer.unqueued.emit))
    return notice


def chatted_notice(view: DraftView, footer: Exits) -> Notice | None:
    """It was said by chat: did it go out, and the mail that must follow (A9)."""
    entry = view.chatted
    if entry is None or entry.state is MessageState.NOT_SENT:
        return None
    medium = medium_name(entry.medium)
    if entry.state is not MessageState.HANDED_OVER:
        lead = tr("Said by {medium} only so far", medium=medium)
        notice = Notice("warn", lead, tr("What binds is also put in a mail. A point to confirm stays open until then."))
        notice.add_button(Button(tr("Put it in a mail too"), "mail", on_click=footer.handed_over.emit))
        return notice
    lead = tr("Copied for {medium}, {moment}", medium=medium, moment=formats.moment(entry.at))
    notice = Notice("info", lead, tr("Did it go out? What binds is then also put in a mail, below."))
    answers: tuple[tuple[MessageState, Callable[[], str], str], ...] = (
        (MessageState.SENT, lambda: tr("Sent as it is"), "check"),
        (MessageState.CHANGED, lambda: tr("Sent, changed"), "pen-line"),
        (MessageState.NOT_SENT, lambda: tr("Not sent"), "x"),
    )
    for state, text, icon in answers:
        notice.add_button(Button(text(), icon, on_click=partial(footer.chat_answered.emit, entry.id, state)))
    return notice


def _choose(button: Button, asked: SignalInstance, _checked: bool = False) -> None:
    asked.emit(button.mapToGlobal(button.rect().topRight()))
