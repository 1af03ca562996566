"""Before it goes out: what must be fixed, what deserves a look, and what is fine, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tradedesk.domain import feasts, tone_checks, wording_checks
from tradedesk.domain.announced import announces
from tradedesk.domain.check import Act, Advice, Check, Remedy, Weight
from tradedesk.domain.culture import Culture
from tradedesk.domain.draft import Draft
from tradedesk.domain.purpose import Purpose, PurposeCode
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.sentences import own_text, paragraphs, words
from tradedesk.domain.template import marker, markers, unfilled
from tradedesk.domain.text_language import READ_CHINESE, language_of, tongue, tongues
from tradedesk.domain.window import WindowKind, WindowState

__all__ = ["Act", "Advice", "Check", "Known", "Remedy", "Suggested", "Weight", "before_it_goes_out", "must_fix"]

#: Bytes of a mail at which many mailboxes begin to refuse it, unless the user says otherwise.
SIZE_LIMIT = 20_000_000

#: A subject of more characters than this is cut in a list of mails.
_LONGEST_SUBJECT = 80
#: In two languages it may be longer: what is cut off says the same again.
_LONGEST_IN_TWO = 120
#: What says nothing when it is all that a subject says.
_EMPTY_WORDS: frozenset[str] = frozenset(
    each
    for line in (
        "hello hi hey dear inquiry enquiry order quotation quote price invoice payment urgent important question help",
        "re fw fwd aw wg update news reply answer mail message info information document documents file files please",
        "thanks ok 您好 你好 询盘 报价 订单 发票 付款 紧急 回复 问题 文件 邮件 通知",
    )
    for each in line.split()
)
_MARK = re.compile(r"⟦[^⟦⟧]{1,80}⟧")
#: Matters that press nobody: a holiday on a day they name is what they are about.
_NO_BUSINESS = frozenset({PurposeCode.GREETING, PurposeCode.NOTICE})
#: Recipients that nothing goes to (A7), unless the user says why it does all the same.
_NEVER_RECEIVE = frozenset({"address-bounced", "address-bounced-instead", "address-retired", "address-retired-instead"})
#: Warnings that an answer to "which address is for what" would take away (B3, B5).
_ASK_FIRST = frozenset({"department-unchecked", "formal-to-presumed", "confirm-first", "not-confirmed-for-formal"})
_WEIGHTS = {Weight.MUST: 0, Weight.LOOK: 1, Weight.FINE: 2}
#: In base64 three bytes become four characters, and every line of them ends in two more.
_ON_THE_WIRE = 4 / 3 * 78 / 76


@dataclass(frozen=True)
class Suggested:
    """A kind of document that goes with a text, and the order's newest one; without a path there is none to attach."""

    kind: str
    name: str = ""
    path: str = ""


@dataclass(frozen=True)
class Known:
    """What is known besides the draft; all of it may be left out.

    ``order_number`` is empty too when the message need not name its order.
    ``losses`` is what the chosen way into the mail program would not carry, ``stopping`` those of them that make it
    impossible, ``elsewhere`` why it is another program's than the user's own, ``refused`` what must not be handed over
    to any program. ``newer_versions`` are (attached file, newer file) pairs (G3), ``suggested`` the papers the template
    names and the mail has not. ``holidays`` and ``country`` are the reader's, ``used`` abbreviations the reader has
    written, ``names`` casefolded words of the ledger. ``parameters`` are (fact, value) that a quotation names (E3).
    ``unconfirmed`` are recipients whose mailbox is only presumed (B5), ``misspelt`` words that no dictionary knows.
    ``size_limit`` is in bytes. ``chases``: the text asks for something that is late.
    """

    order_number: str = ""
    reader_window: WindowState | None = None
    losses: Sequence[Reason] = ()
    stopping: Sequence[Reason] = ()
    elsewhere: Reason | None = None
    refused: Sequence[Reason] = ()
    newer_versions: Sequence[tuple[str, str]] = ()
    suggested: Sequence[Suggested] = ()
    today: date | None = None
    country: str = ""
    languages: Sequence[str] = ()
    culture: Culture | None = None
    ramadan: Reason | None = None
    holidays: Mapping[date, str] = field(default_factory=dict)
    used: Collection[str] = ()
    names: Collection[str] = ()
    parameters: Sequence[tuple[str, str]] = ()
    unconfirmed: Sequence[str] = ()
    misspelt: Sequence[str] = ()
    size_limit: int = SIZE_LIMIT
    chases: bool = False


def before_it_goes_out(draft: Draft, purpose: Purpose | None, known: Known = Known()) -> tuple[Check, ...]:
    """Every check of a draft, the heaviest first."""
    text = paragraphs(own_text(draft.body))
    checks = [*_recipients(draft, purpose), *_unconfirmed(known)]
    checks += [*_facts(draft), *_subject(draft, known.order_number)]
    checks += [_refused(reason) for reason in known.refused]
    checks += [Check(Weight.MUST, reason) for reason in known.stopping]
    checks += [Check(Weight.LOOK, reason) for reason in known.losses if reason not in known.stopping]
    checks += [Check(Weight.FINE, known.elsewhere)] if known.elsewhere is not None else []
    checks += _attachments(draft, known, text)
    checks += _time(known, text, purpose.code if purpose is not None else "")
    checks += _language(draft, known, text)
    checks += _wording(draft, known, text)
    checks += _tone(draft, purpose, known, text)
    return by_weight(checks)


