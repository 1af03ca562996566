"""Does the tone suit the reader (E1-E3), and is it a day for it (D6, E2)? Advice, and only where it is sure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tradedesk.domain.check import Act, Advice, Check, Remedy, Weight
from tradedesk.domain.culture import Culture, Style
from tradedesk.domain.named_days import named_days
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.sentences import words

#: A figure that stands behind so many words does not stand in the first lines (E1).
_FIRST_WORDS = 60
#: So many lines close a letter: the greeting, the name, the firm.
_CLOSING = 3
#: Days ahead within which a named day is looked up.
_AHEAD = 200
#: So many holidays are told at most.
_MOST_DAYS = 3

#: Matters in which a figure or an answer is waited for.
_ASKED_FOR = frozenset({"inquiry", "progress", "invoice", "contract", "shipping"})

_WARM = re.compile(
    r"\bhope (?:you|this|that|all|your)|\bthank(?:s| you)\b|\bpleasure\b|\bpleased to\b|\bglad to\b|\bwish (?:you|your)"
    r"|\bgreetings\b|\bhow are you\b|\bbest wishes\b|\bwarm(?:est)? (?:regards|greetings|wishes)|\bwell\b.*\bfamily\b"
    r"|\blooked after\b|\bworked (?:so )?well\b"
    r"|\bwould be sorry\b|\bhappy to\b|\bgrateful\b|\bcongratulations\b|\bas-?salam|\bramadan (?:kareem|mubarak)"
    r"|\beid mubarak"
    r"|السلام|تحية|نتمنى|نأمل|شكر|terima kasih|selamat|semoga|cảm ơn|chúc|teşekkür|umarız|ขอบคุณ|สวัสดี"
    r"|感谢|谢谢|问候|祝",
    re.IGNORECASE,
)
_OPEN_WARMLY = {
    "en": "I hope you and your team are well.",
    "ar": "نتمنى أن تكونوا بخير.",
    "tr": "Umarız iyisinizdir.",
    "id": "Semoga Bapak/Ibu dalam keadaan sehat.",
}
_FIGURE = re.compile(r"\d")
_GREETED = re.compile(r"^(?:dear|hello|hi|hey|good (?:morning|day|afternoon)|to whom)\b|[,:，：]$", re.IGNORECASE)
_CASUAL = re.compile(
    r"^(?:hi|hey|hello|morning|dear friends?|yo)\b(?!.*\b(?:mr|ms|mrs|dr|prof|sama|san)\b)", re.IGNORECASE
)
_CHASES = re.compile(
    r"\b(?:reminder|overdue|urgent(?:ly)?|as soon as possible|asap|immediately|still waiting|waiting for your (?:order|"
    r"payment|reply|confirmation)|any news|any update|follow(?:ing)? up on|have not (?:yet )?(?:heard|received)"
    r"|when (?:can|will) you (?:order|pay|confirm)|place (?:the|your) order)\b|تذكير|متأخر|催|尽快",
    re.IGNORECASE,
)


def tone_checks(
    paragraphs: Sequence[str], purpose: str, culture: Culture, language: str, absent: Sequence[tuple[str, str]]
) -> list[Check]:
    """What the reader's custom asks for and the text has not.

    ``absent`` are (fact, value) of the parameters that a quotation names and this text does not (E3).
    """
    if len(paragraphs) < 2:
        return []
    if culture.code is Style.RELATIONSHIP:
        return _relationship(paragraphs, language)
    if culture.code is Style.FORMAL:
        return _formal(paragraphs, absent)
    return _direct(paragraphs, purpose, culture)


def ramadan_check(advice: Reason | None, paragraphs: Sequence[str], *, chases: bool) -> list[Check]:
    """What Ramadan asks for (E2); where it forbids to chase and the message does, it says by which words."""
    if advice is None:
        return []
    if advice.code == "ramadan-no-chasing":
        word = next((hit[0] for each in paragraphs if (hit := _CHASES.search(each))), "")
        if word or chases:
            told = because("chasing-in-ramadan", "E2", word=word, last=advice.fact("last"), eid=advice.fact("eid"))
            remedies = (Remedy(Act.SHOW, word),) if word else ()
            return [Check(Weight.LOOK, told, kind=Advice.RAMADAN, remedies=remedies)]
    return [Check(Weight.LOOK, advice, kind=Advice.RAMADAN)]


def holiday_checks(paragraphs: Sequence[str], holidays: Mapping[date, str], country: str, today: date) -> list[Check]:
    """Public holidays of the reader: tomorrow, on a day that the text names, and in that day's week (D6)."""
    found: dict[date, Reason] = {}
    tomorrow = today + timedelta(days=1)
    if tomorrow in holidays:
        found[tomorrow] = _holiday("holiday-tomorrow", tomorrow, holidays, country)
    named = [day for day in named_days(paragraphs, today) if today < day <= today + timedelta(days=_AHEAD)]
    for day in named:
        if day in holidays:
            found.setdefault(day, _holiday("holiday-on-day", day, holidays, country))
    for day in named:
        monday = day - timedelta(days=day.weekday())
        week = [monday + timedelta(days=each) for each in range(5)]
        for free in week:
            told = {holidays[each] for each in found}
            if free in holidays and free > today and holidays[free] not in told and day not in holidays:
                found[free] = _holiday("holiday-in-week", free, holidays, country, named=day.isoformat())
    first = sorted(found.items())[:_MOST_DAYS]
    return [Check(Weight.LOOK, reason, kind=Advice.HOLIDAYS) for _, reason in first]


