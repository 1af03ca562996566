"""Sent mail (已发邮件): a message as it was handed over, a mail as it was found, and what can be said of the two."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tradedesk.domain import sent_text
from tradedesk.domain.message import Attachment, Recipient
from tradedesk.domain.reason import Reason


@dataclass(frozen=True)
class SentFile:
    """A file that went with a mail. ``hashes`` are the SHA-256 of its bytes, of a text also with other line ends;
    ``drawn``: it is part of the text, as the picture of a signature is.
    """

    name: str
    size: int
    hashes: tuple[str, ...]
    drawn: bool = False


@dataclass(frozen=True)
class SentMail:
    """A mail as it was found. ``at`` is when it was sent (UTC), None where no date can be read; ``texts`` are its
    readings: the plain text, or the words of its HTML (then ``from_html`` says so), or both.

    ``key`` tells it from every other: the Message-ID, or a hash of it where there is none. ``whole``: all of it could
    be read, its attachments too.
    """

    key: str
    at: datetime | None
    sender: str
    sender_name: str
    subject: str
    people: tuple[Recipient, ...]
    texts: tuple[tuple[str, bool], ...] = ()
    files: tuple[SentFile, ...] = ()
    whole: bool = True

    @cached_property
    def pairs(self) -> tuple[Counter[tuple[str, str]], ...]:
        """The neighbouring words of each reading."""
        return tuple(sent_text.pairs_of(sent_text.words(sent_text.tidy(text))) for text, _ in self.texts)


@dataclass(frozen=True)
class Handed:
    """A message as it was handed over at ``at`` (UTC). ``others``: who else the same notice went to (A6).

    ``refused`` are the keys of mails of which the user said that they are not this one.
    """

    id: int
    at: datetime
    subject: str
    text: str
    people: tuple[Recipient, ...]
    files: tuple[Attachment, ...] = ()
    group: str = ""
    others: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """The neighbouring words of the text."""
        return sent_text.pairs_of(sent_text.words(sent_text.tidy(self.text)))

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Everybody it was meant for, in the one form of ``same_address``."""
        return frozenset(same_address(each.value) for each in self.people)

    @cached_property
    def bare_subject(self) -> str:
        """The subject as ``sent_text.bare_subject`` has it."""
        return sent_text.bare_subject(self.subject)


@dataclass(frozen=True)
class Likeness:
    """How much a mail is like what was handed over: each part and all together from 0 to 1, and why."""

    score: float
    certain: bool
    why: tuple[Reason, ...]


@dataclass(frozen=True)
class Comparison:
    """What was changed before it was sent, and what is no change but good to know."""

    changes: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A mail that is, or may be, the one that was handed over."""

    mail: SentMail
    likeness: Likeness
    comparison: Comparison


@dataclass(frozen=True)
class SentAs:
    """What is kept of a mail that was found: where (the kind of the store and the folder), when it was sent (UTC), to
    whom, why it is this one and what was changed.
    """

    key: str
    at: datetime | None
    subject: str
    to: tuple[str, ...]
    kind: str
    folder: str
    why: tuple[Reason, ...] = ()
    changes: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Compared:
    """What is known of a hand-over's mail: the one it became, those it may have become, and the keys of those that the
    user said it is not.
    """

    found: SentAs | None = None
    perhaps: tuple[SentAs, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class MailStore:
    """A place with sent mail that the user named: ``kind`` is thunderbird, maildir, mbox or imap, ``place`` a path or
    the server's address, ``account`` the name there.

    ``watched``: it is looked into by itself. ``read_to`` is the store's own mark. Of the last look: when (UTC), which
    folders, how many mails were broken, and what went wrong.
    """

    id: int
    kind: str
    place: str
    account: str = ""
    watched: bool = True
    read_to: str = ""
    looked_at: datetime | None = None
    folders: tuple[str, ...] = ()
    broken: int = 0
    trouble: Reason | None = None


@dataclass(frozen=True)
class Verdict:
    """Of one hand-over: the mail that it became, or those that it may have become."""

    handed: Handed
    found: Candidate | None = None
    perhaps: tuple[Candidate, ...] = ()


def same_address(value: str) -> str:
    """One form of a mail address, for comparing."""
    local, at, domain = unicodedata.normalize("NFC", value.strip()).casefold().rpartition("@")
    return local + at + ".".join(_letters(each) for each in domain.split("."))


def _letters(label: str) -> str:
    """A part of a domain in its own letters."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").casefold()
    except UnicodeError:
        return label
