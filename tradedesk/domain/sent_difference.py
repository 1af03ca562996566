"""What was changed between a message as it was handed over and the mail that was sent (F3)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from tradedesk.domain import sent_text
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.sent_mail import Comparison, Handed, SentFile, SentMail, same_address

_ROLES = ("to", "cc", "bcc")
#: What mail programs add of their own accord.
_OWN_FILES = (".p7s", ".asc", ".vcf")
_OWN_NAMES = frozenset({"winmail.dat", "smime.p7s", "application/pgp-signature", "text/x-amp-html"})


def compare(handed: Handed, mail: SentMail) -> Comparison:
    """Every difference in recipients, subject, text and attachments, and notes of what is no difference."""
    notes: list[Reason] = []
    changes = [
        *_people(handed, mail, notes),
        *_subject(handed.subject, mail.subject),
        *_text(handed, mail, notes),
        *_files(handed, mail, notes),
    ]
    return Comparison(tuple(changes), tuple(notes))


def _people(handed: Handed, mail: SentMail, notes: list[Reason]) -> Iterable[Reason]:
    meant = {same_address(each.value): each for each in reversed(handed.people) if each.role in _ROLES}
    seen = {same_address(each.value): each for each in reversed(mail.people) if each.role in _ROLES}
    bcc_is_shown = any(each.role == "bcc" for each in mail.people)
    for key in chain(reversed(meant), (each for each in reversed(seen) if each not in meant)):
        was, now = meant.get(key), seen.get(key)
        if was is None and now is not None:
            # A copy to oneself is what some programs are set to; the others of a group have their own entries.
            if key != same_address(mail.sender) and key not in handed.others:
                yield because("sent-recipient-added", role=now.role, address=now.value)
        elif was is not None and now is None:
            if was.role == "bcc" and not bcc_is_shown:
                notes.append(because("sent-bcc-not-shown", address=was.value))
            else:
                yield because("sent-recipient-missing", role=was.role, address=was.value)
        elif was is not None and now is not None and was.role != now.role:
            yield because("sent-recipient-moved", role=now.role, before=was.role, address=now.value)


def _subject(was: str, now: str) -> Iterable[Reason]:
    one, other = (" ".join(sent_text.tidy(each).split()) for each in (was, now))
    if one != other:
        yield because("sent-subject-changed", was=_short(one), now=_short(other))


def _text(handed: Handed, mail: SentMail, notes: list[Reason]) -> Iterable[Reason]:
    if not mail.texts:
        if sent_text.words(sent_text.tidy(handed.text)):
            notes.append(because("sent-text-not-read"))
        return
    senders = (mail.sender_name, mail.sender)
    # The plain and the formatted reading say the same; the one that differs less is the one to judge by.
    found = min(
        (sent_text.compare(handed.text, text, from_html=is_html, senders=senders) for text, is_html in mail.texts),
        key=lambda each: each.count,
    )
    if found.signed:
        notes.append(because("sent-signature-added"))
    if found.quotes:
        notes.append(because("sent-as-answer"))
    for each in found.changes:
        facts = {name: value for name, value in (("was", each.was), ("now", each.now)) if value}
        yield because({"changed": "sent-line-changed", "missing": "sent-line-missing", "added": "sent-line-added"}[
            each.kind
        ], **facts)  # fmt: skip
    if found.count > len(found.changes):
        yield because("sent-more-changes", n=str(found.count - len(found.changes)))


def _files(handed: Handed, mail: SentMail, notes: list[Reason]) -> Iterable[Reason]:
    if not mail.whole:
        if handed.files or mail.files:
            notes.append(because("sent-files-not-read"))
        return
    left = list(mail.files)
    missing = []
    for each in handed.files:
        same = next((one for one in left if each.sha256 and each.sha256 in one.hashes), None)
        if same is not None:
            left.remove(same)
        else:
            missing.append(each)
    for each in missing:
        named = next((one for one in left if one.name.casefold() == each.name.casefold()), None)
        if named is None:
            yield because("sent-file-missing", name=each.name)
            continue
        left.remove(named)
        if each.sha256:
            yield because("sent-file-other", name=each.name)
    for one in left:
        if not _is_of_the_program(one):
            yield because("sent-file-added", name=one.name)


def _is_of_the_program(file: SentFile) -> bool:
    """A picture of the signature, a seal, a card: not attached by anybody."""
    return file.drawn or file.name.casefold().endswith(_OWN_FILES) or file.name.casefold() in _OWN_NAMES


def _short(text: str) -> str:
    return text if len(text) <= sent_text.SHOWN else text[: sent_text.SHOWN - 1] + "…"
