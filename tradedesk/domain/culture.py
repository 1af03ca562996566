"""Manners by country (E1-E4): how to write to somebody, when not to chase, and how to open a letter.

The user's own notes and choices win over everything here (E4); what no rule covers says so. Given name, family name,
full name and honorific stand apart in the ledger, and none is made from another here; a gender is never invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tradedesk.domain.calendar import next_ramadan, ramadan_on
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.reason import Reason, because

if TYPE_CHECKING:
    from tradedesk.domain.party import Contact


class Style(StrEnum):
    """DIRECT: product, price and delivery first. RELATIONSHIP: a warm opening first. FORMAL: layout and honorifics."""

    DIRECT = "direct"
    RELATIONSHIP = "relationship"
    FORMAL = "formal"


class Tone(StrEnum):
    """How a text sounds: DIRECT figures first (E1), WARM the relationship first (E2), FORMAL with every honour (E3)."""

    DIRECT = "direct"
    WARM = "warm"
    FORMAL = "formal"


class ToneChoice(NamedTuple):
    """The tone of a message, and why it is this one."""

    tone: Tone
    reason: Reason


class Culture(NamedTuple):
    """How to write: the style, why, and the user's own notes, which are read before anything else (E4)."""

    code: Style
    reason: Reason
    notes: str = ""


def _codes(told: str) -> frozenset[str]:
    return frozenset(told.split())


EUROPE = _codes(
    "AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO "
    "RS RU SE SI SK SM UA VA XK"
)
NORTH_AMERICA = _codes("US CA")
MIDDLE_EAST = _codes("AE BH EG IL IQ IR JO KW LB OM PS QA SA SY TR YE")
SOUTH_EAST_ASIA = _codes("BN ID KH LA MM MY PH SG TH TL VN")

#: E2: no chasing in Ramadan. The Middle East without Israel, where most offices do not keep it.
_RAMADAN_NO_CHASING = MIDDLE_EAST - {"IL"}
#: Ramadan is kept by most there too; the rule does not forbid to chase, so it is only called to mind.
_RAMADAN_KEPT = _codes("AF AZ BD BN DJ DZ ID KM LY MA ML MR MV MY NE PK SD SN SO TJ TM TN UZ")
_SOON = timedelta(days=21)


def culture_of(country: str, own_style: str = "", notes: str = "") -> Culture:
    """How to write to somebody in a country (ISO 3166); ``own_style``, the user's choice for the contact, wins (E4).

    Countries that no rule names get the direct style, and the reason says so. Raises RuleSaysNo("style-unknown").
    """
    if own_style:
        if own_style not in set(Style):
            raise RuleSaysNo("style-unknown", "style", style=own_style)
        return Culture(Style(own_style), because("culture-own", "E4", country=country), notes)
    land = country[:2]
    if land in EUROPE or land in NORTH_AMERICA:
        return Culture(Style.DIRECT, because("culture-direct", "E1", country=land), notes)
    if land in MIDDLE_EAST or land in SOUTH_EAST_ASIA:
        return Culture(Style.RELATIONSHIP, because("culture-relationship", "E2", country=land), notes)
    if land in {"JP", "KR"}:
        return Culture(Style.FORMAL, because("culture-formal", "E3", country=land), notes)
    return Culture(Style.DIRECT, because("culture-no-rule", "E4", country=land), notes)


_TONES = {Style.DIRECT: Tone.DIRECT, Style.RELATIONSHIP: Tone.WARM, Style.FORMAL: Tone.FORMAL}
#: The style whose tone it is.
STYLES: Mapping[str, Style] = MappingProxyType({tone: style for style, tone in _TONES.items()})


@lru_cache(maxsize=512)  # asked for each of thousands of readers
def tone_of(country: str, own_style: str = "", chosen: str = "") -> ToneChoice:
    """The tone for a reader in a country (ISO 3166): the one ``chosen`` for the message, else that of its culture.

    ``own_style`` is the user's choice for the customer; both win over the country (E4). Raises RuleSaysNo:
    "tone-unknown", "style-unknown".
    """
    if chosen:
        if chosen not in set(Tone):
            raise RuleSaysNo("tone-unknown", "tone", tone=chosen)
        return ToneChoice(Tone(chosen), because("tone-chosen", "E4"))
    found = culture_of(country, own_style)
    return ToneChoice(_TONES[found.code], found.reason)


def ramadan_advice(country: str, day: date) -> Reason | None:
    """What Ramadan asks of a message on that day (E2), its days being "about"; None when nothing.

    "ramadan-no-chasing" in the Middle East during it, "ramadan-soon" there in the three weeks before,
    "ramadan-mind" during it where else most people keep it.
    """
    land = country[:2]
    if land not in _RAMADAN_NO_CHASING and land not in _RAMADAN_KEPT:
        return None
    strict = land in _RAMADAN_NO_CHASING
    ramadan = ramadan_on(day)
    code = "ramadan-no-chasing" if strict else "ramadan-mind"
    if ramadan is None and strict:
        ahead = next_ramadan(day)
        ramadan = ahead if ahead is not None and ahead.first - day <= _SOON else None
        code = "ramadan-soon"
    if ramadan is None:
        return None
    return because(
        code,
        "E2",
        country=land,
        first=ramadan.first.isoformat(),
        last=ramadan.last.isoformat(),
        eid=ramadan.eid_al_fitr.isoformat(),
    )


