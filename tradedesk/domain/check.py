"""One line of "before it goes out": how much it weighs, why, whether it can be silenced, and what a click does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tradedesk.domain.reason import Reason


class Weight(StrEnum):
    """How much a check weighs. MUST stops the hand-over unless the user says why it may go all the same."""

    MUST = "must"
    LOOK = "look"
    FINE = "fine"


class Advice(StrEnum):
    """The kinds of advice, each of which can be silenced for a customer or altogether. A must is of no kind."""

    SUBJECT = "subject"
    ANNOUNCED = "announced"
    SUGGESTED = "suggested"
    SIZE = "size"
    LANGUAGE = "language"
    SIGNS = "signs"
    ABBREVIATIONS = "abbreviations"
    SLANG = "slang"
    SENTENCES = "sentences"
    SHOUTING = "shouting"
    TONE = "tone"
    RAMADAN = "ramadan"
    HOLIDAYS = "holidays"
    FEASTS = "feasts"
    WINDOW = "window"
    UNCONFIRMED = "unconfirmed"
    PROOFREADING = "proofreading"
    SPELLING = "spelling"


class Act(StrEnum):
    """What one click does about a check."""

    #: Put ``by`` in the place of ``what`` wherever it stands in the text.
    REPLACE = "replace"
    #: Go to ``what`` in the text.
    SHOW = "show"
    #: Attach the file at the path ``what``, called ``by``.
    ATTACH = "attach"
    #: Take the file at the path ``what``, called ``by``, as it is now.
    ATTACH_AGAIN = "attach-again"
    #: Put ``by`` at the end of the subject.
    SUBJECT_END = "subject-end"
    #: Put ``by`` in a line of its own below the salutation.
    OPEN_WITH = "open-with"
    #: Write the mail that asks which address is for what (B3).
    ASK_ADDRESSES = "ask-addresses"
    #: Say what the unknown word ``what`` should be, or that it is right.
    SPELL = "spell"


class Remedy(NamedTuple):
    """One click: what it does, to what, and what is put there."""

    act: Act
    what: str = ""
    by: str = ""


@dataclass(frozen=True)
class Check:
    """One line of "before it goes out". ``waivable``: a MUST that the user may override with a reason.

    ``kind`` is the kind of advice, or empty for what cannot be silenced; ``remedies`` are what a click does.
    """

    weight: Weight
    reason: Reason
    waivable: bool = False
    kind: str = ""
    remedies: tuple[Remedy, ...] = ()