def _holiday(code: str, day: date, holidays: Mapping[date, str], country: str, **more: str) -> Reason:
    return because(code, "D6", day=day.isoformat(), holiday=holidays[day], country=country, **more)


def _direct(paragraphs: Sequence[str], purpose: str, culture: Culture) -> list[Check]:
    """E1: product, price and delivery first; a text without any figure has none to put first."""
    if purpose not in _ASKED_FOR:
        return []
    before = 0
    # The closing has figures too: working hours, a telephone number.
    told = paragraphs[:-_CLOSING]
    for each in told[1:] if told and _GREETED.search(told[0]) else told:
        if _FIGURE.search(each):
            if before > _FIRST_WORDS:
                reason = because("figures-late", "E1", n=str(before), country=culture.reason.fact("country"))
                return [Check(Weight.LOOK, reason, kind=Advice.TONE, remedies=(Remedy(Act.SHOW, each),))]
            return []
        # How many words more there are does not matter.
        before += len(words(each)) if before <= _FIRST_WORDS else 0
    return []


def _relationship(paragraphs: Sequence[str], language: str) -> list[Check]:
    """E2: a warm word within the first lines."""
    opening = _OPEN_WARMLY.get(language)
    if opening is None or any(_WARM.search(each) for each in paragraphs[:4]):
        return []
    reason = because("warm-opening-missing", "E2", opening=opening)
    return [Check(Weight.LOOK, reason, kind=Advice.TONE, remedies=(Remedy(Act.OPEN_WITH, paragraphs[0], opening),))]


def _formal(paragraphs: Sequence[str], absent: Sequence[tuple[str, str]]) -> list[Check]:
    """E3: a formal salutation, and every parameter."""
    found = []
    casual = _CASUAL.search(paragraphs[0])
    if casual:
        reason = because("salutation-casual", "E3", text=paragraphs[0][:40])
        show = (Remedy(Act.SHOW, paragraphs[0][:80]),)
        found.append(Check(Weight.LOOK, reason, kind=Advice.TONE, remedies=show))
    if absent:
        reason = because("parameters-missing", "E3", facts=", ".join(name for name, _ in absent), n=str(len(absent)))
        found.append(Check(Weight.LOOK, reason, kind=Advice.TONE))
    return found
