"""Before it goes out: what must be fixed, what deserves a look, and what is fine, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tradedesk.domain.draft import Draft
from tradedesk.domain.purpose import Purpose
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.template import markers, unfilled
from tradedesk.domain.window import WindowKind, WindowState

_SAYS_ATTACHED = re.compile(r"\b(attached|attachment|enclosed)\b|附件|随附|见附", re.IGNORECASE)


class Weight(StrEnum):
    """How much a check weighs. MUST stops the hand-over unless the user says why it may go all the same."""

    MUST = "must"
    LOOK = "look"
    FINE = "fine"


@dataclass(frozen=True)
class Check:
    """One line of "before it goes out". ``waivable``: a MUST that the user may override with a reason."""

    weight: Weight
    reason: Reason
    waivable: bool = False


def before_it_goes_out(
    draft: Draft,
    purpose: Purpose | None,
    *,
    order_number: str = "",
    reader_window: WindowState | None = None,
    advice: Sequence[Reason] = (),
    manner: Reason | None = None,
    losses: Sequence[Reason] = (),
    stopping: Sequence[Reason] = (),
    refused: Sequence[Reason] = (),
    newer_versions: Sequence[tuple[str, str]] = (),
) -> tuple[Check, ...]:
    """Every check of a draft, the heaviest first.

    ``losses`` is what the chosen way into the mail program would not carry, ``stopping`` those of them that make it
    impossible, ``refused`` what must not be handed over to any program. ``newer_versions`` are (attached file, newer
    file) pairs (G3). ``advice`` is about the season, ``manner`` about the tone (E1-E4).
    """
    checks = [*_recipients(draft, purpose), *_facts(draft), *_subject(draft, order_number)]
    checks += [Check(Weight.MUST, reason) for reason in (*refused, *stopping)]
    checks += [Check(Weight.LOOK, reason) for reason in losses if reason not in stopping]
    checks += _attachments(draft, newer_versions)
    if reader_window is not None:
        working = reader_window.kind is WindowKind.WORKING
        checks.append(Check(Weight.FINE if working else Weight.LOOK, reader_window.reason))
    checks += [Check(Weight.LOOK, reason) for reason in advice]
    if manner is not None:
        checks.append(Check(Weight.FINE, manner))
    order = {Weight.MUST: 0, Weight.LOOK: 1, Weight.FINE: 2}
    return tuple(sorted(checks, key=lambda check: order[check.weight]))


def must_fix(checks: Sequence[Check]) -> tuple[Check, ...]:
    """The checks that stop a hand-over."""
    return tuple(check for check in checks if check.weight is Weight.MUST)


def _recipients(draft: Draft, purpose: Purpose | None) -> list[Check]:
    if not any(each.role in ("to", "bcc") for each in draft.recipients):
        return [Check(Weight.MUST, because("no-recipient", "A8"))]
    found = [Check(Weight.LOOK, warning) for each in draft.recipients for warning in each.warnings]
    if found or purpose is None:
        return found
    first = next(each for each in draft.recipients if each.role in ("to", "bcc"))
    if purpose.formal:
        return [Check(Weight.FINE, because("formal-to-company-mailbox", "A2", address=first.value))]
    return [Check(Weight.FINE, because("recipients-by-purpose", "A1", address=first.value))]


def _facts(draft: Draft) -> list[Check]:
    missing = unfilled(draft.subject, draft.body)
    found = [Check(Weight.MUST, because("fact-missing", "C1", fact=name), waivable=True) for name in missing]
    if any(_has_broken_mark(text) for text in (draft.subject, draft.body)):
        found.append(Check(Weight.MUST, because("mark-broken", "C1"), waivable=True))
    return found or [Check(Weight.FINE, because("facts-complete", "C1"))]


def _has_broken_mark(text: str) -> bool:
    """Whether half a mark is left, say after its name was typed over: the reader must not get that either."""
    return text.count("⟦") + text.count("⟧") != 2 * len(markers(text))


def _subject(draft: Draft, order_number: str) -> list[Check]:
    if not draft.subject.strip():
        return [Check(Weight.MUST, because("subject-empty", "C5"))]
    if order_number and order_number not in draft.subject:
        return [Check(Weight.LOOK, because("subject-without-order", "F3", order=order_number))]
    return []


def _attachments(draft: Draft, newer: Sequence[tuple[str, str]]) -> list[Check]:
    if not draft.attachments:
        if _SAYS_ATTACHED.search(draft.body):
            return [Check(Weight.LOOK, because("says-attached-but-nothing-is", "G3"))]
        return []
    total = sum(each.size for each in draft.attachments)
    facts = {"count": str(len(draft.attachments)), "bytes": str(total)}
    found = [Check(Weight.LOOK, because("newer-version", "G3", attached=old, newer=new)) for old, new in newer]
    return found or [Check(Weight.FINE, because("attachments-ready", "G3", **facts))]
