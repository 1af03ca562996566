"""One row of a list of parties: the company, up to three people, and every way to reach them."""

from __future__ import annotations

import re
from typing import Any

from tradedesk.domain.cells import parse_cycle
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.import_cells import RowCells
from tradedesk.domain.import_rows import PartyRow
from tradedesk.domain.person import composed_name, presumed_family_first, read_birthday
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.table import Severity

_LANGUAGES = {
    **dict.fromkeys(("english", "englisch", "英语", "英文", "inglés", "anglais"), "en"),
    **dict.fromkeys(("chinese", "中文", "汉语", "chinesisch", "mandarin", "chino", "chinois"), "zh"),
    **dict.fromkeys(("german", "deutsch", "德语", "德文", "alemán", "allemand"), "de"),
    **dict.fromkeys(("french", "français", "法语", "法文", "französisch", "francés"), "fr"),
    **dict.fromkeys(("spanish", "español", "西班牙语", "西语", "spanisch", "espagnol"), "es"),
    **dict.fromkeys(("portuguese", "português", "葡萄牙语", "葡语", "portugiesisch"), "pt"),
    **dict.fromkeys(("russian", "русский", "俄语", "俄文", "russisch"), "ru"),
    **dict.fromkeys(("arabic", "العربية", "阿拉伯语", "arabisch", "árabe"), "ar"),
    **dict.fromkeys(("japanese", "日本語", "日语", "日文", "japanisch"), "ja"),
    **dict.fromkeys(("korean", "한국어", "韩语", "韩文", "koreanisch"), "ko"),
    **dict.fromkeys(("italian", "italiano", "意大利语", "italienisch"), "it"),
    **dict.fromkeys(("turkish", "türkçe", "土耳其语", "türkisch"), "tr"),
    **dict.fromkeys(("polish", "polski", "波兰语", "polnisch"), "pl"),
    **dict.fromkeys(("dutch", "nederlands", "荷兰语", "niederländisch"), "nl"),
    **dict.fromkeys(("vietnamese", "tiếng việt", "越南语"), "vi"),
    **dict.fromkeys(("thai", "ไทย", "泰语"), "th"),
}
#: Ways to be reached, by the words of a list: "preferred channel".
_CHANNELS = {
    **dict.fromkeys(("mail", "email", "e-mail", "邮件", "电子邮件", "邮箱"), "mail"),
    **dict.fromkeys(("phone", "telephone", "tel", "call", "电话", "telefon"), "phone"),
    **dict.fromkeys(("whatsapp", "whats app", "wa"), "whatsapp"),
    **dict.fromkeys(("wechat", "weixin", "微信"), "wechat"),
}
_BETWEEN = re.compile(r"\s*[,;，；、|\n]+\s*")


def read_party(cells: RowCells) -> PartyRow:
    """The row as a party; problems are told to the cells."""
    city, region = cells.text("city"), cells.text("region")
    country = cells.country("country")
    zone, asks = "", False
    if country is not None:
        found = cells.places.zone(country, city, region)
        zone, asks = found.zone, found.asks
        if asks:
            cells.tell("city", because("zone-needs-city", country=country.code, city=city), Severity.NOTE)
    given, family = cells.text("given_name"), cells.text("family_name")
    first = presumed_family_first(country.code if country else "")
    person = cells.text("contact_name") or composed_name(given, family, family_first=first) or given or family
    values: dict[str, Any] = {name: cells.numbers(name) for name in _NUMBERS if cells.has(name)}
    values |= {name: cells.mailboxes(name) for name in _MAILBOXES if cells.has(name)}
    values |= {name: cells.text(name) for name in _TEXTS if cells.has(name)}
    return PartyRow(
        line=cells.line,
        kind=cells.options.party_kind,
        code=cells.key("code"),
        name=cells.needed("name"),
        contact_name=person,
        given_name=given,
        family_name=family,
        country_text=cells.text("country"),
        country=country.code if country else "",
        zone=zone,
        zone_question=asks,
        street=cells.text("street", ", "),
        postal_code=cells.key("postal_code", Severity.VALUE),
        website=cells.website("website"),
        languages=_languages(cells),
        tags=_several(cells, "tags"),
        categories=cells.text("categories", ", "),
        cycle=_cycle(cells),
        birthday=_birthday(cells),
        preferred_channel=_CHANNELS.get(cells.text("preferred_channel").casefold(), ""),
        currency=_currency(cells),
        notes=cells.block("notes"),
        **values,
    )


_MAILBOXES = ("emails", "contact2_emails", "contact3_emails")
_TEXTS = (
    *(
        "city",
        "region",
        "our_name",
        "short_name",
        "our_short_name",
        "honorific",
        "contact_title",
        "role",
        "wechat",
        "linkedin",
    ),
    *("telegram", "line_id", "skype", "kakaotalk", "tier", "source", "tax_no", "registration_no"),
    *("contact2_name", "contact2_title", "contact3_name", "contact3_title"),
)
_NUMBERS = ("phone", "mobile", "fax", "whatsapp", "contact2_phone", "contact3_phone")


def _languages(cells: RowCells) -> tuple[str, ...]:
    tags: dict[str, None] = {}
    for word in re.split(r"[,;/、，；|]+", cells.text("languages").casefold()) if cells.has("languages") else ():
        name = word.strip()
        tag = _LANGUAGES.get(name, name if re.fullmatch(r"[a-z]{2}(-[a-z]{2,4})?", name) else "")
        if tag:
            tags[tag] = None
        elif name:
            cells.tell("languages", because("language-unknown", value=name, expected="en"), Severity.VALUE)
    return tuple(tags)


def _several(cells: RowCells, field: str) -> tuple[str, ...]:
    text = cells.block(field)
    return tuple(dict.fromkeys(word for word in _BETWEEN.split(text) if word)) if text else ()


def _cycle(cells: RowCells) -> int | None:
    text = cells.text("cycle")
    found = parse_cycle(text) if text else None
    if isinstance(found, Reason):
        cells.tell("cycle", found, Severity.VALUE)
        return None
    return found


def _birthday(cells: RowCells) -> str:
    text = cells.text("birthday")
    try:
        return read_birthday(text) if text else ""
    except RuleSaysNo:
        cells.tell("birthday", because("not-a-day", value=text, expected="1980-05-12"), Severity.VALUE)
        return ""


def _currency(cells: RowCells) -> str:
    code = cells.text("currency").upper() if cells.has("currency") else ""
    if code and code not in cells.places.currencies:
        cells.tell("currency", because("currency-unknown", value=code), Severity.VALUE)
        return ""
    return code
