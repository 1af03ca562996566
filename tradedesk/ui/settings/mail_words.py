"""The words for ways into mail programs: what each is called, what it keeps, and what a test draft showed."""

from __future__ import annotations

from datetime import date

from tradedesk.domain.reason import Reason
from tradedesk.services.installed import MailWay
from tradedesk.services.trial_draft import TrialDraft
from tradedesk.ui.wording import formats, together, tr
from tradedesk.ui.wording.programs import BY_HAND, program_name

_ARRIVED, _MISSING = "arrived", "missing"
#: Characters of an encoded link below which it is for short messages only.
_SHORT = 10_000


def way_name(way: MailWay) -> str:
    """The program, and how it is reached where that matters."""
    if way.code == BY_HAND:
        return tr("By hand")
    label = program_name(way.label) if way.label else tr("The system's mail program")
    if way.code.endswith("eml"):
        return tr("{program}, with a draft file", program=label)
    if way.code == "mapi":
        return tr("{program}, by Simple MAPI", program=label)
    if way.code == "mailto":
        return tr("{program}, with a mail link", program=label)
    if not way.automatic:
        return tr("{program}, in the browser", program=label)
    return label


def way_sentence(way: MailWay, noted: str = "") -> str:
    """What this way keeps of a message, what it does not, and what a test draft showed."""
    told = [_kept(way)]
    if way.by_hand:
        return together([*told, *_noted(noted)])
    if not way.cc or not way.bcc:
        told.append(tr("Takes no Cc and no Bcc.") if not way.cc else tr("Takes no Bcc."))
    told.append(tr("Adds your signature.") if way.signature else tr("Adds no signature of its own."))
    if not way.unquoted:
        told.append(tr("May mark the text as quoted."))
    if not way.editable:
        told.append(tr("May only show the draft."))
    if way.cuts_at:
        told.append(tr("Cuts a message at: {characters}", characters=" ".join(way.cuts_at)))
    return together([*told, *_noted(noted)])


def _kept(way: MailWay) -> str:
    if way.by_hand:
        if way.code == BY_HAND:
            return tr("The text is copied and the folder with the attachments opened; you put it in.")
        return tr("Takes nothing from outside: its site is opened, the text copied; you put it in.")
    return _kept_whole(way) if way.attachments else _kept_of_short(way)


def _kept_of_short(way: MailWay) -> str:
    if 0 < way.limit < _SHORT:
        return tr("For short messages without attachments; the names of the people are left out.")
    return tr("For messages without attachments; the names of the people are left out.")


def _kept_whole(way: MailWay) -> str:
    if not (way.names and way.bcc):
        return tr("Keeps a part of the message only.")
    if way.html:
        return tr("Keeps recipients, subject, formatted text and attachments.")
    return tr("Keeps recipients, subject, text and attachments; formatting is left out.")


def question(trial: TrialDraft) -> str:
    """What is asked after a test draft."""
    program = program_name(trial.program)
    if trial.by_hand:
        lead = tr("The text is on the clipboard, the folder with the attachment is open.")
    else:
        lead = tr("{program} was started with a draft to {address}.", program=program, address=trial.address)
    if "attachment" in trial.parts:
        ask = tr("Did To, subject, text and attachment arrive as they should?")
    else:
        ask = tr("Did To, subject and text arrive as they should?")
    return together([lead, ask])


def worth_saying(trial: TrialDraft) -> tuple[Reason, ...]:
    """What the way said it would lose, where that is news to whoever looks at the draft."""
    return tuple(each for each in trial.lost if each.code not in ("mail-by-hand", "mail-loses-attachments"))


def noted(*, arrived: bool, today: date | None = None) -> str:
    """What is kept of an answer."""
    return f"{(today or date.today()).isoformat()} {_ARRIVED if arrived else _MISSING}"  # noqa: DTZ011 (the user's day)


def _noted(kept: str) -> list[str]:
    day, _, answer = kept.partition(" ")
    try:
        when = formats.day(date.fromisoformat(day))
    except ValueError:
        return []
    if answer == _ARRIVED:
        return [tr("Your test draft of {day} arrived whole.", day=when)]
    return [tr("Your test draft of {day} did not arrive whole.", day=when)]
