"""The words of "Before it goes out": each check's title and sentence, what a click offers, how advice is silenced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tradedesk.domain.check import Act, Advice, Check, Remedy, Weight
from tradedesk.domain.checks import silenceable
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.facts import fact_label
from tradedesk.domain.reason import Reason
from tradedesk.services.draft_view import DraftView
from tradedesk.services.silenced import Silenced
from tradedesk.ui.compose import words
from tradedesk.ui.wording import errors, language, listed, reasons, tr, trn
from tradedesk.ui.wording.programs import program_name
from tradedesk.ui.wording.told import term
from tradedesk.ui.wording.tongues import names_of


@dataclass(frozen=True)
class CheckWords:
    """One line of "Before it goes out": icon, its colour role, a title, a sentence, and what a click on it does ("").

    ``offers`` are clicks below it, each with its words, ``more`` what is said below those. ``kind`` is the kind of
    advice that can be silenced, or "".
    """

    icon: str
    role: str
    title: str
    detail: str
    action: str = ""
    fact: str = ""
    offers: tuple[tuple[str, Remedy], ...] = ()
    kind: str = ""
    more: str = ""


#: So many clicks below one line.
_MOST_OFFERS = 5

#: How the reasons begin for which another mail program than the user's own is taken.
_ELSEWHERE = "way-elsewhere"

_ICONS = {
    Weight.MUST: ("circle-x", "bad"),
    Weight.LOOK: ("triangle-alert", "warn"),
    Weight.FINE: ("circle-check", "good"),
}
_ICON_OF_KIND = {
    Advice.ABBREVIATIONS: "spell-check",
    Advice.SLANG: "spell-check",
    Advice.SENTENCES: "spell-check",
    Advice.SPELLING: "spell-check",
    Advice.SIGNS: "spell-check",
    Advice.LANGUAGE: "languages",
    Advice.PROOFREADING: "languages",
    Advice.ANNOUNCED: "paperclip",
    Advice.SUGGESTED: "paperclip",
    Advice.SIZE: "paperclip",
    Advice.HOLIDAYS: "calendar",
    Advice.RAMADAN: "calendar",
    Advice.FEASTS: "calendar",
    Advice.WINDOW: "clock",
    Advice.UNCONFIRMED: "at-sign",
}

_TITLES: dict[str, Callable[[], str]] = {
    "no-recipient": lambda: tr("Nobody would get it"),
    "mark-broken": lambda: tr("Half a mark is left in the text"),
    "subject-empty": lambda: tr("The subject is empty"),
    "must-not-go-out": lambda: tr("It must not go out like this"),
    "facts-complete": lambda: tr("Every fact is there"),
    "formal-to-company-mailbox": lambda: tr("Formal matter → company mailbox"),
    "recipients-by-purpose": lambda: tr("Recipients follow the purpose"),
    "subject-without-order": lambda: tr("The subject does not name the order"),
    "subject-says-nothing": lambda: tr("The subject says nothing"),
    "subject-long": lambda: tr("The subject is long"),
    "says-attached-but-nothing-is": lambda: tr("Nothing is attached"),
    "suggested-not-attached": lambda: tr("A paper usually goes with it"),
    "suggested-not-there": lambda: tr("A paper usually goes with it"),
    "size-large": lambda: tr("A large mail"),
    "size-too-large": lambda: tr("Too large for many mailboxes"),
    "newer-version": lambda: tr("There is a newer version"),
    "fact-moved": lambda: tr("Changed since this was written"),
    "culture-direct": lambda: tr("Direct style"),
    "culture-relationship": lambda: tr("Relationship first"),
    "culture-formal": lambda: tr("Formal style"),
    "culture-own": lambda: tr("The style you chose"),
    "culture-no-rule": lambda: tr("Plain and direct"),
    "figures-late": lambda: tr("The figures come late"),
    "warm-opening-missing": lambda: tr("No warm opening"),
    "salutation-casual": lambda: tr("A casual salutation"),
    "parameters-missing": lambda: tr("Not every parameter is named"),
    "ramadan-no-chasing": lambda: tr("Ramadan"),
    "ramadan-soon": lambda: tr("Ramadan is near"),
    "ramadan-mind": lambda: tr("Ramadan"),
    "chasing-in-ramadan": lambda: tr("No chasing in Ramadan"),
    "christmas-not-kept": lambda: tr("No feast of theirs"),
    "eid-not-kept": lambda: tr("No feast of theirs"),
    "spring-festival-not-kept": lambda: tr("No feast of theirs"),
    "feasts-not-kept": lambda: tr("Not everybody keeps this feast"),
    "feast-noted": lambda: tr("You noted of this"),
    "reader-noted": lambda: tr("Your notes on the reader"),
    "holiday-tomorrow": lambda: tr("A holiday there tomorrow"),
    "holiday-on-day": lambda: tr("A holiday on a day you name"),
    "holiday-in-week": lambda: tr("A holiday in a week you name"),
    "addresses-unconfirmed": lambda: tr("Not yet confirmed"),
    "language-theirs": lambda: tr("In the customer's language"),
    "language-other": lambda: tr("Not the customer's language"),
    "template-language-fallback": lambda: tr("Written in English"),
    "template-not-proofread": lambda: tr("Not yet proofread"),
    "template-proofread": lambda: tr("Proofread"),
    "second-language-advised": lambda: tr("One language only"),
    "chinese-left": lambda: tr("Chinese is left in the text"),
    "full-width-signs": lambda: tr("Chinese punctuation"),
    "signs-mixed-zh": lambda: tr("Full and half width mixed"),
    "capitals": lambda: tr("Words in capitals"),
    "exclamations": lambda: tr("Many exclamation marks"),
    "nested-sentences": lambda: tr("A nested sentence"),
}

_COUNTED: dict[str, Callable[[int], str]] = {
    "abbreviations": lambda n: trn(
        "{n} abbreviation the reader may not know", "{n} abbreviations the reader may not know", n
    ),
    "slang": lambda n: trn("{n} figure of speech", "{n} figures of speech", n),
    "slang-zh": lambda n: trn("{n} word of the net", "{n} words of the net", n),
    "long-sentences": lambda n: trn("{n} long sentence", "{n} long sentences", n),
    "long-sentences-zh": lambda n: trn("{n} long sentence", "{n} long sentences", n),
    "spelling": lambda n: trn("{n} word not in the dictionary", "{n} words not in the dictionary", n),
}

_ACTIONS = {
    "no-recipient": "recipient",
    "fact-missing": "fact",
    "mark-broken": "body",
    "subject-empty": "subject",
    "subject-without-order": "subject",
    "subject-says-nothing": "subject",
    "subject-long": "subject",
    "says-attached-but-nothing-is": "attach",
    "template-not-proofread": "proofread",
    "template-proofread": "proofread",
}


def is_about_the_way(check: Check) -> bool:
    """Whether it is the way into the mail program that would lose something: by hand nothing is lost."""
    return check.reason.code.startswith("mail-") and check.weight is not Weight.FINE


def elsewhere(view: DraftView) -> tuple[str, str]:
    """That the button opens another mail program than the user's own, and why; empty where it is that."""
    found = (each.reason for each in view.checks if each.reason.code.startswith(_ELSEWHERE))
    return next((_elsewhere_words(each) for each in found), ("", ""))


