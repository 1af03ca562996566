"""Business cards written as vCard 3.0 or 4.0: UTF-8, lines folded at 75 octets, labels as address books show them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from tradedesk.domain.address import Channel
from tradedesk.domain.card import Card, CardPlace, CardWay

_LONGEST = 75
#: Control signs and Unicode's own line ends: some programs end a line at them.
_BREAKING = frozenset({"Cc", "Zl", "Zp"})
#: Chat programs that every address book knows by a scheme; the others get a property of their own.
_IMPP = {
    Channel.WHATSAPP: "whatsapp",
    Channel.TELEGRAM: "telegram",
    Channel.SKYPE: "skype",
    Channel.LINE: "line",
    Channel.KAKAOTALK: "kakaotalk",
}


def write_cards(cards: Iterable[Card], version: str = "3.0") -> Iterator[str]:
    """The text of each card, with CR LF as the format asks. ``version`` is "3.0" (read everywhere) or "4.0"."""
    if version not in ("3.0", "4.0"):
        raise ValueError(f"vCard {version} is not written")
    for card in cards:
        yield "".join(_folded(line) for line in _lines(card, version))


def _lines(card: Card, version: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    if version == "4.0":
        yield f"KIND:{'org' if card.is_company else 'individual'}"
    elif card.is_company:
        yield "X-ABShowAs:COMPANY"
    yield f"FN:{_escaped(card.name or card.company)}"
    yield "N:" + ";".join(_escaped(each) for each in (card.family, card.given, "", card.honorific, ""))
    if card.company or card.department:
        yield "ORG:" + ";".join(_escaped(each) for each in (card.company, card.department) if each or card.department)
    plain = (("TITLE", card.title), ("ROLE", card.role), ("URL", card.website), ("NOTE", card.notes))
    yield from (f"{name}:{_escaped(value)}" for name, value in plain if value)
    if card.birthday:
        yield _birthday(card.birthday, version)
    if card.language and version == "4.0":
        yield f"LANG:{card.language}"
    if card.tags:
        yield "CATEGORIES:" + ",".join(_escaped(tag) for tag in card.tags)
    for number, way in enumerate(card.ways, 1):
        yield from _labelled(f"item{number}", _way(way, version), way.label)
    for number, place in enumerate(card.places, len(card.ways) + 1):
        yield from _labelled(f"item{number}", _place(place), place.label)
    yield "END:VCARD"


def _labelled(group: str, line: str, label: str) -> Iterator[str]:
    """A label belongs to its line by a common group."""
    if label:
        yield f"{group}.{line}"
        yield f"{group}.X-ABLabel:{_escaped(label)}"
    else:
        yield line


def _way(way: CardWay, version: str) -> str:
    preferred = (";PREF=1" if version == "4.0" else ";TYPE=PREF") if way.preferred else ""
    value = _escaped(way.value)
    if way.channel is Channel.MAIL:
        return f"EMAIL{preferred}:{value}"
    if way.channel in (Channel.PHONE, Channel.FAX):
        kind = "fax" if way.channel is Channel.FAX else "voice"
        return f"TEL;TYPE={kind}{preferred}:{value}"
    if way.channel in _IMPP:
        return f"IMPP{preferred}:{_IMPP[way.channel]}:{value}"
    if way.channel is Channel.WECHAT:
        return f"X-WECHAT{preferred}:{value}"
    if way.channel is Channel.LINKEDIN:
        return f"X-LINKEDIN{preferred}:{value}"
    return f"IMPP{preferred}:{value}"


def _place(place: CardPlace) -> str:
    parts = ("", "", place.street, place.city, place.region, place.postal_code, place.country)
    return "ADR:" + ";".join(_escaped(each) for each in parts)


def _birthday(day: str, version: str) -> str:
    if not day.startswith("--"):
        return f"BDAY:{day}"
    # 3.0 has no day without a year; 1604 is how address books write that there is none.
    return f"BDAY:--{day[2:].replace('-', '')}" if version == "4.0" else f"BDAY:1604-{day[2:]}"


def _escaped(text: str) -> str:
    """No value can end its line, its part or its list, whatever stands in it."""
    plain = "".join(sign for sign in text if sign in "\r\n\t" or unicodedata.category(sign) not in _BREAKING)
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return plain.replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never within a character."""
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    return "\r\n".join([*pieces, piece]) + "\r\n"
