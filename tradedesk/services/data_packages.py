"""One question to every package that brings data: an installation in which one was forgotten says so at once."""

from __future__ import annotations

from collections.abc import Callable


def _zones() -> bool:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    noon = datetime(2026, 11, 21, 4, tzinfo=UTC)
    return noon.astimezone(ZoneInfo("Asia/Shanghai")).hour == 12 and noon.astimezone(ZoneInfo("Asia/Dubai")).hour == 8


def _holidays() -> bool:
    from datetime import date

    from tradedesk.integrations.calendars import holidays_of, worked_days_of

    lands = ("CN", "DE-BY", "AE", "US", "JP", "BR", "IN", "RU", "TR", "VN")
    return (
        all(holidays_of(each, (2026,)) for each in lands)
        and "National Day" in holidays_of("CN", (2026,))[date(2026, 10, 1)]
        and date(2026, 10, 10) in worked_days_of("CN", (2026,))
    )


def _numbers() -> bool:
    from tradedesk.integrations import numbers
    from tradedesk.integrations.geography import load_countries

    fits = numbers.judge_tax("DE", "DE136695976")
    # No number is "1", so that every module of every country is asked.
    both = (numbers.judge_tax, numbers.judge_registration)
    judged = [judge(land.code, "1") for land in load_countries() for judge in both]
    return (
        fits is not None
        and fits.code == "tax-fits"
        and len([each for each in judged if each is not None and each.code.endswith("-wrong")]) > 60
        and numbers.country_of_account("DE89370400440532013000", "") == "DE"
    )


def _phones() -> bool:
    from tradedesk.integrations.mailboxes.phone import normalise_phone

    return normalise_phone("0574 8888 8888", "CN") == "+8657488888888"


def _domains() -> bool:
    from tradedesk.integrations.mailboxes.lexicon import registrable

    return registrable("shop.firm.co.uk") == "firm.co.uk"


def _mailboxes() -> bool:
    from tradedesk.integrations.mailboxes.normal import normalise_mail

    return normalise_mail("verkauf@straße.de").ascii_value.endswith("@xn--strae-oqa.de")


def _pinyin() -> bool:
    from tradedesk.ledger.pinyin import spelled

    return spelled("宁波蓝天") == "ningbolantian nblt"


def _encodings() -> bool:
    from tradedesk.integrations.files.text_encoding import decode_list

    return decode_list("название;Привет, уважаемые партнёры\n".encode("cp1251")).candidates != ()


def _likeness() -> bool:
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio("Gulf Horizon", "Horizon Gulf") == 100


def _places() -> bool:
    from tradedesk.integrations.geography import load_cities, load_countries

    return load_countries().get("AE") is not None and bool(load_cities())


#: One question to each, by the package's name; False or an error means that its data are not there.
ASKED: dict[str, Callable[[], bool]] = {
    "tzdata": _zones,
    "holidays": _holidays,
    "python-stdnum": _numbers,
    "phonenumbers": _phones,
    "publicsuffixlist": _domains,
    "email-validator, idna": _mailboxes,
    "pypinyin": _pinyin,
    "charset-normalizer": _encodings,
    "rapidfuzz": _likeness,
    "places": _places,
}