def _elsewhere_words(reason: Reason) -> tuple[str, str]:
    """ "Thunderbird instead of Claws Mail", "Claws Mail would not keep: the formatting."."""
    program, own = program_name(reason.fact("program")), program_name(reason.fact("own"))
    return tr("{program} instead of {own}", program=program, own=own), _detail(reason)


def check_words(check: Check, view: DraftView) -> CheckWords:
    """The words of one check."""
    icon, role = _ICONS[check.weight]
    if check.weight is Weight.LOOK and check.kind:
        icon = _ICON_OF_KIND.get(Advice(check.kind), icon)
    elif check.reason.code.startswith(_ELSEWHERE):
        icon = "send"
    reason, action = check.reason, _ACTIONS.get(check.reason.code, "")
    if is_about_the_way(check):
        return _way_words(check, icon, role)
    offers = tuple((offer_words(each, check), each) for each in check.remedies[:_MOST_OFFERS])
    kind = check.kind if silenceable(check) else ""
    if reason.code == "fact-missing":
        name = reason.fact("fact")
        title = tr("Missing: {fact}", fact=fact_label(name, language()))
        return CheckWords(icon, role, title, tr("The text has a marked place for it. Fill it in."), action, name)
    if reason.code == "attachments-ready":
        names = listed(each.name for each in view.draft.attachments)
        return CheckWords(icon, role, words.attachments_words(view), names)
    if reason.fact("error") == "attachment-changed":
        look = tr("“{name}” is not what you attached any more. Look at it.", name=reason.fact("name"))
        return CheckWords(icon, role, tr("An attached file was changed"), look, offers=offers)
    if reason.code.startswith("window-") and view.day is not None:
        told = words.window_title(view.day), words.window_detail(view.day)
        return CheckWords(icon, role, *told, kind=kind)
    (title, detail), more = _title_and_detail(reason), ""
    if reason.code in _COUNTED and {each.act for each in check.remedies} <= {Act.REPLACE, Act.SPELL}:
        # What is offered says it.
        left = int(reason.fact("n")) - len(offers)
        detail, more = "", trn("{n} more after these", "{n} more after these", left) if left > 0 else ""
    return CheckWords(icon, role, title, detail, action, offers=offers, kind=kind, more=more)