class Salutation(NamedTuple):
    """The opening without its final comma or colon, which is the template's, and why it was chosen."""

    text: str
    reason: Reason


#: What people write as an honorific, casefolded without dots, and what it says: m, f, or a title without gender.
_HONORIFICS: dict[str, str] = {
    **dict.fromkeys(
        ("mr", "herr", "monsieur", "m", "sr", "señor", "sig", "signor", "先生", "г-н", "السيد", "bay", "pan"), "m"
    ),
    **dict.fromkeys(("ms", "mrs", "miss", "frau", "madame", "mme", "sra", "señora", "sig ra", "signora"), "f"),
    **dict.fromkeys(("女士", "小姐", "г-жа", "السيدة", "bayan", "pani"), "f"),
    **dict.fromkeys(("dr", "prof", "eng", "ing", "capt", "mx"), "title"),
}

#: language: (for him, for her, neutral with the full name, for a desk or nobody in particular).
_FORMS: dict[str, tuple[str, str, str, str]] = {
    "en": ("Dear Mr. {name}", "Dear Ms. {name}", "Dear {full}", "Dear Sir or Madam"),
    "de": (
        "Sehr geehrter Herr {name}",
        "Sehr geehrte Frau {name}",
        "Guten Tag {full}",
        "Sehr geehrte Damen und Herren",
    ),
    "fr": ("Monsieur {name}", "Madame {name}", "Bonjour {full}", "Madame, Monsieur"),
    "es": ("Estimado Sr. {name}", "Estimada Sra. {name}", "Buenos días, {full}", "Buenos días"),
    "pt": ("Prezado Sr. {name}", "Prezada Sra. {name}", "Bom dia, {full}", "Bom dia"),
    "it": ("Egregio Sig. {name}", "Gentile Sig.ra {name}", "Buongiorno {full}", "Buongiorno"),
    "ru": ("Уважаемый г-н {name}", "Уважаемая г-жа {name}", "Здравствуйте, {full}", "Здравствуйте"),
    "tr": ("Sayın {name}", "Sayın {name}", "Sayın {full}", "Sayın Yetkili"),
    "ar": ("السيد {name} المحترم", "السيدة {name} المحترمة", "تحية طيبة {full}", "تحية طيبة"),
    "zh": ("尊敬的{name}先生", "尊敬的{name}女士", "尊敬的{full}", "尊敬的先生/女士"),
    "ja": ("{name}様", "{name}様", "{full}様", "ご担当者様"),
    "pl": ("Szanowny Panie {name}", "Szanowna Pani {name}", "Dzień dobry, {full}", "Szanowni Państwo"),
    "ko": ("{full}님께", "{full}님께", "{full}님께", "담당자님께"),
}

#: Where people are addressed by their given name with Mr., Eng. or Dr.
_GIVEN_NAME_LANDS = _codes("AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE")


def salutation(contact: Contact | None, country: str, language: str, firm: str = "") -> Salutation:
    """Propose how a letter to ``contact`` opens, in ``language`` (a tag such as "en" or "zh-CN"; else English).

    The contact's own salutation wins (E4); a desk or nobody gets the neutral form; Mr. or Ms. only when the
    honorific says so; the full name otherwise. ``firm`` stands above the name in Japanese letters (E3).
    """
    if contact is not None and contact.salutation.strip():
        return Salutation(contact.salutation.strip(), because("salutation-own", "E4", name=contact.name))
    tongue = language.casefold().replace("_", "-").split("-")[0]
    forms = _FORMS.get(tongue, _FORMS["en"])
    head = f"{firm}\n" if tongue == "ja" and firm else ""
    if contact is None or contact.is_desk or not contact.name.strip():
        return Salutation(head + forms[3], because("salutation-desk", "E4", name=contact.name if contact else ""))
    return _to_person(contact, country[:2], tongue, forms, head)


def _to_person(contact: Contact, land: str, tongue: str, forms: tuple[str, str, str, str], head: str) -> Salutation:
    spoken = contact.honorific.strip()
    gender = _HONORIFICS.get(spoken.casefold().replace(".", " ").strip(), "")
    name = _called(contact, land)
    code, rule = "salutation-honorific", "E4"
    in_english = forms is _FORMS["en"]
    if tongue in {"ja", "ko"}:
        form, code, rule = forms[0], "salutation-formal", "E3"
    elif gender in {"m", "f"}:
        form = forms[0] if gender == "m" else forms[1]
    elif gender == "title" and in_english:
        form = "Dear {spoken} {name}"
    elif land == "JP" and in_english:
        form, code, rule = "Dear {name}-sama", "salutation-formal", "E3"
    else:
        form, code = forms[2], "salutation-neutral"
    text = head + form.format(name=name, full=contact.name.strip(), spoken=spoken)
    return Salutation(text, because(code, rule, name=contact.name, honorific=spoken))


def _called(contact: Contact, country: str) -> str:
    """The name that follows an honorific: the given one where that is the custom, else the family's, else the whole."""
    custom = contact.given if country in _GIVEN_NAME_LANDS else contact.family
    return custom.strip() or contact.name.strip()