def by_weight(checks: Iterable[Check]) -> tuple[Check, ...]:
    """The heaviest first; those of one weight in their order."""
    return tuple(sorted(checks, key=lambda check: _WEIGHTS[check.weight]))


def of_warning(warning: Reason) -> Check:
    """A warning or remark of the rules on a recipient, with what would settle it."""
    if warning.code in _NEVER_RECEIVE:
        return Check(Weight.MUST, warning, waivable=True)
    ask = (Remedy(Act.ASK_ADDRESSES),) if warning.code in _ASK_FIRST else ()
    return Check(Weight.LOOK, warning, remedies=ask)


def must_fix(checks: Sequence[Check]) -> tuple[Check, ...]:
    """The checks that stop a hand-over."""
    return tuple(check for check in checks if check.weight is Weight.MUST)


def silenceable(check: Check) -> bool:
    """Whether the user can silence it: advice alone, never what must be fixed."""
    return bool(check.kind) and check.weight is Weight.LOOK


def _refused(reason: Reason) -> Check:
    """What must not be handed over; a file that is another one by now can be taken as it is."""
    if reason.fact("error") != "attachment-changed":
        return Check(Weight.MUST, reason)
    return Check(Weight.MUST, reason, remedies=(Remedy(Act.ATTACH_AGAIN, reason.fact("path"), reason.fact("name")),))


def _recipients(draft: Draft, purpose: Purpose | None) -> list[Check]:
    if not any(each.role in ("to", "bcc") for each in draft.recipients):
        return [Check(Weight.MUST, because("no-recipient", "A8"))]
    found = [of_warning(warning) for each in draft.recipients for warning in each.warnings]
    if found or purpose is None:
        return found
    first = next(each for each in draft.recipients if each.role in ("to", "bcc"))
    if purpose.formal:
        return [Check(Weight.FINE, because("formal-to-company-mailbox", "A2", address=first.value))]
    return [Check(Weight.FINE, because("recipients-by-purpose", "A1", address=first.value))]


def _unconfirmed(known: Known) -> list[Check]:
    """Mailboxes that are only presumed: a short question tells which is for what (B3, B5)."""
    if not known.unconfirmed:
        return []
    reason = because("addresses-unconfirmed", "B5", n=str(len(known.unconfirmed)), address=known.unconfirmed[0])
    return [Check(Weight.LOOK, reason, kind=Advice.UNCONFIRMED, remedies=(Remedy(Act.ASK_ADDRESSES),))]


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
    subject = draft.subject.strip()
    if not subject:
        return [Check(Weight.MUST, because("subject-empty", "C5"))]
    found = []
    if _says_nothing(subject, order_number):
        found.append(Check(Weight.LOOK, because("subject-says-nothing", "C5", subject=subject), kind=Advice.SUBJECT))
    most = _LONGEST_IN_TWO if draft.second_language else _LONGEST_SUBJECT
    # What stands in the place of a mark is short.
    length = len(_MARK.sub("·" * 10, subject))
    if length > most:
        reason = because("subject-long", "C5", n=str(length), most=str(most))
        found.append(Check(Weight.LOOK, reason, kind=Advice.SUBJECT))
    if order_number and order_number not in subject:
        reason = because("subject-without-order", "F3", order=order_number)
        put = (Remedy(Act.SUBJECT_END, by=f" – {order_number}"),)
        found.append(Check(Weight.LOOK, reason, kind=Advice.SUBJECT, remedies=put))
    return found


def _says_nothing(subject: str, order_number: str) -> bool:
    """Whether a subject is a greeting or a number and no more."""
    if "⟦" in subject:
        return False
    rest = subject.replace(order_number, " ") if order_number else subject
    spoken = [each.casefold() for each in words(rest)]
    if any("一" <= char <= "鿿" for char in rest):
        return re.sub(r"[\W\d_]", "", rest) in _EMPTY_WORDS
    return all(each in _EMPTY_WORDS for each in spoken) and len(spoken) < 3