def _way_words(check: Check, icon: str, role: str) -> CheckWords:
    """What the mail program would lose or change, with the way by hand beside it."""
    program, detail = program_name(check.reason.fact("program")), reasons.sentence(check.reason)
    if check.reason.code == "mail-by-hand":
        return CheckWords("clipboard-list", role, tr("You put it in by hand"), detail)
    if check.weight is not Weight.MUST:
        return CheckWords(icon, role, tr("{program} changes something", program=program), detail)
    title = tr("{program} would not take all of it", program=program)
    return CheckWords(icon, role, title, detail, "by-hand", more=tr("A click here prepares it to be put in by hand."))


def _title_and_detail(reason: Reason) -> tuple[str, str]:
    if reason.code.startswith(_ELSEWHERE):
        return _elsewhere_words(reason)
    counted, made = _COUNTED.get(reason.code), _TITLES.get(reason.code)
    if counted is not None:
        return counted(int(reason.fact("n"))), _detail(reason)
    return (made(), _detail(reason)) if made is not None else (reasons.sentence(reason), "")


def _detail(reason: Reason) -> str:
    if reason.code == "must-not-go-out":
        facts = {name: value for name, value in reason.facts if name != "error"}
        return errors.sentence(RuleSaysNo(reason.fact("error"), **facts))
    if reason.code == "fact-moved":
        return words.moved_words(reason.fact("fact"), reason.fact("then"), reason.fact("now"))
    if reason.code == "template-language-fallback":
        return tr("There is no template in the customer's language.")
    return reasons.sentence(reason._replace(facts=tuple((name, _fact(reason, name)) for name, _ in reason.facts)))


_READ_AS: dict[str, Callable[[str], str]] = {
    "language": lambda code: names_of([code]) if code else "",
    "wanted": lambda code: names_of([code]) if code else "",
    "paper": lambda code: term("document", code),
    "own": program_name,
    "lost": lambda codes: listed(term("lost", each) for each in codes.split(", ")),
    "facts": lambda names: listed(fact_label(each, language()) for each in names.split(", ")),
}


def _fact(reason: Reason, name: str) -> str:
    """A fact as it is read here: languages by name, sizes short, several facts by their labels."""
    value = reason.fact(name)
    if name in _READ_AS:
        return _READ_AS[name](value)
    if name in ("bytes", "limit") and value.isdigit():
        return words.size_words(int(value))
    if name == "holiday" and language() == "zh_CN":
        return reason.fact("holiday_zh") or value
    return value


def offer_words(remedy: Remedy, check: Check) -> str:
    """What is written on a click."""
    several = len(check.remedies) > 1
    made: dict[Act, Callable[[], str]] = {
        Act.REPLACE: lambda: tr("“{word}” → {plain}", word=remedy.what, plain=remedy.by),
        Act.SHOW: lambda: tr("Show “{text}”", text=_start_of(remedy.what)) if several else tr("Show it in the text"),
        Act.ATTACH: lambda: tr("Attach {name}", name=remedy.by),
        Act.ATTACH_AGAIN: lambda: tr("Attach it again as it is now"),
        Act.SUBJECT_END: lambda: tr("Put it into the subject"),
        Act.OPEN_WITH: lambda: tr("Begin with “{text}”", text=remedy.by),
        Act.ASK_ADDRESSES: lambda: tr("Ask which address is for what"),
        Act.SPELL: lambda: tr("“{word}” …", word=remedy.what),
    }
    return made[remedy.act]()


def kind_words(kind: str) -> str:
    """A kind of advice, as it begins a line."""
    name = term("advice", kind)
    return name[:1].upper() + name[1:]


def silence_words(each: Silenced) -> str:
    """ "Abbreviations: not for Nordlicht", or "Abbreviations: never"."""
    if each.party_id is None:
        return tr("{kind}: never", kind=kind_words(each.kind))
    return tr("{kind}: not for {party}", kind=kind_words(each.kind), party=each.party)


def _start_of(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23].rstrip()}…"
