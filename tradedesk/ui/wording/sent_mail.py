"""The words of what was found as sent: where, when, what was changed, and what a look for it brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradedesk.domain.errors import NeighbourFailed
from tradedesk.ui.wording import errors, formats, joined, language, reasons, tr, trn

if TYPE_CHECKING:
    from tradedesk.domain.sent_mail import MailStore, SentAs
    from tradedesk.services.sent_mail import Outcome


def found_words(sent: SentAs) -> str:
    """ "Found in Thunderbird (me@firm.com: Sent), sent 14:35"."""
    where = where_words(sent)
    if sent.at is None:
        return tr("Found in {where}", where=where)
    return tr("Found in {where}, sent {moment}", where=where, moment=formats.moment(sent.at))


def where_words(sent: SentAs) -> str:
    """The place a mail lies in."""
    if sent.kind == "thunderbird":
        return tr("Thunderbird ({folder})", folder=sent.folder)
    if sent.kind == "imap":
        return tr("{folder} on the mail server", folder=sent.folder)
    if sent.kind == "given":
        return tr("the file {name}", name=sent.folder)
    return tr("the folder {folder}", folder=sent.folder)


def state_words(sent: SentAs) -> str:
    """Whether it went out as it was handed over."""
    if not sent.changes:
        return tr("It was sent as it was handed over.")
    return trn("One thing was changed before it was sent:", "{n} things were changed before it was sent:",
               len(sent.changes))  # fmt: skip


def lines_of(sent: SentAs) -> list[str]:
    """What was changed, a line each; afterwards what is good to know."""
    return [*(reasons.sentence(each) for each in sent.changes), *(reasons.sentence(each) for each in sent.notes)]


def why_words(sent: SentAs) -> str:
    """Why it is this one."""
    between = "，" if language() == "zh_CN" else ", "
    told = between.join(reasons.sentence(each) for each in sent.why)
    return told[:1].upper() + told[1:]


def outcome_words(outcome: Outcome) -> str:
    """What a look brought, on one line, with what could not be read."""
    found = outcome.sent + outcome.changed
    if not (found or outcome.asked or outcome.still_open):
        return tr("Every hand-over was answered already; there is nothing to look for.")
    parts = [
        trn("{n} mail found as sent", "{n} mails found as sent", found) if found else "",
        trn("one of them changed", "{n} of them changed", outcome.changed) if outcome.changed else "",
        trn("{n} to ask you about", "{n} to ask you about", outcome.asked) if outcome.asked else "",
        "" if found or outcome.asked else tr("Nothing found"),
        trn("{n} mail looked at", "{n} mails looked at", outcome.looked_at),
        trn("{n} could not be read", "{n} could not be read", outcome.broken) if outcome.broken else "",
    ]
    told = joined(parts)
    return "\n".join([told, *(trouble_words(each) for each in outcome.troubles)])


def trouble_words(store: MailStore) -> str:
    """Why a place could not be read; empty when it could."""
    if store.trouble is None:
        return ""
    return errors.sentence(NeighbourFailed(store.trouble.code, **dict(store.trouble.facts)))