def _attachments(draft: Draft, known: Known, text: list[str]) -> list[Check]:
    found = [
        Check(Weight.LOOK, because("newer-version", "G3", attached=old, newer=new)) for old, new in known.newer_versions
    ]
    if not draft.attachments and announces(text, (draft.language, draft.second_language)):
        found.append(Check(Weight.LOOK, because("says-attached-but-nothing-is", "G3"), kind=Advice.ANNOUNCED))
    for each in known.suggested:
        put = (Remedy(Act.ATTACH, each.path, each.name),) if each.path else ()
        code = "suggested-not-attached" if each.path else "suggested-not-there"
        reason = because(code, "G3", paper=each.kind, name=each.name)
        found.append(Check(Weight.LOOK, reason, kind=Advice.SUGGESTED, remedies=put))
    found += _size(draft, known.size_limit)
    unfit = any(each.fact("field") == "attachments" for each in known.refused)
    if not draft.attachments or known.newer_versions or unfit:
        return found
    total = sum(each.size for each in draft.attachments)
    facts = {"count": str(len(draft.attachments)), "bytes": str(total)}
    return [*found, Check(Weight.FINE, because("attachments-ready", "G3", **facts))]


def _size(draft: Draft, limit: int) -> list[Check]:
    """What many mailboxes refuse; half of it deserves a thought already."""
    whole = round(sum(each.size for each in draft.attachments) * _ON_THE_WIRE)
    if limit <= 0 or whole * 2 < limit:
        return []
    code = "size-too-large" if whole >= limit else "size-large"
    reason = because(code, "G3", bytes=str(whole), limit=str(limit))
    return [Check(Weight.LOOK, reason, kind=Advice.SIZE)]


def _time(known: Known, text: list[str], purpose: str) -> list[Check]:
    found = []
    if known.reader_window is not None:
        working = known.reader_window.kind is WindowKind.WORKING
        weight = Weight.FINE if working else Weight.LOOK
        found.append(Check(weight, known.reader_window.reason, kind=Advice.WINDOW))
    found += tone_checks.ramadan_check(known.ramadan, text, chases=known.chases)
    if known.today is not None and known.holidays and purpose not in _NO_BUSINESS:
        found += tone_checks.holiday_checks(text, known.holidays, known.country, known.today)
    return found


def _language(draft: Draft, known: Known, text: list[str]) -> list[Check]:
    """Whether the text is in a language of the reader's; nothing where either is not known for sure."""
    written = language_of("\n".join(text)) if text else ""
    theirs = tongues(known.languages)
    if not written or (not theirs and written != "zh"):
        return []
    chosen = tongues((draft.language, draft.second_language))
    if draft.second_language and written in chosen:
        # Two languages stand below each other; one that the reader knows is enough.
        written = next((each for each in chosen if each in theirs), written)
    if written in theirs:
        # A second language of theirs is no reason for praise, but for no complaint either.
        praise = Check(Weight.FINE, because("language-theirs", "C5", language=written))
        return [praise] if written == theirs[0] else []
    to_chinese = not theirs and (not known.country or known.country[:2] in READ_CHINESE)
    # English for want of a text in the reader's language has its own sentence.
    if to_chinese or (written == "en" and tongue(draft.language) == "en"):
        return []
    reason = because("language-other", "C5", language=written, wanted=theirs[0] if theirs else "")
    return [Check(Weight.LOOK, reason, kind=Advice.LANGUAGE)]


def _wording(draft: Draft, known: Known, text: list[str]) -> list[Check]:
    theirs = tongues((*known.languages, draft.language, draft.second_language))
    found = []
    if "zh" in tongues((draft.language, draft.second_language)):
        found += wording_checks.chinese_checks(text)
    else:
        reads = bool({"zh", "ja"} & set(theirs)) or known.country[:2] in READ_CHINESE | {"JP"}
        found += wording_checks.stranger_checks(text, reads_chinese=reads, names=known.names)
    found += wording_checks.word_checks(text, tongue(draft.language), known.used, known.names)
    if known.misspelt:
        spell = tuple(Remedy(Act.SPELL, each) for each in known.misspelt)
        reason = because("spelling", "C5", n=str(len(known.misspelt)), words=", ".join(known.misspelt[:5]))
        found.append(Check(Weight.LOOK, reason, kind=Advice.SPELLING, remedies=spell))
    return found


def _tone(draft: Draft, purpose: Purpose | None, known: Known, text: list[str]) -> list[Check]:
    if known.culture is None:
        return []
    absent = tuple((name, value) for name, value in known.parameters if not _named(name, value, draft.body))
    code = purpose.code if purpose is not None else ""
    found = feasts.feast_checks([draft.subject, *text], known.country, known.culture.notes)
    found += tone_checks.tone_checks(text, code, known.culture, tongue(draft.language), absent)
    return [*(found or [Check(Weight.FINE, known.culture.reason)]), *_noted(known.culture, found)]


def _noted(culture: Culture, told: list[Check]) -> list[Check]:
    """The user's own notes on the reader stand beside what their country does (E4), unless one is told already."""
    note = " ".join(culture.notes.split())
    if not note or any(each.reason.code == "feast-noted" for each in told):
        return []
    return [Check(Weight.FINE, because("reader-noted", "E4", note=note[: feasts.NOTE_SHOWN]))]


def _named(name: str, value: str, body: str) -> bool:
    """Whether a text names a parameter, or has a marked place for it, which is told as a must already."""
    return marker(name) in body or (bool(value) and value.casefold() in body.casefold())
